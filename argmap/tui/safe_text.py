"""User text on its way to a widget: the only door.

Textual reads plain strings as markup in most places: "[note]" vanishes and "[/b]" crashes the app. Give user text to
widgets, titles, tooltips and toasts in no other form than these.
"""

from __future__ import annotations

from rich.text import Text
from textual.content import Content

from argmap.text.visible import visible_line, visible_lines


def safe(text: str, *, multiline: bool = False) -> Content:
    """The text as content that is never read as markup and holds no control characters, code point for code point.

    Line breaks and tabs become spaces; with `multiline`, line breaks stay.
    """
    return Content(visible_lines(text) if multiline else visible_line(text))


def safe_label(text: str) -> Text:
    """The same on one line, for the widgets that take no content but rich's text: `Tree` and `DataTable`."""
    return Text(visible_line(text))

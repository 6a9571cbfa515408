"""User text on its way into HTML, SVG or other XML: always only text."""

from __future__ import annotations

import html
from typing import Final

from argmap.text.visible import REPLACEMENT, visible_lines

_NOT_IN_XML: Final = {0xFFFE: REPLACEMENT, 0xFFFF: REPLACEMENT}


def as_markup(text: str) -> str:
    """The text as it is written between tags or in an attribute; one code point of it still shows as one.

    Characters that control a terminal or the direction of writing, or that XML forbids, become pictures of themselves.
    """
    if text.isascii() and text.isprintable():
        return html.escape(text)
    return html.escape(visible_lines(text).translate(_NOT_IN_XML))

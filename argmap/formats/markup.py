"""User text on its way into HTML, SVG or other XML: always only text."""

from __future__ import annotations

import html
import re
from typing import Final

from argmap.text.visible import PICTURES, REPLACEMENT, visible_lines

_ACTS: Final = re.compile(f"[{re.escape(''.join(map(chr, PICTURES.keys() - {0x0A})))}\ufffe\uffff]")
"""Almost no text has such a character, and to look for them is much quicker than to replace them."""
_NOT_IN_XML: Final = {0xFFFE: REPLACEMENT, 0xFFFF: REPLACEMENT}


def as_markup(text: str) -> str:
    """The text as it is written between tags or in an attribute; one code point of it still shows as one.

    Characters that control a terminal or the direction of writing, or that XML forbids, become pictures of themselves.
    """
    return html.escape(harmless(text))


def harmless(text: str) -> str:
    """The text with what could act on the page around it replaced, as `as_markup` does, but not escaped."""
    return visible_lines(text).translate(_NOT_IN_XML) if _ACTS.search(text) else text

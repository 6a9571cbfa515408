"""User text on its way into HTML, SVG or other XML: always only text."""

from __future__ import annotations

import html
import re
from typing import Final

from argmap.text.sentences import blocks_of
from argmap.text.visible import PICTURES, REPLACEMENT

_MARKS: Final = frozenset({0x061C, 0x200E, 0x200F})
"""Texts in Arabic and Hebrew need them; they turn no other text round, as overrides and embeddings do."""
_SHOWN: Final = {
    **{code: shown for code, shown in PICTURES.items() if code not in _MARKS},
    0x09: " ",
    0x0A: "\n",
    **dict.fromkeys((0xFFFE, 0xFFFF), REPLACEMENT),
}
_ACTS: Final = re.compile(f"[{re.escape(''.join(map(chr, _SHOWN.keys() - {0x0A})))}]")
"""Almost no text has such a character, and to look for them is much quicker than to replace them."""


def as_markup(text: str) -> str:
    """The text as it is written between tags or in an attribute; one code point of it still shows as one.

    Characters that control a terminal, override the direction of writing, or that XML forbids, become pictures of
    themselves.
    """
    return html.escape(harmless(text))


def note_markup(note: str) -> str:
    """A note as paragraphs and lists of HTML; all that is written in it is only text."""
    made: list[str] = []
    levels: list[str] = []  # the tags of the lists that are open, the outermost first

    def close(depth: int) -> None:
        while len(levels) > depth:
            made.append(f"</li></{levels.pop()}>")

    for block in blocks_of(note):
        words = "<br>".join(map(as_markup, block.lines))
        if not block.mark:
            close(0)
            made.append(f"<p>{words}</p>")
            continue
        kind = "ul" if block.mark == "-" else "ol"
        close(block.depth + 1)
        if len(levels) == block.depth + 1 and levels[-1] != kind:
            close(block.depth)
        if len(levels) == block.depth + 1:
            made.append("</li>")
        else:
            start = f' start="{int(block.mark[:-1])}"' if kind == "ol" and block.mark != "1." else ""
            made.append(f"<{kind}{start}>")
            levels.append(kind)
        made.append(f"<li>{words}")
    close(0)
    return "".join(made)


def harmless(text: str) -> str:
    """The text with what could act on the page around it replaced, as `as_markup` does, but not escaped."""
    return text.translate(_SHOWN) if _ACTS.search(text) else text

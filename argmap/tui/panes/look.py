"""How the panes look: the names of their styles, in the colours of any theme and those of the reader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from rich.cells import cell_len

from argmap.tui.panes.glyphs import cut

STYLES: Final = (
    "support",
    "counter",
    "undercut",
    "thesis",
    "calm",
    "review",
    "faint",
    "strong",
    "gone",
    "new",
    "cursor",
    "marked",
    "drop",
)
"""`support`, `counter` and `undercut` are roles; `calm` and `review` are states of quotes; `gone` and `new`
are words that differ."""

COMPONENT_CLASSES: Final = frozenset(f"pane--{style}" for style in STYLES)

DEFAULT_CSS: Final = """
PaintedPane {
    background: $surface;
    color: $foreground;
    overflow-x: hidden;
    overflow-y: auto;
    scrollbar-size-vertical: 1;
    border: round $foreground 30%;
    border-title-color: $foreground 80%;
    &:focus { border: round $primary; border-title-color: $foreground; border-title-style: bold; }
    & .pane--support { color: $text-success; text-style: bold; }
    & .pane--counter { color: $text-error; text-style: bold; }
    & .pane--undercut { color: $text-warning; text-style: bold; }
    & .pane--thesis { color: $text-primary; text-style: bold; }
    & .pane--calm { color: $text-success; }
    & .pane--review { color: $text-accent; text-style: bold; }
    & .pane--faint { color: $text-faint; }
    & .pane--strong { text-style: bold; }
    & .pane--gone { color: $text-error; text-style: strike; }
    & .pane--new { color: $text-success; text-style: bold underline; }
    & .pane--marked { color: $text-accent; text-style: bold; }
    & .pane--drop { background: $success-muted; text-style: bold underline; }
    & .pane--cursor { background: $block-cursor-blurred-background; }
    &:focus .pane--cursor { background: $block-cursor-background; color: $block-cursor-foreground; }
    &:ansi .pane--faint { text-style: dim; }
    &:ansi .pane--drop { background: ansi_default; }
    &:nocolor .pane--cursor { text-style: underline; }
    &:nocolor:focus .pane--cursor { text-style: reverse; }
}
"""


class Piece(NamedTuple):
    """Some text in one style."""

    text: str
    style: str = ""
    """One of `STYLES`, or nothing."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a list: a text that is cut to the room between what stands before it and at the right edge."""

    text: Piece
    before: tuple[Piece, ...] = ()
    closing: str = ""
    """Follows the text, also where it is cut."""
    extra: Piece | None = None
    """Stands left of `after` while the cursor is on the row, where the whole text leaves room for it."""
    after: tuple[Piece, ...] = ()
    """Stand at the right edge; the first ones give way where only a few cells would be left for the text."""

    def fitted(self, width: int, *, selected: bool = False) -> list[Piece]:
        """The pieces that fill exactly so many cells."""
        before = _cut_pieces(self.before, width)
        left = width - _cells(before)
        after = [Piece(" "), *self.after]
        while len(after) > 1 and _cells(after) + _LEAST_TEXT > left:
            del after[1]
        after = after if len(after) > 1 else []
        left -= _cells(after)
        text = cut(self.text.text, left - cell_len(self.closing))
        shown = Piece(text + self.closing if text else "", self.text.style)
        left -= cell_len(shown.text)
        extra = [Piece(" "), self.extra] if self.extra and selected else []
        if text.endswith("…") or _cells(extra) + 1 > left:
            extra = []
        gap = Piece(" " * (left - _cells(extra)))
        return [piece for piece in (*before, shown, gap, *extra, *after) if piece.text]


_LEAST_TEXT = 8
"""Cells of text; where fewer would be left, what stands at the right edge gives way."""


def _cells(pieces: Iterable[Piece]) -> int:
    return sum(cell_len(piece.text) for piece in pieces)


def _cut_pieces(pieces: Iterable[Piece], width: int) -> list[Piece]:
    """As many of the pieces as fit, the last one cut."""
    shown = []
    for piece in pieces:
        text = cut(piece.text, width)
        shown.append(Piece(text, piece.style))
        width -= cell_len(text)
    return shown

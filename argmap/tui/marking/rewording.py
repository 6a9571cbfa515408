"""The old and the new words of a quote, below each other, with what differs marked: shown before words change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.content import Content

from argmap.tui.differences import GONE, NEW, differences
from argmap.tui.panes.look import Piece
from argmap.tui.safe_text import safe

_STYLES: Final = {GONE: "strike $text-error", NEW: "underline bold $text-success", "": ""}


def wordings(old: str, new: str) -> Content:
    """Two wordings, the old one first; what is gone is struck through, what is new underlined."""
    compared = differences(old, new)
    return Content.assemble(("now:  ", "dim"), *_styled(compared.kept), ("\n\nthen: ", "dim"), *_styled(compared.now))


def _styled(pieces: Sequence[Piece]) -> list[Content]:
    return [safe(piece.text).stylize(_STYLES[piece.style]) for piece in pieces]

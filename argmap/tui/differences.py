"""What differs between two wordings that stand beside each other, each on one line to be read."""

from __future__ import annotations

from typing import Final, NamedTuple

from argmap.diff.wording import MOST_TOKENS, Mark, tokens, wording
from argmap.text.one_line import reading_line
from argmap.tui.panes.look import Piece

GONE: Final = "gone"
"""The style of earlier words that do not stand there any more."""
NEW: Final = "new"
"""The style of words that stand there now and did not before."""

_STYLE: Final = {Mark.SAME: "", Mark.GONE: GONE, Mark.NEW: NEW}


class Differences(NamedTuple):
    """Two wordings, with what only the one or the other has in a style of its own."""

    kept: tuple[Piece, ...]
    now: tuple[Piece, ...]

    @property
    def read_alike(self) -> bool:
        """Whether nothing differs but what anchors do not tell apart: line breaks, case, width, script."""
        return not any(piece.style for piece in (*self.kept, *self.now))


def differences(kept: str, now: str) -> Differences:
    """Both wordings, compared character by character; in scripts with words only words that are much alike are.

    Wordings as long as a book are shown without marks.
    """
    ours, theirs = reading_line(kept), reading_line(now)
    if max(len(tokens(ours)), len(tokens(theirs))) > MOST_TOKENS:
        return Differences((Piece(ours),), (Piece(theirs),))
    told = wording(ours, theirs, finely=True)
    return Differences(
        tuple(Piece(one.old, _STYLE[one.mark]) for one in told if one.old),
        tuple(Piece(one.new, _STYLE[one.mark]) for one in told if one.new),
    )

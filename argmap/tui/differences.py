"""What differs between two wordings that stand beside each other, each on one line to be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from argmap.diff.wording import MOST_TOKENS, Mark, Stretch, tokens, wording
from argmap.text.one_line import reading_line
from argmap.tui.panes.look import Piece

GONE: Final = "gone"
"""The style of earlier words that do not stand there any more."""
NEW: Final = "new"
"""The style of words that stand there now and did not before."""

_SAME_WORD: Final = 0.7
"""How alike a word that went and one that came must be so that their letters are told apart, not the words."""

_REPLACED: Final = {Mark.GONE, Mark.NEW}
_STYLE: Final = {Mark.SAME: "", Mark.GONE: GONE, Mark.NEW: NEW}


class Differences(NamedTuple):
    """Two wordings, with what only the one or the other has in a style of its own."""

    kept: tuple[Piece, ...]
    now: tuple[Piece, ...]

    @property
    def read_alike(self) -> bool:
        """Whether nothing but line breaks and spaces differs."""
        return not any(piece.style for piece in (*self.kept, *self.now))


def differences(kept: str, now: str) -> Differences:
    """Both wordings, compared character by character; in scripts with words only words that are much alike are.

    Wordings as long as a book are shown without marks.
    """
    ours, theirs = reading_line(kept), reading_line(now)
    if max(len(tokens(ours)), len(tokens(theirs))) > MOST_TOKENS:
        return Differences((Piece(ours),), (Piece(theirs),))
    told = [(Piece(text, _STYLE[mark]), mark) for mark, text in _lettered(wording(ours, theirs, finely=True))]
    return Differences(
        tuple(piece for piece, mark in told if mark is not Mark.NEW),
        tuple(piece for piece, mark in told if mark is not Mark.GONE),
    )


def _lettered(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """The stretches, with only those letters marked by which one form of a word differs from another."""
    last: Stretch | None = None
    for stretch in stretches:
        if last is not None and {last.mark, stretch.mark} == _REPLACED and _one_word(last.text, stretch.text):
            gone, new = (last, stretch) if last.mark is Mark.GONE else (stretch, last)
            yield from _letters(gone, new)
            last = None
            continue
        if last is not None:
            yield last
        last = stretch
    if last is not None:
        yield last


def _one_word(one: str, other: str) -> bool:
    from rapidfuzz.distance import Indel

    return len(tokens(one)) == len(tokens(other)) == 1 and Indel.normalized_similarity(one, other) >= _SAME_WORD


def _letters(gone: Stretch, new: Stretch) -> Iterator[Stretch]:
    from rapidfuzz.distance import LCSseq

    for step in LCSseq.opcodes(gone.text, new.text):
        went, came = gone.text[step.src_start : step.src_end], new.text[step.dest_start : step.dest_end]
        if step.tag == "equal":
            yield Stretch(Mark.SAME, went)
            continue
        if went:
            yield Stretch(Mark.GONE, went)
        if came:
            yield Stretch(Mark.NEW, came)

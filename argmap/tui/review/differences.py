"""What differs between the kept words and those that stand there now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from argmap.diff.wording import tokens
from argmap.text.one_line import reading_line
from argmap.tui.panes.look import Piece

GONE: Final = "gone"
"""The style of kept words that do not stand there any more."""
NEW: Final = "new"
"""The style of words that stand there now and were not kept."""

_MOST_TOKENS: Final = 10_000
"""Longer wordings are shown without marks, whose cost grows by the square of the length."""

_LEAST_SHARED: Final = 0.25
"""The share of the longer wording that both must have for marks to help; below it they are only noise."""


class Differences(NamedTuple):
    """Two wordings, each on one line to be read, with what only the one or the other has in a style of its own."""

    kept: tuple[Piece, ...]
    now: tuple[Piece, ...]

    @property
    def read_alike(self) -> bool:
        """Whether nothing but line breaks and spaces differs."""
        return not any(piece.style for piece in (*self.kept, *self.now))


def differences(kept: str, now: str) -> Differences:
    """Both wordings, compared character by character in Chinese and Japanese and word by word elsewhere."""
    from rapidfuzz.distance import Indel

    ours, theirs = tokens(reading_line(kept)), tokens(reading_line(now))
    longest = max(len(ours), len(theirs))
    if ours == theirs or longest > _MOST_TOKENS:
        return Differences(tuple(_pieces([("", ours)])), tuple(_pieces([("", theirs)])))
    blocks = Indel.opcodes(ours, theirs)
    shared = sum(block.src_end - block.src_start for block in blocks if block.tag == "equal")
    if shared < _LEAST_SHARED * longest:
        return Differences(tuple(_pieces([(GONE, ours)])), tuple(_pieces([(NEW, theirs)])))
    return Differences(
        tuple(_pieces((_style(block.tag, GONE), ours[block.src_start : block.src_end]) for block in blocks)),
        tuple(_pieces((_style(block.tag, NEW), theirs[block.dest_start : block.dest_end]) for block in blocks)),
    )


def _style(tag: str, style: str) -> str:
    return "" if tag == "equal" else style


def _pieces(runs: Iterable[tuple[str, Sequence[str]]]) -> Iterator[Piece]:
    for style, run in runs:
        if run:
            yield Piece("".join(run), style)

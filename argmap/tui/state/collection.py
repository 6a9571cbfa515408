"""The passages that wait to become linked premises: collected one after the other, also in several texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argmap.corpus import OpenText
    from argmap.model import ArgMap
    from argmap.tui.state.edits import Premise, Span


class Collection:
    """What is collected on one screen; gone when it is linked, dropped, or the map is left."""

    def __init__(self) -> None:
        self._marks: tuple[Premise, ...] = ()

    def __len__(self) -> int:
        return len(self._marks)

    def __iter__(self) -> Iterator[Premise]:
        return iter(self._marks)

    def add(self, mark: Premise) -> bool:
        """Collect a mark; False where it, or the same passage, is collected already."""
        if any(_same(mark, other) for other in self._marks):
            return False
        self._marks = (*self._marks, mark)
        return True

    def drop(self, mark: Premise) -> None:
        """Collect it no more."""
        self._marks = tuple(other for other in self._marks if other is not mark)

    def clear(self) -> None:
        """Collect nothing any more."""
        self._marks = ()

    def keep_to(self, whole: ArgMap) -> None:
        """Drop what rests on a source or quote that the map has lost."""
        self._marks = tuple(
            mark
            for mark in self._marks
            if mark.marked.source_id in whole.sources and (mark.id is None or mark.id in whole.quotes)
        )

    def spans(self, source_id: str, opened: OpenText) -> list[Span]:
        """What of it is in a text, in code points: nothing where the file has changed since."""
        return [
            mark.marked.span
            for mark in self._marks
            if mark.marked.source_id == source_id and mark.marked.opened.content.blob == opened.content.blob
        ]


def _same(mark: Premise, other: Premise) -> bool:
    if mark.id is not None:
        return mark.id == other.id
    return (mark.marked.source_id, mark.marked.span) == (other.marked.source_id, other.marked.span)

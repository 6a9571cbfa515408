"""Choosing one of the works that a reference manager wrote into one file."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from argmap.documents.entry import Entry as Work
from argmap.tui.dialogs.picker import Entry, Picker
from argmap.tui.safe_text import safe
from argmap.tui.searching import Searchable, found


class EntryPicker(Picker[Work]):
    """Gives a work, found by its title, author, year or key."""

    def __init__(self, works: Sequence[Work]) -> None:
        by_number = {str(number): work for number, work in enumerate(works)}
        among = [Searchable(number, _said(work)) for number, work in by_number.items()]

        def entries(typed: str) -> Sequence[Entry[Work]]:
            return [Entry(by_number[number], _prompt(by_number[number])) for number in found(typed, among)]

        super().__init__("Which of these works?", entries, placeholder="a part of title, author, year or key")


def _said(work: Work) -> tuple[str, ...]:
    details = work.details
    return tuple(filter(None, (details.title, details.author, str(details.year or ""), work.key)))


def _prompt(work: Work) -> Content:
    title, *rest = _said(work)
    return Content.assemble(safe(title), "  ", safe(" · ".join(rest)).stylize("dim"))

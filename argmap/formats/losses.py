"""What a map holds that a format cannot, counted in words for the user."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum
from itertools import chain

from argmap.model import ArgMap, Claim, Quote, Role, Source


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number and its noun: `1 tag`, `3 tags`, `2 theses` where `many` is given."""
    return f"{number} {one if number == 1 else many or one + 's'}"


class Part(Enum):
    """Something that a map can hold and a format may not; each value counts it and names it."""

    NOTES = (lambda whole: _with(whole, "note") + (whole.note is not None), "note", None)
    TAGS = (lambda whole: sum(len(each.tags) for each in _elements(whole)), "tag", None)
    TRANSLATIONS = (
        lambda whole: sum(each.translation is not None for each in whole.quotes.values()),
        "translation",
        None,
    )
    ORIGINALS = (
        lambda whole: sum(each.translation is not None for each in whole.quotes.values()),
        "translated quote’s own words",
        "translated quotes’ own words",
    )
    ANCHORS = (
        lambda whole: len(whole.quotes),
        "quote’s context and position",
        "quotes’ contexts and positions",
    )
    SOURCES = (lambda whole: len(whole.sources), "source’s details", "sources’ details")
    UNCITED = (lambda whole: len(uncited(whole)), "source that no quote is taken from", "sources without a quote")
    UNDERCUTS = (lambda whole: sum(link.role is Role.UNDERCUT for link in whole.links()), "undercut", None)
    COMMENTS = (lambda whole: len(whole.comments), "comment of the file", "comments of the file")
    CONFLICTS = (lambda whole: len(whole.conflicts), "undecided conflict", None)

    def of(self, whole: ArgMap) -> int:
        """How many of it a map holds."""
        count: Callable[[ArgMap], int] = self.value[0]
        return count(whole)

    def said(self, number: int) -> str:
        """So many of it, in words."""
        return counted(number, self.value[1], self.value[2])


def losses(whole: ArgMap, *parts: Part) -> tuple[str, ...]:
    """What of these parts the map holds, each counted: what is lost where a format has no place for them."""
    return tuple(part.said(number) for part in parts if (number := part.of(whole)))


def uncited(whole: ArgMap) -> frozenset[str]:
    """The sources that no quote is taken from."""
    return frozenset(whole.sources) - {quote.source for quote in whole.quotes.values()}


def _elements(whole: ArgMap) -> Iterator[Source | Claim | Quote]:
    return chain(whole.sources.values(), whole.claims.values(), whole.quotes.values())


def _with(whole: ArgMap, field: str) -> int:
    return sum(getattr(each, field) is not None for each in _elements(whole))

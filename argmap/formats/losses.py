"""What a map holds that a format cannot, counted in words for the user."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum
from itertools import chain

from argmap.model import ArgMap, Claim, Quote, Role, Source


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number and its noun: `1 tag`, `3 tags`, `2 theses` where `many` is given."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def every_counted(*things: tuple[int, str, str | None]) -> tuple[str, ...]:
    """Numbers with their nouns, but for the zeros."""
    return tuple(counted(number, one, many) for number, one, many in things if number)


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
    LANGUAGES = (
        lambda whole: sum(each.lang is not None for each in whole.sources.values()),
        "source’s language",
        "sources’ languages",
    )
    CLAIM_IDS = (lambda whole: len(whole.claims), "id of a claim", "ids of claims")
    THESES = (lambda whole: len(whole.thesis), "mark of a thesis", "marks of theses")
    UNDERCUTS = (lambda whole: sum(link.role is Role.UNDERCUT for link in whole.links()), "undercut", None)
    COMMENTS = (lambda whole: len(whole.comments), "comment of the file", "comments of the file")
    CONFLICTS = (lambda whole: len(whole.conflicts), "undecided conflict", None)

    def counted_in(self, whole: ArgMap) -> tuple[int, str, str | None]:
        """How many of it a map holds, with the words for one and for many."""
        count: Callable[[ArgMap], int] = self.value[0]
        return count(whole), self.value[1], self.value[2]


def losses(whole: ArgMap, *parts: Part) -> tuple[str, ...]:
    """What of these parts the map holds, each counted: what is lost where a format has no place for them."""
    return every_counted(*(part.counted_in(whole) for part in parts))


def uncited(whole: ArgMap) -> frozenset[str]:
    """The sources that no quote is taken from."""
    return frozenset(whole.sources) - {quote.source for quote in whole.quotes.values()}


def _elements(whole: ArgMap) -> Iterator[Source | Claim | Quote]:
    return chain(whole.sources.values(), whole.claims.values(), whole.quotes.values())


def _with(whole: ArgMap, field: str) -> int:
    return sum(getattr(each, field) is not None for each in _elements(whole))

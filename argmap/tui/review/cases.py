"""What is to be reviewed, and in which order."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from argmap.corpus import OpenText, Standing
from argmap.graph import STATE_SIGN
from argmap.model import ArgMap, Quote

_WORST_FIRST: Final = tuple(reversed(STATE_SIGN))


@dataclass(frozen=True, slots=True)
class Case:
    """One quote as it is in the map, and how it stands in its text."""

    quote_id: str
    quote: Quote
    standing: Standing
    opened: OpenText | None
    """The text that was looked in; None where it cannot be read."""
    anchored_in: str | None
    """The version of the text that the quote was anchored in, as far as the map says."""

    @property
    def only_moved(self) -> bool:
        """Whether the quote has its very words still, elsewhere, in other lines or in another dress."""
        if self.opened is None or self.standing.span is None:
            return False
        elsewhere = self.anchored_in not in (None, self.opened.content.blob)
        return self.standing.state == "folded" or (self.standing.state == "exact" and elsewhere)


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is left to review in a sitting."""

    cases: tuple[Case, ...] = ()
    """The quotes that are not exact, the worst first; those of one state as they stand in their texts."""
    moved: tuple[Case, ...] = ()
    """The quotes that need no look, because they only moved or were wrapped anew."""
    later: int = 0
    """How many are kept for later."""

    @property
    def said(self) -> str:
        """How much is left, in a few words; what is to be reviewed is counted as on the map."""
        due = sum(case.standing.needs_review for case in self.cases)
        counts = ((len(self.moved), "only moved"), (self.later, "for later"))
        return " · ".join([f"{due} to review", *(f"{count} {what}" for count, what in counts if count)])


def agenda(
    whole: ArgMap,
    standings: Mapping[str, Standing],
    opened: Mapping[str, OpenText],
    later: Collection[str] = (),
) -> Agenda:
    """What is to be reviewed of a map.

    Args:
        whole: The map.
        standings: Where its quotes stand.
        opened: The texts that could be read, by source.
        later: The quotes that are kept for later.
    """
    everything = [
        _case(whole, quote_id, standing, opened) for quote_id, standing in standings.items() if quote_id in whole.quotes
    ]
    due = sorted((case for case in everything if case.standing.state != "exact"), key=_place_in_agenda)
    return Agenda(
        tuple(case for case in due if case.quote_id not in later),
        tuple(case for case in everything if case.only_moved and case.quote_id not in later),
        sum(case.quote_id in later for case in due),
    )


def _case(whole: ArgMap, quote_id: str, standing: Standing, opened: Mapping[str, OpenText]) -> Case:
    quote = whole.quotes[quote_id]
    return Case(quote_id, quote, standing, opened.get(quote.source), quote.blob or whole.sources[quote.source].blob)


def _place_in_agenda(case: Case) -> tuple[int, str, int, str]:
    place = case.standing.line or 0
    return _WORST_FIRST.index(case.standing.state), case.quote.source, place, case.quote_id

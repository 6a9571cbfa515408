"""What each answer does to the map: edits that fit any version of it in which the quote is still as it was seen."""

from __future__ import annotations

from collections.abc import Sequence

from argmap import edit
from argmap.corpus import OpenText, selector_of
from argmap.corpus.anchoring import anchored_at, anchored_where_found, store_anchors
from argmap.edit import Refused
from argmap.model import ArgMap, Quote
from argmap.session import Change
from argmap.tui.named_edits import NamedEdit
from argmap.tui.review.cases import Case
from argmap.tui.review.places import Place
from argmap.tui.sentences import count


def accepting(case: Case) -> NamedEdit:
    """The edit that anchors a quote where it was found, in the words that stand there.

    Raises ValueError where it was not found.
    """
    return NamedEdit(f"accept {case.quote_id} as found", _anchoring([_found(case)]), case.quote_id)


def accepting_moved(cases: Sequence[Case]) -> NamedEdit:
    """The one edit that does so for all of several quotes; those that were changed meanwhile stay as they are."""
    name = f"accept {count(len(cases), 'quote')} that only moved"
    return NamedEdit(name, _anchoring([_found(case) for case in cases]), cases[0].quote_id)


def choosing(case: Case, place: Place) -> NamedEdit:
    """The edit that anchors a quote at one of the places where it may stand."""
    fresh = _fresh(case, place.span)
    return NamedEdit(f"anchor {case.quote_id} at line {place.line}", _anchoring([(case, fresh)]), case.quote_id)


def reselecting(case: Case, span: tuple[int, int]) -> NamedEdit:
    """The edit that makes a quote one of other words of its text, its links and translation kept.

    Raises ValueError for a passage outside the text.
    """
    return NamedEdit(f"re-select {case.quote_id}", _anchoring([(case, _fresh(case, span))]), case.quote_id)


def dropping(case: Case) -> NamedEdit:
    """The edit that takes a quote away with the links it is an end of, if its words are still those that were seen."""

    def change(whole: ArgMap) -> ArgMap:
        if not _unchanged(whole, case):
            raise _changed_meanwhile([case])
        return edit.remove(whole, case.quote_id)

    return NamedEdit(f"drop {case.quote_id}", change, case.quote_id)


def _opened(case: Case) -> OpenText:
    if case.opened is None:
        raise ValueError(f"the text of {case.quote_id} cannot be read")
    return case.opened


def _fresh(case: Case, span: tuple[int, int]) -> Quote:
    """The quote, anchored at a passage of the text as it is now."""
    return anchored_at(_opened(case), case.quote, span)


def _found(case: Case) -> tuple[Case, Quote]:
    """A quote, anchored where it was found."""
    return case, anchored_where_found(_opened(case), case.quote, case.standing)


def _anchoring(made: Sequence[tuple[Case, Quote]]) -> Change:
    """The change that gives quotes new anchors, and nothing else of what they say."""

    def change(whole: ArgMap) -> ArgMap:
        fitting = [(case, fresh) for case, fresh in made if _unchanged(whole, case)]
        if not fitting:
            raise _changed_meanwhile([case for case, _ in made])
        for source_id in dict.fromkeys(case.quote.source for case, _ in fitting):
            mine = {case.quote_id: fresh for case, fresh in fitting if case.quote.source == source_id}
            versions = {_opened(case).content.blob for case, _ in fitting if case.quote.source == source_id}
            whole = store_anchors(whole, source_id, mine, versions.pop())
        return whole

    return change


def _unchanged(whole: ArgMap, case: Case) -> bool:
    """Whether the map still has the anchor that was seen; a new translation or note does not matter."""
    quote = whole.quotes.get(case.quote_id)
    if quote is None or quote.source != case.quote.source:
        return False
    same_version = (quote.blob or whole.sources[quote.source].blob) == case.anchored_in
    return same_version and selector_of(quote) == selector_of(case.quote)


def _changed_meanwhile(cases: Sequence[Case]) -> Refused:
    who = f"`{cases[0].quote_id}` was" if len(cases) == 1 else "these quotes were"
    return Refused(f"{who} changed or removed meanwhile", "look at what it says now, then answer again")

"""What each answer does to the map: edits that fit any version of it in which the quote is still as it was seen."""

from __future__ import annotations

from collections.abc import Sequence

from argmap import edit
from argmap.corpus import OpenText, selector_of
from argmap.corpus.anchoring import anchored_at, anchored_where_found, store_anchors
from argmap.edit import Refused
from argmap.model import ArgMap, Quote
from argmap.tui.keeper import Edit, Edited
from argmap.tui.review.cases import Case
from argmap.tui.review.places import Place
from argmap.tui.sentences import count


def accepting(case: Case) -> Edit:
    """The edit that anchors a quote where it was found, in the words that stand there.

    Raises ValueError where it was not found.
    """
    return _anchoring(f"accept {case.quote_id} as found", [_found(case)])


def accepting_moved(cases: Sequence[Case]) -> Edit:
    """The one edit that does so for all of several quotes; those that were changed meanwhile stay as they are."""
    name = f"accept {count(len(cases), 'quote')} that only moved"
    return _anchoring(name, [_found(case) for case in cases])


def choosing(case: Case, place: Place) -> Edit:
    """The edit that anchors a quote at one of the places where it may stand."""
    return _anchoring(f"anchor {case.quote_id} at line {place.line}", [(case, _fresh(case, place.span))])


def reselecting(case: Case, span: tuple[int, int]) -> Edit:
    """The edit that makes a quote one of other words of its text, its links and translation kept.

    Raises ValueError for a passage outside the text.
    """
    return _anchoring(f"re-select {case.quote_id}", [(case, _fresh(case, span))])


def dropping(case: Case) -> Edit:
    """The edit that takes a quote away with the links it is an end of, if its words are still those that were seen."""

    def dropped(whole: ArgMap) -> Edited:
        if not _unchanged(whole, case):
            raise _changed_meanwhile([case])
        return Edited(edit.remove(whole, case.quote_id), f"drop {case.quote_id}")

    return dropped


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


def _anchoring(name: str, made: Sequence[tuple[Case, Quote]]) -> Edit:
    """The edit that gives quotes new anchors, and nothing else of what they say."""

    def anchored(whole: ArgMap) -> Edited:
        fitting = [(case, fresh) for case, fresh in made if _unchanged(whole, case)]
        if not fitting:
            raise _changed_meanwhile([case for case, _ in made])
        for source_id in dict.fromkeys(case.quote.source for case, _ in fitting):
            mine = {case.quote_id: fresh for case, fresh in fitting if case.quote.source == source_id}
            versions = {_opened(case).content.blob for case, _ in fitting if case.quote.source == source_id}
            whole = store_anchors(whole, source_id, mine, versions.pop())
        return Edited(whole, name)

    return anchored


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

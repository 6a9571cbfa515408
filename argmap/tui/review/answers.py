"""What each answer does to the map: edits that fit any version of it in which the quote is still as it was seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from argmap import edit
from argmap.anchor import select
from argmap.corpus import OpenText, selector_of
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
    opened = _opened(case)
    made = select(opened.text, *span, folded=opened.folded)
    return replace(case.quote, text=made.text, before=made.before, after=made.after, at=made.at)


def _found(case: Case) -> tuple[Case, Quote]:
    """A quote, anchored where it was found; one whose lines find the place verbatim keeps them all."""
    opened, span = _opened(case), case.standing.span
    if span is None:
        raise ValueError(f"{case.quote_id} was not found")
    if opened.text[span[0] : span[1]] == case.quote.text:
        stored = opened.resolver.resolve(selector_of(case.quote))
        if stored.found and (stored.start, stored.end) == span:
            return case, case.quote
    return case, _fresh(case, span)


def _anchoring(made: Sequence[tuple[Case, Quote]]) -> Change:
    """The change that gives quotes new anchors, and nothing else of what they say."""

    def change(whole: ArgMap) -> ArgMap:
        fitting = [(case, fresh) for case, fresh in made if _unchanged(whole, case)]
        if not fitting:
            raise _changed_meanwhile([case for case, _ in made])
        for source_id in dict.fromkeys(case.quote.source for case, _ in fitting):
            mine = {case.quote_id: fresh for case, fresh in fitting if case.quote.source == source_id}
            versions = {_opened(case).content.blob for case, _ in fitting if case.quote.source == source_id}
            whole = _anchored(whole, source_id, mine, versions.pop())
        return whole

    return change


def _anchored(whole: ArgMap, source_id: str, fresh: Mapping[str, Quote], version: str) -> ArgMap:
    """A map in which quotes of one source are anchored in a version of its text.

    The source carries that version once most of its quotes are anchored in it; until then these carry it themselves,
    so that accepting one of many changes the lines of that one alone.
    """
    source = whole.sources[source_id]
    quotes = whole.quotes_of(source_id)
    anchored_in = {at: version if at in fresh else quote.blob or source.blob for at, quote in quotes.items()}
    counts = Counter(anchored_in.values())
    # Nobody knows in which version a quote without a blob was anchored; under a new one it would claim to be in that.
    carries = version if None not in counts and 2 * counts[version] > len(quotes) else source.blob
    changed = {}
    for at, quote in quotes.items():
        new = fresh.get(at, quote)
        blob = None if anchored_in[at] == carries else anchored_in[at]
        after = replace(quote, text=new.text, before=new.before, after=new.after, at=new.at, blob=blob)
        if after != quote:
            changed[at] = after
    return edit.replace_anchors(whole, changed, {source_id: carries} if carries != source.blob else {})


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

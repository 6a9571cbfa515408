"""The quotes to review, the places where each may be found, how sure these are, and what each answer does."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from textual.message import Message

from argmap import edit
from argmap.anchor.thresholds import ENOUGH
from argmap.corpus import Corpus, OpenText, OutsideProject, QuoteState, selector_of
from argmap.corpus.anchoring import anchored_at, anchored_where_found, store_anchors
from argmap.edit import Refused
from argmap.files.errors import UnreadableSource
from argmap.graph import STATE_SIGN
from argmap.model import ArgMap, Quote
from argmap.tui.content import count
from argmap.tui.state.controller import Edit, Edited

_WORST_FIRST: Final = tuple(reversed(STATE_SIGN))


@dataclass(frozen=True, slots=True)
class Case:
    """One quote as it is in the map, and how it stands in its text."""

    quote_id: str
    quote: Quote
    quote_state: QuoteState
    opened: OpenText | None
    """The text that was looked in; None where it cannot be read."""
    anchored_in: str | None
    """The version of the text that the quote was anchored in, as far as the map says."""

    @property
    def only_moved(self) -> bool:
        """Whether the quote has its very words still, elsewhere, in other lines or in another dress."""
        if self.opened is None or self.quote_state.span is None:
            return False
        elsewhere = self.anchored_in not in (None, self.opened.content.blob)
        return self.quote_state.state == "normalized" or (self.quote_state.state == "exact" and elsewhere)


@dataclass(frozen=True, slots=True)
class ReviewQueue:
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
        due = sum(case.quote_state.needs_review for case in self.cases)
        counts = ((len(self.moved), "only moved"), (self.later, "for later"))
        return " · ".join([f"{due} to review", *(f"{count} {what}" for count, what in counts if count)])


def review_queue(
    whole: ArgMap,
    quote_states: Mapping[str, QuoteState],
    opened: Mapping[str, OpenText],
    later: Collection[str] = (),
) -> ReviewQueue:
    """What is to be reviewed of a map.

    Args:
        whole: The map.
        quote_states: Where its quotes stand.
        opened: The texts that could be read, by source.
        later: The quotes that are kept for later.
    """
    everything = [
        _case(whole, quote_id, quote_state, opened)
        for quote_id, quote_state in quote_states.items()
        if quote_id in whole.quotes
    ]
    due = sorted((case for case in everything if case.quote_state.state != "exact"), key=_place_in_agenda)
    return ReviewQueue(
        tuple(case for case in due if case.quote_id not in later),
        tuple(case for case in everything if case.only_moved and case.quote_id not in later),
        sum(case.quote_id in later for case in due),
    )


def _case(whole: ArgMap, quote_id: str, quote_state: QuoteState, opened: Mapping[str, OpenText]) -> Case:
    quote = whole.quotes[quote_id]
    return Case(quote_id, quote, quote_state, opened.get(quote.source), quote.blob or whole.sources[quote.source].blob)


def _place_in_agenda(case: Case) -> tuple[int, str, int, str]:
    place = case.quote_state.line or 0
    return _WORST_FIRST.index(case.quote_state.state), case.quote.source, place, case.quote_id


MOST_PLACES: Final = 9
"""A person compares no more."""


_TELLING: Final = 4
"""Code points of words below which like words elsewhere tell nothing."""


_CONTEXT: Final = 120
"""Code points shown on either side of a place."""


_PARAGRAPHS: Final = 2
"""Paragraphs shown of these."""


_BLANK_LINES: Final = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Place:
    """A passage of the text as it is now."""

    start: int
    """Its first code point."""
    end: int
    """The code point after it."""
    line: int
    """The line it begins in, from 1."""
    words: str
    sureness: str
    """How like the quote it is, in words."""

    @property
    def span(self) -> tuple[int, int]:
        """Where it begins and ends."""
        return self.start, self.end


def places(case: Case) -> tuple[Place, ...]:
    """Where a quote stands or may stand, the likeliest place first; no two have most of their words in common."""
    opened = case.opened
    if opened is None:
        return ()
    found: list[Place] = []
    for start, end, sure in _spans(case, opened):
        if not any(_much_the_same((start, end), other.span) for other in found):
            found.append(Place(start, end, opened.line_at(start), opened.text[start:end], sure))
        if len(found) == MOST_PLACES:
            break
    return tuple(found)


def _much_the_same(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether half of all code points of two passages are in both."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return 2 * shared >= max(one[1], other[1]) - min(one[0], other[0])


def _spans(case: Case, opened: OpenText) -> Iterator[tuple[int, int, str]]:
    resolution = case.quote_state.resolution
    if resolution is None:
        return
    if resolution.start is not None and resolution.end is not None and resolution.start < resolution.end:
        yield resolution.start, resolution.end, sureness(case)
    for candidate in resolution.candidates:
        words = opened.text[candidate.start : candidate.end]
        yield candidate.start, candidate.end, likeness(case.quote.text, words, candidate.score)
    if len(case.quote.text) >= _TELLING:
        for candidate in opened.resolver.alike(case.quote.text):
            words = opened.text[candidate.start : candidate.end]
            yield candidate.start, candidate.end, likeness(case.quote.text, words, candidate.score)


def surroundings(text: str, span: tuple[int, int]) -> tuple[list[str], list[str]]:
    """The paragraphs, or parts of them, before and after a passage, those beside it among them."""
    start, end = span
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    cut_before = "…" if start > _CONTEXT else ""
    cut_after = "…" if end + _CONTEXT < len(text) else ""
    return _paragraphs(f"{cut_before}{before}")[-_PARAGRAPHS:], _paragraphs(f"{after}{cut_after}")[:_PARAGRAPHS]


def _paragraphs(text: str) -> list[str]:
    return [paragraph for paragraph in _BLANK_LINES.split(text) if paragraph.strip(" \n…")]


SAME_WORDS: Final = "the same words"
OTHER_DRESS: Final = "same words, other dress"
_LIKENESS: Final = (
    (0.97, "almost word for word"),
    (0.9, "a few words differ"),
    (0.8, "reworded"),
    (ENOUGH, "much reworded"),
    (0.0, "hardly alike"),
)
"""From which score on which words; below `ENOUGH` no place is adopted by itself."""


def likeness_word(score: float) -> str:
    """A score, from 0 to 1, in words."""
    return next(said for least, said in _LIKENESS if score >= least)


def likeness(kept: str, now: str, score: float) -> str:
    """How sure a place is whose words are `now`, in words.

    A score is high also where history or context alone make a place sure, so the wording counts, too: that of the
    folded words, since other characters for the same words are no other wording.
    """
    from rapidfuzz.distance import Indel

    from argmap.text.folding import fold
    from argmap.text.gaps import same_words

    if same_words(kept, now):
        return SAME_WORDS if "".join(kept.split()) == "".join(now.split()) else OTHER_DRESS
    return likeness_word(min(score, Indel.normalized_similarity(fold(kept).text, fold(now).text)))


def sureness(case: Case) -> str:
    """How sure it is where a quote stands, and in the same words; empty where nobody can know."""
    quote_state, found = case.quote_state, case.quote_state.resolution
    if found is None:
        return ""
    match quote_state.state:
        case "normalized":
            same = likeness(case.quote.text, _words(case), 1.0) == SAME_WORDS
            return "only re-wrapped" if same else OTHER_DRESS
        case "ambiguous":
            return f"{len(found.candidates)} places fit"
        case "rewritten":
            return "other words now"
        case "lost":
            return "only a guess" if found.candidates else "no trace of it"
        case _:
            return likeness(case.quote.text, _words(case), found.score)


def _words(case: Case) -> str:
    """The words that stand now where a quote was found; empty where it was not."""
    span = case.quote_state.span
    return case.opened.text[slice(*span)] if case.opened is not None and span is not None else ""


class Weighed(Message):
    """It is known how every quote of a map stands."""

    def __init__(self, whole: ArgMap, quote_states: Mapping[str, QuoteState], opened: Mapping[str, OpenText]) -> None:
        super().__init__()
        self.whole: Final = whole
        """The map that was looked at."""
        self.quote_states: Final = quote_states
        self.opened: Final = opened
        """The texts that could be read, by source."""


def weighed(corpus: Corpus, whole: ArgMap) -> Weighed:
    """How every quote of a map stands, in texts that did not change while they were looked in."""
    opened = readable(corpus, whole)
    while True:
        quote_states = corpus.quote_states(whole)
        afterwards = readable(corpus, whole)
        if versions(afterwards) == versions(opened):
            _prepare(whole, quote_states, afterwards)
            return Weighed(whole, quote_states, afterwards)
        opened = afterwards


def _prepare(whole: ArgMap, quote_states: Mapping[str, QuoteState], opened: Mapping[str, OpenText]) -> None:
    """Make the indexes by which other places are found, so that no key waits for them."""
    due = {
        whole.quotes[quote_id].source for quote_id, quote_state in quote_states.items() if quote_state.state != "exact"
    }
    for source_id in due & opened.keys():
        opened[source_id].resolver.prepare()


def readable(corpus: Corpus, whole: ArgMap) -> dict[str, OpenText]:
    """The texts of a map as they are now, by source, without those that cannot be read: their quotes say why."""
    opened = {}
    for source_id, source in whole.sources.items():
        try:
            opened[source_id] = corpus.open(source)
        except (OutsideProject, UnreadableSource):
            continue
    return opened


def versions(opened: Mapping[str, OpenText]) -> dict[str, str]:
    """Which version of each text is open."""
    return {source_id: text.content.blob for source_id, text in opened.items()}


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
    return case, anchored_where_found(_opened(case), case.quote, case.quote_state)


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

"""A selection that overlaps a quote: widen that quote to both, keep both, or use the quote as it is."""

from __future__ import annotations

from typing import Final

from textual.content import Content

from argmap.corpus import OpenText
from argmap.model import ArgMap
from argmap.tui.bench import Bench
from argmap.tui.marking.rewording import wordings
from argmap.tui.named_edits import Premise, Span
from argmap.tui.safe_text import safe
from argmap.tui.situation import Passage

BOTH: Final = "Keep both"
WIDEN: Final = "Merge"
USE: Final = "Use the quote"


async def settled(bench: Bench, passage: Passage) -> Premise | None:
    """What a passage is to become, asked where it overlaps a quote; None where the user goes back."""
    mark = Premise.of(passage)
    if passage.quote_id is not None or not passage.overlapping:
        return mark
    quote_id = passage.overlapping[0][0]
    if len(passage.overlapping) > 1:
        chosen = await _which(bench, passage)
        if chosen is None:
            return None
        quote_id = chosen
    if quote_id == BOTH:
        return mark
    return await _with_one(bench, mark, quote_id, dict(passage.overlapping)[quote_id])


async def _with_one(bench: Bench, mark: Premise, quote_id: str, place: Span) -> Premise | None:
    """Ask what is to become of a mark that overlaps one quote, which stands at a place of the same text."""
    from argmap.tui.dialogs.question import Question

    quote = bench.session.map.quotes[quote_id]
    both = union(mark.marked.span, place)
    widens = both != place
    body = explanation(mark, quote_id, quote.text, both if widens else None)
    answers = [WIDEN, BOTH, USE] if widens else [USE, BOTH]
    answer = await bench.ask(Question("This passage overlaps a quote", body, answers))
    if answer == USE:
        return mark.at(place, quote_id)
    if answer == WIDEN:
        return mark.at(both, quote_id, widened=quote)
    return mark if answer == BOTH else None


async def _which(bench: Bench, passage: Passage) -> str | None:
    """Which of several quotes is meant, or `BOTH` for a quote beside them."""
    from argmap.tui.dialogs.picker import Entry, Picker
    from argmap.tui.searching import Searchable, found

    whole: ArgMap = bench.session.map
    prompts = {at: _prompt(passage.opened, at, span) for at, span in passage.overlapping}
    among = [Searchable(at, (at, whole.quotes[at].text)) for at in prompts]
    beside = Entry(BOTH, Content.assemble(("keep all: ", "bold"), "a new quote beside these"))

    def entries(typed: str) -> list[Entry[str]]:
        listed = [Entry(at, prompts[at]) for at in found(typed, among)]
        return listed if typed.strip() else [*listed, beside]

    title = f"This passage overlaps {len(prompts)} quotes: merge with which?"
    return await bench.ask(Picker[str](title, entries, placeholder="type words or the id of a quote"))


def explanation(mark: Premise, quote_id: str, words: str, both: Span | None) -> Content:
    """What merging would do to the words of a quote; where that is nothing (`both` is None), what the two say."""
    name = safe(quote_id)
    if both is None:
        return Content.assemble(
            ("selected: ", "dim"),
            safe(mark.words),
            ("\n\nis within the quote ", "dim"),
            name,
            ("\n\n", ""),
            safe(words),
        )
    merged = mark.marked.opened.text[both[0] : both[1]]
    return Content.assemble(("Merging widens the quote ", "dim"), name, ("\n\n", ""), wordings(words, merged))


def union(span: Span, other: Span) -> Span:
    """The smallest span that holds both."""
    return min(span[0], other[0]), max(span[1], other[1])


def _prompt(opened: OpenText, quote_id: str, place: Span) -> Content:
    return Content.assemble(safe(opened.text[place[0] : place[1]]), "  ", (quote_id, "dim"))

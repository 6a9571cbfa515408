"""Moving the ends of a quote: its passage is selected anew, and the new words are shown before they count."""

from __future__ import annotations

from argmap.corpus import OpenText, OutsideProject, Standing
from argmap.edit import Refused
from argmap.model import Quote
from argmap.text import UnreadableSource
from argmap.tui.bench import Bench, apply_edit
from argmap.tui.keeper import Edited
from argmap.tui.named_edits import Span, reworded
from argmap.tui.waiting import Errand, Progress

_CHANGE = "Change"
_LEAVE = "Leave"


async def adjust(bench: Bench) -> None:
    """Let the user move the ends of the quote under the cursor."""
    from argmap.tui.review.cases import Case
    from argmap.tui.review.places import Place
    from argmap.tui.review.reselecting import Reselecting

    now = bench.situation()
    quote_id = now.element
    if quote_id is None or quote_id not in now.map.quotes:
        return
    quote = now.map.quotes[quote_id]
    opened = await _opened(bench, quote)
    if opened is None:
        return
    standing = bench.snapshot.states.get(quote_id, Standing(None))
    here = now.quoted.span if now.quoted is not None else standing.span
    place = Place(*here, opened.line_at(here[0]), opened.text[here[0] : here[1]], "") if here else None
    case = Case(quote_id, quote, standing, opened, quote.blob or now.map.sources[quote.source].blob)
    span = await bench.ask(Reselecting(case, opened, place))
    if span is not None:
        await _reword(bench, quote_id, opened, span)


async def _reword(bench: Bench, quote_id: str, opened: OpenText, span: Span) -> None:
    """Show the words of a span beside those of a quote, and let it have them where the user wants that."""
    from argmap.tui.dialogs.question import Question
    from argmap.tui.marking.rewording import wordings

    def anchor(_progress: Progress) -> bool:
        opened.anchor(span)
        return True

    quote, words = bench.session.map.quotes[quote_id], opened.text[span[0] : span[1]]
    if words == quote.text and bench.snapshot.states.get(quote_id, Standing(None)).span == span:
        bench.tell(f"the ends of {quote_id} are where they were")
        return
    errand = Errand(anchor)
    if words != quote.text:
        title = f"Give {quote_id} these words?"
        if await bench.ask(Question(title, wordings(quote.text, words), [_CHANGE, _LEAVE])) != _CHANGE:
            return
    if await errand.outcome(bench, "Anchoring the passage in its text …"):
        name = f"move the ends of {quote_id}"
        apply_edit(bench, lambda map_: Edited(reworded(map_, quote_id, quote, opened, span), name, quote_id))


async def _opened(bench: Bench, quote: Quote) -> OpenText | None:
    """The text of a quote; None where the user would not wait for it. Raises Refused where it cannot be read."""
    corpus, source = bench.session.corpus, bench.session.map.sources[quote.source]
    try:
        return await Errand(lambda _: corpus.open(source)).outcome(bench, "Opening the text …")
    except (OutsideProject, UnreadableSource) as fault:
        raise Refused(f"the text of {quote.source} cannot be read: {fault}", "mend that first") from fault

"""Actions on quotes: their ends, translations and notes, and passages that are collected as linked premises."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.content import Content

from argmap import edit
from argmap.corpus import OpenText, OutsideProject, QuoteState
from argmap.edit import Refused
from argmap.edit.sentences import words_of
from argmap.files.errors import UnreadableSource
from argmap.model import ArgMap, Quote
from argmap.tui.actions.passages import settled, wordings
from argmap.tui.content import Searchable, count, found, safe, shortened
from argmap.tui.dialogs.progress import BackgroundTask, Progress
from argmap.tui.keys import key_of
from argmap.tui.state.controller import Edited
from argmap.tui.state.edits import Premise, Span, reworded
from argmap.tui.state.host import ActionHost, apply_edit

_CHANGE = "Change"
_LEAVE = "Leave"


async def adjust(host: ActionHost) -> None:
    """Let the user move the ends of the quote under the cursor."""
    from argmap.tui.dialogs.reselect import Reselecting
    from argmap.tui.state.review_cases import Case, Place

    now = host.context()
    quote_id = now.element
    if quote_id is None or quote_id not in now.map.quotes:
        return
    quote = now.map.quotes[quote_id]
    opened = await _opened(host, quote)
    if opened is None:
        return
    quote_state = host.snapshot.states.get(quote_id, QuoteState(None))
    here = now.quoted.span if now.quoted is not None else quote_state.span
    place = Place(*here, opened.line_at(here[0]), opened.text[here[0] : here[1]], "") if here else None
    case = Case(quote_id, quote, quote_state, opened, quote.blob or now.map.sources[quote.source].blob)
    span = await host.ask(Reselecting(case, opened, place))
    if span is not None:
        await _reword(host, quote_id, opened, span)


async def _reword(host: ActionHost, quote_id: str, opened: OpenText, span: Span) -> None:
    """Show the words of a span beside those of a quote, and let it have them where the user wants that."""
    from argmap.tui.dialogs.form import Question

    def anchor(_progress: Progress) -> bool:
        opened.anchor(span)
        return True

    quote, words = host.session.map.quotes[quote_id], opened.text[span[0] : span[1]]
    if words == quote.text and host.snapshot.states.get(quote_id, QuoteState(None)).span == span:
        host.tell(f"the ends of {quote_id} are where they were")
        return
    task = BackgroundTask(anchor)
    if words != quote.text:
        title = f"Give {quote_id} these words?"
        if await host.ask(Question(title, wordings(quote.text, words), [_CHANGE, _LEAVE])) != _CHANGE:
            return
    if await task.outcome(host, "Anchoring the passage in its text …"):
        name = f"move the ends of {quote_id}"
        apply_edit(host, lambda map_: Edited(reworded(map_, quote_id, quote, opened, span), name, quote_id))


async def _opened(host: ActionHost, quote: Quote) -> OpenText | None:
    """The text of a quote; None where the user would not wait for it. Raises Refused where it cannot be read."""
    corpus, source = host.session.corpus, host.session.map.sources[quote.source]
    try:
        return await BackgroundTask(lambda _: corpus.open(source)).outcome(host, "Opening the text …")
    except (OutsideProject, UnreadableSource) as fault:
        raise Refused(f"the text of {quote.source} cannot be read: {fault}", "fix that first") from fault


_WORDS = 400
"""Cells of a passage in the list: more is never in sight."""


async def collect(host: ActionHost) -> None:
    """Collect the selected passage, or the quote under the reader's cursor."""
    now = host.context()
    passage = now.passage or now.quoted
    mark = await settled(host, passage) if passage is not None else None
    if mark is None:
        return
    if not host.collection.add(mark):
        host.tell(f"this passage is collected already · {key_of('collected')} shows all that are", "warning")
        return
    host.let_selection_go()
    host.show_map()


async def show_collected(host: ActionHost) -> None:
    """Show what is collected, and drop what is chosen."""
    from argmap.tui.dialogs.picker import Entry, Picker

    marks = list(host.collection)
    by_key = {str(number): mark for number, mark in enumerate(marks)}
    among = [Searchable(key, (mark.words, mark.marked.source_id)) for key, mark in by_key.items()]
    every: Entry[Premise | None] = Entry(None, Content("drop all").stylize("bold"))

    def entries(typed: str) -> Sequence[Entry[Premise | None]]:
        listed: list[Entry[Premise | None]] = [Entry(by_key[key], _prompt(by_key[key])) for key in found(typed, among)]
        return listed if typed.strip() else [*listed, every]

    def drop(chosen: Premise | None) -> None:
        host.collection.clear() if chosen is None else host.collection.drop(chosen)

    title = f"{count(len(marks), 'passage')} collected for linked premises: {key_of('dialog.select')} drops one"
    await host.ask(Picker[Premise | None](title, entries, placeholder="type words of a passage", carry_out=drop))
    host.show_map()


def _prompt(mark: Premise) -> Content:
    return Content.assemble("& ", safe(shortened(mark.words, _WORDS)), "  ", (safe(mark.marked.source_id).plain, "dim"))


async def translate(host: ActionHost) -> None:
    """Write the translation of the quote under the cursor."""
    quote_id = host.context().element
    if quote_id is not None and quote_id in host.session.map.quotes:
        await _write(host, quote_id, "translation")


async def annotate(host: ActionHost) -> None:
    """Write the note of what is under the cursor."""
    some_id = host.context().element
    if some_id is not None:
        await _write(host, some_id, "note")


async def _write(host: ActionHost, some_id: str, name: str) -> None:
    """Let the user write one field of an element, its words in sight."""
    from argmap.tui.dialogs.form import Field, FieldKind, Form

    whole = host.session.map
    element = whole.quotes.get(some_id) or whole.claims.get(some_id) or whole.sources[some_id]
    about = whole.quotes[some_id].text if some_id in whole.quotes else words_of(whole, some_id)
    field = Field(name, name.capitalize(), getattr(element, name) or "", FieldKind.PAGE)

    def carry_out(answers: dict[str, str]) -> None:
        if answers:
            written = answers[name].strip() or None
            host.controller.do(f"{name} of {some_id}", lambda current: _written(current, some_id, name, written))

    await host.ask(Form(f"{name.capitalize()} of {some_id}", [field], about=about, carry_out=carry_out))


def _written(whole: ArgMap, some_id: str, name: str, text: str | None) -> ArgMap:
    fields: dict[str, Any] = {name: text}
    if some_id in whole.quotes:
        return edit.change_quote(whole, some_id, **fields)
    if some_id in whole.claims:
        return edit.change_claim(whole, some_id, **fields)
    return edit.change_source(whole, some_id, **fields)

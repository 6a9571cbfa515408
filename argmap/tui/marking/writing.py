"""Actions that write a translation or a note where the cursor is, without the form for all else."""

from __future__ import annotations

from typing import Any

from argmap import edit
from argmap.model import ArgMap
from argmap.tui.bench import Bench


async def translate(bench: Bench) -> None:
    """Write the translation of the quote under the cursor."""
    quote_id = bench.situation().element
    if quote_id is not None and quote_id in bench.session.map.quotes:
        await _write(bench, quote_id, "translation")


async def annotate(bench: Bench) -> None:
    """Write the note of what is under the cursor."""
    some_id = bench.situation().element
    if some_id is not None:
        await _write(bench, some_id, "note")


async def _write(bench: Bench, some_id: str, name: str) -> None:
    """Let the user write one field of an element, its words in sight."""
    from argmap.tui.dialogs.form import Field, FieldKind, Form
    from argmap.tui.sentences import words_of

    whole = bench.session.map
    element = whole.quotes.get(some_id) or whole.claims.get(some_id) or whole.sources[some_id]
    about = whole.quotes[some_id].text if some_id in whole.quotes else words_of(whole, some_id)
    field = Field(name, name.capitalize(), getattr(element, name) or "", FieldKind.PAGE)

    def carry_out(answers: dict[str, str]) -> None:
        if answers:
            written = answers[name].strip() or None
            bench.keeper.do(f"{name} of {some_id}", lambda current: _written(current, some_id, name, written))

    await bench.ask(Form(f"{name.capitalize()} of {some_id}", [field], about=about, carry_out=carry_out))


def _written(whole: ArgMap, some_id: str, name: str, text: str | None) -> ArgMap:
    fields: dict[str, Any] = {name: text}
    if some_id in whole.quotes:
        return edit.change_quote(whole, some_id, **fields)
    if some_id in whole.claims:
        return edit.change_claim(whole, some_id, **fields)
    return edit.change_source(whole, some_id, **fields)

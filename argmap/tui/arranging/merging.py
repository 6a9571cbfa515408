"""The action that makes one claim of two that say the same."""

from __future__ import annotations

from argmap import edit
from argmap.model import ArgMap
from argmap.tui.bench import Bench, apply_edit
from argmap.tui.keeper import Edited
from argmap.tui.sentences import count, link_sentence, shortened, words_of

_FIRST, _SECOND, _OTHER = "Keep 1", "Keep 2", "New words"
_LENGTH = 36


async def merge(bench: Bench) -> None:
    """Merge two marked claims, or that of the cursor with another; ask for the words where they differ."""
    pair = await _pair(bench)
    if pair is None:
        return
    whole, (one, other) = bench.session.map, pair
    edit.merge_claims(whole, one, other)  # refused before anything is asked
    if " ".join(words_of(whole, one).split()) == " ".join(words_of(whole, other).split()):
        _merge(bench, one, other, None)
        return
    from argmap.tui.dialogs.question import Question

    answer = await bench.ask(
        Question("Which words are to stay?", _question(whole, one, other), [_FIRST, _SECOND, _OTHER])
    )
    if answer == _OTHER:
        await _ask_words(bench, one, other)
    elif answer is not None:
        kept, gone = (one, other) if answer == _FIRST else (other, one)
        _merge(bench, kept, gone, None)


async def _pair(bench: Bench) -> tuple[str, str] | None:
    now = bench.situation()
    if len(now.marked) == 2:
        return now.marked[0].premises[0], now.marked[1].premises[0]
    from argmap.tui.picking import pick_claim

    here = now.spots[0].premises[0]
    title = f"Which claim says the same as “{shortened(words_of(now.map, here), _LENGTH)}”?"
    other = await pick_claim(bench, title, without=(here,), new=False)
    return (here, other.id) if other is not None and other.id is not None else None


async def _ask_words(bench: Bench, kept: str, gone: str) -> None:
    from argmap.tui.dialogs.form import Field, FieldKind, Form

    whole = bench.session.map

    def carry_out(answers: dict[str, str]) -> None:
        _merge(bench, kept, gone, " ".join(answers["text"].split()) if "text" in answers else None)

    field = Field("text", "The words of the one claim", words_of(whole, kept), FieldKind.SENTENCE)
    about = f"2  {words_of(whole, gone)}"
    await bench.ask(Form(f"Merge {gone} into {kept}", [field], about=about, carry_out=carry_out))


def _question(whole: ArgMap, one: str, other: str) -> str:
    lines = []
    for number, claim_id in ((1, one), (2, other)):
        held = count(sum(1 for _ in whole.links_to(claim_id)), "link")
        from_it = count(sum(1 for _ in whole.links_from(claim_id)), "link")
        lines.append(f"{number}  {words_of(whole, claim_id)}\n   {claim_id} · {held} to it, {from_it} from it")
    lines += [
        f"They are linked premises; merged, the one claim does so alone: {link_sentence(whole, link)}"
        for link in whole.links()
        if {one, other} <= {*link.premises}
    ]
    return "\n\n".join([*lines, "The links, tags and notes of both are kept. The id is that of the words that stay."])


def _merge(bench: Bench, kept: str, gone: str, text: str | None) -> None:
    name, became = f"merge {gone} into {kept}", {gone: kept}
    apply_edit(
        bench,
        lambda map_: Edited(edit.merge_claims(map_, kept, gone, text), name, kept, asked=[gone], became=became),
    )

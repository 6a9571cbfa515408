"""Actions that tie things to claims: from a passage in the reader, and from a row of the map."""

from __future__ import annotations

from argmap.model import Link, Role
from argmap.tui.bench import Bench
from argmap.tui.named_edits import (
    Maker,
    NamedEdit,
    existing,
    linking,
    making,
    new_claim,
    quoted,
    turning_thesis,
    undercutting,
    unlinking,
)
from argmap.tui.sentences import link_sentence, premises_sentence, shortened, words_of
from argmap.tui.situation import Situation

_VERB = {Role.SUPPORT: "support", Role.COUNTER: "counter"}
_TITLE_LENGTH = 40
"""Code points of a passage that a dialog's title shows."""


async def support(bench: Bench) -> None:
    """Let what is selected support a claim."""
    await _link(bench, Role.SUPPORT)


async def counter(bench: Bench) -> None:
    """Let what is selected counter a claim."""
    await _link(bench, Role.COUNTER)


async def _link(bench: Bench, role: Role) -> None:
    from argmap.tui.picking import NewClaim, pick_claim

    now = bench.situation()
    title = f"Which claim does {_subject_words(now)} {_VERB[role]}?"
    target = await pick_claim(bench, title, without=() if now.passage else now.premises)
    if target is None:
        return
    whole = bench.session.map
    end = new_claim(target.text, thesis=not whole.thesis) if isinstance(target, NewClaim) else existing((target,))
    _carry_out(bench, linking(whole, _subject(now), role, end))
    if now.passage:
        bench.let_selection_go()


async def keep(bench: Bench) -> None:
    """Keep the passage as a quote that bears on nothing yet."""
    passage = bench.situation().passage
    if passage is None:
        return
    if passage.quote_id is not None:
        bench.reveal(passage.quote_id)
        bench.tell(f"these words are the quote {passage.quote_id} already")
        return
    _carry_out(bench, making(bench.session.map, quoted(passage), "quote"))
    bench.let_selection_go()


async def undercut(bench: Bench) -> None:
    """Say against a link that it does not follow."""
    now = bench.situation()
    if now.passage is not None:
        await _undercut_with_passage(bench, now)
    elif now.link is not None:
        await _undercut_link(bench, now.link)


async def _undercut_with_passage(bench: Bench, now: Situation) -> None:
    from argmap.tui.picking import pick_link

    attacked = await pick_link(bench, f"Which link does {_subject_words(now)} speak against?")
    if attacked is not None:
        _carry_out(bench, undercutting(bench.session.map, _subject(now), attacked))
        bench.let_selection_go()


async def _undercut_link(bench: Bench, attacked: Link) -> None:
    from argmap.tui.picking import NewClaim, pick_claim

    title = f"What speaks against: {link_sentence(bench.session.map, attacked, 24)}?"
    premise = await pick_claim(bench, title, without=(*attacked.premises, attacked.target))
    if premise is not None:
        end = new_claim(premise.text) if isinstance(premise, NewClaim) else existing((premise,))
        _carry_out(bench, undercutting(bench.session.map, end, attacked))


async def add_claim(bench: Bench) -> None:
    """Make a claim that bears on nothing yet."""
    from argmap.tui.dialogs.form import YES, Field, FieldKind, Form

    first = not bench.session.map.thesis
    box = Field("thesis", "a thesis: the map is about this claim", YES if first else "", FieldKind.BOX)
    words = Field("text", "A sentence that can be supported or countered", kind=FieldKind.SENTENCE)

    def carry_out(answers: dict[str, str]) -> None:
        text = answers.get("text", "").strip()
        if text:
            thesis = answers.get("thesis", box.value) == YES
            _carry_out(bench, making(bench.session.map, new_claim(text, thesis=thesis), "claim"))

    await bench.ask(Form("New claim", [words, box], carry_out=carry_out))


async def add_support(bench: Bench) -> None:
    """Make a claim that supports the one under the cursor."""
    await _add_bearing(bench, Role.SUPPORT)


async def add_counter(bench: Bench) -> None:
    """Make a claim that counters the one under the cursor."""
    await _add_bearing(bench, Role.COUNTER)


async def _add_bearing(bench: Bench, role: Role) -> None:
    from argmap.tui.picking import NewClaim, pick_claim

    target = bench.situation().claim_id
    if target is None:
        return
    words = shortened(words_of(bench.session.map, target), _TITLE_LENGTH)
    premise = await pick_claim(bench, f"What {_VERB[role]}s “{words}”?", without=(target,))
    if premise is not None:
        end = new_claim(premise.text) if isinstance(premise, NewClaim) else existing((premise,))
        _carry_out(bench, linking(bench.session.map, end, role, existing((target,))))


async def turn_thesis(bench: Bench) -> None:
    """Make the claim under the cursor a thesis, or no longer one."""
    claim_id = bench.situation().claim_id
    if claim_id is not None:
        _carry_out(bench, turning_thesis(bench.session.map, claim_id))


async def unlink(bench: Bench) -> None:
    """Take away the link of the row under the cursor; what it tied together stays."""
    link = bench.situation().link
    if link is not None:
        _carry_out(bench, unlinking(link))


def _subject(now: Situation) -> Maker:
    """What the situation's keys act on, as the beginning of a link."""
    return quoted(now.passage) if now.passage is not None else existing(now.premises)


def _subject_words(now: Situation) -> str:
    if now.passage is not None:
        start, end = now.passage.span
        return f"“{shortened(now.passage.opened.text[start:end], _TITLE_LENGTH)}”"
    return premises_sentence(now.map, now.premises, _TITLE_LENGTH)


def _carry_out(bench: Bench, edit: NamedEdit) -> None:
    bench.keeper.do(edit.name, edit.change)
    bench.reveal(edit.shows)

"""Actions that tie things to claims: from a passage in the reader, and from a row of the map."""

from __future__ import annotations

from argmap.edit.sentences import words_of
from argmap.model import Link, Role
from argmap.tui.content import link_sentence, shortened
from argmap.tui.state.edits import Premise, linking, making, turning_thesis, undercutting, unlinking
from argmap.tui.state.host import ActionHost, apply_edit

_VERB = {Role.SUPPORT: "support", Role.COUNTER: "counter"}
_TITLE_LENGTH = 40
"""Cells of a passage that a dialog's title shows."""


async def support(host: ActionHost) -> None:
    """Let what is selected support a claim."""
    await _link(host, Role.SUPPORT)


async def counter(host: ActionHost) -> None:
    """Let what is selected counter a claim."""
    await _link(host, Role.COUNTER)


async def _link(host: ActionHost, role: Role) -> None:
    from argmap.tui.actions.arranging import link_marked
    from argmap.tui.actions.passages import subject
    from argmap.tui.dialogs.picker import pick_claim

    if host.context().marked:
        await link_marked(host, role)
        return
    acting = await subject(host)
    if acting is None:
        return
    title = f"Which claim {'do' if acting.plural else 'does'} {acting.words} {_VERB[role]}?"
    target = await pick_claim(host, title, without=acting.ids)
    if target is None or not await acting.anchored(host):
        return
    apply_edit(host, linking(acting.premises, role, target))
    acting.done_with(host)


async def keep(host: ActionHost) -> None:
    """Keep the passage as a quote that bears on nothing yet."""
    from argmap.tui.actions.passages import subject

    if host.context().passage is None:
        return
    acting = await subject(host, alone=True)
    if acting is None or not await acting.anchored(host):
        return
    [mark] = acting.premises
    if mark.needs_anchor:
        apply_edit(host, making(mark, "quote" if mark.id is None else "widen"))
        host.let_selection_go()
    elif mark.id is not None:
        host.reveal(mark.id)
        host.tell(f"these words are the quote {mark.id} already")


async def undercut(host: ActionHost) -> None:
    """Say against a link that it does not follow."""
    from argmap.tui.actions.passages import marks_something

    now = host.context()
    if marks_something(now):
        await _undercut_with_passage(host)
    elif now.link is not None:
        await _undercut_link(host, now.link)


async def _undercut_with_passage(host: ActionHost) -> None:
    from argmap.tui.actions.passages import subject
    from argmap.tui.dialogs.picker import pick_link

    acting = await subject(host)
    if acting is None:
        return
    title = f"Which link {'do' if acting.plural else 'does'} {acting.words} speak against?"
    attacked = await pick_link(host, title)
    if attacked is not None and await acting.anchored(host):
        apply_edit(host, undercutting(acting.premises, attacked))
        acting.done_with(host)


async def _undercut_link(host: ActionHost, attacked: Link) -> None:
    from argmap.tui.dialogs.picker import pick_claim

    title = f"What speaks against: {link_sentence(host.session.map, attacked, 24)}?"
    premise = await pick_claim(host, title, without=(*attacked.premises, attacked.target))
    if premise is not None:
        apply_edit(host, undercutting([premise], attacked))


async def add_claim(host: ActionHost) -> None:
    """Make a claim that bears on nothing yet."""
    from argmap.tui.dialogs.form import YES, Field, FieldKind, Form

    first = not host.session.map.thesis
    box = Field("thesis", "a thesis: the map is about this claim", YES if first else "", FieldKind.BOX)
    words = Field("text", "A sentence that can be supported or countered", kind=FieldKind.SENTENCE)

    def carry_out(answers: dict[str, str]) -> None:
        text = answers.get("text", "").strip()
        if text:
            thesis = answers.get("thesis", box.value) == YES
            apply_edit(host, making(Premise(claim=text), "claim", thesis=thesis))

    await host.ask(Form("New claim", [words, box], carry_out=carry_out))


async def add_support(host: ActionHost) -> None:
    """Make a claim that supports the one under the cursor."""
    await _add_bearing(host, Role.SUPPORT)


async def add_counter(host: ActionHost) -> None:
    """Make a claim that counters the one under the cursor."""
    await _add_bearing(host, Role.COUNTER)


async def _add_bearing(host: ActionHost, role: Role) -> None:
    from argmap.tui.dialogs.picker import pick_claim

    target = host.context().claim_id
    if target is None:
        return
    words = shortened(words_of(host.session.map, target), _TITLE_LENGTH)
    premise = await pick_claim(host, f"What {_VERB[role]}s “{words}”?", without=(target,))
    if premise is not None:
        apply_edit(host, linking([premise], role, Premise(target)))


async def turn_thesis(host: ActionHost) -> None:
    """Make the claim under the cursor a thesis, or no longer one."""
    from argmap.tui.actions.arranging import turn_theses

    now = host.context()
    if now.marked:
        await turn_theses(host)
    elif (claim_id := now.claim_id) is not None:
        apply_edit(host, turning_thesis(claim_id))


async def unlink(host: ActionHost) -> None:
    """Take away the link of the row under the cursor; what it tied together stays."""
    from argmap.tui.actions.arranging import unlink_marked

    now = host.context()
    if now.marked:
        await unlink_marked(host)
    elif now.link is not None:
        apply_edit(host, unlinking(now.link))

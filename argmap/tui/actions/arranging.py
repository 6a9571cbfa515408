"""Actions that rearrange the argument: cut, paste, drag, join, merge and reverse, also all that is marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from argmap import edit
from argmap.edit.sentences import words_of
from argmap.model import ArgMap, Link, Premises, Role
from argmap.tui.actions.enabled import alike
from argmap.tui.content import (
    Searchable,
    count,
    found,
    link_name,
    link_sentence,
    premises_sentence,
    safe,
    shortened,
    turned_message,
)
from argmap.tui.keys import key_of
from argmap.tui.state.context import RowRef
from argmap.tui.state.controller import Edited
from argmap.tui.state.edits import claim_of, elements_of, linking_each, links_of, moving, sorted_out
from argmap.tui.state.host import ActionHost, apply_edit

_SUPPORT, _COUNTER, _BEFORE = "It supports it", "It counters it", "List it before"
_LENGTH = 40
"""Cells of a claim that a question shows."""


async def cut(host: ActionHost) -> None:
    """Take the marked rows, or that of the cursor, to put them elsewhere; until then they stay."""
    now = host.context()
    marks = host.view.marks
    marks.mark_only(())
    marks.cut = now.spots
    host.view.holding_changed()
    host.tell(f"{count(len(marks.cut), 'row')} cut: put the cursor on a claim and press {key_of('paste')}")


async def paste(host: ActionHost) -> None:
    """Put what was cut under the claim, or against the link, of the cursor."""
    now = host.context()
    if await _put(host, now.cut, RowRef(now.premises, now.link)):
        host.view.marks.cut = ()
        host.view.holding_changed()


async def drop(host: ActionHost, dragged: Sequence[RowRef], onto: RowRef) -> None:
    """Put what was dragged onto a row under its claim, or against its link."""
    await _put(host, dragged, onto)


async def _put(host: ActionHost, spots: Sequence[RowRef], onto: RowRef) -> bool:
    """Move links, and link what was loose; False where the user goes back. Raises Refused, with nothing moved."""
    _, loose = sorted_out(spots)
    role = await _role_of(host, loose, claim_of(host.session.map, onto)) if loose else None
    if loose and role is None:
        return False
    if role != _BEFORE:
        apply_edit(host, moving(spots, onto, Role(role) if role else None))
    return True


async def _role_of(host: ActionHost, loose: Sequence[Premises], target: str) -> Role | str | None:
    """What the user says that something loose does to a claim; a text where the user had it listed before instead."""
    from argmap.tui.dialogs.form import Question

    whole = host.session.map
    words = "\n".join(premises_sentence(whole, premises, _LENGTH) for premises in loose)
    title = f"What does it do to “{shortened(words_of(whole, target), _LENGTH)}”?"
    ids = [premises[0] for premises in loose]
    order = [_BEFORE] if {*ids, target} <= set(whole.thesis) and target not in ids else []
    answer = await host.ask(Question(title, words, [_SUPPORT, _COUNTER, *order]))
    if answer == _BEFORE:
        name = f"list {', '.join(ids)} before {target}"
        apply_edit(host, lambda map_: Edited(edit.place_theses(map_, ids, target), name, ids[0]))
        return _BEFORE
    return {_SUPPORT: Role.SUPPORT, _COUNTER: Role.COUNTER}.get(answer or "")


_OPPOSITE = {Role.SUPPORT: Role.COUNTER, Role.COUNTER: Role.SUPPORT}


async def turn(host: ActionHost) -> None:
    """Turn supports into counters, and counters into supports."""
    links = links_of(host.context().spots)
    goals = [Link(link.premises, _OPPOSITE[link.role], link.target) for link in links]
    _regroup(host, "turn", links, goals, edit.turn)


async def join(host: ActionHost) -> None:
    """Let links hold only together: the marked ones, or that of the cursor and one that is chosen."""
    now = host.context()
    links = links_of(now.spots)
    if len(links) == 1:
        other = await _pick_companion(host, links[0])
        if other is None:
            return
        links = [links[0], other]
    _regroup(host, "link together", links, [edit.joined_link(links)], edit.join)


async def take_apart(host: ActionHost) -> None:
    """Let each of linked premises hold by itself."""
    links = links_of(host.context().spots)
    goals = [single for link in links for single in edit.single_links(link)]
    _regroup(host, "take apart", links, goals, edit.take_apart)


async def _pick_companion(host: ActionHost, link: Link) -> Link | None:
    """Another link that does the same, for the user to choose."""
    from argmap.tui.dialogs.picker import Entry, Picker

    whole = host.session.map
    beside = [other for other in whole.links_to(link.target) if other != link and alike(other, link)]
    others = {str(at): other for at, other in enumerate(beside)}
    among = [Searchable(key, (link_sentence(whole, other, 400), *other.premises)) for key, other in others.items()]

    def entries(typed: str) -> Sequence[Entry[Link]]:
        return [Entry(others[key], safe(premises_sentence(whole, others[key].premises))) for key in found(typed, among)]

    title = f"With what does {shortened(premises_sentence(whole, link.premises, 36), 36)} hold together?"
    return await host.ask(Picker[Link](title, entries, placeholder="type words or ids"))


def _regroup(
    host: ActionHost,
    what: str,
    links: Sequence[Link],
    goals: Sequence[Link],
    change: Callable[[ArgMap, Sequence[Link]], ArgMap],
) -> None:
    """Do it as one step, and show the first of the links that were made, unless many were marked."""
    named = link_name(links[0]) if len(links) == 1 else f"{len(links)} links of {links[0].target}"
    single = len(host.context().marked) < 2 or len(goals) == 1
    name = f"{what}: {named}"

    def made(map_: ArgMap) -> Edited:
        message = turned_message(map_, name, goals) if what == "turn" else None
        return Edited(change(map_, links), name, goals[0] if single else None, message=message)

    apply_edit(host, made)


_FIRST, _SECOND, _OTHER = "Keep 1", "Keep 2", "New words"
_SHORT_LENGTH = 36


async def merge(host: ActionHost) -> None:
    """Merge two marked claims, or that of the cursor with another; ask for the words where they differ."""
    pair = await _pair(host)
    if pair is None:
        return
    whole, (one, other) = host.session.map, pair
    edit.merge_claims(whole, one, other)  # refused before anything is asked
    if " ".join(words_of(whole, one).split()) == " ".join(words_of(whole, other).split()):
        _merge(host, one, other, None)
        return
    from argmap.tui.dialogs.form import Question

    answer = await host.ask(
        Question("Which words are to stay?", _question(whole, one, other), [_FIRST, _SECOND, _OTHER])
    )
    if answer == _OTHER:
        await _ask_words(host, one, other)
    elif answer is not None:
        kept, gone = (one, other) if answer == _FIRST else (other, one)
        _merge(host, kept, gone, None)


async def _pair(host: ActionHost) -> tuple[str, str] | None:
    now = host.context()
    if len(now.marked) == 2:
        return now.marked[0].premises[0], now.marked[1].premises[0]
    from argmap.tui.dialogs.picker import pick_claim

    here = now.spots[0].premises[0]
    title = f"Which claim says the same as “{shortened(words_of(now.map, here), _SHORT_LENGTH)}”?"
    other = await pick_claim(host, title, without=(here,), new=False)
    return (here, other.id) if other is not None and other.id is not None else None


async def _ask_words(host: ActionHost, kept: str, gone: str) -> None:
    from argmap.tui.dialogs.form import Field, FieldKind, Form

    whole = host.session.map

    def carry_out(answers: dict[str, str]) -> None:
        _merge(host, kept, gone, " ".join(answers["text"].split()) if "text" in answers else None)

    field = Field("text", "The words of the one claim", words_of(whole, kept), FieldKind.SENTENCE)
    about = f"2  {words_of(whole, gone)}"
    await host.ask(Form(f"Merge {gone} into {kept}", [field], about=about, carry_out=carry_out))


def _question(whole: ArgMap, one: str, other: str) -> str:
    lines = []
    for number, claim_id in ((1, one), (2, other)):
        to_it = count(sum(1 for _ in whole.links_to(claim_id)), "link")
        from_it = count(sum(1 for _ in whole.links_from(claim_id)), "link")
        lines.append(f"{number}  {words_of(whole, claim_id)}\n   {claim_id} · {to_it} to it, {from_it} from it")
    lines += [
        f"They are linked premises; merged, the one claim does so alone: {link_sentence(whole, link)}"
        for link in whole.links()
        if {one, other} <= {*link.premises}
    ]
    return "\n\n".join([*lines, "The links, tags and notes of both are kept. The id is that of the words that stay."])


def _merge(host: ActionHost, kept: str, gone: str, text: str | None) -> None:
    name, became = f"merge {gone} into {kept}", {gone: kept}
    apply_edit(
        host,
        lambda map_: Edited(edit.merge_claims(map_, kept, gone, text), name, kept, asked=[gone], became=became),
    )


_MOST_LINES = 12
"""Of what is lost that a question shows."""


async def link_marked(host: ActionHost, role: Role) -> None:
    """Let each of the marked claims, quotes and linked premises support or counter a claim."""
    from argmap.tui.dialogs.picker import pick_claim

    groups = list(dict.fromkeys(spot.premises for spot in host.context().marked))
    title = f"Which claim {'does' if len(groups) == 1 else 'do'} {count(len(groups), 'marked row')} {role}?"
    target = await pick_claim(host, title, without=[member for premises in groups for member in premises])
    if target is not None:
        apply_edit(host, linking_each(groups, role, target))


async def unlink_marked(host: ActionHost) -> None:
    """Take away the links of the marked rows."""
    links = links_of(host.context().marked)
    name = f"unlink {count(len(links), 'row')}"
    apply_edit(host, lambda map_: Edited(edit.unlink_each(map_, links), name, asked=links))


async def turn_theses(host: ActionHost) -> None:
    """Make the marked claims theses; where all are, none of them any more."""
    now = host.context()
    ids = elements_of(now.marked)
    on = not set(ids) <= set(now.map.thesis)
    name = f"{count(len(ids), 'claim')} {'become theses' if on else 'are theses no longer'}"
    host.controller.do(name, lambda whole: edit.set_theses(whole, ids, on=on))


async def remove_marked(host: ActionHost) -> None:
    """Take away the marked claims and quotes, after saying what goes with them."""
    from argmap.tui.dialogs.form import Question

    whole = host.session.map
    ids = elements_of(host.context().marked)
    gone = set(ids)
    lost = [link for link in whole.links() if link.target in gone or gone & {*link.premises, *link.against}]
    lines = _at_most([f"“{words_of(whole, some_id)}”" for some_id in ids])
    if lost:
        links = _at_most([f"· {link_sentence(whole, link)}" for link in lost])
        lines += ["", f"{count(len(lost), 'link')} that they are part of:", *links]
    body = "\n".join([*lines, "", "The texts are not touched. Undo brings everything back."])
    title = f"Remove {count(len(ids), 'element')}?"
    if await host.ask(Question(title, body, ["Remove", "Keep"])) == "Remove":
        name = f"remove {count(len(ids), 'element')}"
        apply_edit(host, lambda map_: Edited(edit.remove_each(map_, ids), name, asked=ids))


def _at_most(lines: list[str]) -> list[str]:
    left = len(lines) - _MOST_LINES
    return lines if left <= 0 else [*lines[:_MOST_LINES], f"… and {left} more"]


async def earlier(host: ActionHost) -> None:
    """List the marked theses, or that of the cursor, one place earlier."""
    _shift(host, -1)


async def later(host: ActionHost) -> None:
    """List them one place later."""
    _shift(host, 1)


def _shift(host: ActionHost, step: int) -> None:
    ids = elements_of(host.context().spots)
    where = "earlier" if step < 0 else "later"
    host.controller.do(f"list {', '.join(ids)} {where}", lambda whole: edit.shift_theses(whole, ids, step))

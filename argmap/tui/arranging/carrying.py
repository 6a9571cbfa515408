"""Actions that take links from one place of the argument to another: cut and paste, and what was dragged."""

from __future__ import annotations

from collections.abc import Sequence

from argmap import edit
from argmap.edit import Refused
from argmap.model import ArgMap, Link, Premises, Role
from argmap.session import Change
from argmap.tui.actions import key_of
from argmap.tui.arranging.spots import links_of
from argmap.tui.bench import Bench
from argmap.tui.held import Spot
from argmap.tui.sentences import count, link_name, link_sentence, premises_sentence, shortened, words_of

_SUPPORT, _COUNTER, _BEFORE = "It supports it", "It counters it", "List it before"
_LENGTH = 40
"""Cells of a claim that a question shows."""
_SHORT = 24
"""Code points of a claim in what is foretold, on one line."""


async def cut(bench: Bench) -> None:
    """Take the marked rows, or that of the cursor, to put them elsewhere; until then they stay."""
    now = bench.situation()
    held = bench.view.held
    held.mark_only(())
    held.cut = now.spots
    bench.view.holding_changed()
    bench.tell(f"{count(len(held.cut), 'row')} cut: put the cursor on a claim and press {key_of('paste')}")


async def paste(bench: Bench) -> None:
    """Put what was cut under the claim, or against the link, of the cursor."""
    now = bench.situation()
    if await _put(bench, now.cut, Spot(now.premises, now.link)):
        bench.view.held.cut = ()
        bench.view.holding_changed()


async def drop(bench: Bench, dragged: Sequence[Spot], onto: Spot) -> None:
    """Put what was dragged onto a row under its claim, or against its link."""
    await _put(bench, dragged, onto)


def foretold(whole: ArgMap, spots: Sequence[Spot], onto: Spot) -> str:
    """What putting spots on another would do, as a sentence. Raises Refused where they cannot go there."""
    links, loose = _sorted_out(spots)
    if links and links[0].role is Role.UNDERCUT:
        attacked = _attacked(onto)
        edit.move(whole, links, attacked.target, attacked.premises)
        goal = Link(links[0].premises, Role.UNDERCUT, attacked.target, attacked.premises)
    else:
        target = _claim_of(whole, onto)
        if any(target in premises for premises in loose):
            raise Refused("nothing can support or counter itself", "choose another claim")
        if links:
            edit.move(whole, links, target)
        if loose:
            return f"drop: let {premises_sentence(whole, loose[0], _SHORT)} support or counter {_named(whole, target)}"
        goal = Link(links[0].premises, links[0].role, target)
    if len(links) > 1:
        return f"drop: move {len(links)} links to {_named(whole, goal.target)}"
    return f"drop: {link_sentence(whole, goal, _SHORT)}, no longer {_named(whole, links[0].target)}"


def _named(whole: ArgMap, some_id: str) -> str:
    return premises_sentence(whole, (some_id,), _SHORT)


def _sorted_out(spots: Sequence[Spot]) -> tuple[list[Link], list[Premises]]:
    """The links, all undercuts or none, and what bears on nothing. Raises Refused."""
    links = links_of(spots)
    loose = [spot.premises for spot in spots if spot.link is None]
    undercuts = [link for link in links if link.role is Role.UNDERCUT]
    if undercuts and (loose or len(undercuts) < len(links)):
        raise Refused("undercuts go to a link, everything else to a claim", "move the two apart from each other")
    return links, loose


def _attacked(onto: Spot) -> Link:
    """The link of a spot. Raises Refused where an undercut cannot speak against it."""
    if onto.link is None or onto.link.role is Role.UNDERCUT:
        raise Refused(
            "an undercut speaks against a link", "put the cursor on a row that supports or counters something"
        )
    return onto.link


def _claim_of(whole: ArgMap, onto: Spot) -> str:
    """The claim of a spot. Raises Refused where it is none."""
    if len(onto.premises) != 1 or onto.premises[0] not in whole.claims:
        raise Refused("only a claim can be supported or countered", "put the cursor on a claim")
    return onto.premises[0]


async def _put(bench: Bench, spots: Sequence[Spot], onto: Spot) -> bool:
    """Move links, and link what was loose; False where the user goes back. Raises Refused, with nothing moved."""
    links, loose = _sorted_out(spots)
    if links and links[0].role is Role.UNDERCUT:
        _move_undercuts(bench, links, _attacked(onto))
        return True
    target = _claim_of(bench.session.map, onto)
    role = await _role_of(bench, loose, target) if loose else Role.SUPPORT
    if role is None:
        return False
    if isinstance(role, Role):
        _move_to_claim(bench, links, loose, role, target)
    return True


def _move_undercuts(bench: Bench, links: Sequence[Link], attacked: Link) -> None:
    goals = [Link(link.premises, Role.UNDERCUT, attacked.target, attacked.premises) for link in links]

    def change(whole: ArgMap) -> ArgMap:
        return edit.move(whole, links, attacked.target, attacked.premises)

    _carry_out(bench, goals, change)


def _move_to_claim(bench: Bench, links: Sequence[Link], loose: Sequence[Premises], role: Role, target: str) -> None:
    new = [Link(premises, role, target) for premises in loose]
    goals = [Link(link.premises, link.role, target) for link in links] + new

    def change(whole: ArgMap) -> ArgMap:
        moved = edit.move(whole, links, target) if links else whole
        return edit.link_each(moved, new) if new else moved

    _carry_out(bench, goals, change)


def _carry_out(bench: Bench, goals: Sequence[Link], change: Change) -> None:
    name = f"move: {link_name(goals[0])}" if len(goals) == 1 else f"move {len(goals)} links to {goals[0].target}"
    bench.keeper.do(name, change)
    bench.reveal(goals[0])


async def _role_of(bench: Bench, loose: Sequence[Premises], target: str) -> Role | str | None:
    """What the user says that something loose does to a claim; a text where the user had it listed before instead."""
    from argmap.tui.dialogs.question import Question

    whole = bench.session.map
    words = "\n".join(premises_sentence(whole, premises, _LENGTH) for premises in loose)
    title = f"What does it do to “{shortened(words_of(whole, target), _LENGTH)}”?"
    ids = [premises[0] for premises in loose]
    order = [_BEFORE] if {*ids, target} <= set(whole.thesis) and target not in ids else []
    answer = await bench.ask(Question(title, words, [_SUPPORT, _COUNTER, *order]))
    if answer == _BEFORE:
        bench.keeper.do(
            f"list {', '.join(ids)} before {target}", lambda current: edit.place_theses(current, ids, target)
        )
        bench.reveal(ids[0])
        return _BEFORE
    return {_SUPPORT: Role.SUPPORT, _COUNTER: Role.COUNTER}.get(answer or "")

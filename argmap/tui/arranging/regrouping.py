"""Actions that change what links do, and which premises hold only together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from argmap import edit
from argmap.model import ArgMap, Link, Role
from argmap.tui.arranging.why_not import alike
from argmap.tui.bench import Bench, apply_edit
from argmap.tui.keeper import Edited
from argmap.tui.named_edits import links_of
from argmap.tui.sentences import link_name, link_sentence, premises_sentence, shortened, turned_message

_OPPOSITE = {Role.SUPPORT: Role.COUNTER, Role.COUNTER: Role.SUPPORT}


async def turn(bench: Bench) -> None:
    """Turn supports into counters, and counters into supports."""
    links = links_of(bench.situation().spots)
    goals = [Link(link.premises, _OPPOSITE[link.role], link.target) for link in links]
    _regroup(bench, "turn", links, goals, edit.turn)


async def join(bench: Bench) -> None:
    """Let links hold only together: the marked ones, or that of the cursor and one that is chosen."""
    now = bench.situation()
    links = links_of(now.spots)
    if len(links) == 1:
        other = await _pick_companion(bench, links[0])
        if other is None:
            return
        links = [links[0], other]
    _regroup(bench, "link together", links, [edit.joined_link(links)], edit.join)


async def take_apart(bench: Bench) -> None:
    """Let each of linked premises hold by itself."""
    links = links_of(bench.situation().spots)
    goals = [single for link in links for single in edit.single_links(link)]
    _regroup(bench, "take apart", links, goals, edit.take_apart)


async def _pick_companion(bench: Bench, link: Link) -> Link | None:
    """Another link that does the same, for the user to choose."""
    from argmap.tui.dialogs.picker import Entry, Picker
    from argmap.tui.safe_text import safe
    from argmap.tui.searching import Searchable, found

    whole = bench.session.map
    beside = [other for other in whole.links_to(link.target) if other != link and alike(other, link)]
    others = {str(at): other for at, other in enumerate(beside)}
    among = [Searchable(key, (link_sentence(whole, other, 400), *other.premises)) for key, other in others.items()]

    def entries(typed: str) -> Sequence[Entry[Link]]:
        return [Entry(others[key], safe(premises_sentence(whole, others[key].premises))) for key in found(typed, among)]

    title = f"With what does {shortened(premises_sentence(whole, link.premises, 36), 36)} hold together?"
    return await bench.ask(Picker[Link](title, entries, placeholder="type words or ids"))


def _regroup(
    bench: Bench,
    what: str,
    links: Sequence[Link],
    goals: Sequence[Link],
    change: Callable[[ArgMap, Sequence[Link]], ArgMap],
) -> None:
    """Do it as one step, and show the first of the links that were made, unless many were marked."""
    named = link_name(links[0]) if len(links) == 1 else f"{len(links)} links of {links[0].target}"
    single = len(bench.situation().marked) < 2 or len(goals) == 1
    name = f"{what}: {named}"

    def made(map_: ArgMap) -> Edited:
        message = turned_message(map_, name, goals) if what == "turn" else None
        return Edited(change(map_, links), name, goals[0] if single else None, message=message)

    apply_edit(bench, made)

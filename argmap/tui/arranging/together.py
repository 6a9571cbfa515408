"""What the usual actions do to all that is marked, as one step: to all of it, or, where one refuses, to nothing."""

from __future__ import annotations

from argmap import edit
from argmap.model import Role
from argmap.tui.bench import Bench, apply_edit
from argmap.tui.keeper import Edited
from argmap.tui.named_edits import elements_of, linking_each, links_of
from argmap.tui.sentences import count, link_sentence, words_of

_MOST_LINES = 12
"""Of what is lost that a question shows."""


async def link_marked(bench: Bench, role: Role) -> None:
    """Let each of the marked claims, quotes and linked premises support or counter a claim."""
    from argmap.tui.picking import pick_claim

    groups = list(dict.fromkeys(spot.premises for spot in bench.situation().marked))
    title = f"Which claim {'does' if len(groups) == 1 else 'do'} {count(len(groups), 'marked row')} {role}?"
    target = await pick_claim(bench, title, without=[member for premises in groups for member in premises])
    if target is not None:
        apply_edit(bench, linking_each(groups, role, target))


async def unlink_marked(bench: Bench) -> None:
    """Take away the links of the marked rows."""
    links = links_of(bench.situation().marked)
    name = f"unlink {count(len(links), 'row')}"
    apply_edit(bench, lambda map_: Edited(edit.unlink_each(map_, links), name, asked=links))


async def turn_theses(bench: Bench) -> None:
    """Make the marked claims theses; where all are, none of them any more."""
    now = bench.situation()
    ids = elements_of(now.marked)
    on = not set(ids) <= set(now.map.thesis)
    name = f"{count(len(ids), 'claim')} {'become theses' if on else 'are theses no longer'}"
    bench.keeper.do(name, lambda whole: edit.set_theses(whole, ids, on=on))


async def remove_marked(bench: Bench) -> None:
    """Take away the marked claims and quotes, after saying what goes with them."""
    from argmap.tui.dialogs.question import Question

    whole = bench.session.map
    ids = elements_of(bench.situation().marked)
    gone = set(ids)
    lost = [link for link in whole.links() if link.target in gone or gone & {*link.premises, *link.against}]
    lines = _at_most([f"“{words_of(whole, some_id)}”" for some_id in ids])
    if lost:
        links = _at_most([f"· {link_sentence(whole, link)}" for link in lost])
        lines += ["", f"{count(len(lost), 'link')} that they are part of:", *links]
    body = "\n".join([*lines, "", "The texts are not touched. Undo brings everything back."])
    title = f"Remove {count(len(ids), 'element')}?"
    if await bench.ask(Question(title, body, ["Remove", "Keep"])) == "Remove":
        name = f"remove {count(len(ids), 'element')}"
        apply_edit(bench, lambda map_: Edited(edit.remove_each(map_, ids), name, asked=ids))


def _at_most(lines: list[str]) -> list[str]:
    left = len(lines) - _MOST_LINES
    return lines if left <= 0 else [*lines[:_MOST_LINES], f"… and {left} more"]

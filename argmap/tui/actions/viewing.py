"""Actions that change what of the map is shown and marked, and the menu of all that can be done with a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from textual.content import Content

from argmap.graph.outline import Filter
from argmap.tui.actions.action import Actions
from argmap.tui.content import Searchable, count, found, premises_sentence, safe
from argmap.tui.state.context import MapContext, Pane
from argmap.tui.state.host import ActionHost


async def mark(host: ActionHost) -> None:
    """Mark what is under the cursor, or no longer."""
    host.view.mark()


async def mark_all(host: ActionHost) -> None:
    """Mark everything that is in sight, or nothing."""
    host.view.mark_all()


async def focus(host: ActionHost) -> None:
    """Show only what hangs below the row of the cursor."""
    host.view.focus_in()


async def let_go(host: ActionHost) -> None:
    """Let go of what is marked and cut, then of what was asked for, then of the focus."""
    host.view.let_go()


async def ask_for(host: ActionHost) -> None:
    """Choose which rows are shown."""
    from argmap.tui.dialogs.filter import FilterDialog

    whole, view = host.session.map, host.view
    tags = Counter(tag for claim in whole.claims.values() for tag in claim.tags)
    tags.update(tag for quote in whole.quotes.values() for tag in quote.tags)
    before, now = view.filter_, host.context()

    def preview(filter_: Filter) -> tuple[int, int]:
        view.sift(filter_)
        return view.found

    chosen = await host.ask(FilterDialog(before, tags, preview))
    if chosen is None:
        view.sift(before)
        if now.premises:
            host.reveal(now.link or now.premises[0])


async def review(host: ActionHost) -> None:
    """Review every quote that is not exact, beginning with the one under the cursor if that is one."""
    now = host.context()
    host.review(now.element if now.element in now.map.quotes else None)


async def draw(host: ActionHost) -> None:
    """Draw the map, with what is under the cursor selected."""
    now = host.context()
    await host.draw(now.premises[0] if now.premises else None)


_OF_ROWS: Final = {
    "edit": "change its words, translation, note and tags",
    "mark": "mark it: what is marked is changed at once",
    "support": "let it support a claim",
    "counter": "let it counter a claim",
    "supporting-claim": "make or choose a claim that supports it",
    "counterclaim": "make or choose a claim that counters it",
    "undercut": "say that this link does not hold",
    "tag": "put a tag on it, or take one off",
    "turn": "make its support a counter, or the other way",
    "cut": "take its link, to put it on another claim",
    "paste": "put what was cut here",
    "note": "write its note",
    "translate": "write its translation",
    "adjust": "move its ends in the text",
    "join": "let it hold only together with others",
    "take-apart": "let each of these premises hold by itself",
    "merge": "make one claim of two that say the same",
    "focus": "show only what hangs below it",
    "thesis": "make it a thesis, or no longer one",
    "thesis-earlier": "list it one place earlier",
    "thesis-later": "list it one place later",
    "copy": "copy its words to the clipboard",
    "copy-with-source": "copy its words with author, title, page",
    "rename": "give it another id, everywhere",
    "unlink": "take its link away; what it tied stays",
    "remove": "take it away with its links",
    "filter": "show only some rows of the map",
    "mark-all": "mark every row in sight",
    "let-go": "mark and cut nothing any more, show all rows",
}
"""The actions on rows of the map, those that are wanted most first, and what each does with the row."""


_OF_PASSAGES: Final = {
    "support": "let it support a claim",
    "counter": "let it counter a claim",
    "undercut": "let it speak against a link",
    "quote": "keep it as a quote that is not linked yet",
    "collect": "collect it for linked premises",
    "collected": "show what is collected, and drop some",
    "follow": "go to the claims that the quote here serves",
    "adjust": "move the ends of the quote here",
    "translate": "write the translation of the quote here",
    "note": "write the note of the quote here",
    "edit": "change translation, note, tags of the quote",
    "copy": "copy the words to the clipboard",
    "copy-with-source": "copy the words with author, title, page",
    "rename": "give the quote here another id",
    "remove": "take the quote here away with its links",
}
"""The actions on what is selected in a text, or quoted where it was clicked."""


_OF_ELEMENTS: Final = frozenset({"edit"})
"""Those that would concern the map as a whole where there is no element."""


async def menu(host: ActionHost, actions: Actions) -> None:
    """Ask which of the possible actions is wanted, and run it."""
    from argmap.tui.dialogs.picker import Entry, Picker

    now = host.context()
    offered = _OF_PASSAGES if now.pane is Pane.READER else _OF_ROWS
    offered = {name: brief for name, brief in offered.items() if now.element or name not in _OF_ELEMENTS}
    possible = {name: actions[name] for name in offered if actions[name].disabled_reason(now) is None}
    among = [Searchable(name, (action.label, action.tooltip, action.words)) for name, action in possible.items()]

    def prompt(name: str) -> Content:
        action = possible[name]
        label, key = f"{action.label:<14}", f"{action.shown_key:<11}"
        return Content.assemble((label, "bold"), (key, "dim"), safe(offered[name]))

    def entries(typed: str) -> Sequence[Entry[str]]:
        return [Entry(name, prompt(name)) for name in found(typed, among)]

    chosen = await host.ask(Picker[str](f"What is to be done with {_subject(now)}?", entries))
    if chosen is not None:
        going_on = actions[chosen].run(host)
        if going_on is not None:
            await going_on


def _subject(now: MapContext) -> str:
    """What the actions of the menu act on, in a few words."""
    if now.passage is not None:
        return "the selected passage"
    return count(len(now.marked), "marked row") if now.marked else premises_sentence(now.map, now.premises, 50)

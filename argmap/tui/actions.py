"""Everything that can be done: one registry, from which keys, footer, palette, help and availability come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Final

from argmap.tui.bench import Bench
from argmap.tui.situation import Pane, Situation

Reason = str | None
"""Why something cannot be done now, as a sentence that says what to do first; None where it can."""


def _always(_now: Situation) -> Reason:
    return None


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done."""

    name: str
    keys: str
    """Keys as Textual names them, the one to show first."""
    label: str
    """One or two words, for the footer."""
    tooltip: str
    """A sentence, for help, palette and tooltips."""
    where: str
    """The room and the function that do it: `arguing.support`. Rooms are opened when they are needed first."""
    why_not: Callable[[Situation], Reason] = _always
    words: str = ""
    """Further words under which the palette finds it."""

    async def run(self, bench: Bench) -> None:
        """Do it. Raises Refused where the map does not allow it."""
        room, _, function = self.where.partition(".")
        await getattr(import_module(f"argmap.tui.{room}"), function)(bench)

    @property
    def shown_key(self) -> str:
        """The first key, as a person would write it."""
        return key_name(self.keys.split(",", maxsplit=1)[0])


_KEY_NAMES: Final = {
    "question_mark": "?",
    "full_stop": ".",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "escape": "esc",
    "delete": "del",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}


def key_name(key: str) -> str:
    """A key as a person would write it."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    return "+".join([*modifiers, _KEY_NAMES.get(last, last)])


def _needs_subject(now: Situation) -> Reason:
    if now.passage or now.premises:
        return None
    if now.pane is Pane.READER:
        return "select a passage first: v and the arrows, . for a sentence, or drag with the mouse"
    return "put the cursor on a claim or a quote of the map first"


def _needs_passage(now: Situation) -> Reason:
    return None if now.passage else "select a passage in the text first: v and the arrows, or . for a sentence"


def _undercuts(now: Situation) -> Reason:
    if now.passage:
        return None if any(now.map.links()) else "there is no link yet that it could speak against: s or c makes one"
    if now.link is None:
        return "put the cursor on a row that supports or counters another first, or select a passage"
    return "an undercut cannot be undercut itself: counter its claim instead" if now.link.against else None


def _needs_claim(now: Situation) -> Reason:
    return None if now.claim_id else "put the cursor on a claim of the map first"


def _needs_element(now: Situation) -> Reason:
    return None if now.element else "put the cursor on a claim, a quote or a source first"


def _has_words(now: Situation) -> Reason:
    linked = len(now.premises) > 1
    return "linked premises have no words of their own: choose one of those below" if linked else None


def _needs_link(now: Situation) -> Reason:
    return None if now.link else "put the cursor on a row that supports, counters or undercuts something first"


def _needs_undo(now: Situation) -> Reason:
    return None if now.undo else "there is nothing to undo"


def _needs_redo(now: Situation) -> Reason:
    return None if now.redo else "there is nothing to redo"


def _needs_unsaved(now: Situation) -> Reason:
    return None if now.unsaved else "everything is saved"


ACTIONS: Final[dict[str, Action]] = {
    action.name: action
    for action in (
        Action(
            "support",
            "s",
            "support",
            "Let the selected passage, or the claim or quote under the cursor, support a claim.",
            "arguing.support",
            _needs_subject,
            "link pro for",
        ),
        Action(
            "counter",
            "c",
            "counter",
            "Let the selected passage, or the claim or quote under the cursor, counter a claim.",
            "arguing.counter",
            _needs_subject,
            "link con against attack",
        ),
        Action(
            "undercut",
            "u",
            "undercut",
            "Say that a link does not hold: the one of this row, or one that the selected passage speaks against.",
            "arguing.undercut",
            _undercuts,
            "link granted but does not follow",
        ),
        Action(
            "quote",
            "q",
            "quote",
            "Keep the selected passage as a quote that is not linked yet.",
            "arguing.keep",
            _needs_passage,
            "mark keep passage",
        ),
        Action("claim", "n", "new claim", "Make a new claim.", "arguing.add_claim", words="add thesis"),
        Action(
            "supporting-claim",
            "S",
            "supported by",
            "Make or choose a claim that supports the one under the cursor.",
            "arguing.add_support",
            _needs_claim,
            "new claim pro",
        ),
        Action(
            "counterclaim",
            "C",
            "countered by",
            "Make or choose a claim that counters the one under the cursor.",
            "arguing.add_counter",
            _needs_claim,
            "new claim counterclaim con against",
        ),
        Action(
            "thesis",
            "t",
            "thesis",
            "Make the claim under the cursor a thesis, a root of the map; or no longer one.",
            "arguing.turn_thesis",
            _needs_claim,
        ),
        Action(
            "edit",
            "e",
            "edit",
            "Change the words, translation, note and tags of what is under the cursor.",
            "editing.edit_element",
            _has_words,
            words="translation note tags title author language text",
        ),
        Action("edit-map", "E", "edit map", "Change the map's title and note.", "editing.edit_map", words="title note"),
        Action(
            "rename",
            "r",
            "rename",
            "Give what is under the cursor another id, everywhere it is named.",
            "editing.rename",
            _needs_element,
            "id",
        ),
        Action(
            "unlink",
            "backspace",
            "unlink",
            "Take away the link of the row under the cursor; what it tied together stays.",
            "arguing.unlink",
            _needs_link,
        ),
        Action(
            "remove",
            "x,delete",
            "remove",
            "Take away what is under the cursor and its links, after showing which.",
            "editing.remove",
            _needs_element,
            "delete",
        ),
        Action(
            "review",
            "R",
            "review",
            "Show every quote that is not exact beside the words that stand there now, and answer for it.",
            "showing.review",
            words="check accept anchor moved changed lost places",
        ),
        Action("undo", "z,ctrl+z", "undo", "Take the last edit back.", "keeping.undo", _needs_undo, "back"),
        Action("redo", "Z,ctrl+y", "redo", "Do again what was undone.", "keeping.redo", _needs_redo, "again"),
        Action(
            "save",
            "ctrl+s",
            "save again",
            "Try again to write what is not yet in the file. Edits are saved by themselves.",
            "keeping.save_again",
            _needs_unsaved,
            "write disk",
        ),
        Action(
            "save-copy",
            "W",
            "save a copy",
            "Write the map as it is to another file.",
            "keeping.save_copy",
            words="export",
        ),
        Action(
            "add-source", "a", "add text", "Add a text of the project as a source.", "showing.add_source", words="file"
        ),
        Action("open-map", "o", "open map", "Change to another map.", "showing.choose_map", words="switch"),
        Action("help", "question_mark", "help", "Show the keys that work here.", "showing.show_help", words="keys"),
        Action("quit", "ctrl+q", "quit", "Leave argmap. Every edit is saved already.", "keeping.leave", words="exit"),
    )
}
"""Every action by its name, in the order of the help."""

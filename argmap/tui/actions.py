"""Everything that can be done: one registry, from which keys, footer, palette, help and availability come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Final

from argmap.tui import reasons
from argmap.tui.bench import Bench
from argmap.tui.situation import Situation


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
    why_not: Callable[[Situation], reasons.Reason] = reasons.always
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
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "number_sign": "#",
    "slash": "/",
    "colon": ":",
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


ACTIONS: Final[dict[str, Action]] = {
    action.name: action
    for action in (
        Action(
            "support",
            "s",
            "support",
            "Let the selected passage, or the claim or quote under the cursor, support a claim.",
            "arguing.support",
            reasons.needs_subject,
            "link pro for",
        ),
        Action(
            "counter",
            "c",
            "counter",
            "Let the selected passage, or the claim or quote under the cursor, counter a claim.",
            "arguing.counter",
            reasons.needs_subject,
            "link con against attack",
        ),
        Action(
            "undercut",
            "u",
            "undercut",
            "Say that a link does not hold: the one of this row, or one that the selected passage speaks against.",
            "arguing.undercut",
            reasons.undercuts,
            "link granted but does not follow",
        ),
        Action(
            "quote",
            "q",
            "quote",
            "Keep the selected passage as a quote that is not linked yet.",
            "arguing.keep",
            reasons.needs_passage,
            "mark keep passage",
        ),
        Action("claim", "n", "new claim", "Make a new claim.", "arguing.add_claim", words="add thesis"),
        Action(
            "supporting-claim",
            "S",
            "supported by",
            "Make or choose a claim that supports the one under the cursor.",
            "arguing.add_support",
            reasons.needs_claim,
            "new claim pro",
        ),
        Action(
            "counterclaim",
            "C",
            "countered by",
            "Make or choose a claim that counters the one under the cursor.",
            "arguing.add_counter",
            reasons.needs_claim,
            "new claim counterclaim con against",
        ),
        Action(
            "thesis",
            "t",
            "thesis",
            "Make the claim under the cursor a thesis, a root of the map; or no longer one.",
            "arguing.turn_thesis",
            reasons.needs_claim,
        ),
        Action(
            "edit",
            "e",
            "edit",
            "Change the words, translation, note and tags of what is under the cursor.",
            "editing.edit_element",
            reasons.has_words,
            words="translation note tags title author language text",
        ),
        Action("edit-map", "E", "edit map", "Change the map's title and note.", "editing.edit_map", words="title note"),
        Action(
            "rename",
            "r",
            "rename",
            "Give what is under the cursor another id, everywhere it is named.",
            "editing.rename",
            reasons.needs_element,
            "id",
        ),
        Action(
            "unlink",
            "backspace",
            "unlink",
            "Take away the link of the row under the cursor; what it tied together stays.",
            "arguing.unlink",
            reasons.needs_link,
        ),
        Action(
            "remove",
            "x,delete",
            "remove",
            "Take away what is under the cursor and its links, after showing which.",
            "editing.remove",
            reasons.needs_element,
            "delete",
        ),
        Action(
            "draw",
            "m",
            "draw map",
            "Draw the map as boxes and arrows, to walk through it and change it there.",
            "showing.draw",
            words="canvas graph diagram boxes arrows",
        ),
        Action(
            "review",
            "R",
            "review",
            "Show every quote that is not exact beside the words that stand there now, and answer for it.",
            "showing.review",
            words="check accept anchor moved changed lost places",
        ),
        Action(
            "search",
            "slash,ctrl+f",
            "search",
            "Search in this text as you type, whatever its script, width, case and line breaks.",
            "travelling.search",
            reasons.needs_text,
            "find look for",
        ),
        Action(
            "next-hit",
            "greater_than_sign,f3",
            "next hit",
            "Go to the next hit of the search.",
            "travelling.next_hit",
            reasons.needs_hits,
            "find again",
        ),
        Action(
            "previous-hit",
            "less_than_sign,shift+f3",
            "previous hit",
            "Go to the hit of the search before this one.",
            "travelling.previous_hit",
            reasons.needs_hits,
        ),
        Action(
            "find-everywhere",
            "F",
            "find everywhere",
            "Search in all texts, and in the claims, translations, notes and tags of the map.",
            "travelling.find_everywhere",
            words="search all sources grep",
        ),
        Action(
            "go-to-line",
            "colon,ctrl+g",
            "go to line",
            "Go to a line of this text by its number.",
            "travelling.go_to_line",
            reasons.needs_text,
            "number",
        ),
        Action(
            "sections",
            "h",
            "sections",
            "Choose a section of this text from its headings.",
            "travelling.choose_section",
            reasons.needs_text,
            "headings outline chapters contents",
        ),
        Action(
            "next-quote",
            "p",
            "next quote",
            "Go to the next quoted passage of this text; after the last one comes the first.",
            "travelling.next_quote",
            reasons.needs_text,
        ),
        Action(
            "previous-quote",
            "P",
            "previous quote",
            "Go to the quoted passage before.",
            "travelling.previous_quote",
            reasons.needs_text,
        ),
        Action(
            "back",
            "H,alt+left",
            "back",
            "Go back to the place in the texts where you were before the last jump.",
            "travelling.back",
            reasons.needs_places_behind,
            "history previous place",
        ),
        Action(
            "forward",
            "L,alt+right",
            "forward",
            "Go forward again to the place you went back from.",
            "travelling.forward",
            reasons.needs_places_ahead,
            "history next place",
        ),
        Action(
            "line-numbers",
            "number_sign",
            "line numbers",
            "Number the lines of the text, or not.",
            "travelling.toggle_numbers",
            reasons.needs_text,
            "view",
        ),
        Action(
            "narrower",
            "left_square_bracket",
            "narrower",
            "Make the rows of the text narrower.",
            "travelling.narrower",
            reasons.needs_text,
            "view width column",
        ),
        Action(
            "wider",
            "right_square_bracket",
            "wider",
            "Make the rows of the text wider, as far as there is room.",
            "travelling.wider",
            reasons.needs_text,
            "view width column",
        ),
        Action("undo", "z,ctrl+z", "undo", "Take the last edit back.", "keeping.undo", reasons.needs_undo, "back"),
        Action("redo", "Z,ctrl+y", "redo", "Do again what was undone.", "keeping.redo", reasons.needs_redo, "again"),
        Action(
            "save",
            "ctrl+s",
            "save again",
            "Try again to write what is not yet in the file. Edits are saved by themselves.",
            "keeping.save_again",
            reasons.needs_unsaved,
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

"""One thing that can be done, and how its keys are written."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Final, NamedTuple

from argmap.tui import reasons
from argmap.tui.actions.chosen_keys import keys_in_force
from argmap.tui.situation import Situation

if TYPE_CHECKING:
    from argmap.tui.bench import Bench


class Action(NamedTuple):
    """One thing that can be done."""

    name: str
    usual_keys: str
    """Keys as Textual names them, the one to show first; empty where only the palette has it."""
    label: str
    """One or two words, for the footer."""
    tooltip: str
    """A sentence, for help, palette and tooltips."""
    where: str
    """The room below `argmap.tui` and its function: `arguing.support`. Rooms are opened when they are needed first."""
    why_not: Callable[[Situation], reasons.Reason] = reasons.always
    words: str = ""
    """Further words under which the palette finds it."""

    async def run(self, bench: Bench) -> None:
        """Do it. Raises Refused where the map does not allow it."""
        room, _, function = self.where.rpartition(".")
        await getattr(import_module(f"argmap.tui.{room}"), function)(bench)

    @property
    def keys(self) -> str:
        """The keys that the user chose, else the usual ones."""
        return keys_in_force(self.name, self.usual_keys)

    @property
    def shown_key(self) -> str:
        """The first key, as a person would write it."""
        return first_key(self.keys)


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
    "ampersand": "&",
    "semicolon": ";",
    "plus": "+",
    "minus": "-",
    "equals_sign": "=",
    "colon": ":",
    "exclamation_mark": "!",
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


def first_key(keys: str) -> str:
    """The first of several keys, as a person would write it."""
    return key_name(keys.split(",", maxsplit=1)[0])

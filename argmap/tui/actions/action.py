"""One thing that can be done on a screen, and what is known of it before it is done."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any, Generic, NamedTuple, TypeVar

from argmap.tui.keys import KEYS, Section, key_of
from argmap.tui.state.context import Reason

Context = TypeVar("Context")
"""What decides which actions of a screen are possible: what is selected, under the cursor, and in the history."""


def always(_context: object) -> Reason:
    """It can always be done."""
    return None


class Action(NamedTuple, Generic[Context]):
    """One thing that can be done on a screen."""

    id: str
    """The id of its keys in the table of keys, from which label and tooltip are, too."""
    run: Callable[[Any], Awaitable[None] | None]
    """Does it on the screen, or on its host where several screens share it. An awaitable goes on beside the keys.

    Raises Refused where the map does not allow it.
    """
    disabled_reason: Callable[[Context], Reason] = always
    """Why it cannot be done now; None where it can."""
    words: str = ""
    """Further words under which the palette finds it."""

    @property
    def name(self) -> str:
        """Its id within its screen."""
        return self.id.rpartition(".")[2]

    @property
    def keys(self) -> str:
        """The keys that work, as Textual names them; empty where only the palette has it."""
        return KEYS[self.id].keys

    @property
    def shown_key(self) -> str:
        """The first key, as a person would write it."""
        return key_of(self.id)

    @property
    def label(self) -> str:
        """One or two words, for the footer."""
        return KEYS[self.id].label

    @property
    def tooltip(self) -> str:
        """A sentence, for help, palette and tooltips."""
        return KEYS[self.id].does


Actions = Mapping[str, Action[Any]]
"""The actions of a screen by their names, in the order of the help."""


def table(*actions: Action[Any]) -> Actions:
    """The actions of one screen by their names."""
    return {action.name: action for action in actions}


def by_availability(actions: Iterable[Action[Context]], context: Context) -> tuple[Section, Section]:
    """Two sections of the help: what can be done now, and what cannot and why."""
    reasons = [(action, action.disabled_reason(context)) for action in actions]
    return (
        ("What can be done now", [(action.keys, action.tooltip) for action, reason in reasons if not reason]),
        ("Not now", [(action.keys, f"{action.label}: {reason}") for action, reason in reasons if reason]),
    )

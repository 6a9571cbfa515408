"""One thing that can be done with a map."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from argmap.tui.actions import enabled
from argmap.tui.keys import KEYS, key_of
from argmap.tui.state.context import Reason, Situation

if TYPE_CHECKING:
    from argmap.tui.state.host import Bench


class Action(NamedTuple):
    """One thing that can be done."""

    name: str
    """The id of its keys in the table of keys, from which label and tooltip are, too."""
    where: str
    """The room below `argmap.tui` and its function: `arguing.support`. Rooms are opened when they are needed first."""
    why_not: Callable[[Situation], Reason] = enabled.always
    words: str = ""
    """Further words under which the palette finds it."""

    async def run(self, bench: Bench) -> None:
        """Do it. Raises Refused where the map does not allow it."""
        room, _, function = self.where.rpartition(".")
        await getattr(import_module(f"argmap.tui.{room}"), function)(bench)

    @property
    def keys(self) -> str:
        """The keys that work, as Textual names them; empty where only the palette has it."""
        return KEYS[self.name].keys

    @property
    def shown_key(self) -> str:
        """The first key, as a person would write it."""
        return key_of(self.name)

    @property
    def label(self) -> str:
        """One or two words, for the footer."""
        return KEYS[self.name].label

    @property
    def tooltip(self) -> str:
        """A sentence, for help, palette and tooltips."""
        return KEYS[self.name].does

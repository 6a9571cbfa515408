"""A screen whose keys are those of the registry of actions: the workbench, and the map drawn above it."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.binding import BindingType
from textual.events import Key
from textual.screen import Screen, ScreenResultType

from argmap.tui.actions import ACTIONS
from argmap.tui.bench import HostApp
from argmap.tui.keeper import Severity
from argmap.tui.keys import KEYS, binding
from argmap.tui.situation import Situation


def pane_keys(screen: Screen[Any]) -> list[tuple[str, str]]:
    """The keys of the pane of a screen that has the keyboard, and what they do."""
    own = (active.binding for active in screen.active_bindings.values() if active.node is screen.focused)
    ids = dict.fromkeys(str(binding.id) for binding in own if binding.id in KEYS)
    return [(KEYS[some_id].keys, KEYS[some_id].does) for some_id in ids]


class ActingScreen(Screen[ScreenResultType]):
    """Does what the registry has for a key, or says why that cannot be done now."""

    BINDINGS: ClassVar[list[BindingType]] = [binding(name, f"act('{name}')") for name in ACTIONS if KEYS[name].usual]
    app: HostApp

    def situation(self) -> Situation:
        """What the user is looking at now."""
        raise NotImplementedError

    def tell(self, said: str, severity: Severity = "information") -> None:
        """Show a few words for a moment."""
        raise NotImplementedError

    def action_act(self, name: str) -> None:
        """Do one of the actions of the registry."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action can be done now: None dims its key."""
        if action == "act" and self.is_mounted:
            return True if ACTIONS[str(parameters[0])].why_not(self.situation()) is None else None
        return True

    def action_try(self, name: str) -> None:
        """Do one of the actions of the registry, or say why it cannot be done now."""
        reason = ACTIONS[name].why_not(self.situation())
        if reason is None:
            self.action_act(name)
        else:
            self.tell(reason, "warning")

    def pane_keys(self) -> list[tuple[str, str]]:
        """The keys of the pane that has the keyboard, and what they do."""
        return pane_keys(self)

    def _is_of_another(self, key: str) -> bool:
        """Whether the first that knows a key, from what has the keyboard upwards, does something of its own for it."""
        # Textual has no public way to ask for the bindings of a key that are dimmed now, too
        known = (bindings.key_to_bindings.get(key) for _, bindings in self._binding_chain)
        first = next(filter(None, known), [])
        return any(not binding.action.startswith("act(") for binding in first)

    def on_key(self, event: Key) -> None:
        """Say why a key that means something does nothing now; what a pane or a screen has for it comes before."""
        if self._is_of_another(event.key):
            return
        for name, action in ACTIONS.items():
            if event.key in action.keys.split(","):
                self.action_try(name)
                event.stop()

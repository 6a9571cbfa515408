"""A screen whose keys are those of the registry of actions: the workbench, and the map drawn above it."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.events import Key
from textual.screen import Screen, ScreenResultType

from argmap.tui.actions import ACTIONS
from argmap.tui.bench import Severity
from argmap.tui.situation import Situation

if TYPE_CHECKING:
    from argmap.tui.app import ArgmapApp


class ActingScreen(Screen[ScreenResultType]):
    """Does what the registry has for a key, or says why that cannot be done now."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(action.keys, f"act('{name}')", action.label, show=False, tooltip=action.tooltip, id=f"argmap.{name}")
        for name, action in ACTIONS.items()
        if action.usual_keys
    ]
    app: ArgmapApp

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

    def _is_of_pane(self, key: str) -> bool:
        """Whether what has the keyboard knows the key itself: Textual asks that first, and then this screen."""
        panes = takewhile(lambda at: at[0] is not self, self._binding_chain)
        return any(key in known.key_to_bindings for _, known in panes)

    def on_key(self, event: Key) -> None:
        """Say why a key that means something does nothing now; what the pane has for a key comes before."""
        if self._is_of_pane(event.key):
            return
        for name, action in ACTIONS.items():
            if event.key in action.keys.split(","):
                self.action_try(name)
                event.stop()

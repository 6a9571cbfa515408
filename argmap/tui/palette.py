"""Every action in the command palette, found by its words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from textual.command import DiscoveryHit, Hit, Hits, Provider

from argmap.tui.actions import ACTIONS, Action
from argmap.tui.canvas.screen import CanvasScreen
from argmap.tui.sitting import Deed, Sitting
from argmap.tui.workbench import Workbench


class ActionProvider(Provider):
    """The actions of the screen that can be done now, and why the others cannot."""

    async def discover(self) -> Hits:
        """Every action, in the order of the registry."""
        for action, help_text in self._actions():
            yield DiscoveryHit(_title(action), partial(self._do, action), help=help_text)

    async def search(self, query: str) -> Hits:
        """The actions that have every word of the query in their label, their sentence or their further words."""
        matcher = self.matcher(query)
        wanted = query.casefold().split()
        for action, help_text in self._actions():
            title = _title(action)
            known = f"{action.name} {title} {action.tooltip} {action.words}".casefold()
            score = matcher.match(title)
            if all(word in known for word in wanted):
                score = max(score, 0.5)
            if score > 0:
                yield Hit(score, matcher.highlight(title), partial(self._do, action), help=help_text)

    def _actions(self) -> Iterator[tuple[Action | Deed[Any], str]]:
        """The actions, with what each does or why it cannot be done now."""
        screen = self.screen
        if isinstance(screen, Workbench | CanvasScreen):
            now = screen.situation()
            yield from ((action, _said(action, action.why_not(now))) for action in ACTIONS.values())
        elif isinstance(screen, Sitting):
            seen = screen.sight()
            yield from ((deed, _said(deed, deed.why_not(seen))) for deed in screen.DEEDS.values())

    def _do(self, action: Action | Deed[Any]) -> None:
        if isinstance(self.screen, Workbench | CanvasScreen | Sitting):
            self.screen.action_try(action.name)


def _said(action: Action | Deed[Any], reason: str | None) -> str:
    return f"Not now: {reason}." if reason else action.tooltip


def _title(action: Action | Deed[Any]) -> str:
    key = f"  ({action.shown_key})" if action.keys else ""
    return f"{action.label[0].upper()}{action.label[1:]}{key}"

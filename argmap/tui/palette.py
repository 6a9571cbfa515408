"""Every action in the command palette, found by its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, Final

from textual.binding import Binding
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.dom import DOMNode
from textual.fuzzy import Matcher

from argmap.tui.actions.action import Action
from argmap.tui.keys import KEYS, key_name, key_of
from argmap.tui.screens.base import ActionScreen
from argmap.tui.widgets.canvas.canvas import CANVAS_BINDINGS, Canvas

_WAYS: Final = ("pane(", "next_pane(", "leave")
"""The actions of a screen, beside those of the registry, that lead elsewhere."""


class Palette(CommandPalette):
    """Textual's command palette, which falls over where its list has no entries, or no room, to page through."""

    def _action_command_list(self, action: str) -> None:
        commands = self.query_one(CommandList)
        if not action.startswith("page_") or (commands.option_count and commands.size.height):
            super()._action_command_list(action)


class ActionProvider(Provider):
    """The actions of the screen that can be done now, and why the others cannot."""

    async def discover(self) -> Hits:
        """Every action, in the order of the registry."""
        for action, help_text in self._actions():
            yield DiscoveryHit(_title(action), partial(self._do, action), help=help_text)
        for binding, node in self._pane_bindings():
            yield DiscoveryHit(_title_of(binding), partial(self._run, binding, node), help=binding.tooltip)

    async def search(self, query: str) -> Hits:
        """The actions that have every word of the query in their label, their sentence or their further words."""
        matcher = self.matcher(query)
        wanted = query.casefold().split()
        for action, help_text in self._actions():
            title = _title(action)
            score = _score(matcher, wanted, title, f"{action.name} {action.tooltip} {action.words}")
            if score > 0:
                yield Hit(score, matcher.highlight(title), partial(self._do, action), help=help_text)
        for binding, node in self._pane_bindings():
            title = _title_of(binding)
            score = _score(matcher, wanted, title, binding.tooltip)
            if score > 0:
                yield Hit(score, matcher.highlight(title), partial(self._run, binding, node), help=binding.tooltip)

    def _actions(self) -> Iterator[tuple[Action[Any], str]]:
        """The actions, with what each does or why it cannot be done now."""
        screen = self.screen
        if isinstance(screen, ActionScreen):
            context = screen.context()
            for action in screen.ACTIONS.values():
                reason = action.disabled_reason(context)
                yield action, f"Not now: {reason}." if reason else action.tooltip

    def _pane_bindings(self) -> Iterator[tuple[Binding, DOMNode]]:
        """What the pane that has the keyboard does by keys of its own, and the ways to other panes; each once.

        So, too, what the drawing does where one is in sight.
        """
        if not isinstance(self.screen, ActionScreen):
            return
        seen = set()
        for active in self.screen.active_bindings.values():
            binding, own = active.binding, active.node is self.focused
            elsewhere = active.node is self.screen and binding.action.startswith(_WAYS)
            if (own or elsewhere) and active.enabled and binding.action not in seen:
                seen.add(binding.action)
                yield binding, active.node
        for canvas in self.screen.query(Canvas):
            if canvas.region and canvas is not self.focused:
                yield from ((binding, canvas) for binding in CANVAS_BINDINGS)

    async def _run(self, binding: Binding, node: DOMNode) -> None:
        await self.app.run_action(binding.action, node)

    def _do(self, action: Action[Any]) -> None:
        if isinstance(self.screen, ActionScreen):
            self.screen.action_try(action.name)


def _score(matcher: Matcher, wanted: Sequence[str], title: str, further: str) -> float:
    """How well a title with further words fits: words of the title first, then further ones, then letters of it."""
    name, known = title.casefold(), further.casefold()
    letters = matcher.match(title)
    if all(word in name for word in wanted):
        return max(letters, 0.8)
    return 0.6 if all(word in name or word in known for word in wanted) else min(letters, 0.4)


def _title_of(binding: Binding) -> str:
    key = key_of(binding.id) if binding.id is not None and binding.id in KEYS else key_name(binding.key)
    return f"{binding.description}  ({key})"


def _title(action: Action[Any]) -> str:
    key = f"  ({action.shown_key})" if action.keys else ""
    return f"{action.label[0].upper()}{action.label[1:]}{key}"

"""The actions of the review screen in the command palette."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from argmap.tui.review.actions import REVIEW_ACTIONS, ReviewAction
from argmap.tui.review.screen import ReviewScreen


class ReviewProvider(Provider):
    """What can be done now while reviewing, and why the rest cannot."""

    async def discover(self) -> Hits:
        """Every action, in the order of the registry."""
        for action, help_text in self._actions():
            yield DiscoveryHit(_title(action), partial(self._do, action), help=help_text)

    async def search(self, query: str) -> Hits:
        """The actions that have every word of the query in their label, their sentence or their further words."""
        matcher = self.matcher(query)
        wanted = query.casefold().split()
        for action, help_text in self._actions():
            said = _title(action)
            known = f"{action.name} {said} {action.tooltip} {action.words}".casefold()
            score = max(matcher.match(said), 0.5 if all(word in known for word in wanted) else 0)
            if score > 0:
                yield Hit(score, matcher.highlight(said), partial(self._do, action), help=help_text)

    def _actions(self) -> Iterator[tuple[ReviewAction, str]]:
        """The actions, with what each does or why it cannot be done now."""
        if isinstance(self.screen, ReviewScreen):
            now = self.screen.sight()
            for action in REVIEW_ACTIONS.values():
                reason = action.why_not(now)
                yield action, f"Not now: {reason}." if reason else action.tooltip

    def _do(self, action: ReviewAction) -> None:
        if isinstance(self.screen, ReviewScreen):
            self.screen.try_action(action.name)


def _title(action: ReviewAction) -> str:
    return f"{action.label[0].upper()}{action.label[1:]}  ({action.shown_key})"

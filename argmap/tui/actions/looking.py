"""Other ways of looking at the map."""

from __future__ import annotations

from typing import Final

from argmap.tui.actions.action import Action

LOOKING: Final = (
    Action(
        "draw",
        "m",
        "draw map",
        "Draw the map as boxes and arrows, to walk through it and change it there.",
        "showing.draw",
        words="canvas graph diagram boxes arrows visualize drawing picture overview",
    ),
    Action(
        "review",
        "R",
        "review",
        "Show every quote that is not exact beside the words that stand there now, and answer for it.",
        "showing.review",
        words="check accept anchor moved changed lost places broken quotes fuzzy stale",
    ),
)

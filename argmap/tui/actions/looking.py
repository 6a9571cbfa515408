"""Other ways of looking at the map."""

from __future__ import annotations

from typing import Final

from argmap.tui.actions.action import Action

LOOKING: Final = (
    Action("draw", "showing.draw", words="canvas graph diagram boxes arrows visualize drawing picture overview"),
    Action("review", "showing.review", words="check accept anchor moved changed lost places broken quotes fuzzy stale"),
)

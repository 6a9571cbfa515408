"""What concerns other versions of the map: those that git has, and those that a merge brought together."""

from __future__ import annotations

from typing import Final

from argmap.tui import reasons
from argmap.tui.actions.action import Action

HISTORY: Final = (
    Action(
        "compare",
        "comparing.opening.compare",
        words="git diff HEAD revision version history log commit restore revert changes versions since earlier",
    ),
    Action(
        "conflicts",
        "conflicts.opening.decide",
        reasons.needs_conflicts,
        "git merge conflict resolve ours theirs undecided sides clash",
    ),
)

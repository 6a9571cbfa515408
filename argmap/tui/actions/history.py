"""What concerns other versions of the map: those that git has, and those that a merge brought together."""

from __future__ import annotations

from typing import Final

from argmap.tui import reasons
from argmap.tui.actions.action import Action

HISTORY: Final = (
    Action(
        "compare",
        "V",
        "compare",
        "Compare the map with the last commit or any older version, step from change to change, and restore some.",
        "comparing.opening.compare",
        words="git diff HEAD revision version history log commit restore revert changes versions since earlier",
    ),
    Action(
        "conflicts",
        "X",
        "decide",
        "Decide what a merge could not: both readings side by side, one after the other.",
        "conflicts.opening.decide",
        reasons.needs_conflicts,
        "git merge conflict resolve ours theirs undecided sides clash",
    ),
)

"""Everything that can be done: one registry, from which keys, footer, palette, help and availability come."""

from __future__ import annotations

from typing import Final

from argmap.tui.actions.action import Action
from argmap.tui.actions.arguing import ARGUING
from argmap.tui.actions.arranging import ARRANGING
from argmap.tui.actions.history import HISTORY
from argmap.tui.actions.keeping import KEEPING
from argmap.tui.actions.looking import LOOKING
from argmap.tui.actions.marking import MARKING
from argmap.tui.actions.reading import READING

__all__ = ["ACTIONS", "Action"]

ACTIONS: Final[dict[str, Action]] = {
    action.name: action for action in (*ARGUING, *ARRANGING, *MARKING, *READING, *LOOKING, *HISTORY, *KEEPING)
}
"""Every action by its name, in the order of the help."""

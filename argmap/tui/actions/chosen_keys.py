"""The keys that the user has chosen, in place of those of the registry.

Set once, before the first screen is made: footers, help and palette name the keys that really work.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_CHOSEN: Final[dict[str, str]] = {}


def choose_keys(keys: Mapping[str, str]) -> None:
    """Let these be the keys of actions, and of single panes, by name; all others keep their usual ones."""
    _CHOSEN.clear()
    _CHOSEN.update(keys)


def keys_in_force(name: str, usual: str) -> str:
    """The keys of an action, or of a pane's binding, where the `usual` ones may have been replaced."""
    return _CHOSEN.get(name, usual)

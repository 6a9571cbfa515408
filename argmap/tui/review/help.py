"""The keys that work while reviewing, and what each does."""

from __future__ import annotations

from typing import Final

from argmap.tui.help import Section, by_availability
from argmap.tui.review.actions import REVIEW_ACTIONS, Sight

_EVERYWHERE: Final = (
    ("up,down", "Go through the list, or scroll the words; also j and k."),
    ("tab", "Go to the next part of the screen; shift+tab to the one before."),
    ("enter", "In the list: go to the places of the quote. Among the places: take the one under the cursor."),
    ("ctrl+p", "Find everything that can be done, by words."),
)
_SIGNS: Final = (
    ("▲", "words or place have changed, and history or likeness leads to where the quote is now"),
    ("?  ✎  ✗", "several places fit; other words stand there now; not found"),
    ("!", "the text cannot be read"),
    ("●", "the same words, in other lines or another dress"),
)


def sections(now: Sight) -> list[Section]:
    """What the help says of the review screen."""
    possible, impossible = by_availability(REVIEW_ACTIONS.values(), now)
    return [possible, ("Everywhere", _EVERYWHERE), impossible, ("Signs", _SIGNS)]

"""The keys that work while reviewing, and what each does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from argmap.tui.help import Help
from argmap.tui.review.actions import REVIEW_ACTIONS, Sight
from argmap.tui.situation import Pane, Situation

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


class ReviewHelp(Help):
    """A page of keys; any of the usual keys closes it."""

    def __init__(self, now: Sight) -> None:
        super().__init__(Situation(Pane.REVIEW), ())
        self._sight = now

    def _sections(self) -> Iterator[tuple[str, Sequence[tuple[str, str]]]]:
        reasons = {name: action.why_not(self._sight) for name, action in REVIEW_ACTIONS.items()}
        yield (
            "What can be done now",
            [(action.keys, action.tooltip) for name, action in REVIEW_ACTIONS.items() if not reasons[name]],
        )
        yield "Everywhere", _EVERYWHERE
        yield (
            "Not now",
            [
                (action.keys, f"{action.label}: {reasons[name]}")
                for name, action in REVIEW_ACTIONS.items()
                if reasons[name]
            ],
        )
        yield "Signs", _SIGNS

"""The keys that sentences name and the registry has not, those of single panes above all: the ones in force."""

from __future__ import annotations

from typing import Final

from argmap.tui.actions.action import first_key
from argmap.tui.actions.chosen_keys import keys_in_force
from argmap.tui.situation import Pane

USUAL_PANE_KEYS: Final = {
    **{f"pane-{pane}": str(number) for number, pane in enumerate(Pane, 1)},
    "next-pane": "tab",
    "previous-pane": "shift+tab",
    "reader.select": "v",
    "reader.grow": ".",
    "reader.other-end": "o",
    "reader.press": "enter",
    "reader.stay": "escape",
    "reselect.take": "enter",
    "reselect.leave": "escape",
    "list.choose": "enter",
    "canvas.go-there": "enter",
    "canvas.larger": "plus",
    "canvas.smaller": "minus",
    "canvas.show-all": "escape",
    "review.accept": "a",
    "palette": "ctrl+p",
    "welcome.new": "n",
    "welcome.text": "a",
    "welcome.tour": "t",
    "welcome.sample": "s",
    "welcome.leave": "q",
    "tour.next": "f9",
    "tour.back": "f8",
}
"""The first key of a pane's binding, by the binding's id, where the user has not chosen another."""


def pane_key(binding: str) -> str:
    """The key of a pane's binding, by its id, as a person would write it."""
    return first_key(keys_in_force(binding, USUAL_PANE_KEYS[binding]))

"""Every key that can be chosen, by the name a user's file gives it; and what in that file names none of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from textual.binding import Binding

from argmap.model import meant
from argmap.tui.actions import ACTIONS, key_name
from argmap.tui.actions.chosen_keys import keys_in_force
from argmap.tui.settings.config import Config, as_they_arrive

EVERYWHERE: Final = "everywhere"
"""The place of the actions, which work in every pane."""
_BY_TURNS: Final = frozenset({"escape"})
"""Keys that several things of one place have: the innermost that has something to do takes it."""
_PANES: Final = ("reader", "list", "outline", "canvas")
"""The places whose own keys come before those that work everywhere."""


@dataclass(frozen=True, slots=True)
class KnownKey:
    """One thing that keys can be chosen for."""

    name: str
    """As the user's file calls it: `support`, `reader.select`."""
    place: str
    """Where the keys work: everywhere, or the first part of the name."""
    usual_keys: str
    said: str
    """What it does, as a sentence."""

    @property
    def keys(self) -> str:
        """The keys that the user chose, else the usual ones."""
        return as_they_arrive(keys_in_force(self.name, self.usual_keys))


def known_keys() -> tuple[KnownKey, ...]:
    """All of them, place by place. Imports every screen."""
    actions = (KnownKey(action.name, EVERYWHERE, action.usual_keys, action.tooltip) for action in ACTIONS.values())
    return (*actions, *(known for binding in _pane_bindings() for known in _known(binding)))


def known_themes() -> frozenset[str]:
    """The names of Textual's own themes."""
    from textual.theme import BUILTIN_THEMES

    return frozenset(BUILTIN_THEMES)


def _pane_bindings() -> Iterator[Binding]:
    from argmap.tui.app import ArgmapApp
    from argmap.tui.canvas.bindings import CANVAS_BINDINGS
    from argmap.tui.canvas.screen import CanvasScreen
    from argmap.tui.comparing.screen import CompareScreen
    from argmap.tui.conflicts.screen import ConflictScreen
    from argmap.tui.panes import OutlinePane
    from argmap.tui.panes.row_list import RowList
    from argmap.tui.reader.bindings import READER_BINDINGS
    from argmap.tui.reading_pane import ReadingPane
    from argmap.tui.review import ReviewScreen
    from argmap.tui.review.reselecting import Reselecting
    from argmap.tui.tour.guide import TOUR_BINDINGS
    from argmap.tui.welcome import WelcomeScreen
    from argmap.tui.workbench import Workbench

    groups = (
        ArgmapApp.BINDINGS, Workbench.BINDINGS, READER_BINDINGS, ReadingPane.BINDINGS, RowList.BINDINGS,
        OutlinePane.BINDINGS,
        CanvasScreen.BINDINGS, CANVAS_BINDINGS, ReviewScreen.BINDINGS,
        CompareScreen.BINDINGS, ConflictScreen.BINDINGS, Reselecting.BINDINGS,
        WelcomeScreen.BINDINGS, TOUR_BINDINGS,
    )  # fmt: skip
    for group in groups:
        yield from (binding for binding in group if isinstance(binding, Binding))


def _known(binding: Binding) -> Iterator[KnownKey]:
    place, dot, name = (binding.id or "").partition(".")
    said = binding.tooltip or f"{binding.description}."
    if dot and place != "argmap":
        yield KnownKey(f"{place}.{name}", place, binding.key, said)
    elif dot and name not in ACTIONS:
        yield KnownKey(name, EVERYWHERE, binding.key, said)


def faults_of(config: Config, file: Path, themes: Collection[str]) -> list[str]:
    """What is wrong in the user's file: each a sentence that says how to mend it."""
    known = known_keys()
    return [
        *config.faults,
        *_unknown(config, file, {one.name for one in known}),
        *_unknown_theme(config, file, themes),
        *(f"{file}: {said}" for said in (*_clashes(config, known), *_covered(known))),
    ]


def _unknown(config: Config, file: Path, names: Collection[str]) -> Iterator[str]:
    for name in config.keys:
        if name not in names:
            close = meant(name, names)
            hint = f"did you mean `{close}`?" if close else "`argmap keys` lists what there is"
            yield f"{file}: nothing is called `{name}`; {hint}"


def _unknown_theme(config: Config, file: Path, themes: Collection[str]) -> Iterator[str]:
    if config.theme is not None and config.theme not in themes:
        yield f"{file}: there is no theme `{config.theme}`; there are {', '.join(sorted(themes))}"


def _clashes(config: Config, known: Collection[KnownKey]) -> Iterator[str]:
    """Keys that were chosen for one thing and do another in the same place."""
    for place, group in groupby(known, key=lambda one: one.place):
        owners: dict[str, list[KnownKey]] = {}
        for one in group:
            for key in one.keys.split(","):
                owners.setdefault(key, []).append(one)
        for key, several in owners.items():
            by_turns = key in _BY_TURNS and all(key in _usual(one) for one in several)
            if key and not by_turns and len(several) > 1 and any(one.name in config.keys for one in several):
                names = " and ".join(f"`{one.name}`" for one in several)
                where = "" if place == EVERYWHERE else f" in the {place}"
                yield f"the key `{key_name(key)}` is that of {names}{where}; give one of them another key"


def _covered(known: Collection[KnownKey]) -> Iterator[str]:
    """Keys that were chosen for one thing everywhere, or for one in a pane, and do something else there."""
    everywhere = {key: one for one in known if one.place == EVERYWHERE for key in one.keys.split(",") if key}
    for one in known:
        for key in one.keys.split(",") if one.place in _PANES else ():
            other = everywhere.get(key)
            if other is not None and not (key in _usual(one) and key in _usual(other)):
                there = f"but in the {one.place} that of `{one.name}`"
                yield f"the key `{key_name(key)}` is that of `{other.name}`, {there}; give one of them another key"


def _usual(one: KnownKey) -> list[str]:
    return as_they_arrive(one.usual_keys).split(",")

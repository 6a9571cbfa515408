"""Choosing one of several maps."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from textual import on
from textual.content import Content
from textual.message import Message

from argmap.session import Session
from argmap.store import InvalidMap, UnreadableMap
from argmap.tui.dialogs.picker import Entry, Picker
from argmap.tui.safe_text import safe
from argmap.tui.searching import Searchable, found
from argmap.tui.sentences import count


class MapChooser(Picker[Path]):
    """The maps with what each holds, which is looked up while the list is shown already."""

    class Described(Message):
        """What a map holds is known."""

        def __init__(self, path: Path, title: str, holds: str) -> None:
            super().__init__()
            self.path: Final = path
            self.title: Final = title
            self.holds: Final = holds

    def __init__(self, maps: Sequence[Path]) -> None:
        super().__init__("Which map?", self._fitting, placeholder="type a part of its title or path")
        self._maps = tuple(maps)
        self._described: dict[Path, MapChooser.Described] = {}

    def on_mount(self) -> None:
        """Look the maps up, one after the other."""
        self.run_worker(partial(self._describe_all), thread=True, group="describing")

    def _describe_all(self) -> None:
        for path in self._maps:
            if self.is_attached:
                self.post_message(_described(path))

    @on(Described)
    def _show(self, message: Described) -> None:
        self._described[message.path] = message
        self.search(keep=True)

    def _fitting(self, typed: str) -> list[Entry[Path]]:
        by_key = {str(path): path for path in self._maps}
        titles = {path: self._described[path].title if path in self._described else "" for path in self._maps}
        among = [Searchable(key, (key, titles[path])) for key, path in by_key.items()]
        return [Entry(by_key[key], self._prompt(by_key[key])) for key in found(typed, among)]

    def _prompt(self, path: Path) -> Content:
        known = self._described.get(path)
        if known is None:
            return Content.assemble(safe(str(path)), "\n", ("…", "dim"))
        return Content.assemble(
            (safe(known.title).plain, "bold"), "\n", (f"{safe(str(path)).plain} · {known.holds}", "dim")
        )


def _described(path: Path) -> MapChooser.Described:
    try:
        session = Session(path)
    except (InvalidMap, UnreadableMap) as fault:
        why = str(fault).partition("\n")[0].removeprefix(f"{path}: ").removeprefix(f"{path}:")
        return MapChooser.Described(path, path.name, safe(f"does not open: {why}").plain)
    whole = session.map
    doubtful = sum(standing.needs_review for standing in session.corpus.standings(whole).values())
    review = f"{doubtful} to review" if doubtful else "nothing to review"
    holds = f"{count(len(whole.claims), 'claim')}, {count(len(whole.quotes), 'quote')}, {review}"
    return MapChooser.Described(path, whole.title, holds)

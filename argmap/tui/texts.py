"""Opening texts and resolving quotes beside the screen, so that no key waits for them.

One thread works at a time, on what was asked last; what it finds comes back as messages.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final, NamedTuple

from textual.message import Message
from textual.screen import Screen

from argmap.corpus import Corpus, OpenText, OutsideProject, Standing
from argmap.model import ArgMap
from argmap.text import UnreadableSource
from argmap.tui.freed_memory import MUCH, give_back_large_blocks
from argmap.tui.panes.wording import words_now


class TextOpened(Message):
    """A source was read, or could not be."""

    def __init__(self, source_id: str, opened: OpenText | None, fault: str) -> None:
        super().__init__()
        self.source_id: Final = source_id
        self.opened: Final = opened
        self.fault: Final = fault
        """Why it could not be read; empty where it was."""


class Resolved(Message):
    """Where every quote of a map stands is known."""

    def __init__(self, standings: Mapping[str, Standing], words: Mapping[str, str]) -> None:
        super().__init__()
        self.standings: Final = standings
        self.words: Final = words
        """The words that stand in each quote's place now, where there is one."""


class _Stamp(NamedTuple):
    """What changes when a file's content does."""

    changed: int
    size: int
    inode: int
    mode: int


class Texts:
    """The texts of one map, as the screen asks for them."""

    def __init__(self, screen: Screen[None], corpus: Corpus, prepare: Callable[[], None]) -> None:
        """`prepare` is called in the thread before a text is shown, for what takes long the first time."""
        self._screen = screen
        self._prepare = prepare
        self._corpus = corpus
        self._working = threading.Lock()
        self._asked = 0
        self._stamps: dict[str, _Stamp | None] = {}

    def look(self, whole: ArgMap, source_id: str | None) -> None:
        """Open a source and find every quote of the map; messages tell the screen."""
        self._asked += 1
        self._stamps = {**self._stamps_of(whole), **self._stamps}
        look = partial(self._look, self._asked, whole, source_id)
        # Without a description, Textual writes out the whole map as one.
        self._screen.run_worker(look, thread=True, group="texts", description="look at the texts")

    def changed(self, whole: ArgMap) -> bool:
        """Whether the file of a source has changed, come or gone since this was asked last: a glance."""
        stamps = self._stamps_of(whole)
        before, self._stamps = self._stamps, stamps
        return any(at in before and before[at] != stamp for at, stamp in stamps.items())

    def _look(self, asked: int, whole: ArgMap, source_id: str | None) -> None:
        with self._working:
            if asked != self._asked:
                return  # something newer was asked meanwhile, and will be answered
            if any(stamp is not None and stamp.size > MUCH for stamp in self._stamps_of(whole).values()):
                give_back_large_blocks()
            opened: dict[str, OpenText] = {}
            for at in sorted(whole.sources, key=lambda at: at != source_id):
                if asked != self._asked:
                    return
                fault = ""
                try:
                    opened[at] = self._corpus.open(whole.sources[at])
                except (OutsideProject, UnreadableSource) as unreadable:
                    fault = str(unreadable)
                if at == source_id:
                    self._prepare()
                    self._screen.post_message(TextOpened(at, opened.get(at), fault))
            standings = self._corpus.standings(whole)
            words = {
                quote_id: now
                for quote_id, standing in standings.items()
                if (text := opened.get(whole.quotes[quote_id].source)) and (now := words_now(text, standing))
            }
            self._screen.post_message(Resolved(standings, words))

    def _stamps_of(self, whole: ArgMap) -> dict[str, _Stamp | None]:
        return {source.path: self._stamp(source.path) for source in whole.sources.values()}

    def _stamp(self, path: str) -> _Stamp | None:
        try:
            found = os.stat(self._corpus.project.file_of(path))  # noqa: PTH116 - one call, with nanoseconds
        except (OSError, OutsideProject):
            return None
        return _Stamp(found.st_mtime_ns, found.st_size, found.st_ino, found.st_mode)

"""Texts read and quotes resolved beside the keys, what git says of the files, and the states of quotes in words."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from argmap.corpus import Corpus, OpenText, OutsideProject, QuoteState
from argmap.files.errors import UnreadableSource
from argmap.model import ArgMap
from argmap.tui.memory import MUCH, give_back_large_blocks

if TYPE_CHECKING:
    from argmap.git import Repository


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

    def __init__(self, quote_states: Mapping[str, QuoteState], words: Mapping[str, str]) -> None:
        super().__init__()
        self.quote_states: Final = quote_states
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
            quote_states = self._corpus.quote_states(whole)
            words = {
                quote_id: now
                for quote_id, quote_state in quote_states.items()
                if (text := opened.get(whole.quotes[quote_id].source)) and (now := words_now(text, quote_state))
            }
            self._screen.post_message(Resolved(quote_states, words))

    def _stamps_of(self, whole: ArgMap) -> dict[str, _Stamp | None]:
        return {source.path: self._stamp(source.path) for source in whole.sources.values()}

    def _stamp(self, path: str) -> _Stamp | None:
        try:
            found = os.stat(self._corpus.project.file_of(path))  # noqa: PTH116 - one call, with nanoseconds
        except (OSError, OutsideProject):
            return None
        return _Stamp(found.st_mtime_ns, found.st_size, found.st_ino, found.st_mode)


_MOVING: Final = ("HEAD", "index", "logs/HEAD")
"""What changes in git's folder with every commit, switch and staging."""


class GitSays(Message):
    """It is known how the file relates to HEAD."""

    def __init__(self, said: str) -> None:
        super().__init__()
        self.said: Final = said
        """A few words; empty where there is no repository, or git cannot be asked."""


class GitSign:
    """Asks git about one file, one question at a time."""

    def __init__(self, widget: Widget, path: Path) -> None:
        self._widget = widget
        self._path = path
        self._asking = threading.Lock()
        self._seen: object = None
        self._git_folder: Path | None = None
        # Until there is a repository: where one would be begun.
        self._moving = tuple(folder / ".git" for folder in path.absolute().parents)

    def glance(self) -> None:
        """Ask git again if the file or the repository changed since it was asked last; cheap enough for a timer."""
        seen = self._stamps()
        if seen != self._seen:
            self._seen = seen
            self._widget.run_worker(self._ask, thread=True, group="git")

    def _stamps(self) -> object:
        return tuple(map(_stamp, (self._path, *self._moving)))

    def _ask(self) -> None:
        from argmap.git import Repository
        from argmap.git.faults import GitFault

        with self._asking:
            try:
                repository = Repository.of(self._path)
                if self._git_folder is None:
                    self._git_folder = Path(repository.git.run("rev-parse", "--absolute-git-dir").text)
                    self._moving = tuple(self._git_folder / name for name in _MOVING)
                    self._seen = self._stamps()
                said = _in_words(repository, self._path)
            except GitFault:
                said = ""  # maps need no git; the commands that do say what is amiss
            self._widget.post_message(GitSays(said))


def _in_words(repository: Repository, path: Path) -> str:
    from argmap.git.revisions import FileState, state_of

    return {
        FileState.CLEAN: "as committed",
        FileState.CHANGED: "changed since HEAD",
        FileState.NEW: "new in git",
        FileState.IGNORED: "ignored by git",
        FileState.GONE: "",
        FileState.CONFLICTED: "in conflict in git",
        FileState.DROPPED: "taken out of git",
    }[state_of(repository, path)]


def _stamp(file: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(file)  # noqa: PTH116 - no Path is made anew every second
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_size)


_MEANING: Final = {
    "exact": "stands in the text word for word",
    "normalized": "the same words, in another form (spacing, width, script or marks)",
    "tracked": "its words have changed; git history leads to the place",
    "fuzzy": "words like it stand here",
    "ambiguous": "several places fit",
    "rewritten": "other words stand in its place",
    "lost": "not found in the text",
    "unreadable": "the text cannot be read",
}


def state_word(quote_state: QuoteState) -> str:
    """How a quote stands, in a word or two."""
    if quote_state.state == "ambiguous" and quote_state.resolution is not None:
        return f"{len(quote_state.resolution.candidates)} places"
    return quote_state.state


def meaning(quote_state: QuoteState) -> str:
    """How a quote stands and why, in a sentence."""
    if quote_state.resolution is None:
        return quote_state.fault or _MEANING["unreadable"]
    said = quote_state.resolution.reason or _MEANING[quote_state.state]
    return f"{said} ({quote_state.resolution.score:.0%} alike)" if quote_state.state == "fuzzy" else said


def old_text_missing(why: str) -> str:
    """That the text a quote was kept from could not help to find it, and why."""
    return f"the text it was kept from is not at hand: {why}"


def words_now(opened: OpenText, quote_state: QuoteState) -> str | None:
    """The words that stand now where a quote stood, in the text of its source; None where that is not known."""
    found = quote_state.resolution
    if found is None or found.start is None or found.end is None:
        return None
    return opened.text[found.start : found.end]

"""What git says of the open map's file, asked beside the screen whenever the file or the repository changed."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual.message import Message
from textual.widget import Widget

if TYPE_CHECKING:
    from argmap.git import Repository

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

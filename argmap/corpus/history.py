"""The texts in which quotes were anchored, from the history of a project.

Git is started, and what talks to it imported, only when the first old text is asked for: where no text has
changed since its quotes were anchored, no command waits for git.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from argmap.corpus.project import Project

if TYPE_CHECKING:
    from argmap.git import PastTexts

OldText = Callable[[str, str | None], str | None]
"""Gives the text that a git blob id stands for, read in an encoding if it is in that; None where it is not known.

Raises NoOldText to say why not.
"""


class NoOldText(Exception):  # noqa: N818 - quotes are found without it, only less surely
    """An old text is not at hand; the message says why, and what would bring it."""


class GitHistory:
    """The texts that the git repository of a project remembers."""

    def __init__(self, project: Project) -> None:
        self._root = project.root
        self._texts: PastTexts | None = None
        self._closed_because: str | None = None

    def __call__(self, blob: str, encoding: str | None = None) -> str:
        """The text that was committed as `blob`, in `encoding` if it is in that. Raises NoOldText."""
        if self._closed_because is not None:
            raise NoOldText(self._closed_because)
        from argmap.git import GitFault, UnknownBlob

        try:
            return self._past_texts().text(blob, encoding)
        except UnknownBlob as fault:
            raise NoOldText(str(fault)) from fault
        except GitFault as fault:
            # It would be the same for each further text, and each would wait for it.
            self._closed_because = str(fault)
            raise NoOldText(self._closed_because) from fault

    def _past_texts(self) -> "PastTexts":
        if self._texts is None:
            from argmap.git import PastTexts
            from argmap.git.faults import NoRepository

            if not (self._root / ".git").exists():  # never a repository that only happens to lie around the project
                raise NoRepository(self._root)
            self._texts = PastTexts(self._root)
        return self._texts

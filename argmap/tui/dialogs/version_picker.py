"""Choosing what to compare with: HEAD, a commit of the map's log, or any revision that git knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final

from textual import on
from textual.content import Content
from textual.message import Message
from textual.worker import get_current_worker

from argmap.tui.content import count, safe
from argmap.tui.dialogs.picker import Entry, Picker
from argmap.tui.widgets.inputs import RefusalLine

if TYPE_CHECKING:
    from argmap.git import Commit

HEAD: Final = "HEAD"
_MOST: Final = 100
"""Commits shown: more is not read but typed away."""
_BATCH_SECONDS: Final = 0.1
"""How long commits are gathered before the list takes them in."""


@dataclass(frozen=True, slots=True)
class Against:
    """A version to compare the map with."""

    revision: str
    """What git calls it."""
    said: str
    """What people call it."""


class VersionPicker(Picker[Against]):
    """The versions of a map, newest first; the list grows while git walks through the commits."""

    class Found(Message):
        """Git came upon further commits of the map, or has seen all."""

        def __init__(self, commits: tuple[tuple[str, Commit], ...], *, all_seen: bool) -> None:
            super().__init__()
            self.commits: Final = commits
            """Each with all that it can be found by."""
            self.all_seen: Final = all_seen

    class NoHistory(Message):
        """There is nothing to compare with."""

        def __init__(self, why: str) -> None:
            super().__init__()
            self.why: Final = why

    def __init__(self, path: Path) -> None:
        """`path` is the map's."""
        hint = "type words of a commit, its author or date, or any revision"
        super().__init__("Compare with", self._fitting, new=self._named, placeholder=hint)
        self._path = path
        self._commits: list[tuple[str, Commit]] = []
        self._seen = "asking git …"
        self._nothing = False

    def on_mount(self) -> None:
        """Ask git for the commits."""
        self.run_worker(self._read, thread=True, group="describing")
        self._say()

    def _read(self) -> None:
        from argmap.git import GitFault, Repository
        from argmap.git.revisions import walk

        worker = get_current_worker()
        found: list[tuple[str, Commit]] = []
        due = monotonic() + _BATCH_SECONDS
        try:
            repository = Repository.of(self._path.parent)
            for version in walk(repository, self._path, with_parents=False):
                found.append((_known_by(version.commit), version.commit))
                if worker.is_cancelled or not self.is_attached:
                    return
                if monotonic() >= due:
                    self.post_message(self.Found(tuple(found), all_seen=False))
                    found, due = [], monotonic() + _BATCH_SECONDS
        except GitFault as fault:
            self.post_message(self.NoHistory(str(fault)))
        else:
            self.post_message(self.Found(tuple(found), all_seen=True))

    @on(Found)
    def _take_in(self, message: Found) -> None:
        had_enough = len(self._entries) > _MOST
        self._commits += message.commits
        number = count(len(self._commits), "commit")
        self._seen = f"{number} of this map" if message.all_seen else f"{number} so far …"
        if message.all_seen and not self._commits:
            self._seen = "no commit has this map yet: commit it first"
            self._nothing = True
        self._say()
        if not had_enough:
            self.search(keep=True)

    @on(NoHistory)
    def _say_why(self, message: NoHistory) -> None:
        self._seen, self._nothing = "nothing to compare with", True
        self._say()
        self.search()
        refusal = self.query_one(RefusalLine)
        refusal.update(safe(message.why, multiline=True))
        refusal.display = True

    def _say(self) -> None:
        self.query_one("#dialog").border_title = Content.assemble("Compare with · ", self._seen)

    def _fitting(self, typed: str) -> list[Entry[Against]]:
        if self._nothing:
            return []
        words = typed.casefold().split()
        entries = [_head()] if all(word in "head what is not committed yet" for word in words) else []
        return [*entries, *islice(self._found(words), _MOST)]

    def _found(self, words: list[str]) -> Iterator[Entry[Against]]:
        for known, commit in self._commits:
            if all(word in known for word in words):
                yield _entry(commit)

    def _named(self, typed: str) -> Entry[Against] | None:
        revision = typed.strip()
        if not revision or self._nothing:
            return None
        return Entry(Against(revision, revision), Content.assemble(("the revision: ", "bold"), safe(revision)))


def _head() -> Entry[Against]:
    prompt = Content.assemble((HEAD, "bold"), "  the last commit: what is not committed yet")
    return Entry(Against(HEAD, f"{HEAD}, the last commit"), prompt)


def _known_by(commit: Commit) -> str:
    return f"{commit.short} {commit.date} {commit.author} {commit.subject}".casefold()


def _entry(commit: Commit) -> Entry[Against]:
    day = commit.date[:10]
    prompt = Content.assemble(
        (day, "dim"), "  ", safe(commit.subject), "  ", (safe(commit.author).plain, "dim"), "  ", (commit.short, "dim")
    )
    return Entry(Against(commit.id, f"{commit.short} of {day}: {commit.subject}"), prompt)

"""The line above the panes: what is open, whether its file has it all, what git says of that, what to review."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from rich.cells import cell_len
from textual import on
from textual.content import Content

from argmap.tui.bars import GAP, Bar, Entry, cells_of
from argmap.tui.git_sign import GitSays, GitSign
from argmap.tui.keys import key_of
from argmap.tui.safe_text import safe

_LEAST_TITLE: Final = 8
"""Cells without which the title gives way to the file's status."""
_GOOD_TITLE: Final = 24
"""Cells of the title for which what is said of the file is shortened."""


class FileStanding(NamedTuple):
    """What there is to say of an open map's file."""

    file: str
    """Its path, as the user would name it."""
    trouble: str | None = None
    """Why map and file are apart; None where they are not."""
    git: str = ""
    """How the file relates to the last commit, in a few words; empty where git has nothing to say."""
    to_review: int = 0
    """How many quotes are not exact."""
    to_decide: int = 0
    """How many conflicts a merge left."""


class TitleBar(Bar):
    """The map's title at the left, what there is to say of its file at the right."""

    STATUS: Final = "status"
    GIT: Final = "git"
    REVIEW: Final = "review"
    CONFLICTS: Final = "conflicts"

    def __init__(self, path: Path, *, id: str) -> None:
        super().__init__(id=id)
        self._path = path
        self._title = Content("")
        self._standing = FileStanding("")
        self._git = GitSign(self, path)

    def show(self, title: str, trouble: str | None, to_review: int, to_decide: int) -> None:
        """Show the map's title, why its file lacks something, and how much is to be reviewed and decided."""
        shown = self._path.relative_to(Path.cwd()) if self._path.is_relative_to(Path.cwd()) else self._path
        self._title = safe(title)
        self._standing = self._standing._replace(
            file=shown.as_posix(), trouble=trouble, to_review=to_review, to_decide=to_decide
        )
        self._fit()

    def glance(self) -> None:
        """Ask git again where something changed."""
        self._git.glance()

    @on(GitSays)
    def _git_said(self, message: GitSays) -> None:
        self._standing = self._standing._replace(git=message.said)
        self._fit()

    def on_resize(self) -> None:
        """Cut the title to the new width."""
        self._fit()

    def _fit(self) -> None:
        title = Content.assemble(("argmap", "bold"), " · ", self._title)
        width = self.content_size.width
        wanted = min(_GOOD_TITLE, cell_len(title.plain))
        ways = list(_ways(self._standing))
        right = next((way for way in ways if width - cells_of(way) - GAP >= wanted), ways[-1])
        room = width - cells_of(right) - GAP
        if room >= _LEAST_TITLE:
            self.show_entries([Entry("title", _cut(title, room)), *right], at_right=len(right))
        else:
            self.show_entries([_shortened(right[-1], width)])


def _ways(standing: FileStanding) -> Iterator[list[Entry]]:
    """What there is to say at the right, in ever fewer words; what the user must act on goes last."""
    name = standing.file.rpartition("/")[2]
    review, git = _review(standing), _git(standing)
    yield [*review, _status(standing, standing.file), *git]
    yield [*review, _status(standing, name), *git]
    yield [*review, _status(standing, name)]
    yield [*review, _status(standing, "")]


def _review(standing: FileStanding) -> list[Entry]:
    entries = []
    if standing.to_decide:
        said = Content(f"{standing.to_decide} to decide")
        tooltip = (
            f"What a merge could not decide. Click, or press {key_of('conflicts')}, to see both readings side by side."
        )
        entries.append(Entry(TitleBar.CONFLICTS, said, tooltip, "bold $text-warning"))
    if standing.to_review:
        said = Content(f"{standing.to_review} to review")
        tooltip = f"Quotes that are not exact. Click, or press {key_of('review')}, to review them."
        entries.append(Entry(TitleBar.REVIEW, said, tooltip, "$text-warning"))
    return entries


def _status(standing: FileStanding, name: str) -> Entry:
    """Whether the file has it all; trouble is never left out."""
    said = [safe(name)] if name or standing.trouble is None else [safe(standing.file.rpartition("/")[2])]
    words = safe("saved" if standing.trouble is None else standing.trouble)
    status = Content(" · ").join([*(part for part in said if part.plain), words])
    if standing.trouble is None:
        return Entry(TitleBar.STATUS, status, "", "$text-faint")
    return Entry(TitleBar.STATUS, status, f"Click, or press {key_of('save')}, to try again.", "bold $text-warning")


def _git(standing: FileStanding) -> list[Entry]:
    said = standing.git
    return [Entry(TitleBar.GIT, Content(said), "What git says of this file.", "$text-faint")] if said else []


def _shortened(entry: Entry, width: int) -> Entry:
    return Entry(entry.name, _cut(entry.text, width), entry.tooltip, entry.style)


def _cut(text: Content, width: int) -> Content:
    return text.truncate(width, ellipsis=True) if cell_len(text.plain) > width else text

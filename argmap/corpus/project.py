"""Where a map and its texts lie, and the fence around them.

A map can come from a stranger, so a source is only read where it lies inside the project: the git work tree that
holds the map; without git the map's own folder, or the folder above it where that is laid out as argmap does it, with
the maps in a folder `maps`. Symbolic links are followed before that is judged, and what is git's own is never read.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from argmap.files.projects import is_dot_git, is_gits_own, project_around
from argmap.model import Source


class OutsideProject(Exception):  # noqa: N818 - the sentence is for the user, not for a programmer
    """Raised for a source path that leads out of the project; says where to and what to do."""

    def __init__(self, path: str, what: str, how: str) -> None:
        super().__init__(f"`{path}` {what}; {how}")
        self.what = f"`{path}` {what}"
        self.how = how
        """What to do about it."""


@dataclass(frozen=True, slots=True)
class Project:
    """The folders of one map, all absolute and with symbolic links resolved."""

    map_path: Path
    root: Path

    @classmethod
    def of(cls, map_path: Path) -> "Project":
        """The project that the map at `map_path` belongs to; the map need not exist yet."""
        resolved = _resolved(map_path)
        return cls(resolved, project_around(resolved.parent))

    def file_of(self, source_path: str) -> Path:
        """The file that a source's `path` names. Raises OutsideProject."""
        if any(map(is_dot_git, source_path.split("/"))):  # also where it is left again, as in `.git/../text.txt`
            raise _gits_own(source_path)
        return self._inside(self.map_path.parent / source_path, source_path)

    def files_of(self, sources: Iterable[Source]) -> list[Path]:
        """The files of those sources that lie inside the project; they need not exist."""
        files = []
        for source in sources:
            try:
                files.append(self.file_of(source.path))
            except OutsideProject:
                continue
        return files

    def path_to(self, file: Path) -> str:
        """How the map names `file`: relative to the map's folder, with `/`. Raises OutsideProject."""
        inside = self._inside(file, str(file))
        return Path(os.path.relpath(inside, self.map_path.parent)).as_posix()

    def holds(self, file: Path) -> bool:
        """Whether `file` lies inside the project, once symbolic links are followed."""
        return is_inside(file, self.root)

    def _inside(self, file: Path, named: str) -> Path:
        """`file` with symbolic links followed. Raises OutsideProject, which calls the file `named`."""
        try:
            resolved = _resolved(file)
        except ValueError:
            raise OutsideProject(named, "is no name of a file", "correct the path") from None
        if not resolved.is_relative_to(self.root):
            how = "copy the text into the project, or begin a git repository above both"
            raise OutsideProject(named, f"lies outside the project {self.root}", how)
        if is_gits_own(resolved, self.root):
            raise _gits_own(named)
        if resolved == self.map_path:
            raise OutsideProject(named, "is the map itself, whose words change with every edit", "name a text")
        return resolved


def is_inside(file: Path, root: Path) -> bool:
    """Whether `file`, once symbolic links are followed, lies below the folder `root` and in no folder of git's own."""
    try:
        resolved = _resolved(file)
    except ValueError:
        return False
    return resolved.is_relative_to(root) and not is_gits_own(resolved, root)


def _resolved(path: Path) -> Path:
    """The path with symbolic links followed, as far as they lead. Raises ValueError for what can be no path."""
    return Path(os.path.realpath(path))  # Path.resolve raises for links that lead in a circle, this gives one of them


def _gits_own(named: str) -> OutsideProject:
    return OutsideProject(named, "lies in a folder of git's own, from which nothing is quoted", "name another text")

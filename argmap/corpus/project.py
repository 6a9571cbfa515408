"""The maps that a user means by a path, where a map and its texts lie, and the fence around them.

A map can come from a stranger, so a source is only read where it lies inside the project: the git work tree that
holds the map; without git the map's own folder, or the folder above it where that is laid out as argmap does it, with
the maps in a folder `maps`. Symbolic links are followed before that is judged, and what is git's own is never read.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from argmap.files.projects import is_dot_git, is_gits_own, project_around
from argmap.files.reading import first_bytes
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
            raise OutsideProject(named, "is not a valid file name", "correct the path") from None
        if not resolved.is_relative_to(self.root):
            how = "copy the text into the project, or create a git repository above both"
            raise OutsideProject(named, f"is outside the project {self.root}", how)
        if is_gits_own(resolved, self.root):
            raise _gits_own(named)
        if resolved == self.map_path:
            raise OutsideProject(named, "is the map itself, which changes with every edit", "name a text")
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
    return OutsideProject(named, "is in one of git's own folders, which cannot be quoted", "name another text")


_SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "build", "dist"})
_LOOKED_AT = 65_536
"""Bytes at the beginning of a `.toml` file that are looked at for a map's tables."""


_MAP_LINE = re.compile(rb"^\s*(?:\[\s*(?:map\b|(?:claims|quotes)\s*\.)|format\s*=)", re.MULTILINE)
"""A line that maps have; also one that was cut short in the middle."""


class NoMap(Exception):  # noqa: N818 - the sentence is for the user, not for a programmer
    """Raised where a user names something that is no map and holds none."""


def find_maps(
    paths: Iterable[Path],
    tell: Callable[[OSError], object] | None = None,
    refuse: Callable[[Path, NoMap], object] | None = None,
) -> list[Path]:
    """The maps that `paths` name: files as they are, and in folders every `.toml` file that looks like a map.

    Hidden folders and those that tools fill are not searched. `tell` is called with the error for each folder below
    a path that cannot be read. Raises NoMap for a path that is not there, and where nothing at all is found; with
    `refuse`, that is called in place of it, with the path, and the others are looked for.
    """
    asked = list(paths)
    found: dict[Path, None] = {}
    refused = False
    for path in asked:
        try:
            found |= dict.fromkeys(_maps_named(path, tell))
        except NoMap as fault:
            if refuse is None:
                raise
            refuse(path, fault)
            refused = True
    if not found and not refused:
        for path in asked:
            nothing = NoMap(f"{path}: no map is here; `argmap new maps/first.toml --title …` creates one")
            if refuse is None:
                raise nothing
            refuse(path, nothing)
    return list(found)


def _maps_named(path: Path, tell: Callable[[OSError], object] | None) -> Iterable[Path]:
    if path.is_dir():
        return _maps_below(path, tell)
    if not path.exists():
        raise NoMap(f"{path}: there is no such file or folder; `argmap new {path} --title …` creates a map")
    if path.suffix != ".toml":
        raise NoMap(f"{path}: a map ends in `.toml`; `argmap add source MAP {path}` adds a text to a map")
    return (path,)


def _maps_below(folder: Path, tell: Callable[[OSError], object] | None) -> Iterator[Path]:
    if not os.access(folder, os.R_OK | os.X_OK):
        raise NoMap(f"{folder}: this folder cannot be read: permission denied; get permission to read it")
    for here, folders, files in os.walk(folder, onerror=tell):
        folders[:] = sorted(name for name in folders if name[0] != "." and name not in _SKIPPED_FOLDERS)
        for name in sorted(files):
            if name.endswith(".toml") and looks_like_a_map(Path(here, name)):
                yield Path(here, name)


def looks_like_a_map(file: Path) -> bool:
    """Whether the file holds a map's tables; broken maps count, so that `check` can say what is wrong.

    A file that cannot be read counts too: better named and refused than passed over.
    """
    try:
        return holds_map(first_bytes(file, _LOOKED_AT))
    except OSError:
        return True


def holds_map(data: bytes) -> bool:
    """Whether the bytes of a `.toml` file look like a map, sound or not; an emptied one does."""
    return not data.strip() or _MAP_LINE.search(data, 0, _LOOKED_AT) is not None

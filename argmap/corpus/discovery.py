"""Finding the maps that a user means by a path."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from argmap.files.reading import first_bytes

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
            nothing = NoMap(f"{path}: no map is here; `argmap new maps/first.toml --title …` begins one")
            if refuse is None:
                raise nothing
            refuse(path, nothing)
    return list(found)


def _maps_named(path: Path, tell: Callable[[OSError], object] | None) -> Iterable[Path]:
    if path.is_dir():
        return _maps_below(path, tell)
    if not path.exists():
        raise NoMap(f"{path}: there is no such file or folder; `argmap new {path} --title …` begins a map")
    if path.suffix != ".toml":
        raise NoMap(f"{path}: a map ends in `.toml`; `argmap add source MAP {path}` adds a text to a map")
    return (path,)


def _maps_below(folder: Path, tell: Callable[[OSError], object] | None) -> Iterator[Path]:
    if not os.access(folder, os.R_OK | os.X_OK):
        raise NoMap(f"{folder}: this folder may not be read; ask for the right to read it")
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

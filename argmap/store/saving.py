"""Saving a map: in one step, whole or not at all, and never over another's change."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from argmap.files import writing
from argmap.files.errors import why_refused
from argmap.files.projects import target_of
from argmap.files.reading import NotRegular
from argmap.files.writing import write_whole
from argmap.model import ArgMap, problems
from argmap.store.faults import ChangedOnDisk, SaveFailed, UnreadableMap, UnwritableMap, shown
from argmap.store.reading import LARGEST_FILE, Fingerprint, fingerprint
from argmap.store.writing import dumps

_NOTHING_LOST = "nothing was lost: the file on disk is unchanged"


def save(path: Path, map_: ArgMap, expected: Fingerprint | None, like: Path | None = None) -> Fingerprint:
    """Write `map_` to the file at `path` and return the file's new state.

    `expected` is the state in which the file was read, or None for a new file, which with `like` is readable for
    nobody who cannot read that one. A symbolic link stays one, and the file it leads to is written where that is in
    the project; mode and owner stay.

    Raises ChangedOnDisk where the file is not as expected, SaveFailed where the system refuses or the file could not
    be read again, UnwritableMap where the map cannot be text or breaks a rule of maps, so that it would not load; in
    each case the file stays as it is.
    """
    broken = problems(map_)
    if broken:
        more = f" (and {len(broken) - 1} more)" if len(broken) > 1 else ""
        what = f"{shown(str(broken[0]))}{more}"
        raise UnwritableMap(f"{shown(str(path))}: not saved: {what} ({_NOTHING_LOST})", what)
    data = dumps(map_).encode()
    if len(data) > LARGEST_FILE:
        size = f"it would be {len(data) / 2**20:.0f} MB large, and at most {LARGEST_FILE // 2**20} MB are read again"
        raise SaveFailed(f"{shown(str(path))}: not saved: {size}; make several maps of it ({_NOTHING_LOST})", size)
    new = Fingerprint.of(data)
    check = partial(_check_unchanged, path, expected)
    try:
        if new == expected:
            check(target_of(path))
        else:
            write_whole(path, data, check, like=like)
    except UnreadableMap as error:
        raise SaveFailed(f"{error} ({_NOTHING_LOST})") from error
    except OSError as error:
        what, fix = why_refused(error)
        if isinstance(error, FileNotFoundError) and path.parent.is_dir():
            what, fix = "the system makes no file in this folder", "choose another"
        raise SaveFailed(f"{shown(str(path))}: not saved: {what}; {fix} ({_NOTHING_LOST})", what) from error
    return new


def save_new(path: Path, map_: ArgMap) -> None:
    """Writes the first text of a map, in a folder that is made where there is none.

    Raises ChangedOnDisk where the file is there already, and what else `save` raises.
    """
    with in_folder(path.parent):
        save(path, map_, None)


@contextmanager
def in_folder(folder: Path) -> Iterator[None]:
    """Have a folder, made where it is not there yet, for a file; where that fails, what was made and is empty goes.

    Raises SaveFailed.
    """
    missing = [at for at in (folder, *folder.parents) if not os.path.lexists(at)]
    try:
        make_folder(folder)
        yield
    except BaseException:
        for at in missing:
            with suppress(OSError):  # was not made after all, or somebody has put something into it meanwhile
                at.rmdir()
        raise


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, where they are not there yet. Raises SaveFailed."""
    try:
        writing.make_folder(folder)
    except OSError as error:
        what, fix = why_refused(error)
        raise SaveFailed(f"{shown(str(folder))}: this folder cannot be made: {what}; {fix}") from error


def write_file(path: Path, data: bytes | Iterable[bytes], *, replaces: bool, like: Path | None = None) -> None:
    """Write `data`, which is no map, to the file at `path`: whole, or not at all.

    A symbolic link stays one, and the file it leads to is written where that is in the project. A file that is there
    is only replaced where the caller says so; a new one is with `like` readable for nobody who cannot read that file.
    Raises ChangedOnDisk where the file is there, and SaveFailed where something other than a file is in the way or
    the system refuses; then what was there is as it was.
    """
    name = shown(str(path))

    def check(target: Path) -> None:
        if target.is_file() and not replaces:
            raise ChangedOnDisk(f"{name}: a file with this name already exists, so nothing was written; choose another")

    try:
        write_whole(path, data, check, like=like)
    except NotRegular as error:
        fix = "name a file in it" if path.is_dir() else "name a file"
        raise SaveFailed(f"{name}: not written: this is {error.kind}; {fix}") from error
    except OSError as error:
        what, fix = why_refused(error)
        raise SaveFailed(f"{name}: not written: {what}; {fix}") from error


def _check_unchanged(path: Path, expected: Fingerprint | None, target: Path) -> None:
    found = fingerprint(target)
    if found == expected:
        return
    if found is None:
        what, fix = "the file was removed or renamed since it was read", "save it under a new name, or restore it"
    elif expected is None:
        what, fix = "a file with this name already exists", "choose another name, or open that file"
    else:
        what, fix = "the file was changed by something else since it was read", "merge the two changes, then save"
    raise ChangedOnDisk(f"{shown(str(path))}: {what}, so nothing was written; {fix}")

"""Saving a map: in one step, whole or not at all, and never over another's change.

The recipe is the usual one: write a temporary file in the same folder, flush it to the disk, rename it over
the old file, flush the folder (see rename(2) and fsync(2)).
"""

import errno
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from argmap.model import ArgMap
from argmap.store.escapes import shown
from argmap.store.faults import ChangedOnDisk, SaveFailed, UnreadableMap
from argmap.store.files import LARGEST_FILE, Fingerprint, fingerprint
from argmap.store.texts import dumps

_PREFIX = ".argmap-"
_SUFFIX = ".tmp"
_STRAY_AFTER = 3600.0
"""Seconds after which a temporary file can only be that of a save that was killed."""

_NOTHING_LOST = "nothing was lost: what is on the disk is as it was"
_REFUSALS = {
    errno.ENOSPC: ("the disk is full", "make room on it and save again"),
    errno.EFBIG: ("the file would be larger than the system allows", "raise the limit on file sizes"),
    errno.EROFS: ("the disk is read-only", "make it writable, or save the map elsewhere"),
    errno.EACCES: ("writing is not permitted", "make the file and its folder writable, or save elsewhere"),
    errno.EPERM: ("writing is not permitted", "make the file and its folder writable, or save elsewhere"),
    errno.ENOENT: ("the folder does not exist", "make the folder"),
    errno.ENOTDIR: ("the folder does not exist", "make the folder"),
    errno.EISDIR: ("a folder of this name is in the way", "choose another name"),
    getattr(errno, "EDQUOT", errno.ENOSPC): ("the disk or your share of it is full", "make room on it and save again"),
}


def save(path: Path, whole: ArgMap, expected: Fingerprint | None) -> Fingerprint:
    """Write `whole` to the file at `path` and return the file's new state.

    `expected` is the state in which the file was read, or None for a new file. A symbolic link stays one, and
    the file it leads to is written; mode and owner stay. Raises ChangedOnDisk where the file is not as expected,
    SaveFailed where the system refuses or the file could not be read again, UnwritableMap where the map cannot be
    text; in each case the file stays as it is.
    """
    data = dumps(whole).encode()
    if len(data) > LARGEST_FILE:
        size = f"it would be {len(data) / 2**20:.0f} MB large, and at most {LARGEST_FILE // 2**20} MB are read again"
        raise SaveFailed(f"{shown(str(path))}: not saved: {size}; make several maps of it ({_NOTHING_LOST})")
    new = Fingerprint.of(data)
    target = Path(os.path.realpath(path))
    try:
        _check_unchanged(target, expected, path)
        if new == expected:
            return new
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, "write-protected")
        with _written_beside(target, data) as temporary, _alone_in(target.parent):
            _check_unchanged(target, expected, path)
            temporary.replace(target)
        _flush_folder(target.parent)
        _remove_strays(target.parent)
    except UnreadableMap as error:
        raise SaveFailed(f"{error} ({_NOTHING_LOST})") from error
    except OSError as error:
        raise _refused(path, error) from error
    return new


def save_new(path: Path, whole: ArgMap) -> None:
    """Writes the first text of a map, in a folder that is made where there is none.

    Raises ChangedOnDisk where the file is there already, and what else `save` raises.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SaveFailed(
            f"{shown(str(path))}: not made: its folder cannot be ({_why_refused(error)[0]}); choose another place"
        ) from error
    save(path, whole, None)


def write_file(path: Path, data: bytes, *, replaces: bool) -> None:
    """Write `data`, which is no map, to the file at `path`: whole, or not at all.

    A symbolic link stays one, and the file it leads to is written. A file that is there is only replaced where the
    caller says so. Raises ChangedOnDisk where it is not, and SaveFailed where something other than a file is in the
    way or the system refuses; then what was there is as it was.
    """
    target = Path(os.path.realpath(path))
    name = shown(str(path))
    try:
        _check_replaceable(target, name, replaces)
        with _written_beside(target, data) as temporary, _alone_in(target.parent):
            _check_replaceable(target, name, replaces)
            temporary.replace(target)
        _flush_folder(target.parent)
        _remove_strays(target.parent)
    except OSError as error:
        what, mend = _why_refused(error)
        raise SaveFailed(f"{name}: not written: {what}; {mend}") from error


def _check_replaceable(target: Path, name: str, replaces: bool) -> None:
    if not target.exists():
        return
    if target.is_dir():
        raise SaveFailed(f"{name}: not written: this is a folder; name a file in it")
    if not target.is_file():
        raise SaveFailed(f"{name}: not written: this is a device or a pipe; name a file")
    if not replaces:
        raise ChangedOnDisk(f"{name}: there is a file of this name already, so nothing was written; choose another")
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "write-protected")


def _check_unchanged(target: Path, expected: Fingerprint | None, path: Path) -> None:
    found = fingerprint(target)
    if found == expected:
        return
    if found is None:
        what, mend = "the file was removed or renamed since it was read", "save it under a new name, or put it back"
    elif expected is None:
        what, mend = "there is a file of this name already", "choose another name, or open that file"
    else:
        what, mend = "the file was changed by something else since it was read", "join the two changes, then save"
    raise ChangedOnDisk(f"{shown(str(path))}: {what}, so nothing was written; {mend}")


@contextmanager
def _written_beside(target: Path, data: bytes) -> Iterator[Path]:
    """A temporary file in the folder of `target` that holds `data`, on the disk; gone afterwards."""
    temporary = target.with_name(f"{_PREFIX}{os.urandom(8).hex()}{_SUFFIX}")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            _like(target, temporary)
            file.flush()
            os.fsync(file.fileno())
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def _like(target: Path, temporary: Path) -> None:
    """Give the temporary file the owner and mode of the file that it will replace."""
    try:
        old = target.stat()
    except FileNotFoundError:
        return
    mine = temporary.stat()
    if (old.st_uid, old.st_gid) != (mine.st_uid, mine.st_gid):
        with suppress(PermissionError):  # only root may give files away; the content matters more
            os.chown(temporary, old.st_uid, old.st_gid)
    temporary.chmod(stat.S_IMODE(old.st_mode))


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Keep other argmaps from renaming in `folder` between the last look at the file and the rename.

    Where the system has no locks on folders (Windows, some network disks) the gap stays, a fraction of a
    millisecond wide.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _flush_folder(folder: Path) -> None:
    """Make the rename outlive a power cut, where the system can flush folders."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # the new file is in place; some network disks cannot flush folders
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove_strays(folder: Path) -> None:
    """Remove the temporary files of saves that were killed long ago."""
    with suppress(OSError):  # the map is saved; strays of others, or already gone, are no reason to say it is not
        for stray in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
            if time.time() - stray.stat().st_mtime > _STRAY_AFTER:
                stray.unlink()


def _why_refused(error: OSError) -> tuple[str, str]:
    """What the system said, in a person's words, and what to do about it."""
    if error.errno in _REFUSALS:
        return _REFUSALS[error.errno]
    from argmap.text import system_reason  # costs 5 ms, which no save need wait for

    return system_reason(error), "try again, or save elsewhere"


def _refused(path: Path, error: OSError) -> SaveFailed:
    what, mend = _why_refused(error)
    if error.errno == errno.ENOENT and path.parent.is_dir():
        what, mend = "the system makes no file in this folder", "choose another"
    return SaveFailed(f"{shown(str(path))}: not saved: {what}; {mend} ({_NOTHING_LOST})")

"""Writing files: whole, or not at all.

Every file that argmap writes goes through this module. It follows the usual recipe: write a temporary file in the same
folder, flush it to the disk, rename it over the old file, flush the folder (see rename(2) and fsync(2)). A process that
is killed at any instant leaves the old file or the new one.
"""

import errno
import os
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import Final, NamedTuple

from argmap.files.errors import Refusal
from argmap.files.projects import target_of
from argmap.files.reading import require_regular

_SILENCE: Final = 1.0
"""Seconds of waiting for a lock after which the user is informed."""
_PAUSE: Final = 0.01
"""Seconds between two tries to get a lock."""

_PREFIX: Final = ".argmap-"
_SUFFIX: Final = ".tmp"
_STRAY_AFTER: Final = 3600.0
"""Seconds after which a temporary file can only be that of a process that was killed."""

_MAKING: Final = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_EXCL
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class Patience(NamedTuple):
    """How a lock that another program holds is waited for."""

    seconds: float = 10.0
    """After these it is given up."""
    report: Callable[[str], None] | None = None
    """Called with a sentence for the user after a second of waiting; None where nobody is informed."""


patience: ContextVar[Patience] = ContextVar("patience", default=Patience())  # noqa: B039 - a tuple
"""How long whoever runs argmap waits for locks: commands longer than the screen, which stands still meanwhile."""


class LockHeld(Refusal):
    """Another program holds the lock of a folder for longer than one waits."""

    def __init__(self, folder: Path, seconds: float) -> None:
        waited = round(seconds)
        self.what = f"another program has locked {folder} for more than {waited} second{'s' * (waited != 1)}"
        self.fix = "wait until it is done or end it, then try again"
        super().__init__(errno.EAGAIN, self.what, str(folder))


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, where they are not there yet. Raises OSError, as `target_of` does."""
    if not folder.is_dir():
        os.makedirs(target_of(folder), exist_ok=True)  # noqa: PTH103


def write_whole(
    path: Path,
    data: bytes | Iterable[bytes],
    check: Callable[[Path], None],
    *,
    like: Path | None = None,
    private: bool = False,
) -> None:
    """Write `data` to the file at `path`: whole, or not at all.

    A symbolic link stays one, and the file it leads to is written. `check` is called with that file, before anything
    is written and again in the last instant, and raises where it must not be replaced. A file that is replaced keeps
    its mode, and its owner and group where the system allows it. A new file gets the mode that new files get; with
    `like` nobody may read it who may not read that file, if it is there, and with `private` only its owner may. At no
    time can others read the temporary file who cannot read the file itself.

    Raises OSError (LeadsOut, LockHeld, NotRegular among them) and what `check` and the iterator raise; the file is
    then as it was, and no other is left behind.
    """
    target = target_of(path)
    check(target)
    require_regular(target)
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "write-protected", str(target))
    chunks = [data] if isinstance(data, bytes) else data
    with _written_beside(target, chunks, like, private) as temporary, _locked(target.parent):
        check(target)
        os.replace(temporary, target)  # noqa: PTH105 - the faults of each call here are tried one by one
    _flush_folder(target.parent)
    _remove_strays(target.parent)


def replace_own(path: Path, data: bytes) -> None:
    """Replace a file that argmap keeps for itself, and that only its owner reads; its folder is made. Raises OSError.

    The folders above it may be links, wherever the user has made these lead.
    """
    folder = Path(os.path.realpath(path.parent))
    make_folder(folder)
    write_whole(folder / path.name, data, lambda _: None, private=True)


@contextmanager
def _written_beside(target: Path, data: Iterable[bytes], like: Path | None, private: bool) -> Iterator[Path]:
    """A temporary file in the folder of `target` that holds `data`, on the disk; gone afterwards."""
    temporary = target.with_name(f"{_PREFIX}{os.urandom(8).hex()}{_SUFFIX}")
    old = _status(target)
    if old is not None:
        mode = stat.S_IMODE(old.st_mode) & 0o600  # the rest of it once group and owner are right
    elif private:
        mode = 0o600
    else:
        model = None if like is None else _status(like)
        mode = 0o666 if model is None else stat.S_IMODE(model.st_mode) & 0o666
    try:
        descriptor = os.open(temporary, _MAKING, mode)
        try:
            if old is not None:
                _take_over(old, descriptor, temporary)
            for chunk in data:
                _write(descriptor, chunk)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        yield temporary
    finally:
        with suppress(OSError):  # after the rename there is none; and why the write failed matters more
            os.unlink(temporary)  # noqa: PTH108


def _write(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _take_over(old: os.stat_result, descriptor: int, temporary: Path) -> None:
    """Give the temporary file the owner, group and mode of the file that it will replace, as far as one may.

    Where it cannot have the group, that of ours gets no more than everybody has.
    """
    mine, mode = os.fstat(descriptor), stat.S_IMODE(old.st_mode)
    if (old.st_uid, old.st_gid) != (mine.st_uid, mine.st_gid) and hasattr(os, "fchown"):
        try:
            os.fchown(descriptor, old.st_uid, old.st_gid)  # only root may give files away
        except OSError:
            try:
                os.fchown(descriptor, -1, old.st_gid)
            except OSError:
                mode = mode & ~0o7070 | mode & (mode & 0o007) << 3
    with suppress(PermissionError):  # file systems without modes; the content matters more
        if hasattr(os, "fchmod"):
            os.fchmod(descriptor, mode)
        else:
            temporary.chmod(mode)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keep other argmaps from renaming in `folder` between the last look at the file and the rename.

    Where the system has no locks on folders (Windows, some network disks) the gap stays, a fraction of a
    millisecond wide. Raises LockHeld.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
    try:
        begun, reported, (seconds, report) = time.monotonic(), False, patience.get()
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                waited = time.monotonic() - begun
                if waited >= seconds:
                    raise LockHeld(folder, seconds) from None
                if waited >= _SILENCE and report is not None and not reported:
                    reported = True
                    report(f"waiting for another program that has locked {folder} …")
                time.sleep(_PAUSE)
                continue
            except OSError:
                pass  # no locks here
            break
        yield
    finally:
        with suppress(OSError):  # the rename is done, or has failed with a reason of its own
            os.close(descriptor)


def _flush_folder(folder: Path) -> None:
    """Make the rename outlive a power cut, where the system can flush folders."""
    if os.name == "nt":
        return
    with suppress(OSError):  # the new file is in place; some network disks cannot flush folders
        descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _remove_strays(folder: Path) -> None:
    """Remove the temporary files of processes that were killed long ago."""
    with suppress(OSError):  # the file is written; strays of others, or already gone, are no reason to say it is not
        for stray in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
            if time.time() - stray.stat().st_mtime > _STRAY_AFTER:
                stray.unlink()

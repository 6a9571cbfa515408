"""Reading regular files, within limits, without ever waiting for whoever writes into a pipe.

Every file that argmap reads by its name is opened here. Git starts a process for each version of a map that it shows,
so this imports no pathlib.
"""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING, BinaryIO

from argmap.files.errors import Refusal

if TYPE_CHECKING:
    from pathlib import Path

_READING = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # a pipe that took the file's place meanwhile is not waited for
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)


class NotRegular(Refusal):
    """What lies at a path is no regular file; `kind` says what it is: `a folder`, `a pipe` …"""

    def __init__(self, path: Path | str, mode: int) -> None:
        self.kind = _kind(mode)
        self.what, self.fix = f"this is {self.kind}", "name a file"
        self.is_folder = stat.S_ISDIR(mode)
        super().__init__(errno.EISDIR if self.is_folder else errno.EINVAL, self.what, str(path))


class TooLarge(Refusal):
    """A file holds more bytes than are read."""

    def __init__(self, path: Path | str, size: int) -> None:
        self.size = size
        """Bytes; of a file without a known end, those that were seen."""
        self.what, self.fix = f"it is {size / 2**20:.0f} MB large, which is too much", "name another file"
        super().__init__(errno.EFBIG, self.what, str(path))


def open_regular(path: Path | str) -> BinaryIO:
    """The file at `path`, opened for reading. Never waits for whoever writes into a pipe.

    Raises NotRegular, another OSError, and ValueError for a name with a NUL character.
    """
    # A look before opening: opening a device, or a pipe that another program waits at, can have effects by itself.
    _require_regular(path, os.stat(path))  # noqa: PTH116 - fails for a name with NUL as all of os does
    descriptor = os.open(path, _READING)
    try:
        _require_regular(path, os.fstat(descriptor))
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def read_file(path: Path | str, largest: int) -> bytes:
    """The bytes of the regular file at `path`, of which there may be `largest`.

    Raises TooLarge, and what `open_regular` raises.
    """
    with open_regular(path) as stream:
        size = os.fstat(stream.fileno()).st_size
        if size <= largest:
            data = stream.read(largest + 1)
            if len(data) <= largest:
                return data
        raise TooLarge(path, max(size, largest + 1))


def first_bytes(path: Path | str, number: int) -> bytes:
    """At most the first `number` bytes of the regular file at `path`. Raises what `open_regular` raises."""
    with open_regular(path) as stream:
        return stream.read(number)


def require_regular(path: Path | str) -> None:
    """Raises NotRegular where something that is no regular file lies at `path`; nothing there is no fault."""
    try:
        status = os.stat(path)  # noqa: PTH116
    except FileNotFoundError:
        return
    _require_regular(path, status)


def _kind(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder"
    if stat.S_ISFIFO(mode):
        return "a pipe"
    return "a socket" if stat.S_ISSOCK(mode) else "a device"


def _require_regular(path: Path | str, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise NotRegular(path, status.st_mode)

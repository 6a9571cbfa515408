"""Reading a map's file from disk, within limits, and telling one state of it from another."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argmap.files.reading import NotRegular, TooLarge, read_file
from argmap.model import ArgMap
from argmap.store.faults import UnreadableMap, shown
from argmap.store.syntax import decode
from argmap.store.texts import loads

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_FILE = 16 * 2**20
"""Bytes a map's file may have; a map of 10,000 quotes has about a third of it."""


class Fingerprint(NamedTuple):
    """What tells the bytes of one state of a file from those of another."""

    sha256: str

    @classmethod
    def of(cls, data: bytes) -> Fingerprint:
        """The fingerprint of `data`."""
        import hashlib

        return cls(hashlib.sha256(data).hexdigest())


class LoadedMap(NamedTuple):
    """A map, and the state of the file it was read from."""

    map: ArgMap
    fingerprint: Fingerprint


def load(path: Path) -> LoadedMap:
    """The map in the file at `path`.

    Raises UnreadableMap where there is no file that could be read, InvalidMap where it is not a sound map.
    """
    data = read_bytes(path)
    name = str(path)
    return LoadedMap(loads(decode(data, name), name), Fingerprint.of(data))


def fingerprint(path: Path) -> Fingerprint | None:
    """The state of the file at `path` now; None where there is no file. Raises UnreadableMap."""
    try:
        return Fingerprint.of(read_bytes(path))
    except UnreadableMap as error:
        if isinstance(error.__cause__, FileNotFoundError):
            return None
        raise


def read_bytes(path: Path | str) -> bytes:
    """What the file at `path` holds. Raises UnreadableMap, before reading where it is too large."""
    name = shown(str(path))
    try:
        return read_file(path, LARGEST_FILE)
    except NotRegular as error:
        mend = "name the map's file in it" if error.is_folder else "name a map's file"
        raise UnreadableMap(f"{name}: this is {error.kind}; {mend}") from error
    except TooLarge as error:
        size = f"{error.size / 2**20:.0f} MB large, and a map has at most {LARGEST_FILE // 2**20} MB"
        raise UnreadableMap(f"{name}: the file is {size}; name a map's file") from error
    except FileNotFoundError as error:
        raise UnreadableMap(
            f"{name}: there is no such file; check the name, or make the map with `argmap new`"
        ) from error
    except PermissionError as error:
        raise UnreadableMap(f"{name}: reading is not permitted; ask for the right to read it") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        from argmap.text import system_reason  # costs 5 ms, which a map that can be read need not wait for

        raise UnreadableMap(
            f"{name}: the file cannot be read ({system_reason(error)}); check the disk and the name"
        ) from error

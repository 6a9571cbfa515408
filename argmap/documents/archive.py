"""Reading the files in a zip archive by a stranger: within limits, in memory, and none to disk."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from argmap.documents.document import Unconvertible

_MOST_FILES: Final = 20_000
_LARGEST_FILE: Final = 64 * 2**20
"""Bytes of one file in an archive, unpacked: a chapter or a picture has far less."""
_LARGEST_WHOLE: Final = 512 * 2**20
"""Bytes of all files, unpacked. Books with many pictures have a tenth."""
_DENSEST: Final = 200
"""How many times smaller a large file may be packed: prose packs to a third or fifth, a bomb to a thousandth."""
_DENSE_FROM: Final = 8 * 2**20


class Archive:
    """An archive whose files are small enough to be unpacked."""

    def __init__(self, packed: zipfile.ZipFile, name: str) -> None:
        """Raises Unconvertible where unpacking it could take more memory than any document needs."""
        self._packed = packed
        self._name = name
        files = packed.infolist()
        whole = sum(file.file_size for file in files)
        dense = any(
            file.file_size > _DENSE_FROM and file.file_size > _DENSEST * max(1, file.compress_size) for file in files
        )
        if len(files) > _MOST_FILES or whole > _LARGEST_WHOLE or dense:
            raise Unconvertible(
                f"{name} would unpack to {whole / 2**20:,.0f} MB in {len(files):,} files, which no document needs. "
                f"It was not opened. If you trust it, save its text by itself and add that."
            )

        self.names: Final = frozenset(packed.namelist())
        """What its files are called; names that lead elsewhere are names like others, for none is written."""
        self._in_small_letters = {
            stored.lower().replace("\\", "/").lstrip("/"): stored for stored in sorted(self.names)
        }

    def stored(self, path: str) -> str:
        """What the archive calls a file, which may differ in capitals and slashes; `path` where it is not in it."""
        return path if path in self.names else self._in_small_letters.get(path.lower(), path)

    def read(self, name: str) -> bytes:
        """What one of its files holds, which cannot be more than the archive says. Raises Unconvertible."""
        try:
            file = self._packed.getinfo(name)
        except KeyError as fault:
            raise Unconvertible(f"{self._name} is incomplete: `{name}` is not in it. Get a whole copy.") from fault
        if file.file_size > _LARGEST_FILE:
            raise Unconvertible(f"{self._name}: `{name}` in it is {file.file_size / 2**20:,.0f} MB, too large a text.")
        if file.flag_bits & 1:
            raise Unconvertible(f"{self._name} is locked with a password. Save a copy without one, and add that.")
        try:
            return self._packed.read(file)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as fault:
            raise Unconvertible(f"{self._name} is damaged: `{name}` in it cannot be read. Get a whole copy.") from fault


@contextmanager
def opened(data: bytes, name: str) -> Iterator[Archive]:
    """The archive that `data` is. Raises Unconvertible where it is none."""
    try:
        packed = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, ValueError) as fault:
        raise Unconvertible(f"{name} is damaged or incomplete: it is not a valid archive.") from fault
    with packed:
        yield Archive(packed, name)

r"""Reading a source: from the bytes of a file to the string whose code points all positions count.

The bytes are decoded, a byte order mark is taken off, `\r\n` becomes `\n`, and nothing else is changed: a lone
`\r` stays, as do all invisible characters.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha1
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.files.encodings import Decoded
from argmap.files.errors import UnreadableSource, system_reason
from argmap.files.reading import NotRegular, TooLarge, read_file

if TYPE_CHECKING:
    from argmap.text.folding import Folded

LARGEST = 64 * 1024 * 1024
"""The largest source that is read, in bytes: some thirty times the Bible."""
_MARKS = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (b"\xff\xfe\0\0", "utf-32-le", "UTF-32LE"),
    (b"\0\0\xfe\xff", "utf-32-be", "UTF-32BE"),
    (b"\xef\xbb\xbf", "utf-8", "UTF-8"),
    (b"\xff\xfe", "utf-16-le", "UTF-16LE"),
    (b"\xfe\xff", "utf-16-be", "UTF-16BE"),
)
"""Byte order marks, the codec that each tells of, and its name."""
_ESCAPE = re.compile(rb"[\x0e\x0f\x1b]|~\{|\+[A-Za-z0-9+/]{3}")
"""What text in ISO-2022, HZ or UTF-7 holds somewhere, all of whose bytes are ASCII, and what no text holds."""


@dataclass(frozen=True)
class SourceText:
    """A source as it was read."""

    text: str
    blob: str
    """Git's id of the bytes."""
    encoding: str
    """What the bytes were read as, as IANA names it: `UTF-8`, `GB18030`, `windows-1252`."""
    is_guess: bool = False
    """Another encoding is about as likely, and gives another text."""
    is_marked: bool = False
    """A byte order mark tells the encoding."""

    @property
    def told_encoding(self) -> str | None:
        """The encoding that a map must tell; None where the bytes tell it, as UTF-8 or by a mark."""
        return None if self.is_marked or self.encoding == "UTF-8" else self.encoding

    @cached_property
    def folded(self) -> "Folded":
        """The text folded for comparing; computed once, when it is first asked for."""
        from argmap.text.folding import fold  # numpy's import takes 100 ms, and reading needs none of it

        return fold(self.text)


def read_source(path: Path, encoding: str | None = None) -> SourceText:
    """Read the file at `path`, and decode it as `decode` does.

    Raises UnreadableSource when it is missing, not a file, too large, not permitted, binary, damaged, or not in
    `encoding`.
    """
    data = _bytes_of(path)
    try:
        found = decode(data, encoding)
    except UnreadableSource as fault:
        raise UnreadableSource(f"{path}: {fault}") from fault
    return SourceText(found.text, blob_id(data), found.encoding, found.is_guess, found.is_marked)


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """The text of `data`, the name of the encoding that it was taken to be in, and whether that is a guess.

    A byte order mark decides; else the `encoding` that somebody chose, unless the bytes are UTF-8 by now; else UTF-8 if
    the bytes are valid as such; else `detection` decides. All decoding is strict. Raises UnreadableSource for data
    that is binary, damaged, or not in `encoding`.
    """
    found = _decoded(data, encoding)
    return found._replace(text=found.text.replace("\r\n", "\n"))


def blob_id(data: bytes) -> str:
    """Git's id of `data` as a file: what `git hash-object` prints in a repository with SHA-1."""
    hashed = sha1(b"blob %d\0" % len(data), usedforsecurity=False)
    hashed.update(data)
    return hashed.hexdigest()


def _decoded(data: bytes, wanted: str | None) -> Decoded:
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return Decoded(_decoded_as(data[len(mark) :], codec, name), name, is_marked=True)
    if wanted is not None:
        # Its patterns take 5 ms to compile, and most texts are UTF-8.
        from argmap.text.detection import decoded_as, is_utf_8_by_now

        return Decoded(data.decode(), "UTF-8") if is_utf_8_by_now(data, wanted) else decoded_as(data, wanted)
    if b"\0" not in data and not (data.isascii() and _ESCAPE.search(data)):
        try:
            return Decoded(data.decode("utf-8"), "UTF-8")
        except UnicodeDecodeError:
            pass
    from argmap.text.detection import detected

    return detected(data)


def _decoded_as(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as fault:
        raise UnreadableSource(
            f"This begins with the mark of {name}, but the bytes at offset {fault.start} after that are no character "
            f"in it. Get an undamaged copy, or save it as UTF-8."
        ) from fault


def _bytes_of(path: Path) -> bytes:
    try:
        return read_file(path, LARGEST)
    except NotRegular as fault:
        fix = "Give the path of a text file in it." if path.is_dir() else "Give the path of a text file."
        raise UnreadableSource(f"{path} is {fault.kind}. {fix}") from fault
    except TooLarge as fault:
        raise UnreadableSource(
            f"{path} is too large: {fault.size / 2**20:.0f} MB, and at most {LARGEST // 2**20} MB are read. "
            f"Split it into several files."
        ) from fault
    except FileNotFoundError as fault:
        raise UnreadableSource(f"{path} is missing. Put the file back, or correct the path.") from fault
    except PermissionError as fault:
        raise UnreadableSource(f"{path} cannot be read: permission denied. Get permission to read it.") from fault
    except (OSError, ValueError) as fault:  # ValueError: a path with a NUL character
        raise UnreadableSource(
            f"{path} cannot be read: {system_reason(fault)}. Correct the path, or check the disk."
        ) from fault

"""The lines of `.gitattributes` that send maps to argmap's drivers: which, and adding and removing just these.

Pure functions over the file's bytes. A line names a folder's maps at once where the folder holds no other TOML
files (`/maps/*.toml`), so that a new map needs no new line; elsewhere each map has its own line.
"""

import re
from collections.abc import Collection, Iterable
from pathlib import PurePosixPath

DRIVER = "argmap"
"""The name of the drivers, in attributes and in git's configuration."""

_GIVEN = b" diff=argmap merge=argmap"
_SPECIAL = "\\*?["
_QUOTED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_PLAIN = re.compile(r"[\w./*+@%,-]+")
"""Patterns that need no quotes: letters of any script and what has no meaning for git, a shell or an ini file."""
_READ_BY_SHELLS = "$`!"
"""What a shell would act on between double quotes."""


def lines_for(maps: Collection[str], others: Iterable[str]) -> list[bytes]:
    """The lines that cover `maps` and none of the `others`, both TOML files named from the top folder."""
    mixed = {PurePosixPath(name).parent for name in others}
    patterns = set()
    for name in maps:
        folder = PurePosixPath(name).parent
        patterns.add(_escaped(name) if folder in mixed else _escaped(f"{folder}/").removeprefix("./") + "*.toml")
    return [_quoted(f"/{pattern}").encode("utf-8", "surrogateescape") + _GIVEN for pattern in sorted(patterns)]


def is_ours(line: bytes) -> bool:
    """Whether a line gives just what argmap's lines give, and so is one of them."""
    return line.strip().endswith(_GIVEN) and line.startswith((b"/", b'"/'))


def with_lines(text: bytes, wanted: Iterable[bytes]) -> bytes:
    """`text` with the `wanted` lines, and no other lines of ours; those already there stay where they are.

    The last line keeps its end or its lack of one, so that `without_lines` gives back just what there was.
    """
    lines = list(wanted)
    kept = [line for line in _lines(text) if not is_ours(line) or line.strip() in lines]
    missing = [line for line in lines if line not in {have.strip() for have in kept}]
    end = b"\r\n" if b"\r\n" in text else b"\n"
    before = b"".join(kept)
    if before and missing and not before.endswith(b"\n"):
        before += end
    return _closed_as(text, before + b"".join(line + end for line in missing))


def without_lines(text: bytes) -> bytes:
    """`text` without the lines that are ours, everything else as it is."""
    return _closed_as(text, b"".join(line for line in _lines(text) if not is_ours(line)))


def _lines(text: bytes) -> list[bytes]:
    r"""The lines with their ends; not `splitlines`, which would part lines at a `\r` alone."""
    return re.findall(rb"[^\n]*\n|[^\n]+", text)


def _closed_as(text: bytes, changed: bytes) -> bytes:
    """`changed` with an end of its last line only where `text` has one; an empty text counts as closed."""
    if not text or text.endswith(b"\n"):
        return changed
    return changed.removesuffix(b"\n").removesuffix(b"\r")


def _escaped(name: str) -> str:
    """A name as a pattern that matches only itself; see gitignore(5)."""
    return "".join(f"\\{char}" if char in _SPECIAL else char for char in name)


def _quoted(pattern: str) -> str:
    """A pattern as gitattributes(5) wants it written: in C's quotes where it is more than letters, digits and dots.

    A stranger names the files, so nothing in the line may be more than a name, whoever reads it: what shells act on
    between quotes, and what cannot be seen, is written as the octal numbers of its bytes.
    """
    if _PLAIN.fullmatch(pattern):
        return pattern
    return '"' + "".join(_QUOTED.get(char) or _visible(char) for char in pattern) + '"'


def _visible(char: str) -> str:
    if char.isprintable() and char not in _READ_BY_SHELLS:
        return char
    return "".join(f"\\{byte:03o}" for byte in char.encode("utf-8", "surrogateescape"))

"""What is wrong with a map's file, with the line and the fix, and the errors that carry it."""

import re
from collections.abc import Iterable
from typing import NamedTuple

UNSEEN = r"\x00-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
"""The inside of a character class of `re`: what shows as nothing or changes how the rest of its line is shown."""
_LONGEST_SHOWN = 200


class Fault(NamedTuple):
    """One thing that is wrong in a file."""

    file: str
    line: int
    """Counted from 1."""
    what: str
    fix: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}; {self.fix}"


class MapFileError(Exception):
    """A map cannot be read from or written to its file; the message says why and what to do."""


class InvalidMap(MapFileError):  # noqa: N818 - named as users name it
    """The file can be read, but it is not a valid map."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        """Everything that is wrong, from the top of the file to its end."""
        super().__init__("\n".join(map(str, self.faults)))


class UnreadableMap(MapFileError):  # noqa: N818
    """The file cannot be read at all: it is missing, a folder, forbidden, or far too large."""


class NotWritten(MapFileError):  # noqa: N818
    """The map could not be written; its file, if there is one, is as it was before."""

    def __init__(self, message: str, reason: str = "") -> None:
        super().__init__(message)
        self.reason = reason or message
        """Why, in a few words: without the file's name and without how to fix it."""


class UnwritableMap(NotWritten):
    """The map holds something that no TOML file can hold, or breaks a rule, so that its file would not load."""


class ChangedOnDisk(MapFileError):  # noqa: N818
    """The file is not as it was when the map was read, so nothing was written."""


class SaveFailed(NotWritten):
    """The operating system refused the save; the file is as it was before."""


def shown(text: str) -> str:
    """`text` for a message: in one line, unseen characters as escapes, cut where it is very long."""
    cut = text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"
    return re.sub(f"[{UNSEEN}]", lambda found: f"\\u{ord(found[0]):04x}", cut)

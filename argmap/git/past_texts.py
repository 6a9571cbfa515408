"""The texts in which quotes were anchored, read back by their blob ids."""

import re
from contextlib import suppress
from pathlib import Path

from argmap.git.faults import UnknownBlob
from argmap.git.repository import Repository
from argmap.text import UnreadableSource, decode

_BLOB = re.compile(r"[0-9a-f]{40}")


class PastTexts:
    """What the repository around a folder remembers of its texts, under any name and on any branch."""

    def __init__(self, folder: Path) -> None:
        """Raises what `Repository.of` raises."""
        self._repository = Repository.of(folder)
        self._texts: dict[tuple[str, str | None], str] = {}

    def text(self, blob: str, encoding: str | None = None) -> str:
        """The text that was committed as `blob`, decoded as sources are; the same string each time.

        `encoding` is what its source is in today; a version that is not in that is read by itself.

        Raises UnknownBlob, saying why it is not there, or another GitFault.
        """
        key = (blob, encoding)
        if key not in self._texts:
            self._texts[key] = self._read(blob, encoding)
        return self._texts[key]

    def close(self) -> None:
        """Ends the git process that reads, if one was started."""
        self._repository.objects.close()

    def _read(self, blob: str, encoding: str | None) -> str:
        if not _BLOB.fullmatch(blob):
            raise UnknownBlob(f"`{blob}` is no id of a version that git could have")
        data = self._repository.objects.read(blob)
        if data is None:
            raise UnknownBlob(self._why_missing())
        try:
            with suppress(UnreadableSource):
                return decode(data, encoding).text
            return decode(data).text
        except UnreadableSource as fault:
            raise UnknownBlob(f"the version that it was anchored in cannot be read: {fault}") from fault

    def _why_missing(self) -> str:
        if self._repository.object_format != "sha1":
            return f"this repository names its versions by {self._repository.object_format}, and maps name them by sha1"
        if self._repository.partial:
            return "this partial clone left that version at its origin; `git fetch --refetch` brings all"
        if self._repository.shallow:
            return "this shallow clone lacks that version; `git fetch --unshallow` brings it"
        if self._repository.converts_line_ends:
            return (
                "git converts line ends here (core.autocrlf), so what it keeps are not the bytes of the file; "
                "a line `*.txt -text` in .gitattributes stops that for texts"
            )
        return "the version that it was anchored in was never committed here"

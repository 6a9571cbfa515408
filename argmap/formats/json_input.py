"""Walking JSON written by others: every value knows its path and its line, so that messages can name them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NoReturn

from argmap.formats.format import Incoming, UnreadableFormat
from argmap.formats.json_text import JsonText, parse_json

_HEAD: Final = 65_536
"""Bytes at the beginning of a file that are looked at to tell its format."""
_KINDS: Final = {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "null"}


class Misshapen(UnreadableFormat):
    """Raised for a value that is not of the kind its format has there; readers may pass over one such element."""

    def __init__(self, name: str, said: str, line: int | None) -> None:
        super().__init__(name, said, line)
        self.said = said
        self.line = line


class Place:
    """A value in a JSON file, with the keys and indexes that lead to it."""

    __slots__ = ("_file", "_name", "keys", "value")

    def __init__(self, file: JsonText, name: str, value: object, keys: tuple[str | int, ...] = ()) -> None:
        self._file = file
        self._name = name
        self.value = value
        self.keys = keys

    @property
    def line(self) -> int | None:
        """The line, from 1, on which it begins; for what is missing, that of what it is missing from."""
        return self._file.line_of(*self.keys) or self._file.line_of(*self.keys[:-1])

    def __str__(self) -> str:
        """The path: `$.nodes[3].text`."""
        return "$" + "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in self.keys)

    def __contains__(self, key: str) -> bool:
        """Whether this is an object that says something, not null, under `key`."""
        return isinstance(self.value, dict) and self.value.get(key) is not None

    def get(self, key: str) -> Place | None:
        """The value under `key`; None where this is no object, or one that says nothing there."""
        return self[key] if key in self else None  # noqa: SIM401 - this is `get`

    def __getitem__(self, key: str) -> Place:
        """The value under `key`; null where the object has none. Raises Misshapen where this is no object."""
        return self._inside(key, self.entries().get(key))

    def __iter__(self) -> Iterator[Place]:
        """The entries of a list; none for null. Raises Misshapen for anything else."""
        if self.value is None:
            return iter(())
        if not isinstance(self.value, list):
            return self._is_not("a list")
        return iter([self._inside(at, entry) for at, entry in enumerate(self.value)])

    def entries(self) -> dict[str, Any]:
        """The keys of the object that this is, with what stands under them. Raises Misshapen."""
        return self.value if isinstance(self.value, dict) else self._is_not("an object")

    def one_or_many(self) -> list[Place]:
        """The entries of a list, or this alone where it is none; nothing for null."""
        return list(self) if isinstance(self.value, list) or self.value is None else [self]

    def text(self) -> str:
        """The text that this is. Raises Misshapen."""
        return self.value if isinstance(self.value, str) else self._is_not("a text")

    def words(self) -> str | None:
        """The text that this is, or None for null and for white space alone. Raises Misshapen."""
        return None if self.value is None or not self.text().strip() else self.text()

    def texts(self) -> list[str]:
        """The texts of a list, or of a single one, that have words. Raises Misshapen."""
        return [words for each in self.one_or_many() if (words := each.words()) is not None]

    def number(self) -> int:
        """The whole number that this is; `3.0` is 3. Raises Misshapen."""
        if isinstance(self.value, float) and self.value.is_integer():
            return int(self.value)
        if isinstance(self.value, int) and not isinstance(self.value, bool):
            return self.value
        return self._is_not("a whole number")

    def name(self) -> str:
        """An id: a text, or a number as one. Raises Misshapen."""
        if isinstance(self.value, int) and not isinstance(self.value, bool):
            return str(self.value)
        return self.text()

    def fail(self, said: str) -> NoReturn:
        """Say that something is wrong here. Raises Misshapen."""
        raise Misshapen(self._name, f"{self}: {said}", self.line)

    def _inside(self, key: str | int, value: object) -> Place:
        return Place(self._file, self._name, value, (*self.keys, key))

    def _is_not(self, wanted: str) -> NoReturn:
        found = _KINDS.get(dict if isinstance(self.value, dict) else type(self.value), "a number")
        self.fail(f"missing; {wanted} belongs here" if self.value is None else f"{found}, where {wanted} belongs")


def read_json(incoming: Incoming) -> Place:
    """The value that a file holds. Raises UnreadableFormat where it is no sound JSON, or goes too deep."""
    file = parse_json(incoming)
    return Place(file, incoming.name, file.value)


def head_of(incoming: Incoming) -> str:
    """The beginning of a file as far as its keys go, to tell its format by; never fails."""
    return incoming.data[:_HEAD].replace(b"\0", b"").decode("utf-8", "replace")

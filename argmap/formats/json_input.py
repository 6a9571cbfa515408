"""Reading JSON written by others: every value knows its path and its line, so that messages can name them.

The standard library decodes; one look at the brackets before it bounds how deep they go and tells where each object
begins, for `json` says neither.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Any, Final, NoReturn

from argmap.formats.decoding import decoded
from argmap.formats.format import Incoming, UnreadableFormat

DEEPEST: Final = 200
"""How many brackets may stand within one another. None of the formats needs ten; `json` itself gives up near 1,000."""

_HEAD: Final = 65_536
"""Bytes at the beginning of a file that are looked at to tell its format."""
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\]]', re.DOTALL)
_HALF_PAIR = re.compile("[\ud800-\udfff]")
_LONGEST_NUMBER: Final = 300
"""Digits; Python refuses to make integers of more than 4,300, and no format counts so far."""
_KINDS: Final = {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "null"}


class Misshapen(UnreadableFormat):
    """Raised for a value that is not of the kind its format has there; readers may pass over one such element."""

    def __init__(self, name: str, said: str, line: int) -> None:
        super().__init__(name, said, line)
        self.said = said
        self.line = line


class _Object(dict[str, Any]):
    """An object of the file, and the offset at which it begins."""

    __slots__ = ("at",)
    at: int


class _Document:
    """The text of a file, for finding lines in it."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text

    def line_at(self, offset: int) -> int:
        return bisect_right(self._line_ends, offset - 1) + 1

    @cached_property
    def _line_ends(self) -> list[int]:
        return [found.start() for found in re.finditer("\n", self.text)]


class Place:
    """A value in a JSON file, with its path (`$.nodes[3].text`) and its line."""

    __slots__ = ("_at", "_document", "path", "value")

    def __init__(self, document: _Document, value: object, path: str, at: int) -> None:
        self._document = document
        self._at = value.at if isinstance(value, _Object) else at
        self.value = value
        self.path = path

    @property
    def line(self) -> int:
        """The line, from 1, where it begins; for anything but objects, where the object that holds it begins."""
        return self._document.line_at(self._at)

    def __contains__(self, key: str) -> bool:
        """Whether this is an object that says something, not null, under `key`."""
        return isinstance(self.value, dict) and self.value.get(key) is not None

    def __getitem__(self, key: str) -> Place:
        """The value under `key`; null where the object has none. Raises Misshapen where this is no object."""
        return Place(self._document, self.object().get(key), f"{self.path}.{key}", self._at)

    def __iter__(self) -> Iterator[Place]:
        """The entries of a list; none for null. Raises Misshapen for anything else."""
        if self.value is None:
            return iter(())
        if not isinstance(self.value, list):
            self._is_not("a list")
        return iter([Place(self._document, some, f"{self.path}[{at}]", self._at) for at, some in enumerate(self.value)])

    def object(self) -> dict[str, Any]:
        """The object that this is. Raises Misshapen."""
        if not isinstance(self.value, dict):
            self._is_not("an object")
        return self.value

    def one_or_many(self) -> list[Place]:
        """The entries of a list, or this alone where it is none; nothing for null."""
        return list(self) if isinstance(self.value, list) or self.value is None else [self]

    def text(self) -> str:
        """The text that this is, half surrogate pairs replaced, which no map can hold. Raises Misshapen."""
        if not isinstance(self.value, str):
            self._is_not("a text")
        return _HALF_PAIR.sub("\ufffd", self.value)

    def text_or_none(self) -> str | None:
        """The text that this is, or None for null and for white space alone. Raises Misshapen."""
        said = None if self.value is None else self.text()
        return said if said and said.strip() else None

    def whole_number(self) -> int:
        """The number that this is; `3.0` is 3. Raises Misshapen."""
        if isinstance(self.value, int) and not isinstance(self.value, bool):
            return self.value
        if isinstance(self.value, float) and self.value.is_integer():
            return int(self.value)
        return self._is_not("a whole number")

    def name(self) -> str:
        """An id: a text, or a number as one. Raises Misshapen."""
        if isinstance(self.value, int) and not isinstance(self.value, bool):
            return str(self.value)
        return self.text()

    def fail(self, said: str) -> NoReturn:
        """Say that something is wrong here. Raises Misshapen."""
        raise Misshapen(self._document.name, f"{self.path}: {said}", self.line)

    def _is_not(self, wanted: str) -> NoReturn:
        found = _KINDS.get(dict if isinstance(self.value, dict) else type(self.value), "a number")
        self.fail(f"missing; {wanted} belongs here" if self.value is None else f"{found}, where {wanted} belongs")


def read_json(incoming: Incoming) -> Place:
    """The value that a file holds. Raises UnreadableFormat where it is no sound JSON, or goes too deep."""
    document = _Document(incoming.name, decoded(incoming))
    text = document.text
    begins = _object_starts(document)

    def located(pairs: list[tuple[str, Any]]) -> _Object:
        made = _Object(pairs)
        made.at = next(begins)
        if len(made) < len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for at, name in enumerate(names) if name in names[:at])
            line = document.line_at(made.at)
            raise UnreadableFormat(incoming.name, f"`{twice}` stands twice in the object that begins here", line)
        return made

    try:
        value = json.loads(text, object_pairs_hook=located, parse_int=_whole_number)
    except json.JSONDecodeError as fault:
        raise UnreadableFormat(incoming.name, _said(fault), document.line_at(fault.pos)) from fault
    return Place(document, value, "$", 0)


def head_of(incoming: Incoming) -> str:
    """The beginning of a file as far as its keys go, to tell its format by; never fails."""
    return incoming.data[:_HEAD].replace(b"\0", b"").decode("utf-8", "replace")


def _object_starts(document: _Document) -> Iterator[int]:
    """Where the objects begin, in the order in which they end, which is that in which `json` hands them over."""
    starts: list[int] = []
    opened: list[int] = []
    for token in _TOKEN.finditer(document.text):
        first = token[0][0]
        if first in "{[":
            opened.append(token.start())
            if len(opened) > DEEPEST:
                said = f"more than {DEEPEST} brackets within one another; no file of this kind goes so deep"
                raise UnreadableFormat(document.name, said, document.line_at(token.start()))
        elif first in "}]" and opened:
            begun = opened.pop()
            if first == "}":
                starts.append(begun)
    return iter(starts)


def _whole_number(digits: str) -> int | float:
    return int(digits) if len(digits) <= _LONGEST_NUMBER else float("inf")


def _said(fault: json.JSONDecodeError) -> str:
    if not fault.doc.strip():
        return "the file is empty"
    if fault.pos >= len(fault.doc.rstrip()) or fault.msg.startswith("Unterminated string"):
        return "the JSON breaks off here; get the whole file"
    return f"no sound JSON: {fault.msg[:1].lower()}{fault.msg[1:]} at column {fault.colno}"

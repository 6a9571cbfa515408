"""JSON as text: read with the lines of its values, refused with the line and what to do, and one text for one value."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any, Final

from argmap.formats.format import Incoming, UnreadableFormat, decoded
from argmap.model import Claim, Quote, Source

_HEAD: Final = 65_536
"""Bytes at the beginning of a file that are looked at to tell its format."""


def head_of(incoming: Incoming) -> str:
    """The beginning of a file as far as its keys go, to tell its format by; never fails."""
    return incoming.data[:_HEAD].replace(b"\0", b"").decode("utf-8", "replace")


Path = tuple[str | int, ...]
"""The keys and indexes that lead from the whole to a value in it: `("nodes", 3, "text")`."""


_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[][{},:]|[^][{},:"\s]+')
_STRING: Final = re.compile(r'"(?:[^"\\]|\\.)*"')
_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class JsonText:
    """A JSON text that was read, with the lines that its values begin on."""

    value: Any
    text: str

    def line_of(self, *path: str | int) -> int | None:
        """The line, from 1, on which the value at `path` begins; None where there is none."""
        at = self._offsets.get(path)
        return None if at is None else bisect_right(self._line_ends, at - 1) + 1

    @cached_property
    def _line_ends(self) -> list[int]:
        return [found.start() for found in re.finditer("\n", self.text)]

    @cached_property
    def _offsets(self) -> dict[Path, int]:
        """Where each value begins; found when a line is asked for first, which few files need."""
        return dict(_values(self.text))


def parse_json(incoming: Incoming) -> JsonText:
    """The value in a file. Half a surrogate pair in a string, which no file can hold, becomes U+FFFD.

    Raises UnreadableFormat for what is no JSON, with the line; also for a key that an object has twice, for which
    of the two is meant is not known, and for brackets that are nested too deeply to be read.
    """
    text = decoded(incoming)
    try:
        value = _whole_in(json.loads(text, object_pairs_hook=_object, parse_constant=_refuse_constant))
    except json.JSONDecodeError as fault:
        raise _refusal(incoming.name, text, fault.pos) from fault
    except _RefusedError as fault:
        line = next((line for line in _repeated(text, fault.key)), None)
        raise UnreadableFormat(incoming.name, str(fault), line) from fault
    except RecursionError as fault:
        raise UnreadableFormat(incoming.name, "brackets are nested too deeply; check the file") from fault
    except ValueError as fault:  # int() on a number of thousands of digits
        raise UnreadableFormat(incoming.name, "a number is too long to be read; shorten it") from fault
    return JsonText(value, text)


def json_text(value: object) -> str:
    """A value as a file holds it: indented, every script as it is, keys in their order, one line end at the end."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


class _RefusedError(Exception):
    def __init__(self, key: str, said: str) -> None:
        super().__init__(said)
        self.key = key


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = {_whole(key): _whole_in(value) for key, value in pairs}
    if len(made) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise _RefusedError(key, f'the key "{key}" is given twice in one object; keep one of the two')
            seen.add(key)
    return made


def _whole_in(value: Any) -> Any:  # noqa: ANN401 - whatever JSON can hold
    if isinstance(value, str):
        return _whole(value)
    if isinstance(value, list) and any(isinstance(entry, str | list) for entry in value):
        return [_whole_in(entry) for entry in value]
    return value


def _whole(text: str) -> str:
    return text if text.isascii() else _LONE_SURROGATE.sub("\ufffd", text)


def _refuse_constant(name: str) -> None:
    raise _RefusedError(name, f"{name} is not a JSON number; write one, or null")


def _refusal(name: str, text: str, at: int) -> UnreadableFormat:
    """What is said of text that is no JSON from `at` on; of where Python sees that, which differs by version, the
    comma that begins the fault is named.
    """
    if not text.strip():
        return UnreadableFormat(name, "the file is empty; name a file of JSON", 1)
    begins_string = text[at : at + 1] == '"' and not _STRING.match(text, at)
    if begins_string or not text[at:].strip():
        line = text.count("\n", 0, at) + 1
        return UnreadableFormat(name, "the JSON ends before it is complete; get the whole file", line)
    before = len(text[:at].rstrip()) - 1
    if text[at] in "]}" and before >= 0 and text[before] == ",":
        at = before
    sign, column = text[at], at - text.rfind("\n", 0, at)
    what = f"`{sign}`" if sign.isprintable() and sign != " " else "the character"
    said = f"not valid JSON: {what} in column {column} does not belong there; {_fix(text, at)}"
    return UnreadableFormat(name, said, text.count("\n", 0, at) + 1)


def _fix(text: str, at: int) -> str:
    """How to fix JSON that is not valid from `at` on."""
    sign = text[at]
    if sign == "," and (text[at + 1 :].lstrip()[:1] in ("]", "}") or text[:at].rstrip()[-1:] == ","):
        return "remove the comma too many"
    if sign == "'":
        return 'use " for quotes'
    if sign < " ":
        return r"write a line break in a text as \n, other control characters as \u00…"
    if text[at : at + 2] in ("//", "/*") or sign == "#":
        return "remove the comment, which JSON does not have"
    return "write a value, or put the comma, colon or quote that is missing before it"


def _values(text: str) -> Iterator[tuple[Path, int]]:
    """Where each value of a valid JSON text begins, by the path to it."""
    path: list[str | int] = []
    key: str | None = None
    expects_key = False
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign in "}]":
            path.pop()
            expects_key = False
        elif sign == ",":
            if isinstance(path[-1], int):
                path[-1] += 1
            else:
                expects_key = True
        elif sign == ":":
            path[-1] = key or ""
            expects_key = False
        elif expects_key:
            key = _whole(json.loads(sign, strict=False))
        else:
            yield tuple(path), token.start()
            if sign in "{[":
                path.append("" if sign == "{" else 0)
                expects_key = sign == "{"


def _repeated(text: str, key: str) -> Iterator[int]:
    """The lines on which a key that an object has twice stands again, or an unknown constant."""
    seen: set[Path] = set()
    for path, at in _values(text):
        if (path and path[-1] == key and path in seen) or text.startswith(key, at):
            yield text.count("\n", 0, at) + 1
        seen.add(path)


LINKS: Final = frozenset({"supported_by", "countered_by", "undercut"})


def said_of(element: Source | Claim | Quote, *but: str) -> dict[str, Any]:
    """The fields of an element that say something, but for its links and those named."""
    said = {field.name: getattr(element, field.name) for field in fields(element) if field.name not in LINKS}
    default = {field.name: field.default for field in fields(element)}
    return {name: value for name, value in said.items() if value != default[name] and name not in but}

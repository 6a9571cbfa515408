"""JSON for every format that is JSON: faults with path and line, one text for one value, elements as objects."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any, Final, NoReturn

from argmap.formats.format import Incoming, UnreadableFormat, decoded
from argmap.model import ArgMap, Claim, Quote, Source, problems

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
    said = f"not valid JSON: {what} in column {column} does not belong there; {_mend(text, at)}"
    return UnreadableFormat(name, said, text.count("\n", 0, at) + 1)


def _mend(text: str, at: int) -> str:
    """How to mend JSON that is not valid from `at` on."""
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


_LINKS: Final = frozenset({"supported_by", "countered_by", "undercut"})
_NOWHERE: Final = "somewhere"


def said_of(element: Source | Claim | Quote, *but: str) -> dict[str, Any]:
    """The fields of an element that say something, but for its links and those named."""
    said = {field.name: getattr(element, field.name) for field in fields(element) if field.name not in _LINKS}
    default = {field.name: field.default for field in fields(element)}
    return {name: value for name, value in said.items() if value != default[name] and name not in but}


def source_in(place: Place) -> Source:
    """The source that an object tells of. Raises Misshapen, also for a path that no source may have."""
    source = Source(
        path=place["path"].text(),
        title=_text(place, "title"),
        author=_text(place, "author"),
        lang=_text(place, "lang"),
        year=place["year"].number() if "year" in place else None,
        url=_text(place, "url"),
        note=_text(place, "note"),
        tags=tags_in(place),
        encoding=_text(place, "encoding"),
        blob=_text(place, "blob"),
    )
    _check(place, ArgMap(title="-", sources={_NOWHERE: source}))
    return source


def claim_in(place: Place, text: str) -> Claim:
    """The claim `text`, of which an object tells the rest. Raises Misshapen."""
    return Claim(text=text, note=_text(place, "note"), tags=tags_in(place))


def quote_in(place: Place, text: str, source_id: str) -> Quote:
    """The quote `text` of a source, of which an object tells the rest. Raises Misshapen."""
    quote = Quote(
        source=source_id,
        text=text,
        before=_text(place, "before") or "",
        after=_text(place, "after") or "",
        at=place["at"].number() if "at" in place else 0,
        alike=place["alike"].number() if "alike" in place else None,
        blob=_text(place, "blob"),
        translation=_text(place, "translation"),
        note=_text(place, "note"),
        tags=tags_in(place),
    )
    alone = replace(quote, source=_NOWHERE)
    _check(place, ArgMap(title="-", sources={_NOWHERE: Source(path=_NOWHERE)}, quotes={"quote": alone}))
    return quote


def tags_in(place: Place) -> tuple[str, ...]:
    """The tags that an object has under `tags`: each once, sorted. Raises Misshapen."""
    return tuple(sorted(set(place["tags"].texts())))


def _text(place: Place, key: str) -> str | None:
    return place[key].text() if key in place else None


def _check(place: Place, alone: ArgMap) -> None:
    for problem in problems(alone):
        place.fail(f"{problem.what}; {problem.mend}")

"""From a map's file, or its text, to the map, with everything that is wrong in it reported at once.

Plain code over the field table instead of pydantic: `argmap check` runs in hooks and has to start at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from argmap.files.errors import system_reason
from argmap.files.reading import NotRegular, TooLarge, read_file
from argmap.model import (
    FORMAT,
    Address,
    ArgMap,
    Conflict,
    Premises,
    Problem,
    address_text,
    is_id,
    meant,
    parse_premises,
    premises_text,
    problems,
)
from argmap.model.values import LINK
from argmap.store.comments import gather
from argmap.store.faults import InvalidMap, UnreadableMap, shown
from argmap.store.fields import CONFLICTS, MAP_FIELDS, SECTIONS, Field, Kind, Section, fields_at, subjects
from argmap.store.scanner import Locator, Place, scan
from argmap.store.syntax import decode, parse

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_FILE = 16 * 2**20
"""Bytes a map's file may have; a map of 10,000 quotes has about a third of it."""


class Fingerprint(NamedTuple):
    """Distinguishes the bytes of one state of a file from those of another."""

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

    Raises UnreadableMap where there is no file that could be read, InvalidMap where it is not a valid map.
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
        fix = "name the map's file in it" if error.is_folder else "name a map's file"
        raise UnreadableMap(f"{name}: this is {error.kind}; {fix}") from error
    except TooLarge as error:
        size = f"{error.size / 2**20:.0f} MB large, and a map has at most {LARGEST_FILE // 2**20} MB"
        raise UnreadableMap(f"{name}: the file is {size}; name a map's file") from error
    except FileNotFoundError as error:
        raise UnreadableMap(
            f"{name}: there is no such file; check the name, or create the map with `argmap new`"
        ) from error
    except PermissionError as error:
        raise UnreadableMap(f"{name}: reading is not permitted; get permission to read it") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise UnreadableMap(
            f"{name}: the file cannot be read ({system_reason(error)}); check the disk and the name"
        ) from error


def loads(text: str, name: str = "<map>") -> ArgMap:
    """The map that `text` holds, with its comments; `name` is the file's name in messages.

    Raises InvalidMap with everything that is wrong, by line.
    """
    tables = parse(text, name)
    reader = Reader()
    map_ = reader.read(tables)
    if reader.found:
        locator = Locator(name, text)
        faults = {locator.fault(*finding) for finding in reader.found}
        raise InvalidMap(sorted(faults, key=lambda fault: (fault.line, fault.what)))
    if "#" not in text:
        return map_
    return replace(map_, comments=gather(scan(text), map_.addresses()))


_TOP_KEYS = ("format", "map", *(section.name for section in SECTIONS), CONFLICTS)

Finding = tuple[Place, str, str]
"""Where something is wrong, what it is, and how to fix it."""

_EXPECTED = {
    Kind.LINE: "text between quotes",
    Kind.PROSE: "text between quotes",
    Kind.NUMBER: "a whole number",
    Kind.POSITION: "a whole number",
    Kind.TAGS: "a list of texts",
    Kind.ORDERED_IDS: "a list of ids",
    Kind.PREMISES: "a list of ids",
    Kind.UNDERCUTS: "a table of lists of ids",
}


class Reader:
    """Reads one file's tables; what is wrong in them is kept in `found`, in no particular order."""

    def __init__(self) -> None:
        self.found: list[Finding] = []

    def read(self, tables: dict[str, Any]) -> ArgMap:
        """The map in `tables`; not to be used where something was `found`."""
        if not self._format_is_ours(tables):
            return ArgMap(title="")
        self._unknown_keys(tables, _TOP_KEYS, ())
        parts: dict[str, Any] = {section.name: self._section(tables, section) for section in SECTIONS}
        if "map" not in tables:
            self._find(("map",), "there is no `[map]`", 'add `[map]` and below it `title = "…"`')
            parts["title"] = ""
        else:
            parts |= self._table(tables["map"], MAP_FIELDS, ("map",))
        parts["conflicts"] = {
            where: Conflict(**self._table(values, fields_at(where), (CONFLICTS, *where)))
            for where, values in self._conflicts(tables.get(CONFLICTS, {}))
        }
        map_ = ArgMap(**parts)
        for problem in rules_broken(map_, [where for where, _, _ in self.found]):
            self._find(problem.where, problem.what, problem.fix)
        return map_

    def _find(self, where: Place, what: str, fix: str) -> None:
        self.found.append((where, what, fix))

    def _format_is_ours(self, tables: dict[str, Any]) -> bool:
        """False for a newer format, of which nothing else can be checked."""
        version = tables.get("format")
        first_line = f"begin the file with `format = {FORMAT}`"
        if version is None:
            self._find((), "there is no `format`", first_line)
        elif type(version) is not int or version < 1:
            self._find(("format",), f"`format` is {_kind_of(version)} that no argmap writes", first_line)
        elif version > FORMAT:
            newer = version if version < 10**20 else "that is a number of more than twenty digits"  # too long to print
            what = f"the file has format {newer}, and this argmap reads format {FORMAT}: it needs a newer argmap"
            self._find(("format",), what, "update argmap")
            return False
        return True

    def _section(self, tables: dict[str, Any], section: Section) -> dict[str, Any]:
        by_id = tables.get(section.name, {})
        write = f"write `[{section.name}.some-id]` and the keys of the {section.word} below it"
        if not isinstance(by_id, dict):
            what = f"`{section.name}` is {_kind_of(by_id)}, and must be tables by id"
            self._find((section.name,), what, write)
            return {}
        elements = {}
        for element_id, values in by_id.items():
            here = (section.name, element_id)
            if not isinstance(values, dict) and not _is_id_like(element_id, section):
                self._find(here, f"`{element_id}` stands outside a {section.word}", write)
                continue
            elements[element_id] = section.element(**self._table(values, section.fields, here))
        return elements

    def _conflicts(self, by_section: object) -> Iterator[tuple[Address, object]]:
        """The tables of the conflicts, by what they are about."""
        sections = ("map", *(section.name for section in SECTIONS))
        for section, by_id in self._tables(by_section, sections, (CONFLICTS,)):
            if section == "map":
                yield from ((("map", name), at) for name, at in self._subjects(by_id, section, (CONFLICTS, section)))
                continue
            for element_id, by_name in self._tables(by_id, None, (CONFLICTS, section)):
                here = (CONFLICTS, section, element_id)
                for name, values in self._subjects(by_name, section, here):
                    if name != LINK:
                        yield (section, element_id, name), values
                        continue
                    for written, link in self._tables(values, None, (*here, LINK)):
                        yield (section, element_id, LINK, premises_text(parse_premises(written))), link

    def _subjects(self, by_name: object, section: str, where: Place) -> Iterator[tuple[str, object]]:
        known = (*subjects(section), *((LINK,) if section == "claims" else ()))
        yield from self._tables(by_name, known, where)

    def _tables(self, value: object, known: Iterable[str] | None, where: Place) -> Iterator[tuple[str, object]]:
        """What stands in a table of tables; where only some names can be in it, what stands under these."""
        if not isinstance(value, dict):
            what = f"`{_name(where)}` is {_kind_of(value)}, and must be a table"
            self._find(where, what, "write it as `argmap merge` does, or remove it")
            return
        if known is None:
            yield from value.items()
            return
        names = list(known)
        self._unknown_keys(value, names, where)
        yield from ((name, value[name]) for name in names if name in value)

    def _table(self, values: object, fields: tuple[Field, ...], where: Place) -> dict[str, Any]:
        """The values of one table by field; a missing or wrong required one is empty text."""
        if not isinstance(values, dict):
            what = f"`{_name(where)}` is {_kind_of(values)}, and must be a table"
            self._find(where, what, f"write `[{_name(where)}]` and its keys below it")
            return {field.name: "" for field in fields if field.required}
        self._unknown_keys(values, [field.name for field in fields], where)
        read = {}
        for field in fields:
            if field.name in values:
                read[field.name] = self._value(field, values[field.name], (*where, field.name))
            elif field.required:
                fix = f"add `{field.name} = {field.example}` to it"
                self._find((*where, field.name), f"`{_name(where)}` has no `{field.name}`", fix)
                read[field.name] = ""
        return read

    def _unknown_keys(self, values: Iterable[str], known: Iterable[str], where: Place) -> None:
        names = list(known)
        for unknown in values:
            if unknown not in names:
                inside = f" in `{_name(where)}`" if where else ""
                self._find((*where, unknown), f"unknown key `{unknown}`{inside}", _did_you_mean(unknown, names))

    def _value(self, field: Field, value: object, where: Place) -> object:
        """What the model holds for `value`; for one of the wrong type, what it holds where there is none."""
        read: object = "" if field.required else field.absent
        match field.kind, value:
            case ((Kind.LINE | Kind.PROSE), str()):
                read = value or read
            case ((Kind.NUMBER | Kind.POSITION), int()) if not isinstance(value, bool):
                read = value
            case Kind.TAGS, list():
                read = tuple(sorted(set(self._texts(value, where))))
            case Kind.ORDERED_IDS, list():
                read = tuple(self._texts(value, where))
            case Kind.PREMISES, list():
                read = self._premises(value, where)
            case Kind.UNDERCUTS, dict():
                read = self._undercuts(value, where)
            case _:
                what = f"`{field.name}` is {_kind_of(value)}, and must be {_EXPECTED[field.kind]}"
                self._find(where, what, f"write it as in `{field.name} = {field.example}`")
        return read

    def _texts(self, entries: list[object], where: Place) -> Iterator[str]:
        for index, entry in enumerate(entries):
            if isinstance(entry, str):
                yield entry
            else:
                what = f"entry {index + 1} of `{where[-1]}` is {_kind_of(entry)}, and must be text"
                self._find((*where, index), what, "put it between quotes")

    def _premises(self, entries: list[object], where: Place) -> tuple[Premises, ...]:
        return tuple(sorted(map(parse_premises, self._texts(entries, where))))

    def _undercuts(self, table: dict[str, object], where: Place) -> dict[Premises, tuple[Premises, ...]]:
        undercuts: dict[Premises, tuple[Premises, ...]] = {}
        for written, entries in table.items():
            here = (*where, written)
            against = parse_premises(written)
            if not isinstance(entries, list):
                what = f"the undercut of `{written}` is {_kind_of(entries)}, and must be a list of ids"
                self._find(here, what, f'write it as in `{written} = ["some-claim"]`')
            elif against in undercuts:
                self._find(here, f"`{premises_text(against)}` is undercut in two lists", "join the two")
            elif entries:
                undercuts[against] = self._premises(entries, here)
        return undercuts


def rules_broken(map_: ArgMap, found: Iterable[Place]) -> Iterator[Problem]:
    """The rules that a map breaks, but for what only follows from something found before, at these places."""
    places = set(found)
    if any(len(where) == 1 and where[0] in _TOP_KEYS[2:] for where in places):
        return
    for problem in problems(map_):
        around = (problem.where[:length] for length in range(1, len(problem.where) + 1))
        if places.isdisjoint(around):
            yield problem


def _is_id_like(name: str, section: Section) -> bool:
    """Whether `name` is more likely an element's id than a key that was put one table too high."""
    return is_id(name) and all(name != field.name for field in section.fields)


def _name(where: Place) -> str:
    return address_text(tuple(map(str, where)))


def _kind_of(value: object) -> str:
    """What a TOML value is, in the words of a person."""
    if isinstance(value, bool):
        return "true or false"
    names = {int: "a number", float: "a number with a point", str: "text", list: "a list", dict: "a table"}
    return names.get(type(value), "a date or time")


def _did_you_mean(unknown: str, known: list[str]) -> str:
    close = meant(unknown, known)
    if close:
        return f"did you mean `{close}`?"
    return f"remove it, or write one of {', '.join(known)}"

"""The one canonical text of a map: sections, tables and keys in the order of the field table, nothing that is empty.

tomli-w writes the TOML, without line breaks in strings. Two things are left to do here: prose of several lines is
written over several lines, and what tomli-w leaves in strings although a reader cannot see it is escaped. In a map from
a stranger, C1 controls, bidi controls and zero-width characters would let a line read otherwise than it is ("Trojan
Source", CVE-2021-42574) and reach the terminal of whoever prints the file.
"""

import re
from collections.abc import Iterable
from typing import Any

from argmap.model import FORMAT, Address, ArgMap, Premises, premises_text
from argmap.store.comments import Place, weave
from argmap.store.faults import UNSEEN, UnwritableMap, shown
from argmap.store.fields import CONFLICTS, MAP_FIELDS, SECTIONS, Field, Kind, fields_at
from argmap.store.scanner import Mark

_LEFT_BY_TOMLI_W = "[" + UNSEEN.replace(r"\x00-\x1f", r"\t") + "]"
_ESCAPED_IN_LINES = rf"""(?xm)
      (?!\n) [\\{UNSEEN}]
    | "  (?= "" | "?\Z )               # what would end the string
    | [ ] (?= \n | \Z )                # what editors strip
    | ^ ([<>=|]) (?= \1{{6}} )         # what git and we would take for a conflict marker
"""
_ORDER = ("map", *(section.name for section in SECTIONS))
_SHORT = {"\b": "\\b", "\t": "\\t", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}

_PLACE = r"(?m)^(\w+ = )(\d+)\.0"
"""What stands in the text for prose of several lines until it is put in: a float, of which a map has none."""

_Table = dict[str, Any]
"""What tomli-w writes as a table, in the order of the file: below its keys, the tables in it."""


def dumps(map_: ArgMap) -> str:
    """The canonical text of a map, with its comments: the same map always gives the same text.

    Raises UnwritableMap for a text with half a surrogate pair, which UTF-8 does not have.
    """
    import tomli_w  # 2 ms, which `argmap check` in a hook need not wait for: it only reads

    prose: list[str] = []
    tables = _tables(map_, prose)
    text = re.sub(_LEFT_BY_TOMLI_W, _escape, tomli_w.dumps(tables))
    if map_.comments:
        text = weave(_places(tables, (), []), filter(None, text.split("\n")), map_.comments)
    return re.sub(_PLACE, lambda place: f"{place[1]}{_over_lines(prose[int(place[2])])}", text) if prose else text


def _tables(map_: ArgMap, prose: list[str]) -> _Table:
    """The file as nested tables; prose of several lines goes into `prose`, and its index as a float into the table."""
    file: _Table = {"format": FORMAT, "map": _table(map_, MAP_FIELDS, prose)}
    for section in SECTIONS:
        elements = getattr(map_, section.name)
        if elements:
            file[section.name] = {some: _table(elements[some], section.fields, prose) for some in sorted(elements)}
    for where in sorted(map_.conflicts, key=lambda where: (_ORDER.index(where[0]), where)):
        inside = file.setdefault(CONFLICTS, {})
        for key in where[:-1]:
            inside = inside.setdefault(key, {})
        inside[where[-1]] = _table(map_.conflicts[where], fields_at(where), prose)
    return file


def _table(element: object, fields: Iterable[Field], prose: list[str]) -> _Table:
    table: _Table = {}
    for field in fields:
        value = getattr(element, field.name)
        if not field.required and value in (None, "", (), field.absent):
            continue
        match field.kind:
            case Kind.LINE:
                pass
            case Kind.TAGS:
                value = sorted(set(value))
            case Kind.PREMISES:
                value = _sorted_premises(value)
            case Kind.UNDERCUTS:
                lists = {
                    premises_text(tuple(sorted(against))): entries for against, entries in value.items() if entries
                }
                value = {against: _sorted_premises(lists[against]) for against in sorted(lists)}
                if not value:
                    continue
            case Kind.PROSE if "\n" in value:
                prose.append(value)
                value = float(len(prose) - 1)
        table[field.name] = value
    return table


def _sorted_premises(premises: Iterable[Premises]) -> list[str]:
    return sorted(premises_text(tuple(sorted(members))) for members in premises)


def _places(table: _Table, at: Address, places: list[Place]) -> list[Place]:
    """`places`, and after them what stands in each line that tomli-w writes for `table`, which lies at `at`."""
    for name, value in table.items():
        here = (*at, name)
        if isinstance(value, dict):
            if not isinstance(next(iter(value.values()), None), dict):  # it has keys of its own, or nothing in it
                places.append((here, Mark.TABLE))
            _places(value, here, places)
        elif isinstance(value, (list, tuple)):
            places.append((here, Mark.KEY))
            places += [((*here, entry), Mark.ENTRY) for entry in value]
            places.append((here, Mark.CLOSE))
        else:
            places.append((here, Mark.KEY))
    return places


def _over_lines(text: str) -> str:
    """`text` as TOML has it over several lines. Raises UnwritableMap for half a surrogate pair."""
    return f'"""\n{re.sub(_ESCAPED_IN_LINES, _escape, text)}"""'


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    if "\ud800" <= character <= "\udfff":
        before = found.string[max(0, found.start() - 20) : found.start()].rpartition("\n")[2]
        after = found.string[found.end() : found.end() + 20].partition("\n")[0]
        raise UnwritableMap(
            f"the text `{shown(before + character + after)}` holds half a surrogate pair, which no text file can hold; "
            "take it out"
        )
    return _SHORT.get(character) or f"\\u{ord(character):04x}"

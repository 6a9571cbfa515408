"""From the bytes of a file to the tables in it; what stands in the way of that, with its line."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import tomli

from argmap.model import Address, address_text
from argmap.store.escapes import shown
from argmap.store.faults import Fault, InvalidMap
from argmap.store.marks import DEEPEST, Event, Mark

MOST_FAULTS = 100
"""Faults of one kind that are told in one go; more of them help nobody."""

_MARKER = re.compile(r"^(?:(<{7}|\|{7}|>{7})(?: [^\n]*)?|(={7}))\r?$", re.MULTILINE)
_DEEP_KEY = re.compile(rf"^(?:[^\n=.]*+\.){{{DEEPEST}}}", re.MULTILINE)
_UNTEXTUAL = re.compile("[\\x00\\ud800-\\udfff]")
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")

_MENDS = (
    ("Unclosed array", "put a comma between the entries and `]` after the last"),
    ("Expected '='", "write `key = value`"),
    ("Unbalanced quotes", "close the string with the quotes it begins with"),
    ("Unterminated string", "close the string with the quotes it begins with"),
    ("Unescaped '\\'", "write a backslash as `\\\\`"),
    ("Invalid value", 'put text between quotes: `key = "text"`'),
    ("Expected newline or end of document", 'end the line after the value; write a quote inside a text as `\\"`'),
    ("Illegal character", "write a line break in a text as `\\n`, other control characters as `\\u00…`"),
    ("Found invalid character", "write a line break in a text as `\\n`, other control characters as `\\u00…`"),
    ("Cannot overwrite a value", "keep one of the two values of this key"),
    ("Cannot declare", "write all keys of this table in one place"),
    ("Cannot mutate", "write all keys of this table in one place"),
    ("Cannot redefine", "write all keys of this table in one place"),
)
_MARKER_MEND = "make of the two sides what it should say, then remove the line"
_MERGE_MEND = f"let `argmap merge --stages` merge the two sides, or {_MARKER_MEND}"
_OTHER_MEND = "write the line as TOML, see https://toml.io"


def decode(data: bytes, name: str) -> str:
    """The text of a map's file, without a byte order mark. Raises InvalidMap where it is not UTF-8 text."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        raise InvalidMap(
            [
                Fault(
                    shown(name),
                    line,
                    f"byte {column} of this line, 0x{data[error.start]:02x}, is not UTF-8",
                    "save the file with the encoding UTF-8",
                )
            ]
        ) from None
    return text


def parse(text: str, name: str) -> dict[str, Any]:
    """The tables of a TOML text. Raises InvalidMap with everything that keeps it from being read."""
    faults = _not_text(text, name)
    if not faults and _DEEP_KEY.search(text):  # tomli needs a time quadratic in the depth of keys
        faults = _too_deep(text, name)
    faults = faults or _conflicts(text, name)
    if faults:
        raise InvalidMap(faults)
    try:
        return tomli.loads(text)
    except RecursionError:  # its compiled code counts calls as Python does: no depth of brackets crashes it
        raise InvalidMap(_too_deep(text, name)) from None
    except ValueError as error:  # TOMLDecodeError, or int() on a number of thousands of digits
        refused = _syntax_fault(str(error), text, name)
    twice = list(islice(_duplicates(text, name), MOST_FAULTS))
    told = {fault.line for fault in twice}
    faults = twice if refused.line in told else [refused, *twice]
    raise InvalidMap(sorted(faults, key=lambda fault: fault.line))


def _not_text(text: str, name: str) -> list[Fault]:
    if not text.strip():
        mend = "put it back from git, or make a new map with `argmap new`"
        return [Fault(shown(name), 1, "the file is empty", mend)]
    if untextual := _UNTEXTUAL.search(text):
        line = text.count("\n", 0, untextual.start()) + 1
        what = "a NUL byte" if untextual[0] == "\0" else "half a surrogate pair"
        return [Fault(shown(name), line, f"{what}: this is not a text file", "name a map's TOML file")]
    return []


def _conflicts(text: str, name: str) -> list[Fault]:
    """The markers of git conflicts, each on its own.

    A line of seven `=` alone is no marker, and neither is one that is missing its counterparts in a text that
    is valid: such a line can only be part of a string over several lines.
    """
    markers = list(_MARKER.finditer(text))
    signs = "".join(marker[0][0] for marker in markers)
    if "<" not in signs and ">" not in signs and "|" not in signs:
        return []
    if not re.search(r"<\|?=>", signs) and _is_toml(text):
        return []
    return list(islice(_marker_faults(markers, text, name), MOST_FAULTS))


def _marker_faults(markers: list[re.Match[str]], text: str, name: str) -> Iterator[Fault]:
    inside, mend = False, _MERGE_MEND
    for marker in markers:
        sign = marker[0][0]
        if sign != "=" or inside:
            line = text.count("\n", 0, marker.start()) + 1
            what = f"a git conflict marker, `{shown(marker[0].strip())}`"
            yield Fault(shown(name), line, what, mend)
            mend = _MARKER_MEND  # the way out is told once
        inside = sign in "<|"


def _is_toml(text: str) -> bool:
    try:
        tomli.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _too_deep(text: str, name: str) -> list[Fault]:
    """A fault at the first place where brackets or keys lie deeper than any map has them."""
    from argmap.store.scanner import scan

    for event in scan(text):
        if len(event.at) > DEEPEST:
            what = f"brackets or keys lie more than {DEEPEST} deep in one another"
            return [Fault(shown(name), event.line, what, "a map needs four levels: name a map's TOML file")]
    return []


def _syntax_fault(message: str, text: str, name: str) -> Fault:
    place = _PLACE.search(message)
    what = _PLACE.sub("", message)
    line = int(place[1]) if place and place[1] else _beginning_of_last(text)
    if _MARKER.fullmatch(text.split("\n", line)[line - 1]):
        return Fault(shown(name), line, "a git conflict marker that was left behind", _MARKER_MEND)
    mend = next((mend for start, mend in _MENDS if what.startswith(start)), _OTHER_MEND)
    return Fault(shown(name), line, f"not valid TOML: {shown(what[:1].lower() + what[1:])}", mend)


def _beginning_of_last(text: str) -> int:
    """The line of the last key or entry: where what runs to the end of the text has begun."""
    from argmap.store.scanner import scan

    return max((event.line for event in scan(text) if event.mark in (Mark.KEY, Mark.ENTRY)), default=1)


def _duplicates(text: str, name: str) -> Iterator[Fault]:
    """Every table and key that stands in the file a second time."""
    from argmap.store.scanner import scan

    first: dict[tuple[Mark, Address], int] = {}
    in_second_table = False
    for event in scan(text):
        this = (event.mark, event.at)
        if event.mark is Mark.TABLE:
            in_second_table = this in first
        if event.mark is Mark.TABLE or (event.mark is Mark.KEY and not in_second_table):
            if this in first:
                yield _duplicate(event, first[this], name)
            first.setdefault(this, event.line)


def _duplicate(event: Event, first_line: int, name: str) -> Fault:
    written = shown(address_text(event.at))
    if event.mark is Mark.TABLE:
        return Fault(
            shown(name),
            event.line,
            f"the table `[{written}]` stands here again, first in line {first_line}",
            "join the two, or give one another id",
        )
    what = f"the key `{written}` stands here again, first in line {first_line}"
    return Fault(shown(name), event.line, what, "keep one of the two")

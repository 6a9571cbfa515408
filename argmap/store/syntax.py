"""From the bytes of a file to the tables in it; what stands in the way of that, with its line."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import tomli

from argmap.model import Address, address_text
from argmap.store.faults import Fault, InvalidMap, shown
from argmap.store.scanner import DEEPEST, Event, Mark, newer_than_1_0, scan

MOST_FAULTS = 100
"""Faults of one kind that are reported at once; more of them help nobody."""

_MARKER = re.compile(r"^(?:(<{7}|\|{7}|>{7})(?: [^\n]*)?|(={7}))\r?$", re.MULTILINE)
_DEEP_KEY = re.compile(rf"^(?:[^\n=.]*+\.){{{DEEPEST}}}", re.MULTILINE)
_UNTEXTUAL = re.compile("[\\x00\\ud800-\\udfff]")
_MAYBE_NEWER = re.compile(r"[=,\[\n][ \t]*(?:\{|(?:\d{4}-\d\d-\d\d[Tt ])?\d\d:\d\d(?!:))|\\[ex]")
"""Stands in every text with something that only TOML 1.1 has; where it is missing, nobody need look closer."""
_LONG_NUMBER = re.compile(r"(?:^|[=\[,{])[ \t]*[+-]?[0-9_]{4000}", re.MULTILINE)

_CLOSE_STRING = ("a text between quotes does not end", "close it with the quotes that it begins with")
_CONTROL = (
    "a control character stands where none may",
    "write a line break in a text as `\\n`, other control characters as `\\u00…`",
)
_ONE_PLACE = ("this table is written in two places", "write all its keys in one place")
_KINDS = (
    ("Unclosed array", "a list does not end", "put a comma between the entries and `]` after the last"),
    ("Unclosed inline table", "an inline table does not end", "put a comma between its keys and `}` after the last"),
    ("Expected '='", "a key has no `=`", "write `key = value`"),
    ("Expected ']", "the header of a table does not end", "write it as `[table]`"),
    ("Unbalanced quotes", *_CLOSE_STRING),
    ("Unterminated string", *_CLOSE_STRING),
    ("Unescaped '\\'", "a backslash stands in a text alone", "write a backslash as `\\\\`"),
    ("Invalid hex value", "an escape has no number", "write it as `\\u00e9`, and a backslash as `\\\\`"),
    ("Escaped character", "an escape is the number of no character", "write the character itself"),
    ("Invalid value", "this is no value", 'put text between quotes: `key = "text"`'),
    ("Invalid date", "there is no such date or time", "correct it, or put it between quotes"),
    ("Invalid initial character", "this is no key", "write keys with a-z, 0-9, _ and -, or put them between quotes"),
    ("Invalid statement", "this is neither a key nor a table", "write `key = value` or `[table]`"),
    (
        "Expected newline or end of document",
        "the line goes on after its value",
        'end the line there; write a quote inside a text as `\\"`',
    ),
    ("Illegal character", *_CONTROL),
    ("Found invalid character", *_CONTROL),
    ("Cannot overwrite a value", "this key has a value already", "keep one of the two"),
    ("Duplicate inline table key", "this key has a value already", "keep one of the two"),
    ("Cannot declare", *_ONE_PLACE),
    ("Cannot mutate", *_ONE_PLACE),
    ("Cannot redefine", *_ONE_PLACE),
)
"""How tomli's words for a kind of fault begin, and what argmap says of it. Words that tomli changes cost the exact
sentence only: the line and a general one are left."""
_OTHER_KIND = ("this line cannot be read", "write it as TOML 1.0, see https://toml.io")
_MARKER_FIX = "make of the two sides what it should say, then remove the line"
_MERGE_FIX = f"let `argmap merge --stages` merge the two sides, or {_MARKER_FIX}"


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
        return toml_1_0(text)
    except RecursionError:  # its compiled code counts calls as Python does: no depth of brackets crashes it
        raise InvalidMap(_too_deep(text, name)) from None
    except NotTomlError as error:
        refused = [_syntax_fault(finding, text, name) for finding in error.findings]
    twice = list(islice(_duplicates(text, name), MOST_FAULTS))
    reported = {fault.line for fault in twice}
    faults = [fault for fault in refused if fault.line not in reported] + twice
    raise InvalidMap(sorted(faults, key=lambda fault: fault.line))


class NotTomlError(ValueError):
    """A text is not TOML 1.0."""

    def __init__(self, findings: list[tuple[int, str, str]]) -> None:
        super().__init__()
        self.findings = findings
        """At least one: the line, what is wrong there, and how to fix it."""


def toml_1_0(text: str) -> dict[str, Any]:
    """The tables of a text of TOML 1.0, whichever versions of TOML the installed tomli reads.

    Raises NotTomlError, and RecursionError where brackets are nested too deep.
    """
    if _MAYBE_NEWER.search(text) and (newer := newer_than_1_0(text)):
        raise NotTomlError(newer[:MOST_FAULTS])
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        ends_early = error.pos >= len(error.doc) and not error.msg.startswith("Expected")
        line = _beginning_of_last(text) if ends_early else error.lineno
        kind = next((kind for start, *kind in _KINDS if error.msg.startswith(start)), _OTHER_KIND)
        raise NotTomlError([(line, *kind)]) from error
    except ValueError as error:  # what int() raises
        found = _LONG_NUMBER.search(text)
        line = text.count("\n", 0, found.end()) + 1 if found else _beginning_of_last(text)
        raise NotTomlError([(line, "a number has thousands of digits", "shorten it")]) from error


def _not_text(text: str, name: str) -> list[Fault]:
    if not text.strip():
        fix = "restore it from git, or create a new map with `argmap new`"
        return [Fault(shown(name), 1, "the file is empty", fix)]
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
    inside, fix = False, _MERGE_FIX
    for marker in markers:
        sign = marker[0][0]
        if sign != "=" or inside:
            line = text.count("\n", 0, marker.start()) + 1
            what = f"a git conflict marker, `{shown(marker[0].strip())}`"
            yield Fault(shown(name), line, what, fix)
            fix = _MARKER_FIX  # the way out is shown once
        inside = sign in "<|"


def _is_toml(text: str) -> bool:
    try:
        toml_1_0(text)
    except (NotTomlError, RecursionError):
        return False
    return True


def _too_deep(text: str, name: str) -> list[Fault]:
    """A fault at the first place where brackets or keys lie deeper than any map has them."""
    for event in scan(text):
        if len(event.at) > DEEPEST:
            what = f"brackets or keys lie more than {DEEPEST} deep in one another"
            return [Fault(shown(name), event.line, what, "a map needs four levels: name a map's TOML file")]
    return []


def _syntax_fault(finding: tuple[int, str, str], text: str, name: str) -> Fault:
    line, what, fix = finding
    if _MARKER.fullmatch(text.split("\n", line)[line - 1]):
        return Fault(shown(name), line, "a git conflict marker that was left behind", _MARKER_FIX)
    return Fault(shown(name), line, f"not valid TOML: {shown(what)}", fix)


def _beginning_of_last(text: str) -> int:
    """The line of the last key or entry: where what runs to the end of the text has begun."""
    return max((event.line for event in scan(text) if event.mark in (Mark.KEY, Mark.ENTRY)), default=1)


def _duplicates(text: str, name: str) -> Iterator[Fault]:
    """Every table and key that stands in the file a second time."""
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
            f"the table `[{written}]` is repeated here, first in line {first_line}",
            "join the two, or give one another id",
        )
    what = f"the key `{written}` is repeated here, first in line {first_line}"
    return Fault(shown(name), event.line, what, "keep one of the two")

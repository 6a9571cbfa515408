"""Where everything stands in the text of a map: each table, key and list entry with its line, and each comment.

tomli gives the values but neither lines nor comments. The scanner walks the same text once, without
recursion, over the whole grammar of TOML 1.0 (https://toml.io/en/v1.0.0). It trusts that tomli judges what
is valid: on a broken text it never fails, reports what it can make out, and begins afresh at the next line.
"""

import re
from collections import deque
from collections.abc import Iterator
from enum import Enum, auto
from itertools import pairwise
from typing import NamedTuple, TypeGuard

import tomli

from argmap.model import Address
from argmap.store.faults import Fault, shown
from argmap.store.fields import model_address

DEEPEST = 32
"""Keys and brackets that may lie within one another; a valid map has four. Addresses of deeper things are cut
off one part after it, so that a walk through any text takes time and room in proportion to its length."""


Place = tuple[str | int, ...]
"""An address, or that of a list and the index of one of its entries."""


class Mark(Enum):
    """The kinds of things."""

    TABLE = auto()
    """A header, `[a.b]`."""
    TABLES = auto()
    """The header of an array of tables, `[[a.b]]`."""
    KEY = auto()
    """A key and its `=`."""
    ENTRY = auto()
    """An element of a list."""
    CLOSE = auto()
    """The end of a list or of an inline table."""
    COMMENT = auto()
    """A comment on a line of its own."""
    BESIDE = auto()
    """A comment at the end of a line that holds something else."""
    BLANK = auto()
    """An empty line outside strings."""


class Event(NamedTuple):
    """One thing in the text."""

    mark: Mark
    line: int
    """Counted from 1; where it begins."""
    at: Address = ()
    """The keys that lead to it; those of a list's entry end with the entry's text."""
    text: str = ""
    """A comment with its `#`, beside something else with the space before it; the bracket of a CLOSE."""
    nth: int = 0
    """Which entry of its list it is, from 0."""


# Only single characters are repeated possessively (`[^"]*+`): Python 3.11.0 to 3.11.4 matches a possessive group
# wrongly (https://github.com/python/cpython/issues/106052). Without it the walk is linear all the same, as whatever
# follows a group here always matches, so that nothing is tried twice.
_TOKEN = r'''(?sx)
      (?P<space>   [ \t]+ )
    | (?P<newline> \r?\n )
    | (?P<comment> \#[^\n]* )
    | (?P<lines>   """ [^\\"]*+ (?: (?: \\. | "(?!"") ) [^\\"]*+ )* (?: """ "{0,2} | \Z | . )
                 | \'\'\' [^']*+ (?: '(?!\'\') [^']*+ )* (?: \'\'\' '{0,2} | \Z ) )
    | (?P<string>  " [^\\"\n]*+ (?: \\[^\n] [^\\"\n]*+ )* "?
                 | ' [^'\n]*+ '? )
    | (?P<bare>    [^\s\#"'=,.\[\]{}]+ )
    | (?P<other>   . )
'''
"""Compiled by `re` at the first scan, as the patterns below: together 3 ms, and a valid map is read without a scan."""
_TIME_WITHOUT_SECONDS = r"(?:\d{4}-\d\d-\d\d[Tt])?\d\d:\d\d(?:[Zz]|[+-]\d\d:\d\d)?"
_DATE = r"\d{4}-\d\d-\d\d"
_ESCAPE = r"(?s)\\(?:x(?P<hex>[0-9A-Fa-f]{2})|.)"

_HEX_FIX = "write a character by its number as `\\u00e9`, and a backslash as `\\\\`"
Newer = tuple[int, str, str]
"""The line of something that only TOML 1.1 has, what it is, and how to write it in TOML 1.0."""


class _Expected(Enum):
    KEY = auto()
    HEADER = auto()
    VALUE = auto()
    TIME = auto()
    """After a date: its time, behind a space, or whatever follows a value."""
    REST = auto()


class _Open:
    """A list or inline table that has not been closed yet."""

    def __init__(self, at: Address, closed_by: str) -> None:
        self.at = at
        self.closed_by = closed_by
        self.index = 0
        self.over_lines = False


class _Scan:
    """The state of one walk: what is open, and what the next token can be."""

    def __init__(self) -> None:
        self.line = 1
        self.fresh = True
        """Nothing but space so far on this line."""
        self.expected = _Expected.KEY
        self.header: Address = ()
        self.many = False
        """The header being read has two brackets."""
        self.keys: list[str] = []
        self.at: Address = ()
        """The keys of the value that is expected."""
        self.open: list[_Open] = []
        self.newer: list[Newer] = []


def scan(text: str) -> Iterator[Event]:
    """Everything that `text` holds, from its beginning to its end."""
    return _walk(text, _Scan())


def newer_than_1_0(text: str) -> list[Newer]:
    """What `text` has that only TOML 1.1 allows (https://github.com/toml-lang/toml/blob/main/CHANGELOG.md)."""
    state = _Scan()
    deque(_walk(text, state), maxlen=0)
    return state.newer


def _walk(text: str, state: _Scan) -> Iterator[Event]:
    space = ""
    for token in re.finditer(_TOKEN, text):
        kind, written = token.lastgroup, token.group()
        if kind == "space":
            space = written
            continue
        if kind == "comment":
            comment = written.rstrip()
            yield (
                Event(Mark.COMMENT, state.line, text=comment)
                if state.fresh
                else Event(Mark.BESIDE, state.line, text=space + comment)
            )
        elif kind == "newline":
            if state.fresh:
                yield Event(Mark.BLANK, state.line)
            _next_line(state)
        elif kind == "other":
            yield from _punctuation(state, written)
        else:
            yield from _word(state, written, quoted=kind != "bare")
        space = ""
        state.fresh = kind == "newline"


def _next_line(state: _Scan) -> None:
    inside = state.open[-1] if state.open else None
    if inside is not None and inside.closed_by == "}" and not inside.over_lines:
        inside.over_lines = True
        what = "an inline table, `{ … }`, goes on in the next line, which TOML 1.0 does not allow"
        state.newer.append((state.line, what, "write it in one line, or as a table with a header of its own"))
    state.line += 1
    if not state.open:
        state.expected = _Expected.KEY
        state.keys.clear()


def _word(state: _Scan, written: str, *, quoted: bool) -> Iterator[Event]:
    """A string or a bare word: a part of a key, or a value."""
    if quoted and "\\" in written and written[0] == '"':
        _note_newer_escapes(state, written)
    elif state.expected in (_Expected.VALUE, _Expected.TIME) and re.fullmatch(_TIME_WITHOUT_SECONDS, written):
        what = f"the time `{written}` has no seconds, which TOML 1.0 does not allow"
        state.newer.append((state.line, what, "write them, as in `07:32:00`, or put it between quotes"))
    if state.expected in (_Expected.KEY, _Expected.HEADER):
        state.keys.append(_content(written) if quoted else written)
    elif state.expected is _Expected.VALUE:
        inside = state.open[-1] if state.open else None
        if inside is not None and inside.closed_by == "]":
            entry = _content(written) if quoted else written
            yield Event(Mark.ENTRY, state.line, (*inside.at, entry)[: DEEPEST + 1], nth=inside.index)
        state.expected = _Expected.TIME if re.fullmatch(_DATE, written) else _Expected.REST
    if quoted:
        state.line += written.count("\n")


def _note_newer_escapes(state: _Scan, written: str) -> None:
    line, counted = state.line, 0
    for found in re.finditer(_ESCAPE, written):
        escape = found[0]
        if escape[1] in "ex":
            line += written.count("\n", counted, found.start())
            counted = found.start()
            fix = f"write it as `\\u00{found['hex'] or '1b'}`" if len(escape) > 2 or escape[1] == "e" else _HEX_FIX
            state.newer.append((line, f"TOML 1.0 does not have the escape `{escape}`", fix))


def _punctuation(state: _Scan, sign: str) -> Iterator[Event]:
    if sign == "=" and state.expected is _Expected.KEY:
        base = state.open[-1].at if state.open else state.header
        state.at = (*base, *state.keys)[: DEEPEST + 1]
        state.keys.clear()
        state.expected = _Expected.VALUE
        yield Event(Mark.KEY, state.line, state.at)
    elif sign in "[{":
        yield from _opening(state, sign)
    elif sign in "]}":
        yield from _closing(state, sign)
    elif sign == "," and state.open:
        inside = state.open[-1]
        inside.index += 1
        state.keys.clear()
        state.expected = _Expected.VALUE if inside.closed_by == "]" else _Expected.KEY


def _opening(state: _Scan, sign: str) -> Iterator[Event]:
    if state.expected is _Expected.KEY and sign == "[" and not state.open and not state.keys:
        state.expected = _Expected.HEADER
        state.many = False
    elif state.expected is _Expected.HEADER and sign == "[" and not state.keys:
        state.many = True
    elif state.expected is _Expected.VALUE:
        at = state.at
        inside = state.open[-1] if state.open else None
        if inside is not None and inside.closed_by == "]":
            at = (*inside.at, sign)[: DEEPEST + 1]
            yield Event(Mark.ENTRY, state.line, at, nth=inside.index)
        state.open.append(_Open(at, "]" if sign == "[" else "}"))
        state.keys.clear()
        state.expected = _Expected.VALUE if sign == "[" else _Expected.KEY


def _closing(state: _Scan, sign: str) -> Iterator[Event]:
    if state.expected is _Expected.HEADER:
        state.header = tuple(state.keys[: DEEPEST + 1])
        state.keys.clear()
        state.expected = _Expected.REST
        yield Event(Mark.TABLES if state.many else Mark.TABLE, state.line, state.header)
    elif state.open and state.open[-1].closed_by == sign:
        if sign == "}" and state.open[-1].index and state.expected is _Expected.KEY and not state.keys:
            what = "there is a comma before the `}` of an inline table, which TOML 1.0 does not allow"
            state.newer.append((state.line, what, "remove the comma"))
        yield Event(Mark.CLOSE, state.line, state.open.pop().at, text=sign)
        state.expected = _Expected.REST


def _content(literal: str) -> str:
    """What a string in the text says; itself where it is not a valid one."""
    if "\\" not in literal and "\n" not in literal and not literal.startswith(('"""', "'''")):
        return literal[1:-1]
    try:
        content = tomli.loads(f"content = {literal}")["content"]
    except tomli.TOMLDecodeError:
        return literal
    return content if isinstance(content, str) else literal


Mention = tuple[int, str]
"""A line, counted from 1, and what it says."""


_HAS_PLACE = frozenset({Mark.TABLE, Mark.TABLES, Mark.KEY, Mark.ENTRY})


def lines_of(text: str) -> dict[Address, int]:
    """The line, from 1, on which each table, key and list entry of a file begins; the first, if several do."""
    return {place: line for place, line in _lines(text).items() if _is_address(place)}


def mentions(text: str, some_id: str) -> list[Mention]:
    """The lines of a file on which a note or a comment names `some_id`, as a word of its own."""
    named = re.compile(rf"(?<![\w-]){re.escape(some_id)}(?![\w-])", re.ASCII)
    if not named.search(text):
        return []
    lines = text.split("\n")
    found: dict[int, str] = {}
    for event, following in pairwise((*scan(text), Event(Mark.BLANK, len(lines)))):
        if event.mark in (Mark.COMMENT, Mark.BESIDE):
            found.update({event.line: event.text.strip()} if named.search(event.text) else {})
        elif event.mark is Mark.KEY and "note" in event.at[1:]:
            for line in range(event.line, max(event.line + 1, following.line)):
                if named.search(lines[line - 1]):
                    found[line] = lines[line - 1].strip()
    return sorted(found.items())


class Locator:
    """Makes faults of one file, each with its line."""

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._lines = _lines(text)

    def fault(self, where: Place, what: str, fix: str) -> Fault:
        """A fault at `where`, or where that has no line, at the nearest thing around it that has one."""
        while where and where not in self._lines:
            where = where[:-1]
        return Fault(shown(self._file), self._lines.get(where, 1), shown(what), shown(fix))


def _lines(text: str) -> dict[Place, int]:
    lines: dict[Place, int] = {}
    for event in scan(text):
        if event.mark not in _HAS_PLACE:
            continue
        if event.mark is Mark.ENTRY:
            lines.setdefault((*event.at[:-1], event.nth), event.line)
        for at in {event.at, model_address(event.at)}:
            for length in range(1, len(at) + 1):
                lines.setdefault(at[:length], event.line)
    return lines


def _is_address(place: Place) -> TypeGuard[Address]:
    return isinstance(place[-1], str)

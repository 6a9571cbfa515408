"""Where everything stands in a TOML text: each table, key and list entry with its line, and each comment.

tomli gives the values but neither lines nor comments. The scanner walks the same text once, without
recursion, over the whole grammar of TOML 1.0 (https://toml.io/en/v1.0.0). It trusts that tomli judges what
is valid: on a broken text it never fails, reports what it can make out, and begins afresh at the next line.
"""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

import tomli

from argmap.model import Address
from argmap.store.marks import DEEPEST, Event, Mark

# Only single characters are repeated possessively (`[^"]*+`): Python 3.11.0 to 3.11.4 matches a possessive group
# wrongly (https://github.com/python/cpython/issues/106052). Without it the walk is linear all the same, as whatever
# follows a group here always matches, so that nothing is tried twice.
_TOKEN = re.compile(
    r'''
      (?P<space>   [ \t]+ )
    | (?P<newline> \r?\n )
    | (?P<comment> \#[^\n]* )
    | (?P<lines>   """ [^\\"]*+ (?: (?: \\. | "(?!"") ) [^\\"]*+ )* (?: """ "{0,2} | \Z | . )
                 | \'\'\' [^']*+ (?: '(?!\'\') [^']*+ )* (?: \'\'\' '{0,2} | \Z ) )
    | (?P<string>  " [^\\"\n]*+ (?: \\[^\n] [^\\"\n]*+ )* "?
                 | ' [^'\n]*+ '? )
    | (?P<bare>    [^\s\#"'=,.\[\]{}]+ )
    | (?P<other>   . )
    ''',
    re.VERBOSE | re.DOTALL,
)


_TIME_WITHOUT_SECONDS = re.compile(r"(?:\d{4}-\d\d-\d\d[Tt])?\d\d:\d\d(?:[Zz]|[+-]\d\d:\d\d)?")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_ESCAPE = re.compile(r"\\(?:x(?P<hex>[0-9A-Fa-f]{2})|.)", re.DOTALL)

_HEX_MEND = "write a character by its number as `\\u00e9`, and a backslash as `\\\\`"

Newer = tuple[int, str, str]
"""The line of something that only TOML 1.1 has, what it is, and how to write it in TOML 1.0."""


class _Expected(Enum):
    KEY = auto()
    HEADER = auto()
    VALUE = auto()
    TIME = auto()
    """After a date: its time, behind a space, or whatever follows a value."""
    REST = auto()


@dataclass(slots=True)
class _Open:
    """A list or inline table that has not been closed yet."""

    at: Address
    closed_by: str
    index: int = 0
    over_lines: bool = False


@dataclass(slots=True)
class _Scan:
    """The state of one walk: what is open, and what the next token can be."""

    line: int = 1
    fresh: bool = True
    """Nothing but space so far on this line."""
    expected: _Expected = _Expected.KEY
    header: Address = ()
    many: bool = False
    """The header being read has two brackets."""
    keys: list[str] = field(default_factory=list)
    at: Address = ()
    """The keys of the value that is expected."""
    open: list[_Open] = field(default_factory=list)
    newer: list[Newer] = field(default_factory=list)


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
    for token in _TOKEN.finditer(text):
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
    elif state.expected in (_Expected.VALUE, _Expected.TIME) and _TIME_WITHOUT_SECONDS.fullmatch(written):
        what = f"the time `{written}` has no seconds, which TOML 1.0 does not allow"
        state.newer.append((state.line, what, "write them, as in `07:32:00`, or put it between quotes"))
    if state.expected in (_Expected.KEY, _Expected.HEADER):
        state.keys.append(_content(written) if quoted else written)
    elif state.expected is _Expected.VALUE:
        inside = state.open[-1] if state.open else None
        if inside is not None and inside.closed_by == "]":
            entry = _content(written) if quoted else written
            yield Event(Mark.ENTRY, state.line, (*inside.at, entry)[: DEEPEST + 1], nth=inside.index)
        state.expected = _Expected.TIME if _DATE.fullmatch(written) else _Expected.REST
    if quoted:
        state.line += written.count("\n")


def _note_newer_escapes(state: _Scan, written: str) -> None:
    line, counted = state.line, 0
    for found in _ESCAPE.finditer(written):
        escape = found[0]
        if escape[1] in "ex":
            line += written.count("\n", counted, found.start())
            counted = found.start()
            mend = f"write it as `\\u00{found['hex'] or '1b'}`" if len(escape) > 2 or escape[1] == "e" else _HEX_MEND
            state.newer.append((line, f"TOML 1.0 does not have the escape `{escape}`", mend))


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

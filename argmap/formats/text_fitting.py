"""How wide text is at most, and where its rows break, for pictures that any reader's own fonts will letter.

Nobody knows the fonts of the machine that will show a picture. So each character is taken as wide as in the widest
of the usual ones, and a row is full before it could leave its box; in narrower fonts some room is left.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from argmap.formats.markup import harmless
from argmap.text.characters import NEVER_FIRST, NEVER_LAST
from argmap.text.one_line import reading_line

ELLIPSIS: Final = "…"

# From the space to the tilde, in hundredths of the letter height: the wider of DejaVu Sans 2.37 (which is as wide as
# Verdana) and Liberation Sans 2.1 (as wide as Arial and Helvetica), rounded up.
_REGULAR: Final = (
    "32 41 46 84 64 96 78 28 40 40 50 84 32 37 32 34 64 64 64 64 64 64 64 64 64 64 34 34 84 84 84 56 102 69 69 73 78 "
    "67 62 78 76 30 50 67 56 87 75 79 67 79 73 67 62 74 69 99 69 67 69 40 34 40 84 56 50 62 64 55 64 62 36 64 64 28 "
    "28 58 28 98 64 62 64 64 42 53 40 64 60 82 60 60 53 64 34 64 84"
)
_BOLD: Final = (
    "35 46 53 84 70 101 88 31 46 46 53 84 38 42 38 37 70 70 70 70 70 70 70 70 70 70 40 40 84 84 84 62 100 78 77 74 84 "
    "69 69 83 84 38 56 78 64 100 84 86 74 86 78 73 69 82 78 111 78 73 73 46 37 46 84 56 50 68 72 60 72 68 44 72 72 35 "
    "35 67 35 105 72 69 72 72 50 60 48 72 66 93 65 66 59 72 37 72 84"
)
_IDEOGRAPH_WIDTH: Final = 100
_NARROWEST: Final = 20
"""Less than any character that is seen: of longer texts only the beginning is looked at."""
_EMOJI_WIDTH: Final = 135
_OTHER_WIDTH: Final = {False: 145, True: 160}
"""Letters and signs that no table has; by whether they are bold."""
_GIANTS: Final = {"\ufdfd": 1200, "\u2031": 190, "\u2e3a": 210, "\u2e3b": 310, "\u2a0c": 170, "\ufb17": 175}
_CUNEIFORM: Final = ("\U00012000", "\U0001254f")
_CUNEIFORM_WIDTH: Final = 420
_SYLLABICS: Final = ("\u1400", "\u169f")
_SYLLABIC_WIDTH: Final = 210
_QUOTES_AND_DASHES: Final = dict.fromkeys("‘’‚‛′", 40) | dict.fromkeys("“”„‟«»″–", 66) | {"·": 40, "…": 100, "—": 100}
"""Whatever the fonts of other scripts make of them."""

_IDEOGRAPHS: Final = (
    "\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60"
    "\U00016fe0-\U00018fff\U0001b000-\U0001b2ff\U00020000-\U0003fffd"
)
_MARKS: Final = (
    "\u0300-\u036f\u0483-\u0489\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a"
    "\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef"
)
_TOO_MANY_MARKS: Final = re.compile(f"([{_MARKS}]{{3}})[{_MARKS}]+")
_IN_WORD: Final = rf"[^ {_IDEOGRAPHS}\-–—/]"
_PIECE: Final = re.compile(
    rf"[{_IDEOGRAPHS}][{_MARKS}]* ?|{_IN_WORD}*[\-–—/]+(?=[^\d ])|{_IN_WORD}+[\-–—/]* ?|[\-–—/]+ ?| "
)
"""What a row is never broken within, unless it is longer than a row, with the space after it."""
_HAN_OR_KANA: Final = re.compile(f"[{_IDEOGRAPHS}]")


class _Advances(dict[str, int]):
    """The greatest width of each character, in hundredths of the letter height; filled as they are asked for.

    In a row with ideographs (`wide`), the signs and letters that Chinese fonts draw as wide as an ideograph, which
    Unicode calls ambiguous (UAX 11), are taken as wide.
    """

    def __init__(self, *, bold: bool, wide: bool) -> None:
        table = (_BOLD if bold else _REGULAR).split()
        super().__init__(zip(map(chr, range(0x20, 0x7F)), map(int, table), strict=True))
        self.update(_GIANTS)
        self._bold = bold
        self._wide = wide

    def __missing__(self, character: str) -> int:
        self[character] = width = self._found(character)
        return width

    def _found(self, character: str) -> int:
        narrow = _QUOTES_AND_DASHES.get(character, _measured(bold=self._bold).get(character))
        if narrow is None:
            narrow = self._guessed(character)
        if self._wide and (character in _QUOTES_AND_DASHES or unicodedata.east_asian_width(character) == "A"):
            return max(_IDEOGRAPH_WIDTH, narrow)
        return narrow

    def _guessed(self, character: str) -> int:
        if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
            return 0
        if _CUNEIFORM[0] <= character <= _CUNEIFORM[1]:
            return _CUNEIFORM_WIDTH
        if _SYLLABICS[0] <= character <= _SYLLABICS[1]:
            return _SYLLABIC_WIDTH
        if unicodedata.east_asian_width(character) in "WF":
            return _EMOJI_WIDTH if unicodedata.category(character) == "So" else _IDEOGRAPH_WIDTH
        base = unicodedata.normalize("NFD", character)[0]
        return self[base] if base != character and base < "\x7f" else _OTHER_WIDTH[self._bold]


@cache
def _measured(*, bold: bool) -> Mapping[str, int]:
    """The widths in advances.txt, which scripts/advances.py measured in the usual fonts of many scripts."""
    widths = {}
    for row in Path(__file__).with_name("advances.txt").read_text(encoding="ascii").splitlines():
        first, _, said = row.partition(" ")
        for at, width in enumerate(said.split(" | ")[bold].split()):
            if width != "-":
                widths[chr(int(first, 16) + at)] = int(width)
    return widths


_ADVANCES: Final = {(bold, wide): _Advances(bold=bold, wide=wide) for bold in (False, True) for wide in (False, True)}


def width(text: str, *, bold: bool = False) -> int:
    """The greatest width of a text, in hundredths of the letter height."""
    return sum(map(_ADVANCES[bold, False].__getitem__, text))


def rows_of(text: str, room: int, most: int, *, bold: bool = False) -> list[str]:
    """A text as rows that fit into a room (in hundredths of the letter height), at least one; "…" ends what is cut.

    Rows break at spaces and next to ideographs, except where kinsoku forbids it. Characters that could act on the
    page around them are replaced by pictures of themselves.
    """
    if text.isascii() and text.isprintable() and width(text, bold=bold) <= room:
        return [text.strip()]
    shown = _TOO_MANY_MARKS.sub(r"\1", harmless(reading_line(text[: most * room // _NARROWEST])))
    rows: list[str] = []
    for row in _wrapped(shown, room, bold=bold):
        if len(rows) == most:
            rows[-1] = _with_ellipsis(rows[-1], room, bold=bold)
            break
        rows.append(row)
    return rows or [""]


def cut(text: str, room: int, *, bold: bool = False) -> str:
    """As much of a text as one row holds."""
    return rows_of(text, room, 1, bold=bold)[0]


def _wrapped(text: str, room: int, *, bold: bool) -> Iterator[str]:
    wide = _HAN_OR_KANA.search(text) is not None
    row: list[str] = []
    left = room
    for piece in _pieces(text):
        taken, with_space = _piece_width(piece, wide, bold)
        if taken > left and row:
            yield "".join(row).rstrip(" ")
            row, left = [], room
        if taken > room:
            *whole, rest = _broken(piece, room, _ADVANCES[bold, wide])
            yield from whole
            row, left = [rest], room - _piece_width(rest, wide, bold)[1]
        else:
            row.append(piece)
            left -= with_space
    if row:
        yield "".join(row).rstrip(" ")


def _pieces(text: str) -> Iterator[str]:
    """What a row is not broken within, with what kinsoku ties to it."""
    held = ""
    for piece in _PIECE.findall(text):
        if held and held[-1] != " " and (piece[0] in NEVER_FIRST or held[-1] in NEVER_LAST):
            held += piece
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held


@lru_cache(maxsize=1 << 14)
def _piece_width(piece: str, wide: bool, bold: bool) -> tuple[int, int]:
    """The width without and with the space at its end."""
    advances = _ADVANCES[bold, wide]
    taken = sum(map(advances.__getitem__, piece))
    return (taken - advances[" "] if piece[-1:] == " " else taken), taken


def _broken(piece: str, room: int, advances: _Advances) -> list[str]:
    """A piece longer than a row, in parts that are not, between characters as readers see them."""
    from wcwidth import iter_graphemes

    parts, held, left = [], "", room
    for cluster in iter_graphemes(piece):
        taken = sum(map(advances.__getitem__, cluster))
        if taken > left and held:
            parts.append(held)
            held, left = "", room
        if taken <= room:
            held += cluster
            left -= taken
        else:
            held += ELLIPSIS
            left -= advances[ELLIPSIS]
    return [*parts, held]


def _with_ellipsis(row: str, room: int, *, bold: bool) -> str:
    """A row that does not end the text: shortened as far as "…" needs."""
    from wcwidth import iter_graphemes

    wide = _HAN_OR_KANA.search(row) is not None
    clusters = list(iter_graphemes(row))
    while clusters and _piece_width("".join((*clusters, ELLIPSIS)), wide, bold)[0] > room:
        clusters.pop()
    return "".join(clusters).rstrip(" ") + ELLIPSIS

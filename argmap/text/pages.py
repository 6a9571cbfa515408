r"""The pages of a text that was printed: where each begins, and what is printed on it as its number.

A form feed (U+000C) divides two pages, as in what `pdftotext` writes and in the RFCs. To everything that compares,
it is white space: a quote runs over the end of a page as it runs over the end of a line. What a page is called stands
in the first line of a text that argmap converted, after `Pages:`; a text without that counts its pages from 1.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from argmap.text.visible import visible_line

BREAK: Final = "\f"
"""What stands between two pages."""

_TOLD: Final = re.compile(r"\[[^\n]*\bPages: (?P<labels>[^\n]*)\.\](?=\n|\Z)")
_ENTRY: Final = re.compile(r'\s*("(?:[^"\\]|\\.)*"|[^,]+)')
_PLAIN: Final = re.compile(r'[^\s",–\\\]][^",–\\\]]*(?<!\s)')
"""A label that needs no quotation marks to be told from its neighbours."""
_RANGE: Final = re.compile(r"([^–]+)–([^–]+)")
_ROMAN: Final = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_ROMAN_LABEL: Final = re.compile(r"[ivxlc]{1,12}|[IVXLC]{1,12}")
_MOST_PAGES: Final = 100_000
"""More than any book has: a range of more is somebody's joke, and is not counted out."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Where the pages of one text are divided, and their labels in order."""

    breaks: Sequence[int]
    """The places of the form feeds, in code points."""
    labels: Sequence[str]
    """One more than there are breaks; empty for what bears no number."""

    def cited(self, start: int, end: int) -> str | None:
        """The page or pages of a passage as one cites them, `12` or `12–13`; None where they bear no number."""
        first = self.labels[bisect_right(self.breaks, start)]
        last = self.labels[bisect_right(self.breaks, max(start, end - 1))]
        return "–".join(dict.fromkeys(filter(None, (first, last)))) or None


def pages_of(text: str) -> Pages | None:
    """The pages of a text. None where it has none, or where they are not as many as it says: no page beats a wrong one.

    A form feed at the very end ends the last page, unless the text tells of one more, which is empty.
    """
    told = _TOLD.match(text)
    if told is None and BREAK not in text:
        return None
    breaks = [found.start() for found in re.finditer(BREAK, text)]
    labels = labels_told(told["labels"]) if told is not None else []
    if text.endswith(BREAK) and len(labels) != len(breaks) + 1:
        breaks.pop()
    if told is None:
        labels = [str(number) for number in range(1, len(breaks) + 2)]
    return Pages(breaks, labels) if len(labels) == len(breaks) + 1 else None


def labels_text(labels: Sequence[str]) -> str:
    """The labels of pages for the first line of a text: `i–xii, 1–240, "A, 1"`; `labels_told` gives them back."""
    said, at = [], 0
    while at < len(labels):
        end = at + 1
        while end < len(labels) and _next(labels[end - 1]) == labels[end]:
            end += 1
        said.append(_shown(labels[at]) if end == at + 1 else f"{labels[at]}–{labels[end - 1]}")
        at = end
    return ", ".join(said)


def labels_told(said: str) -> list[str]:
    """The labels that `labels_text` told of, safe to be shown; none where there is no sense in it."""
    labels: list[str] = []
    for entry in _ENTRY.findall(said):
        stripped = entry.strip()
        told = _RANGE.fullmatch(stripped)
        if stripped.startswith('"'):
            labels.append(_unquoted(stripped))
        elif told is None:
            labels.append(stripped)
        else:
            counted = list(_counted(*told.groups()))
            if not counted or len(labels) + len(counted) > _MOST_PAGES:
                return []
            labels += counted
    return [visible_line(label) for label in labels]


def _counted(first: str, last: str) -> Iterator[str]:
    """The labels from the first to the last; none where counting never comes there."""
    here, there = _number(first), _number(last)
    if here is None or there is None or not 0 < there - here < _MOST_PAGES:
        return
    label: str | None = first
    for _ in range(there - here + 1):
        if label is None:
            return
        yield label
        label = _next(label)


def _next(label: str) -> str | None:
    """The label that follows where pages are counted; None for one that is no number."""
    number = _number(label)
    if number is None:
        return None
    if label.isascii() and label.isdigit():
        return str(number + 1)
    following = _roman(number + 1)
    return following.upper() if label.isupper() else following


def _number(label: str) -> int | None:
    """What a label counts, in figures without leading zeros or in Roman numerals below 400."""
    if label.isascii() and label.isdigit() and len(label) < 7:
        return int(label) if str(int(label)) == label else None
    return roman_value(label)


def roman_value(numeral: str) -> int | None:
    """What a Roman numeral below 400 counts, in small letters or capitals; None for anything else."""
    if not _ROMAN_LABEL.fullmatch(numeral):
        return None
    values = {sign: value for value, sign in _ROMAN if len(sign) == 1}
    digits = [values[sign] for sign in numeral.lower()]
    after = [*digits[1:], 0]
    number = sum(-one if one < following else one for one, following in zip(digits, after, strict=True))
    return number if _roman(number) == numeral.lower() else None


def _roman(number: int) -> str:
    said = ""
    for value, sign in _ROMAN:
        said += sign * (number // value)
        number %= value
    return said


def _shown(label: str) -> str:
    import json

    return label if _PLAIN.fullmatch(label) else json.dumps(label, ensure_ascii=False)


def _unquoted(said: str) -> str:
    import json

    try:
        return str(json.loads(said))
    except ValueError:
        return said.strip('"')

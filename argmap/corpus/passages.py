"""Finding the passage that a person means by its words, as they give them.

Who quotes seldom copies code point for code point: the words come with quotation marks around them, `> ` or a list's
number before them, `[…]` for what was left out, `[sic]`, or without the note marks that the text has. These readings
of the words are tried one after the other, the words as they were given first; the first that is found in the text is
meant.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from argmap.anchor import Candidate, Resolver, Selector

if TYPE_CHECKING:
    from argmap.text.folding import Folded


Span = tuple[int, int]

FARTHEST = 1500
"""Code points that an elision may leave out: about a page."""

_CLEAR = 0.02
"""By how much the nearest passage must be more like the words than the next, so as to be taken."""

_NEARLY = 0.06
"""How much less like the words a passage may be so as to be taken before others, as it has the numbers of the words."""

_SPACE = r"\s{0,9}"  # bounded, so that a text of spaces takes linear time
_QUOTATION_MARKS = "\"'“”„‟‘’‚‛«»‹›「」『』﹁﹂﹃﹄〝〞〟＂＇`´"
_CLOSED = re.compile(rf"{_SPACE}[{_QUOTATION_MARKS}]{{1,9}}{_SPACE}(?P<stop>[.,;:!?。，；：！？]?)\Z")
_OPENED = re.compile(rf"\A[{_QUOTATION_MARKS}]+\s*")
_CITED_LINE = re.compile(r"^[^\S\n]*(?:>[^\S\n]?)+", re.MULTILINE)
_LIST_MARK = re.compile(
    r"^[^\S\n]*(?:[-*+•‣◦·–—]|\(?\d{1,3}[.)]|[（(]\d{1,3}[)）]|\d{1,3}[、．]|[a-z]\)|#{1,6})(?:[^\S\n]+|(?<=[）、．]))",
    re.MULTILINE,
)
_SIC = re.compile(rf"{_SPACE}[\[(（［]{_SPACE}sic{_SPACE}[!.]?{_SPACE}[\])）］]", re.IGNORECASE)
_CHANGED_LETTER = re.compile(r"\[(\w)\](?=\w)")
_DOTS = r"(?:…{1,9}|⋯{1,9}|\.(?:[^\S\n]?\.){2,9})"
_ELISION = re.compile(rf"[\[(（［【〔]{_SPACE}{_DOTS}{_SPACE}[\])）］】〕]|{_DOTS}")
_RAISED = "⁰¹²³⁴-⁹"
_NOTE_MARKS = re.compile(
    r"(?:(?<=[^\W\d_]{2})|(?<=[.,;:!?…”’\"'»)。，、；：！？」』）]))"
    rf"(?:\s?\[\^?\w{{1,3}}\]|［\d{{1,3}}］|〔\d{{1,3}}〕|[{_RAISED}]+(?:[,–-][{_RAISED}]+)*|[①-⑳㉑-㉟㊱-㊿])+"
)
"""Numbers of notes: after a word of two letters at least, so that `m²` and `x²` are none, or after punctuation."""
_HAN_NUMERAL = "〇零一二三四五六七八九十百千万萬亿億兩两廿卅"
_NUMBER = re.compile(
    rf"\d+(?:[.,'’\u00a0\u202f]\d+)*|[{_HAN_NUMERAL}]{{2,}}|(?<=第)[{_HAN_NUMERAL}]"
    rf"|[{_HAN_NUMERAL}](?=[年月日号號章节節条條个個名人位次页頁国國种種成倍岁歲票％%])"
)
"""Numbers in digits of any script, and Han numerals where they count: in 三十七, 第三 and 三月, but not in 统一."""
_THOUSANDS = re.compile(r"[,'’\u00a0\u202f](?=\d{3}(?!\d))")


class Searched(Protocol):
    """A text as it is searched; `argmap.corpus.OpenText` is one."""

    @property
    def text(self) -> str:
        """The decoded text."""

    @property
    def folded(self) -> "Folded":
        """The text as it is compared."""

    @property
    def resolver(self) -> Resolver:
        """Finds quotes in the text."""


@dataclass(frozen=True)
class _PlainText:
    """A text that is searched without its file."""

    text: str
    folded: "Folded"

    @cached_property
    def resolver(self) -> Resolver:
        return Resolver(self.text, folded=lambda: self.folded)


@dataclass(frozen=True, slots=True)
class Meant:
    """The places where some words stand, in code points, and how the words were read."""

    places: tuple[Span, ...]
    how: str = ""
    """What was passed over, as the end of a sentence; empty where the words stand there as they were given."""


def passages(opened: Searched, words: str) -> list[Span]:
    """Every place where `words` stand, whatever their wrapping, width, case or script, in code points.

    Places do not overlap. Words that fold to nothing (white space, emphasis marks) stand nowhere.
    """
    from argmap.text.gaps import places

    return places(opened.folded, words)


def meant_passages(opened: Searched, words: str) -> Meant:
    """Every place where words stand as a person quotes them; none where no reading of the words stands in the text."""
    search = _Search(opened)
    readings = list(_readings(words))
    for reading, how in readings:
        if found := passages(opened, reading):
            return Meant(tuple(found), how)
    for reading, _ in readings:
        if found := search.without_notes(reading):
            return Meant(tuple(found), "without the marks of notes")
    for reading, _ in readings:
        parts = elided(reading)
        if len(parts) != 1 or parts[0] == reading.strip():
            found = search.in_order(parts) if len(parts) > 1 else []
        else:
            found = search.without_notes(parts[0])
        if found:
            return Meant(tuple(found), "with what you left out" if len(parts) > 1 else "without the ellipsis")
    return Meant(())


def elided(words: str) -> list[str]:
    """The parts of words between `…`, `...`, `[…]`, `(…)` and the like, without those that hold no letter or digit."""
    return [part.strip() for part in _ELISION.split(words) if any(map(str.isalnum, part))]


def missing_part(opened: Searched, words: str) -> str | None:
    """The first part of elided words that is not found in a text; None where all do, or nothing was left out."""
    parts = elided(plainest(words))
    if len(parts) < 2:
        return None
    search = _Search(opened)
    return next((part for part in parts if not search.without_notes(part)), None)


def plainest(words: str) -> str:
    """The words without quotation marks, list marks and `[sic]`."""
    return [words, *(reading for reading, _ in _readings(words))][-1]


def nearest_passages(opened: Searched, words: str) -> tuple[Candidate, ...]:
    """The passages most like `words`, which end at words: one, or several that are as like; none where none is like.

    Of passages that are nearly as like, those with the numbers of the words come before those with others. A
    candidate's score says how alike the words are, from 0 to 1.
    """
    wanted = plainest(words).strip()
    like = opened.resolver.alike(wanted) if wanted else ()
    near = [one for one in like if like[0].score - one.score < _NEARLY]
    agreeing = [one for one in near if not other_numbers(wanted, opened.text[one.start : one.end])] or near
    return tuple(one for one in agreeing if agreeing[0].score - one.score < _CLEAR)


def other_numbers(words: str, passage: str) -> str:
    """How the numbers of a passage differ from those of the words, as `37 for 36`; empty where they do not."""
    wanted, there = list(_numbers(plainest(words))), list(_numbers(passage))
    differences = []
    matched = SequenceMatcher(None, [value for _, value in wanted], [value for _, value in there], autojunk=False)
    for kind, start, end, first, last in matched.get_opcodes():
        asked, found = [said for said, _ in wanted[start:end]], [said for said, _ in there[first:last]]
        if kind == "replace" and len(asked) == len(found):
            differences += [f"{other} for {one}" for one, other in zip(asked, found, strict=True)]
        elif kind == "replace":
            differences.append(f"{' and '.join(found)} for {' and '.join(asked)}")
        elif kind != "equal":
            differences += [*(f"no {said}" for said in asked), *(f"{said} besides" for said in found)]
    return ", ".join(differences)


def _numbers(text: str) -> Iterator[tuple[str, str]]:
    """The numbers of a text, but for those of notes: each as it stands there, and its value in ASCII digits."""
    for match in _NUMBER.finditer(_NOTE_MARKS.sub("", text)):
        said = match[0]
        if said[0].isdecimal():
            plain = "".join(str(unicodedata.decimal(sign, sign)) for sign in said)
            yield said, _THOUSANDS.sub("", plain)
        else:
            yield said, str(_han_value(said))


def _han_value(numerals: str) -> int:
    """What Han numerals count: 三十七, 二〇二四, 一万二千."""
    values = [2 if sign in "兩两" else int(unicodedata.numeric(sign)) for sign in numerals]
    if all(value < 10 for value in values):
        return int("".join(map(str, values)))
    whole = below = digit = 0
    for value in values:
        if value < 10:
            digit = value
        elif value in (20, 30):
            below += value
        elif value < 10_000:
            below, digit = below + max(digit, 1) * value, 0
        else:
            below += digit
            whole = max(whole + below, 1) * value if whole < value else whole + max(below, 1) * value
            below = digit = 0
    return whole + below + digit


def guessed_passage(opened: Searched, words: str) -> Span | None:
    """A passage to show to a person where none is much like `words`; None where nothing resembles them at all."""
    wanted = plainest(words).strip()
    resolution = opened.resolver.resolve(Selector(wanted))
    if resolution.start is not None and resolution.end is not None:
        return resolution.start, resolution.end
    return (resolution.candidates[0].start, resolution.candidates[0].end) if resolution.candidates else None


def best_passage(text: str, folded: "Folded", words: str) -> tuple[Span, str] | None:
    """The first passage that words mean, else the one most like them, and how it was found, in a few words.

    None where no passage is like them.
    """
    searched = _PlainText(text, folded)
    meant = meant_passages(searched, words)
    if meant.places:
        return meant.places[0], f"found {meant.how}" if meant.how else "found"
    near = nearest_passages(searched, words)
    if not near:
        return None
    start, end, score = near[0]
    other = other_numbers(words, text[start:end])
    return (start, end), f"most similar passage, {score:.0%} alike" + (f", other numbers: {other}" if other else "")


def _readings(words: str) -> Iterator[tuple[str, str]]:
    """The words, then with more and more of what is not theirs taken off, and what that was."""
    seen = set()
    cited = _CITED_LINE.sub("", words)
    for listed in (words, cited, _LIST_MARK.sub("", cited, count=1), _LIST_MARK.sub("", cited)):
        for dressed in _without_marks(listed):
            for plain in (dressed, _CHANGED_LETTER.sub(r"\1", _SIC.sub("", dressed))):
                if plain.strip() and plain not in seen:
                    seen.add(plain)
                    yield plain, "" if plain == words else "without the marks around them"


def _without_marks(words: str) -> Iterator[str]:
    yield words
    inner = _CLOSED.sub(lambda match: match["stop"], _OPENED.sub("", words.strip()))
    yield inner
    yield inner.rstrip().rstrip(".,;:!?。，；：！？")


class _Search:
    """A text in which the marks of notes are passed over."""

    def __init__(self, opened: Searched) -> None:
        self._text = opened.text

    @cached_property
    def _folded(self) -> "Folded":
        from argmap.text.folding import fold

        # Zero-width spaces are dropped in folding, and keep every position what it was.
        return fold(_NOTE_MARKS.sub(lambda match: "\u200b" * len(match[0]), self._text))

    def without_notes(self, words: str) -> list[Span]:
        """Where words stand if marks of notes are passed over, in the text and in the words."""
        from argmap.text.gaps import places

        return places(self._folded, _NOTE_MARKS.sub("", words))

    def in_order(self, parts: list[str]) -> list[Span]:
        """The passages from the first part to the last in which each follows the one before, not too far away."""
        found: list[list[Span]] = []
        for part in parts:
            found.append(self.without_notes(part))
            if not found[-1]:
                return []
        chains: list[Span] = []
        for start, end in found[0]:
            last = end
            for places in found[1:]:
                at = bisect_left(places, (last, 0))
                if at == len(places) or places[at][0] - last > FARTHEST:
                    break
                last = places[at][1]
            else:
                chains.append((start, last))
        # Of passages that end alike the shortest is meant.
        return [one for one, after in pairwise([*chains, (0, 0)]) if one[1] != after[1]]

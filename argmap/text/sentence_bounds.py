"""Sentences in Chinese, Japanese, German and English.

Every end is decided from a few characters around it, so finding the sentence at a position costs the same in a page
and in a library. What ends a sentence:

- `。！？` and, before a space, the text's end or a Han character, `!?`; with the quotes, brackets and footnote
  marks that follow. Not where a comma, a closing title mark 》 or the like follows, nor within short brackets,
  nor where the words of who said it follow: “真的？”他问.
- `.` before a space, unless a small letter follows or it belongs to an abbreviation, an initial, an ordinal
  (`1. Januar`) or a list number.
- `…` before a space, unless a small letter follows.
- A line break that does more than wrap a line (see `lines`).
"""

import re
from collections.abc import Iterator

from argmap.text.abbreviations import is_abbreviated
from argmap.text.lines import GAP, REST_OF_GAP, only_wraps

_LONGEST = 2000
"""A text without any end is cut after so many code points."""

_FOOTNOTE = r"(?:[\[［〔]\d{1,3}[\]］〕]|[⁰¹²³⁴-⁹①-⑳])"
_CANDIDATE = re.compile(
    rf"(?P<stops>[。｡．！？!?…]+|\.+)(?P<closers>(?:[”’」』\"'»）)\]］】*_]|{_FOOTNOTE})*)|(?P<gap>{GAP.pattern})"
)
_REST_OF_GAP = re.compile(rf"(?P<gap>{REST_OF_GAP.pattern})")
_HAN_OR_KANA = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_BEGINS = re.compile(rf"[“「『（《【]|{_HAN_OR_KANA.pattern}")
_QUOTE_ENDS = ("”", "’", "」", "』", '"', "'")
_GOES_ON = re.compile(r"[,，、;；:：》〉—–]")
_SMALL_NEXT = re.compile(r"\s+[^\W\d_A-ZÄÖÜ\u3040-\u9fff]")
_NOT_SPACE = re.compile(r"\S")
_BRACKETED = 200
"""How long brackets are that may hold whole sentences without ending the one around them."""


def sentence_at(text: str, position: int) -> tuple[int, int]:
    """The sentence that the code point at `position` belongs to, without the white space around it.

    In the gap between two sentences, the one that follows; after the last, the last. Empty in an empty text.
    """
    start = _past_space(text, _start_before(text, max(min(position, len(text) - 1), 0)))
    if start == len(text):
        start = _past_space(text, _start_before(text, max(len(text.rstrip()) - 1, 0)))
    return start, _end_after(text, start)


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The sentences that touch `text[start:end]`, in order. Together they hold all that is not white space."""
    end = len(text) if end is None else end
    begin = sentence_at(text, start)[0]
    while begin < min(end, len(text)):
        stop = _end_after(text, begin)
        if stop > start:
            yield begin, stop
        begin = _past_space(text, stop)


def ends_sentence(text: str, position: int) -> bool:
    """Whether a sentence's stop, with what closes it, ends right at `position`."""
    window = max(position - 20, 0)
    matches = (match for match in _CANDIDATE.finditer(text, window, position) if match["stops"])
    return any(match.end() == position and _is_end(text, match) for match in matches)


def _start_before(text: str, position: int) -> int:
    """The last end at or before `position`."""
    furthest = max(position - _LONGEST, 0)
    for match in reversed(list(_candidates(text, furthest, position + 1))):
        if _ends_at(match) <= position and _is_end(text, match):
            return _ends_at(match)
    return furthest


def _end_after(text: str, start: int) -> int:
    """The first end after `start`, which is at no white space; at the latest, where the sentence is cut."""
    furthest = min(start + _LONGEST, len(text))
    for match in _candidates(text, start, furthest):
        if _ends_at(match) > start and _is_end(text, match):
            return min(_ends_at(match), furthest)
    return start + len(text[start:furthest].rstrip())


def _candidates(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The candidates that begin in `text[start:end]`, whole even where they go on after it.

    Of a gap that begins before `start`, what is inside.
    """
    rest = _REST_OF_GAP.match(text, start, end)
    if rest is not None:
        yield rest
        start = rest.end()
    for match in _CANDIDATE.finditer(text, start, end):
        # Near the end, a footnote mark or what else belongs to it may have been cut off.
        is_near = match.end() > end - 8
        whole = _CANDIDATE.match(text, match.start(), match.start() + _LONGEST) if is_near else match
        if whole is not None:
            yield whole


def _ends_at(match: re.Match[str]) -> int:
    """Where the sentence ends if this candidate ends one."""
    return match.start() if match["gap"] else match.end()


def _past_space(text: str, position: int) -> int:
    found = _NOT_SPACE.search(text, position)
    return found.start() if found else len(text)


def _is_end(text: str, match: re.Match[str]) -> bool:
    if match["gap"]:
        return not only_wraps(text, match.start(), match.end())
    stops, end = match["stops"], match.end()
    if _GOES_ON.match(text, end) or _is_reported(text, match) or _in_brackets(text, match.start(), end):
        return False
    before_space = end == len(text) or text[end].isspace()
    if stops[-1] in "。｡．！？":
        return True
    if stops[-1] in "!?":
        return (before_space and not _SMALL_NEXT.match(text, end)) or _BEGINS.match(text, end) is not None
    if not before_space or _SMALL_NEXT.match(text, end):
        return False
    return stops != "." or not is_abbreviated(text, match.start())


def _is_reported(text: str, match: re.Match[str]) -> bool:
    """Whether a quotation ends that the sentence goes on after: “真的？”他问, 「本当か。」と聞いた."""
    if match["closers"][-1:] not in _QUOTE_ENDS:
        return False
    return text.startswith(("と", "って"), match.end()) or (
        match["stops"][-1] in "！？!?" and _HAN_OR_KANA.match(text, match.end()) is not None
    )


def _in_brackets(text: str, start: int, end: int) -> bool:
    """Whether the stop at `start`, with closing marks up to `end`, is between a bracket and its fellow."""
    line = text[max(start - _BRACKETED, text.rfind("\n", max(start - _BRACKETED, 0), start) + 1) : start]
    opened = max(line.rfind("("), line.rfind("（"))
    if opened < 0 or re.search("[)）]", line[opened:]):
        return False
    rest = text[end : end + _BRACKETED].partition("\n")[0]
    closed = re.search("[()（）]", rest)
    return closed is not None and closed[0] in ")）"

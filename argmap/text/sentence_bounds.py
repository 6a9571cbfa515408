"""Sentences in Chinese, Japanese, German and English.

Every end is decided from a few characters around it, so finding the sentence at a position costs the same in a page
and in a library. What ends a sentence:

- `。！？` and, before a space, the text's end or a Han character, `!?`; with the quotes, brackets and footnote
  marks that follow. Not where a comma, a closing title mark 》 or the like follows, nor within short brackets,
  nor where the words of who said it follow: “真的？”他问.
- `.` before a space, unless a small letter follows or it belongs to an abbreviation, an initial, an ordinal
  (`1. Januar`) or a list number.
- `…` before a space, unless a small letter follows.
- Each of these before an empty line, or before a line that begins with the label of an item (`b.`, `(2)`, `•`),
  whatever letter follows.
- A line break that does more than wrap a line (see `lines`).

The label of an item belongs to the item's first sentence; the mark of a Markdown heading, `# `, to none.
"""

import re
from collections.abc import Iterator

from argmap.text.abbreviations import is_abbreviated
from argmap.text.lines import GAP, LABEL, REST_OF_GAP, only_wraps

_LONGEST = 2000
"""A text without any end is cut after so many code points."""

_FOOTNOTE = r"(?:[\[［〔]\d{1,3}[\]］〕]|[⁰¹²³⁴-⁹①-⑳])"
_CANDIDATE = re.compile(
    rf"(?P<stops>[。｡．！？!?…]+|\.+)(?P<closers>(?:[”’」』｣\"'»›）)\]］】}}*_]|[“‘«‹](?!\S)|{_FOOTNOTE})*)|(?P<gap>{GAP.pattern})"
)
_REST_OF_GAP = re.compile(rf"(?P<gap>{REST_OF_GAP.pattern})")
_HAN_OR_KANA = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_BEGINS = re.compile(rf"[“「『（《【]|{_HAN_OR_KANA.pattern}")
_QUOTE_ENDS = ("”", "’", "」", "』", '"', "'")
_GOES_ON = re.compile(r"[,，、;；:：》〉—–]")
_SMALL_NEXT = re.compile(r"\s+[^\W\d_A-ZÄÖÜ\u3040-\u9fff]")
_NOT_SPACE = re.compile(r"\S")
_MARK_BEFORE = re.compile(r"[。｡．！？!?….,;:，；：][”’」』｣\"'»›）)\]］】}*_“‘«‹]*\Z")
"""What stands before the next item of a list."""
_HEADING = re.compile(r"#{1,6}[^\S\n]+(?=\S)")
_HEADING_LINE = re.compile(r" {0,3}#{1,6}[^\S\n]+\S")
_LONGEST_LABEL = 8
_LONGEST_LINE = 600
"""How far back a line's begin is looked for."""
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
    """The sentences that touch `text[start:end]`, in order.

    Together they hold all that is neither white space nor the mark of a heading.
    """
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
    """The first code point from `position` on that is neither white space nor in the mark of a heading."""
    found = _NOT_SPACE.search(text, position)
    if found is None:
        return len(text)
    start = found.start()
    mark = _HEADING.match(text, start)
    return mark.end() if mark and not text[_line_start(text, start) : start].strip() else start


def _is_end(text: str, match: re.Match[str]) -> bool:
    if match["gap"]:
        return _is_dividing(text, match.start(), match.end())
    stops, end = match["stops"], match.end()
    if _GOES_ON.match(text, end) or _is_reported(text, match) or _in_brackets(text, match.start(), end):
        return False
    is_before_break = _is_before_break(text, end)
    if stops[-1] in "。｡．！？" or (stops != "." and is_before_break):
        return True
    is_before_space = end == len(text) or text[end].isspace()
    goes_on = not is_before_break and (not is_before_space or _SMALL_NEXT.match(text, end) is not None)
    if stops[-1] in "!?":
        return not goes_on or _BEGINS.match(text, end) is not None
    if goes_on or stops != ".":
        return not goes_on
    return not _is_in_label(text, match.start()) and not is_abbreviated(text, match.start())


def _is_before_break(text: str, end: int) -> bool:
    """Whether an empty line, or a line that begins with a label, follows at `end`."""
    gap = GAP.match(text, end, end + _LONGEST)
    return gap is not None and (gap[0].count("\n") > 1 or LABEL.match(text, gap.end()) is not None)


def _is_dividing(text: str, start: int, end: int) -> bool:
    """Whether the gap `text[start:end]` ends a sentence: not after a label that has its line to itself."""
    line = _line_start(text, start)
    if _HEADING_LINE.match(text, line, start):
        return True
    following = LABEL.match(text, end)
    counts = following["counts"] if following else ""
    mark = _MARK_BEFORE.search(text, max(start - 20, 0), start)
    # After a comma, a capital may be an initial: Meier, K.,⏎J. Smith
    if counts and mark and mark[0][0] in (";:；：" if counts[0].isupper() else ";:；：,，"):
        return True
    label = LABEL.match(text, _past_space(text, line))
    if label and label["counts"] and label.end() == start and end < len(text):
        return not _begins_item(text, label.start())
    return not only_wraps(text, start, end)


def _is_in_label(text: str, stop: int) -> bool:
    """Whether the stop at `stop` is that of a label which begins an item, as in `b. The Minister`."""
    start = _past_space(text, _line_start(text, stop))
    label = LABEL.match(text, start) if stop - start < _LONGEST_LABEL else None
    if label is None or label.end() != stop + 1 or not _NOT_SPACE.search(text, stop + 1, stop + _LONGEST):
        return False
    return _begins_item(text, start)


def _begins_item(text: str, start: int) -> bool:
    """Whether a line's label at `start` begins an item: no line that only wraps, as `in World War⏎I. The next`."""
    before = text[max(start - _LONGEST, 0) : start]
    gap = start - len(before) + len(before.rstrip())
    return gap == 0 or _MARK_BEFORE.search(before.rstrip()[-20:]) is not None or not only_wraps(text, gap, start)


def _line_start(text: str, position: int) -> int:
    furthest = max(position - _LONGEST_LINE, 0)
    return max(text.rfind("\n", furthest, position) + 1, furthest)


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

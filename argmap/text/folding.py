"""Folding: the form in which texts are compared, with a way back to the original for every position.

Two passages fold alike when they differ only in what editors, converters and scanners change: case, width,
compatibility forms, the script's own quotes, dashes, stops and digits, traditional and regional Han characters, vowel
signs of Hebrew and Arabic, white space, invisible characters, emphasis marks, hyphens between letters, the reading
beside a Japanese word, and whether marks are composed. `characters` says what becomes of a single character.

White space and invisible characters are dropped first, wherever they stand. These depend on their neighbours:

- A run of combining marks, or of Hangul vowels and finals, is composed with the character before it.
- `*` and `_` are dropped as emphasis, but for an asterisk between digits (`5*3`, `5 * 3`) and `_` inside a word.
- A dash between two letters is dropped, for a line may have ended there (`trace-⏎compilation`, `Halb-⏎leiter`), and
  so may any line that ends in a compound be wrapped anew.
- The reading of a Japanese word in `《》`, as Aozora Bunko prints it (`漢字《かんじ》`), if it is all kana and a Han
  character or kana stands before it; so a Chinese `《书名》` stays. `｜` before a Han character or kana goes, too.

So passages that fold alike may still differ in a space or a hyphen that matters: `now here` and `nowhere`, `1 2` and
`12`, `re-sign` and `resign`. `gaps` keeps what stood between two letters, and says whether it agrees.

The ordinary character costs one look-up in a table and one place in an offset array, all with numpy; only characters
that expand and marks that can be composed take longer (`benchmarks/folding.py`).

Laws, for any text at all, lone surrogates included:

- Folding is idempotent.
- Canonically equivalent texts fold alike, up to `_LONGEST_CLUSTER`.
- For a folded span, folding the original span that `to_original` names gives a text that contains it, and
  that equals it unless an end of the span cuts through what came from one piece of the original: `ß`, which
  gives `ss`, a letter composed with marks that could be composed no further, or an asterisk between digits.
"""

import re
import threading
import unicodedata
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from argmap.text.characters import attaches, foldings

Codes = NDArray[np.uint32]
PLAIN_LIMIT = 0x110000
"""Entries below are code points and nothing more."""


ATTACHES = 1 << 21
"""The folded character may combine with the one before it."""


EXPANDS = 1 << 22
"""The code point folds to several; the rest of the entry numbers the expansion."""


DROPPED = 1 << 23
MARKS = 1 << 24
"""A dash, `*` or `_`: whether it is dropped depends on its neighbours."""


_UNKNOWN = 0
"""No entry is 0: what folds to a NUL is dropped, as NUL itself is. Pages of noughts take no memory until one is set."""


_MARKS = "-*_"


class FoldTable:
    """Entries by code point. Threads may share it: they fill in the same entries at worst."""

    def __init__(self) -> None:
        self._entries = np.zeros(0x110000, dtype=np.uint32)
        self._expansions: list[Codes] = []
        self._filling = threading.Lock()

    def look_up(self, codes: Codes) -> Codes:
        """The entry of each code point."""
        entries = self._entries[codes]
        if entries.size and int(entries.min()) == _UNKNOWN:
            self._fill(np.unique(codes[entries == _UNKNOWN]))
            entries = self._entries[codes]
        return entries

    def expand(self, entries: Codes) -> tuple[Codes, NDArray[np.intp]]:
        """`entries` with the expansions in place of what expands, and how many each entry became."""
        counts = np.ones(entries.size, dtype=np.intp)
        expanding = np.flatnonzero(entries & EXPANDS)
        kinds, kind = np.unique(entries[expanding] ^ EXPANDS, return_inverse=True)
        expansions = [self._expansions[number] for number in kinds]
        counts[expanding] = np.array([len(expansion) for expansion in expansions], dtype=np.intp)[kind]
        expanded = np.repeat(entries, counts)
        first = (np.cumsum(counts) - counts)[expanding]
        for place in range(int(counts.max())):
            at_place = np.array([e[min(place, len(e) - 1)] for e in expansions], dtype=np.uint32)
            reaches = counts[expanding] > place
            expanded[first[reaches] + place] = at_place[kind[reaches]]
        return expanded, counts

    def _fill(self, codes: Codes) -> None:
        folded = foldings(chr(code) for code in codes)
        with self._filling:
            for character, folding in folded.items():
                self._entries[ord(character)] = self._entry(folding)

    def _entry(self, folding: str) -> int:
        parts = [ord(part) | (ATTACHES if attaches(part) else 0) | (MARKS if part in _MARKS else 0) for part in folding]
        if not parts:
            return DROPPED
        if len(parts) == 1:
            return parts[0]
        self._expansions.append(np.array(parts, dtype=np.uint32))
        return EXPANDS | (len(self._expansions) - 1)


Offsets = NDArray[np.intp]
_TABLE = FoldTable()
_DASH, _ASTERISK, _UNDERSCORE = ord("-"), ord("*"), ord("_")
_TIMES = 0x2217
"""`∗`, to which an asterisk folds that is no emphasis."""


_FIRST_WIDE = 0x2E80
"""From here on Han, kana and Hangul: scripts that divide no words by hyphens."""


_JAMO = range(0x1100, 0x1200)
_KANA_OR_HAN = re.compile("[\u3005-\u3007\u3041-\u309f\u30a1-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_RUBY = re.compile("《[\\s\u3041-\u309f\u30a0-\u30ff]{1,40}》")
_RUBY_BEGINS = re.compile("｜")
_SARA_AM_AFTER_TONE = re.compile("([\u0e48-\u0e4b]+)\u0e4d(?=\u0e32)|([\u0ec8-\u0ecb]+)\u0ecd(?=\u0eb2)")
_LONGEST_CLUSTER = 31
"""A letter and thirty marks: the limit of Unicode's "Stream-Safe Text Format" (UAX 15, section 13).

Longer runs are left as they are: `unicodedata` takes time quadratic in their length.
"""


@dataclass(frozen=True, eq=False, slots=True)
class Folded:
    """A text, what it folds to, and where each folded code point came from.

    Nearly all come from one code point each. Where the others end is kept apart, which takes a quarter of the memory
    that two whole arrays would: four bytes for each folded code point.
    """

    original: str
    text: str
    """The folded text."""
    starts: NDArray[np.int32] = field(repr=False)
    """For each folded code point, where what it came from begins in the original. Never falls."""
    _longer: Offsets = field(repr=False)
    """The folded code points that came from other than one code point. Rises."""
    _longer_ends: Offsets = field(repr=False)
    """Where what these came from ends in the original."""

    @property
    def ends(self) -> Offsets:
        """For each folded code point, where what it came from ends in the original. Never falls. Made anew."""
        ends = self.starts.astype(np.intp) + 1
        ends[self._longer] = self._longer_ends
        return ends

    def ends_at(self, positions: Offsets) -> Offsets:
        """The same for some folded code points."""
        ends = self.starts[positions].astype(np.intp) + 1
        if self._longer.size:
            nearest = np.minimum(np.searchsorted(self._longer, positions), self._longer.size - 1)
            longer = self._longer[nearest] == positions
            ends[longer] = self._longer_ends[nearest[longer]]
        return ends

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """The smallest original span whose folding contains the folded span.

        An empty span gives an empty one, before the character that follows.
        """
        if start < end:
            return int(self.starts[start]), self._end_at(end - 1)
        position = int(self.starts[start]) if start < len(self.text) else len(self.original)
        return position, position

    def from_original(self, start: int, end: int) -> tuple[int, int]:
        """The folded span of all characters that the original span touches.

        Characters that are dropped have none: where all are, the span is empty and stands at their place.
        """
        first = self._first_from(start)
        while first and self._end_at(first - 1) > start:
            first -= 1  # what it came from begins before the span and reaches into it
        return first, max(first, self._first_from(end))

    def _first_from(self, position: int) -> int:
        """The first folded code point of which what it came from begins at the original position or later."""
        return int(self.starts.searchsorted(np.int32(position)))  # of its own kind: another would copy the array

    def _end_at(self, position: int) -> int:
        nearest = int(np.searchsorted(self._longer, position))
        if nearest < self._longer.size and self._longer[nearest] == position:
            return int(self._longer_ends[nearest])
        return int(self.starts[position]) + 1


def fold(text: str) -> Folded:
    """Fold `text`; see the module for what that means."""
    codes = _codes(text)
    entries = _TABLE.look_up(codes)
    kept = entries != DROPPED
    for start, end in _readings(text):
        kept[start:end] = False
    starts = np.flatnonzero(kept)
    if starts.size < codes.size:
        entries = entries[starts]
    ends: Offsets | None = None  # one behind the starts, until something is expanded, composed or united
    if entries.size and int(entries.max()) >= PLAIN_LIMIT:
        if (entries & EXPANDS).any():
            entries, counts = _TABLE.expand(entries)
            starts, ends = np.repeat(starts, counts), np.repeat(starts + 1, counts)
        attached = (entries & ATTACHES) != 0
        has_marks = bool((entries & MARKS).any())
        entries &= ATTACHES - 1
        if attached.any():
            entries, starts, ends = _composed(entries, attached, starts, starts + 1 if ends is None else ends)
        if has_marks:
            entries, starts, ends = _without_marks(entries, starts, ends)
    longer = np.empty(0, np.intp) if ends is None else np.flatnonzero(ends != starts + 1)
    longer_ends = longer if ends is None else ends[longer]
    compact = starts.astype(np.int32)
    compact.flags.writeable = False
    return Folded(text, _text(entries), compact, longer, longer_ends)


def _readings(text: str) -> list[tuple[int, int]]:
    """Where the readings of Japanese words stand, and the signs where such words begin."""
    found = []
    if "《" in text:
        found += [
            match.span()
            for match in _RUBY.finditer(text)
            if match.start() and _KANA_OR_HAN.match(text, match.start() - 1)
        ]
    if "｜" in text:
        found += [match.span() for match in _RUBY_BEGINS.finditer(text) if _KANA_OR_HAN.match(text, match.end())]
    return found


def _codes(text: str) -> Codes:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def _text(codes: Codes) -> str:
    return codes.astype("<u4", copy=False).tobytes().decode("utf-32-le", "surrogatepass")


def _without_marks(codes: Codes, starts: Offsets, ends: Offsets | None) -> tuple[Codes, Offsets, Offsets | None]:
    """The same without emphasis and the dashes between two letters, and with `∗` for an asterisk that is no emphasis.

    An asterisk or `_` that stays comes from all that decides so, its neighbours included.
    """
    marks = np.flatnonzero((codes == _ASTERISK) | (codes == _UNDERSCORE))
    if marks.size:
        stays, before, after = _no_emphasis(codes, starts, ends, marks)
        kept = marks[stays]
        if kept.size:
            ends = starts + 1 if ends is None else ends
            starts[kept], ends[kept] = starts[before[stays]], ends[after[stays]]
            codes[kept[codes[kept] == _ASTERISK]] = _TIMES
        marks = marks[~stays]
    dashes = np.flatnonzero(codes[1:-1] == _DASH) + 1
    if dashes.size:
        before, after = _past(marks, dashes - 1, -1), _past(marks, dashes + 1, 1)
        inside = (before >= 0) & (after < codes.size)
        dashes, left, right = dashes[inside], codes[before[inside]], codes[after[inside]]
        divides = _are_of_words(left, digits=False) & _are_of_words(right, digits=False)
        dashes = dashes[divides & ((_TABLE.look_up(right) & ATTACHES) == 0)]
    if not marks.size + dashes.size:
        return codes, starts, ends
    kept_all = np.ones(codes.size, np.bool_)
    kept_all[marks] = False
    kept_all[dashes] = False
    return codes[kept_all], starts[kept_all], None if ends is None else ends[kept_all]


def _no_emphasis(
    codes: Codes, starts: Offsets, ends: Offsets | None, marks: Offsets
) -> tuple[NDArray[np.bool_], Offsets, Offsets]:
    """Which of the `*` and `_` are no emphasis, and what stands before and after the run that each is in."""
    breaks = (np.diff(marks) != 1) | (np.diff(codes[marks]) != 0)
    breaks |= starts[marks[1:]] > _ends(starts, ends, marks[:-1])
    begins = np.concatenate(([0], np.flatnonzero(breaks) + 1))
    lengths = np.diff(np.append(begins, marks.size))
    first, behind = marks[begins], marks[begins] + lengths
    inside = (first > 0) & (behind < codes.size)
    before, after = np.maximum(first - 1, 0), np.minimum(behind, codes.size - 1)
    space_before = starts[first] > _ends(starts, ends, before)
    space_after = starts[after] > _ends(starts, ends, after - 1)
    is_star = codes[first] == _ASTERISK
    times = is_star & (space_before == space_after) & _are_digits(codes[before]) & _are_digits(codes[after])
    in_word = ~(is_star | space_before | space_after) & _are_of_words(codes[before]) & _are_of_words(codes[after])
    is_marked = (behind < codes.size) & ((_TABLE.look_up(codes[after]) & ATTACHES) != 0)
    stays = (inside & (times | in_word)) | is_marked
    return np.repeat(stays, lengths), np.repeat(before, lengths), np.repeat(after, lengths)


def _past(dropped: Offsets, places: Offsets, step: int) -> Offsets:
    """The places, and for those that are dropped the next one in a direction (1 or -1) that is not."""
    if not dropped.size:
        return places
    if step < 0:
        return -_past(-dropped[::-1], -places, 1)
    runs = np.append(np.flatnonzero(np.diff(dropped) != 1), dropped.size - 1)
    at = np.minimum(np.searchsorted(dropped, places), dropped.size - 1)
    last = dropped[runs[np.searchsorted(runs, at)]]
    return np.where(dropped[at] == places, last + 1, places)


def _ends(starts: Offsets, ends: Offsets | None, at: Offsets) -> Offsets:
    return starts[at] + 1 if ends is None else ends[at]


def _are_digits(codes: Codes) -> NDArray[np.bool_]:
    return (codes >= ord("0")) & (codes <= ord("9"))


def _are_of_words(codes: Codes, *, digits: bool = True) -> NDArray[np.bool_]:
    """Which are letters, marks, or digits of a script that may divide words by hyphens."""
    narrow = codes < _FIRST_WIDE
    found = narrow & _letters()[np.where(narrow, codes, 0)]
    return found | _are_digits(codes) if digits else found


@cache
def _letters() -> NDArray[np.bool_]:
    """Which narrow code points are letters or marks."""
    letters = [unicodedata.category(chr(code))[0] in "LM" and code not in _JAMO for code in range(_FIRST_WIDE)]
    return np.array(letters, dtype=np.bool_)


def _composed(
    codes: Codes, attached: NDArray[np.bool_], starts: Offsets, ends: Offsets
) -> tuple[Codes, Offsets, Offsets]:
    """The same with every cluster of a character and its marks in Unicode's form NFC, nikhahit before a tone mark.

    A composed code point comes from the whole cluster; clusters that are in NFC already stay one to one.
    """
    begins, stops, forms = _uncomposed_clusters(codes, attached)
    if not forms:
        return codes, starts, ends
    # Each part was in NFC, so no form is longer than its cluster: the forms are written over the clusters.
    lengths = np.array([len(form) for form in forms], dtype=np.intp)
    written = _runs(begins, lengths)
    codes[written] = _codes("".join(forms))
    starts[written], ends[written] = np.repeat(starts[begins], lengths), np.repeat(ends[stops - 1], lengths)
    left_over = _runs(begins + lengths, stops - begins - lengths)
    return np.delete(codes, left_over), np.delete(starts, left_over), np.delete(ends, left_over)


def _uncomposed_clusters(codes: Codes, attached: NDArray[np.bool_]) -> tuple[Offsets, Offsets, list[str]]:
    """Where the clusters that are not in NFC begin and end, and their form in NFC."""
    edges = np.flatnonzero(np.diff(attached, prepend=False, append=False))
    begins, stops = np.maximum(edges[::2] - 1, 0), edges[1::2]
    short = stops - begins <= _LONGEST_CLUSTER
    begins, stops = begins[short], stops[short]
    text = _text(codes)
    clusters = [text[begin:stop] for begin, stop in zip(begins.tolist(), stops.tolist(), strict=True)]
    form_of = {cluster: _form(cluster) for cluster in set(clusters)}
    changed = np.array([form_of[cluster] != cluster for cluster in clusters], dtype=np.bool_)
    forms = [form_of[cluster] for cluster in clusters if form_of[cluster] != cluster]
    return begins[changed], stops[changed], forms


def _form(cluster: str) -> str:
    """A cluster in NFC. Sara am typed as two characters may have the tone mark before them or between them."""
    return _SARA_AM_AFTER_TONE.sub(_nikhahit_first, unicodedata.normalize("NFC", cluster))


def _nikhahit_first(match: re.Match[str]) -> str:
    return f"\u0e4d{match[1]}" if match[1] else f"\u0ecd{match[2]}"


def _runs(begins: Offsets, lengths: Offsets) -> Offsets:
    """All positions of runs that begin at `begins` and are `lengths` long."""
    before = np.cumsum(lengths) - lengths
    return np.repeat(begins - before, lengths) + np.arange(int(lengths.sum()))

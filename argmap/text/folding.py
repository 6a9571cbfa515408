"""Folding: the form in which texts are compared, with a way back to the original for every position.

Two passages fold alike when they differ only in what editors, converters and scanners change: case, width,
compatibility forms, the script's own quotes, dashes and stops, traditional and regional Han characters, white
space, invisible characters, emphasis marks, hyphens at line ends, and whether marks are composed.
`characters` says what becomes of a single character. Two things depend on neighbours:

- A hyphen between a letter and a small letter on the next line is dropped: `Halb-⏎leiter`. In `US-⏎Japan` it
  stays, because a capital tells of a compound.
- A run of combining marks, or of Hangul vowels and finals, is composed with the character before it.

White space, invisible characters and marks of emphasis are dropped first, wherever they stand. The ordinary
character costs one look-up in a table and one place in an offset array, all with numpy; only characters that
expand and marks that can be composed take longer (`benchmarks/folding.py`).

Laws, for any text at all, lone surrogates included:

- Folding is idempotent.
- Canonically equivalent texts fold alike, up to `_LONGEST_CLUSTER`.
- For a folded span, folding the original span that `to_original` names gives a text that contains it, and
  that equals it unless an end of the span cuts through what came from one piece of the original: `ß`, which
  gives `ss`, or a letter composed with marks that could be composed no further.
"""

import unicodedata
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from argmap.text.fold_table import ATTACHES, DROPPED, EXPANDS, PLAIN_LIMIT, Codes, FoldTable

Offsets = NDArray[np.intp]

_TABLE = FoldTable()

_LINE_ENDS = np.array([0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029], dtype=np.uint32)
_DASH = ord("-")
_HYPHENS = np.array([0x2D, 0x2010, 0xFE63, 0xFF0D], dtype=np.uint32)
"""Dashes that divide words at line ends; the non-breaking hyphen and true dashes do not."""

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
    starts = np.flatnonzero(entries != DROPPED)
    if starts.size < codes.size:
        starts = _without_line_end_hyphens(codes, entries, starts)
        entries = entries[starts]
    longer = longer_ends = np.empty(0, np.intp)
    if entries.size and int(entries.max()) >= PLAIN_LIMIT:
        ends = starts + 1
        if (entries & EXPANDS).any():
            entries, counts = _TABLE.expand(entries)
            starts, ends = np.repeat(starts, counts), np.repeat(ends, counts)
        attached = (entries & ATTACHES) != 0
        entries &= ATTACHES - 1
        entries, starts, ends = _composed(entries, attached, starts, ends)
        longer = np.flatnonzero(ends != starts + 1)
        longer_ends = ends[longer]
    compact = starts.astype(np.int32)
    compact.flags.writeable = False
    return Folded(text, _text(entries), compact, longer, longer_ends)


def _codes(text: str) -> Codes:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def _text(codes: Codes) -> str:
    return codes.astype("<u4", copy=False).tobytes().decode("utf-32-le", "surrogatepass")


def _without_line_end_hyphens(codes: Codes, entries: Codes, kept: Offsets) -> Offsets:
    """The kept positions without the hyphens that only a line end put there."""
    inner = kept[1:-1]
    dashes = np.flatnonzero((entries[inner] == _DASH) & (kept[2:] - inner > 1)) + 1
    if dashes.size:
        dashes = dashes[np.isin(codes[kept[dashes]], _HYPHENS)]
    if not dashes.size:
        return kept
    line_ends = np.flatnonzero(np.isin(codes, _LINE_ENDS))
    between = np.searchsorted(line_ends, kept[dashes + 1]) - np.searchsorted(line_ends, kept[dashes])
    dashes = dashes[between > 0]
    return np.delete(kept, [dash for dash in dashes if _divides_a_word(*codes[kept[[dash - 1, dash + 1]]].tolist())])


def _divides_a_word(before: int, after: int) -> bool:
    return unicodedata.category(chr(before))[0] in "LM" and unicodedata.category(chr(after)) == "Ll"


def _composed(
    codes: Codes, attached: NDArray[np.bool_], starts: Offsets, ends: Offsets
) -> tuple[Codes, Offsets, Offsets]:
    """The same with every cluster of a character and its marks in Unicode's form NFC.

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
    form_of = {cluster: unicodedata.normalize("NFC", cluster) for cluster in set(clusters)}
    changed = np.array([form_of[cluster] != cluster for cluster in clusters], dtype=np.bool_)
    forms = [form_of[cluster] for cluster in clusters if form_of[cluster] != cluster]
    return begins[changed], stops[changed], forms


def _runs(begins: Offsets, lengths: Offsets) -> Offsets:
    """All positions of runs that begin at `begins` and are `lengths` long."""
    before = np.cumsum(lengths) - lengths
    return np.repeat(begins - before, lengths) + np.arange(int(lengths.sum()))

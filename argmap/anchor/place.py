"""A quote as it is looked for, and a place where it might stand: where it begins and ends, and how well it fits."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel, Levenshtein

from argmap.anchor.alignment import Block, best_chains, shared_blocks
from argmap.anchor.diff import CHAINED, shared_in_order
from argmap.anchor.selector import Selector
from argmap.text.folding import Folded, fold

MOST_CHAINS = 3
"""Places looked at in one stretch of text: twins may stand close together."""

INSERTED_INSIDE = 4
"""Characters, beside twice what it replaced, that belong to the words when they were inserted at their end."""

COINCIDENCE = 3
"""Characters that may agree by chance at an end of the words."""

PLAIN = 0.8
"""How much of words and context must be found by a plain alignment so that no other is tried."""

SHORTEST_RUN = 3
"""Characters of a run in a plain alignment that is no coincidence."""

COMPARED = 20_000
"""Characters of a passage up to which its wording is compared with the quote's; that takes quadratic time."""

LONGEST_INSERTION = 200
"""Characters, beside twice the words' own length, that an edit may have put between two blocks."""


_TOKEN = re.compile(r"[\u2e80-\U0010ffff]|[^\W\u2e80-\U0010ffff]+")
"""A word of any alphabet, or one Han character, kana or hangul."""

_SIGN = re.compile(r"[\W_]+")

LETTERS_ALONE = 0.95
"""What the likeness of letters and digits alone counts for, against that of all characters and words."""

MOSTLY_LETTERS = 0.6
"""The share of letters and digits in two wordings from which on these alone say how alike they are."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """What stood before, the words, and what stood after, as one folded text."""

    text: str
    start: int
    """Where the words begin in it."""
    end: int
    """Where they end in it."""
    quoted: str
    """The words as they are quoted, not folded."""

    @classmethod
    def of(cls, selector: Selector) -> "Pattern":
        """The pattern of an anchor."""
        whole = fold(selector.before + selector.text + selector.after)
        begins = len(selector.before)
        start, end = whole.from_original(begins, begins + len(selector.text))
        return cls(whole.text, start, end, selector.text)

    @property
    def words(self) -> str:
        """The folded words."""
        return self.text[self.start : self.end]

    @property
    def alone(self) -> "Pattern":
        """The words without their context."""
        return Pattern(self.words, 0, self.end - self.start, self.quoted)

    @property
    def before(self) -> str:
        """The folded text before them."""
        return self.text[: self.start]

    @property
    def after(self) -> str:
        """The folded text after them."""
        return self.text[self.end :]


@dataclass(frozen=True, slots=True)
class Place:
    """A place where the quote might stand, in positions of the folded text."""

    start: int
    end: int
    words: float
    """How alike the words are, from 0 to 1."""
    shared: float
    """How much of the quote's words is found there in blocks, from 0 to 1."""
    before: float | None
    """How much of the context before stands before, from 0 to 1; None where the quote has none."""
    after: float | None
    """How much of the context after stands after, from 0 to 1; None where the quote has none."""

    @property
    def sides(self) -> list[float]:
        """How much is found of each side's context that the quote has, the better side first."""
        return sorted((side for side in (self.before, self.after) if side is not None), reverse=True)


NOWHERE = Place(0, 0, 0.0, 0.0, None, None)
"""No place, with no words in common with any quote."""


def places_within(pattern: Pattern, text: Folded, first: int, last: int) -> Iterator[Place]:
    """The places for `pattern` in `text[first:last]`, best first."""
    last = min(last, len(text.text))
    if len(pattern.text) > CHAINED:
        shared = shared_in_order(pattern.text, text.text[first:last])
        place = place_by(pattern, text, [Block(i, j + first, n) for i, j, n in shared], len(pattern.text))
        if place is not None:
            yield place
        return
    if pattern.before and pattern.after:  # else a twin close by would be missed, which only chains find
        plain = place_by(pattern, text, aligned_blocks(pattern.text, text.text, first, last), len(pattern.text))
        if plain is not None and min(plain.words, plain.shared, *plain.sides) >= PLAIN:
            yield plain
            return
    blocks = shared_blocks(pattern.text, text.text, first, last)
    reach = LONGEST_INSERTION + len(pattern.text) + 2 * (pattern.end - pattern.start)
    for chain in best_chains(blocks, reach, MOST_CHAINS):
        place = place_by(pattern, text, chain.blocks, len(pattern.text))
        if place is not None:
            yield place


def aligned_blocks(pattern: str, text: str, first: int, last: int) -> list[Block]:
    """The longer runs that `pattern` and `text[first:last]` share when they are aligned with the fewest edits.

    It takes a tenth of the time of chaining, and finds the same where little was edited.
    """
    found = Indel.opcodes(pattern, text[first:last])
    return [
        Block(op.src_start, op.dest_start + first, op.src_end - op.src_start)
        for op in found
        if op.tag == "equal" and op.src_end - op.src_start >= SHORTEST_RUN
    ]


def place_at(pattern: Pattern, text: str, start: int) -> Place:
    """The place of the very words of `pattern`, which stand at `start` in `text`."""
    words = Block(pattern.start, start, pattern.end - pattern.start)
    reach = LONGEST_INSERTION + len(pattern.text)
    first, last = max(0, start - reach), min(len(text), start + words.n + reach)
    blocks = shared_blocks(pattern.before, text, first, start)
    before = best_chains([*blocks, words], reach, 1)[0] if blocks else None
    later = shared_blocks(pattern.after, text, start + words.n, last)
    shift = [Block(i + pattern.end, j, n) for i, j, n in later]
    after = best_chains([words, *shift], reach, 1)[0] if shift else None
    return Place(
        start,
        start + words.n,
        1.0,
        1.0,
        _share(before.blocks if before else (), 0, pattern.start),
        _share(after.blocks if after else (), pattern.end, len(pattern.text)),
    )


def place_by(pattern: Pattern, text: Folded, blocks: Sequence[Block], context: int) -> Place | None:
    """Where `blocks` put the words of `pattern` in `text`; None where nothing stands there.

    No more than `context` characters on either side count as the words' context.
    """
    if not blocks:
        return None
    start = max(0, _start(blocks, pattern.start))
    end = min(len(text.text), _end(blocks, pattern.end))
    if end <= start:
        return None
    shared = _share(blocks, pattern.start, pattern.end) or 0.0
    if pattern.words == text.text[start:end]:
        alike = 1.0
    elif end - start > COMPARED or pattern.end - pattern.start > COMPARED:
        alike = shared
    else:
        there = text.original[slice(*text.to_original(start, end))]
        alike = likeness(pattern.words, text.text[start:end], pattern.quoted, there)
    return Place(
        start,
        end,
        alike,
        shared,
        _share(blocks, max(0, pattern.start - context), pattern.start),
        _share(blocks, pattern.end, min(len(pattern.text), pattern.end + context)),
    )


def place_of_words(pattern: Pattern, text: Folded, words: Sequence[Block]) -> Place | None:
    """The place to which the blocks `words` of the words alone lead, with what is found of their context around it."""
    blocks = [Block(i + pattern.start, j, n) for i, j, n in words]
    start, end = max(0, _start(blocks, pattern.start)), min(len(text.text), _end(blocks, pattern.end))
    if end <= start:
        return None
    reach = LONGEST_INSERTION + len(pattern.text)
    earlier = shared_blocks(pattern.before, text.text, max(0, start - reach), start)
    later = shared_blocks(pattern.after, text.text, end, min(len(text.text), end + reach))
    if earlier:
        chain = best_chains([*earlier, Block(pattern.start, start, 1)], reach, 1)[0].blocks
        blocks = [*(block for block in chain if block.i < pattern.start), *blocks]
    if later:
        shifted = [Block(i + pattern.end, j, n) for i, j, n in later]
        chain = best_chains([Block(pattern.end - 1, end - 1, 1), *shifted], reach, 1)[0].blocks
        blocks += [block for block in chain if block.i >= pattern.end]
    return place_by(pattern, text, blocks, len(pattern.text))


def diagonal_of(blocks: Sequence[Block], first: int, last: int) -> int:
    """The median, by characters, of how far the blocks of `pattern[first:last]` are shifted in the text."""
    shifts = sorted((j - i, min(last, i + n) - max(first, i)) for i, j, n in blocks if i < last and i + n > first)
    half = sum(n for _, n in shifts) / 2
    for shift, n in shifts:
        half -= n
        if half <= 0:
            return shift
    return 0


def share_of(blocks: Sequence[Block], first: int, last: int) -> float:
    """How much of the folded `pattern[first:last]` is in one of `blocks`, from 0 to 1."""
    return _share(blocks, first, last) or 0.0


def _share(blocks: Sequence[Block], first: int, last: int) -> float | None:
    """How much of `pattern[first:last]` is in one of `blocks`; None of nothing."""
    if last <= first:
        return None
    return sum(max(0, min(i + n, last) - max(i, first)) for i, _, n in blocks) / (last - first)


def _start(blocks: Sequence[Block], cut: int) -> int:
    """Where in the text the words begin that begin at `cut` in the pattern.

    Certain where a block runs through the cut or up to it; what was inserted at the cut stays outside.
    """
    left, right = _around(blocks, cut)
    if left is None:
        assert right is not None
        return right.j - (right.i - cut)
    end = left.j + left.n
    if right is None or left.i + left.n > cut:
        return left.j + cut - left.i
    rest = right.i - cut
    touches = left.i + left.n == cut
    if rest and touches and right.j - end <= 2 * rest + INSERTED_INSIDE:
        return end
    return max(end, right.j - rest)


def _end(blocks: Sequence[Block], cut: int) -> int:
    """Where in the text the words end that end at `cut` in the pattern; see `_start`."""
    mirrored = [Block(-i - n, -j - n, n) for i, j, n in reversed(blocks)]
    return -_start(mirrored, -cut)


def _around(blocks: Sequence[Block], cut: int) -> tuple[Block | None, Block | None]:
    """The last block that begins before `cut` in the pattern, and the first that begins at or after it.

    Where the first runs only a few characters beyond the cut and a jump follows, these are cut off: the comma
    that stood before the words also stands somewhere before what was inserted, which is no evidence.
    """
    at = next((k for k, block in enumerate(blocks) if block.i >= cut), len(blocks))
    right = blocks[at] if at < len(blocks) else None
    if not at:
        return None, right
    left = blocks[at - 1]
    beyond = left.i + left.n - cut
    if right is not None and 0 < beyond <= COINCIDENCE:
        jump = (right.j - right.i) - (left.j - left.i)
        if jump > 2 * beyond + INSERTED_INSIDE:
            left = left._replace(n=left.n - beyond)
    return left, right


def likeness(folded: str, other_folded: str, original: str, other_original: str) -> float:
    """How alike two wordings are, from 0 to 1: half by their characters, half by their words.

    By characters alone a single long word would make two short passages alike. Transcripts and paths lose their
    signs, though, and words run together then: nearly the same letters and digits are nearly the same wording.
    """
    by_words = Indel.normalized_similarity(_tokens(original), _tokens(other_original))
    alike = (_by_characters(folded, other_folded) + by_words) / 2
    if alike < LETTERS_ALONE:
        letters, others = _SIGN.sub("", folded), _SIGN.sub("", other_folded)
        if len(letters) + len(others) >= MOSTLY_LETTERS * (len(folded) + len(other_folded)):
            alike = max(alike, LETTERS_ALONE * _by_characters(letters, others))
    return alike


def _by_characters(some: str, other: str) -> float:
    return (Indel.normalized_similarity(some, other) + Levenshtein.normalized_similarity(some, other)) / 2


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text.casefold())


def other_numbers(words: str, other: str) -> bool:
    """Whether a digit of one folded wording is another in the other, or belongs to a longer number there.

    A scanner takes digits for letters and a person leaves out a number, but other digits name another thing.
    """
    for op in Levenshtein.opcodes(words, other):
        mine, theirs = words[op.src_start : op.src_end], other[op.dest_start : op.dest_end]
        if op.tag == "replace" and any(a.isdigit() and b.isdigit() for a, b in zip(mine, theirs, strict=True)):
            return True
        if op.tag == "insert" and theirs.isdigit() and _beside_digit(words, op.src_start, op.src_end):
            return True
        if op.tag == "delete" and mine.isdigit() and _beside_digit(other, op.dest_start, op.dest_end):
            return True
    return False


def _beside_digit(text: str, start: int, end: int) -> bool:
    return text[max(0, start - 1) : start].isdigit() or text[end : end + 1].isdigit()

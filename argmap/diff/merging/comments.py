"""People's comments merged: what either wrote stays, if need be beside something else than before."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import SequenceMatcher

from argmap.diff.merging.settling import settled
from argmap.model import Address, Comment

_Comments = Mapping[Address, Comment]
_Lines = tuple[str, ...]
_NONE = Comment()
_FORMAT: Address = ("format",)


def merged_comments(base: _Comments, ours: _Comments, theirs: _Comments, living: Collection[Address]) -> _Comments:
    """The comments of both on what is `living`; what is new on anything else goes to the nearest thing around it."""
    merged: dict[Address, Comment] = {}
    strays: list[tuple[Address, _Lines]] = []
    for at in sorted({*ours, *theirs}):
        before = base.get(at, _NONE)
        comment, clash = settled(before, ours.get(at, _NONE), theirs.get(at, _NONE))
        spare: tuple[str, ...] = ()
        if clash:
            comment, spare = _both(before, ours.get(at, _NONE), theirs.get(at, _NONE))
        if at not in living:
            lines = (*comment.above, comment.beside.strip(), *comment.below, comment.closing.strip(), *spare)
            strays.append((at, lines if comment != before else ()))
            continue
        if at == _FORMAT:  # it has no lines above: those are the file's
            strays.append((at, spare))
        elif spare:
            comment = replace(comment, above=(*comment.above, *spare))
        if comment:
            merged[at] = comment
    for at, lines in strays:
        _settle(at, lines, merged, living)
    return merged


def _both(base: Comment, ours: Comment, theirs: Comment) -> tuple[Comment, tuple[str, ...]]:
    """Both comments in one, and what there was no room for: of two at the end of one line only one can stay."""
    beside, spare = _end(base.beside, ours.beside, theirs.beside)
    closing, spare_too = _end(base.closing, ours.closing, theirs.closing)
    below = _lines(base.below, ours.below, theirs.below)
    both = Comment(
        above=_lines(base.above, ours.above, theirs.above),
        beside=beside,
        below=below[:-1] if below[-1:] == ("",) else below,
        closing=closing,
    )
    return both, (*spare, *spare_too)


def _lines(base: _Lines, ours: _Lines, theirs: _Lines) -> _Lines:
    """Both blocks of lines in one, line by line: what one side changed, and where both did, the lines of both."""
    chosen, clash = settled(base, ours, theirs)
    if not clash:
        return chosen
    merged: list[str] = []
    for slots in zip(*(_slots(base, side) for side in (base, ours, theirs)), strict=True):
        lines, clash = settled(*slots)
        merged += _united(*sorted(slots[1:])) if clash else lines
    if () in (ours, theirs):  # blank lines have nothing to stand between
        return tuple(filter(None, merged))
    return _squeezed(merged, may_begin_blank="" in (ours[0], theirs[0]))


def _slots(base: _Lines, side: _Lines) -> list[_Lines]:
    """The lines of `side` by their places in `base`: before its first line, for that, before the second, and so on."""
    slots: list[list[str]] = [[] for _ in range(2 * len(base) + 1)]
    for _, start, end, first, last in SequenceMatcher(None, base, side, autojunk=False).get_opcodes():
        paired = min(end - start, last - first)
        for step in range(paired):
            slots[2 * (start + step) + 1].append(side[first + step])
        slots[2 * (start + paired)] += side[first + paired : last]
    return [tuple(lines) for lines in slots]


def _united(first: _Lines, second: _Lines) -> Iterator[str]:
    """The lines of both, each in its order; a line that is in both at one place once."""
    for _, start, end, begin, stop in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        yield from first[start:end]
        if first[start:end] != second[begin:stop]:
            yield from second[begin:stop]


def _squeezed(lines: Iterable[str], *, may_begin_blank: bool) -> _Lines:
    """`lines` with no blank one after another, none at the beginning where there can be none, and not only those."""
    squeezed: list[str] = []
    for line in lines:
        if line or (squeezed[-1] if squeezed else may_begin_blank):
            squeezed.append(line)
    return tuple(squeezed) if any(squeezed) else ()


def _end(base: str, ours: str, theirs: str) -> tuple[str, tuple[str, ...]]:
    """What stands at the end of the line, and what was to stand there too."""
    chosen, clash = settled(base, ours, theirs)
    if not clash:
        return chosen, ()
    first, last = sorted((ours, theirs))
    return last, (first.strip(),) if first else ()


def _settle(at: Address, lines: tuple[str, ...], merged: dict[Address, Comment], living: Collection[Address]) -> None:
    """Puts the `lines` of a comment on `at`, which has no place for them, above the nearest thing that has."""
    written = tuple(line for line in lines if line)
    if not written:
        return
    around = next((at[:length] for length in range(len(at) - 1, 0, -1) if at[:length] in living), ())
    there = merged.get(around, _NONE)
    if around:
        merged[around] = replace(there, above=(*there.above, *written))
    else:
        merged[around] = replace(there, below=(*there.below, *written))

"""People's comments merged: what either wrote stays, if need be beside something else than before."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from argmap.diff.merging.settling import settled
from argmap.model import Address, Comment

_Comments = Mapping[Address, Comment]
_NONE = Comment()
_FORMAT: Address = ("format",)


def merged_comments(base: _Comments, ours: _Comments, theirs: _Comments, living: Collection[Address]) -> _Comments:
    """The comments of both on what is `living`; what is new on anything else goes to the nearest thing around it."""
    merged: dict[Address, Comment] = {}
    strays: list[tuple[Address, tuple[str, ...]]] = []
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
            comment = replace(comment, above=_joined(comment.above, spare))
        if comment:
            merged[at] = comment
    for at, lines in strays:
        _settle(at, lines, merged, living)
    return merged


def _both(base: Comment, ours: Comment, theirs: Comment) -> tuple[Comment, tuple[str, ...]]:
    """Both comments in one, and what there was no room for: of two at the end of one line only one can stay."""
    beside, spare = _end(base.beside, ours.beside, theirs.beside)
    closing, spare_too = _end(base.closing, ours.closing, theirs.closing)
    both = Comment(
        above=_lines(base.above, ours.above, theirs.above),
        beside=beside,
        below=_lines(base.below, ours.below, theirs.below),
        closing=closing,
    )
    return both, (*spare, *spare_too)


def _lines(base: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    chosen, clash = settled(base, ours, theirs)
    return _joined(*sorted((ours, theirs))) if clash else chosen


def _end(base: str, ours: str, theirs: str) -> tuple[str, tuple[str, ...]]:
    """What stands at the end of the line, and what was to stand there too."""
    chosen, clash = settled(base, ours, theirs)
    if not clash:
        return chosen, ()
    first, last = sorted((ours, theirs))
    return last, (first.strip(),) if first else ()


def _joined(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    """The lines of both, each once; blank lines stay only where nothing could come to stand beside another."""
    if not first:
        return second
    return (*first, *(line for line in second if line and line not in first))


def _settle(at: Address, lines: tuple[str, ...], merged: dict[Address, Comment], living: Collection[Address]) -> None:
    """Puts the `lines` of a comment on `at`, which has no place for them, above the nearest thing that has."""
    written = tuple(line for line in lines if line)
    if not written:
        return
    around = next((at[:length] for length in range(len(at) - 1, 0, -1) if at[:length] in living), ())
    there = merged.get(around, _NONE)
    if around:
        merged[around] = replace(there, above=_joined(there.above, written))
    else:
        merged[around] = replace(there, below=_joined(there.below, written))

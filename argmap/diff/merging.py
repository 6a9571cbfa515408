"""Three versions of a map made one: a merge of values, not of lines, that loses nothing.

Elements are merged field by field, the links of a claim as a set of premises, each with what it does. The theses are a
set, in the order of whoever changed it. Comments of both sides stay, if need be beside something else than before.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

from argmap.diff.merge_ids import named_alike
from argmap.diff.merge_removals import put_back, without_circles
from argmap.diff.settling import Settler, settled, settled_set, versions_of
from argmap.edit import Refused
from argmap.model import (
    ANCHOR,
    Address,
    ArgMap,
    Claim,
    Comment,
    Conflict,
    Premises,
    Quote,
    Reading,
    Role,
    Side,
    Source,
    living_conflicts,
    premises_text,
    problems,
)
from argmap.model.values import LINK

NO_CLAIM = Claim(text="")


class Three(NamedTuple):
    """One claim in its three versions; without links where it was not there."""

    base: Claim
    ours: Claim
    theirs: Claim

    def roles(self, premises: Premises) -> tuple[Role | None, Role | None, Role | None]:
        """What the link from `premises` does in each version."""
        return self.base.role_of(premises), self.ours.role_of(premises), self.theirs.role_of(premises)

    def undercuts(self, against: Premises, there: Collection[str]) -> list[tuple[Premises, ...]]:
        """What undercuts a link; where it is gone, what did in the base: it went with its link, not by itself.

        What is not `there` in the merged map went by itself, and does not come back with the link.
        """
        before = self.base.undercut.get(against, ())
        left = tuple(group for group in before if all(member in there for member in group))
        sides = (
            left if one.role_of(against) is None else one.undercut.get(against, ()) for one in (self.ours, self.theirs)
        )
        return [before, *sides]


def with_merged_links(claim_id: str, merged: Claim, three: Three, there: Collection[str], settler: Settler) -> Claim:
    """`merged` with the links of all three versions, where the claims and quotes `there` are in the merged map.

    Links that one side turned and the other removed are found.
    """
    roles = dict(_roles(claim_id, three, settler))
    undercut = {}
    for against in sorted({*three.ours.undercut, *three.theirs.undercut} & roles.keys()):
        groups = settled_set(*three.undercuts(against, there))
        if groups:
            undercut[against] = tuple(sorted(groups))
    return replace(
        merged,
        supported_by=tuple(sorted(premises for premises, role in roles.items() if role is Role.SUPPORT)),
        countered_by=tuple(sorted(premises for premises, role in roles.items() if role is Role.COUNTER)),
        undercut=undercut,
    )


def _roles(claim_id: str, three: Three, settler: Settler) -> Iterator[tuple[Premises, Role]]:
    listed = {premises for one in three for premises in (*one.supported_by, *one.countered_by)}
    for premises in sorted(listed):
        where = ("claims", claim_id, LINK, premises_text(premises))
        base, ours, theirs = three.roles(premises)
        role, clash = settler.weigh((where,), base, ours, theirs)
        if role is None and _is_undercut_anew(premises, three):
            role, clash = base, True
        if clash:
            role = role or theirs
            settler.note(where, base, ours, theirs)
        if role is not None:
            yield premises, role


def _is_undercut_anew(premises: Premises, three: Three) -> bool:
    """Whether a side that still has the link undercut it since: then it has not left it as it was."""
    before = three.base.undercut.get(premises, ())
    return any(set(one.undercut.get(premises, ())).difference(before) for one in three[1:])


_Element = TypeVar("_Element", Source, Claim, Quote)
_MergeOne = Callable[[str, _Element | None, _Element, _Element], _Element]


class Merged(NamedTuple):
    """What a merge gives."""

    map: ArgMap
    """Sound and whole; where the sides clash it has one reading, and the other among its conflicts."""
    conflicts: Mapping[Address, Conflict]
    """Those of the map's conflicts that this merge came upon; it may hold older ones."""


def merge(base: ArgMap, ours: ArgMap, theirs: ArgMap) -> Merged:
    """What both sides made of `base`, in one map.

    Sets (links, tags, theses) merge as sets, single values where one side changed them or both did alike; where the
    base holds a conflict, a side that decided it has changed the value. What is left is a conflict: two readings of
    one value; something removed and changed; a circle of supports that neither side has alone. All three must be
    sound maps. Raises Refused where the result would break a rule of maps all the same: then nothing is given.
    """
    chosen, clash = settled(base, ours, theirs)
    if not clash:
        return Merged(chosen, {})
    named = named_alike(base, ours, theirs)
    settler = Settler(named.base, named.ours, named.theirs)
    our_side, their_side, removed = put_back(named.base, named.ours, named.theirs)
    settler.found |= removed | named.conflicts
    merged = _merged(named.base, our_side, their_side, named.ours, settler)
    broken = problems(merged)
    if broken:
        raise Refused(f"the merged map would break a rule: {broken[0].what}", broken[0].fix)
    return Merged(merged, {at: merged.conflicts[at] for at in sorted(settler.found) if at in merged.conflicts})


def _merged(base: ArgMap, ours: ArgMap, theirs: ArgMap, ours_alone: ArgMap, settler: Settler) -> ArgMap:
    sources = _each(
        "sources",
        base.sources,
        ours.sources,
        theirs.sources,
        lambda at, before, one, other: merged_source(("sources", at), before, one, other, settler),
        settler,
    )
    blobs = {at: source.blob for at, source in sources.items()}
    quotes = _each(
        "quotes",
        _telling_their_text(base, blobs),
        _telling_their_text(ours, blobs),
        _telling_their_text(theirs, blobs),
        lambda at, before, one, other: merged_quote(("quotes", at), before, one, other, settler, blobs.get(one.source)),
        settler,
    )
    there = quotes.keys() | settled_set(base.claims.keys(), ours.claims.keys(), theirs.claims.keys())
    claims = _each(
        "claims",
        base.claims,
        ours.claims,
        theirs.claims,
        lambda at, before, one, other: _claim(at, Three(before or NO_CLAIM, one, other), there, settler),
        settler,
    )
    title, note = (
        settler.settle(("map", name), getattr(base, name), getattr(ours, name), getattr(theirs, name))
        for name in ("title", "note")
    )
    parts: dict[str, Any] = {
        "title": title,
        "note": note,
        "thesis": merged_theses(base.thesis, ours.thesis, theirs.thesis, settler),
        "sources": sources,
        "claims": without_circles(claims, base.claims, ours_alone.claims, settler),
        "quotes": {at: _untold(quote, blobs.get(quote.source)) for at, quote in quotes.items()},
    }
    map_ = ArgMap(**parts, conflicts=merged_conflicts(base.conflicts, ours.conflicts, theirs.conflicts, settler))
    map_ = replace(map_, conflicts=living_conflicts(map_))
    if not ours.comments and not theirs.comments:
        return map_
    comments = merged_comments(base.comments, ours.comments, theirs.comments, map_.addresses())
    return replace(map_, comments=comments)


def _each(
    section: str,
    base: Mapping[str, _Element],
    ours: Mapping[str, _Element],
    theirs: Mapping[str, _Element],
    merge_one: _MergeOne[_Element],
    settler: Settler,
) -> dict[str, _Element]:
    """Every element that both have or either added, by id."""
    merged: dict[str, _Element] = {}
    for at in settled_set(base.keys(), ours.keys(), theirs.keys()):
        if at not in ours or at not in theirs:
            merged[at] = ours[at] if at in ours else theirs[at]
            continue
        chosen, clash = settled(base.get(at), ours[at], theirs[at])
        if clash or chosen is None or settler.is_in_question(section, at):
            chosen = merge_one(at, base.get(at), ours[at], theirs[at])
        merged[at] = chosen
    return merged


def _claim(claim_id: str, three: Three, there: Collection[str], settler: Settler) -> Claim:
    merged = merged_claim(("claims", claim_id), three.base, three.ours, three.theirs, settler)
    return with_merged_links(claim_id, merged, three, there, settler)


def _telling_their_text(side: ArgMap, blobs: Mapping[str, str | None]) -> Mapping[str, Quote]:
    """The quotes of `side`, each with the text that it was anchored in where its source will be of another."""
    texts = {at: source.blob for at, source in side.sources.items()}
    others = {at: blob for at, blob in texts.items() if at in blobs and blob != blobs[at]}
    if not others:
        return side.quotes
    return {
        at: replace(quote, blob=quote.blob or others[quote.source]) if quote.source in others else quote
        for at, quote in side.quotes.items()
    }


def _untold(quote: Quote, blob: str | None) -> Quote:
    """`quote` without the text that it was anchored in where that is its source's."""
    return replace(quote, blob=None) if quote.blob is not None and quote.blob == blob else quote


_SOURCE_FIELDS = ("path", "title", "author", "lang", "year", "url", "note", "encoding")
_CLAIM_FIELDS = ("text", "note")
_QUOTE_FIELDS = ("translation", "note")
_NO_SOURCE, _NO_CLAIM, _NO_QUOTE = Source(path=""), Claim(text=""), Quote(source="", text="")


def merged_source(at: Address, base: Source | None, ours: Source, theirs: Source, settler: Settler) -> Source:
    """One source. Of two texts it was anchored in either will do: each quote knows its own."""
    before = base or _NO_SOURCE
    blob, clash = settled(before.blob, ours.blob, theirs.blob)
    if clash:
        blob = max(blob for blob in (ours.blob, theirs.blob) if blob)
    return replace(_scalars(at, _SOURCE_FIELDS, before, ours, theirs, settler), blob=blob)


def merged_claim(at: Address, base: Claim | None, ours: Claim, theirs: Claim, settler: Settler) -> Claim:
    """One claim, with the links of our side."""
    return _scalars(at, _CLAIM_FIELDS, base or _NO_CLAIM, ours, theirs, settler)


def merged_quote(
    at: Address, base: Quote | None, ours: Quote, theirs: Quote, settler: Settler, blob: str | None
) -> Quote:
    """One quote, whose source was anchored in `blob`; each version names the text that it was anchored in itself.

    An anchor is of one piece: words, context and place are true only together.
    """
    before = base or _NO_QUOTE
    scalars = _scalars(at, _QUOTE_FIELDS, before, ours, theirs, settler)
    places = [(*at, name) for name in ANCHOR]
    anchors = zip(_anchor(ours), _anchor(theirs), strict=True)
    words, clash = settler.weigh(places, _words(before), _words(ours), _words(theirs), anchors)
    if clash:
        for place, name in zip(places, ANCHOR, strict=True):
            settler.note(place, getattr(base, name, None), getattr(ours, name), getattr(theirs, name))
        chosen = ours
    else:
        chosen = _anchored(words, before, ours, theirs, blob)
    anchor: dict[str, Any] = {name: getattr(chosen, name) for name in ANCHOR}
    return replace(scalars, **anchor)


def _words(quote: Quote) -> tuple[str, str]:
    return quote.source, quote.text


def _anchored(words: tuple[str, str], base: Quote, ours: Quote, theirs: Quote, blob: str | None) -> Quote:
    """The version whose anchor to take for `words`: the only one that changed, or else the one in the text `blob`."""
    able = [quote for quote in (ours, theirs) if _words(quote) == words]
    if len(able) == 1:
        return able[0]
    _, clash = settled(_anchor(base), _anchor(ours), _anchor(theirs))
    if not clash:
        return theirs if _anchor(base) == _anchor(ours) else ours
    return max(ours, theirs, key=lambda quote: (quote.blob in (None, blob), repr(_anchor(quote))))


def _anchor(quote: Quote) -> tuple[object, ...]:
    return tuple(getattr(quote, name) for name in ANCHOR)


def _scalars(
    at: Address, names: tuple[str, ...], base: _Element, ours: _Element, theirs: _Element, settler: Settler
) -> _Element:
    """Our element with the fields `names` and the tags merged."""
    changed: dict[str, Any] = {"tags": tuple(sorted(settled_set(base.tags, ours.tags, theirs.tags)))}
    for name in names:
        changed[name] = settler.settle((*at, name), getattr(base, name), getattr(ours, name), getattr(theirs, name))
    return replace(ours, **changed)


_Theses = tuple[str, ...]
_WHERE: Address = ("map", "thesis")


def merged_theses(base: _Theses, ours: _Theses, theirs: _Theses, settler: Settler) -> _Theses:
    """The theses of both; where both changed the order of the same ones otherwise, ours stands and that is found."""
    members = settled_set(base, ours, theirs)
    common = members.intersection(ours, theirs)
    before = _only(common, base) if common <= set(base) else ()
    order, clash = settler.weigh((_WHERE,), before, _only(common, ours), _only(common, theirs), [(ours, theirs)])
    if clash:
        settler.note(_WHERE, base, ours, theirs)
    return _with_added(order, _only(members, ours), _only(members, theirs))


def _only(members: set[str], theses: _Theses) -> _Theses:
    return tuple(claim_id for claim_id in theses if claim_id in members)


def _with_added(common: _Theses, *sides: _Theses) -> _Theses:
    """`common` with what each side has more: after what it follows there, runs of them unbroken."""
    runs: defaultdict[str, list[_Theses]] = defaultdict(list)
    for side in sides:
        places = [place for place, claim_id in enumerate(side) if claim_id in common]
        for start, end in pairwise((-1, *places, len(side))):
            runs[side[start] if start >= 0 else ""].append(side[start + 1 : end])
    merged: list[str] = [claim_id for run in sorted(runs[""]) for claim_id in run]
    for place in common:
        merged += (place, *(claim_id for run in sorted(runs[place]) for claim_id in run))
    return tuple(merged)


_Conflicts = Mapping[Address, Conflict]


def merged_conflicts(
    base: _Conflicts, ours: _Conflicts, theirs: _Conflicts, settler: Settler
) -> dict[Address, Conflict]:
    """The conflicts that are left: one that either side has decided is gone, and no reading of the others is lost.

    One that a side decided stays where the other came upon a further version of it.
    """
    found = settler.found
    left = dict(found)
    for where in sorted({*ours, *theirs}):
        one, another = ours.get(where), theirs.get(where)
        if one and another:
            kept, clash = settled(base.get(where), one, another)
            if versions_of(one) == versions_of(another):
                kept = one  # each side calls itself ours
            elif clash:
                first, second = sorted((one, another), key=repr)
                kept = _with_earlier(first, second)
        elif one:
            kept = one if settler.is_changed_by(Side.OURS, where) else None
        else:
            kept = another if settler.is_changed_by(Side.THEIRS, where) else None
        if kept:
            left[where] = _with_earlier(found[where], kept) if where in found else kept
    return left


def _with_earlier(conflict: Conflict, other: Conflict) -> Conflict:
    """`conflict` with the readings of `other` that it has not got itself."""
    own = {_text(reading) for reading in (conflict.base, conflict.ours, conflict.theirs)}
    readings = {_text(reading) for reading in (other.ours, other.theirs, *other.earlier)}
    earlier = {*conflict.earlier, *readings} - own - {""}
    undercut = tuple(sorted({*conflict.undercut, *other.undercut}))
    return replace(conflict, earlier=tuple(sorted(earlier)), undercut=undercut)


def _text(reading: Reading) -> str:
    if reading is None:
        return ""
    return ", ".join(reading) if isinstance(reading, tuple) else str(reading)


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

"""The theses merged: which they are as a set, their order by whoever changed it."""

from collections import defaultdict
from itertools import pairwise

from argmap.diff.merging.settling import Settler, settled_set
from argmap.model import Address

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

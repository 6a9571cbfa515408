"""The rules that a map and its conflicts keep, each with what to say when it is broken.

A value may break them (a file being edited, a merge half done); `problems` finds all breaches in one go.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from types import MappingProxyType
from typing import Final, NamedTuple, TypeVar

from argmap.files.encodings import codec_of, near_names
from argmap.model.ids import LONGEST_ID, is_id, meant, slug
from argmap.model.values import (
    CHANGED,
    ELEMENT,
    ID,
    LINK,
    REMOVED,
    Address,
    ArgMap,
    Claim,
    Conflict,
    Premises,
    Quote,
    Reading,
    Role,
    Source,
    address_text,
    link_in_conflict,
    premises_text,
)


class Problem(NamedTuple):
    """One thing that is wrong, where it is, and how to fix it."""

    where: Address
    """The element of the map that the problem is about; `()` is the whole map."""
    what: str
    """What is wrong, as a sentence without a full stop."""
    fix: str
    """What the reader can do about it, as an imperative without a full stop."""

    def __str__(self) -> str:
        place = f"{address_text(self.where)}: " if self.where else ""
        return f"{place}{self.what}; {self.fix}"


NUMBERS: Final = MappingProxyType({"year": range(-9999, 10_000), "at": range(2**26 + 1), "alike": range(101)})
"""The numbers that a map has, by field: a year in four digits, but for 0, and a place in a text of at most 64 MiB."""


_EXAMPLES: Final = MappingProxyType(
    {
        "year": "write the year in four digits, as 2022",
        "at": "count code points from 0",
        "alike": "write a percentage, as 87, or leave it out",
    }
)


def number_problem(here: Address, field: str, number: int) -> Problem | None:
    """What is wrong with `number` in a field; None where nothing is."""
    allowed = NUMBERS[field]
    if field == "year" and number == 0:
        return Problem(here, "there is no year 0", "leave it out where it is not known; 1 BC is -1")
    if number in allowed:
        return None
    if field == "at" and -(10**9) < number < 0:
        return Problem(here, f"{number} is before the text", _EXAMPLES[field])
    # A number of thousands of digits cannot even be said: Python refuses to write it in decimals.
    said = str(number) if abs(number) < 10**20 else "a number of more than twenty digits"
    what = f"`{here[-1]}` is {said}, and must be from {allowed[0]} to {allowed[-1]}"
    return Problem(here, what, _EXAMPLES[field])


_BLOB = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_SECTION_NAMES = {"sources": "source", "claims": "claim", "quotes": "quote"}
_MOST_COMPARED = 200_000
"""Pairs of ids that are compared to propose another for one that is not there: about a second, in a map of any size."""


_SHOWN_OF_A_CIRCLE = 12
_Entry = TypeVar("_Entry")


class _Nearest:
    """Finds the known id that was meant by one that is not there, as long as that does not take long."""

    def __init__(self, map_: ArgMap) -> None:
        self._whole = map_
        self._known: dict[tuple[str, ...], list[str]] = {}
        self._left = _MOST_COMPARED

    def fix(self, name: str, *sections: str) -> str:
        """What to do about `name`, which is the id of nothing in `sections`."""
        known = self._known.get(sections)
        if known is None:
            known = [some_id for section in sections for some_id in getattr(self._whole, section)]
            self._known[sections] = known
        self._left -= len(known)
        close = meant(name, known) if self._left >= 0 and len(name) <= LONGEST_ID else None
        if close is not None:
            return f"did you mean `{close}`? Otherwise add it, or delete the reference"
        return "add it, or delete the reference"


def problems(map_: ArgMap) -> list[Problem]:
    """Every rule that `map_` breaks, in no particular order; empty for a sound map."""
    nearest = _Nearest(map_)
    return [
        *_title(map_),
        *_ids(map_),
        *_thesis(map_, nearest),
        *_sources(map_),
        *_quotes(map_, nearest),
        *_claims(map_, nearest),
        *_support_cycles(map_),
        *conflict_problems(map_),
    ]


def _title(map_: ArgMap) -> Iterator[Problem]:
    if not map_.title.strip():
        yield Problem(("map", "title"), "the title is empty", "write what the map is about")


def _ids(map_: ArgMap) -> Iterator[Problem]:
    owner: dict[str, str] = {}
    taken = map_.ids
    for section, word in _SECTION_NAMES.items():
        for some_id in getattr(map_, section):
            here = (section, some_id)
            if not is_id(some_id):
                proposed = slug(some_id, taken)
                yield Problem(
                    here,
                    f"`{some_id}` cannot be an id: ids are lower-case ASCII words joined by `-`",
                    f"rename it, for example to `{proposed}`",
                )
            if some_id in owner:
                yield Problem(
                    here,
                    f"the id `{some_id}` is already that of a {owner[some_id]}",
                    f"give this {word} another id and change the links to it",
                )
            owner.setdefault(some_id, word)


def _thesis(map_: ArgMap, nearest: _Nearest) -> Iterator[Problem]:
    for claim_id, times in _times(map_.thesis).items():
        here = ("map", "thesis", claim_id)
        if claim_id not in map_.claims:
            yield Problem(here, f"there is no claim `{claim_id}`", nearest.fix(claim_id, "claims"))
        if times > 1:
            yield Problem(here, f"`{claim_id}` is listed {times} times", "keep one")


def _sources(map_: ArgMap) -> Iterator[Problem]:
    for source_id, source in map_.sources.items():
        here = ("sources", source_id)
        path = source.path
        if not path.strip():
            yield Problem((*here, "path"), "the path is empty", "name the text file, relative to the map")
        elif "\\" in path or path.startswith("/") or re.match(r"[A-Za-z]:", path):
            yield Problem(
                (*here, "path"),
                f"`{path}` is not a path relative to the map's folder, written with `/`",
                "write it relative to the map, for example `../texts/speech.txt`",
            )
        elif not path.isprintable():
            yield Problem((*here, "path"), "the path holds a control character", "write the path without it")
        if source.year is not None and (problem := number_problem((*here, "year"), "year", source.year)):
            yield problem
        if source.encoding is not None and codec_of(source.encoding) is None:
            near = " or ".join(f"`{name}`" for name in near_names(source.encoding))
            yield Problem(
                (*here, "encoding"),
                f"there is no encoding `{source.encoding}`",
                f"did you mean {near}?" if near else "write one that Python knows, for example `windows-1252`",
            )
        yield from _blob(here, source.blob)


def _quotes(map_: ArgMap, nearest: _Nearest) -> Iterator[Problem]:
    for quote_id, quote in map_.quotes.items():
        here = ("quotes", quote_id)
        if quote.source not in map_.sources:
            yield Problem(
                (*here, "source"),
                f"there is no source `{quote.source}`",
                nearest.fix(quote.source, "sources"),
            )
        if not quote.text.strip():
            yield Problem((*here, "text"), "the quote has no words", "write the passage it quotes, or delete the quote")
        if quote.alike is not None and (problem := number_problem((*here, "alike"), "alike", quote.alike)):
            yield problem
        if problem := number_problem((*here, "at"), "at", quote.at):
            yield problem
        yield from _blob(here, quote.blob)


def _blob(here: Address, blob: str | None) -> Iterator[Problem]:
    if blob is not None and not _BLOB.fullmatch(blob):
        yield Problem(
            (*here, "blob"),
            f"`{blob}` is not a git blob id",
            "write what `git hash-object` prints for the text, or delete the line",
        )


def _claims(map_: ArgMap, nearest: _Nearest) -> Iterator[Problem]:
    for claim_id, claim in map_.claims.items():
        here = ("claims", claim_id)
        if not claim.text.strip():
            yield Problem((*here, "text"), "the claim has no words", "write the claim as a sentence")
        for key, group in (("supported_by", claim.supported_by), ("countered_by", claim.countered_by)):
            yield from _premise_list(map_, nearest, claim_id, (*here, key), group)
        for premises in sorted(set(claim.supported_by) & set(claim.countered_by)):
            yield Problem(
                (*here, "countered_by", premises_text(premises)),
                f"`{premises_text(premises)}` both supports and counters `{claim_id}`",
                "keep one of the two links",
            )
        yield from _undercuts(map_, nearest, claim_id, claim)


def _premise_list(
    map_: ArgMap, nearest: _Nearest, claim_id: str, here: Address, group: tuple[Premises, ...]
) -> Iterator[Problem]:
    for premises, times in _times(group).items():
        entry = (*here, premises_text(premises))
        if times > 1:
            yield Problem(entry, f"`{premises_text(premises)}` is listed {times} times", "keep one")
        if claim_id in premises:
            yield Problem(entry, f"`{claim_id}` is linked to itself", "remove the link")
        yield from _members(map_, nearest, entry, premises)


def _members(map_: ArgMap, nearest: _Nearest, entry: Address, premises: Premises) -> Iterator[Problem]:
    for member, times in _times(premises).items():
        if times > 1:
            yield Problem(entry, f"`{member}` is linked with itself", "name each premise once")
        if member in map_.claims or member in map_.quotes:
            continue
        if member in map_.sources:
            yield Problem(
                entry,
                f"`{member}` is a source, and only claims and quotes can be premises",
                "quote a passage of it and link the quote",
            )
        elif not member:
            yield Problem(entry, "a premise is missing beside the `+`", "name it, or delete the `+`")
        else:
            yield Problem(
                entry,
                f"there is no claim or quote `{member}`",
                nearest.fix(member, "claims", "quotes"),
            )


def _times(entries: tuple[_Entry, ...]) -> dict[_Entry, int]:
    """How often each is listed; counted only where one is listed twice, as every edit asks for every list."""
    once = dict.fromkeys(entries, 1)
    return once if len(once) == len(entries) else Counter(entries)


def _undercuts(map_: ArgMap, nearest: _Nearest, claim_id: str, claim: Claim) -> Iterator[Problem]:
    for against, undercutters in claim.undercut.items():
        here = ("claims", claim_id, "undercut", premises_text(against))
        if claim.role_of(against) is None:
            yield Problem(
                here,
                f"`{premises_text(against)}` neither supports nor counters `{claim_id}`, "
                "so there is no link to undercut",
                "name the premises exactly as in supported_by or countered_by (`a + b` for linked ones), "
                "or remove the undercut",
            )
        for premises, times in _times(undercutters).items():
            entry = (*here, premises_text(premises))
            if times > 1:
                yield Problem(entry, f"`{premises_text(premises)}` is listed {times} times", "keep one")
            if claim_id in premises or set(premises) & set(against):
                yield Problem(
                    entry,
                    f"`{premises_text(premises)}` would undercut a link that it is itself an end of",
                    "undercut the link with another claim or quote",
                )
            yield from _members(map_, nearest, entry, premises)


def _support_cycles(map_: ArgMap) -> Iterator[Problem]:
    """One problem for each cycle that a depth-first walk along supports closes."""
    done: set[str] = set()
    for root in sorted(map_.claims):
        path: dict[str, int] = {}  # how deep each stands, as chains can be long
        steps: list[str] = []
        stack: list[tuple[str, Iterator[tuple[Premises, str]]]] = []
        if root not in done:
            path[root] = 0
            steps.append(root)
            stack.append((root, _supporters(map_, root)))
        while stack:
            claim_id, supporters = stack[-1]
            step = next(supporters, None)
            if step is None:
                stack.pop()
                path.popitem()
                done.add(steps.pop())
                continue
            premises, supporter = step
            if supporter == claim_id or supporter in done:
                continue
            if supporter in path:
                yield Problem(
                    ("claims", claim_id, "supported_by", premises_text(premises)),
                    "claims support each other in a circle: " + " ← ".join(_circle(steps, path[supporter])),
                    "remove one of these links",
                )
                continue
            path[supporter] = len(path)
            steps.append(supporter)
            stack.append((supporter, _supporters(map_, supporter)))


def _circle(steps: list[str], first: int) -> list[str]:
    """The ids of a circle from the `first` of `steps` and back to it; of a long one, where it begins and ends."""
    if len(steps) - first <= _SHOWN_OF_A_CIRCLE:
        return [*steps[first:], steps[first]]
    half = _SHOWN_OF_A_CIRCLE // 2
    return [*steps[first : first + half], "…", *steps[-half:], steps[first]]


def _supporters(map_: ArgMap, claim_id: str) -> Iterator[tuple[Premises, str]]:
    for premises in map_.claims[claim_id].supported_by:
        for member in premises:
            if member in map_.claims:
                yield premises, member


_NEVER_IN_CONFLICT = ("tags", "supported_by", "countered_by", "undercut")
"""Fields that merge as sets."""


_MAP_FIELDS = ("title", "note", "thesis")
_WORDS = {"sources": "source", "claims": "claim", "quotes": "quote"}
_ELEMENTS: dict[str, type[Source | Claim | Quote]] = {"sources": Source, "claims": Claim, "quotes": Quote}
_DROP = "remove this table"


def fields_in_conflict(section: str) -> tuple[str, ...]:
    """The fields of the map or of an element of `section` about which there can be a conflict."""
    if section == "map":
        return _MAP_FIELDS
    return tuple(field.name for field in fields(_ELEMENTS[section]) if field.name not in _NEVER_IN_CONFLICT)


def conflict_problems(map_: ArgMap) -> Iterator[Problem]:
    """Every rule that the conflicts in `map_` break."""
    for where, conflict in map_.conflicts.items():
        here = ("conflicts", *where)
        if not _is_place(where):
            yield Problem(here, "there cannot be a conflict about this", _DROP)
        elif where[0] != "map" and where[1] not in getattr(map_, where[0]):
            yield Problem(here, f"there is no {_WORDS[where[0]]} `{where[1]}` now", _DROP)
        elif conflict.ours == conflict.theirs:
            yield Problem(here, "both sides are the same", _DROP)
        else:
            yield from _readings(here, where, conflict)
            yield from _premises(here, where, conflict, map_)


def is_living(where: Address, map_: ArgMap) -> bool:
    """Whether `map_` has what a conflict at `where` is about: the element, and both ends of a link."""
    if where[0] == "map":
        return True
    return where[1] in getattr(map_, where[0]) and _are_there(link_in_conflict(where) or (), map_)


def living_conflicts(map_: ArgMap) -> Mapping[Address, Conflict]:
    """The conflicts of `map_` without those about elements that are gone.

    Also without those whose sides say the same by now: two ids of a reading can become one when one of them is gone.
    """
    return MappingProxyType(
        {
            where: replace(conflict, undercut=tuple(some for some in conflict.undercut if _are_there(some, map_)))
            for where, conflict in map_.conflicts.items()
            if is_living(where, map_) and conflict.ours != conflict.theirs
        }
    )


def _is_place(where: Address) -> bool:
    match where:
        case ("map", field):
            return field in _MAP_FIELDS
        case ("claims", _, kind, _):
            return kind == LINK
        case ("sources" | "claims" | "quotes" as section, _, field):
            return field in (*fields_in_conflict(section), ELEMENT, ID)
    return False


def _numbers(here: Address, where: Address, conflict: Conflict) -> Iterator[Problem]:
    """Numbers that the field in conflict could not hold, whichever side was taken."""
    for name in ("base", "ours", "theirs"):
        reading = getattr(conflict, name)
        if isinstance(reading, int) and where[-1] in NUMBERS:
            problem = number_problem((*here, name), where[-1], reading)
            if problem:
                yield problem


def _readings(here: Address, where: Address, conflict: Conflict) -> Iterator[Problem]:
    """Readings that are none of the few words they can be."""
    words: tuple[Reading, ...]
    if link_in_conflict(where):
        words = (Role.SUPPORT.value, Role.COUNTER.value)
    elif where[-1] == ELEMENT and len(where) == 3:
        words = (REMOVED, CHANGED)
    else:
        yield from _numbers(here, where, conflict)
        return
    for name in ("base", "ours", "theirs"):
        reading = getattr(conflict, name)
        if reading is not None and reading not in words:
            said = f"`{name}` is neither `{words[0]}` nor `{words[1]}`"
            yield Problem((*here, name), said, f'write `{name} = "{words[0]}"` or `{name} = "{words[1]}"`')


def _premises(here: Address, where: Address, conflict: Conflict, map_: ArgMap) -> Iterator[Problem]:
    for premises in (link_in_conflict(where) or (), *conflict.undercut):
        if not _are_there(premises, map_):
            yield Problem(here, f"`{premises_text(premises)}` names what is not in the map", _DROP)


def _are_there(premises: Premises, map_: ArgMap) -> bool:
    return all(member in map_.claims or member in map_.quotes for member in premises)

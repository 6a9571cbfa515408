"""Ids: the readable ASCII names by which sources, claims and quotes refer to one another.

Also which id somebody meant who mistyped it, and giving elements other ids everywhere they are named: this is the one
place that knows where that is.
"""

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from argmap.model.values import LINK, Address, ArgMap, Claim, Conflict, Premises, Reading, parse_premises, premises_text

ID_PATTERN = r"[a-z0-9]+(?:[-_][a-z0-9]+)*"
"""An id: lower-case ASCII letters and digits, in words joined by single `-` or `_`."""


LONGEST_ID = 80
"""Code points an id may have; longer ones stop being names that a reviewer can say."""


_WHOLE_ID = re.compile(ID_PATTERN)
_WORD = re.compile(r"[a-z0-9]+")
_SYLLABLE_START = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SLUG_LENGTH = 40
_WORD_BREAK = re.compile(r"[-_.\s]+")
_SHORTEST_MISTYPED = 4
"""Characters of a word in which one wrong character is taken for a slip: three letters differ too often in meaning."""


_TRIED_IN_TURN = 100


def is_id(text: str) -> bool:
    """Whether `text` can be an id."""
    return len(text) <= LONGEST_ID and _WHOLE_ID.fullmatch(text) is not None


def slug(text: str, taken: Container[str] = (), *, fallback: str = "item", lang: str | None = None) -> str:
    """A readable id for `text` that is not in `taken`.

    Text in any script is transliterated ("出口管制" gives "chu-kou-guan-zhi"); words are kept whole up to
    about 40 code points. Text with kana, or of the language `lang` "ja", is read as Japanese ("輸出規制は" gives
    "yushutsu-kisei-ha"). Of scripts that write no vowels, such as Arabic, an id has the consonants. A number is added
    where the id is taken; `fallback` is the id of a text of which nothing is left.

    Args:
        text: The words of the element.
        taken: The ids that are used already.
        fallback: The id where no letter or digit can be transliterated.
        lang: The BCP 47 tag of the text's language, if it is known.
    """
    latin = text if text.isascii() else _transliterated(text, lang)
    base = ""
    for word in _WORD.findall(latin.replace("'", "").lower()):
        longer = f"{base}-{word}" if base else word[:_SLUG_LENGTH]
        if len(longer) > _SLUG_LENGTH:
            break
        base = longer
    base = base or fallback
    return base if base not in taken else f"{base}-{_free_number(base, taken)}"


def _transliterated(text: str, lang: str | None) -> str:
    # Together 5 ms and more, which only a new id of a text that is not ASCII needs.
    from anyascii import anyascii

    from argmap.model.romaji import has_kana, romanized

    if (lang or "").lower().split("-")[0] == "ja" or has_kana(text):
        text = romanized(text)
    return _SYLLABLE_START.sub("-", anyascii(text))


def _free_number(base: str, taken: Container[str]) -> int:
    """A number that makes another id of `base`: the first that is free, or after many one that follows a taken one.

    Many are not tried one by one, so that n elements with the same words take no time in proportion to n².
    """
    for number in range(2, _TRIED_IN_TURN):
        if f"{base}-{number}" not in taken:
            return number
    step = _TRIED_IN_TURN
    while f"{base}-{step}" in taken:
        step *= 2
    last, free = step // 2, step
    while free - last > 1:
        middle = (last + free) // 2
        last, free = (middle, free) if f"{base}-{middle}" in taken else (last, middle)
    return free


def meant(typed: str, known: Iterable[str]) -> str | None:
    """The one of `known` names that `typed` was meant to be, if only a slip of typing lies between the two.

    A slip is another case, other marks between the words, or, in one word of four letters or more, one letter too
    many, too few, wrong, or two that changed places (an OSA distance of 1). The number of words, the first letter of
    each, and all digits must be the same: `not-extended` is not proposed for `extended`, nor `law-2018` for
    `law-2019`, nor `--tag` for `--untag`, as these mean something else. None too where two names are as likely.
    """
    near = {name: distance for name in known if (distance := _slip(typed, name)) is not None}
    closest = [name for name, distance in near.items() if distance == min(near.values())]
    return closest[0] if len(closest) == 1 else None


def _slip(typed: str, name: str) -> int | None:
    """0 where only case and marks between words differ, 1 for one slip in one word, else None."""
    from rapidfuzz.distance import OSA

    words, right = _words_in(typed), _words_in(name)
    if "".join(words) == "".join(right):
        return 0 if words else None
    if len(words) != len(right):
        return None
    (one, other), *more = [pair for pair in zip(words, right, strict=True) if pair[0] != pair[1]]
    digits = [re.sub(r"\D", "", word) for word in (one, other)]
    if more or one[0] != other[0] or digits[0] != digits[1] or max(len(one), len(other)) < _SHORTEST_MISTYPED:
        return None
    return 1 if OSA.distance(one, other, score_cutoff=1) == 1 else None


def _words_in(name: str) -> list[str]:
    return [word for word in _WORD_BREAK.split(name.casefold()) if word]


_Element = TypeVar("_Element")
_NAMED_BY_PREMISES = ("supported_by", "countered_by", LINK)
NewIds = Mapping[str, str]
"""New ids by the old ones; ids that are not in it stay. No two elements may end up with one id."""


def with_ids(map_: ArgMap, new: NewIds) -> ArgMap:
    """`map_` with the ids `new`: elements, links, theses, the sources of quotes and the places of comments."""
    if not new:
        return map_
    return replace(
        map_,
        thesis=tuple(new.get(claim_id, claim_id) for claim_id in map_.thesis),
        sources=_rekeyed(map_.sources, new),
        claims=_rekeyed({at: _claim(claim, new) for at, claim in map_.claims.items()}, new),
        quotes=_rekeyed(
            {
                at: replace(quote, source=new[quote.source]) if quote.source in new else quote
                for at, quote in map_.quotes.items()
            },
            new,
        ),
        comments={address_with_ids(at, new): comment for at, comment in map_.comments.items()},
        conflicts={
            address_with_ids(where, new): _conflict(conflict, where, new) for where, conflict in map_.conflicts.items()
        },
    )


def address_with_ids(address: Address, new: NewIds) -> Address:
    """The address that an element has once the ids `new` are given."""
    match address:
        case ("conflicts", *where):
            return _conflict_address(tuple(where), new)
        case ("map", "thesis", claim_id):
            return ("map", "thesis", new.get(claim_id, claim_id))
        case ("sources" | "claims" | "quotes" as section, element_id, *rest):
            here = (section, new.get(element_id, element_id))
            match rest:
                case [key, entry] if key in _NAMED_BY_PREMISES:
                    return (*here, key, _written(entry, new))
                case ["undercut", *entries]:
                    return (*here, "undercut", *(_written(entry, new) for entry in entries))
            return (*here, *rest)
    return address


def premises_with_ids(premises: Premises, new: NewIds) -> Premises:
    """Premises once the ids `new` are given."""
    return tuple(sorted(new.get(member, member) for member in premises))


def _claim(claim: Claim, new: NewIds) -> Claim:
    linked = (*claim.supported_by, *claim.countered_by, *(one for some in claim.undercut.values() for one in some))
    if new.keys().isdisjoint(member for premises in linked for member in premises):
        return claim

    def groups(some: Iterable[Premises]) -> tuple[Premises, ...]:
        return tuple(sorted(premises_with_ids(premises, new) for premises in some))

    return replace(
        claim,
        supported_by=groups(claim.supported_by),
        countered_by=groups(claim.countered_by),
        undercut={premises_with_ids(against, new): groups(some) for against, some in claim.undercut.items()},
    )


def _conflict(conflict: Conflict, where: Address, new: NewIds) -> Conflict:
    """`conflict` with the ids `new` in readings that name elements: theses, and the source of a quote."""

    def named(reading: Reading) -> Reading:
        if isinstance(reading, tuple):
            return tuple(new.get(claim_id, claim_id) for claim_id in reading)
        return new.get(reading, reading) if where[-1] == "source" and isinstance(reading, str) else reading

    return replace(
        conflict,
        base=named(conflict.base),
        ours=named(conflict.ours),
        theirs=named(conflict.theirs),
        undercut=tuple(sorted(premises_with_ids(premises, new) for premises in conflict.undercut)),
    )


def _conflict_address(where: Address, new: NewIds) -> Address:
    """The address, without `conflicts` before it, of what stands in the file for a conflict."""
    match where:
        case ("map", field, key, claim_id):
            return ("conflicts", "map", field, key, new.get(claim_id, claim_id))
        case (section, element_id, *rest):
            match rest:
                case [kind, premises, "undercut", entry] if kind == LINK:
                    tail = [kind, _written(premises, new), "undercut", _written(entry, new)]
                case [kind, premises, *keys] if kind == LINK:
                    tail = [kind, _written(premises, new), *keys]
                case _:
                    tail = rest
            return ("conflicts", section, new.get(element_id, element_id), *tail)
    return ("conflicts", *where)


def _written(premises: str, new: NewIds) -> str:
    return premises_text(premises_with_ids(parse_premises(premises), new))


def _rekeyed(elements: Mapping[str, _Element], new: NewIds) -> dict[str, _Element]:
    return {new.get(at, at): element for at, element in elements.items()}

"""What an annotation says of its passage, in its bodies, as a map can hold it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import unescape
from typing import Final

from argmap.formats.annotations.targets import Leave
from argmap.formats.annotations.writing import OWN_CLAIM, OWN_QUOTE, TRANSLATION
from argmap.formats.json_input import Place
from argmap.model import Premises, Role

BY: Final = "—"
"""Before who said something, and when."""
_MARKUP = re.compile(r"<[^<>]*>")
_WORDS: Final = ("value", "chars", "bodyValue")
"""Where the words of a body stand: in the standard, in its forerunner Open Annotation, and by mistake."""
_KEPT_MOTIVES: Final = frozenset({"commenting", "describing", "highlighting", "linking", "replying", "tagging"})
"""The motives and purposes that a note, a tag, a quote or a claim shows by itself."""
_KNOWN: Final = re.compile(
    r"@context|@?id|@?type|motivation|body|bodyValue|target|creator|created|modified|updated|user|user_info|uri|document"
    rf"|text|tags|references|group|permissions|links|hidden|flagged|generated|generator|{OWN_QUOTE}"
)
"""The keys of an annotation that are read, or that say nothing about its passage."""
_KNOWN_IN_BODY: Final = re.compile(
    r"@context|@?id|@?type|value|chars|bodyValue|format|purpose|source|items|creator|created|modified"
    rf"|{OWN_CLAIM}|{TRANSLATION}"
)


@dataclass(frozen=True, slots=True)
class Bearing:
    """A claim that one of our own quotes bears on; its premises have the ids that they have in the file."""

    role: Role
    claim: str
    text: str
    premises: Premises


@dataclass(frozen=True, slots=True)
class Said:
    """What an annotation says."""

    translation: str | None = None
    comment: str | None = None
    """All that it says in words, parted by empty lines."""
    note: str | None = None
    """The same with who said it, and when."""
    tags: tuple[str, ...] = ()
    bearings: tuple[Bearing, ...] = ()

    def with_more(self, other: Said) -> Said:
        """What two annotations of one passage say."""
        return Said(
            self.translation or other.translation,
            _parted(self.comment, other.comment),
            _parted(self.note, other.note),
            tuple(sorted({*self.tags, *other.tags})),
            self.bearings + other.bearings,
        )


def said_in(annotation: Place, leave: Leave) -> Said:
    """What the bodies of an annotation say, and the `text` and `tags` that Hypothesis has beside. Raises Misshapen."""
    motives = frozenset(annotation["motivation"].texts())
    for motive in sorted(motives - _KEPT_MOTIVES):
        leave(f"the motivation `{motive}`", annotation["motivation"])
    for key in annotation.entries():
        if key in annotation and not _KNOWN.fullmatch(key):
            leave(f"the {key} of an annotation", annotation[key])
    if annotation["group"].value not in (None, "__world__", ""):
        leave("the group of an annotation", annotation["group"])
    comment = "\n\n".join([*annotation["bodyValue"].texts(), *annotation["text"].texts()]) or None
    said = Said(comment=comment, note=comment, tags=tuple(sorted(set(annotation["tags"].texts()))))
    for body in annotation["body"].one_or_many():
        said = said.with_more(_body(body, motives, leave))
    return _attributed(said, annotation)


def _attributed(said: Said, place: Place) -> Said:
    """What is said, with who said it and when, where that is told at `place`."""
    changed = next((day for key in ("modified", "updated") if (day := _day(place[key]))), None)
    created = _day(place["created"])
    told = [*_people(place), created, f"changed {changed}" if changed and changed != created else None]
    line = ", ".join(filter(None, told))
    if not line:
        return said
    between = "\n\n" if said.note and "\n" in said.note else "\n"  # no more of the last paragraph or list
    return replace(said, note=between.join(filter(None, (said.note, f"{BY} {line}"))))


def _people(place: Place) -> list[str | None]:
    """The names of who made something; for Hypothesis, the name that a user shows, else that of the account."""
    if "creator" in place:
        return [*map(_name, place["creator"].one_or_many())]
    return [_name(place["user_info"]) or (place["user"].words() or "").removeprefix("acct:")]


def _name(person: Place) -> str | None:
    if isinstance(person.value, str) or person.value is None:
        return person.words()
    keys = ("name", "display_name", "nickname", "email", "id", "@id")
    return next((names[0] for key in keys if (names := person[key].texts())), None)


def _day(place: Place) -> str | None:
    """The day of a moment as ISO 8601 writes it."""
    return (place.words() or "")[:10] or None


def _parted(*said: str | None) -> str | None:
    return "\n\n".join(dict.fromkeys(filter(None, said))) or None


def _commented(words: str | None) -> Said:
    return Said(comment=words, note=words)


def _body(body: Place, motives: frozenset[str], leave: Leave) -> Said:
    if isinstance(body.value, str):
        return _commented(f"See {body.value}" if body.value.strip() else None)
    for key in body.entries():
        if key in body and not _KNOWN_IN_BODY.fullmatch(key):
            leave(f"the {key} of a body", body[key])
    for purpose in sorted(set(body["purpose"].texts()) - _KEPT_MOTIVES):
        leave(f"the purpose `{purpose}`", body["purpose"])
    return _attributed(_said_in_body(body, motives, leave), body)


def _said_in_body(body: Place, motives: frozenset[str], leave: Leave) -> Said:
    if "items" in body:
        said = Said()
        for each in body["items"].one_or_many():
            said = said.with_more(_body(each, motives, leave))
        return said
    if OWN_CLAIM in body:
        return Said(bearings=(_bearing(body),))
    words = next((words for key in _WORDS if (words := body[key].words()) is not None), None)
    if words is None:
        address = next((body[key].words() for key in ("source", "id", "@id") if isinstance(body[key].value, str)), None)
        return _commented(f"See {address}" if address else None)
    if "html" in (body["format"].words() or ""):
        words = unescape(_MARKUP.sub("", words))
    if TRANSLATION in body:
        return Said(translation=words)
    purposes = body["purpose"].texts() or motives
    return Said(tags=(words,)) if "tagging" in purposes else _commented(words)


def _bearing(body: Place) -> Bearing:
    own = body[OWN_CLAIM]
    role = own["role"].text()
    if role not in (Role.SUPPORT, Role.COUNTER):
        own["role"].fail(f"“{role}”, where support or counter belongs")
    text, premises = body["value"].text().partition(": ")[2], tuple(own["premises"].texts())
    if not text.strip() or not premises:
        body.fail("the claim has no words" if premises else "no quotes are named that bear on the claim")
    return Bearing(Role(role), own["claim"].text(), text, premises)

"""What an annotation says of its passage, in its bodies, as a map can hold it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Final

from argmap.formats.annotations.writing import OWN_CLAIM, TRANSLATION
from argmap.formats.json_input import Place
from argmap.model import Premises, Role

_MARKUP = re.compile(r"<[^<>]*>")
_WORDS: Final = ("value", "chars", "bodyValue")
"""Where the words of a body stand: in the standard, in its forerunner Open Annotation, and by mistake."""


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
    tags: tuple[str, ...] = ()
    bearings: tuple[Bearing, ...] = ()

    def with_more(self, other: Said) -> Said:
        """What two annotations of one passage say."""
        comments = dict.fromkeys(said for said in (self.comment, other.comment) if said)
        return Said(
            self.translation or other.translation,
            "\n\n".join(comments) or None,
            tuple(sorted({*self.tags, *other.tags})),
            self.bearings + other.bearings,
        )


def said_in(annotation: Place) -> Said:
    """What the bodies of an annotation say, and the `text` and `tags` that Hypothesis has beside. Raises Misshapen."""
    motives = frozenset(annotation["motivation"].texts())
    said = Said(
        comment="\n\n".join([*annotation["bodyValue"].texts(), *annotation["text"].texts()]) or None,
        tags=tuple(sorted(set(annotation["tags"].texts()))),
    )
    for body in annotation["body"].one_or_many():
        said = said.with_more(_body(body, motives))
    return said


def _body(body: Place, motives: frozenset[str]) -> Said:
    if isinstance(body.value, str):
        return Said(comment=f"See {body.value}" if body.value.strip() else None)
    if "items" in body:
        said = Said()
        for each in body["items"]:
            said = said.with_more(_body(each, motives))
        return said
    if OWN_CLAIM in body:
        return Said(bearings=(_bearing(body),))
    words = next((words for key in _WORDS if (words := body[key].words()) is not None), None)
    if words is None:
        address = next((body[key].words() for key in ("source", "id", "@id") if isinstance(body[key].value, str)), None)
        return Said(comment=f"See {address}" if address else None)
    if "html" in (body["format"].words() or ""):
        words = unescape(_MARKUP.sub("", words))
    if TRANSLATION in body:
        return Said(translation=words)
    purposes = body["purpose"].texts() or motives
    return Said(tags=(words,)) if "tagging" in purposes else Said(comment=words)


def _bearing(body: Place) -> Bearing:
    own = body[OWN_CLAIM]
    role = own["role"].text()
    if role not in (Role.SUPPORT, Role.COUNTER):
        own["role"].fail(f"“{role}”, where support or counter belongs")
    text, premises = body["value"].text().partition(": ")[2], tuple(own["premises"].texts())
    if not text.strip() or not premises:
        body.fail("the claim has no words" if premises else "no quotes are named that bear on the claim")
    return Bearing(Role(role), own["claim"].text(), text, premises)

"""The passages that annotations are about: which words, of which text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from argmap.formats.json_input import Place

_NESTED = ("refinedBy", "items")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage as selectors tell of it."""

    words: str
    """Empty where only its position is told."""
    before: str = ""
    after: str = ""
    start: int | None = None
    """In code points, if who wrote it keeps to the standard; a hint only."""
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """What an annotation is about."""

    address: str
    """Where the text can be read; empty where that is not told."""
    title: str | None
    passage: Passage | None
    """None for the text as a whole."""


def targets_of(annotation: Place) -> list[Target]:
    """Everything that an annotation is about. Raises Misshapen."""
    beside = annotation["uri"].words() or ""
    title = next(iter(annotation["document"]["title"].texts()), None) if "document" in annotation else None
    found = []
    for target in annotation["target"].one_or_many():
        if isinstance(target.value, str):
            found.append(Target(target.value or beside, title, None))
            continue
        address = _address(target["source"]) if "source" in target else target["id"].words()
        found.append(Target(address or beside, title, _passage(target)))
    return found or [Target(beside, title, None)]


def _address(source: Place) -> str | None:
    return source["id"].words() if isinstance(source.value, dict) else source.words()


def _passage(target: Place) -> Passage | None:
    """The passage that the selectors agree on: the words of the first that has any, and the first position."""
    words = position = None
    for selector in _selectors(target):
        kind = selector["type"].value
        if kind == "TextQuoteSelector" and words is None:
            words = selector
        elif kind == "TextPositionSelector" and position is None:
            position = selector
    start = position["start"].number() if position else None
    end = position["end"].number() if position else None
    if words is None:
        return Passage("", start=start, end=end) if position else None
    exact = words["exact"].words()
    if exact is None:
        words.fail("the quoted passage has no words")
    before, after = (words[key].text() if key in words else "" for key in ("prefix", "suffix"))
    return Passage(exact, before, after, start, end)


def _selectors(holder: Place) -> Iterator[Place]:
    """The selectors of a target, and those that refine them."""
    waiting = holder["selector"].one_or_many()
    while waiting:
        selector = waiting.pop(0)
        if isinstance(selector.value, dict):  # not the address of a selector that lies elsewhere
            yield selector
            for key in _NESTED:
                waiting.extend(selector[key].one_or_many())

"""The passages that annotations are about: which words, of which text.

Several selectors of one target tell of the same passage, each in its way: the words are enough where they are told.
What tells of it in no way that argmap can follow (XPath, CSS, ranges of a page's markup, regions of a picture) is left
out and said where nothing else tells of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote, urldefrag

from argmap.formats.json_io import Place

Leave = Callable[[str, Place], None]
"""Says that something of an annotation is not taken, and where it stands."""

_TOGETHER: Final = {
    "Composite": "that its targets belong together",
    "oa:Composite": "that its targets belong together",
    "List": "the order of its targets",
    "oa:List": "the order of its targets",
    "Choice": "that its targets are a choice",
}
_KNOWN: Final = frozenset({"@context", "id", "@id", "type", "@type", "source", "selector", "items", "argmap:state"})
"""The keys of a target that are read, or that say nothing about its passage."""
_PAGE: Final = re.compile(r"(?:^|[?&#])page=([^&#]+)")
_CHARACTERS: Final = re.compile(r"(?:^|[?&#])char=(\d+),(\d+)")
"""A range of characters of a plain text (RFC 5147)."""
_TEXT: Final = re.compile(r"(?:^|:~:)text=(?:([^&,]*)-,)?([^&,]+)(?:,-([^&,]*))?(?=&|$)")
"""The words that a link to a passage names (WICG, Text Fragments); without a second end, which would need the text."""
_MOST_SHOWN: Final = 60


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
    page: str | None = None
    """What is printed on its page as the number."""


@dataclass(frozen=True, slots=True)
class Target:
    """What an annotation is about."""

    address: str
    """Where the text can be read; empty where that is not told."""
    title: str | None
    passage: Passage | None
    """None for the text as a whole, and for a passage that nobody can find."""
    page: str | None = None


def targets_of(annotation: Place, leave: Leave) -> list[Target]:
    """Everything that an annotation is about. Raises Misshapen."""
    beside = annotation["uri"].words() or ""
    title = next(iter(annotation["document"]["title"].texts()), None) if "document" in annotation else None
    found = [each for target in annotation["target"].one_or_many() for each in _targets(target, beside, title, leave)]
    return found or [Target(beside, title, None)]


def _targets(target: Place, beside: str, title: str | None, leave: Leave) -> Iterator[Target]:
    if isinstance(target.value, str):
        told = _Told()
        address = _whole(target.value, told)
        yield Target(address or beside, title, told.passage(leave), told.page)
        return
    if "items" in target and "source" not in target:
        said = _TOGETHER.get(str(target["type"].value))
        items = target["items"].one_or_many()
        if said and len(items) > 1:
            leave(said, target)
        for each in items:
            yield from _targets(each, beside, title, leave)
        return
    for key in sorted(target.entries().keys() - _KNOWN):
        if key in target:
            leave(f"the {key} of its target", target[key])
    told = _Told()
    address = _address(target["source"]) if "source" in target else (target["id"].words() or target["@id"].words())
    address = _whole(address, told) if "selector" not in target else address
    for selector in target["selector"].one_or_many():
        told.take(selector)
    yield Target(address or beside, title, told.passage(leave), told.page)


def _address(source: Place) -> str | None:
    return source["id"].words() or source["@id"].words() if isinstance(source.value, dict) else source.words()


def _whole(address: str | None, told: _Told) -> str | None:
    """The address of a text, without what it says itself of a page or a passage of it."""
    bare, fragment = urldefrag(address) if address else ("", "")
    return bare if fragment and told.take_fragment(fragment) else address


@dataclass(slots=True)
class _Told:
    """What the selectors of one target tell: the words of the first that has any, and the first position."""

    page: str | None = None
    _words: Place | str | None = None
    _before: str = ""
    _after: str = ""
    _start: int | None = None
    _end: int | None = None
    _others: list[tuple[str, Place]] = field(default_factory=list)
    """What tells of a passage in another way."""
    _finer: list[tuple[str, Place]] = field(default_factory=list)
    """What tells of a part of the words."""

    def passage(self, leave: Leave) -> Passage | None:
        """The passage that the selectors agree on. Raises Misshapen."""
        for said, place in self._finer:
            leave(f"the part of the passage that is given by {said}", place)
        if self._words is not None:
            words = self._words if isinstance(self._words, str) else self._words["exact"].words()
            if words is None and not isinstance(self._words, str):
                self._words.fail("the quoted passage has no words")
            return Passage(words or "", self._before, self._after, self._start, self._end, self.page)
        if self._start is not None:
            return Passage("", start=self._start, end=self._end, page=self.page)
        for said, place in self._others:
            leave(f"the passage, which is given only by {said}", place)
        return None

    def take(self, selector: Place, *, inside: bool = False) -> None:
        """Read a selector and those that refine it; `inside` the words of another, places are counted from these."""
        if isinstance(selector.value, str):
            self._others.append((f"a selector elsewhere, `{selector.value[:_MOST_SHOWN]}`", selector))
            return
        kind = str(selector["type"].value or selector["@type"].value).removeprefix("oa:")
        has_words = kind == "TextQuoteSelector"
        if has_words and (self._words is None or inside):
            self._take_words(selector)
        elif kind == "TextPositionSelector" and not inside:
            if self._start is None:
                self._start, self._end = selector["start"].number(), selector["end"].number()
        elif kind == "PageSelector":
            index = selector["index"].number() + 1 if "index" in selector else None
            self.page = self.page or selector["label"].words() or (str(index) if index else None)
        elif kind == "FragmentSelector" and self.take_fragment(str(selector["value"].value or "")):
            pass
        elif "items" in selector:
            for each in selector["items"]:
                self.take(each, inside=inside)
        elif not has_words and ("refinedBy" not in selector or inside):
            (self._finer if inside else self._others).append((_shown(kind, selector), selector))
        for finer in selector["refinedBy"].one_or_many():
            self.take(finer, inside=inside or has_words or (kind not in ("None", "Choice") and _is_place(finer)))

    def take_fragment(self, fragment: str) -> bool:
        """Read what stands behind the `#` of an address; gives whether it tells something that can be followed."""
        page, characters, text = _PAGE.search(fragment), _CHARACTERS.search(fragment), _TEXT.search(fragment)
        if page:
            self.page = self.page or unquote(page[1])
        if characters and self._start is None:
            self._start, self._end = int(characters[1]), int(characters[2])
        if text and self._words is None:
            before, self._words, after = (unquote(part or "") for part in text.groups())
            self._before, self._after = before and f"{before} ", after and f" {after}"
        return bool(page or characters or text)

    def _take_words(self, selector: Place) -> None:
        self._words = selector
        self._before, self._after = (selector[key].text() if key in selector else "" for key in ("prefix", "suffix"))


def _is_place(selector: Place) -> bool:
    """Whether a selector tells of a place by counting, which within another is counted from the beginning of that."""
    return isinstance(selector.value, dict) and selector["type"].value == "TextPositionSelector"


def _shown(kind: str, selector: Place) -> str:
    value = next((selector[key].value for key in ("value", "startContainer") if key in selector), None)
    shown = f" (`{str(value)[:_MOST_SHOWN]}`)" if isinstance(value, str) else ""
    return f"{kind}{shown}"

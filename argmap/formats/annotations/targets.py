"""The passages that annotations are about: which words, of which text.

Several selectors of one target tell of the same passage, each in its way: the words are enough where they are told.
What tells of it in no way that argmap can follow (XPath, CSS, ranges of a page's markup, regions of a picture) is left
out and said where nothing else tells of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Annotated, Any, Final
from urllib.parse import unquote, urldefrag

from pydantic import BeforeValidator, ConfigDict, Discriminator, Field, Tag, TypeAdapter

from argmap.formats.json_models import Place, Shape, Text, WholeNumber, Words

Leave = Callable[[str, Place], None]
"""Says that something of an annotation is not taken, and where it stands."""

_TOGETHER: Final = {
    "Composite": "that its targets belong together",
    "oa:Composite": "that its targets belong together",
    "List": "the order of its targets",
    "oa:List": "the order of its targets",
    "Choice": "that its targets are a choice",
}
_SILENT: Final = frozenset({"@context", "type", "@type", "argmap:state"})
"""The keys of a target that say nothing about its passage."""
_PAGE: Final = re.compile(r"(?:^|[?&#])page=([^&#]+)")
_CHARACTERS: Final = re.compile(r"(?:^|[?&#])char=(\d+),(\d+)")
"""A range of characters of a plain text (RFC 5147)."""
_TEXT: Final = re.compile(r"(?:^|:~:)text=(?:([^&,]*)-,)?([^&,]+)(?:,-([^&,]*))?(?=&|$)")
"""The words that a link to a passage names (WICG, Text Fragments); without a second end, which would need the text."""
_MOST_SHOWN: Final = 60


def _id_of(value: object) -> object:
    return value.get("id") or value.get("@id") if isinstance(value, dict) else value


class _Resource(Shape):
    """A target that is an object."""

    model_config = ConfigDict(extra="allow")

    id: Words = None
    at_id: Words = Field(None, alias="@id")
    source: Annotated[Words, BeforeValidator(_id_of)] = None
    selector: Any = None
    items: Any = None


class _TextQuote(Shape):
    exact: Words = None
    prefix: Text = ""
    suffix: Text = ""


class _TextPosition(Shape):
    start: WholeNumber
    end: WholeNumber


class _Page(Shape):
    index: WholeNumber | None = None
    label: Words = None


class _Other(Shape):
    value: Any = None


def _kind(selector: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    """The type of a selector, as today's standard names it."""
    held = selector if isinstance(selector, dict) else {}
    return str(held.get("type") or held.get("@type")).removeprefix("oa:")


_SHAPES: Final = {"TextQuoteSelector": "words", "TextPositionSelector": "position", "PageSelector": "page"}
_Selector = (
    Annotated[_TextQuote, Tag("words")]
    | Annotated[_TextPosition, Tag("position")]
    | Annotated[_Page, Tag("page")]
    | Annotated[_Other, Tag("other")]
)
_SELECTOR: Final[TypeAdapter[_TextQuote | _TextPosition | _Page | _Other]] = TypeAdapter(
    Annotated[_Selector, Discriminator(lambda selector: _SHAPES.get(_kind(selector), "other"))]
)
_RESOURCE: Final = TypeAdapter(_Resource)


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


def targets_of(annotation: Place, beside: str, title: str | None, leave: Leave) -> list[Target]:
    """Everything that an annotation is about, at the address that stands `beside` where it names none.

    Raises Misshapen.
    """
    found = [each for target in annotation.each("target") for each in _targets(target, beside, title, leave)]
    return found or [Target(beside, title, None)]


def _targets(target: Place, beside: str, title: str | None, leave: Leave) -> Iterator[Target]:
    if isinstance(target.value, str):
        told = _Told()
        address = _whole(target.value, told)
        yield Target(address or beside, title, told.passage(leave), told.page)
        return
    resource = target.read(_RESOURCE)
    if "items" in target and "source" not in target:
        said = _TOGETHER.get(str(target["type"].value))
        items = target.each("items")
        if said and len(items) > 1:
            leave(said, target)
        for each in items:
            yield from _targets(each, beside, title, leave)
        return
    for key in sorted((resource.model_extra or {}).keys() - _SILENT):
        leave(f"the {key} of its target", target[key])
    told = _Told()
    address = resource.source if "source" in target else resource.id or resource.at_id
    address = _whole(address, told) if "selector" not in target else address
    for selector in target.each("selector"):
        told.take(selector)
    yield Target(address or beside, title, told.passage(leave), told.page)


def _whole(address: str | None, told: _Told) -> str | None:
    """The address of a text, without what it says itself of a page or a passage of it."""
    bare, fragment = urldefrag(address) if address else ("", "")
    return bare if fragment and told.take_fragment(fragment) else address


@dataclass(slots=True)
class _Told:
    """What the selectors of one target tell: the words of the first that has any, and the first position."""

    page: str | None = None
    _words: str | None = None
    """Empty where a selector of words has none."""
    _place: Place | None = None
    """That of the selector whose words these are."""
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
            if not self._words and self._place is not None:
                self._place.fail("the quoted passage has no words")
            return Passage(self._words, self._before, self._after, self._start, self._end, self.page)
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
        kind = _kind(selector.value)
        match selector.read(_SELECTOR):
            case _TextQuote(exact=exact, prefix=prefix, suffix=suffix):
                if self._words is None or inside:
                    self._words, self._place, self._before, self._after = exact or "", selector, prefix, suffix
            case _TextPosition(start=start, end=end) if not inside:
                if self._start is None:
                    self._start, self._end = start, end
            case _Page(index=index, label=label):
                self.page = self.page or label or (None if index is None else str(index + 1))
            case _Other(value=value) if kind == "FragmentSelector" and self.take_fragment(str(value or "")):
                pass
            case _ if "items" in selector:
                for each in selector.each("items"):
                    self.take(each, inside=inside)
            case _ if "refinedBy" not in selector or inside:
                (self._finer if inside else self._others).append((_shown(kind, selector), selector))
        for finer in selector.each("refinedBy"):
            within = kind not in ("None", "Choice") and _kind(finer.value) == "TextPositionSelector"
            self.take(finer, inside=inside or kind == "TextQuoteSelector" or within)

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


def _shown(kind: str, selector: Place) -> str:
    value = next((selector[key].value for key in ("value", "startContainer") if key in selector), None)
    shown = f" (`{str(value)[:_MOST_SHOWN]}`)" if isinstance(value, str) else ""
    return f"{kind}{shown}"

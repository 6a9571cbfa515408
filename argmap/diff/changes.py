"""What changed between two maps, as values: element by element, as parts that are undone one at a time, in numbers."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from argmap.diff.wording import same_words
from argmap.model import ANCHOR, Address, ArgMap, Link

Value = str | int | tuple[str, ...] | None
"""What a field of an element holds; None where it is absent."""


ANCHOR_FIELDS = ("before", "after", "at", "alike", "blob")
"""The fields of a quote that say where its words stand, and not which words they are."""


PROSE_FIELDS = ("title", "note", "text", "translation")
"""The fields in which people write sentences."""


class How(StrEnum):
    """What became of an element."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Tie(StrEnum):
    """What became of a link."""

    GAINED = "gained"
    LOST = "lost"
    TURNED = "turned"
    """From support to counter, or back."""
    GROUPED = "grouped"
    """Premises that held alone hold only together now."""
    UNGROUPED = "ungrouped"
    """Linked premises hold each by itself now."""
    REGROUPED = "regrouped"
    """Linked premises are linked with others now."""


class Consequence(StrEnum):
    """What a change means for the argument, where that is more than the change itself; said after an element's id."""

    LOST_ONLY_SUPPORT = "lost its only support"
    LOST_ONLY_COUNTER = "lost its only counter"
    NO_SUPPORT = "now has no support"
    NO_COUNTER = "now has no counter"
    FIRST_SUPPORT = "has support for the first time"
    FIRST_COUNTER = "is countered for the first time"
    LOOSE = "no longer supports or counters anything"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that says something else now."""

    name: str
    old: Value
    new: Value

    @property
    def same_words(self) -> bool:
        """Whether this is a text that differs only in what anchors do not tell apart: it is not reworded."""
        both_texts = isinstance(self.old, str) and isinstance(self.new, str)
        return self.name in PROSE_FIELDS and both_texts and same_words(str(self.old), str(self.new))


@dataclass(frozen=True, slots=True)
class LinkChange:
    """What became of a link, or of several where premises were put together or taken apart."""

    how: Tie
    old: tuple[Link, ...] = ()
    new: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class ElementChange:
    """Everything that changed of one element; links belong to the claim that they point at."""

    section: str
    """`map`, `sources`, `claims` or `quotes`."""
    id: str
    """Its id in the new map, or if it is gone in the old; empty for the map itself."""
    how: How
    old_id: str | None = None
    """Its id before, where that was another."""
    fields: tuple[FieldChange, ...] = ()
    """For what was added or removed, none."""
    links: tuple[LinkChange, ...] = ()
    consequences: tuple[Consequence, ...] = ()

    @property
    def only_reanchored(self) -> bool:
        """Whether nothing changed of a quote but where its words stand."""
        names = {"at" if changed.same_words else changed.name for changed in self.fields}
        return self.section == "quotes" and bool(names) and names.issubset(ANCHOR_FIELDS) and self.old_id is None

    def field(self, name: str) -> FieldChange | None:
        """How the field `name` changed; None where it did not."""
        return next((changed for changed in self.fields if changed.name == name), None)


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed between two maps."""

    old: ArgMap
    """The old map, with its elements under the ids that they have in the new one."""
    new: ArgMap
    renamed: Mapping[str, str] = field(default_factory=dict)
    """New ids by old ones."""
    elements: tuple[ElementChange, ...] = ()
    arisen: tuple[Address, ...] = ()
    """What is in conflict now, since a merge, and was not before."""
    decided: tuple[Address, ...] = ()
    """What was in conflict."""

    def __bool__(self) -> bool:
        return bool(self.elements or self.arisen or self.decided)

    def in_order(self, order: Iterable[str]) -> "Changes":
        """The same with the map first, then the elements in `order`, then others by section and id."""
        place: dict[str, int] = {}
        for some_id in order:
            place.setdefault(some_id, len(place))

        def key(element: ElementChange) -> tuple[bool, int, str, str]:
            return (element.section != "map", place.get(element.id, len(place)), element.section, element.id)

        return replace(self, elements=tuple(sorted(self.elements, key=key)))


def parts(element: ElementChange) -> Iterator[ElementChange]:
    """What changed of an element, one thing each: its id, a field, a link. What came or went is one thing as a whole.

    The fields that anchor a quote are one thing; what follows from a change is none.
    """
    if element.how is not How.CHANGED:
        yield replace(element, consequences=())
        return
    bare = replace(element, old_id=None, fields=(), links=(), consequences=())
    if element.old_id is not None:
        yield replace(bare, old_id=element.old_id)
    for fields in _together(element):
        yield replace(bare, fields=fields)
    for link in element.links:
        yield replace(bare, links=(link,))


def _together(element: ElementChange) -> Iterator[tuple[FieldChange, ...]]:
    anchor = tuple(field for field in element.fields if element.section == "quotes" and field.name in ANCHOR)
    if anchor:
        yield anchor
    for name in element.fields:
        if name not in anchor:
            yield (name,)


Stat = dict[str, dict[str, int]]
"""What was counted (`claims`), and how many of them were `added`; without what did not change."""


_TIES = {Tie.GROUPED: "regrouped", Tie.UNGROUPED: "regrouped"}


def stat(changes: Changes) -> Stat:
    """How many sources, claims, quotes and links changed, and how; what was renamed and changed counts once."""
    counted: Stat = {}
    for section in ("map", "sources", "claims", "quotes"):
        hows = Counter(_how(element) for element in changes.elements if element.section == section)
        hows.pop("", None)
        if hows:
            counted[section] = dict(hows)
    ties = Counter(_TIES.get(link.how, str(link.how)) for element in changes.elements for link in element.links)
    if ties:
        counted["links"] = dict(ties)
    conflicts = {"arisen": len(changes.arisen), "decided": len(changes.decided)}
    if any(conflicts.values()):
        counted["conflicts"] = {how: number for how, number in conflicts.items() if number}
    return counted


def in_words(changes: Changes) -> str:
    """How much changed, in a few words: `2 claims added, 1 claim reworded`; empty where nothing did."""
    counted: Counter[tuple[str, str]] = Counter()
    for section in ("claims", "quotes", "sources"):
        for element in changes.elements:
            if element.section == section and _how(element):
                counted[section.removesuffix("s"), _done(element)] += 1
    for element in changes.elements:
        for link in element.links:
            counted["link", str(link.how)] += element.how is How.CHANGED
    said = [f"{number} {what}{'s' if number > 1 else ''} {how}" for (what, how), number in counted.items() if number]
    if any(element.section == "map" for element in changes.elements):
        said.append("title, note or theses changed")
    for number, how in ((len(changes.arisen), "arisen"), (len(changes.decided), "decided")):
        if number:
            said.append(f"{number} conflict{'s' if number > 1 else ''} {how}")
    return ", ".join(said)


def _done(element: ElementChange) -> str:
    """What became of an element: `reworded` says more than `changed`."""
    how, text = _how(element), element.field("text")
    return "reworded" if how == "changed" and text and not text.same_words else how


def _how(element: ElementChange) -> str:
    """The one word for what became of an element; empty where only links to or from it changed."""
    if element.how is not How.CHANGED:
        return str(element.how)
    if element.old_id is not None:
        return "renamed"
    if element.only_reanchored:
        return "re-anchored"
    return "changed" if element.fields else ""

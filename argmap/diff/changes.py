"""What changed between two maps, as values: element by element, as a reader of the argument would say it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from argmap.diff.wording import same_words
from argmap.model import Address, ArgMap, Link

Value = str | int | tuple[str, ...] | None
"""What a field of an element holds; None where it is absent."""

ANCHOR_FIELDS = ("before", "after", "at", "blob")
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
    LOOSE = "bears on nothing now"


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

"""What is undecided, one thing each: the fields that anchor a quote are one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from argmap.edit import circle_closed
from argmap.graph import outline
from argmap.model import ANCHOR, Address, ArgMap, Conflict, Link, Premises, Role, address_text, link_in_conflict
from argmap.model.values import ELEMENT, ID

_SECTION: Final = {"sources": "source", "claims": "claim", "quotes": "quote"}
_FIELD: Final = {
    "text": "words",
    "path": "file",
    "lang": "language",
    "url": "address",
    ELEMENT: "removed and changed",
    ID: "its id",
}


@dataclass(frozen=True, slots=True)
class Dispute:
    """One thing about which the sides differ."""

    where: Address
    conflict: Conflict
    anchor: tuple[tuple[str, Conflict], ...] = ()
    """For a quote's words and place: the fields in conflict, by name."""
    circle: tuple[str, ...] = ()
    """The claims that would support each other in a circle with the link that it is about."""

    @property
    def name(self) -> str:
        """How the history speaks of it."""
        return address_text(self.where[:2]) if self.anchor else address_text(self.where)

    @property
    def element(self) -> str | None:
        """The element that it is about; None for the map itself."""
        return None if self.where[0] == "map" else self.where[1]

    @property
    def link(self) -> Premises | None:
        """The premises of the link that it is about; None where it is about something else."""
        return link_in_conflict(self.where)

    @property
    def said(self) -> str:
        """What it is about, in a few words."""
        if self.where[0] == "map":
            return "order of the theses" if self.where[1] == "thesis" else self.where[1]
        if self.link is not None:
            return "circle of supports" if self.circle else "support or counter"
        if self.anchor:
            return "words and place" if "text" in dict(self.anchor) else "place"
        return _FIELD.get(self.where[2], self.where[2])

    @property
    def of(self) -> str:
        """Whose it is, in a few words."""
        return "the map" if self.where[0] == "map" else f"{_SECTION[self.where[0]]} {self.where[1]}"

    def shows(self, whole: ArgMap) -> str | Link | None:
        """What to look at on the map; None where the map has nothing of its own for it."""
        if self.link is not None:
            role = whole.claims[self.where[1]].role_of(self.link)
            return Link(self.link, Role(role), self.where[1]) if role else self.where[1]
        return self.element if self.where[0] in ("claims", "quotes") else None


def disputes(whole: ArgMap) -> list[Dispute]:
    """What is undecided in a map: the map's own fields first, then in the order of the argument."""
    order = {some_id: at for at, some_id in enumerate(member for row in outline(whole) for member in row.premises)}
    found: list[Dispute] = []
    anchored: set[str] = set()
    for where, conflict in whole.conflicts.items():
        if where[0] == "quotes" and where[2] in ANCHOR:
            if where[1] not in anchored:
                anchored.add(where[1])
                found.append(_about_anchor(whole, where[1]))
        else:
            found.append(Dispute(where, conflict, circle=circle_closed(whole, where)))
    last = len(order)
    return sorted(found, key=lambda one: (one.where[0] != "map", order.get(one.element or "", last), one.where))


def _about_anchor(whole: ArgMap, quote_id: str) -> Dispute:
    fields = [(name, ("quotes", quote_id, name)) for name in ANCHOR]
    parts = tuple((name, whole.conflicts[at]) for name, at in fields if at in whole.conflicts)
    first, conflict = parts[0]
    return Dispute(("quotes", quote_id, first), conflict, parts)

"""The boxes of a canvas: claims, quotes, sources, groups, and those in which linked premises meet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

from argmap.formats.canvas.box_text import JOINT_SIGNS, box_text
from argmap.formats.canvas.quotations import Quotations, readable
from argmap.formats.format import Incoming
from argmap.formats.gathering import Gathering
from argmap.formats.json_input import Misshapen, Place
from argmap.model import Claim, Premises, Role


class Kind(Enum):
    """What a box stands for."""

    CLAIM = auto()
    QUOTE = auto()
    SOURCE = auto()
    GROUP = auto()
    JOINT = auto()


@dataclass(slots=True)
class Box:
    """A box that was taken."""

    kind: Kind
    place: Place
    id: str = ""
    """In the map; groups and joints have none."""
    address: str = ""
    """Of a source, its path or URL."""
    role: Role | None = None
    """Of a joint, what its sign says."""
    label: str = ""
    """Of a group, its name."""


@dataclass(frozen=True, slots=True)
class _Extent:
    left: int
    top: int
    right: int
    bottom: int

    def holds(self, other: _Extent) -> bool:
        """Whether the middle of another lies in this."""
        x, y = (other.left + other.right) // 2, (other.top + other.bottom) // 2
        return self.left <= x < self.right and self.top <= y < self.bottom


class Boxes:
    """The boxes of one canvas, by the ids that they have in it."""

    def __init__(self, gathered: Gathering, incoming: Incoming) -> None:
        self.by_id: dict[str, Box] = {}
        self.theses: list[str] = []
        self._gathered = gathered
        self._quotations = Quotations(gathered, incoming)

    def take(self, place: Place) -> None:
        """Take a node. Raises Misshapen for one that cannot be taken."""
        at, kind = place["id"].name(), place["type"].text()
        if at in self.by_id:
            place.fail(f"the box `{at}` stands in the canvas again; the first was taken")
        takers: dict[str, Callable[[str, Place], Box]] = {
            "text": self._text,
            "file": self._file,
            "link": self._link,
            "group": self._group,
        }
        if kind not in takers:
            place["type"].fail(f"“{kind}” is no kind of box that JSON Canvas has")
        self.by_id[at] = takers[kind](at, place)

    def _text(self, at: str, place: Place) -> Box:
        markdown = place["text"].text()
        sign = markdown.strip()
        if sign in JOINT_SIGNS:
            return Box(Kind.JOINT, place, role=JOINT_SIGNS[sign])
        said = box_text(markdown)
        if said is None:
            place.fail(f"the box `{at}` has no words")
        if said.is_quotation:
            if not self._quotations.put(at, said) and said.cited:
                self._gathered.leave(f"the place of a quotation, `{said.cited.path}`, where no source can lie", place)
            return Box(Kind.QUOTE, place)
        note = "\n\n".join(said.note) or None
        new_id = self._gathered.add_claim(Claim(text=said.text, note=note, tags=said.tags), readable(at))
        if said.is_thesis:
            self.theses.append(new_id)
        return Box(Kind.CLAIM, place, new_id)

    def _file(self, at: str, place: Place) -> Box:
        path = place["file"].text()
        address = self._quotations.cite(path, wanted=readable(at), must_be_at_hand=True)
        if address is None:
            place.fail(f"the file `{path}`: no text of this name is at hand; `argmap add source` adds one")
        return Box(Kind.SOURCE, place, address=address)

    def _link(self, _at: str, place: Place) -> Box:
        url = place["url"].text()
        address = self._quotations.cite(url) if url.lower().startswith(("http://", "https://")) else None
        if address is None:
            place.fail(f"the link `{url}`, which is no page on the web")
        return Box(Kind.SOURCE, place, address=address)

    @staticmethod
    def _group(_at: str, place: Place) -> Box:
        return Box(Kind.GROUP, place, label=(place["label"].words() or "").strip())

    def make_quotes(self, between: Iterable[tuple[str, str]]) -> None:
        """Make the quotes and sources; an edge to a source tells what a quotation is from, if it does not itself."""
        for one, other in between:
            for quotation, source in ((one, other), (other, one)):
                if self._kind(quotation) is Kind.QUOTE and self._kind(source) is Kind.SOURCE:
                    self._quotations.tie(quotation, self.by_id[source].address)
        sources, quotes = self._quotations.make()
        for at, box in self.by_id.items():
            if box.kind is Kind.SOURCE:
                box.id = sources[box.address]
            elif box.kind is Kind.QUOTE:
                box.id = quotes[at]

    def _kind(self, at: str) -> Kind | None:
        return self.by_id[at].kind if at in self.by_id else None

    def members(self, group: str) -> Premises:
        """The claims and quotes that lie in a group."""
        extent = _extent(self.by_id[group].place)
        return tuple(at for at, lies in self._extents.items() if extent and lies and extent.holds(lies))

    @cached_property
    def _extents(self) -> dict[str, _Extent | None]:
        """Where the claims and quotes lie, by their ids in the map."""
        return {box.id: _extent(box.place) for box in self.by_id.values() if box.kind in (Kind.CLAIM, Kind.QUOTE)}

    def tag_with_groups(self, linking: Collection[str]) -> None:
        """Tag what lies in groups with their names, but for those that only link premises."""
        for at, box in self.by_id.items():
            if box.kind is not Kind.GROUP or not box.label or at in linking:
                continue
            for some_id in self.members(at):
                self._gathered.tag(some_id, box.label)


def _extent(place: Place) -> _Extent | None:
    """Where a box lies; None where that is not told, without which it can be in no group."""
    try:
        x, y, width, height = (_pixels(place[key]) for key in ("x", "y", "width", "height"))
    except Misshapen:
        return None
    return _Extent(x, y, x + width, y + height)


def _pixels(place: Place) -> int:
    """A number of pixels; the standard asks for whole ones, and not every program gives them."""
    return round(place.value) if isinstance(place.value, float) and abs(place.value) < 1e9 else place.number()

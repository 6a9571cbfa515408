"""The boxes of a canvas: claims, quotes, sources, groups, and those in which linked premises meet."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from functools import cached_property
from html import unescape
from typing import Annotated, Final, Literal
from urllib.parse import quote as percent_encoded
from urllib.parse import unquote

from pydantic import BeforeValidator, Field, TypeAdapter

from argmap.formats.format import Incoming
from argmap.formats.json_models import Name as BoxId
from argmap.formats.json_models import OrNothing, Place, Shape, Text, WholeNumber, Words
from argmap.formats.map_builder import MapBuilder, QuotableText, named_after, titled
from argmap.formats.map_builder import gathered as made_of
from argmap.graph.outline import ROLE_SIGN, THESIS_SIGN
from argmap.model import ArgMap, Claim, Premises, Quote, Role, Source, problems
from argmap.text.one_line import reading_line


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


def _rounded(pixels: object) -> object:
    return round(pixels) if isinstance(pixels, float) and abs(pixels) < 1e9 else pixels


_Pixels = Annotated[WholeNumber | None, BeforeValidator(_rounded), OrNothing]
"""The standard asks for whole numbers, and not every program gives them, or any."""


class _Node(Shape):
    id: BoxId
    x: _Pixels = None
    y: _Pixels = None
    width: _Pixels = None
    height: _Pixels = None

    @property
    def extent(self) -> _Extent | None:
        """Where a box lies; None where that is not told, without which it can be in no group."""
        if self.x is None or self.y is None or self.width is None or self.height is None:
            return None
        return _Extent(self.x, self.y, self.x + self.width, self.y + self.height)


class _TextNode(_Node):
    type: Literal["text"]
    text: Text


class _FileNode(_Node):
    type: Literal["file"]
    file: Text


class _LinkNode(_Node):
    type: Literal["link"]
    url: Text


class _GroupNode(_Node):
    type: Literal["group"]
    label: Words = None


_AnyNode = _TextNode | _FileNode | _LinkNode | _GroupNode
_NODE: Final[TypeAdapter[_AnyNode]] = TypeAdapter(Annotated[_AnyNode, Field(discriminator="type")])


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
    extent: _Extent | None
    """Where it lies, where that is told."""
    id: str = ""
    """In the map; groups and joints have none."""
    address: str = ""
    """Of a source, its path or URL."""
    role: Role | None = None
    """Of a joint, what its sign says."""
    label: str = ""
    """Of a group, its name."""


class Boxes:
    """The boxes of one canvas, by the ids that they have in it."""

    def __init__(self, gathered: MapBuilder, incoming: Incoming) -> None:
        self.by_id: dict[str, Box] = {}
        self.theses: list[str] = []
        self._gathered = gathered
        self._quotations = Quotations(gathered, incoming)

    def take(self, place: Place) -> None:
        """Take a node. Raises Misshapen for one that cannot be taken."""
        node = place.read(_NODE)
        if node.id in self.by_id:
            place.fail(f"the box `{node.id}` is repeated in the canvas; the first was imported")
        match node:
            case _TextNode():
                box = self._text(node, place)
            case _FileNode():
                box = self._file(node, place)
            case _LinkNode():
                box = self._link(node, place)
            case _GroupNode():
                box = Box(Kind.GROUP, node.extent, label=(node.label or "").strip())
        self.by_id[node.id] = box

    def _text(self, node: _TextNode, place: Place) -> Box:
        sign = node.text.strip()
        if sign in JOINT_SIGNS:
            return Box(Kind.JOINT, node.extent, role=JOINT_SIGNS[sign])
        said = box_text(node.text)
        if said is None:
            place.fail(f"the box `{node.id}` has no words")
        if said.is_quotation:
            if not self._quotations.put(node.id, said) and said.cited:
                self._gathered.leave(f"the place of a quotation, `{said.cited.path}`, where no source can lie", place)
            return Box(Kind.QUOTE, node.extent)
        note = "\n\n".join(said.note) or None
        new_id = self._gathered.add_claim(Claim(text=said.text, note=note, tags=said.tags), readable(node.id))
        if said.is_thesis:
            self.theses.append(new_id)
        return Box(Kind.CLAIM, node.extent, new_id)

    def _file(self, node: _FileNode, place: Place) -> Box:
        address = self._quotations.cite(node.file, wanted=readable(node.id), must_be_at_hand=True)
        if address is None:
            place.fail(f"the file `{node.file}`: there is no text with this name; `argmap add source` adds one")
        return Box(Kind.SOURCE, node.extent, address=address)

    def _link(self, node: _LinkNode, place: Place) -> Box:
        address = self._quotations.cite(node.url) if node.url.lower().startswith(("http://", "https://")) else None
        if address is None:
            place.fail(f"the link `{node.url}`, which is not a web page")
        return Box(Kind.SOURCE, node.extent, address=address)

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
        extent = self.by_id[group].extent
        return tuple(at for at, lies in self._extents.items() if extent and lies and extent.holds(lies))

    @cached_property
    def _extents(self) -> dict[str, _Extent | None]:
        """Where the claims and quotes lie, by their ids in the map."""
        return {box.id: box.extent for box in self.by_id.values() if box.kind in (Kind.CLAIM, Kind.QUOTE)}

    def tag_with_groups(self, linking: Collection[str]) -> None:
        """Tag what lies in groups with their names, but for those that only link premises."""
        for at, box in self.by_id.items():
            if box.kind is not Kind.GROUP or not box.label or at in linking:
                continue
            for some_id in self.members(at):
                self._gathered.tag(some_id, box.label)


JOINT_SIGNS: Final = {**{sign: role for role, sign in ROLE_SIGN.items()}, "-": Role.COUNTER, "&": None}
"""What stands in a box in which linked premises meet, and what it says of their role."""


_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~$=^%]|&(?=[#\w])")
_LINE_BEGIN = re.compile(r"^(\s*)(?=[-+:])|^(\s*\d+)(?=[.)])")
_MARKUP = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<entity>&#?\w+;)"
    r"|!?\[\[(?:[^\[\]|]*\|)?(?P<page>[^\[\]|]*)\]\]"  # no `[` in it: a text of nothing but `[` is read once
    r"|!?\[(?P<label>(?:\\.|[^\[\]\\])*)\]\([^()]*\)"
    r"|<[^<>]*>|\*\*|==|~~|`|\*(?=\S)|(?<=\S)\*|(?<!\w)_|_(?!\w)"
)
_NOTE: Final = "Note: "
"""Before the note on a quotation, which follows its translation."""


_BLANK_LINES = re.compile(r"\n[^\S\n]*\n")
_HEADING = re.compile(r"^\s*(?:#{1,6}\s+|[-*+]\s+)")
_TAG: Final = r"#(?=[\d/-]*[^\W\d])([\w/-]+)"
_TAGS = re.compile(rf"\s*(?:{_TAG}\s*)+")
_SOURCE = re.compile(r'—\s*\[(?P<label>(?:\\.|[^\]\\])*)\]\((?P<path>[^\s()]*)(?:\s+"(?P<id>[^"]*)")?\)')


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """Where a quotation in a box says that it is from."""

    path: str
    title: str
    """Empty where it has none."""
    id: str
    doubt: str = ""
    """What to say where it is not sure that the passage stands there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxText:
    """What a box says."""

    text: str
    """The claim on one line; the passage as it stands, where it is a quotation."""
    is_thesis: bool = False
    is_quotation: bool = False
    translation: str = ""
    """Of a quotation, on one line."""
    note: tuple[str, ...] = ()
    """Its paragraphs."""
    tags: tuple[str, ...] = ()
    cited: Cited | None = None


def one_line(text: str) -> str:
    """A text on one line, as Markdown shows a paragraph."""
    return reading_line(text)


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a text, with their line breaks, which Obsidian shows."""
    return [lines for part in _BLANK_LINES.split(text) if (lines := _tidy_lines(part))]


def can_be_tag(tag: str) -> bool:
    """Whether Obsidian has a sign for a tag: one word, not of digits alone."""
    return re.fullmatch(_TAG, f"#{tag}") is not None


def markdown_of(box: BoxText) -> str:
    """A box as Markdown."""
    if box.is_quotation:
        blocks = ["\n".join(f"> {_escaped(line)}" for line in box.text.split("\n"))]
    else:
        blocks = [f"{THESIS_SIGN} {_claim(box.text)}" if box.is_thesis else _claim(box.text)]
    if box.translation:
        blocks.append(_guarded(box.translation) if box.translation.startswith(_NOTE) else _escaped(box.translation))
    blocks += [
        (_NOTE if box.is_quotation and not at else "") + _escaped_lines(said) for at, said in enumerate(box.note)
    ]
    if box.tags:
        blocks.append(" ".join(f"#{tag}" for tag in box.tags))
    if box.cited:
        label, path = _escaped(box.cited.title or box.cited.id), percent_encoded(box.cited.path, safe="/")
        blocks.append(f'— [{label}]({path} "{box.cited.id}"){box.cited.doubt}')
    return "\n\n".join(blocks)


def box_text(markdown: str) -> BoxText | None:
    """What a box with this Markdown says; None where it has no words."""
    lines = markdown.strip("\n").split("\n")
    quoted = next((at for at, line in enumerate(lines) if not line.lstrip().startswith(">")), len(lines))
    rest = _BLANK_LINES.split("\n".join(lines[quoted:]))
    blocks = [block.strip("\n") for block in rest if block.strip()]
    if not quoted and not blocks:
        return None
    first = "" if quoted else blocks.pop(0)
    cited = _cited(blocks)
    tags = tuple(re.findall(_TAG, blocks.pop())) if blocks and _TAGS.fullmatch(blocks[-1]) else ()
    if quoted:
        begins = next((at for at, block in enumerate(blocks) if block.startswith(_NOTE)), len(blocks))
        translation = " ".join(map(_line, blocks[:begins]))
        note = [block.removeprefix(_NOTE) for block in blocks[begins:]]
        passage = "\n".join(_plain(re.sub(r"^\s*> ?", "", line)) for line in lines[:quoted])
        found = BoxText(
            text=passage,
            is_quotation=True,
            translation=translation,
            note=_paragraphs(note),
            tags=_tidy(tags),
            cited=cited,
        )
    else:
        bare = _HEADING.sub("", first).strip()
        is_thesis = bare.startswith(THESIS_SIGN)
        text = _line(bare.removeprefix(THESIS_SIGN))
        found = BoxText(text=text, is_thesis=is_thesis, note=_paragraphs(blocks), tags=_tidy(tags))
    return found if found.text.strip() else None


def _claim(text: str) -> str:
    """The words of a claim, so that they are not taken for a sign of ours."""
    return _guarded(text) if text in JOINT_SIGNS or text.startswith(THESIS_SIGN) else _escaped(text)


def _guarded(text: str) -> str:
    """Words that begin like something of ours, and are not."""
    return f"&#{ord(text[0])};{_escaped(text[1:])}"


def _line(markdown: str) -> str:
    return one_line(_plain(markdown))


def _paragraphs(blocks: Sequence[str]) -> tuple[str, ...]:
    return tuple(lines for block in blocks if (lines := _tidy_lines(_plain(block))))


def _tidy_lines(text: str) -> str:
    return "\n".join(line for each in text.split("\n") if (line := one_line(each)))


def _escaped_lines(text: str) -> str:
    return "\n".join(map(_escaped, text.split("\n")))


def _escaped(text: str) -> str:
    return _LINE_BEGIN.sub(r"\1\2\\", _SPECIAL.sub(r"\\\g<0>", text))


def _plain(markdown: str) -> str:
    return _MARKUP.sub(_words, markdown)


def _words(found: re.Match[str]) -> str:
    entity = unescape(found["entity"]) if found["entity"] else None
    label = _plain(found["label"]) if found["label"] else None
    return found["escaped"] or entity or found["page"] or label or ""


def _cited(blocks: list[str]) -> Cited | None:
    """The source that the last block names, which is taken off."""
    found = _SOURCE.match(blocks[-1].strip()) if blocks else None
    if found is None:
        return None
    blocks.pop()
    title, some_id = _line(found["label"]), found["id"] or ""
    return Cited(path=unquote(found["path"]), title="" if title == some_id else title, id=some_id)


def _tidy(tags: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(set(tags)))


_URL = re.compile(r"https?://", re.IGNORECASE)
_MACHINE_MADE = re.compile(r"[0-9a-f]{16,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{5,}")
"""Ids as Obsidian and other programs give them."""


_FARTHEST_UP: Final = 4
"""Obsidian's paths begin at the vault's root, which is looked for in so many folders above the canvas."""


@dataclass(slots=True)
class _Cited:
    """A text that is quoted, or that has a box of its own."""

    wanted: str
    title: str | None
    text: QuotableText | None
    """Where it is at hand."""
    quoted_in: list[str] = field(default_factory=list)


class Quotations:
    """The boxes that are quotations, until it is known what they are from."""

    def __init__(self, gathered: MapBuilder, incoming: Incoming) -> None:
        self._gathered = gathered
        self._incoming = incoming
        self._cited: dict[str, _Cited] = {}
        """By path or URL; the text that is made of quotations from nowhere has the empty one."""
        self._said: dict[str, BoxText] = {}
        self._address: dict[str, str] = {}
        """What each box is a quotation from."""

    def cite(self, address: str, *, wanted: str = "", title: str = "", must_be_at_hand: bool = False) -> str | None:
        """The path or URL of a text, as it is known from now on; None for one that no source can have."""
        path, text = address, None
        if not _URL.match(address):
            if not _is_path(address):
                return None
            tries = ["../" * up + address for up in range(_FARTHEST_UP + 1)]
            path, text = next(
                ((path, found) for path in tries if (found := self._incoming.neighbour(path)) is not None), (path, None)
            )
            if text is None and must_be_at_hand:
                return None
        known = self._cited.setdefault(path, _Cited(wanted, title or None, QuotableText(text) if text else None))
        known.title = known.title or title or None
        return path

    def put(self, at: str, said: BoxText) -> bool:
        """Keep the box `at`, which is a quotation; whether a source can lie where it says that it is from."""
        self._said[at] = said
        if said.cited is None:
            return True
        address = self.cite(said.cited.path, wanted=said.cited.id, title=said.cited.title)
        if address is not None:
            self._address[at] = address
        return address is not None

    def tie(self, at: str, address: str) -> None:
        """Say that a box is a quotation from a text, unless it says itself what it is from."""
        self._address.setdefault(at, address)

    def make(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """Add all sources and quotes, and give the ids of the sources by address, and of the quotes by box."""
        for at in self._said:
            address = self._address.setdefault(at, "")
            self._cited.setdefault(address, _Cited("", f"Quotations in {titled(self._incoming)}", None))
            self._cited[address].quoted_in.append(at)
        sources: dict[str, str] = {}
        quotes: dict[str, str] = {}
        for address, cited in self._cited.items():
            if address and not _URL.match(address):
                source_id = self._gathered.add_source(Source(path=address, title=cited.title), cited.wanted)
                made = [self._found(cited.text, source_id, self._said[at].text) for at in cited.quoted_in]
            else:
                text = made_of("", [self._said[at].text for at in cited.quoted_in] or [address])
                named = Source(path=named_after(address), title=cited.title, url=address or None)
                source_id = self._gathered.add_made_source(named, text.text)
                made = [replace(quote, source=source_id) for quote in text.quotes]
            sources[address] = source_id
            for at, quote in zip(cited.quoted_in, made, strict=False):
                said = self._said[at]
                note = "\n\n".join(said.note) or None
                full = replace(quote, translation=said.translation or None, note=note, tags=said.tags)
                quotes[at] = self._gathered.add_quote(full, readable(at))
        return sources, quotes

    @staticmethod
    def _found(text: QuotableText | None, source_id: str, words: str) -> Quote:
        """The quote where its words stand in the text; without a place where that is not at hand, or not sure."""
        places = text.places(words) if text else []
        return text.quote(source_id, places[0]) if text and len(places) == 1 else Quote(source=source_id, text=words)


def readable(at: str) -> str:
    """The id of a box, if a person can have given it; empty for one that says nothing to a reader."""
    return "" if _MACHINE_MADE.fullmatch(at) else at


def _is_path(path: str) -> bool:
    return not problems(ArgMap(title="-", sources={"source": Source(path=path)}))

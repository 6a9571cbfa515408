"""An Argdown document as a map.

Statements become claims, and so do arguments that are only described. A premise–conclusion structure becomes linked
premises for each of its inferences; what else is known of its argument goes into the note of the conclusion. An
undercut of a statement or described argument undercuts the links from it. Contradiction counters both ways, and so
does, in strict mode, an attack between statements; entailment supports. Headings become tags.
"""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from argmap.formats.argdown.document import Bearing, Debate, Document, Element, Inferred, Relation, Sort, Value
from argmap.formats.argdown.parsing import FRONT_MATTER, parsed
from argmap.formats.argdown.tokens import EndlessError
from argmap.formats.argdown.writing import DENIAL, QUOTE, UNDERCUT, shown
from argmap.formats.format import Imported, Incoming, Skipped, UnreadableFormat, counted, decoded
from argmap.formats.map_builder import MapBuilder, titled
from argmap.formats.outline_lines import fences
from argmap.model import ArgMap, Claim, Link, Premises, Quote, Role, Source, is_id, problems, slug

_TITLED: Final = re.compile(r"^[ \t]*(?:\[[^\]\n]+\]|<[^>\n-][^>\n]*>)(?::\s|\s*$)", re.MULTILINE)
_CLOSING: Final = re.compile(r"[ \t>]*(?:`{3,}|~{3,})[ \t]*")
_RELATED: Final = re.compile(r"^[ \t]+(?:<?[-+_]|[-+_]>|><)[ \t]+[\[<]", re.MULTILINE)


def read(incoming: Incoming) -> Imported:
    """The map that a document makes. Raises UnreadableFormat."""
    text, outside = _in_fences(decoded(incoming).replace("\r", "\n"))
    whole = included(incoming.name, text, incoming.neighbour)
    try:
        document = parsed(whole.text)
    except EndlessError as fault:
        file, line = whole.place(fault.line)
        raise UnreadableFormat(file or incoming.name, str(fault), line) from fault
    imported = _imported(document, titled(incoming))
    if OWN in document.front_matter and not text.endswith("\n"):
        outside.append(
            Skipped("the end of the file, which argmap ends with a line break: it is cut off", text.count("\n") + 1)
        )
    skipped = (*outside, *whole.skipped, *(_placed(whole, each) for each in imported.skipped))
    if not imported.map.ids and OWN not in document.front_matter:
        why = f"{skipped[0].message}; " if skipped else ""
        message = f"there is no statement of Argdown here; {why}write one as `[Title]: text`, or name another format"
        raise UnreadableFormat(incoming.name, message, skipped[0].line if skipped else None)
    return replace(imported, skipped=tuple(sorted(skipped, key=lambda each: each.line or 0)))


def looks_like_argdown(incoming: Incoming) -> bool:
    """Whether a text has titles in brackets as well as relations to such."""
    try:
        text = decoded(incoming)
    except UnreadableFormat:
        return False
    blocks = [*fences(text)]
    if any(_is_argdown(info) for _, _, info in blocks):
        return True
    lines = text.split("\n")
    for first, last, _ in blocks:  # what other code holds says nothing of the document
        lines[first - 1 : last] = [""] * (last - first + 1)
    outside = "\n".join(lines)
    return _TITLED.search(outside) is not None and _RELATED.search(outside) is not None


def _in_fences(text: str) -> tuple[str, list[Skipped]]:
    """The Argdown in the fenced blocks of a Markdown document, each line where it stands; all of another text.

    With it, what is left out: the other words of the document, and the front matter of all blocks but the first.
    """
    blocks = [(first, last) for first, last, info in fences(text) if _is_argdown(info)]
    if not blocks:
        return text, []
    lines = text.split("\n")
    kept = [""] * len(lines)
    left = []
    for number, (first, last) in enumerate(blocks):
        end = last if last > first and _CLOSING.fullmatch(lines[last - 1]) else last + 1
        margin = lines[first - 1][: len(lines[first - 1]) - len(lines[first - 1].lstrip(" \t>"))]
        inside = [line.removeprefix(margin) for line in lines[first : end - 1]]
        matter = FRONT_MATTER.match("\n".join(inside)) if number else None
        if matter:
            passed = matter[0].count("\n") + 1
            inside[:passed] = [""] * passed
            left.append(Skipped("the front matter of a further block; only that of the first counts", first + 1))
        kept[first : first + len(inside)] = inside
    within = {number for first, last in blocks for number in range(first, last + 1)}
    outside = [number for number, line in enumerate(lines, start=1) if line.strip() and number not in within]
    if outside:
        left.append(
            Skipped(f"{counted(len(outside), 'line')} outside the blocks of Argdown, the first here", outside[0])
        )
    return "\n".join(kept), left


def _is_argdown(info: str) -> bool:
    """Whether a fenced block says that it is Argdown, as `argdown`, `argdown-map` or `{.argdown}`."""
    return re.match(r"\{?\s*\.?argdown(?:-map)?\b", info, re.IGNORECASE) is not None


def _imported(document: Document, fallback_title: str) -> Imported:
    builder = MapBuilder()
    builder.skipped += document.skipped
    if document.comments:
        builder.leave(f"comments, {len(document.comments)} in number, the first here", document.comments[0])
    debate = Debate(document, builder.leave)
    found = document.front_matter.get(OWN)
    own = found if isinstance(found, dict) else None
    denying = denials(debate) if own is not None else {}
    elements = Elements(builder, own)
    ids = elements.add_all(each for each in debate.elements if not each.inferred and each not in denying)
    _describe(debate, elements, ids)
    link(builder, debate, ids, denying)
    thesis = own.get("thesis") if own is not None else None
    return builder.imported(
        _title(document, fallback_title),
        note=elements.note_of_map(document.front_matter),
        thesis=None if thesis is None else [some for some in texts_of(thesis) if some in builder.claims],
    )


def _title(document: Document, fallback: str) -> str:
    title = document.front_matter.get("title")
    headings = (block.heading.title for block in document.blocks if block.heading and block.heading.title)
    return title if isinstance(title, str) and title else next(headings, fallback)


def _describe(debate: Debate, elements: Elements, ids: Mapping[Element, str]) -> None:
    """What is known of arguments and inferences goes to their conclusions."""
    for argument in debate.of_sort(Sort.ARGUMENT):
        for inferred in argument.inferred:
            conclusion = inferred.conclusion
            if conclusion in ids:
                rules = ", ".join(inferred.inference.rules)
                elements.add_note(ids[conclusion], f"inference: {rules}" if rules else None)
                if inferred is argument.inferred[-1]:
                    elements.describe(ids[conclusion], argument, with_tags=conclusion.title is None)


def _placed(whole: Whole, skipped: Skipped) -> Skipped:
    """The same with the line of its own file, which is said where that is an included one."""
    if skipped.line is None:
        return skipped
    file, line = whole.place(skipped.line)
    return Skipped(f"{file}:{line}: {skipped.message}") if file else replace(skipped, line=line)


_INCLUDE: Final = re.compile(r"@include\(([^)\n]+)\)")
_FRONT_MATTER: Final = re.compile(r"\s*={3,}.*?={3,}", re.DOTALL)
_DEEPEST: Final = 30
_LARGEST: Final = 64 * 1024 * 1024
"""Code points that a document may have with all that it includes."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A document with everything that it includes, and where each of its lines comes from."""

    text: str
    skipped: tuple[Skipped, ...]
    pieces: tuple[Piece, ...]

    def place(self, line: int) -> tuple[str, int]:
        """The file, empty for the document itself, and the line in it, of a line of the whole."""
        piece = self.pieces[max(bisect_right(self.pieces, line, key=lambda one: one.begin) - 1, 0)]
        return piece.file, piece.line + line - piece.begin


class Piece(NamedTuple):
    """A part of the whole that comes from one file."""

    begin: int
    """Its first line in the whole, from 1."""
    file: str
    line: int
    """Its first line in the file."""


def included(name: str, text: str, neighbour: Callable[[str], str | None]) -> Whole:
    """The text with every file that it includes, also by way of others. A file is included once, as Argdown does.

    A file that is not found inside the project is skipped. Raises UnreadableFormat, with the line, where a file
    includes itself, directly or by way of others, and where all together they are of absurd size.
    """
    including = _Including(name, neighbour)
    including.add("", text, (posixpath.basename(name.replace("\\", "/")),))
    return Whole("".join(including.texts), tuple(including.skipped), tuple(including.pieces))


class _Including:
    """The whole as it grows."""

    def __init__(self, name: str, neighbour: Callable[[str], str | None]) -> None:
        self.texts: list[str] = []
        self.pieces: list[Piece] = []
        self.skipped: list[Skipped] = []
        self._name = name
        self._neighbour = neighbour
        self._seen: set[str] = set()
        self._next_line = 1
        self._size = 0

    def add(self, file: str, text: str, inside: tuple[str, ...]) -> None:
        """Add a file's text; `inside` are the files whose text it stands in, itself the last."""
        head = _FRONT_MATTER.match(text) if file else None
        if head:
            self.skipped.append(Skipped(f"{file}:1: the front matter of an included file"))
        at = head.end() if head else 0
        line = text.count("\n", 0, at) + 1
        for found in _INCLUDE.finditer(text, at):
            line = self._piece(file, line, text[at : found.start()])
            at = found.end()
            self._include(file, line, found, inside)
        self._piece(file, line, text[at:])

    def _piece(self, file: str, line: int, text: str) -> int:
        """Add a part of a file, from its `line` on, and give the line after it."""
        self._size += len(text)
        if self._size > _LARGEST:
            raise UnreadableFormat(file or self._name, "this includes too much; split the document", line)
        self.pieces.append(Piece(self._next_line, file, line))
        self.texts.append(text)
        breaks = text.count("\n")
        self._next_line += breaks
        return line + breaks

    def _include(self, file: str, line: int, found: re.Match[str], inside: tuple[str, ...]) -> None:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(file), found[1].strip()))
        if path in inside or len(inside) > _DEEPEST:
            message = f"{found[0]} would include a file in itself; remove this line"
            raise UnreadableFormat(file or self._name, message, line)
        if path in self._seen:
            return
        self._seen.add(path)
        text = self._neighbour(path)
        if text is None:
            message = f"{found[0]}: there is no such text inside the project"
            self.skipped.append(Skipped(f"{file}:{line}: {message}") if file else Skipped(message, line))
            return
        self.add(path, text.replace("\r\n", "\n").replace("\r", "\n"), (*inside, path))


OWN: Final = "argmap"
"""The key of the front matter under which argmap's export keeps what Argdown has no place for."""


_QUOTE_KEYS: Final = frozenset(
    {"kind", "source", "line", "state", "translation", "note", "before", "after", "at", "alike", "blob", "text", "tags"}
)
_SHOWING: Final = frozenset({"isInMap", "isInGroup", "isCanonical", "color", "images"})
"""Metadata on how Argdown draws a statement."""


_LONGEST_NUMBER: Final = 30


def texts_of(value: Value | None) -> list[str]:
    """The texts in a list of metadata; none where it is no list."""
    return [entry for entry in value if isinstance(entry, str)] if isinstance(value, list) else []


class Elements:
    """Adds claims, quotes and sources to a gathering."""

    def __init__(self, builder: MapBuilder, own: Mapping[str, Value] | None) -> None:
        self._gathering = builder
        self._own = own
        sources = own.get("sources") if own else None
        for source_id, data in sources.items() if isinstance(sources, dict) else ():
            self._add_source(source_id, data)

    def add_all(self, elements: Iterable[Element]) -> dict[Element, str]:
        """Add each as a claim or quote, and give their ids. A title that is an id already is the first to get it."""
        ids: dict[Element, str] = {}
        for element in sorted(elements, key=lambda each: not is_id(each.title or "")):
            if (added := self._add(element)) is not None:
                ids[element] = added
        return ids

    def add_note(self, some_id: str, note: str | None) -> None:
        """Add a line to the note of a claim."""
        claim = self._gathering.claims.get(some_id)
        if note and claim:
            both = f"{claim.note}\n{note}" if claim.note else note
            self._gathering.claims[some_id] = replace(claim, note=both)

    def describe(self, some_id: str, argument: Element, *, with_tags: bool) -> None:
        """Add to a conclusion's note what is known of its argument: title, description, metadata; and its tags."""
        if argument.title is None or some_id not in self._gathering.claims:
            return
        words = argument.wording
        if words is not None or self._own is None:
            self.add_note(some_id, f"{argument.title}: {words.text}" if words else argument.title)
        self.add_note(some_id, self._note(argument))
        if with_tags:
            claim = self._gathering.claims[some_id]
            self._gathering.claims[some_id] = replace(claim, tags=_tags((*claim.tags, *argument.tags)))
        elif argument.tags:
            self._gathering.leave(f"the tags of <{argument.title}>: {', '.join(argument.tags)}", argument.line)

    def note_of_map(self, front_matter: Mapping[str, Value]) -> str | None:
        """The note on the whole: what the front matter says beside the title and the settings of Argdown."""
        note = self._own.get("note") if self._own else None
        lines = [note] if isinstance(note, str) else []
        settings = []
        for key, value in front_matter.items():
            if key in ("title", OWN) or (key == "model" and self._own is not None):
                continue
            if isinstance(value, str):
                lines += [f"{key}: {value}"] if value else []
            elif key != "model":
                settings.append(key)
        if settings:
            self._gathering.leave(f"settings of the front matter: {', '.join(settings)}", 1)
        return "\n".join(lines) or None

    def _add(self, element: Element) -> str | None:
        words = element.wording
        text = (words.text if words else None) or element.title or ""
        if not text.strip():
            self._gathering.leave("a statement without words", element.line)
            return None
        data = element.data
        if self._own is not None:
            if words is None:
                self._gathering.leave(
                    f"{_named(element)} is named but not defined; the file may be incomplete", element.line
                )
            text = _kept(data.get("text"), text)
        title = element.title or ""
        wanted = title if is_id(title) or not title else slug(title, fallback="claim")
        if self._own is not None and data.get("kind") == QUOTE and element.sort is Sort.STATEMENT:
            if str(data.get("source")) in self._gathering.sources:
                return self._gathering.add_quote(self._quote(element, text), wanted)
            self._gathering.leave(f"the quote [{title}] names no source of the front matter", element.line)
        self._other_wordings(element)
        return self._gathering.add_claim(Claim(text=text, note=self._note(element), tags=self._tags(element)), wanted)

    def _other_wordings(self, element: Element) -> None:
        words = element.wording
        for mention in element.mentions:
            if words and mention.text and mention.text != words.text:
                self._gathering.leave(f"another wording of {_named(element)}: {mention.text}", mention.line)

    def _tags(self, element: Element) -> tuple[str, ...]:
        heading = element.heading
        grouped = (heading.title, *heading.tags) if heading else ()
        return _tags((*element.tags, *texts_of(element.data.get("tags")), *grouped))

    def _quote(self, element: Element, text: str) -> Quote:
        data = {key: value for key, value in element.data.items() if isinstance(value, str)}
        for key in sorted(element.data.keys() - _QUOTE_KEYS):
            self._gathering.leave(f"`{key}` in the metadata of [{element.title}]", element.line)
        made = Quote(
            source=data["source"],
            text=text,
            before=data.get("before", ""),
            after=data.get("after", ""),
            at=max(_number(data.get("at")) or 0, 0),
            alike=_number(data.get("alike")),
            blob=data.get("blob"),
            translation=data.get("translation"),
            note=data.get("note"),
            tags=self._tags(element),
        )
        source = self._gathering.sources[made.source]
        faults = problems(ArgMap(title="-", sources={made.source: source}, quotes={"": made}))
        wrong = {str(fault.where[-1]): fault.what for fault in faults if fault.where[-1] in ("alike", "blob")}
        for key, what in wrong.items():
            self._gathering.leave(f"`{key}` of [{element.title}]: {what}", element.line)
        return replace(
            made, alike=None if "alike" in wrong else made.alike, blob=None if "blob" in wrong else made.blob
        )

    def _note(self, element: Element) -> str | None:
        """The note of the metadata, the other metadata each on a line, and the addresses of the links in the text."""
        lines: list[str] = []
        ours = {"text"} if self._own is not None else set()
        for key, value in element.data.items():
            if key in ours or (key == "tags" and isinstance(value, list)):
                continue
            message = value if isinstance(value, str) else ", ".join(texts_of(value))
            if key in _SHOWING or not message:
                self._gathering.leave(f"`{key}` in the metadata of {_named(element)}", element.line)
            else:
                lines.append(message if key == "note" else f"{key}: {message}")
        lines += (address for mention in element.mentions for address in mention.addresses)
        return "\n".join(lines) or None

    def _add_source(self, source_id: str, data: Value) -> None:
        texts = {key: value for key, value in data.items() if isinstance(value, str)} if isinstance(data, dict) else {}
        source = Source(
            path=texts.get("path", ""),
            title=texts.get("title"),
            author=texts.get("author"),
            lang=texts.get("lang"),
            year=_number(texts.get("year")),
            url=texts.get("url"),
            note=texts.get("note"),
            tags=_tags(texts_of(data.get("tags")) if isinstance(data, dict) else ()),
            encoding=texts.get("encoding"),
            blob=texts.get("blob"),
        )
        faults = problems(ArgMap(title="-", sources={source_id: source}))
        if faults:
            self._gathering.leave(f"the source `{source_id}`: {faults[0].what}", 1)
        else:
            self._gathering.add_source(source, source_id)


def _named(element: Element) -> str:
    """An element as it is written."""
    if element.title is None:
        return "a statement without a title"
    return f"[{element.title}]" if element.sort is Sort.STATEMENT else f"<{element.title}>"


def _kept(exact: Value | None, text: str) -> str:
    """The exact text of the metadata, as long as the statement still says the same."""
    return exact if isinstance(exact, str) and exact.strip() and shown(exact) == text else text


def _tags(tags: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({tag for tag in tags if tag.strip()}))


def _number(text: str | None) -> int | None:
    if text is None or len(text) > _LONGEST_NUMBER:
        return None
    try:
        return int(text)
    except ValueError:
        return None


_ROLES: Final = {
    Bearing.SUPPORT: Role.SUPPORT,
    Bearing.ENTAILS: Role.SUPPORT,
    Bearing.ATTACK: Role.COUNTER,
    Bearing.CONTRARY: Role.COUNTER,
    Bearing.CONTRADICTORY: Role.COUNTER,
}
_SYMMETRIC: Final = frozenset({Bearing.CONTRARY, Bearing.CONTRADICTORY})


def denials(debate: Debate) -> dict[Element, list[Relation]]:
    """The statements of an own export that are no claims, each with the relations by which it denies something.

    See `writing`: they conclude an argument whose premises counter a claim together, or undercut an inference.
    """
    found: dict[Element, list[Relation]] = {
        element: []
        for element in debate.of_sort(Sort.STATEMENT)
        if not element.inferred and element.data.get("kind") in (DENIAL, UNDERCUT)
    }
    for relation in debate.relations:
        if relation.start in found and relation.bearing in (Bearing.ATTACK, Bearing.UNDERCUT):
            found[relation.start].append(relation)
    return {element: relations for element, relations in found.items() if relations}


def link(
    builder: MapBuilder,
    debate: Debate,
    ids: Mapping[Element, str],
    denying: Mapping[Element, list[Relation]],
) -> None:
    """Add every link to the gathering; `ids` are those of the claims and quotes. The rest is told to it."""
    _Linking(builder, debate, ids, denying).run()


class _Linking:
    def __init__(
        self,
        builder: MapBuilder,
        debate: Debate,
        ids: Mapping[Element, str],
        denying: Mapping[Element, list[Relation]],
    ) -> None:
        self._gathering = builder
        self._debate = debate
        self._ids = ids
        self._denying = denying
        self._links_of: dict[Inferred, list[Link]] = {}
        self._links_from: dict[str, list[Link]] = {}

    def run(self) -> None:
        inferences = [each for element in self._debate.elements for each in element.inferred]
        for inferred in inferences:
            self._conclude(inferred)
        strikes: list[tuple[Premises, Relation]] = list(self._joint_strikes(inferences))
        for relation in self._debate.relations:
            if relation.start not in self._denying:
                strikes += self._relate(relation)
        for premises, relation in strikes:
            self._strike(premises, relation)

    def _premises(self, inferred: Inferred) -> Premises | None:
        """The ids of the premises; None where one has none."""
        known = {self._ids[each] for each in inferred.premises if each in self._ids}
        return tuple(sorted(known)) if len(known) == len(set(inferred.premises)) else None

    def _conclude(self, inferred: Inferred) -> None:
        """Link the premises of an inference to its conclusion, or to the claims that this only denies."""
        premises, conclusion = self._premises(inferred), inferred.conclusion
        self._links_of[inferred] = []
        if premises is None or not (conclusion in self._ids or conclusion in self._denying):
            self._gathering.leave("an inference from or to something that is not a claim", inferred.inference.line)
            return
        if conclusion in self._ids:
            links = [Link(premises, Role.SUPPORT, self._ids[conclusion])]
        else:
            attacked = (each.end for each in self._denying[conclusion] if each.bearing is Bearing.ATTACK)
            targets = (self._ids.get(end) for end in attacked if isinstance(end, Element))
            links = [Link(premises, Role.COUNTER, target) for target in targets if target is not None]
        for made in links:
            self._add(made, inferred.inference.line)
        self._links_of[inferred] = links

    def _joint_strikes(self, inferences: list[Inferred]) -> Iterator[tuple[Premises, Relation]]:
        for inferred in inferences:
            premises = self._premises(inferred)
            for denied in self._denying.get(inferred.conclusion, ()):
                if premises and denied.bearing is Bearing.UNDERCUT:
                    yield premises, denied

    def _relate(self, relation: Relation) -> Iterator[tuple[Premises, Relation]]:
        """Link the ends of a relation; what strikes links instead is given back, to be done when all are there."""
        start, end = self._ids.get(relation.start), relation.end
        if start is None:
            self._gathering.leave(f"the {relation.bearing} by something that is not a claim", relation.line)
        elif relation.bearing is Bearing.UNDERCUT:
            yield (start,), relation
        elif isinstance(end, Inferred) or end.inferred:
            yield from self._sketched(start, relation)
        elif end not in self._ids:
            self._gathering.leave(f"the {relation.bearing} of something that is not a claim", relation.line)
        else:
            role = _ROLES[relation.bearing]
            self._add(Link((start,), role, self._ids[end]), relation.line)
            if relation.bearing in _SYMMETRIC:
                self._add(Link((self._ids[end],), role, start), relation.line)

    def _add(self, made: Link, line: int) -> None:
        self._gathering.add_link(made, line)
        for premise in made.premises:
            self._links_from.setdefault(premise, []).append(made)

    def _sketched(self, start: str, relation: Relation) -> Iterator[tuple[Premises, Relation]]:
        """A relation to an argument with premises, of which it is not said which of them is meant."""
        assert isinstance(relation.end, Element)
        what = f"which premise of <{relation.end.title}> `{start}` {relation.bearing}s is not said"
        if relation.bearing is Bearing.ATTACK:
            self._gathering.leave(f"{what}; imported as an undercut of its inference", relation.line)
            yield (start,), Relation(Bearing.UNDERCUT, relation.start, relation.end.inferred[-1], relation.line)
        else:
            self._gathering.leave(what, relation.line)

    def _strike(self, premises: Premises, relation: Relation) -> None:
        """Undercut the links of an inference, or all from a claim."""
        end = relation.end
        struck = self._links_of[end] if isinstance(end, Inferred) else self._links_from.get(self._ids.get(end, ""), [])
        for some in struck:
            undercut = Link(premises, Role.UNDERCUT, some.target, some.premises)
            self._gathering.add_link(undercut, relation.line)
        if not struck:
            title = "an inference" if isinstance(end, Inferred) else f"`{self._ids.get(end, end.title)}`"
            self._gathering.leave(f"the undercut of {title}, from which no link leads on", relation.line)

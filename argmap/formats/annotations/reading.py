"""Annotations as quotes, a map's own and those of other tools: what they say, and the texts that they are about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from html import unescape
from typing import Annotated, Any, Final, Literal
from urllib.parse import unquote

from pydantic import BeforeValidator, ConfigDict, Field, TypeAdapter

from argmap.anchor import Resolver, Selector
from argmap.formats.annotations.targets import Leave, Passage, Target, targets_of
from argmap.formats.annotations.writing import OWN_CLAIM, OWN_QUOTE, OWN_SOURCES, QUOTE, TRANSLATION
from argmap.formats.format import Imported, Incoming, Page
from argmap.formats.json_io import head_of
from argmap.formats.json_models import (
    Misshapen,
    Place,
    Shape,
    Text,
    Texts,
    Words,
    quote_in,
    read_json,
    several,
    source_in,
)
from argmap.formats.map_builder import MapBuilder, QuotableText, named_after, titled
from argmap.model import ArgMap, Claim, Link, Premises, Quote, Role, Source, problems
from argmap.text.one_line import reading_line
from argmap.text.pages import BREAK, Pages, labels_text, pages_of

_SIGNS = re.compile(r'w3\.org/ns/anno|"(?:TextQuoteSelector|AnnotationPage|AnnotationCollection|export_userid)"')
_HOLDERS: Final = ("rows", "annotations", "items", "@graph")
"""Where a list of annotations stands: in what Hypothesis' API and its client write, and in JSON-LD."""


class _Whole(Shape):
    """What holds annotations, or is one."""

    rows: list[Any] | None = None
    annotations: list[Any] | None = None
    items: list[Any] | None = None
    graph: list[Any] | None = Field(None, alias="@graph")
    sources: dict[str, Any] | None = Field(None, alias=OWN_SOURCES)


class _Person(Shape):
    """Who made something; a bare text is taken for a name."""

    name: Texts = ()
    display_name: Texts = ()
    nickname: Texts = ()
    email: Texts = ()
    id: Texts = ()
    at_id: Texts = Field((), alias="@id")

    @property
    def shown(self) -> str | None:
        """The first name or address that is known."""
        return next((names[0] for _, names in self if names), None)


def _named(person: object) -> object:
    return {"name": person} if isinstance(person, str | None) else person


_OnePerson = Annotated[_Person, BeforeValidator(_named)]


class _Made(Shape):
    """Who made something, and when: as the standard says it, and as Hypothesis does."""

    model_config = ConfigDict(extra="allow")

    creator: Annotated[tuple[_OnePerson, ...], BeforeValidator(several)] | None = None
    user_info: _OnePerson | None = None
    user: Words = None
    created: Words = None
    modified: Words = None
    updated: Words = None


class _Document(Shape):
    title: Texts = ()


class _OwnQuote(Shape):
    source: Words = Field(None, alias="from")


class _Annotation(_Made):
    id: Any = None
    motivation: Texts = ()
    body: Any = None
    target: Any = None
    bodyValue: Texts = ()  # noqa: N815 - as the standard writes it
    text: Texts = ()
    tags: Texts = ()
    references: Texts = ()
    uri: Words = None
    document: _Document | None = None
    group: Any = None
    own: _OwnQuote | None = Field(None, alias=OWN_QUOTE)

    def targets(self, place: Place, leave: Leave) -> list[Target]:
        """Everything that it is about. Raises Misshapen."""
        titles = self.document.title if self.document else ()
        return targets_of(place, self.uri or "", next(iter(titles), None), leave)


class _Named(Shape):
    id: Text


class _Bears(Shape):
    """How a quote bears on a claim, under our own key."""

    role: Literal["support", "counter"]
    premises: Texts = ()
    claim: Text


class _Body(_Made):
    id: Any = None
    at_id: Any = Field(None, alias="@id")
    source: Any = None
    items: Any = None
    value: Words = None
    """Its words; Open Annotation has them in `chars`, and by mistake they stand in `bodyValue`."""
    chars: Words = None
    bodyValue: Words = None  # noqa: N815
    format: Words = None
    purpose: Texts = ()
    bears: _Bears | None = Field(None, alias=OWN_CLAIM)
    is_translation: Any = Field(None, alias=TRANSLATION)


_SILENT: Final = frozenset(
    ["@context", "@id", "type", "@type", "permissions", "links", "hidden", "flagged", "generated", "generator"]
)
"""The keys of an annotation or body that say nothing about its passage."""

_WHOLE: Final = TypeAdapter(_Whole)
_ANNOTATION: Final = TypeAdapter(_Annotation)
_NAMED: Final = TypeAdapter(_Named)
_BODY: Final = TypeAdapter(_Body)


_SHOWN: Final = 40


def looks_like(incoming: Incoming) -> bool:
    """Whether words that only annotations use stand at the file's beginning."""
    return _SIGNS.search(head_of(incoming)) is not None


def read(incoming: Incoming) -> Imported:
    """The map of a collection, a page, a list, a single annotation or Hypothesis' exports. Raises UnreadableFormat."""
    whole = read_json(incoming)
    reader = _Reader()
    reader.take_sources(whole)
    annotations = reader.annotations(whole)
    reader.know(annotations)
    for annotation in annotations:
        try:
            reader.take(annotation)
        except Misshapen as fault:
            reader.gathered.leave(fault.message, fault.line)
    reader.say_what_is_left()
    reader.make_quotes(incoming)
    reader.make_links()
    label = whole["label"].value
    title = label if isinstance(label, str) and label.strip() else titled(incoming)
    return reader.gathered.imported(title, thesis=())


class _Reader:
    def __init__(self) -> None:
        self.gathered = MapBuilder()
        self._sources: dict[str, str] = {}
        """The ids of the sources that the file itself tells of, by those that they have in it."""
        self._quotes: dict[str, str] = {}
        self._bearings: dict[Bearing, Place] = {}
        self._texts: dict[str, AnnotatedText] = {}
        """The texts of others' annotations, by address."""
        self._known: dict[str, Place] = {}
        """The annotations that have ids."""
        self._left: dict[str, list[Place]] = {}
        """What was not taken of annotations, with every place where it was left out."""

    def take_sources(self, whole: Place) -> None:
        """The sources under our own key. Raises Misshapen."""
        own = whole.read(_WHOLE).sources if OWN_SOURCES in whole else None
        for name in own or ():
            self._sources[name] = self.gathered.add_source(source_in(whole[OWN_SOURCES][name]), name)

    def annotations(self, whole: Place) -> list[Place]:
        """The annotations of a file, in whatever it holds them. Raises Misshapen where there are none."""
        while True:
            if isinstance(whole.value, list):
                return [whole[at] for at in range(len(whole.value))]
            holder = next((key for key in _HOLDERS if key in whole), None)
            if holder is not None:
                whole.read(_WHOLE)
                if "next" in whole:
                    self.gathered.leave("further pages of annotations, which are in other files", whole["next"])
                return whole.each(holder)
            if "first" not in whole:
                break
            whole = whole["first"]
            if isinstance(whole.value, str):
                whole.fail("the annotations are in another file; get the page that is named here")
        if "target" in whole:
            return [whole]
        return whole.fail("not annotations: there is no `target`, `items`, `first` or `rows` here")

    def know(self, annotations: list[Place]) -> None:
        """Know the annotations of the file by their ids, which replies name."""
        for annotation in annotations:
            if isinstance(annotation.value, dict):
                for key in ("id", "@id"):
                    if isinstance(annotation.value.get(key), str):
                        self._known.setdefault(annotation.value[key], annotation)

    def say_what_is_left(self) -> None:
        """Say what was not taken, each kind once."""
        for said, places in self._left.items():
            more = f"; so it is {len(places)} times, first here" if len(places) > 1 else ""
            self.gathered.leave(said + more, places[0])

    def _leave(self, said: str, place: Place) -> None:
        self._left.setdefault(said, []).append(place)

    def take(self, annotation: Place) -> None:
        """Make quotes of an annotation's passages, or a claim of a remark on a whole text or of a reply.

        Raises Misshapen.
        """
        read = annotation.read(_ANNOTATION)
        said = said_in(annotation, read, self._leave)
        targets = read.targets(annotation, self._leave)
        answered = read.references or [one.address for one in targets if one.address in self._known]
        if answered or "replying" in read.motivation:
            self._take_reply(annotation, said, answered[-1] if answered else "")
            return
        passages = [(target, target.passage) for target in targets if target.passage is not None]
        if read.own is not None and read.own.source in self._sources and passages:
            passage = passages[0][1]
            quote = quote_in(annotation[OWN_QUOTE], passage.words, self._sources[read.own.source])
            self._take_own(annotation, quote, passage, said)
            return
        for target in targets if passages else ():
            if target.passage is None:
                self._leave(
                    f"that it is about {target.title or target.address or 'a text'} as a whole, too", annotation
                )
        for target, passage in passages:
            text = self._texts.setdefault(target.address, AnnotatedText(target.address))
            text.add(target, passage, said, annotation)
        if not passages:
            self._take_remark(annotation, said, targets)

    def _take_own(self, annotation: Place, bare: Quote, passage: Passage, said: Said) -> None:
        quote = replace(bare, before=passage.before, after=passage.after)
        name = annotation.read(_NAMED).id.removeprefix(QUOTE)
        self._quotes[name] = self.gathered.add_quote(with_said(quote, said), name)
        self._bearings |= dict.fromkeys(said.bearings, annotation)

    def _take_remark(self, annotation: Place, said: Said, targets: list[Target]) -> None:
        names = dict.fromkeys(
            f"{target.title or target.address}{f', page {target.page}' if target.page else ''}"
            for target in targets
            if target.title or target.address
        )
        self._add_remark(annotation, said, f"On {'; '.join(names)}" if names else "")

    def _take_reply(self, annotation: Place, said: Said, answered: str) -> None:
        """Make a claim of a reply. Nothing says whether it agrees, so that it bears on nothing."""
        known = self._known.get(answered)
        words = None if known is None else _words_of(known)
        self._add_remark(annotation, said, f"Reply to {_quoted(words)}" if words else "Reply to another annotation")
        self._leave("whether a reply supports or counters; it is imported as a claim without a link", annotation)

    def _add_remark(self, annotation: Place, said: Said, about: str) -> None:
        if said.comment is None:
            annotation.fail("an annotation without a passage and without a text")
        text = reading_line(said.comment)
        further = (said.note or "").removeprefix(said.comment).lstrip("\n")  # the words are the claim's already
        further = further if further.startswith(f"{BY} ") or reading_line(further) != text else ""
        note = "\n".join(filter(None, (about, further))) or None
        self.gathered.add_claim(Claim(text=text, tags=said.tags, note=note))

    def make_quotes(self, incoming: Incoming) -> None:
        """The quotes of others' annotations; what is said of a passage that has no place is a claim."""
        for text in self._texts.values():
            for passage in text.take_into(self.gathered, incoming):
                if text.said[passage].comment:
                    self._add_remark(text.places[passage], text.said[passage], f"On {text.title or text.address}")

    def make_links(self) -> None:
        """The claims that our own quotes bear on, and how."""
        claims: dict[str, str] = {}
        for bearing, place in self._bearings.items():
            if any(some not in self._quotes for some in bearing.premises):
                self.gathered.leave(f"the {bearing.role} of “{bearing.text}” with quotes that are not here", place)
                continue
            if bearing.claim not in claims:
                claims[bearing.claim] = self.gathered.add_claim(Claim(text=bearing.text), bearing.claim)
            premises = tuple(self._quotes[some] for some in bearing.premises)
            self.gathered.add_link(Link(premises, bearing.role, claims[bearing.claim]), place)


def _words_of(annotation: Place) -> str | None:
    """What an annotation says, else the passage; None where it is broken, which is said where it is read itself."""
    with suppress(Misshapen):
        read = annotation.read(_ANNOTATION)
        comment = said_in(annotation, read, _ignore).comment
        about = () if comment else read.targets(annotation, _ignore)
        return comment or next((one.passage.words for one in about if one.passage), None)
    return None


def _quoted(words: str) -> str:
    line = reading_line(words)
    return f"“{line[:_SHOWN]}…”" if len(line) > _SHOWN else f"“{line}”"


def _ignore(_said: str, _place: Place) -> None:
    """What is not taken of an annotation is said where that is read itself."""


_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_NO_TEXT_HOLDS: Final[Mapping[int, str | None]] = {0: "\ufffd", 0xFEFF: None}
_PARTED: Final = "\n\n"


@dataclass(slots=True)
class AnnotatedText:
    """One text, and what was said of its passages, in the order in which that was met."""

    address: str
    title: str | None = None
    said: dict[Passage, Said] = field(default_factory=dict)
    places: dict[Passage, Place] = field(default_factory=dict)

    def add(self, target: Target, passage: Passage, said: Said, place: Place) -> None:
        """One more annotation; several of one passage become one quote."""
        self.title = self.title or target.title
        self.said[passage] = self.said[passage].with_more(said) if passage in self.said else said
        self.places.setdefault(passage, place)

    def take_into(self, gathered: MapBuilder, incoming: Incoming) -> list[Passage]:
        """Add the source and its quotes: of the text itself where that is at hand, else of a made one. Gives the
        passages that have no place, which is said.

        It is at hand beside the file, or as a source of this address in the map that all is taken into. What such a
        source does not have is kept in a made text: nobody asked to have it among what was quoted of that.
        """
        path = unquote(self.address)
        is_url = _SCHEME.match(self.address) is not None
        text = None if is_url or not _may_be_a_path(path) else incoming.neighbour(path)
        if text is not None:
            return self._quote_from(gathered, gathered.add_source(Source(path=path, title=self.title)), text)
        page = incoming.page(self.address) if is_url else None
        left = [*self.said] if page is None else self._quote_page(gathered, page)
        for passage in left:
            if not passage.words:
                gathered.leave(f"a passage of `{self.address}`, of which only the place is given", self.places[passage])
        worded = sorted((some for some in left if some.words), key=lambda some: some.start or 0)
        if worded:
            made, quotes = _made_text(worded)
            named = Source(path=named_after(self.address), title=self.title, url=self.address if is_url else None)
            source_id = gathered.add_made_source(named, made)
            for passage, quote in zip(worded, quotes, strict=True):
                gathered.add_quote(with_said(replace(quote, source=source_id), self.said[passage]))
        return [passage for passage in left if not passage.words]

    def _quote_page(self, gathered: MapBuilder, page: Page) -> list[Passage]:
        """Add quotes of a page's text; gives the passages that it does not have, which is said of their words."""
        quotable, resolver, pages = QuotableText(page.text), Resolver(page.text), pages_of(page.text)
        left = []
        for passage, said in self.said.items():
            span = _span(quotable, resolver, _selector(passage)) if passage.words else None
            if span is not None:
                here = (at for at, source in gathered.sources.items() if source.path == page.path)
                source_id = next(here, None) or gathered.add_source(Source(path=page.path))
                gathered.add_quote(_on_page(with_said(quotable.quote(source_id, span), said), passage, pages))
                continue
            left.append(passage)
            if passage.words:
                told = f"“{reading_line(passage.words)[:_SHOWN]}” is not found in `{page.path}`"
                gathered.leave(f"{told}; it is quoted from a text of its own", self.places[passage])
        return left

    def _quote_from(self, gathered: MapBuilder, source_id: str, text: str) -> list[Passage]:
        left = []
        quotable, resolver, pages = QuotableText(text), Resolver(text), pages_of(text)
        for passage, said in self.said.items():
            anchor = _selector(passage)
            span = _span(quotable, resolver, anchor) if passage.words else (passage.start or 0, passage.end or 0)
            if span is None:  # the words are kept for a person to find
                quote = Quote(source=source_id, text=anchor.text, before=anchor.before, after=anchor.after)
            elif 0 <= span[0] < span[1] <= len(text) and text[slice(*span)].strip():
                quote = quotable.quote(source_id, span)
            else:
                gathered.leave(f"a passage at {span[0]}–{span[1]}, where the text has none", self.places[passage])
                left.append(passage)
                continue
            gathered.add_quote(_on_page(with_said(quote, said), passage, pages))
        return left


def _selector(passage: Passage) -> Selector:
    return Selector(passage.words, passage.before, passage.after, max(passage.start or 0, 0))


def with_said(quote: Quote, said: Said) -> Quote:
    """A quote of which an annotation says something."""
    return replace(quote, translation=said.translation, note=said.note, tags=said.tags)


def _on_page(quote: Quote, passage: Passage, pages: Pages | None) -> Quote:
    """The quote with the page that was told of it in its note, unless its text itself has it on that page."""
    known = pages.cited(quote.at, quote.at + len(quote.text)) if pages else None
    if not passage.page or passage.page == known:
        return quote
    return replace(quote, note="\n\n".join(filter(None, (quote.note, f"Page {passage.page}"))))


def _span(text: QuotableText, resolver: Resolver, anchor: Selector) -> tuple[int, int] | None:
    """Where the words stand; few words without any context are believed where the text has them but once."""
    found = resolver.resolve(anchor)
    if found.found and found.start is not None and found.end is not None:
        return found.start, found.end
    places = text.places(anchor.text)
    return places[0] if len(places) == 1 else None


def _made_text(passages: list[Passage]) -> tuple[str, list[Quote]]:
    """The passages with what stands around them, a paragraph each, and a quote of each in that text.

    Where pages are told of any, the text begins with their labels, and is divided into pages.
    """
    pages: list[str] = []
    text = ""
    if any(passage.page for passage in passages):
        for passage in passages:
            if not pages or pages[-1] != (passage.page or ""):
                pages.append(passage.page or "")
        text = f"[Annotated passages. Pages: {labels_text(pages)}.]{_PARTED}"
    quotes = []
    before_it: Passage | None = None
    for passage in passages:
        if before_it is not None:
            text += f"\n{BREAK}" if pages and before_it.page != passage.page else _PARTED
        before, words, after = (_as_text(part) for part in (passage.before, passage.words, passage.after))
        quotes.append(Quote(source="", text=words, before=before, after=after, at=len(text) + len(before)))
        text += before + words + after
        before_it = passage
    return text + "\n", quotes


def _as_text(part: str) -> str:
    return part.replace("\r\n", "\n").replace("\r", "\n").replace(BREAK, "\n").translate(_NO_TEXT_HOLDS)


def _may_be_a_path(path: str) -> bool:
    return not problems(ArgMap(title="-", sources={"source": Source(path=path)}))


BY: Final = "—"
"""Before who said something, and when."""


_MARKUP = re.compile(r"<[^<>]*>")
_KEPT_MOTIVES: Final = frozenset({"commenting", "describing", "highlighting", "linking", "replying", "tagging"})
"""The motives and purposes that a note, a tag, a quote or a claim shows by itself."""


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
    note: str | None = None
    """The same with who said it, and when."""
    tags: tuple[str, ...] = ()
    bearings: tuple[Bearing, ...] = ()

    def with_more(self, other: Said) -> Said:
        """What two annotations of one passage say."""
        return Said(
            self.translation or other.translation,
            _parted(self.comment, other.comment),
            _parted(self.note, other.note),
            tuple(sorted({*self.tags, *other.tags})),
            self.bearings + other.bearings,
        )


def said_in(annotation: Place, read: _Annotation, leave: Leave) -> Said:
    """What the bodies of an annotation say, and the `text` and `tags` that Hypothesis has beside. Raises Misshapen."""
    motives = frozenset(read.motivation)
    for motive in sorted(motives - _KEPT_MOTIVES):
        leave(f"the motivation `{motive}`", annotation["motivation"])
    _leave_unknown("an annotation", annotation, read, leave)
    if read.group not in (None, "__world__", ""):
        leave("the group of an annotation", annotation["group"])
    comment = "\n\n".join([*read.bodyValue, *read.text]) or None
    said = Said(comment=comment, note=comment, tags=tuple(sorted(set(read.tags))))
    for body in annotation.each("body"):
        said = said.with_more(_body(body, motives, leave))
    return _attributed(said, read)


def _leave_unknown(what: str, place: Place, read: Shape, leave: Leave) -> None:
    for key in read.model_extra or ():
        if key not in _SILENT:
            leave(f"the {key} of {what}", place[key])


def _attributed(said: Said, made: _Made) -> Said:
    """What is said, with who said it and when, where that is told."""
    changed, created = _day(made.modified) or _day(made.updated), _day(made.created)
    told = [*_people(made), created, f"changed {changed}" if changed and changed != created else None]
    line = ", ".join(filter(None, told))
    if not line:
        return said
    between = "\n\n" if said.note and "\n" in said.note else "\n"  # no more of the last paragraph or list
    return replace(said, note=between.join(filter(None, (said.note, f"{BY} {line}"))))


def _people(made: _Made) -> list[str | None]:
    """The names of who made something; for Hypothesis, the name that a user shows, else that of the account."""
    if made.creator is not None:
        return [person.shown for person in made.creator]
    return [(made.user_info and made.user_info.shown) or (made.user or "").removeprefix("acct:")]


def _day(moment: str | None) -> str | None:
    """The day of a moment as ISO 8601 writes it."""
    return (moment or "")[:10] or None


def _parted(*said: str | None) -> str | None:
    return "\n\n".join(dict.fromkeys(filter(None, said))) or None


def _commented(words: str | None) -> Said:
    return Said(comment=words, note=words)


def _body(body: Place, motives: frozenset[str], leave: Leave) -> Said:
    if isinstance(body.value, str):
        return _commented(f"See {body.value}" if body.value.strip() else None)
    read = body.read(_BODY)
    _leave_unknown("a body", body, read, leave)
    for purpose in sorted(set(read.purpose) - _KEPT_MOTIVES):
        leave(f"the purpose `{purpose}`", body["purpose"])
    return _attributed(_said_in_body(body, read, motives, leave), read)


def _said_in_body(body: Place, read: _Body, motives: frozenset[str], leave: Leave) -> Said:
    if read.items is not None:
        said = Said()
        for each in body.each("items"):
            said = said.with_more(_body(each, motives, leave))
        return said
    if read.bears is not None:
        return Said(bearings=(_bearing(body, read, read.bears),))
    words = read.value or read.chars or read.bodyValue
    if words is None:
        address = next((at for at in (read.source, read.id, read.at_id) if isinstance(at, str)), "")
        return _commented(f"See {address}" if address.strip() else None)
    if "html" in (read.format or ""):
        words = unescape(_MARKUP.sub("", words))
    if read.is_translation is not None:
        return Said(translation=words)
    return Said(tags=(words,)) if "tagging" in (read.purpose or motives) else _commented(words)


def _bearing(body: Place, read: _Body, bears: _Bears) -> Bearing:
    text = (read.value or "").partition(": ")[2]
    if not text.strip() or not bears.premises:
        body.fail("the claim has no words" if bears.premises else "no quotes are named for the claim")
    return Bearing(Role(bears.role), bears.claim, text, bears.premises)

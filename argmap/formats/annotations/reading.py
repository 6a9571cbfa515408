"""Annotations as quotes, a map's own and those of other tools: what they say, and the texts that they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import unescape
from typing import Final
from urllib.parse import unquote

from argmap.anchor import Resolver, Selector
from argmap.formats.annotations.targets import Leave, Passage, Target, targets_of
from argmap.formats.annotations.writing import OWN_CLAIM, OWN_QUOTE, OWN_SOURCES, QUOTE, TRANSLATION
from argmap.formats.format import Imported, Incoming, Page
from argmap.formats.json_io import Misshapen, Place, head_of, quote_in, read_json, source_in
from argmap.formats.map_builder import MapBuilder, QuotableText, named_after, titled
from argmap.model import ArgMap, Claim, Link, Premises, Quote, Role, Source, problems
from argmap.text.one_line import reading_line
from argmap.text.pages import BREAK, Pages, labels_text, pages_of

_SIGNS = re.compile(r'w3\.org/ns/anno|"(?:TextQuoteSelector|AnnotationPage|AnnotationCollection|export_userid)"')
_HOLDERS: Final = ("rows", "annotations", "items", "@graph")
"""Where a list of annotations stands: in what Hypothesis' API and its client write, and in JSON-LD."""


_SHOWN: Final = 40


def looks_like(incoming: Incoming) -> bool:
    """Whether words that only annotations use stand at the file's beginning."""
    return _SIGNS.search(head_of(incoming)) is not None


def read(incoming: Incoming) -> Imported:
    """The map of a collection, a page, a list, a single annotation or Hypothesis' exports. Raises UnreadableFormat."""
    whole = read_json(incoming)
    reader = _Reader()
    if OWN_SOURCES in whole:
        reader.take_sources(whole[OWN_SOURCES])
    annotations = [*reader.annotations(whole)]
    reader.know(annotations)
    for annotation in annotations:
        try:
            reader.take(annotation)
        except Misshapen as fault:
            reader.gathered.leave(fault.said, fault.line)
    reader.say_what_is_left()
    reader.make_quotes(incoming)
    reader.make_links()
    label = whole.get("label")
    title = label.words() if label is not None and isinstance(label.value, str) else None
    return reader.gathered.imported(title or titled(incoming), thesis=())


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

    def take_sources(self, own: Place) -> None:
        """The sources under our own key. Raises Misshapen."""
        for name in own.entries():
            self._sources[name] = self.gathered.add_source(source_in(own[name]), name)

    def annotations(self, whole: Place) -> Iterator[Place]:
        """The annotations of a file, in whatever it holds them. Raises Misshapen where there are none."""
        held = whole if isinstance(whole.value, list) else next(filter(None, map(whole.get, _HOLDERS)), None)
        if held is not None:
            yield from held
            if "next" in whole:
                self.gathered.leave("further pages of annotations, which are in other files", whole["next"])
        elif "first" in whole:
            first = whole["first"]
            if isinstance(first.value, str):
                first.fail("the annotations are in another file; get the page that is named here")
            yield from self.annotations(first)
        elif "target" in whole:
            yield whole
        else:
            whole.fail("not annotations: there is no `target`, `items`, `first` or `rows` here")

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
        said = said_in(annotation, self._leave)
        targets = targets_of(annotation, self._leave)
        answered = annotation["references"].texts() or [one.address for one in targets if one.address in self._known]
        if answered or "replying" in annotation["motivation"].texts():
            self._take_reply(annotation, said, answered[-1] if answered else "")
            return
        passages = [(target, target.passage) for target in targets if target.passage is not None]
        own = annotation.get(OWN_QUOTE)
        if own is not None and own["from"].words() in self._sources and passages:
            passage = passages[0][1]
            self._take_own(annotation, quote_in(own, passage.words, self._sources[own["from"].text()]), passage, said)
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
        name = annotation["id"].text().removeprefix(QUOTE)
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
        words = None if known is None else said_in(known, _ignore).comment
        passages = [] if known is None or words else [one.passage for one in targets_of(known, _ignore) if one.passage]
        words = words or next((passage.words for passage in passages), None)
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
_WORDS: Final = ("value", "chars", "bodyValue")
"""Where the words of a body stand: in the standard, in its forerunner Open Annotation, and by mistake."""


_KEPT_MOTIVES: Final = frozenset({"commenting", "describing", "highlighting", "linking", "replying", "tagging"})
"""The motives and purposes that a note, a tag, a quote or a claim shows by itself."""


_KNOWN: Final = re.compile(
    r"@context|@?id|@?type|motivation|body|bodyValue|target|creator|created|modified|updated|user|user_info|uri|document"
    rf"|text|tags|references|group|permissions|links|hidden|flagged|generated|generator|{OWN_QUOTE}"
)
"""The keys of an annotation that are read, or that say nothing about its passage."""


_KNOWN_IN_BODY: Final = re.compile(
    r"@context|@?id|@?type|value|chars|bodyValue|format|purpose|source|items|creator|created|modified"
    rf"|{OWN_CLAIM}|{TRANSLATION}"
)


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


def said_in(annotation: Place, leave: Leave) -> Said:
    """What the bodies of an annotation say, and the `text` and `tags` that Hypothesis has beside. Raises Misshapen."""
    motives = frozenset(annotation["motivation"].texts())
    for motive in sorted(motives - _KEPT_MOTIVES):
        leave(f"the motivation `{motive}`", annotation["motivation"])
    for key in annotation.entries():
        if key in annotation and not _KNOWN.fullmatch(key):
            leave(f"the {key} of an annotation", annotation[key])
    if annotation["group"].value not in (None, "__world__", ""):
        leave("the group of an annotation", annotation["group"])
    comment = "\n\n".join([*annotation["bodyValue"].texts(), *annotation["text"].texts()]) or None
    said = Said(comment=comment, note=comment, tags=tuple(sorted(set(annotation["tags"].texts()))))
    for body in annotation["body"].one_or_many():
        said = said.with_more(_body(body, motives, leave))
    return _attributed(said, annotation)


def _attributed(said: Said, place: Place) -> Said:
    """What is said, with who said it and when, where that is told at `place`."""
    changed = next((day for key in ("modified", "updated") if (day := _day(place[key]))), None)
    created = _day(place["created"])
    told = [*_people(place), created, f"changed {changed}" if changed and changed != created else None]
    line = ", ".join(filter(None, told))
    if not line:
        return said
    between = "\n\n" if said.note and "\n" in said.note else "\n"  # no more of the last paragraph or list
    return replace(said, note=between.join(filter(None, (said.note, f"{BY} {line}"))))


def _people(place: Place) -> list[str | None]:
    """The names of who made something; for Hypothesis, the name that a user shows, else that of the account."""
    if "creator" in place:
        return [*map(_name, place["creator"].one_or_many())]
    return [_name(place["user_info"]) or (place["user"].words() or "").removeprefix("acct:")]


def _name(person: Place) -> str | None:
    if isinstance(person.value, str) or person.value is None:
        return person.words()
    keys = ("name", "display_name", "nickname", "email", "id", "@id")
    return next((names[0] for key in keys if (names := person[key].texts())), None)


def _day(place: Place) -> str | None:
    """The day of a moment as ISO 8601 writes it."""
    return (place.words() or "")[:10] or None


def _parted(*said: str | None) -> str | None:
    return "\n\n".join(dict.fromkeys(filter(None, said))) or None


def _commented(words: str | None) -> Said:
    return Said(comment=words, note=words)


def _body(body: Place, motives: frozenset[str], leave: Leave) -> Said:
    if isinstance(body.value, str):
        return _commented(f"See {body.value}" if body.value.strip() else None)
    for key in body.entries():
        if key in body and not _KNOWN_IN_BODY.fullmatch(key):
            leave(f"the {key} of a body", body[key])
    for purpose in sorted(set(body["purpose"].texts()) - _KEPT_MOTIVES):
        leave(f"the purpose `{purpose}`", body["purpose"])
    return _attributed(_said_in_body(body, motives, leave), body)


def _said_in_body(body: Place, motives: frozenset[str], leave: Leave) -> Said:
    if "items" in body:
        said = Said()
        for each in body["items"].one_or_many():
            said = said.with_more(_body(each, motives, leave))
        return said
    if OWN_CLAIM in body:
        return Said(bearings=(_bearing(body),))
    words = next((words for key in _WORDS if (words := body[key].words()) is not None), None)
    if words is None:
        address = next((body[key].words() for key in ("source", "id", "@id") if isinstance(body[key].value, str)), None)
        return _commented(f"See {address}" if address else None)
    if "html" in (body["format"].words() or ""):
        words = unescape(_MARKUP.sub("", words))
    if TRANSLATION in body:
        return Said(translation=words)
    purposes = body["purpose"].texts() or motives
    return Said(tags=(words,)) if "tagging" in purposes else _commented(words)


def _bearing(body: Place) -> Bearing:
    own = body[OWN_CLAIM]
    role = own["role"].text()
    if role not in (Role.SUPPORT, Role.COUNTER):
        own["role"].fail(f"“{role}”, where support or counter belongs")
    text, premises = body["value"].text().partition(": ")[2], tuple(own["premises"].texts())
    if not text.strip() or not premises:
        body.fail("the claim has no words" if premises else "no quotes are named for the claim")
    return Bearing(Role(role), own["claim"].text(), text, premises)

"""Annotations as quotes: a map's own, and those of other tools."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from argmap.formats.annotations.bodies import Bearing, Said, said_in
from argmap.formats.annotations.targets import Passage, targets_of
from argmap.formats.annotations.texts import AnnotatedText, with_said
from argmap.formats.annotations.writing import OWN_QUOTE, OWN_SOURCES, QUOTE
from argmap.formats.format import Imported, Incoming
from argmap.formats.gathering import Gathering, titled
from argmap.formats.json_elements import quote_in, source_in
from argmap.formats.json_input import Misshapen, Place, head_of, read_json
from argmap.model import Claim, Link, Quote
from argmap.text.one_line import reading_line

_SIGNS = re.compile(r'w3\.org/ns/anno|"(?:TextQuoteSelector|AnnotationPage|AnnotationCollection)"')
_HOLDERS: Final = ("rows", "items", "@graph")
_SHOWN: Final = 40


def looks_like(incoming: Incoming) -> bool:
    """Whether words that only annotations use stand at the file's beginning."""
    return _SIGNS.search(head_of(incoming)) is not None


def read(incoming: Incoming) -> Imported:
    """The map of a collection, a page, a list, a single annotation or Hypothesis' rows. Raises UnreadableFormat."""
    whole = read_json(incoming)
    reader = _Reader()
    if OWN_SOURCES in whole:
        reader.take_sources(whole[OWN_SOURCES])
    for annotation in reader.annotations(whole):
        try:
            reader.take(annotation)
        except Misshapen as fault:
            reader.gathered.leave(fault.said, fault.line)
    reader.make_quotes(incoming)
    reader.make_links()
    label = whole.get("label")
    title = label.words() if label is not None and isinstance(label.value, str) else None
    return reader.gathered.imported(title or titled(incoming), thesis=())


class _Reader:
    def __init__(self) -> None:
        self.gathered = Gathering()
        self._sources: dict[str, str] = {}
        """The ids of the sources that the file itself tells of, by those that they have in it."""
        self._quotes: dict[str, str] = {}
        self._bearings: dict[Bearing, Place] = {}
        self._texts: dict[str, AnnotatedText] = {}
        """The texts of others' annotations, by address."""

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
                self.gathered.leave("further pages of annotations, which lie elsewhere", whole["next"])
        elif "first" in whole:
            first = whole["first"]
            if isinstance(first.value, str):
                first.fail("the annotations lie elsewhere; get the page that is named here")
            yield from self.annotations(first)
        elif "target" in whole:
            yield whole
        else:
            whole.fail("no annotations: there is no `target`, `items`, `first` or `rows` here")

    def take(self, annotation: Place) -> None:
        """Make quotes of an annotation's passages, or a claim of a remark on a whole text. Raises Misshapen."""
        said = said_in(annotation)
        if annotation["references"].value or "replying" in annotation["motivation"].texts():
            annotation.fail(f"a reply to another annotation{_shown(said.comment)}")
        targets = targets_of(annotation)
        passages = [(target, target.passage) for target in targets if target.passage is not None]
        own = annotation.get(OWN_QUOTE)
        if own is not None and own["from"].words() in self._sources and passages:
            passage = passages[0][1]
            self._take_own(annotation, quote_in(own, passage.words, self._sources[own["from"].text()]), passage, said)
            return
        for target, passage in passages:
            text = self._texts.setdefault(target.address, AnnotatedText(target.address))
            text.add(target, passage, said, annotation)
        if not passages:
            self._take_remark(annotation, said, targets[0].title or targets[0].address)

    def _take_own(self, annotation: Place, bare: Quote, passage: Passage, said: Said) -> None:
        quote = replace(bare, before=passage.before, after=passage.after)
        name = annotation["id"].text().removeprefix(QUOTE)
        self._quotes[name] = self.gathered.add_quote(with_said(quote, said), name)
        self._bearings |= dict.fromkeys(said.bearings, annotation)

    def _take_remark(self, annotation: Place, said: Said, text: str) -> None:
        if said.comment is None:
            annotation.fail("an annotation of no passage that says nothing")
        claim = Claim(text=reading_line(said.comment), tags=said.tags, note=f"On {text}" if text else None)
        self.gathered.add_claim(claim)

    def make_quotes(self, incoming: Incoming) -> None:
        """The quotes of others' annotations."""
        for text in self._texts.values():
            text.take_into(self.gathered, incoming)

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


def _shown(words: str | None) -> str:
    line = reading_line(words or "")
    return f": “{line[:_SHOWN]}…”" if len(line) > _SHOWN else f": “{line}”" if line else ""

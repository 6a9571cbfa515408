"""Annotations as quotes: a map's own, and those of other tools."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from argmap.formats.annotations.bodies import BY, Bearing, Said, said_in
from argmap.formats.annotations.targets import Passage, Target, targets_of
from argmap.formats.annotations.texts import AnnotatedText, with_said
from argmap.formats.annotations.writing import OWN_QUOTE, OWN_SOURCES, QUOTE
from argmap.formats.format import Imported, Incoming
from argmap.formats.gathering import Gathering, titled
from argmap.formats.json_elements import quote_in, source_in
from argmap.formats.json_input import Misshapen, Place, head_of, read_json
from argmap.model import Claim, Link, Quote
from argmap.text.one_line import reading_line

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
        self.gathered = Gathering()
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
        self._leave("whether a reply supports or counters what it answers; it is a claim without a link", annotation)

    def _add_remark(self, annotation: Place, said: Said, about: str) -> None:
        if said.comment is None:
            annotation.fail("an annotation of no passage that says nothing")
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

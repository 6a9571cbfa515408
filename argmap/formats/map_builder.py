"""A map built from a foreign file: readable ids, the links that a map can hold, and quotes of its texts.

What a link may be is judged by the rules of the model, in their words: the links that break one are left out and said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, Protocol

from argmap.anchor import select
from argmap.formats.format import Imported, Incoming, Skipped
from argmap.model import ArgMap, Claim, Link, Premises, Quote, Role, Source, is_id, parse_premises, problems, slug
from argmap.model.ids import LONGEST_ID
from argmap.text.one_line import reading_line
from argmap.text.reading import blob_id

if TYPE_CHECKING:
    from argmap.text.folding import Folded

_ROOM_FOR_NUMBER: Final = 9
"""Code points that a hyphen and a number may take at the end of an id."""


class Placed(Protocol):
    """Something in a file that can tell its line; to find it can cost more than to read the whole file."""

    @property
    def line(self) -> int | None:
        """From 1; None where it is not known."""


Where = Placed | int | None
"""Where something stands in the file: what can tell its line when it is asked for, or the line."""


class MapBuilder:
    """Elements and links as they are found, until the map is made of them."""

    def __init__(self) -> None:
        self.sources: dict[str, Source] = {}
        self.claims: dict[str, Claim] = {}
        self.quotes: dict[str, Quote] = {}
        self.files: dict[str, str] = {}
        """Texts to be made, by path; see `Imported.files`."""
        self.skipped: list[Skipped] = []
        self._links: dict[Link, Where] = {}
        self._numbers: dict[str, int] = {}

    def leave(self, message: str, where: Where = None) -> None:
        """Say that something was not taken."""
        self.skipped.append(Skipped(message, where if where is None or isinstance(where, int) else where.line))

    def add_claim(self, claim: Claim, wanted: str = "") -> str:
        """Add a claim, and give its id: `wanted` where that can be one and is free, else one made of its words."""
        new_id = self._free_id(wanted, claim.text, "claim")
        self.claims[new_id] = claim
        return new_id

    def add_source(self, source: Source, wanted: str = "") -> str:
        """Add a source, and give its id: `wanted` where that can be one and is free, else one made of its title."""
        stem = source.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        new_id = self._free_id(wanted, source.title or stem, "source")
        self.sources[new_id] = source
        return new_id

    def add_made_source(self, source: Source, text: str) -> str:
        """Add a source whose text is to be made in a file of its own, named after its id, and give the id."""
        new_id = self.add_source(source)
        path = f"texts/{new_id}.txt"
        self.sources[new_id] = replace(source, path=path, blob=blob_id(text.encode()))
        self.files[path] = text
        return new_id

    def add_quote(self, quote: Quote, wanted: str = "") -> str:
        """Add a quote, and give its id: `wanted` where that can be one and is free, else one made of its words."""
        words = f"{quote.source} {reading_line(quote.translation or quote.text)}"
        new_id = self._free_id(wanted, words, "quote")
        self.quotes[new_id] = quote
        return new_id

    def add_link(self, link: Link, where: Where = None) -> None:
        """Add a link, in any order with the others; one that is there already is left out and said.

        It has premises, and an undercut a link that it is against, whether these are there or not.
        """
        against = sorted(set(link.against)) if link.role is Role.UNDERCUT else ()
        tidy = replace(link, premises=tuple(sorted(set(link.premises))), against=tuple(against))
        if tidy in self._links:
            self.leave(f"the {tidy.role} of `{tidy.target}` by {_names(tidy.premises)} is repeated here", where)
        else:
            self._links[tidy] = where

    def cite(self, some_id: str, source_id: str) -> None:
        """Say in the note of a claim or quote that it rests on a source of which no passage is quoted."""
        source = self.sources[source_id]
        told = f"Source: {' '.join(filter(None, (source.title, source.url or source.path)))}"
        element = self._element(some_id)
        if told not in (element.note or "").split("\n"):
            self._put(some_id, replace(element, note="\n".join(filter(None, (element.note, told)))))

    def tag(self, some_id: str, tag: str) -> None:
        """Give a claim or quote a tag."""
        element = self._element(some_id)
        self._put(some_id, replace(element, tags=tuple(sorted({*element.tags, tag}))))

    def imported(self, title: str, *, note: str | None = None, thesis: Iterable[str] | None = None) -> Imported:
        """The map. Without a `thesis`, it is about the claims that something bears on and that bear on nothing."""
        known = {link: where for link, where in self._links.items() if self._is_known(link, where)}
        map_ = ArgMap(title=title if title.strip() else "Imported", note=note, sources=self.sources, quotes=self.quotes)
        while True:
            map_ = replace(map_, claims=_with_links(self.claims, known))
            faulty = dict(_faulty(map_))
            if not faulty:
                break
            for link, message in faulty.items():
                self.leave(message, known.pop(link))
        chosen = self._roots(known) if thesis is None else thesis
        return Imported(
            map=replace(map_, thesis=tuple(dict.fromkeys(chosen))),
            skipped=tuple(sorted(self.skipped, key=lambda one: one.line or 0)),
            files=self.files,
        )

    def _element(self, some_id: str) -> Claim | Quote:
        return self.claims[some_id] if some_id in self.claims else self.quotes[some_id]

    def _put(self, some_id: str, element: Claim | Quote) -> None:
        if isinstance(element, Claim):
            self.claims[some_id] = element
        else:
            self.quotes[some_id] = element

    def _free_id(self, wanted: str, words: str, fallback: str) -> str:
        base = wanted if is_id(wanted) else slug(words, fallback=fallback)
        if not self._is_taken(base):
            return base
        base = base[: LONGEST_ID - _ROOM_FOR_NUMBER].rstrip("-_")
        number = self._numbers.get(base, 2)
        while self._is_taken(f"{base}-{number}"):
            number += 1
        self._numbers[base] = number + 1
        return f"{base}-{number}"

    def _is_taken(self, some_id: str) -> bool:
        return some_id in self.claims or some_id in self.quotes or some_id in self.sources

    def _is_known(self, link: Link, where: Where) -> bool:
        """Whether a link ties claims and quotes of this file; one that does not is said."""
        if link.target in self.claims and all(some in self.claims or some in self.quotes for some in link.premises):
            return True
        what = "a quote" if link.target in self.quotes else "a source" if link.target in self.sources else "nothing"
        if link.target in self.claims:
            self.leave(f"{_names(link.premises)}: only claims and quotes can {link.role} `{link.target}`", where)
        else:
            self.leave(f"the {link.role} by {_names(link.premises)} points at {what}: `{link.target}`", where)
        return False

    def _roots(self, links: Iterable[Link]) -> list[str]:
        premises = {some for link in links for some in link.premises}
        borne_on = {link.target for link in links}
        return [some for some in self.claims if some in borne_on and some not in premises]


def titled(incoming: Incoming) -> str:
    """The title of a map whose file has none: the file's name without its ending."""
    return PurePosixPath(incoming.name.replace("\\", "/")).stem or "Imported"


def named_after(address: str) -> str:
    """A name for the file of a page on the web, which tells what page it is."""
    return re.sub(r"^\w+://(www\.)?|[?#].*$", "", address).replace("/", " ").replace(".", " ").strip() + ".txt"


def _with_links(claims: Mapping[str, Claim], links: Iterable[Link]) -> dict[str, Claim]:
    supports: dict[str, list[Premises]] = {}
    counters: dict[str, list[Premises]] = {}
    undercuts: dict[str, dict[Premises, list[Premises]]] = {}
    for link in links:
        if link.role is Role.UNDERCUT:
            undercuts.setdefault(link.target, {}).setdefault(link.against, []).append(link.premises)
        else:
            lists = supports if link.role is Role.SUPPORT else counters
            lists.setdefault(link.target, []).append(link.premises)
    return {
        at: replace(
            claim,
            supported_by=tuple(supports.get(at, ())),
            countered_by=tuple(counters.get(at, ())),
            undercut={against: tuple(groups) for against, groups in undercuts.get(at, {}).items()},
        )
        for at, claim in claims.items()
    }


def _faulty(map_: ArgMap) -> Iterable[tuple[Link, str]]:
    """The links that break a rule, each with what the rule says."""
    for problem in problems(map_):
        match problem.where:
            case ("claims", target, "supported_by", entry):
                yield Link(parse_premises(entry), Role.SUPPORT, target), problem.what
            case ("claims", target, "countered_by", entry):
                yield Link(parse_premises(entry), Role.COUNTER, target), problem.what
            case ("claims", target, "undercut", struck, entry):
                yield Link(parse_premises(entry), Role.UNDERCUT, target, parse_premises(struck)), problem.what
            case ("claims", target, "undercut", struck):
                against = parse_premises(struck)
                for premises in map_.claims[target].undercut[against]:
                    yield Link(premises, Role.UNDERCUT, target, against), problem.what
            case _:
                raise AssertionError(f"imported what a map cannot hold: {problem}")


def _names(premises: Premises) -> str:
    return " + ".join(f"`{some}`" for some in premises)


_NO_TEXT_HOLDS = {0: "\ufffd", 0xFEFF: None}
"""A NUL would make the file binary, and a byte order mark at its beginning would be taken off."""


@dataclass(frozen=True)
class QuotableText:
    """A decoded text of which several quotes are made."""

    text: str

    @cached_property
    def _folded(self) -> Folded:
        from argmap.text.folding import fold

        return fold(self.text)

    def places(self, words: str) -> list[tuple[int, int]]:
        """Every place, in code points, where `words` stand whatever their wrapping, width, case or script."""
        from argmap.text.gaps import places

        return places(self._folded, words)

    def quote(self, source_id: str, span: tuple[int, int]) -> Quote:
        """A quote of the passage at `span`. Raises ValueError where that is empty or outside the text."""
        anchor = select(self.text, *span, folded=self._folded)
        return Quote(
            source=source_id,
            text=anchor.text,
            before=anchor.before,
            after=anchor.after,
            at=anchor.at,
            alike=anchor.alike,
        )


@dataclass(frozen=True, slots=True)
class BuiltText:
    """A text made of the passages that are quoted of a source which itself is not at hand."""

    text: str
    """For `Imported.files`: the passages in their order, a paragraph each."""
    blob: str
    """For the source: git's id of the text as UTF-8."""
    quotes: tuple[Quote, ...]
    """A quote of each passage, in their order."""


def gathered(source_id: str, passages: Sequence[str]) -> BuiltText:
    """The text that holds `passages`, each of which must have words, and a quote of each in it."""
    tidy = [passage.replace("\r\n", "\n").replace("\r", "\n").translate(_NO_TEXT_HOLDS).strip() for passage in passages]
    text = "\n\n".join(tidy) + "\n"
    quotable = QuotableText(text)
    quotes, at = [], 0
    for passage in tidy:
        quotes.append(quotable.quote(source_id, (at, at + len(passage))))
        at += len(passage) + 2
    return BuiltText(text, blob_id(text.encode()), tuple(quotes))

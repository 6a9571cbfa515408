"""The quotations in a canvas as quotes, and the files and pages that they are from as sources."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from argmap.formats.canvas.box_text import BoxText
from argmap.formats.format import Incoming
from argmap.formats.gathering import Gathering, named_after, titled
from argmap.formats.quoting import QuotableText
from argmap.formats.quoting import gathered as made_of
from argmap.model import ArgMap, Quote, Source, problems

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

    def __init__(self, gathered: Gathering, incoming: Incoming) -> None:
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

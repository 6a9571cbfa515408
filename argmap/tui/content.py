"""Text for people: user text that no widget takes for markup, links and losses as sentences, finding by words.

Textual reads plain strings as markup in most places: "[note]" vanishes and "[/b]" crashes the app. Give user text to
widgets, titles, tooltips and toasts in no other form than that of `safe`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text
from textual.content import Content

from argmap.edit import Losses, sentences
from argmap.edit.sentences import words_of
from argmap.model import ArgMap, Claim, Link, Premises, Role, address_text, premises_text
from argmap.text.characters import comparable
from argmap.text.one_line import reading_line
from argmap.text.visible import visible_line, visible_lines
from argmap.tui.cell_text import cut


def premises_sentence(map_: ArgMap, premises: Premises, limit: int = 60) -> str:
    """The words of one or several premises, each shortened to `limit` cells."""
    return sentences.premises_sentence(map_, premises, limit, shortened)


def link_sentence(map_: ArgMap, link: Link, limit: int = 60) -> str:
    """A link as a sentence, its words shortened to `limit` cells each."""
    return sentences.link_sentence(map_, link, limit, shortened)


_QUOTED = re.compile("“[^”]*”")
_FEWEST = 6
"""Cells of quoted words below which they are not cut further."""


def fitting(message: str, cells: int) -> str:
    """A message in so many cells: the words in quotation marks are cut, all to one length, so that its verbs stay."""
    quoted = _QUOTED.findall(message)
    if not quoted or cell_len(message) <= cells:
        return cut(message, cells)
    others = cell_len(_QUOTED.sub("", message))
    room = max(_FEWEST, (cells - others) // len(quoted) - 2)
    return cut(_QUOTED.sub(lambda match: f"“{cut(match[0][1:-1], room)}”", message), cells)


def loss_sentences(whole: ArgMap, losses: Losses) -> list[str]:
    """What an edit of `whole` takes along, in the words of the elements: one line for each thing."""
    lines = [f"Deleted with it: “{shortened(words_of(whole, at), 60)}”" for at in losses.elements]
    lines += [f"Deleted with it: the link {link_sentence(whole, link)}" for link in losses.links]
    lines += [f"No thesis then: “{shortened(words_of(whole, at), 60)}”" for at in losses.theses]
    lines += [f"Linked to nothing then: “{shortened(words_of(whole, at), 60)}”" for at in losses.unlinked]
    lines += [f"Deleted with it: the conflict about {address_text(where)}" for where in losses.conflicts]
    return [*lines, *(f"Deleted with it: the comment {line}" for line in losses.comments)]


def turned_message(whole: ArgMap, name: str, links: Iterable[Link]) -> str | None:
    """What is shown after an edit of this name that gives `links` their role; None where no undercut is concerned.

    What undercuts a link that did the opposite in `whole` stays, and may not fit any more.
    """
    undercuts = sum(
        len(whole.claims[link.target].undercut.get(link.premises, ()))
        for link in links
        if link.target in whole.claims and whole.claims[link.target].role_of(link.premises) not in (None, link.role)
    )
    return f"{name} · look again at its {count(undercuts, 'undercut')}" if undercuts else None


def link_name(link: Link) -> str:
    """A link as the history names it: `counter us-japan-diverge with us-japan-align`."""
    ends = f"{link.target} with {premises_text(link.premises)}"
    if link.role is Role.UNDERCUT:
        return f"undercut {premises_text(link.against)} of {ends}"
    return f"{link.role} {ends}"


def shortened(text: str, limit: int) -> str:
    """`text` as one line that a person reads, cut with … where it takes more than `limit` cells."""
    return cut(reading_line(text), limit)


def count(number: int, thing: str) -> str:
    """A number of things: `1 claim`, `2 claims`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def safe(text: str, *, multiline: bool = False) -> Content:
    """The text as content that is never read as markup and holds no control characters, code point for code point.

    Line breaks and tabs become spaces; with `multiline`, line breaks stay.
    """
    return Content(visible_lines(text) if multiline else visible_line(text))


def safe_label(text: str) -> Text:
    """The same on one line, for the widgets that take no content but rich's text: `Tree` and `DataTable`."""
    return Text(visible_line(text))


_FEWEST_POINTS = 75.0
"""The likeness, of 100, that every word must have: a slip or two in a word, and no other word."""


_WORD = re.compile(r"\w+")
_MOST = 50
"""Results shown: more is not read but typed away."""


@dataclass(frozen=True, slots=True)
class Searchable:
    """Something that can be found: what it is called, and every text by which it may be looked for."""

    key: str
    texts: tuple[str, ...]


def searchable_claims(whole: ArgMap, without: Iterable[str] = ()) -> list[Searchable]:
    """The claims of a map, theses first, each to be found by words, id or tag."""
    left_out = frozenset(without)
    ordered = [*whole.thesis, *(at for at in whole.claims if at not in whole.thesis)]
    return [_searchable(at, whole.claims[at]) for at in ordered if at not in left_out]


def _searchable(claim_id: str, claim: Claim) -> Searchable:
    return Searchable(claim_id, (claim.text, claim_id, *claim.tags))


def found(query: str, among: Iterable[Searchable]) -> list[str]:
    """The keys of what fits `query`, the likeliest first; all, in their own order, where nothing is asked.

    Words that stand there as typed come before words that only resemble. Case, width and Han script make no difference.
    """
    wanted = comparable(query)
    if not wanted:
        return [item.key for item in among][:_MOST]
    scored = [(_points(wanted, item), item.key) for item in among]
    fitting = [(points, key) for points, key in scored if points >= _FEWEST_POINTS]
    fitting.sort(key=lambda entry: -entry[0])
    return [key for _, key in fitting[:_MOST]]


def _points(wanted: str, item: Searchable) -> float:
    """How well an item fits: over 200 where it has the query as typed, 100 where each word stands in it."""
    plain = [comparable(text) for text in item.texts]
    places = [text.find(wanted) for text in plain]
    if any(place >= 0 for place in places):
        return 300 - min(*(place for place in places if place >= 0), 99)
    together = " ".join(plain)
    known = _WORD.findall(together)
    return min(_word_points(word, together, known) for word in wanted.split())


def _word_points(word: str, together: str, known: Sequence[str]) -> float:
    """How well one word of the query fits, of 100. Scripts without spaces are compared with any stretch of the text."""
    from rapidfuzz import fuzz

    if word in together:
        return 100
    if not word.isascii() and len(word) <= len(together):
        return fuzz.partial_ratio(word, together)
    return max((fuzz.ratio(word, other) for other in known), default=0)

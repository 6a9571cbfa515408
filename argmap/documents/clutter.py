"""What of a web page is not the work: menus, footers, lists of links around it.

Only what says so itself is left out, and lists of links that stand before or after all prose: those between its
paragraphs are text, as lists of sources are. A menu too many is passed over by a reader, and a passage too few is
missed by nobody until it is wanted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from argmap.documents.markup import is_seen, tag_of, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_APART: Final = frozenset({"nav"})
_APART_ROLES: Final = frozenset({"navigation", "banner", "contentinfo", "search", "menu", "menubar"})
_BESIDE: Final = frozenset({"aside"})
_BESIDE_ROLES: Final = frozenset({"complementary"})
_NAMED: Final = re.compile(
    r"(?<![a-z])(nav|navbar|navbox|navigation|menu|breadcrumbs?|sidebar|related|recirc\w*|share|sharing|social|footer|header"
    r"|toolbar|pager|pagination|newsletter|promo|sponsor\w*|advert\w*|ads?|comments?|tags|widget)(?![a-z])",
    re.IGNORECASE,
)
"""How the classes and ids of what is not the work are named."""
_EDGES: Final = frozenset({"header", "footer"})
_WORKS: Final = frozenset({"main", "article"})
_LISTS: Final = frozenset({"ul", "ol", "dl", "div", "table", "section", "p", "menu"})
_MOSTLY: Final = 0.7
"""From this share of links on, what stands in an element leads elsewhere."""
_PROSE: Final = 40
"""Code points without a link, in one piece, that are prose: Chinese says a sentence in so many."""
_LEAST_SHARE: Final = 0.4
"""The least share of a page's text that has to stand in its `main` or `article` for that to be the work."""


def main_part(root: Element) -> Element:
    """The element that holds the work, where the page says it and most of its text is there; else the whole page."""
    everything = _seen_length(root)
    mains = [one for one in root.iter() if tag_of(one) == "main" or one.get("role") == "main"]
    articles = [one for one in root.iter("article") if not any(tag_of(up) == "article" for up in one.iterancestors())]
    for found in (articles, mains):
        if len(found) == 1 and _seen_length(found[0]) >= _LEAST_SHARE * everything:
            return found[0]
    return root


def clutter_in(part: Element) -> frozenset[Element]:
    """The elements of a part that are to be left out."""
    from lxml.etree import iterwalk

    found = set()
    weights: dict[Element, _Weight] = {}
    lists: list[tuple[Element, int, int]] = []
    named = set()
    links = pieces = 0
    """Of all prose, how many pieces came until now."""
    for event, element in iterwalk(part, events=("start", "end", "comment", "pi")):
        if event == "start":
            links += tag_of(element) == "a"
            weights[element] = _Weight(pieces)
            if is_seen(element):
                pieces += weights[element].add(element.text, linked=links > 0)
            continue
        if event == "end":
            links -= tag_of(element) == "a"
            weight = weights.pop(element)
            if _is_apart(element, part, weight):
                found.add(element)
            elif tag_of(element) in _LISTS and weight.is_mostly_links:
                lists.append((element, weight.pieces_before, pieces))
            if weight.longest < _PROSE and _is_named_apart(element):
                named.add(element)
        else:
            weight = _Weight(pieces)
        above = element.getparent()
        if above in weights:
            if is_seen(element):
                weights[above].take(weight)
            pieces += weights[above].add(element.tail, linked=links > 0)
    found.update(_lists_around(lists, pieces, named))
    found.discard(part)
    return frozenset(found)


def _lists_around(lists: list[tuple[Element, int, int]], pieces: int, named: set[Element]) -> Iterator[Element]:
    """Those of the lists of links, each with the pieces of prose until its beginning and its end, that are no text."""
    has_prose: dict[Element | None, bool] = {}
    for element, before, after in lists:
        above = element.getparent()
        if above not in has_prose:
            has_prose[above] = above is not None and any(map(_is_paragraph_of_prose, above))
        stands_around = (before == 0 or after == pieces) and not has_prose[above]
        if stands_around or element in named or any(up in named for up in element.iterancestors()):
            yield element


def _is_paragraph_of_prose(element: Element) -> bool:
    return tag_of(element) == "p" and len(text_of(element).strip()) >= _PROSE and not _all_linked(element)


def _all_linked(element: Element) -> bool:
    linked = sum(len(text_of(link).strip()) for link in element.iter() if tag_of(link) == "a")
    return linked > _MOSTLY * len(text_of(element).strip())


class _Weight:
    """How much of the text in an element are links."""

    __slots__ = ("linked", "links", "longest", "pieces_before", "whole")

    def __init__(self, pieces_before: int) -> None:
        self.whole = self.linked = self.longest = self.links = 0
        self.pieces_before = pieces_before
        """The pieces of prose that stand before it."""

    def add(self, text: str | None, *, linked: bool) -> bool:
        """Count a text, and give whether it is prose."""
        length = len(text.strip()) if text else 0
        self.whole += length
        if linked:
            self.linked += length
            self.links += length > 0
            return False
        self.longest = max(self.longest, length)
        return length >= _PROSE

    def take(self, other: _Weight) -> None:
        self.whole += other.whole
        self.linked += other.linked
        self.links += other.links
        self.longest = max(self.longest, other.longest)

    @property
    def is_mostly_links(self) -> bool:
        """One link alone may be a heading, or the name of an author."""
        return self.links > 2 and self.longest < _PROSE and self.linked > _MOSTLY * self.whole


def _is_apart(element: Element, part: Element, weight: _Weight) -> bool:
    """Whether an element says that it is no part of the work; what stands beside it in the work may be."""
    tag, role = tag_of(element), element.get("role")
    if tag in _APART or role in _APART_ROLES:
        return True
    in_work = tag_of(part) in _WORKS or any(tag_of(up) in _WORKS for up in element.iterancestors())
    if tag in _BESIDE or role in _BESIDE_ROLES:
        return not in_work or weight.longest < _PROSE or _is_named_apart(element)
    return tag in _EDGES and not in_work


def _is_named_apart(element: Element) -> bool:
    """Whether an element is named as what is not the work."""
    return bool(_NAMED.search(f"{element.get('class') or ''} {element.get('id') or ''}"))


def _seen_length(root: Element) -> int:
    """The code points that can be seen in an element."""
    from lxml.etree import iterwalk

    length = 0
    walk = iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start":
            if not is_seen(element):
                walk.skip_subtree()
            elif element.text:
                length += len(element.text.strip())
        elif element.tail and element is not root:
            length += len(element.tail.strip())
    return length

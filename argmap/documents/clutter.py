"""What of a web page is not the work: menus, footers, lists of links.

Only what says so itself, or consists of links, is left out. No paragraph of prose ever is: a menu too many is passed
over by a reader, and a passage too few is missed by nobody until it is wanted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from argmap.documents.markup import is_seen, tag_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_APART: Final = frozenset({"nav", "aside"})
_APART_ROLES: Final = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar"})
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
    links = 0
    for event, element in iterwalk(part, events=("start", "end", "comment", "pi")):
        if event == "start":
            links += tag_of(element) == "a"
            weights[element] = _Weight()
            if is_seen(element):
                weights[element].add(element.text, linked=links > 0)
            continue
        if event == "end":
            links -= tag_of(element) == "a"
            weight = weights.pop(element)
            if _is_apart(element) or (tag_of(element) in _LISTS and weight.is_mostly_links):
                found.add(element)
        else:
            weight = _Weight()
        above = element.getparent()
        if above in weights:
            if is_seen(element):
                weights[above].take(weight)
            weights[above].add(element.tail, linked=links > 0)
    found.discard(part)
    return frozenset(found)


class _Weight:
    """How much of the text in an element are links."""

    __slots__ = ("linked", "longest", "pieces", "whole")

    def __init__(self) -> None:
        self.whole = self.linked = self.longest = self.pieces = 0

    def add(self, text: str | None, *, linked: bool) -> None:
        length = len(text.strip()) if text else 0
        self.whole += length
        if linked:
            self.linked += length
            self.pieces += length > 0
        else:
            self.longest = max(self.longest, length)

    def take(self, other: _Weight) -> None:
        self.whole += other.whole
        self.linked += other.linked
        self.pieces += other.pieces
        self.longest = max(self.longest, other.longest)

    @property
    def is_mostly_links(self) -> bool:
        """One link alone may be a heading, or the name of an author."""
        return self.pieces > 2 and self.longest < _PROSE and self.linked > _MOSTLY * self.whole


def _is_apart(element: Element) -> bool:
    tag = tag_of(element)
    if tag in _APART or element.get("role") in _APART_ROLES:
        return True
    return tag in _EDGES and not any(tag_of(up) in _WORKS for up in element.iterancestors())


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

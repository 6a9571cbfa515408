"""The text of HTML and XHTML: what a reader of the page sees, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from argmap.documents.writer import TextWriter

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

HEADINGS: Final = {f"h{level}": "#" * level + " " for level in range(1, 7)}
_BLOCKS: Final = (
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody "
    "tfoot thead tr ul"
)
BLOCKS: Final = frozenset(_BLOCKS.split())
_UNSEEN: Final = (
    "applet area audio base basefont button canvas colgroup datalist embed frame frameset head iframe img input link "
    "map meta noembed noframes noscript object optgroup option param picture rp rt script select source style svg "
    "template textarea title track video annotation annotation-xml"
)
UNSEEN: Final = frozenset(_UNSEEN.split())
"""What holds no text of the work; readings beside Han characters (`rt`), too, which would tear its words apart."""
_HIDING: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CELLS: Final = frozenset({"td", "th"})
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

Skips = Callable[["Element"], bool]
PageLabel = Callable[["Element"], str | None]
"""The label of the page that begins with an element; None where none does."""


def write(root: Element, writer: TextWriter, *, skips: Skips, page_at: PageLabel) -> None:
    """Write what can be seen of an element and all in it; what `skips` says is passed over, whatever is in it.

    It walks without recursion, for pages by strangers nest as deep as they like.
    """
    from lxml.etree import iterwalk

    walk = iterwalk(root, events=("start", "end", "comment", "pi"))
    walker = _Walker(writer)
    skipped = set()
    for event, element in walk:
        if event == "start":
            label = page_at(element)
            if label is not None:
                writer.page(label)
            bears_number = label is not None and len(text_of(element).strip()) <= len(label) + 4
            if bears_number or not is_seen(element) or skips(element) or walker.takes_whole(element):
                skipped.add(element)
                walk.skip_subtree()
            else:
                walker.enter(element)
            continue
        if event == "end" and element not in skipped:
            walker.leave(element)
        skipped.discard(element)
        if element.tail and element is not root:
            walker.say(element.tail)
    writer.end()


def tag_of(element: Element) -> str:
    """The name of an element in small letters, without its name space; empty for comments and the like."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def text_of(element: Element) -> str:
    """All text in an element."""
    return "".join(text for text in element.itertext("*") if isinstance(text, str))


def is_seen(element: Element) -> bool:
    """Whether browsers show an element, as far as it says so itself."""
    if tag_of(element) in UNSEEN or "hidden" in element.attrib or element.get("aria-hidden") == "true":
        return False
    return not _HIDING.search(element.get("style") or "")


class _Walker:
    """Turns elements into paragraphs."""

    def __init__(self, writer: TextWriter) -> None:
        self._writer = writer
        self._row: Element | None = None
        """The row of a table of data that is being written: a paragraph by itself."""
        self._raised = 0

    def takes_whole(self, element: Element) -> bool:
        """Write an element in which every line break is meant, and say that this was one."""
        if tag_of(element) != "pre" or self._row is not None:
            return False
        self._writer.verbatim(text_of(element))
        return True

    def enter(self, element: Element) -> None:
        """An element begins."""
        tag = tag_of(element)
        if tag in BLOCKS and self._row is None:
            self._end(element.getparent())
        if tag == "tr" and self._row is None and _is_data(element):
            self._row = element
        elif tag == "br":
            self._writer.line_break()
        elif tag in _CELLS and self._row is None:
            self._writer.end()
        elif tag in _CELLS and element.getprevious() is not None:
            self._writer.say(" | ")
        self._raised += tag == "sup"
        if element.text:
            self.say(element.text)

    def leave(self, element: Element) -> None:
        """An element ends."""
        tag = tag_of(element)
        self._raised -= tag == "sup"
        if element is self._row:
            self._row = None
        if self._row is None and (tag in BLOCKS or tag in _CELLS):
            self._end(element)

    def say(self, text: str) -> None:
        """Text between elements; figures that are raised stay so, for a note's 3 is no part of the number before."""
        self._writer.say(text.translate(_RAISED) if self._raised and text.strip().isdigit() else text)

    def _end(self, element: Element | None) -> None:
        """End a paragraph that belongs to an element, or to what is in it."""
        sign = "" if element is None else HEADINGS.get(tag_of(element), "")
        self._writer.end(sign or ("- " if element is not None and _begins_item(element) else ""))


def _is_data(row: Element) -> bool:
    """Whether a row of a table says something in a line, and does not lay a page out."""
    return not any(tag_of(inner) in BLOCKS for inner in row.iterdescendants())


def _begins_item(element: Element) -> bool:
    """Whether what an element ends with is an item of a list, or the beginning of one."""
    if tag_of(element) == "li":
        return len(element) == 0 or tag_of(element[0]) not in BLOCKS or bool((element.text or "").strip())
    above = element.getparent()
    return above is not None and tag_of(above) == "li" and element.getprevious() is None

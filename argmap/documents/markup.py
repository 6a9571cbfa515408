"""The text of HTML and XHTML: what a reader of the page sees, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final

from argmap.documents.details import counted
from argmap.documents.numbering import numeral
from argmap.documents.writer import LONGEST_NUMBER, TextWriter, subscript, superscript

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
    "map meta noembed noframes noscript object optgroup option param picture rp rt rtc script select source style svg "
    "template textarea title track video annotation annotation-xml"
)
UNSEEN: Final = frozenset(_UNSEEN.split())
"""What holds no text of the work; readings beside Han characters (`rt`), too, which would tear its words apart."""
_HIDING: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CELLS: Final = frozenset({"td", "th"})
_SHIFTED: Final = re.compile(r"vertical-align\s*:\s*(super|sub)\b", re.IGNORECASE)
_PLAIN: Final = {
    "sup": ("^", "", ""),
    "sub": ("_", "", ""),
    "q": ("", "“", "”"),
    "msqrt": ("", "√(", ")"),
    "mtable": ("", "(", ")"),
}
_BASE: Final = ("", "", "")
_PARTS: Final = {
    "msup": (_BASE, ("^", "", "")),
    "mover": (_BASE, ("^", "", "")),
    "msub": (_BASE, ("_", "", "")),
    "munder": (_BASE, ("_", "", "")),
    "msubsup": (_BASE, ("_", "", ""), ("^", "", "")),
    "munderover": (_BASE, ("_", "", ""), ("^", "", "")),
    "mfrac": (("", "(", ")"), ("", "/(", ")")),
    "mroot": (("", "(", ")"), ("", "^(1/", ")")),
    "mtable": (_BASE, ("", "; ", "")),
    "mtr": (_BASE, ("", ", ", "")),
}
"""The parts of equations: their level, and what stands before and after each."""
_WHOLE: Final = re.compile(r"\s*-?\d{1,9}")
_LIST_STYLE: Final = re.compile(r"list-style(?:-type)?\s*:[^;]*?\b(none|disc|circle|square|decimal|[a-z]+-[a-z-]+)")
_LONGEST_STYLE: Final = 300
"""Code points of a style that are looked at, for every item of a list once more."""
_LIST_STYLES: Final = {
    "decimal": "1",
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
    "lower-greek": "lowerGreek",
    "decimal-leading-zero": "decimalZero",
    "cjk-decimal": "chineseCounting",
    "cjk-ideographic": "chineseCounting",
    "simp-chinese-informal": "chineseCounting",
    "trad-chinese-informal": "chineseCounting",
    "japanese-informal": "chineseCounting",
    "cjk-earthly-branch": "ideographZodiac",
    "cjk-heavenly-stem": "ideographTraditional",
}
"""The kinds of numerals by their names in CSS (CSS Counter Styles 3)."""
_BULLETS: Final = frozenset({"none", "disc", "circle", "square"})

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


def readings_left_out(roots: Iterable[Element]) -> Iterator[str]:
    """What of pages is not in their text because it stands beside or above other characters."""
    number = sum(1 for root in roots for one in root.iter() if tag_of(one) in {"rt", "rtc"} and text_of(one).strip())
    if number:
        yield f"{counted(number, 'reading')} beside characters (ruby)"


def struck_through(roots: Iterable[Element]) -> Iterator[str]:
    """What of pages may be read wrong because it is struck through."""
    tags = {"s", "strike", "del"}
    number = sum(1 for root in roots for one in root.iter() if tag_of(one) in tags and text_of(one).strip())
    if number:
        yield f"text that is struck through in the document reads like any other ({counted(number, 'passage')})"


def is_seen(element: Element) -> bool:
    """Whether browsers show an element, as far as it says so itself; equations that they show as pictures are seen."""
    if tag_of(element) in UNSEEN or "hidden" in element.attrib or element.get("aria-hidden") == "true":
        return False
    return not _HIDING.search(element.get("style") or "") or [tag_of(one) for one in element] == ["math"]


class _Walker:
    """Turns elements into paragraphs."""

    def __init__(self, writer: TextWriter) -> None:
        self._writer = writer
        self._row: Element | None = None
        """The row of a table of data that is being written: a paragraph by itself."""
        self._cells = 0
        self._equations = 0
        """How many equations are open: 1 in one."""
        self._item = ""
        """What goes before the next paragraph, because an item of a list begins with it."""
        self._numbers: dict[Element, int] = {}
        """The number of the next item of each list."""

    def takes_whole(self, element: Element) -> bool:
        """Write an element in which every line break is meant, and say that this was one."""
        if tag_of(element) != "pre" or self._row is not None:
            return False
        self._writer.verbatim(_preformatted(element))
        return True

    def enter(self, element: Element) -> None:
        """An element begins."""
        tag = tag_of(element)
        if tag in BLOCKS and self._row is None:
            self._end(element.getparent())
        if tag == "li":
            self._item = self._sign_of_item(element)
        if tag == "tr" and self._row is None and _is_data(element):
            self._row, self._cells = element, 0
        elif tag == "br":
            self._writer.line_break()
        elif tag in _CELLS and self._row is None:
            self._writer.end()
        elif tag in _CELLS:
            self._writer.say(" | " if self._cells else "")
            self._cells += 1
        self._equations += tag == "math"
        level, before, _ = _in_plain_text(element)
        self._writer.say(before)
        if level == "^":
            self._writer.raise_level()
        elif level == "_":
            self._writer.lower_level()
        if element.text:
            self.say(element.text)

    def leave(self, element: Element) -> None:
        """An element ends."""
        tag = tag_of(element)
        level, _, after = _in_plain_text(element)
        if level:
            self._writer.end_level()
        self._writer.say(after)
        self._equations -= tag == "math"
        if element is self._row:
            self._row = None
        if self._row is None and (tag in BLOCKS or tag in _CELLS):
            self._end(element)
        if tag == "li":
            self._item = ""

    def say(self, text: str) -> None:
        """Text between elements; between the parts of equations white space means nothing (MathML Core, 2.1.7)."""
        if not self._equations or text.strip():
            self._writer.say(text)

    def _end(self, element: Element | None) -> None:
        """End a paragraph that belongs to an element, or to what is in it."""
        heading = "" if element is None else HEADINGS.get(tag_of(element), "")
        if self._writer.end(heading + self._item.removeprefix("- ") if heading else self._item):
            self._item = ""

    def _sign_of_item(self, item: Element) -> str:
        """What browsers show before an item: its number in its list, or a bullet."""
        above = item.getparent()
        if above is None or tag_of(above) != "ol":
            return "- "
        is_reversed = "reversed" in above.attrib
        if above not in self._numbers:
            items = sum(tag_of(one) == "li" for one in above) if is_reversed else 1
            self._numbers[above] = _whole(above.get("start"), items)
        number = _whole(item.get("value"), self._numbers[above])
        self._numbers[above] = number - 1 if is_reversed else number + 1
        style = ";".join((one.get("style") or "")[:_LONGEST_STYLE] for one in (above, item)).lower()
        named = _LIST_STYLE.findall(style)
        kind = _LIST_STYLES.get(named[-1], named[-1]) if named else item.get("type") or above.get("type") or "1"
        if kind in _BULLETS:
            return "- "
        return f"{numeral(number, kind) if number > 0 else number}. "


def _whole(said: str | None, otherwise: int) -> int:
    found = _WHOLE.match(said or "")
    return int(found[0]) if found else otherwise


def _in_plain_text(element: Element) -> tuple[str, str, str]:
    """What an element is in plain text: `^` above or `_` below the line, and what stands before and after it.

    It depends on what it stands in for the parts of equations (MathML Core, 3).
    """
    tag = tag_of(element)
    if tag in _PLAIN:
        return _PLAIN[tag]
    shifted = _SHIFTED.search(element.get("style") or "") if tag in {"span", "a", "font", "small"} else None
    if shifted is not None:
        return _PLAIN["sup" if shifted[1].lower() == "super" else "sub"]
    above = element.getparent()
    parts = () if above is None else _PARTS.get(tag_of(above), ())
    if not parts or above is None:
        return "", "", ""
    place = sum(1 for _ in islice(element.itersiblings(preceding=True), len(parts)))
    level, before, after = parts[min(place, len(parts) - 1)]
    said = text_of(element).strip()
    is_simple = tag_of(above) == "mfrac" and said.isalnum() and (len(said) == 1 or said.isdecimal())
    return (level, before.strip("()"), after.strip("()")) if is_simple else (level, before, after)


def _preformatted(element: Element) -> str:
    """The text of an element with its line breaks; superscripts and subscripts as the writer has them."""
    from lxml.etree import iterwalk

    said = ""
    walk = iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, inner in walk:
        if event == "start":
            tag = tag_of(inner)
            if tag in {"sup", "sub"}:
                text = " ".join(text_of(inner).split())
                said += (superscript if tag == "sup" else subscript)(text, said[-LONGEST_NUMBER:])
            if tag in {"sup", "sub"} or (inner is not element and not is_seen(inner)):
                walk.skip_subtree()
            else:
                said += ("\n" if tag == "br" else "") + (inner.text or "")
        elif inner is not element:
            said += inner.tail or ""
    return said


def _is_data(row: Element) -> bool:
    """Whether a row of a table says something in a line, and does not lay a page out."""
    return not any(tag_of(inner) in BLOCKS for inner in row.iterdescendants())

"""DOCX: the text of a Word document, with its notes, and its pages as Word last laid them out.

python-docx opens the package and knows its styles; the body is walked here, because its own walk passes over tracked
insertions, text in content controls and notes, each of which people quote.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from argmap.documents.archive import opened
from argmap.documents.document import Details, Document, Reached, Unconvertible, library
from argmap.documents.saying import language_tag, one_line
from argmap.documents.writer import TextWriter

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SKIPPED: Final = frozenset(
    {f"{_W}{tag}" for tag in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sectPr", "tblPr", "rt")}
    | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)
"""Deleted text, formulas of fields, properties, readings beside Han characters; and text boxes a second time."""
_FAULTS: Final = (KeyError, ValueError, AttributeError, IndexError, TypeError, EOFError, NotImplementedError)
"""What python-docx raises for parts that lack what the format asks for."""
_OLE: Final = b"\xd0\xcf\x11\xe0"
"""How the files of older Office programs begin, and those of newer ones that have a password."""
_HEADING_LEVELS: Final = 9
_LOOKS: Final = 500
"""Paragraphs from one look at whether the user gave up to the next."""


def convert_docx(data: bytes, name: str, reached: Reached) -> Document:
    """A Word document. Raises ImportError where there is no python-docx, Unconvertible for one that is damaged."""
    import docx
    from docx.opc.exceptions import OpcError
    from lxml import etree

    if data.startswith(_OLE):
        raise Unconvertible(f"{name} has a password, or is an old .doc. Save it as .docx without one, and add that.")
    with opened(data, name) as archive:
        if "word/document.xml" not in archive.names and "[Content_Types].xml" not in archive.names:
            raise Unconvertible(f"{name} is an archive, but no Word document. Save it as .docx, and add that.")
    try:
        document = docx.Document(io.BytesIO(data))
        notes = list(_notes(document))
        levels = _levels(document)
        body = document.element.body
        details = _details(document)
    except (OpcError, zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, *_FAULTS) as fault:
        raise Unconvertible(f"{name} is damaged, or no Word document. Save it anew as .docx.") from fault
    is_paged = next(body.iter(f"{_W}lastRenderedPageBreak"), None) is not None
    writer = TextWriter("1" if is_paged else "")
    walker = _Walker(writer, levels, {key: str(number) for number, (key, _) in enumerate(notes, 1)})
    walker.write(body, reached)
    for number, (_, note) in enumerate(notes, 1):
        writer.say(f"[{number}] ")
        walker.write(note, lambda _: None)
    if not writer.text:
        raise Unconvertible(f"{name} has no text in it.")
    return Document(text=writer.text, labels=writer.labels, details=details, converter=library("python-docx"))


class _Walker:
    """Turns the elements of a document into paragraphs."""

    def __init__(self, writer: TextWriter, levels: Mapping[str, int], notes: Mapping[str, str]) -> None:
        self._writer = writer
        self._levels = levels
        self._notes = notes
        self._page = 1
        self._row: Element | None = None

    def write(self, root: Element, reached: Reached) -> None:
        """Write all that is in an element."""
        from lxml.etree import iterwalk

        walk = iterwalk(root, events=("start", "end"))
        paragraphs, whole = 0, max(1, len(root))
        skipped = None
        for event, element in walk:
            if event == "start" and element.tag in _SKIPPED:
                skipped = element
                walk.skip_subtree()
            elif event == "start":
                self._enter(element)
            elif element is skipped:
                skipped = None
            else:
                self._leave(element)
                paragraphs += element.tag == f"{_W}p"
                if element.tag == f"{_W}p" and paragraphs % _LOOKS == 0:
                    reached(min(1.0, paragraphs / whole))
        self._writer.end()

    def _enter(self, element: Element) -> None:
        tag = element.tag
        if tag == f"{_W}t":
            self._writer.say(element.text or "")
        elif tag in {f"{_W}tab", f"{_W}ptab"}:
            self._writer.say(" ")
        elif tag == f"{_W}noBreakHyphen":
            self._writer.say("\u2011")
        elif tag in {f"{_W}br", f"{_W}cr"} and element.get(f"{_W}type") in {None, "textWrapping"}:
            self._writer.line_break()
        elif tag == f"{_W}lastRenderedPageBreak":
            self._page += 1
            self._writer.page(str(self._page))
        elif tag in {f"{_W}footnoteReference", f"{_W}endnoteReference"}:
            number = self._notes.get(_note_key(element))
            self._writer.say(f"[{number}]" if number else "")
        elif tag == f"{_W}tr" and self._row is None and _is_data(element):
            self._row = element
        elif tag == f"{_W}tc" and self._row is not None and element.getprevious() is not None:
            self._writer.say(" | ")

    def _leave(self, element: Element) -> None:
        if element is self._row:
            self._row = None
            self._writer.end()
        elif element.tag == f"{_W}p" and self._row is None:
            self._writer.end(self._sign(element))

    def _sign(self, paragraph: Element) -> str:
        """What goes before a paragraph: for headings and the items of lists."""
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        level = _own_level(paragraph)
        if level is None and style is not None:
            level = self._levels.get(style.get(f"{_W}val") or "")
        if level is not None:
            return "#" * (min(level, 5) + 1) + " "
        return "- " if paragraph.find(f"{_W}pPr/{_W}numPr") is not None else ""


def _levels(document: Any) -> dict[str, int]:  # noqa: ANN401 - python-docx has no types
    """The levels of headings, from 0, by the ids of their styles; a style has that of the one it is based on."""
    styles = {style.get(f"{_W}styleId"): style for style in document.styles.element.iter(f"{_W}style")}
    levels = {}
    for style_id in styles:
        above, seen = style_id, set()
        while above in styles and above not in seen:
            seen.add(above)
            level = _style_level(styles[above])
            if level is not None:
                levels[style_id] = level
                break
            based_on = styles[above].find(f"{_W}basedOn")
            above = None if based_on is None else based_on.get(f"{_W}val")
    return levels


def _style_level(style: Element) -> int | None:
    """The level of a style: Word calls its own `heading 1` and `Title` so in every language."""
    named = style.find(f"{_W}name")
    words = ("" if named is None else named.get(f"{_W}val") or "").lower().split()
    if words == ["title"]:
        return 0
    if len(words) == 2 and words[0] == "heading" and words[1].isdigit():
        return int(words[1]) - 1
    return _own_level(style)


def _own_level(element: Element) -> int | None:
    outline = element.find(f"{_W}pPr/{_W}outlineLvl")
    told = None if outline is None else outline.get(f"{_W}val") or ""
    return int(told) if told and told.isdecimal() and int(told) < _HEADING_LEVELS else None


def _notes(document: Any) -> Iterator[tuple[str, Element]]:  # noqa: ANN401 - as above
    """The footnotes, then the endnotes, in the order in which the text refers to them, by their keys."""
    from docx.oxml.parser import parse_xml

    found: dict[str, Element] = {}
    for rel in document.part.rels.values():
        kind = rel.reltype.rpartition("/")[2]
        if kind in {"footnotes", "endnotes"} and not rel.is_external:
            for note in parse_xml(rel.target_part.blob):
                found[f"{kind[:-1]} {note.get(f'{_W}id')}"] = note
    for element in document.element.body.iter(f"{_W}footnoteReference", f"{_W}endnoteReference"):
        key = _note_key(element)
        if key in found:
            yield key, found.pop(key)


def _note_key(reference: Element) -> str:
    return f"{str(reference.tag).rpartition('}')[2].removesuffix('Reference')} {reference.get(f'{_W}id')}"


def _is_data(row: Element) -> bool:
    """Whether each cell of a row holds one paragraph: then it says something in a line."""
    cells = row.findall(f"{_W}tc")
    return len(cells) > 1 and all(len(list(cell.iter(f"{_W}p"))) < 2 for cell in cells)


def _details(document: Any) -> Details:  # noqa: ANN401 - as above
    """What the document says of itself. Its dates tell when the file was made, not when the work appeared."""
    known = document.core_properties
    return Details(
        title=one_line(known.title),
        author=None if known.author == "python-docx" else one_line(known.author),
        lang=language_tag(known.language),
    )

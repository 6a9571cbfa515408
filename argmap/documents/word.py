"""DOCX: the text of a Word document as Word shows it, with its notes, and its pages as Word last laid them out.

A Word document is a zip archive of XML (ECMA-376); which part is what stands in its relationships. Text that Word makes
while it shows a document is made here, too: the numbers of lists and clauses. What is not in the text is reported.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from argmap.documents.archive import Archive, opened
from argmap.documents.details import counted, language_tag, one_line
from argmap.documents.document import Details, Document, Reached, Unconvertible, library
from argmap.documents.numbering import WordLists, is_on
from argmap.documents.word_signs import MATH, UNKNOWN_SYMBOL, after_part, before_part, level_of, symbol
from argmap.documents.writer import TextWriter

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMPATIBLE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DIAGRAM: Final = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_CHART: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_STRICT: Final = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/", b"http://schemas.openxmlformats.org/wordprocessingml/2006/"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
    (b"http://purl.oclc.org/ooxml/", b"http://schemas.openxmlformats.org/"),
)
"""The namespaces of documents saved as "Strict Open XML", and those of all others."""
_DELETED: Final = frozenset({f"{_W}del", f"{_W}moveFrom"})
_SKIPPED: Final = frozenset(f"{_W}{tag}" for tag in ("instrText", "delText", "rPr", "sectPr", "tblPr", "sdtPr", "rt"))
"""Formulas of fields, deleted text, properties, and readings beside Han characters."""
_BOX: Final = f"{_W}txbxContent"
_FIELDS: Final = frozenset(f"{_W}{tag}" for tag in ("fldChar", "checkBox", "ddList"))
_SAID: Final = {f"{_W}tab": " ", f"{_W}ptab": " ", f"{_W}noBreakHyphen": "\u2011"}
_OLE: Final = b"\xd0\xcf\x11\xe0"
"""How the files of older Office programs begin, and those of newer ones that have a password."""
_HEADING_LEVELS: Final = 9
_LOOKS: Final = 500
"""Paragraphs from one look at whether the user gave up to the next."""
_SHOWN_EDGES: Final = 3
_SHOWN_LENGTH: Final = 60
"""Code points of a header that are shown."""


def convert_docx(data: bytes, name: str, reached: Reached) -> Document:
    """A Word document. Raises ImportError where there is no lxml, Unconvertible for one that is damaged or empty."""
    from lxml import etree

    if data.startswith(_OLE):
        raise Unconvertible(f"{name} has a password, or is an old .doc. Save it as .docx without one, and add that.")
    with opened(data, name) as archive:
        try:
            package = _Package(archive, name)
            writer = TextWriter("1" if package.is_paged else "")
            walker = _Walker(writer, package)
            walker.write(package.body, reached)
            walker.write_notes()
            left_out = tuple(_left_out(package, walker))
            details = package.details
        except (etree.XMLSyntaxError, RecursionError) as fault:
            raise Unconvertible(f"{name} is damaged, or not a Word document. Save it again as .docx.") from fault
    if not writer.text:
        said = f" Not read: {'; '.join(left_out)}." if left_out else ""
        raise Unconvertible(f"{name} has no text in it.{said} Save its text by itself, and add that.")
    return Document(
        text=writer.text,
        labels=writer.labels,
        details=details,
        converter=library("lxml"),
        left_out=left_out,
        doubts=tuple(walker.doubts()),
    )


class _Package:
    """The parts of a Word document."""

    def __init__(self, archive: Archive, name: str) -> None:
        """Raises Unconvertible where it holds no document, and XMLSyntaxError for broken parts."""
        self._archive = archive
        main = next((path for kind, path in self._related("") if kind == "officeDocument"), "word/document.xml")
        root = self._part(main)
        if root is None:
            raise Unconvertible(f"{name} is an archive, but not a Word document. Save it as .docx, and add that.")
        body = root.find(f"{_W}body")
        if body is None:
            raise Unconvertible(f"{name} is not a Word document, or damaged. Save it as .docx, and add that.")
        self.body = body
        related = list(self._related(main))
        self._parts = dict(reversed(related))
        self._edges = [path for kind, path in related if kind in {"header", "footer"}]
        self.is_paged = next(body.iter(f"{_W}lastRenderedPageBreak"), None) is not None
        styles = self.part("styles")
        self.styles: Mapping[str, Element] = {
            style.get(f"{_W}styleId") or "": style for style in (() if styles is None else styles.iter(f"{_W}style"))
        }
        self.default_style = next(
            (
                style.get(f"{_W}styleId")
                for style in self.styles.values()
                if style.get(f"{_W}type") == "paragraph" and style.get(f"{_W}default") in {"1", "true", "on"}
            ),
            None,
        )

    def part(self, kind: str) -> Element | None:
        """The part of a kind, `styles`, `footnotes` …, where there is one."""
        return self._part(self._parts[kind]) if kind in self._parts else None

    @property
    def notes(self) -> dict[str, Element]:
        """The footnotes and endnotes by their keys, as those who refer to them make them."""
        found = {}
        for kind in ("footnote", "endnote"):
            for note in () if (part := self.part(f"{kind}s")) is None else part:
                if note.get(f"{_W}type") in {None, "normal"}:
                    found[f"{kind} {note.get(f'{_W}id')}"] = note
        return found

    @property
    def edges(self) -> list[str]:
        """The texts of headers and footers, each once; those of numbers and names of pages alone left out."""
        texts = []
        for path in self._edges:
            part = self._part(path)
            pieces = () if part is None else part.iter(f"{_W}p", f"{_W}tab", f"{_W}t")
            shown = [one for one in pieces if next(one.iterancestors(f"{_COMPATIBLE}Fallback"), None) is None]
            said = " ".join("".join((one.text or "") if one.tag == f"{_W}t" else " " for one in shown).split())
            if any(map(str.isalpha, said)):
                texts.append(said)
        return list(dict.fromkeys(texts))

    @property
    def details(self) -> Details:
        """What the document says of itself. Its dates tell when the file was made, not when the work appeared."""
        path = next((path for kind, path in self._related("") if kind == "core-properties"), "docProps/core.xml")
        part = self._part(path)
        told = {} if part is None else {str(one.tag).rpartition("}")[2]: one.text for one in part}
        author = one_line(told.get("creator"))
        return Details(
            title=one_line(told.get("title")),
            author=None if author == "python-docx" else author,
            lang=language_tag(told.get("language")),
        )

    def _part(self, path: str) -> Element | None:
        from lxml import etree

        stored = self._archive.stored(path)
        if stored not in self._archive.names:
            return None
        data = self._archive.read(stored)
        for strict, transitional in _STRICT if _STRICT[-1][0] in data else ():
            data = data.replace(strict, transitional)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
        return etree.fromstring(data, parser)

    def _related(self, path: str) -> Iterator[tuple[str, str]]:
        """The parts that one refers to, or the whole package: what each is, and its path."""
        folder, file = posixpath.split(path)
        relations = self._part(posixpath.join(folder, "_rels", f"{file}.rels"))
        for one in () if relations is None else relations:
            if one.get("TargetMode") != "External":
                target = posixpath.join("/", folder, (one.get("Target") or "").replace("\\", "/"))
                yield (one.get("Type") or "").rpartition("/")[2], posixpath.normpath(target).lstrip("/")


class _Walker:
    """Turns the elements of a document into paragraphs."""

    def __init__(self, writer: TextWriter, package: _Package) -> None:
        self._writer = writer
        self._styles = package.styles
        self._default_style = package.default_style
        self._levels = _levels(package.styles)
        self._hidden = frozenset(style for style, told in _of_styles(package.styles, "vanish") if is_on(told))
        self._shifted = {style: told.get(f"{_W}val") or "" for style, told in _of_styles(package.styles, "vertAlign")}
        """The styles of characters that stand above or below the line."""
        self._lists = WordLists(package.part("numbering"), package.styles)
        self._notes = package.notes
        self._cited: dict[str, int] = {}
        """The numbers of the notes that the text refers to."""
        self._order: list[str] = []
        """These notes in the order of their numbers."""
        self._page: int | None = 1
        """None where pages are not counted: in notes."""
        self._row: Element | None = None
        self._cells = 0
        self._sign = ""
        self._boxes: list[Element] = []
        self._choices: dict[Element, Element | None] = {}
        self._fields: list[bool] = []
        """For each field that is open whether its result has begun."""
        self._formulas = 0
        """How many of them are in their formula still."""
        self.seen: dict[str, int] = {}
        """How often there is what is left out, or may be read wrong."""

    def write(self, root: Element, reached: Reached) -> None:
        """Write all that is in an element."""
        from lxml.etree import iterwalk

        walk = iterwalk(root, events=("start", "end"))
        paragraphs, whole = 0, max(1, len(root))
        skipped = None
        for event, element in walk:
            if event == "start" and self._skips(element):
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

    def write_notes(self) -> None:
        """Write the notes that were referred to, each after its number; notes may refer to others."""
        self._page = None
        for number, key in enumerate(self._order, 1):  # which grows meanwhile
            self._writer.say(f"[{number}] ")
            self.write(self._notes[key], lambda _: None)

    def doubts(self) -> Iterator[str]:
        """What of the text may be wrong."""
        if number := self.seen.get("equation"):
            yield f"equations stand in one line, as plain text ({number:,}): compare them with the document"
        if number := self.seen.get("symbol"):
            yield f"characters of symbol fonts that have no known meaning are shown as {UNKNOWN_SYMBOL} ({number:,})"
        if number := self.seen.get("struck"):
            yield f"text that is struck through in the document reads like any other ({counted(number, 'passage')})"

    def _count(self, what: str) -> None:
        self.seen[what] = self.seen.get(what, 0) + 1

    def _skips(self, element: Element) -> bool:
        """Whether an element is passed over with all in it; what of it is to be reported is counted."""
        tag = element.tag
        if tag in _DELETED and next(element.iter(f"{_W}t", f"{_W}delText"), None) is not None:
            self._count("deletion")
        if tag in _DELETED or tag in _SKIPPED:
            if tag == f"{_W}rt":
                self._count("reading")
            return True
        row_or_cell = {f"{_W}tr": f"{_W}trPr/{_W}del", f"{_W}tc": f"{_W}tcPr/{_W}cellDel"}.get(str(tag))
        if row_or_cell is not None and element.find(row_or_cell) is not None:
            self._count("deletion")
            return True
        if tag == f"{_W}r" and self._is_hidden(element):
            self._count("hidden passage")
            return True
        if tag == _BOX and next(element.iterancestors(f"{_W}p"), None) is not None:
            self._boxes.append(element)
            return True
        if tag in {f"{_COMPATIBLE}Choice", f"{_COMPATIBLE}Fallback"}:
            return element is not self._chosen(element.getparent())
        if tag in {f"{_W}object", f"{_W}altChunk", _DIAGRAM, _CHART}:
            self._count({_DIAGRAM: "diagram", _CHART: "chart"}.get(str(tag), "embedded document"))
        return tag == f"{_W}pPr"

    def _chosen(self, alternatives: Element | None) -> Element | None:
        """Of several ways to show the same, the first that has text."""
        if alternatives not in self._choices and alternatives is not None:
            first = next(iter(alternatives), None)
            self._choices[alternatives] = next((one for one in alternatives if _has_text(one)), first)
        return None if alternatives is None else self._choices[alternatives]

    def _is_hidden(self, run: Element) -> bool:
        properties = run.find(f"{_W}rPr")
        own = None if properties is None else properties.find(f"{_W}vanish")
        if own is not None:
            return is_on(own) and _has_text(run)
        style = None if properties is None else properties.find(f"{_W}rStyle")
        return style is not None and style.get(f"{_W}val") in self._hidden and _has_text(run)

    def _enter(self, element: Element) -> None:
        tag = str(element.tag)
        if tag.startswith(MATH):
            self._enter_equation(element)
        elif tag in _FIELDS:
            self._field(element)
        elif self._formulas:
            return
        elif tag == f"{_W}p":
            self._begin_paragraph(element)
        elif tag == f"{_W}r":
            self._begin_run(element)
        elif tag == f"{_W}tr" and self._row is None and _is_data(element):
            self._row, self._cells = element, 0
        elif tag == f"{_W}tc" and self._row is not None:
            self._writer.say(" | " if self._cells else "")
            self._cells += 1
        else:
            self._enter_content(element, tag)

    def _enter_content(self, element: Element, tag: str) -> None:
        """What stands in a run."""
        if tag == f"{_W}t":
            self._say(element)
        elif tag in _SAID:
            self._writer.say(_SAID[tag])
        elif tag in {f"{_W}br", f"{_W}cr"}:
            self._writer.line_break()
        elif tag == f"{_W}lastRenderedPageBreak" and self._page is not None:
            self._page += 1
            self._writer.page(str(self._page))
        elif tag in {f"{_W}footnoteReference", f"{_W}endnoteReference"}:
            self._refer(element)
        elif tag == f"{_W}sym":
            self._writer.say(self._symbol(element.get(f"{_W}char") or "", element.get(f"{_W}font") or ""))

    def _leave(self, element: Element) -> None:
        tag = str(element.tag)
        if tag.startswith(MATH):
            self._leave_equation(element)
        elif tag == f"{_W}r" and self._level(element):
            self._writer.end_level()
        elif element is self._row:
            self._row = None
            self._writer.end()
            self._write_boxes()
        elif tag == f"{_W}p":
            while self._fields and not self._fields[-1]:
                self._end_field()  # a formula ends with its paragraph, lest one without an end swallow the rest
            if self._row is None and not _goes_on(element):
                self._writer.end(self._sign)
                self._write_boxes()

    def _write_boxes(self) -> None:
        """Write the text boxes that hang on the paragraph which ended; boxes in them follow their own paragraphs."""
        boxes, self._boxes = self._boxes, []
        for part in (part for box in boxes for part in box):
            self.write(part, lambda _: None)

    def _begin_paragraph(self, paragraph: Element) -> None:
        """Find what goes before a paragraph: the sign of a heading, the number of an item."""
        if _goes_on(paragraph):
            return
        named = paragraph.find(f"{_W}pPr/{_W}pStyle")
        style = self._default_style if named is None else named.get(f"{_W}val")
        number = self._lists.sign(paragraph, style)
        if self._row is not None:
            self._writer.say(number)
            return
        level = _own_level(paragraph)
        level = self._levels.get(style or "") if level is None else level
        heading = "" if level is None else "#" * (min(level, 5) + 1) + " "
        self._sign = heading + number.removeprefix("- ") if heading else number

    def _begin_run(self, run: Element) -> None:
        level = self._level(run)
        if level:
            (self._writer.raise_level if level == "superscript" else self._writer.lower_level)()
        properties = run.find(f"{_W}rPr")
        if properties is not None and any(is_on(properties.find(f"{_W}{tag}")) for tag in ("strike", "dstrike")):
            before = run.getprevious()
            struck = before is not None and is_on(before.find(f"{_W}rPr/{_W}strike"))
            if not struck and _has_text(run):
                self._count("struck")

    def _level(self, run: Element) -> str:
        """`superscript` or `subscript`, by the run's own properties, else by those of its style; else nothing."""
        place = run.find(f"{_W}rPr/{_W}vertAlign")
        style = run.find(f"{_W}rPr/{_W}rStyle")
        styled = "" if style is None else self._shifted.get(style.get(f"{_W}val") or "", "")
        level = styled if place is None else place.get(f"{_W}val")
        return level if level in {"superscript", "subscript"} else ""

    def _say(self, element: Element) -> None:
        """Text; characters of symbol fonts stand in the private area of Unicode."""
        text = element.text or ""
        if any("\uf000" <= character <= "\uf0ff" for character in text):
            run = element.getparent()
            fonts = None if run is None else run.find(f"{_W}rPr/{_W}rFonts")
            font = "" if fonts is None else fonts.get(f"{_W}ascii") or fonts.get(f"{_W}hAnsi") or ""
            text = "".join(
                self._symbol(f"{ord(character):04X}", font) if "\uf000" <= character <= "\uf0ff" else character
                for character in text
            )
        self._writer.say(text)

    def _symbol(self, code: str, font: str) -> str:
        shown = symbol(code, font)
        if shown == UNKNOWN_SYMBOL:
            self._count("symbol")
        return shown

    def _refer(self, element: Element) -> None:
        key = f"{str(element.tag).rpartition('}')[2].removesuffix('Reference')} {element.get(f'{_W}id')}"
        if key in self._notes:
            if key not in self._cited:
                self._order.append(key)
                self._cited[key] = len(self._order)
            self._writer.end_level()  # a note's number in brackets is none above the line
            self._writer.say(f"[{self._cited[key]}]")

    def _field(self, element: Element) -> None:
        """Fields: their formula is passed over, their result is text; so is what was chosen in a form."""
        kind = element.get(f"{_W}fldCharType")
        if element.tag == f"{_W}checkBox":
            checked = element.find(f"{_W}checked")
            is_checked = is_on(checked if checked is not None else element.find(f"{_W}default"))
            self._writer.say("☒" if is_checked else "☐")
        elif element.tag == f"{_W}ddList":
            entries = [one.get(f"{_W}val") or "" for one in element.findall(f"{_W}listEntry")]
            chosen = element.find(f"{_W}result")
            told = "0" if chosen is None else chosen.get(f"{_W}val") or "0"
            self._writer.say(entries[int(told)] if told.isdecimal() and int(told) < len(entries) else "")
        elif kind == "begin":
            self._fields.append(False)
            self._formulas += 1
        elif kind == "separate" and self._fields:
            self._formulas -= not self._fields[-1]
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._end_field()

    def _end_field(self) -> None:
        self._formulas -= not self._fields.pop()

    def _enter_equation(self, element: Element) -> None:
        if element.tag == f"{MATH}oMath":
            self._count("equation")
        elif element.tag == f"{MATH}t":
            self._writer.say(element.text or "")
        self._writer.say(before_part(element))
        if level_of(element):
            (self._writer.raise_level if level_of(element) == "raised" else self._writer.lower_level)()

    def _leave_equation(self, element: Element) -> None:
        if level_of(element):
            self._writer.end_level()
        self._writer.say(after_part(element))
        following = element.getnext()
        if element.tag == f"{MATH}oMath" and following is not None and following.tag == element.tag:
            self._writer.line_break()


def _left_out(package: _Package, walker: _Walker) -> Iterator[str]:
    """What of the document is not in the text."""
    comments = package.part("comments")
    if comments is not None and len(comments):
        yield counted(len(comments), "comment")
    if number := walker.seen.get("deletion"):
        yield f"{counted(number, 'deletion')} of tracked changes (what was inserted is in the text)"
    if number := walker.seen.get("hidden passage"):
        yield f"hidden text ({counted(number, 'passage')})"
    edges = package.edges
    if edges:
        shown = ", ".join(f"“{_cut(one)}”" for one in edges[:_SHOWN_EDGES]) + (" …" if edges[_SHOWN_EDGES:] else "")
        yield f"headers and footers: {shown}"
    if number := walker.seen.get("reading"):
        yield f"{counted(number, 'reading')} beside characters (ruby)"
    for what in ("diagram", "chart", "embedded document"):
        if number := walker.seen.get(what):
            yield counted(number, what)


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN_LENGTH else f"{text[: _SHOWN_LENGTH - 1].rstrip()}…"


def _levels(styles: Mapping[str, Element]) -> dict[str, int]:
    """The levels of headings, from 0, by the ids of their styles; a style has that of the one it is based on."""
    levels = {}
    for style_id in styles:
        for above in _bases(style_id, styles):
            level = _style_level(styles[above])
            if level is not None:
                if level < _HEADING_LEVELS:
                    levels[style_id] = level
                break
    return levels


def _of_styles(styles: Mapping[str, Element], name: str) -> Iterator[tuple[str, Element]]:
    """What the styles of characters tell of a property, each by itself or by the one that it is based on."""
    for style_id in styles:
        told = (styles[above].find(f"{_W}rPr/{_W}{name}") for above in _bases(style_id, styles))
        found = next((one for one in told if one is not None), None)
        if found is not None and styles[style_id].get(f"{_W}type") == "character":
            yield style_id, found


def _bases(style_id: str, styles: Mapping[str, Element]) -> Iterator[str]:
    """A style, and those that it is based on, one after the other."""
    seen: set[str] = set()
    above: str | None = style_id
    while above is not None and above in styles and above not in seen:
        seen.add(above)
        yield above
        based_on = styles[above].find(f"{_W}basedOn")
        above = None if based_on is None else based_on.get(f"{_W}val")


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


def _goes_on(paragraph: Element) -> bool:
    """Whether the next paragraph goes on in one: its end was deleted, or it is the large letter at a beginning."""
    mark = paragraph.find(f"{_W}pPr/{_W}rPr")
    following = paragraph.getnext()
    is_deleted = mark is not None and any(mark.find(tag) is not None for tag in _DELETED)
    frame = paragraph.find(f"{_W}pPr/{_W}framePr")
    is_large = frame is not None and frame.get(f"{_W}dropCap") in {"drop", "margin"}
    return (is_deleted or is_large) and following is not None and following.tag == paragraph.tag


def _has_text(element: Element) -> bool:
    return next(element.iter(f"{_W}t", f"{_W}sym", f"{MATH}t"), None) is not None


def _is_data(row: Element) -> bool:
    """Whether each cell of a row holds one paragraph: then it says something in a line."""
    cells = list(row.iter(f"{_W}tc"))
    return len(cells) > 1 and all(sum(1 for _ in cell.iter(f"{_W}p")) < 2 for cell in cells)

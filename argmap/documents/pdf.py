"""PDF, read by PDFium, the library of Chrome.

It knows every encoding and the predefined character maps of Chinese, Japanese and Korean fonts, is fuzzed without
pause, and reads a page in a few milliseconds; its wheel has 3 MB for each system and needs nothing else. Beside it
stood pdfminer.six, some fifty times slower, and pypdf, which lacks those character maps. PDFium must be used by one
thread at a time, so a lock is held for as long as a file is open.
"""

from __future__ import annotations

import ctypes
import math
import re
import threading
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, Final

from argmap.documents.details import doi_in, language_tag, one_line
from argmap.documents.document import Details, Document, Reached, Unconvertible, library
from argmap.documents.page_edges import EDGE, edges_of
from argmap.documents.pdf_fields import fields_of, with_fields
from argmap.documents.printed import (
    PrintedLine,
    PrintedPage,
    arranged,
    heading_key,
    page_text,
    unmixed,
    usual_distance,
)
from argmap.documents.reading_order import (
    Glyph,
    columns,
    is_right_to_left,
    is_vertical,
    joined_rows,
    line_text,
    may_be_vertical,
    needs_places,
    plain_forms,
    rows,
)
from argmap.text.pages import BREAK, labels_text

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

_Line = list[tuple[int, str]]
"""The characters of a line, each with its index in PDFium's page."""
_LOCK: Final = threading.Lock()
_PASSWORD_FAULT: Final = 4
"""FPDF_ERR_PASSWORD."""
_LINE_HYPHEN: Final = "\ufffe"
"""A hyphen that PDFium takes for one that divides a word at the end of a line."""
_CONTROLS: Final = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFEFF, 0xFFFF), None)
_MOST_PAGES: Final = 20_000
_MOST_HEADINGS: Final = 5_000
_DEEPEST_HEADING: Final = 6
_UNNAMED: Final = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ue000-\uf8ff\ufffd\U000f0000-\U0010fffd]")
"""Controls, private use, and what stands for no character: fonts that do not tell what their glyphs mean."""
_MANY: Final = 0.2
"""From this share of such signs on, the text makes no sense."""
_BULLETS: Final = re.compile(r"[\uf0a7\uf0a8\uf0b7\uf0d8\uf0fc](?=\s)")
"""How Symbol and Wingdings, as Word uses them, write the signs of lists."""
_GUESSED: Final = 0.05
"""The share of a page's signs."""
_MOST_RANGES: Final = 12
"""Ranges of pages in a warning."""
_NOTHING: Final = 0.01
"""Points: the size of what is not drawn."""
_WIDE_GAP: Final = 1.5
"""Sizes of the font between two parts of a line that do not belong together."""
_TWO_LINES: Final = 30
"""Characters of a line that may run through two columns."""
_SAMPLE: Final = 12
_FEWEST_LINES: Final = 6
_MOSTLY: Final = 0.6
"""How many of such lines are looked at, how many there have to be, and which share of them has to have a gap."""
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_MIXED: Final = 0.1
_FEWEST_WORDS: Final = 10
"""From this share of words in letters of two scripts on, and from so many, they are said to be wrong."""
_TOGETHER: Final = frozenset({"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL", "BOPOMOFO", "IDEOGRAPHIC"})
"""Scripts, by how the names of their letters begin, that stand side by side in the words of one language."""


def convert_pdf(data: bytes, name: str, reached: Reached, *, whole: bool = False) -> Document:
    """A PDF; `whole` keeps its page numbers and running titles.

    Raises ImportError where there is no pypdfium2, Unconvertible for one that is locked, damaged or scanned.
    """
    import pypdfium2

    with _LOCK:
        try:
            pdf = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as fault:
            if getattr(fault, "err_code", None) == _PASSWORD_FAULT:
                raise Unconvertible(
                    f"{name} is locked with a password. Save a copy without one (`qpdf --decrypt`, or print it to a "
                    f"file), and add that."
                ) from fault
            raise Unconvertible(_no_pdf(data, name)) from fault
        try:
            pdf.init_forms()
            return _converted(pdf, name, reached, whole=whole)
        finally:
            pdf.close()


def _no_pdf(data: bytes, name: str) -> str:
    """What is said of a file that PDFium does not open."""
    begin = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not data.strip():
        return f"{name} is empty. Get a whole copy."
    if begin.startswith((b"<!doctype html", b"<html", b"<?xml", b"<head", b"<body")):
        return (
            f"{name} is a web page and not a PDF: some sites send a login page. Get the PDF itself, or name it .html."
        )
    if begin.startswith(b"pk\x03\x04"):
        return f"{name} is not a PDF but an archive, as DOCX and EPUB are. Give it the right file name extension."
    if b"%pdf-" not in begin:
        return f"{name} is not a PDF, or its beginning is missing. Get a whole copy."
    return f"{name} is damaged or incomplete, or has no pages. Get a whole copy."


def _converted(pdf: PdfDocument, name: str, reached: Reached, *, whole: bool) -> Document:
    if len(pdf) > _MOST_PAGES:
        raise Unconvertible(f"{name} has {len(pdf):,} pages; split it into parts of at most {_MOST_PAGES:,}.")
    pages, broken = [], []
    for number in range(len(pdf)):
        reached(number / len(pdf))
        page = _page(pdf, number)
        if page is None:
            broken.append(number)
        pages.append(page or PrintedPage((), 0))
    labels = tuple(_labels(pdf))
    pages = [replace(page, label=label) for page, label in zip(pages, labels, strict=True)]
    edges = edges_of(pages)
    headings = _headings(pdf)
    left_out = [frozenset[int]() for _ in pages] if whole else edges.gone
    kept = [arranged(*page) for page in zip(pages, edges.order, left_out, strict=True)]
    usual = usual_distance(kept)
    texts = [page_text(page, headings.get(number, {}), usual) for number, page in enumerate(kept)]
    _refuse_textless(pages, texts, len(broken), name)
    return Document(
        text=f"\n{BREAK}".join(texts).rstrip("\n") + "\n",
        labels=labels,
        details=_details(pdf, texts),
        converter=library("pypdfium2"),
        left_out=tuple(_left_out(pages, () if whole else edges.named, [labels[number] for number in broken])),
        doubts=tuple(_doubts(pages)),
    )


def _page(pdf: PdfDocument, number: int) -> PrintedPage | None:
    """A page with its lines; None for one that is broken."""
    import pypdfium2

    try:
        page = pdf[number]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError:
        return None
    try:
        height = float(page.get_height())
        divided = list(_divided(text_page))
        fields = fields_of(pdf, page)
        found = list(_lines(page, text_page, divided, height))
        words = [_words(text_page, line) for line in divided if _has_words(line)] if fields.filled else []
        if len(words) != len(found):  # read in another order
            words = [[] for _ in found]
        lines = tuple(with_fields(list(zip(found, words, strict=True)), fields.filled) if fields.filled else found)
        return PrintedPage(
            lines,
            height,
            unnamed=len(_UNNAMED.findall(_BULLETS.sub("", "".join(said for line in divided for _, said in line)))),
            unmapped=_unmapped(text_page),
            comments=fields.comments,
            has_pictures=not lines and _has_pictures(page),
        )
    finally:
        text_page.close()
        page.close()


def _unmapped(text_page: PdfTextPage) -> int:
    """How many signs of a page have a meaning that PDFium only guessed from their number in the font.

    Few are none: so it reads the ligatures and brackets of many fonts, and rightly.
    """
    import pypdfium2.raw as pdfium

    ask, page = pdfium.FPDFText_HasUnicodeMapError, text_page.raw
    guessed = sum(ask(page, index) == 1 for index in range(text_page.count_chars()))
    return guessed if guessed > _GUESSED * text_page.count_chars() else 0


def _has_pictures(page: PdfPage) -> bool:
    import pypdfium2.raw as pdfium

    return any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4))


def _lines(page: PdfPage, text_page: PdfTextPage, divided: Sequence[_Line], height: float) -> Iterator[PrintedLine]:
    """The lines of a page, as PDFium divides them where it does that well."""
    text = "".join(said for line in divided for _, said in line)
    if needs_places(text):
        yield from _placed_lines(page, text_page, divided, is_rtl_page=is_right_to_left(text))
        return
    if may_be_vertical(text):
        glyphs = [glyph for line in divided for glyph in _glyphs(text_page, line, {})]
        if is_vertical(glyphs):
            yield from _vertical_lines(glyphs, height)
            return
    yield from unmixed(list(_printed_lines(text_page, _parted(text_page, divided), height)))


def _printed_lines(text_page: PdfTextPage, divided: Sequence[_Line], height: float) -> Iterator[PrintedLine]:
    for line in divided:
        text = _clean(plain_forms("".join(said for _, said in line)))
        if not text:
            continue
        first = next(index for index, said in line if not said.isspace())
        last = next(index for index, said in reversed(line) if not said.isspace())
        left, bottom, _, _ = text_page.get_charbox(first, loose=True)
        right = text_page.get_charbox(last, loose=True)[2]
        printed = PrintedLine(text, left, bottom, _size(text_page, first), right)
        if _may_be_edge(printed, height):
            printed = replace(printed, parts=tuple(_parts(text_page, line, printed.size)))
        yield printed


def _placed_lines(
    page: PdfPage, text_page: PdfTextPage, divided: Sequence[_Line], *, is_rtl_page: bool
) -> Iterator[PrintedLine]:
    """The lines of a page in scripts for which PDFium's order cannot be trusted, read from the places of letters."""
    blanks = _blanks(page)
    replaced = _replaced(page, text_page, divided)
    for line in joined_rows([list(_glyphs(text_page, line, replaced)) for line in divided]):
        bottom, top = min(glyph.bottom for glyph in line), max(glyph.top for glyph in line)
        spaces = [x for x, y in blanks if bottom - 1 <= y <= top]
        text = _clean(line_text(line, spaces, is_right_to_left=is_rtl_page))
        drawn = [glyph for glyph in line if not glyph.text.isspace()]
        if text and drawn:
            left, right = min(glyph.left for glyph in drawn), max(glyph.right for glyph in drawn)
            begin = -right if is_right_to_left(text) else left  # an indented line begins further on
            yield PrintedLine(text, begin, min(glyph.base for glyph in drawn), drawn[0].size, right)


def _vertical_lines(glyphs: Sequence[Glyph], height: float) -> Iterator[PrintedLine]:
    """The columns of a page of vertical text, as lines of a page that was turned: the first on top."""
    made, rest = columns(glyphs)
    for column in made:
        text = _clean(plain_forms("".join(glyph.text for glyph in column)))
        if text:
            yield PrintedLine(text, height - column[0].top, column[0].x, column[0].size)
    for line in rows(rest):
        text = _clean(line_text(line, [], is_right_to_left=False))
        if text:
            yield PrintedLine(text, line[0].left, line[0].bottom, line[0].size, line[-1].right)


def _glyphs(text_page: PdfTextPage, line: _Line, replaced: Mapping[int, Glyph | None]) -> Iterator[Glyph]:
    """The characters of a line with their places; a box covers what is drawn and how far the pen moves."""
    import pypdfium2.raw as pdfium

    for index, said in line:
        if index in replaced:
            whole = replaced[index]
            if whole is not None:
                yield whole
            continue
        left, bottom, right, top = text_page.get_charbox(index)
        loose_left, _, loose_right, _ = text_page.get_charbox(index, loose=True)
        yield Glyph(
            said,
            min(left, loose_left),
            bottom,
            max(right, loose_right),
            top,
            _size(text_page, index),
            base=_base(text_page, index),
            is_guess=said.isspace() and not pdfium.FPDFText_GetTextObject(text_page.raw, index),
        )


def _replaced(page: PdfPage, text_page: PdfTextPage, divided: Sequence[_Line]) -> dict[int, Glyph | None]:
    """What stands for characters that have a replacement text (`ActualText`), by index; None for those that it covers.

    Browsers draw a letter and its mark as two objects with one replacement text for both, and PDFium gives that text
    for each of them, turned round or not.
    """
    import pypdfium2.raw as pdfium

    marks: dict[int, tuple[int, str]] = {}
    boxes: dict[int, list[tuple[float, float, float, float]]] = {}
    for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=4):
        mark, text = _replacement(drawn.raw)
        if mark:
            marks[ctypes.addressof(drawn.raw.contents)] = mark, text
            boxes.setdefault(mark, []).append(drawn.get_bounds())
    covered: dict[int, tuple[str, list[int]]] = {}
    for index, _ in (character for line in divided for character in line) if marks else ():
        drawn = pdfium.FPDFText_GetTextObject(text_page.raw, index)
        mark, text = marks.get(ctypes.addressof(drawn.contents), (0, "")) if drawn else (0, "")
        if mark:
            covered.setdefault(mark, (text, []))[1].append(index)
    found: dict[int, Glyph | None] = {}
    for mark, (text, indices) in covered.items():
        (part,) = _glyphs(text_page, [(indices[0], text)], {})
        left, bottom, right, top = zip(*boxes[mark], strict=True)
        whole = replace(part, left=min(left), bottom=min(bottom), right=max(right), top=max(top))
        found |= dict.fromkeys(indices) | {indices[0]: whole}
    return found


def _replacement(drawn: Any) -> tuple[int, str]:  # noqa: ANN401 - a pointer of ctypes
    """The replacement text of an object, with what tells its mark from others; 0 where it has none."""
    import pypdfium2.raw as pdfium

    for number in range(pdfium.FPDFPageObj_CountMarks(drawn)):
        mark = pdfium.FPDFPageObj_GetMark(drawn, number)
        size = ctypes.c_ulong()
        if mark and pdfium.FPDFPageObjMark_GetParamBlobValue(mark, b"ActualText", None, 0, size) and size.value:
            buffer = (ctypes.c_ubyte * size.value)()
            pdfium.FPDFPageObjMark_GetParamBlobValue(mark, b"ActualText", buffer, size.value, size)
            text = _string(bytes(buffer))
            return (ctypes.addressof(mark.contents), text) if text.strip() else (0, "")
    return 0, ""


def _string(data: bytes) -> str:
    """A text string of PDF (ISO 32000-2, 7.9.2.2): UTF-16 or UTF-8 with its mark, else letters of one byte."""
    if data.startswith(b"\xfe\xff"):
        return data[2:].decode("utf-16-be", "replace")
    return data[3:].decode("utf-8", "replace") if data.startswith(b"\xef\xbb\xbf") else data.decode("latin-1")


def _blanks(page: PdfPage) -> list[tuple[float, float]]:
    """Where a page draws spaces alone, which PDFium leaves out: left and bottom."""
    import pypdfium2.raw as pdfium

    boxes = (drawn.get_bounds() for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=4))
    return [(left, bottom) for left, bottom, right, top in boxes if right - left < _NOTHING and top - bottom < _NOTHING]


def _divided(text_page: PdfTextPage) -> Iterator[_Line]:
    """The characters of a page by line, each with its index; a hyphen that divides a word ends one."""
    line: _Line = []
    for index, said in _characters(text_page):
        if said == _LINE_HYPHEN:
            line.append((index, "-"))
        elif said not in "\r\n":
            line.append((index, said))
        if said in {"\n", _LINE_HYPHEN}:
            yield line
            line = []
    yield line


def _characters(text_page: PdfTextPage) -> Iterator[tuple[int, str]]:
    """The characters of a page in PDFium's order; one beyond U+FFFF has two indices, of which this gives the first."""
    import pypdfium2.raw as pdfium

    high = 0
    for index in range(text_page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text_page.raw, index)
        if high and 0xDC00 <= code < 0xE000:
            yield index - 1, chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00)
            high = 0
            continue
        high = code if 0xD800 <= code < 0xDC00 else 0
        if high:
            continue
        if code == 2 and pdfium.FPDFText_IsHyphen(text_page.raw, index) == 1:
            yield index, _LINE_HYPHEN
        elif code < 0x110000 and not 0xD800 <= code < 0xE000:  # 0, which is dropped later, for a sign without a name
            yield index, chr(code)
        else:
            yield index, "\ufffd"


def _size(text_page: PdfTextPage, index: int) -> float:
    """The size of a letter as it is printed, in points."""
    import pypdfium2.raw as pdfium

    matrix = pdfium.FS_MATRIX()
    size = float(pdfium.FPDFText_GetFontSize(text_page.raw, index))
    if size > 0 and pdfium.FPDFText_GetMatrix(text_page.raw, index, matrix):
        size *= math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))
    if size > 1:
        return size
    _, bottom, _, top = text_page.get_charbox(index, loose=True)
    return float(top - bottom)


def _base(text_page: PdfTextPage, index: int) -> float:
    """The height of the line that a letter stands on, in points."""
    import pypdfium2.raw as pdfium

    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text_page.raw, index, x, y)
    return y.value


def _may_be_edge(line: PrintedLine, height: float) -> bool:
    """Whether a line stands where a running title with a page's number may, and has several words."""
    return not EDGE * height < line.bottom < (1 - EDGE) * height and len(line.text.split()) > 1


def _parts(text_page: PdfTextPage, line: _Line, size: float) -> Iterator[str]:
    """The text of a line, cut at its wide gaps."""
    return (_clean("".join(said for _, said in part)) for part in _cut(text_page, line, size))


def _cut(text_page: PdfTextPage, line: _Line, size: float) -> Iterator[_Line]:
    """A line cut at its wide gaps."""
    part: _Line = []
    end = None
    for index, said in line:
        if not said.isspace():
            left, _, right, _ = text_page.get_charbox(index, loose=True)
            if end is not None and left - end > _WIDE_GAP * size:
                yield part
                part = []
            end = right
        part.append((index, said))
    yield part


def _parted(text_page: PdfTextPage, divided: Sequence[_Line]) -> Sequence[_Line]:
    """The lines of a page, cut in two where most have a wide gap: perhaps they run through two columns."""
    long = [line for line in divided if len(line) >= _TWO_LINES]
    sample = long[:: max(len(long) // _SAMPLE, 1)]
    if len(long) < _FEWEST_LINES or sum(map(partial(_has_gap, text_page), sample)) < _MOSTLY * len(sample):
        return divided
    cut = [part for line in divided for part in (_halves(text_page, line) or [line])]
    lines = list(_printed_lines(text_page, cut, 0.0))
    return cut if unmixed(lines) != lines else divided


def _has_gap(text_page: PdfTextPage, line: _Line) -> bool:
    return _halves(text_page, line) is not None


def _halves(text_page: PdfTextPage, line: _Line) -> tuple[_Line, _Line] | None:
    """A line cut at its only wide gap; None where it has none or several."""
    first = next((index for index, said in line if not said.isspace()), None)
    parts = [] if first is None else list(_cut(text_page, line, _size(text_page, first)))
    return (parts[0], parts[1]) if len(parts) == 2 else None


def _has_words(line: _Line) -> bool:
    return bool(_clean(plain_forms("".join(said for _, said in line))))


def _words(text_page: PdfTextPage, line: _Line) -> list[tuple[float, str]]:
    """The words of a line, each with where it begins."""
    words: list[tuple[float, str]] = []
    is_within = False
    for index, said in line:
        if said.isspace():
            is_within = False
        elif is_within:
            words[-1] = words[-1][0], words[-1][1] + said
        else:
            words.append((text_page.get_charbox(index, loose=True)[0], said))
            is_within = True
    return [(left, _clean(plain_forms(word))) for left, word in words]


def _clean(text: str) -> str:
    return _BULLETS.sub("•", text.strip()).translate(_CONTROLS).strip(" \u00a0")


def _labels(pdf: PdfDocument) -> Iterator[str]:
    """What the pages are called; counted from 1 where the document does not say."""
    for number in range(len(pdf)):
        yield (pdf.get_page_label(number).translate(_CONTROLS).strip() or str(number + 1))[:40]


def _headings(pdf: PdfDocument) -> dict[int, dict[str, int]]:
    """The entries of the document's outline by page: what each has in common with its line, and its level."""
    headings: dict[int, dict[str, int]] = {}
    for number, entry in enumerate(pdf.get_toc(max_depth=_DEEPEST_HEADING)):
        if number == _MOST_HEADINGS:
            break
        target = entry.get_dest()
        page = None if target is None else target.get_index()
        key = heading_key(entry.get_title())
        if page is not None and key:
            headings.setdefault(page, {}).setdefault(key, entry.level)
    return headings


def _refuse_textless(pages: Sequence[PrintedPage], texts: Sequence[str], broken: int, name: str) -> None:
    length = sum(len(text.strip()) for text in texts)
    unnamed = sum(page.unnamed for page in pages)
    if unnamed > _MANY * length:
        raise Unconvertible(
            f"{name} does not map its glyphs to characters: it has only their shapes. Run OCR first "
            f"(`ocrmypdf --force-ocr in.pdf out.pdf`), and add the result."
        )
    if length:
        return
    if not pages:
        raise Unconvertible(f"{name} has no pages. Get a whole copy.")
    if broken == len(pages):
        raise Unconvertible(f"{name} is damaged: none of its pages can be read. Get a whole copy.")
    if any(page.has_pictures for page in pages):
        raise Unconvertible(
            f"{name} has no text in it, only pictures, as scanners make them. Run OCR first "
            f"(`ocrmypdf in.pdf out.pdf`), and add the result."
        )
    raise Unconvertible(
        f"{name} has no text in it: its {_counted(len(pages), 'page')} {'is' if len(pages) == 1 else 'are'} empty or "
        f"drawn as lines and shapes. Where words can be seen on them, run OCR first (`ocrmypdf --force-ocr "
        f"in.pdf out.pdf`), and add the result."
    )


def _left_out(pages: Sequence[PrintedPage], edges: Sequence[str], broken: Sequence[str]) -> Iterator[str]:
    yield from edges
    pictures = [page.label for page in pages if page.has_pictures]
    if pictures:
        yield f"{_counted(len(pictures), 'page')} that {'is a picture' if len(pictures) == 1 else 'are pictures'}, " + (
            f"without text, as scanners make them: p. {labels_text(pictures)}; OCR (`ocrmypdf --skip-text`) reads them"
        )
    commented = [page for page in pages if page.comments]
    if commented:
        number = sum(page.comments for page in commented)
        yield f"{_counted(number, 'comment')} on p. {labels_text([page.label for page in commented])}"
    if broken:
        yield f"{_counted(len(broken), 'page')} that cannot be read, for damage: p. {labels_text(broken)}"


def _doubts(pages: Sequence[PrintedPage]) -> Iterator[str]:
    """What of the text may be wrong."""
    unnamed = [page for page in pages if page.unnamed or page.unmapped]
    if unnamed:
        signs = sum(max(page.unnamed, page.unmapped) for page in unnamed)
        yield (
            f"{_on_pages(unnamed)}: the fonts do not say what {_counted(signs, 'sign')} mean{'s' * (signs == 1)}, "
            f"so the text may be wrong there; {_READ_IT}"
        )
    mixed = [page for page in pages if _is_mixed("\n".join(line.text for line in page.lines))]
    if mixed:
        yield (
            f"{_on_pages(mixed)}: words mix letters of unrelated scripts, as where fonts say wrong what their signs "
            f"mean; {_READ_IT}"
        )


_READ_IT: Final = "read the text before you quote it, or run OCR on the document (`ocrmypdf --force-ocr`)"


def _on_pages(pages: Sequence[PrintedPage]) -> str:
    ranges = labels_text([page.label for page in pages]).split(", ")
    shown = ", ".join(ranges[:_MOST_RANGES]) + (" …" if len(ranges) > _MOST_RANGES else "")
    return f"page{'s' * (len(pages) > 1)} {shown}"


def _is_mixed(text: str) -> bool:
    """Whether the words of a text mix letters of scripts that no language mixes."""
    words = _WORD.findall(text)
    mixed = [scripts for word in words if len(scripts := frozenset(map(_script, word)) - {""}) > 1]
    return len(mixed) >= _FEWEST_WORDS and len(mixed) > _MIXED * len(words) and len(frozenset().union(*mixed)) > 3


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    """The script of a letter, by its name; empty for those that stand among letters of any script."""
    name = unicodedata.name(letter, "").split(" ")
    if unicodedata.category(letter) in {"Mn", "Mc", "Me", "Lm"} or name[0] in {"MODIFIER", "MICRO", "FEMININE"}:
        return ""
    return "CJK" if name[0] in _TOGETHER else name[0]


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _details(pdf: PdfDocument, texts: list[str]) -> Details:
    """What the document says of itself, and the DOI on its first pages if there is one alone.

    Its dates tell when the file was made, not when the work appeared.
    """
    told: dict[str, str] = pdf.get_metadata_dict()
    first = " ".join(texts[:2])
    dois = {found for word in first.split() if (found := doi_in(word))}
    title = one_line(told.get("Title"))
    is_file_name = title is not None and title.lower().endswith((".doc", ".docx", ".tex", ".indd", ".pdf", ".dvi"))
    return Details(
        title=None if is_file_name or (title or "").lower() == "untitled" else title,
        author=one_line(told.get("Author")),
        lang=language_tag(_language(pdf)),
        url=dois.pop() if len(dois) == 1 else None,
    )


def _language(pdf: PdfDocument) -> str:
    import pypdfium2.raw as pdfium

    asked: Any = getattr(pdfium, "FPDFCatalog_GetLanguage", None)  # PDFium has it since 2025
    if asked is None:
        return ""
    size = asked(pdf.raw, None, 0)
    if not 2 < size < 200:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    asked(pdf.raw, buffer, size)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")

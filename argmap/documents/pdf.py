"""PDF, read by PDFium, the library of Chrome.

It knows every encoding and the predefined character maps of Chinese, Japanese and Korean fonts, is fuzzed without
pause, and reads a page in a few milliseconds; its wheel has 3 MB for each system and needs nothing else. Beside it
stood pdfminer.six, some fifty times slower, and pypdf, which lacks those character maps. PDFium must be used by one
thread at a time, so a lock is held for as long as a file is open.
"""

from __future__ import annotations

import ctypes
import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from argmap.documents.document import Details, Document, Reached, Unconvertible, library
from argmap.documents.printed import (
    PrintedLine,
    PrintedPage,
    heading_key,
    page_text,
    running_lines,
    usual_distance,
    without,
)
from argmap.documents.saying import doi_in, language_tag, one_line
from argmap.text.pages import BREAK

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

_LOCK: Final = threading.Lock()
_PASSWORD_FAULT: Final = 4
"""FPDF_ERR_PASSWORD."""
_LINE_HYPHEN: Final = "\ufffe"
"""What PDFium puts for a hyphen at the end of a line, in place of it and of the line's end."""
_CONTROLS: Final = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFEFF, 0xFFFF), None)
_MOST_PAGES: Final = 20_000
_MOST_HEADINGS: Final = 5_000
_DEEPEST_HEADING: Final = 6
_UNNAMED: Final = re.compile("[\0-\x01\x03-\x08\x0b\x0c\x0e-\x1f\ue000-\uf8ff\ufffd]")
"""Controls, private use, and what stands for no character: fonts that do not tell what their glyphs mean."""
_FEW: Final = 0.02
_MANY: Final = 0.2
"""From these shares of such signs on, they are told of, and the text makes no sense."""


def convert_pdf(data: bytes, name: str, reached: Reached) -> Document:
    """A PDF.

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
            raise Unconvertible(f"{name} is damaged or cut short, or no PDF at all. Get a whole copy.") from fault
        try:
            return _converted(pdf, name, reached, library("pypdfium2"))
        finally:
            pdf.close()


def _converted(pdf: PdfDocument, name: str, reached: Reached, converter: str) -> Document:
    if len(pdf) > _MOST_PAGES:
        raise Unconvertible(f"{name} has {len(pdf):,} pages; split it into parts of at most {_MOST_PAGES:,}.")
    pages, broken = [], 0
    for number in range(len(pdf)):
        reached(number / len(pdf))
        page = _page(pdf, number)
        broken += page is None
        pages.append(page or PrintedPage((), 0))
    labels = tuple(_labels(pdf))
    pages = [replace(page, label=label) for page, label in zip(pages, labels, strict=True)]
    running = running_lines(pages)
    headings = _headings(pdf)
    kept = [without(page, gone) for page, gone in zip(pages, running, strict=True)]
    usual = usual_distance(kept)
    texts = [page_text(page, headings.get(number, {}), usual) for number, page in enumerate(kept)]
    unnamed = sum(page.unnamed for page in pages)
    _refuse_textless(texts, unnamed, name)
    blank = [label for label, page in zip(labels, pages, strict=True) if not page.lines]
    length = sum(map(len, texts))
    return Document(
        text=f"\n{BREAK}".join(texts).rstrip("\n") + "\n",
        labels=labels,
        details=_details(pdf, texts),
        converter=converter,
        left_out=tuple(_left_out(sum(map(len, running)), blank, broken, unnamed if unnamed > _FEW * length else 0)),
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
        text = text_page.get_text_range(errors="replace")
        unnamed = len(_UNNAMED.findall(text))
        return PrintedPage(tuple(_lines(text_page, text)), float(page.get_height()), unnamed=unnamed)
    finally:
        text_page.close()
        page.close()


def _lines(text_page: PdfTextPage, text: str) -> Iterator[PrintedLine]:
    """The lines of a page; PDFium counts in UTF-16, and where its two counts differ, nothing is said of places."""
    is_placed = len(text.encode("utf-16-le", "surrogatepass")) // 2 == text_page.count_chars()
    at = 0
    for piece in text.replace(_LINE_HYPHEN, f"{_LINE_HYPHEN}\n").split("\n"):
        is_divided = piece.endswith(_LINE_HYPHEN)
        said = piece.replace(_LINE_HYPHEN, "-").translate(_CONTROLS)
        if said.strip():
            first = len(piece) - len(piece.lstrip())
            place = _place(text_page, at + first) if is_placed else (0.0, 0.0, 0.0)
            yield PrintedLine(said.strip(" \u00a0"), *place)
        at += len(piece.encode("utf-16-le", "surrogatepass")) // 2 + (not is_divided)


def _place(text_page: PdfTextPage, index: int) -> tuple[float, float, float]:
    """Left, bottom and size of a letter, in points."""
    import pypdfium2.raw as pdfium

    left, bottom, _, top = text_page.get_charbox(index, loose=True)
    size = pdfium.FPDFText_GetFontSize(text_page.raw, index)
    return left, bottom, max(float(size), 0.0) if size > 1 else top - bottom


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


def _refuse_textless(texts: Sequence[str], unnamed: int, name: str) -> None:
    length = sum(len(text.strip()) for text in texts)
    if not length and not unnamed:
        raise Unconvertible(
            f"{name} has no text in it: its {len(texts)} page{'s are' if len(texts) > 1 else ' is'} pictures, as "
            f"scanners make them. Read them by OCR first (`ocrmypdf in.pdf out.pdf`), and add what that makes."
        )
    if unnamed > _MANY * (length + unnamed):
        raise Unconvertible(
            f"{name} does not tell what its signs mean: only pictures of them are in it. Read it by OCR first "
            f"(`ocrmypdf --force-ocr in.pdf out.pdf`), and add what that makes."
        )


def _left_out(running: int, blank: Sequence[str], broken: int, unnamed: int) -> Iterator[str]:
    if running:
        yield f"{_counted(running, 'line')} of running titles and page numbers"
    if blank:
        shown = ", ".join(blank[:8]) + (" …" if len(blank) > 8 else "")
        yield f"{_counted(len(blank), 'page')} without text, perhaps of pictures: p. {shown}"
    if broken:
        yield f"{_counted(broken, 'page')} that cannot be read, for damage"
    if unnamed:
        yield f"what {unnamed} signs mean, as their fonts do not tell; OCR (`ocrmypdf --force-ocr`) would"


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

"""What was filled into the forms of a PDF and typed onto its pages, which PDFium leaves out of a page's text.

The values of form fields (AcroForm) and free-text notes are read from the annotations of a page, not from how they are
drawn: a program that fills a form in may leave the drawing to the reader. Comments, which belong to a place of the
text and are shown beside it, are counted.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from argmap.documents.printed import PrintedLine

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

_CHECKED: Final = "☒"
_PASSWORD: Final = 1 << 13
"""The flag of fields of which nothing is shown (ISO 32000-2, table 228: bit 14)."""
_UNSEEN: Final = 1 << 1 | 1 << 5
"""The flags of annotations that are hidden or not viewed (ISO 32000-2, table 167: bits 2 and 6)."""
_LARGEST: Final = 12.0
"""Points: the size of the font where nothing tells, and the box is large enough."""
_LABEL: Final = 3
_BESIDE: Final = 20
"""Sizes of the font between a box and what is checked by it, and between a field and what stands before it."""
_LONGEST: Final = 1_000_000
"""Bytes of a value."""


@dataclass(frozen=True, slots=True)
class Field:
    """A text that was filled in or typed onto a page, with its box in points."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def size(self) -> float:
        """The size of its font, as far as its box tells."""
        return min(_LARGEST, max((self.top - self.bottom) * 0.7 / max(len(self.text.split("\n")), 1), 1.0))


@dataclass(frozen=True, slots=True)
class Fields:
    """What stands on a page beside its own text."""

    filled: tuple[Field, ...] = ()
    comments: int = 0


def fields_of(pdf: PdfDocument, page: PdfPage) -> Fields:
    """The filled fields and free-text notes of a page, and how many comments it has."""
    import pypdfium2.raw as pdfium

    filled: list[Field] = []
    comments = 0
    for number in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, number)
        if not annotation:
            continue
        try:
            kind = pdfium.FPDFAnnot_GetSubtype(annotation)
            if pdfium.FPDFAnnot_GetFlags(annotation) & _UNSEEN:
                continue
            if kind == pdfium.FPDF_ANNOT_WIDGET:
                text = _value(pdf, annotation)
            else:
                text = _said(partial(pdfium.FPDFAnnot_GetStringValue, annotation, b"Contents"))
                if kind != pdfium.FPDF_ANNOT_FREETEXT:
                    comments += bool(text.strip()) and kind not in {pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP}
                    continue
            rect = pdfium.FS_RECTF()
            if text.strip() and pdfium.FPDFAnnot_GetRect(annotation, rect):
                bottom, top = sorted((rect.bottom, rect.top))
                left, right = sorted((rect.left, rect.right))
                filled.append(Field(_lined(text), left, bottom, right, top))
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
    return Fields(tuple(filled), comments)


def _lined(text: str) -> str:
    return "\n".join(line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n"))


def _value(pdf: PdfDocument, annotation: Any) -> str:  # noqa: ANN401 - a pointer of ctypes
    """What was filled into a form field, as one sees it; empty for buttons and what is kept secret."""
    import pypdfium2.raw as pdfium

    form = pdf.formenv
    if form is None:
        return ""
    kind = pdfium.FPDFAnnot_GetFormFieldType(form.raw, annotation)
    if kind in {pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON}:
        return _CHECKED if pdfium.FPDFAnnot_IsChecked(form.raw, annotation) else ""
    if kind in {pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX}:
        chosen = list(_chosen(form.raw, annotation))
        if chosen:
            return "\n".join(chosen)
    elif kind != pdfium.FPDF_FORMFIELD_TEXTFIELD:
        return ""
    if pdfium.FPDFAnnot_GetFormFieldFlags(form.raw, annotation) & _PASSWORD and kind == pdfium.FPDF_FORMFIELD_TEXTFIELD:
        return ""
    return _said(partial(pdfium.FPDFAnnot_GetFormFieldValue, form.raw, annotation))


def _chosen(form: Any, annotation: Any) -> Iterator[str]:  # noqa: ANN401 - pointers of ctypes
    import pypdfium2.raw as pdfium

    for number in range(pdfium.FPDFAnnot_GetOptionCount(form, annotation)):
        if pdfium.FPDFAnnot_IsOptionSelected(form, annotation, number):
            yield _said(partial(pdfium.FPDFAnnot_GetOptionLabel, form, annotation, number))


def _said(ask: Callable[[Any, int], int]) -> str:
    """What PDFium writes into a buffer, of which it says first how large it has to be."""
    size = ask(None, 0)
    if not 2 < size <= _LONGEST:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    ask(buffer, size)
    return bytes(buffer).decode("utf-16-le", "replace").partition("\0")[0]


Words = Sequence[tuple[float, str]]
"""The words of a line, each with where it begins, in points from the left; none where that is not known."""


def with_fields(lines: Sequence[tuple[PrintedLine, Words]], fields: Sequence[Field]) -> list[PrintedLine]:
    """The lines of a page with what was filled in: in the line at its height, else after what stands above it."""
    made = [(line, list(words)) for line, words in lines]
    for field in sorted(fields, key=lambda field: (-field.top, field.left)):
        near = [number for number, (line, words) in enumerate(made) if _distance(line, words, field) is not None]
        if near and "\n" not in field.text:
            number = min(near, key=lambda number: _distance(*made[number], field) or 0.0)
            made[number] = _filled(*made[number], field)
            continue
        above = [number for number, (line, _) in enumerate(made) if line.bottom > field.bottom + field.size / 2]
        over = [at for at in above if made[at][0].left < field.right and made[at][0].right > field.left]
        at = max(over or above, key=lambda number: (-made[number][0].bottom, number), default=-1) + 1
        step = 1.2 * field.size
        made[at:at] = [
            (PrintedLine(text, field.left, field.top - step * (turn + 1), field.size, field.right), [])
            for turn, text in enumerate(field.text.split("\n"))
        ]
    return [line for line, _ in made]


def _distance(line: PrintedLine, words: Words, field: Field) -> float | None:
    """How far a field is from the line that it belongs to: 0 within it; None where it does not."""
    middle = line.bottom + line.size / 3
    if not field.bottom - 1 < middle < field.top + 1:
        return None
    if line.left <= field.left <= line.right:
        return 0.0 if words else None
    if field.text == _CHECKED and -2 < line.left - field.right < _LABEL * line.size:
        return line.left - field.right  # what is checked is said to the right of it
    return field.left - line.right if -2 < field.left - line.right < _BESIDE * line.size else None


def _filled(line: PrintedLine, words: Words, field: Field) -> tuple[PrintedLine, list[tuple[float, str]]]:
    known = words or [(line.left, line.text)]
    at = sum(left < field.left for left, _ in known)
    said = [*known[:at], (field.left, field.text), *known[at:]]
    text = " ".join(word for _, word in said)
    left, right = min(line.left, field.left), max(line.right, field.right)
    return PrintedLine(text, left, line.bottom, line.size, right), said

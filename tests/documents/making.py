"""Documents made by hand: the least that readers of each kind take for one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """A line on a page of 420 × 595 points."""

    text: str
    top: int
    left: int = 50
    size: int = 11


@dataclass(frozen=True)
class Piece:
    """What is drawn at once at a place of a page, and what it stands for where that is said."""

    text: str
    left: float
    bottom: float
    size: float = 10
    stands_for: str | None = None
    more: tuple[tuple[str, float, float], ...] = ()
    """What else is drawn for the same: text, left and bottom."""


def paragraphs(*texts: str, top: int = 520) -> list[Line]:
    """Lines one below the other; an empty one leaves a gap."""
    return [Line(text, top - 14 * number) for number, text in enumerate(texts) if text]


def pdf(
    pages: Sequence[Sequence[Line | Piece]],
    *,
    labels: str = "",
    info: Mapping[str, str] | None = None,
    outline: Sequence[tuple[str, int]] = (),
    locked: bool = False,
    pictures: Sequence[int] = (),
    annotations: Sequence[tuple[int, str]] = (),
) -> bytes:
    """A PDF with a font for any script.

    `labels` are the `Nums` of its page labels, `outline` headings and pages, `pictures` the pages with one,
    `annotations` pages and what is in the dictionaries of their annotations, form fields among them.
    """
    pieces = [[_piece(line) for line in page] for page in pages]
    text = "".join(said for page in pieces for piece in page for said, _, _ in _drawn(piece))
    codes = {character: code for code, character in enumerate(dict.fromkeys(text), 1)}
    objects = ["", "", _FONT, _descendant(codes), _stream(_to_unicode(codes)), _DESCRIPTOR, _PICTURE]
    objects += [_boxes(codes), _stream(_box(500)), _stream(_box(1000)), _stream(_to_unicode(codes, digits=2))]
    kids = []
    for number, page in enumerate(pieces):
        content = "\n".join(
            _content(piece, codes, as_boxes=isinstance(line, Piece))
            for line, piece in zip(pages[number], page, strict=True)
        )
        objects.append(_stream(f"{content}\nq 400 0 0 500 10 10 cm /P Do Q" if number in pictures else content))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Annots [] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 3 0 R /F2 8 0 R >> /XObject << /P 7 0 R >> >> >>"
        )
        kids.append(len(objects))
    catalog = f"/Type /Catalog /Pages 2 0 R /Lang (de) /PageLabels << /Nums [{labels}] >>"
    for number, annotation in annotations:
        objects.append(f"<< /Type /Annot {annotation} >>")
        holder = kids[number] - 1
        objects[holder] = objects[holder].replace("/Annots [", f"/Annots [{len(objects)} 0 R ")
    if any("/FT" in annotation for _, annotation in annotations):
        fields = " ".join(f"{number} 0 R" for number, one in enumerate(objects, 1) if "/FT" in one)
        catalog += f" /AcroForm << /Fields [{fields}] >>"
    if outline:
        root = len(objects) + 1
        numbers = [root + 1 + number for number in range(len(outline))]
        objects.append(f"<< /Type /Outlines /First {numbers[0]} 0 R /Last {numbers[-1]} 0 R /Count {len(numbers)} >>")
        for number, (title, page) in enumerate(outline):
            following = f"/Next {numbers[number + 1]} 0 R" if number + 1 < len(outline) else ""
            target = f"/Dest [{kids[page]} 0 R /Fit]"
            objects.append(f"<< /Title {_string(title)} /Parent {root} 0 R {following} {target} >>")
        catalog += f" /Outlines {root} 0 R"
    objects[0] = f"<< {catalog} >>"
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] /Count {len(kids)} >>"
    objects.append(f"<< {' '.join(f'/{key} {_string(value)}' for key, value in (info or {}).items())} >>")
    trailer = f"/Info {len(objects)} 0 R"
    if locked:
        trailer += f" /ID [<{'00' * 16}> <{'00' * 16}>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /Length 40"
        trailer += f" /O <{'11' * 32}> /U <{'22' * 32}> >>"
    return _file(objects, trailer)


def _piece(line: Line | Piece) -> Piece:
    return line if isinstance(line, Piece) else Piece(line.text, line.left, line.top, line.size)


def _drawn(piece: Piece) -> list[tuple[str, float, float]]:
    return [(piece.text, piece.left, piece.bottom), *piece.more]


def _content(piece: Piece, codes: Mapping[str, int], *, as_boxes: bool) -> str:
    font, digits = ("/F2", 2) if as_boxes else ("/F1", 4)
    drawn = "\n".join(
        f"BT {font} {piece.size} Tf 1 0 0 1 {left} {bottom} Tm "
        f"<{''.join(f'{codes[character]:0{digits}X}' for character in text)}> Tj ET"
        for text, left, bottom in _drawn(piece)
    )
    return drawn if piece.stands_for is None else f"/Span << /ActualText {_string(piece.stands_for)} >> BDC {drawn} EMC"


def docx(body: str, *, title: str = "", notes: str = "", more: Mapping[str, str] | None = None) -> bytes:
    """A Word document around what is in its body, which may use the prefixes `w` and `m`.

    `more` are parts by their kinds: `numbering`, `comments`, `header` …, each what is in its root.
    """
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    word += 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    styles = "".join(
        f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{said}"/>{more}</w:style>'
        for kind, name, said, more in (
            ("paragraph", "berschrift1", "heading 1", ""),
            ("paragraph", "berschrift2", "heading 2", ""),
            ("character", "hoch", "Hoch", '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'),
            ("character", "still", "Still", "<w:rPr><w:vanish/></w:rPr>"),
            ("paragraph", "Mein", "Mein Stil", '<w:basedOn w:val="berschrift2"/>'),
            ("paragraph", "Klausel", "Klausel", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'),
            ("paragraph", "Unterklausel", "Unterklausel", '<w:basedOn w:val="Klausel"/>'),
        )
    )
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{main}.styles+xml"/>'
        f'<Override PartName="/word/footnotes.xml" ContentType="{main}.footnotes+xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
        "_rels/.rels": _relations(
            (f"{kinds}/officeDocument", "word/document.xml"),
            (
                "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                "docProps/core.xml",
            ),
        ),
        "word/_rels/document.xml.rels": _relations(
            (f"{kinds}/styles", "styles.xml"),
            (f"{kinds}/footnotes", "footnotes.xml"),
            *((f"{kinds}/{kind}", f"{kind}.xml") for kind in more or {}),
        ),
        **{f"word/{kind}.xml": f"<w:{kind} {word}>{inner}</w:{kind}>" for kind, inner in (more or {}).items()},
        "word/document.xml": f"<w:document {word}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {word}>{styles}</w:styles>",
        "word/footnotes.xml": f"<w:footnotes {word}>{notes}</w:footnotes>",
        "docProps/core.xml": '<cp:coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:cp="http://schemas.'
        f'openxmlformats.org/package/2006/metadata/core-properties"><dc:title>{title}</dc:title></cp:coreProperties>',
    }
    return archive(parts)


def epub(
    chapters: Mapping[str, str], *, metadata: str = "", more: Mapping[str, str] | None = None, items: str = ""
) -> bytes:
    """A book of chapters, each what is in the `body`, by their files in the folder `OEBPS`."""
    listed = "".join(
        f'<item id="c{number}" href="{path}" media-type="application/xhtml+xml"/>'
        for number, path in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="c{number}"/>' for number in range(len(chapters)))
    parts = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
        "OEBPS/book.opf": '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<metadata>{metadata}</metadata><manifest>{listed}{items}</manifest><spine>{spine}</spine></package>",
        **{
            f"OEBPS/{path}": '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" '
            f'xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body>{body}</body></html>'
            for path, body in chapters.items()
        },
        **(more or {}),
    }
    return archive(parts)


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip archive, packed; its files have no date, so that it is the same each time."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


_FONT = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /Any /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"
)
_DESCRIPTOR = (
    "<< /Type /FontDescriptor /FontName /Any /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 /Ascent 800 "
    "/Descent -200 /CapHeight 700 /StemV 80 >>"
)


_PICTURE = (
    "<< /Type /XObject /Subtype /Image /Width 2 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 2 >>\n"
    "stream\nAZ\nendstream"
)


def _descendant(codes: Mapping[str, int]) -> str:
    widths = " ".join(f"{code} [{1000 if character > '⺀' else 500}]" for character, code in codes.items())
    return (
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Any /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
        f"/Supplement 0 >> /FontDescriptor 6 0 R /DW 1000 /W [{widths}] >>"
    )


def _to_unicode(codes: Mapping[str, int], digits: int = 4) -> str:
    pairs = "\n".join(
        f"<{code:0{digits}X}> <{character.encode('utf-16-be').hex()}>" for character, code in codes.items()
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n"
        f"1 begincodespacerange <{'00' * (digits // 2)}> <{'FF' * (digits // 2)}> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{pairs}\nendbfchar\nendcmap end end"
    )


def _boxes(codes: Mapping[str, int]) -> str:
    """A font of boxes: of what is in no font of the system, PDFium would not see where it stands."""
    wide = [character > "⺀" for character in list(codes)[:255]]
    return (
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 -200 1000 800] /FontMatrix [0.001 0 0 0.001 0 0] "
        f"/ToUnicode 11 0 R /CharProcs << /half 9 0 R /full 10 0 R >> /FirstChar 1 /LastChar {len(wide)} "
        f"/Widths [{' '.join('1000' if is_wide else '500' for is_wide in wide)}] /Encoding << /Type /Encoding "
        f"/Differences [1 {' '.join('/full' if is_wide else '/half' for is_wide in wide)}] >> >>"
    )


def _box(width: int) -> str:
    return f"{width} 0 50 -100 {width - 50} 750 d1 50 -100 {width - 100} 850 re f"


def _stream(content: str) -> str:
    return f"<< /Length {len(content.encode())} >>\nstream\n{content}\nendstream"


def _string(text: str) -> str:
    return f"<FEFF{text.encode('utf-16-be').hex()}>"


def _file(objects: Sequence[str], trailer: str) -> bytes:
    file, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(file))
        file += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    begins = len(file)
    file += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    file += f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{begins}\n%%EOF\n".encode()
    return bytes(file)


def _relations(*targets: tuple[str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="r{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )

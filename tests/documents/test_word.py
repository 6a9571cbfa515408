"""DOCX: paragraphs, headings, notes, tracked changes and pages."""

import io
import zipfile

import pytest

from argmap.documents import Document, Unconvertible
from argmap.documents.word import convert_docx
from tests.documents.making import archive, docx

NEW_PAGE = "<w:lastRenderedPageBreak/>"


def converted(data: bytes) -> Document:
    return convert_docx(data, "a.docx", lambda _: None)


def paragraph(inner: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{inner}</w:p>"


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_headings_paragraphs_and_lists():
    item = f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/></w:numPr></w:pPr>{run("ein Punkt")}</w:p>'
    cell = f"<w:tc>{paragraph(run('2018'))}</w:tc>"
    body = (
        paragraph(run("出口管制"), "berschrift1")
        + paragraph(run("Der ") + run("Hafen") + "<w:r><w:br/></w:r>" + run("wächst."))
        + paragraph(run("Mein Abschnitt"), "Mein")
        + item
        + f"<w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl>"
    )
    document = converted(docx(body, title="Ein Titel"))
    assert document.text == "# 出口管制\n\nDer Hafen\nwächst.\n\n## Mein Abschnitt\n\n- ein Punkt\n\n2018 | 2018\n"
    assert document.labels == ()
    assert document.details.title == "Ein Titel"
    assert document.converter.startswith("python-docx ")


def test_pages_are_where_word_last_laid_them_out():
    body = paragraph(run("One ") + run("page")) + paragraph(run("ends ") + f"<w:r>{NEW_PAGE}<w:t>here.</w:t></w:r>")
    document = converted(docx(body))
    assert document.text == "One page\n\nends \fhere.\n"
    assert document.labels == ("1", "2")


def test_tracked_changes_are_read_as_if_they_were_taken():
    body = paragraph(
        run("Der Hafen ")
        + f'<w:ins w:id="1">{run("soll ")}</w:ins>'
        + '<w:del w:id="2"><w:r><w:delText>muss </w:delText></w:r></w:del>'
        + f"<w:sdt><w:sdtContent>{run('wachsen.')}</w:sdtContent></w:sdt>"
    )
    assert converted(docx(body)).text == "Der Hafen soll wachsen.\n"


def test_notes_follow_the_text():
    body = paragraph(run("A claim.") + '<w:r><w:footnoteReference w:id="7"/></w:r>')
    notes = f'<w:footnote w:id="3">{paragraph(run("unused"))}</w:footnote>'
    notes += f'<w:footnote w:id="7">{paragraph(run("The proof."))}</w:footnote>'
    assert converted(docx(body, notes=notes)).text == "A claim.[1]\n\n[1] The proof.\n"


def test_text_boxes_are_read_once():
    markup = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent>{paragraph(run('In a box.'))}</w:txbxContent>"
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    inner = f"<mc:AlternateContent {markup}>{both}</mc:AlternateContent>"
    assert converted(docx(paragraph(f"<w:r>{inner}</w:r>"))).text == "In a box.\n"


def test_no_entity_is_followed(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret words")
    whole = docx(paragraph(run("here: SECRET")))
    with zipfile.ZipFile(io.BytesIO(whole)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    hostile = (
        f'<!DOCTYPE x [<!ENTITY x SYSTEM "file://{secret}"><!ENTITY a "ha"><!ENTITY b "{"&a;" * 1000}">]>'.encode()
    )
    parts["word/document.xml"] = hostile + parts["word/document.xml"].replace(b"SECRET", b"&x; &b;")
    text = converted(archive(parts)).text
    assert "secret words" not in text
    assert "haha" not in text


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 broken",
        archive({"other.txt": "no document"}),
        docx("")[:-200],
        archive({"[Content_Types].xml": "<Types"}),
        docx("<w:p>"),
    ],
    ids=["empty", "broken", "other", "cut", "types", "markup"],
)
def test_what_is_no_document_is_refused(data: bytes):
    with pytest.raises(Unconvertible):
        converted(data)

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
    assert document.converter.startswith("lxml ")


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


def formatted(text: str, properties: str) -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def raised(text: str) -> str:
    return formatted(text, '<w:vertAlign w:val="superscript"/>')


def lowered(text: str) -> str:
    return formatted(text, '<w:vertAlign w:val="subscript"/>')


def test_superscripts_and_subscripts_are_not_written_as_other_numbers():
    body = (
        paragraph(run("It cost 10") + raised("6") + run(" euros") + raised("1") + raised("2") + run(", not CO")
                  + lowered("2") + run("."))
        + paragraph(run("x") + raised("2k/q") + run(" + c") + lowered("Q") + run(", the 21") + raised("st") + run("."))
        + paragraph(raised("A whole line in small print"))
    )  # fmt: skip
    assert converted(docx(body)).text == (
        "It cost 10⁶ euros¹², not CO₂.\n\nx^(2k/q) + c_(Q), the 21st.\n\nA whole line in small print\n"
    )


def level(number: int, kind: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{text}"/>'
        "</w:lvl>"
    )


def numbering(*kinds: str, lists: str = "") -> dict[str, str]:
    """Kinds of lists, and a list of each kind, numbered from 1."""
    made = "".join(
        f'<w:abstractNum w:abstractNumId="{at}">{inner}</w:abstractNum>' for at, inner in enumerate(kinds, 1)
    )
    made += "".join(f'<w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>' for at in range(1, len(kinds) + 1))
    return {"numbering": made + lists}


def item(text: str, list_id: int = 1, depth: int = 0) -> str:
    place = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return f"<w:p><w:pPr>{place}</w:pPr>{run(text)}</w:p>"


def lines(data: bytes) -> list[str]:
    return converted(data).text.strip().split("\n\n")


def test_clauses_have_the_numbers_that_word_shows():
    clauses = level(0, "upperRoman", "Article %1.") + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    clauses += level(2, "lowerLetter", "(%3)")
    body = "".join(
        item(text, depth=depth)
        for text, depth in (("A", 0), ("a", 1), ("x", 2), ("y", 2), ("b", 1), ("z", 2), ("B", 0), ("c", 1))
    )
    assert lines(docx(body, more=numbering(clauses))) == [
        "Article I. A", "1.1 a", "(a) x", "(b) y", "1.2 b", "(a) z", "Article II. B", "2.1 c",
    ]  # fmt: skip


def test_lists_of_one_kind_count_on_and_those_with_a_start_of_their_own_begin_anew():
    again = '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    anew = '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
    parts = numbering(level(0, "decimal", "%1)"), lists=f"{again}{anew}</w:lvlOverride></w:num>")
    body = item("one") + item("two", 2) + item("five", 3) + item("six", 3)
    assert lines(docx(body, more=parts)) == ["1) one", "2) two", "5) five", "6) six"]


def test_a_level_that_never_begins_anew_counts_through_the_document():
    through = level(0, "decimal", "%1.") + level(1, "decimal", "§ %2", '<w:lvlRestart w:val="0"/>')
    body = item("A") + item("a", depth=1) + item("B") + item("b", depth=1)
    assert lines(docx(body, more=numbering(through))) == ["1. A", "§ 1 a", "2. B", "§ 2 b"]


@pytest.mark.parametrize(
    ("kind", "text", "eleventh"),
    [
        ("decimal", "%1.", "11. x"),
        ("decimalZero", "%1", "11 x"),
        ("upperLetter", "%1.", "K. x"),
        ("lowerRoman", "%1)", "xi) x"),
        ("ordinal", "%1", "11th x"),
        ("chineseCountingThousand", "第%1条", "第十一条 x"),
        ("chineseLegalSimplified", "%1、", "壹拾壹、 x"),
        ("ideographTraditional", "%1.", "11. x"),
        ("decimalEnclosedCircle", "%1", "⑪ x"),
        ("ganada", "%1.", "카. x"),
        ("russianLower", "%1)", "л) x"),
        ("bullet", "", "- x"),
        ("none", "", "x"),
        ("aKindOfTheFuture", "%1.", "11. x"),
    ],
)
def test_numbers_are_written_as_their_list_writes_them(kind: str, text: str, eleventh: str):
    body = item("x") * 11
    assert lines(docx(body, more=numbering(level(0, kind, text))))[10] == eleventh


def test_a_style_numbers_its_paragraphs_and_a_heading_keeps_its_number():
    kinds = level(0, "chineseCounting", "%1、", '<w:suff w:val="nothing"/>')
    heading = '<w:p><w:pPr><w:pStyle w:val="berschrift1"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    body = paragraph(run("总则"), "Klausel") + paragraph(run("附则"), "Unterklausel") + f"{heading}{run('末章')}</w:p>"
    body += f'<w:p><w:pPr><w:pStyle w:val="Klausel"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>{run("x")}</w:p>'
    assert lines(docx(body, more=numbering(kinds))) == ["一、总则", "二、附则", "# 三、末章", "x"]


def test_rows_and_cells_in_content_controls_are_read_in_their_place():
    def control(inner: str) -> str:
        return f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    def cell(text: str) -> str:
        return f"<w:tc><w:tcPr/>{paragraph(run(text))}</w:tc>"

    rows = f"<w:tr><w:trPr/>{control(cell('Year'))}{cell('Ships')}</w:tr>"
    rows += control(f"<w:tr>{cell('2018')}{control(control(cell('40')))}</w:tr>")
    table = control(f"<w:tbl><w:tblPr/>{rows}</w:tbl>")
    assert converted(docx(table)).text == "Year | Ships\n\n2018 | 40\n"


def test_numbers_in_the_cells_of_a_table_are_read():
    row = f"<w:tr><w:tc>{item('')}</w:tc><w:tc>{paragraph(run('Widen the port.'))}</w:tc></w:tr>"
    text = converted(docx(f"<w:tbl>{row}{row}</w:tbl>", more=numbering(level(0, "decimal", "%1.")))).text
    assert text == "1. | Widen the port.\n\n2. | Widen the port.\n"


def test_what_is_left_out_is_reported():
    comment = f'<w:comment w:id="1">{paragraph(run("Really?"))}</w:comment>'
    header = paragraph(run("Draft") + "<w:r><w:tab/></w:r>" + run("secret")) + paragraph(run("7"))
    body = paragraph(
        run("Kept.")
        + f"<w:del>{'<w:r><w:delText>Gone.</w:delText></w:r>'}</w:del>"
        + formatted("Unseen.", "<w:vanish/>")
        + formatted("Shown.", '<w:vanish w:val="0"/>')
        + "<w:r><w:ruby><w:rt><w:r><w:t>かん</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase>"
        + "</w:ruby></w:r>"
        + formatted("Struck.", "<w:strike/>")
    )
    document = converted(docx(body, more={"comments": comment * 2, "header": header}))
    assert document.text == "Kept.Shown.漢Struck.\n"
    assert document.left_out == (
        "2 comments",
        "1 deletion of tracked changes (what was inserted is in the text)",
        "hidden text (1 passage)",
        "headers and footers: “Draft secret 7”",
        "1 reading beside characters (ruby)",
    )
    assert document.doubts == ("text that is struck through in the document reads like any other (1 passage)",)


def test_a_document_without_text_says_what_it_has():
    with pytest.raises(Unconvertible, match="Not read: headers and footers: “Letterhead”"):
        converted(docx(paragraph(""), more={"header": paragraph(run("Letterhead"))}))


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next():
    begun = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('Der Hafen ')}</w:p>"
    row = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph(run('Gone'))}</w:tc></w:tr>"
    letter = f'<w:p><w:pPr><w:framePr w:dropCap="drop"/></w:pPr>{run("S")}</w:p>'
    body = begun + paragraph(run("wächst.")) + f"<w:tbl>{row}</w:tbl>" + letter + paragraph(run("chiffe kommen."))
    assert converted(docx(body)).text == "Der Hafen wächst.\n\nSchiffe kommen.\n"


def test_the_result_of_a_field_is_text_and_its_formula_is_not():
    def mark(kind: str, more: str = "") -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}">{more}</w:fldChar></w:r>'

    inner = f"{mark('begin')}<w:r><w:instrText>PAGE</w:instrText></w:r>{mark('separate')}{run('99')}{mark('end')}"
    outer = f"{mark('begin')}<w:r><w:instrText>IF </w:instrText></w:r>{inner}{mark('separate')}{run('12')}{mark('end')}"
    box = mark("begin", '<w:ffData><w:checkBox><w:default w:val="1"/></w:checkBox></w:ffData>') + mark("end")
    broken = paragraph(run("See") + mark("begin")) + paragraph(run("and on."))
    body = paragraph(run("See page ") + outer + run(". ") + box + run(" yes")) + broken
    assert converted(docx(body)).text == "See page 12. ☒ yes\n\nSee\n\nand on.\n"


def test_text_boxes_follow_the_paragraph_that_they_hang_on():
    nested = f"<w:r><w:pict><w:txbxContent>{paragraph(run('Within.'))}</w:txbxContent></w:pict></w:r>"
    box = f"<w:r><w:pict><w:txbxContent>{paragraph(run('Boxed.') + nested)}{paragraph(run('More.'))}"
    body = paragraph(run("Der Ha") + f"{box}</w:txbxContent></w:pict></w:r>" + run("fen."))
    assert converted(docx(body)).text == "Der Hafen.\n\nBoxed.\n\nWithin.\n\nMore.\n"


def test_a_break_of_a_page_or_column_divides_words():
    body = paragraph(
        run("here.") + '<w:r><w:br w:type="page"/></w:r>' + run("There") + "<w:r><w:tab/></w:r>" + run("x")
    )
    assert converted(docx(body)).text == "here.\nThere x\n"


def test_symbols_are_characters():
    sign = '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r><w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>'
    private = formatted("\uf061", '<w:rFonts w:ascii="Symbol"/>')
    unknown = '<w:r><w:sym w:font="Webdings" w:char="F021"/></w:r>'
    document = converted(docx(paragraph(run("a ") + sign + private + unknown)))
    assert document.text == "a ≥🡪α\ufffd\n"
    assert document.doubts == ("characters of symbol fonts that have no known meaning are shown as \ufffd (1)",)


def test_equations_are_read_in_one_line():
    def t(text: str) -> str:
        return f"<m:r><m:t>{text}</m:t></m:r>"

    power = f"<m:sSup><m:e>{t('x')}</m:e><m:sup>{t('2')}</m:sup></m:sSup>"
    part = f"<m:f><m:num>{t('a+b')}</m:num><m:den>{t('2')}</m:den></m:f>"
    root = f"<m:rad><m:deg>{t('3')}</m:deg><m:e>{t('y')}</m:e></m:rad>"
    brackets = f'<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr><m:e>{t("n")}</m:e></m:d>'
    total = (
        f'<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>{t("i=1")}</m:sub><m:sup>{t("n")}</m:sup>'
        f"<m:e>{t('i')}</m:e></m:nary>"
    )
    document = converted(docx(paragraph(f"<m:oMath>{power}{t('=')}{part}{root}{brackets}{total}</m:oMath>")))
    assert document.text == "x²=(a+b)/2³√(y)[n]∑ᵢ₌₁ⁿi\n"
    assert document.doubts == ("equations stand in one line, as plain text (1): compare them with the document",)


def test_strict_documents_and_those_with_macros_are_read():
    with zipfile.ZipFile(io.BytesIO(docx(paragraph(run("Strict."))))) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    for name, content in parts.items():
        strict = content.replace(
            b"schemas.openxmlformats.org/wordprocessingml/2006/", b"purl.oclc.org/ooxml/wordprocessingml/"
        )
        strict = strict.replace(
            b"schemas.openxmlformats.org/officeDocument/2006/", b"purl.oclc.org/ooxml/officeDocument/"
        )
        parts[name] = strict.replace(b"wordprocessingml.document.main", b"ms-word.document.macroEnabled.main")
    assert converted(archive(parts)).text == "Strict.\n"


def test_a_style_of_characters_can_raise_or_hide_them():
    body = paragraph(
        run("10") + formatted("3", '<w:rStyle w:val="hoch"/>') + formatted("x", '<w:rStyle w:val="still"/>')
    )
    document = converted(docx(body))
    assert document.text == "10³\n"
    assert document.left_out == ("hidden text (1 passage)",)

"""PDF: paragraphs, page labels, running titles, and what has no text."""

import pytest

from argmap.documents import Document, Unconvertible
from argmap.documents.pdf import convert_pdf
from argmap.find.sections import sections
from tests.documents.making import Line, Piece, paragraphs, pdf


def converted(data: bytes, *, whole: bool = False) -> Document:
    return convert_pdf(data, "a.pdf", lambda _: None, whole=whole)


BOOK = [
    [
        Line("Die Häfen des Nordens", 560, size=9),
        *paragraphs("Der Hafen ist", "zu schmal für die"),
        Line("xi", 20, 200),
    ],
    [
        Line("Die Häfen des Nordens", 560, size=9),
        *paragraphs("neuen Schiffe. Er", "muss wachsen."),
        Line("xii", 20, 200),
    ],
    [
        Line("Die Häfen des Nordens", 560, size=9),
        *paragraphs("Das kostet Geld.", "", "Wer zahlt?"),
        Line("xiii", 20, 200),
    ],
]
LABELS = "0 << /S /r /St 11 >> 3 << /S /D >>"


def test_pages_keep_their_labels_and_lose_their_running_titles():
    document = converted(pdf(BOOK, labels=LABELS))
    assert document.labels == ("xi", "xii", "xiii")
    assert document.text == (
        "Die Häfen des Nordens\n\nDer Hafen ist\nzu schmal für die\n"
        "\fneuen Schiffe. Er\nmuss wachsen.\n\fDas kostet Geld.\n\nWer zahlt?\n"
    )
    assert document.left_out == ("page numbers on p. xi–xiii", "running title “Die Häfen des Nordens” on p. xii–xiii")
    assert document.converter.startswith("pypdfium2 ")


def test_chinese_is_read_and_loses_the_spaces_that_justified_its_lines():
    lines = paragraphs("出 口 管 制 方 面", "日本没有像美国那样𠮷把管制", "目 的")
    assert converted(pdf([lines])).text == "出口管制方面\n日本没有像美国那样𠮷把管制\n目 的\n"


def test_headings_of_the_outline_are_headings_of_the_text():
    lines = [*paragraphs("2.1 Export controls", "", "Japan has not extended", "the controls yet.")]
    document = converted(pdf([lines], outline=[("Export controls", 0)]))
    assert document.text.startswith("# 2.1 Export controls\n\nJapan has")
    assert [section.title for section in sections(document.text)] == ["2.1 Export controls"]


def test_an_indented_line_and_another_size_begin_paragraphs():
    lines = [
        Line("A title", 540, size=18),
        Line("It begins here and", 500),
        Line("goes on to its end.", 486),
        Line("Another begins,", 472, left=66),
        Line("indented as in books.", 458),
        Line("• an item", 444),
        Line("of two lines", 430, left=62),
        Line("• another", 416),
    ]
    assert converted(pdf([lines])).text == (
        "A title\n\nIt begins here and\ngoes on to its end.\n\nAnother begins,\nindented as in books.\n"
        "• an item\nof two lines\n• another\n"
    )


def test_what_a_pdf_says_of_itself_fills_the_source():
    told = {"Title": "美日同盟", "Author": "归泳涛", "CreationDate": "D:20200101"}
    details = converted(pdf([paragraphs("See https://doi.org/10.1234/abc.5.")], info=told)).details
    assert (details.title, details.author, details.lang) == ("美日同盟", "归泳涛", "de")
    assert details.url == "https://doi.org/10.1234/abc.5"
    assert details.year is None, "it dates the file, not the work"
    assert converted(pdf([paragraphs("Text")], info={"Title": "Microsoft Word - final.docx"})).details.title is None


def body(number: int) -> list[Line]:
    """Prose of a page, as on no other."""
    return paragraphs(f"The {WORDS[number]} harbour was too", f"narrow for its {WORDS[number]} ships.", top=400)


WORDS = ["first", "second", "third", "fourth", "fifth", "sixth"]


@pytest.mark.parametrize(
    "numbers",
    [
        ["1", "2", "3", "4"],
        ["57", "58", "59", "60"],
        ["- 3 -", "- 4 -", "- 5 -", "- 6 -"],
        ["Page 1 of 4", "Page 2 of 4", "Page 3 of 4", "Page 4 of 4"],
        ["Seite 9", "Seite 10", "Seite 11", "Seite 12"],
        ["第 1 页 共 4 页", "第 2 页 共 4 页", "第 3 页 共 4 页", "第 4 页 共 4 页"],
        ["第九頁", "第十頁", "第十一頁", "第十二頁"],
        ["ix", "x", "xi", "xii"],
        ["B-9", "B-10", "B-11", "B-12"],
        ["[٧]", "[٨]", "[٩]", "[١٠]"],
    ],
    ids=lambda numbers: numbers[0],
)
def test_numbers_that_count_with_the_pages_are_left_out_and_named(numbers: list[str]):
    pages = [[*body(at), Line(number, 30, 200)] for at, number in enumerate(numbers)]
    document = converted(pdf(pages))
    assert document.left_out == ("page numbers on p. 1–4",)
    assert not any(number in document.text for number in numbers)
    assert all(number in converted(pdf(pages), whole=True).text for number in numbers)
    assert converted(pdf(pages), whole=True).left_out == ()


@pytest.mark.parametrize(
    "lines",
    [
        ["Chapter 1", "Chapter 2", "Chapter 3", "Chapter 4"],
        ["§ 1", "§ 2", "§ 3", "§ 4"],
        ["第一章", "第二章", "第三章", "第四章"],
        ["Article IV", "Article V", "Article VI", "Article VII"],
        ["1960 0.0 0.0", "1975 5.5 79.5", "1991 4.7 64.3", "2007 3.9 49.1"],
        ["1996", "1999", "2003", "2004"],
        ["12", "19", "26", "33"],
        ["Table 1", "Table 2", "Table 3", "Table 4"],
        ["1 Introduction", "2 Methods", "3 Results", "4 Discussion"],
        ["Sonnet 5", "Sonnet 6", "Sonnet 7", "Sonnet 8"],
        ["Sonnet 5 of 154", "Sonnet 6 of 154", "Sonnet 7 of 154", "Sonnet 8 of 154"],
        ["Ships 1/4 12.5", "Ships 2/4 9.0", "Ships 3/4 8.1", "Ships 4/4 7.7"],
        ["1960 0.5 1/4", "1975 0.5 2/4", "1991 0.5 3/4", "2007 0.5 4/4"],
        ["The Harbour 1/9", "The Harbour 3/9", "The Harbour 5/9", "The Harbour 7/9"],
        ["The Harbour 1", "The Harbour 2", "The Harbour 3", "The Harbour 4"],
        ["第 1 章 港口", "第 2 章 港口", "第 3 章 港口", "第 4 章 港口"],
    ],
    ids=lambda lines: lines[0],
)
@pytest.mark.parametrize("top", [570, 30], ids=["above", "below"])
def test_text_at_the_edge_of_pages_is_kept(lines: list[str], top: int):
    document = converted(pdf([[*body(at), Line(line, top)] for at, line in enumerate(lines)]))
    assert all(line in document.text for line in lines)
    assert document.left_out == ()


def test_chapters_are_kept_beside_the_numbers_of_their_pages():
    pages = [[Line(f"Chapter {number}", 560), *body(number), Line(f"{number}", 20, 200)] for number in (1, 2, 3, 4)]
    document = converted(pdf(pages))
    assert [f"Chapter {number}" in document.text for number in (1, 2, 3, 4)] == [True] * 4
    assert document.left_out == ("page numbers on p. 1–4",)


def test_a_number_with_a_running_title_goes_after_the_title_was_read_once():
    pages = [[*body(at), Line(f"{at + 12} | The Harbour Review", 30)] for at in range(4)]
    document = converted(pdf(pages))
    assert document.text.count("The Harbour Review") == 1
    assert document.left_out == ("running title “The Harbour Review” on p. 2–4",)


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("file:///home/anna/harbours.html {}/4", "file:///home/anna/harbours.html"),
        ("{}/4 https://harbours.example/review?id=7", "https://harbours.example/review?id=7"),
        ("The Harbour Review – Page {}", "The Harbour Review"),
        ("The Harbour Review Page {} of 4", "The Harbour Review"),
        ("Page {} of 4 The Harbour Review", "The Harbour Review"),
        ("{} · The Harbour Review", "The Harbour Review"),
        ("Harbours {}/4", "Harbours"),
        ("海港评论 第 {} 页 共 4 页", "海港评论"),
        ("{} of 4 29/11/2026, 14:46", "29/11/2026, 14:46"),
        ("Report {} / 12, draft of May {}/4", "Report 9 / 12, draft of May"),
    ],
)
@pytest.mark.parametrize("top", [570, 30], ids=["above", "below"])
def test_a_row_of_which_only_the_number_of_the_page_changes_is_a_running_title(said: str, title: str, top: int):
    rows = [said.format(*([9, at] if said.count("{}") > 1 else [at])) for at in range(1, 5)]
    pages = [[*body(at), Line(row, top)] for at, row in enumerate(rows)]
    document = converted(pdf(pages))
    assert document.left_out == (f"running title “{title}” on p. 2–4",)
    assert [row in document.text for row in rows] == [True, False, False, False]
    first, *others = document.text.split("\f")
    assert first.startswith(rows[0]) is (top == 570), "it is drawn last, but read where it stands"
    assert all(page.startswith("The ") and page.rstrip().endswith("ships.") for page in others)
    assert all(row in converted(pdf(pages), whole=True).text for row in rows)
    assert all(row in converted(pdf(pages[:2])).text for row in rows[:2]), "two pages show too little"


def test_a_page_number_far_from_the_title_in_its_row_goes_with_it():
    pages = [
        [
            *body(at),
            *(Piece("notes.html", 50, 30), Piece(f"{at + 3}/90", 330, 30)),
            *(Piece("11/29/26, 2:41 PM", 50, 570), Piece(f"{at + 3}", 180, 570), Piece("The Harbour", 300, 570)),
        ]
        for at in range(4)
    ]
    document = converted(pdf(pages))
    assert sorted(document.left_out) == [
        "running title “11/29/26, 2:41 PM The Harbour” on p. 2–4",
        "running title “notes.html” on p. 2–4",
    ]
    assert document.text.count("notes.html") == document.text.count("2:41") == 1


def test_a_title_of_every_other_page_is_named_in_short():
    pages = [
        [
            *([Line("The Harbour Review", 570)] if at % 2 else []),
            *paragraphs(f"Page {at} says {at * 7} words.", top=400),
        ]
        for at in range(60)
    ]
    (named,) = converted(pdf(pages)).left_out
    assert named == "running title “The Harbour Review” on p. 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24 … 60 (29 pages)"


def test_a_title_on_two_pages_alone_is_kept():
    pages = [[*body(0)], [Line("Summary", 570), *body(1)], [*body(2)], [Line("Summary", 570), *body(3)]]
    assert converted(pdf(pages)).text.count("Summary") == 2


def test_pages_without_text_are_said_to_be_pictures_only_where_they_are():
    document = converted(pdf([paragraphs("One page of words."), [], paragraphs("And another.")], pictures=[1]))
    assert document.left_out == (
        "1 page that is a picture, without text, as scanners make them: p. 2; OCR (`ocrmypdf --skip-text`) reads them",
    )
    assert document.text.count("\f") == 2
    blank = converted(pdf([paragraphs("One page of words."), [], paragraphs("And another.")]))
    assert blank.left_out == ()
    assert blank.text.count("\f") == 2


def test_a_scanned_document_is_refused_with_a_word_on_ocr():
    with pytest.raises(Unconvertible, match=r"only pictures, as scanners make them.*OCR first"):
        converted(pdf([[], []], pictures=[0, 1]))


def test_a_blank_document_is_not_said_to_be_scanned():
    with pytest.raises(Unconvertible, match=r"its 2 pages are empty or drawn as lines"):
        converted(pdf([[], []]))


def test_letters_of_unrelated_scripts_are_said():
    garbled = paragraphs(*[f"Ʌβжა ოააβდ ϖზდжლმ კტБжϖβ {number}" for number in range(5)])
    (doubt,) = converted(pdf([paragraphs("Plain words, on a page of their own."), garbled])).doubts
    assert doubt.startswith("page 2: words mix letters of unrelated scripts")
    assert "ocrmypdf" in doubt
    several = paragraphs("Москва and Moscow, Αθήνα and Athens,", "תל אביב, 東京タワー, 서울, القاهرة")
    assert converted(pdf([several])).doubts == ()


def test_a_font_that_does_not_say_what_its_signs_mean_is_told_from_a_page_without_text():
    data = pdf([[Piece("Known words", 50, 500)]]).replace(b"/ToUnicode 11 0 R", b"                 ")
    with pytest.raises(Unconvertible, match="does not map its glyphs to characters"):
        converted(data)


def test_private_signs_are_counted_by_page():
    (doubt,) = converted(pdf([paragraphs("A sign \ue123 without a meaning on a long line of words.")])).doubts
    assert doubt.startswith("page 1: the fonts do not say what 1 sign means")
    assert "• an item" in converted(pdf([paragraphs("\uf0b7 an item", "Words below the list")])).text


def test_glyphs_that_mean_nothing_are_refused():
    with pytest.raises(Unconvertible, match="does not map its glyphs to characters"):
        converted(pdf([paragraphs("\ue001\ue002\ue003\ue004\ue005 a")]))


def test_a_locked_document_is_refused():
    with pytest.raises(Unconvertible, match="locked with a password"):
        converted(pdf([paragraphs("Secret")], locked=True))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"%PDF-1.7\n", "is damaged or incomplete"),
        (b"no PDF at all", "is not a PDF"),
        (pdf(BOOK)[:300], "is damaged or incomplete"),
        (b"\n<!DOCTYPE html><title>Log in</title>", "is a web page and not a PDF"),
        (b"PK\x03\x04\0\0", "is not a PDF but an archive"),
        (pdf([]), "is damaged or incomplete, or has no pages"),
    ],
    ids=["empty", "bare", "other", "cut", "page", "archive", "no pages"],
)
def test_what_is_damaged_or_no_pdf_is_refused(data: bytes, said: str):
    with pytest.raises(Unconvertible, match=f"a\\.pdf {said}"):
        converted(data)


def test_damaged_tables_of_objects_are_made_anew():
    data = pdf(BOOK)
    assert "Das kostet Geld." in converted(data.replace(b"startxref\n", b"startxref\n9")).text


def test_whoever_waits_hears_how_far_it_is_and_can_end_it():
    class EnoughError(Exception):
        pass

    def give_up(share: float) -> None:
        if share > 0.5:
            raise EnoughError

    with pytest.raises(EnoughError):
        convert_pdf(pdf(BOOK), "a.pdf", give_up)
    assert converted(pdf(BOOK)).text, "the next document is not locked out"


def widget(kind: str, rect: str, more: str) -> str:
    return f"/Subtype /Widget /FT /{kind} /T (at {rect[1:-1]}) /Rect {rect} {more}"


def test_what_was_filled_into_a_form_stands_at_its_place():
    lines = [
        Line("Name:", 500),
        Line("Town:", 500, 220),
        Line("I agree", 470, 80),
        Line("Remarks", 440),
        Line("End", 300),
    ]
    fields = [
        widget("Tx", "[90 495 200 513]", "/V (Ada Mayor)"),
        widget("Tx", "[260 495 380 513]", "/V (Kiel)"),
        widget("Btn", "[60 468 72 480]", "/V /Yes /AS /Yes /AP << /N << /Yes 10 0 R /Off 10 0 R >> >>"),
        widget("Tx", "[60 380 380 435]", "/Ff 4096 /V (One line\\rand another)"),
        widget("Tx", "[60 340 380 358]", "/Ff 8192 /V (secret)"),
        widget("Tx", "[60 320 380 338]", "/F 2 /V (hidden)"),
    ]
    document = converted(pdf([lines], annotations=[(0, field) for field in fields]))
    text = document.text.replace("\n\n", "\n")
    assert text == "Name: Ada Mayor Town: Kiel\n☒ I agree\nRemarks\nOne line\nand another\nEnd\n"


def test_notes_typed_onto_a_page_are_text_and_comments_are_counted():
    notes = [
        (0, "/Subtype /FreeText /Rect [50 440 300 460] /Contents (Typed onto it) /DA (/Helv 11 Tf)"),
        (0, "/Subtype /Text /Rect [380 500 400 520] /Contents (Is that so?)"),
    ]
    document = converted(pdf([[Line("Above", 500), Line("Below", 400)]], annotations=notes))
    assert document.text.split() == ["Above", "Typed", "onto", "it", "Below"]
    assert document.left_out == ("1 comment on p. 1",)


def test_a_form_of_fields_alone_is_a_text():
    assert converted(pdf([[]], annotations=[(0, widget("Tx", "[90 495 200 513]", "/V (Kiel)"))])).text == "Kiel\n"

"""PDF: paragraphs, page labels, running titles, and what has no text."""

import pytest

from argmap.documents import Document, Unconvertible
from argmap.documents.pdf import convert_pdf
from argmap.find.sections import sections
from tests.documents.making import Line, paragraphs, pdf


def converted(data: bytes) -> Document:
    return convert_pdf(data, "a.pdf", lambda _: None)


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
    [Line("Die Häfen des Nordens", 560, size=9), *paragraphs("Das kostet Geld.", "", "Wer zahlt?"), Line("1", 20, 200)],
]
LABELS = "0 << /S /r /St 11 >> 2 << /S /D >>"


def test_pages_keep_their_labels_and_lose_their_running_titles():
    document = converted(pdf(BOOK, labels=LABELS))
    assert document.labels == ("xi", "xii", "1")
    assert document.text == (
        "Der Hafen ist\nzu schmal für die\n\fneuen Schiffe. Er\nmuss wachsen.\n\fDas kostet Geld.\n\nWer zahlt?\n"
    )
    assert document.left_out == ("6 lines of running titles and page numbers",)
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


def test_pages_without_text_are_named():
    document = converted(pdf([paragraphs("One page of words."), [], paragraphs("And another.")]))
    assert document.left_out == ("1 page without text, perhaps of pictures: p. 2",)
    assert document.text.count("\f") == 2


def test_a_scanned_document_is_refused_with_a_word_on_ocr():
    with pytest.raises(Unconvertible, match=r"no text in it.*OCR first"):
        converted(pdf([[], []]))


def test_glyphs_that_mean_nothing_are_refused():
    with pytest.raises(Unconvertible, match="does not tell what its signs mean"):
        converted(pdf([paragraphs("\ue001\ue002\ue003\ue004\ue005 a")]))


def test_a_locked_document_is_refused():
    with pytest.raises(Unconvertible, match="locked with a password"):
        converted(pdf([paragraphs("Secret")], locked=True))


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7\n", b"no PDF at all", pdf(BOOK)[:300]], ids=["empty", "bare", "other", "cut"]
)
def test_what_is_damaged_is_refused(data: bytes):
    with pytest.raises(Unconvertible, match=r"a\.pdf (is damaged|has no text)"):
        converted(data)


def test_whoever_waits_hears_how_far_it_is_and_can_end_it():
    class EnoughError(Exception):
        pass

    def give_up(share: float) -> None:
        if share > 0.5:
            raise EnoughError

    with pytest.raises(EnoughError):
        convert_pdf(pdf(BOOK), "a.pdf", give_up)
    assert converted(pdf(BOOK)).text, "the next document is not locked out"

"""EPUB: chapters in their order, with the printed book's pages."""

import pytest

from argmap.documents import Document, Unconvertible
from argmap.documents.epub import convert_book
from tests.documents.making import archive, epub


def converted(data: bytes) -> Document:
    return convert_book(data, "a.epub", lambda _: None)


CHAPTERS = {
    "two.xhtml": "<h1>Zwei</h1><p>Der Hafen&nbsp;<b>wächst</b> &amp; <br/>kostet.</p>",
    "one.xhtml": '<nav epub:type="toc"><a>Contents</a></nav><h1>出口管制</h1><p>在出口\n管制方面</p>',
}


def test_chapters_come_in_the_order_of_reading():
    document = converted(epub(CHAPTERS))
    assert document.text == "# Zwei\n\nDer Hafen\u00a0wächst &\nkostet.\n\n# 出口管制\n\n在出口管制方面\n".replace(
        "n w", "n w"
    )
    assert document.labels == ()


def test_what_a_book_says_of_itself_fills_the_source():
    told = "<dc:title>Der Hafen</dc:title><dc:creator>A. Mayor</dc:creator><dc:creator>B. Smith</dc:creator>"
    told += "<dc:date>2019-05-01</dc:date><dc:language>de</dc:language><dc:identifier>doi:10.1234/ab</dc:identifier>"
    details = converted(epub({"a.xhtml": "<p>Text</p>"}, metadata=told)).details
    assert (details.title, details.author) == ("Der Hafen", "A. Mayor, B. Smith")
    assert (details.year, details.lang, details.url) == (2019, "de", "https://doi.org/10.1234/ab")


def test_pages_of_the_printed_book_are_kept_where_they_are_marked():
    body = '<p>Front.</p><p><span epub:type="pagebreak" id="p1" title="xi"/>One sen<a role="doc-pagebreak" '
    body += 'aria-label="Page xii">xii</a>tence.</p><div id="p3">Listed.</div>'
    pages = (
        '<html xmlns:epub="http://www.idpf.org/2007/ops"><nav epub:type="page-list"><ol><li><a href="a.xhtml#p3">1</a>'
    )
    book = epub(
        {"a.xhtml": body},
        items='<item id="n" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>',
        more={"OEBPS/nav.xhtml": f"{pages}</li></ol></nav></html>"},
    )
    document = converted(book)
    assert document.labels == ("", "xi", "xii", "1")
    assert document.text == "Front.\n\n\fOne sen\ftence.\n\n\fListed.\n"


def test_pages_of_older_books_stand_in_their_contents():
    ncx = '<ncx><pageList><pageTarget><navLabel><text>7</text></navLabel><content src="a.xhtml#x"/></pageTarget>'
    book = epub(
        {"a.xhtml": '<p>Six.</p><p id="x">Seven.</p>'},
        items='<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>',
        more={"OEBPS/toc.ncx": f"{ncx}</pageList></ncx>"},
    )
    assert converted(book).text == "Six.\n\n\fSeven.\n"
    assert converted(book).labels == ("", "7")


def test_a_locked_book_is_refused_and_one_with_locked_fonts_is_not():
    def book(uri: str) -> bytes:
        locked = f'<encryption><EncryptedData><CipherReference URI="{uri}"/></EncryptedData></encryption>'
        return epub({"a.xhtml": "<p>Text</p>"}, more={"META-INF/encryption.xml": locked})

    assert converted(book("OEBPS/font.otf")).text == "Text\n"
    with pytest.raises(Unconvertible, match="locked"):
        converted(book("OEBPS/a.xhtml"))


def test_no_entity_is_followed_and_no_file_beside_the_book_is_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret words")
    chapter = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}"><!ENTITY a "ha"><!ENTITY b "{"&a;" * 1000}">]>'
    chapter += "<html><body><p>Text &x; &b; &eacute;</p></body></html>"
    text = converted(epub({"a.xhtml": ""}, more={"OEBPS/a.xhtml": chapter})).text
    assert "secret" not in text
    assert "haha" not in text
    assert text.endswith("é\n")
    with pytest.raises(Unconvertible, match="is not in it"):
        converted(epub({f"../../../../../../..{secret}": "<p>x</p>"}))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no archive",
        epub({"a.xhtml": "<p>Text</p>"})[:-30],
        archive({"mimetype": "application/epub+zip"}),
        archive({"META-INF/container.xml": "<container/>"}),
        epub({}),
        epub({"a.xhtml": "<img src='a.png'/>"}),
    ],
    ids=["empty", "other", "cut", "bare", "no package", "no chapters", "pictures"],
)
def test_what_is_no_book_is_refused(data: bytes):
    with pytest.raises(Unconvertible, match=r"a\.epub"):
        converted(data)


PICTURES = '<item id="p1" href="1.jpg" media-type="image/jpeg"/><item id="p2" href="2.jpg" media-type="image/jpeg"/>'


def package(items: str, spine: str) -> dict[str, str]:
    return {
        "OEBPS/book.opf": '<package xmlns="http://www.idpf.org/2007/opf"><metadata/>'
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    }


BARE = package(PICTURES, '<itemref idref="p1"/><itemref idref="p2"/>') | {"OEBPS/1.jpg": "x", "OEBPS/2.jpg": "x"}


@pytest.mark.parametrize(
    "book",
    [
        epub({f"{number}.xhtml": f"<div><img src='{number}.jpg'/></div>" for number in range(4)}),
        epub({"a.xhtml": "<svg xmlns='http://www.w3.org/2000/svg'><image href='1.jpg'/></svg>"}),
        epub({}, more=BARE),
    ],
    ids=["pages with pictures", "drawn", "bare pictures"],
)
def test_a_book_of_pictures_is_said_to_be_one(book: bytes):
    with pytest.raises(Unconvertible, match="book of pictures"):
        converted(book)


def test_pages_that_are_pictures_are_reported_beside_text():
    chapters = {"0.xhtml": "<p>Once.</p>"} | {f"{number}.xhtml": "<img src='a.jpg'/>" for number in range(1, 9)}
    document = converted(epub(chapters))
    assert document.text == "Once.\n"
    assert document.left_out == ("8 of 9 pages or chapters, which are pictures (only OCR can read their words)",)


def test_a_chapter_that_is_missing_is_reported_and_the_others_are_read():
    items = "".join(
        f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"/>' for name in ("A", "gone")
    )
    spine = '<itemref idref="A"/><itemref idref="gone"/><itemref idref="nothing"/>'
    document = converted(epub({"a.xhtml": "<p>One.</p>"}, more=package(items, spine)))
    assert document.text == "One.\n"
    assert document.doubts == (
        "1 chapter in the order of reading are not in the list of files",
        "`OEBPS/gone.xhtml`, a chapter, is not in the file: get a whole copy",
    )


def test_a_book_without_an_order_of_reading_is_read_in_the_order_of_its_files():
    listed = "".join(
        f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"/>' for name in ("two", "one")
    )
    document = converted(epub({"one.xhtml": "<p>1", "two.xhtml": "<p>2"}, more=package(listed, "")))
    assert document.text == "2\n\n1\n"
    assert document.doubts == ("the book does not give the order of its chapters: it may differ from the one here",)


def test_an_item_of_another_kind_is_read_from_what_stands_in_for_it():
    items = '<item id="p" href="1.pdf" media-type="application/pdf" fallback="t"/>'
    items += '<item id="t" href="t.xhtml" media-type="application/xhtml+xml"/>'
    assert converted(epub({"t.xhtml": "<p>Text"}, more=package(items, '<itemref idref="p"/>'))).text == "Text\n"

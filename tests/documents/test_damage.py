"""Damaged documents: read as far as they can be, or refused in words; nothing else ever comes of them."""

import io
import json
import zipfile
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.documents import Unconvertible
from argmap.documents.entry import json_entries
from argmap.documents.epub import convert_book
from argmap.documents.pdf import convert_pdf
from argmap.documents.web import convert_page
from argmap.documents.word import convert_docx
from tests.documents.making import archive, docx, epub, paragraphs, pdf
from tests.laws import examples

_BODY = (
    '<w:p><w:pPr><w:pStyle w:val="Mein"/><w:outlineLvl w:val="3"/></w:pPr><w:r><w:t>Hi</w:t><w:footnoteReference '
    'w:id="1"/></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>'
)
_NOTES = '<w:footnote w:id="1"><w:p><w:r><w:t>a note</w:t></w:r></w:p></w:footnote>'
_DOCX = docx(_BODY, notes=_NOTES)
_EPUB = epub({"a.xhtml": '<h1>x</h1><p id="q">a<span role="doc-pagebreak" title="3"/>b</p>'}, metadata="<dc:title>T")
_PDF = pdf([paragraphs("Hi there")], labels="0 << /S /r >>", outline=[("Hi there", 0)], info={"Title": "T"})
_HTML = b'<html lang="de"><meta charset=gbk><script type="application/ld+json">{"@type": "Article"}</script><p>Hi<pre>x'
_JSON = json.dumps({"items": [{"title": "T", "author": [{"family": "F"}], "issued": {"date-parts": [[1]]}}]}).encode()

Wound = tuple[float, int, bytes]
_wounds = st.lists(
    st.tuples(
        st.floats(0, 1), st.integers(0, 20), st.sampled_from([b"", b"<", b"&#0;", b'"', b"-1", b"\0", b"\xff", b"[{"])
    ),
    min_size=1,
    max_size=5,
)


def wounded(data: bytes, wounds: list[Wound]) -> bytes:
    """The data with some bytes replaced."""
    for place, length, other in wounds:
        at = int(place * len(data))
        data = data[:at] + other + data[at + length :]
    return data


def read_or_refuse(convert: Callable[..., object], data: bytes, *more: object, **options: object) -> None:
    with suppress(Unconvertible):
        convert(data, "a", *more, **options)


@examples(60)
@given(_wounds)
def test_damaged_files_are_read_or_refused(wounds: list[Wound]):
    read_or_refuse(convert_docx, wounded(_DOCX, wounds), lambda _: None)
    read_or_refuse(convert_book, wounded(_EPUB, wounds), lambda _: None)
    read_or_refuse(convert_pdf, wounded(_PDF, wounds), lambda _: None)
    read_or_refuse(convert_page, wounded(_HTML, wounds), lambda _: None, whole=False)
    read_or_refuse(json_entries, wounded(_JSON, wounds))


@pytest.mark.parametrize(("whole", "convert"), [(_DOCX, convert_docx), (_EPUB, convert_book)], ids=["docx", "epub"])
@examples(60)
@given(st.data())
def test_archives_of_damaged_files_are_read_or_refused(
    whole: bytes, convert: Callable[..., object], data: st.DataObject
):
    with zipfile.ZipFile(io.BytesIO(whole)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    parts[name] = wounded(parts[name], data.draw(_wounds))
    read_or_refuse(convert, archive(parts), lambda _: None)

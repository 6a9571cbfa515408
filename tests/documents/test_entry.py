"""Entries of reference managers: what they say of a work, and where its file is."""

import json

import pytest

from argmap.documents import Details, Unconvertible
from argmap.documents.entry import bibtex_entries, file_of, is_entry_list, json_entries, the_entry

CSL = {
    "id": "gui2022",
    "type": "article-journal",
    "title": "美日经济安全同盟",
    "author": [{"family": "归", "given": "泳涛"}, {"literal": "Ministry of Trade"}],
    "issued": {"date-parts": [["2022", 3]]},
    "DOI": "10.1234/gui",
    "URL": "https://example.org/gui",
    "language": "zh-CN",
}
ZOTERO = {
    "items": [
        {
            "itemType": "book",
            "citationKey": "mayor2019",
            "title": "The port",
            "creators": [
                {"creatorType": "author", "firstName": "Ann", "lastName": "Mayor"},
                {"creatorType": "translator", "name": "X"},
            ],
            "date": "May 2019",
            "url": "https://example.org/port",
            "language": "ngerman",
            "attachments": [{"title": "Snapshot"}, {"path": "files/port.pdf"}],
        }
    ]
}
BIBTEX = r"""
@book{mayor2019, title = {The {P}ort of M{\"u}nchen}, author = {Mayor, Ann and Smith, Bob}, date = {2019-05},
  doi = {10.1234/port}, langid = {ngerman}, file = {Full Text:files/a\;b.pdf:application/pdf;Notes:/n.html:text/html} }
@article{other, title = "Other", year = 1999}
"""


def test_csl_json_fills_the_fields_of_a_source():
    (entry,) = json_entries(json.dumps([CSL]).encode(), "a.json")
    assert entry.key == "gui2022"
    assert entry.details == Details(
        title="美日经济安全同盟",
        author="归泳涛, Ministry of Trade",
        year=2022,
        lang="zh-CN",
        url="https://doi.org/10.1234/gui",
    )
    assert json_entries(json.dumps(CSL).encode(), "a.json") == [entry], "one entry needs no list"


def test_better_bibtex_json_names_files():
    (entry,) = json_entries(json.dumps(ZOTERO).encode(), "a.json")
    assert (entry.key, entry.details.author, entry.details.year) == ("mayor2019", "Ann Mayor", 2019)
    assert (entry.details.lang, entry.details.url) == ("de", "https://example.org/port")
    assert entry.files == ("files/port.pdf",)


def test_bibtex_is_read_with_its_accents_and_files(tmp_path):
    entries = bibtex_entries(BIBTEX.encode(), "a.bib")
    entry = the_entry(entries, "mayor2019", "a.bib")
    assert entry.details.title == "The Port of München"
    assert entry.details.author == "Ann Mayor, Bob Smith"
    assert (entry.details.year, entry.details.lang) == (2019, "de")
    assert entry.details.url == "https://doi.org/10.1234/port"
    assert file_of(entry, tmp_path) is None
    (tmp_path / "files").mkdir()
    (tmp_path / "files/a;b.pdf").write_bytes(b"%PDF-")
    assert file_of(entry, tmp_path) == tmp_path / "files/a;b.pdf"


@pytest.mark.parametrize(
    "field",
    [
        "paper.pdf",
        "Paper.PDF;paper.pdf",
        "missing.html;paper.pdf",
        ":paper.pdf:PDF",
        ":paper.pdf:",
        "Full Text PDF:paper.pdf:application/pdf",
        "Snapshot:gone.html:text/html;Full Text:paper.pdf:application/pdf",
        "/home/somebody/Zotero/storage/AB12CD34/paper.pdf",
        "Full Text:/home/somebody/Zotero/storage/AB12CD34/paper.pdf:application/pdf",
        ":home/somebody/Documents/Mendeley/paper.pdf:pdf",
        "C:\\Users\\somebody\\paper.pdf",
        "D:/texts/paper.pdf",
        ":C\\:/Users/somebody/paper.pdf:PDF",
        ":C\\:\\\\Users\\\\somebody\\\\paper.pdf:PDF",
        ":C$\\backslash$:/Users/somebody/paper.pdf:pdf",
        "file:///home/somebody/paper.pdf",
        "../elsewhere/paper.pdf",
        "{paper.pdf}",
    ],
)
def test_the_file_of_an_entry_is_found_beside_it_however_it_is_written(tmp_path, field):
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-")
    (entry,) = bibtex_entries(f"@article{{k, title = {{T}}, file = {{{field}}}}}".encode(), "a.bib")
    assert file_of(entry, tmp_path) == tmp_path / "paper.pdf"


@pytest.mark.parametrize(
    ("field", "name"),
    [
        (":files/12/a\\: b\\; c.pdf:PDF", "files/12/a: b; c.pdf"),
        ("files/12/one\\_two \\& 3.pdf", "files/12/one_two & 3.pdf"),
        ("/old/place/files/12/演讲.pdf", "files/12/演讲.pdf"),
        ("file:///old/a%20b.pdf", "a b.pdf"),
    ],
)
def test_names_of_files_are_read_with_their_escapes(tmp_path, field, name):
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_bytes(b"%PDF-")
    (entry,) = bibtex_entries(f"@article{{k, title = {{T}}, file = {{{field}}}}}".encode(), "a.bib")
    assert file_of(entry, tmp_path) == tmp_path / name


def test_of_several_entries_one_is_to_be_chosen():
    entries = bibtex_entries(BIBTEX.encode(), "a.bib")
    with pytest.raises(Unconvertible, match=r"2 entries.*--entry.*mayor2019, other"):
        the_entry(entries, None, "a.bib")
    with pytest.raises(Unconvertible, match="no entry `x`"):
        the_entry(entries, "x", "a.bib")


def test_json_of_another_kind_is_no_entry():
    assert is_entry_list(json.dumps([CSL]).encode())
    assert is_entry_list(json.dumps(ZOTERO).encode())
    assert not is_entry_list(b'{"a": 1}')


@pytest.mark.parametrize(
    "data",
    [b"", b"[", b"null", b"[]", b"[1, 2]", b'[{"id": 1}]', b"[" * 100_000, b'{"items": 3}', b"\xff\xfe\x00"],
    ids=["empty", "cut", "null", "none", "numbers", "no title", "deep", "no list", "binary"],
)
def test_broken_entries_are_refused(data: bytes):
    with pytest.raises(Unconvertible, match=r"a\.json"):
        json_entries(data, "a.json")


@pytest.mark.parametrize(
    "item", [{"issued": {"date-parts": [[]]}}, {"author": "x"}, {"author": [3, {"family": 3}]}, {"file": 3}]
)
def test_odd_fields_are_passed_over(item):
    (entry,) = json_entries(json.dumps({"title": "T", **item}).encode(), "a.json")
    assert entry.details == Details(title="T")


@pytest.mark.parametrize("odd", [None, 7, [], ["author"], {}, {"author": 1}], ids=str)
@pytest.mark.parametrize("field", ["creatorType", "literal", "family", "given"])
def test_a_person_with_odd_fields_takes_no_entry_away(field: str, odd: object):
    item = {"type": "book", "title": "T", "author": [{"family": "Mayor", field: odd}, {"literal": "Ann"}]}
    [entry] = json_entries(json.dumps([item]).encode(), "x.json")
    assert entry.details.title == "T"
    assert (entry.details.author or "").endswith("Ann")


@pytest.mark.parametrize("data", [b"", b"no entry", b"@book{x, title = {unclosed"], ids=["empty", "other", "cut"])
def test_bibtex_without_entries_is_refused(data: bytes):
    with pytest.raises(Unconvertible, match=r"a\.bib"):
        bibtex_entries(data, "a.bib")

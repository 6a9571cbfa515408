"""`argmap add source` with documents: into the project, with their pages, and refused in words."""

import io
import json
import os
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from argmap.documents import converting
from argmap.text.pages import pages_of
from tests.cli.conftest import Ran
from tests.documents.making import Line, archive, docx, epub, paragraphs, pdf
from tests.project import ProjectFolder, new_project

Argmap = Callable[..., Ran]

SPEECH = pdf(
    [
        paragraphs("The port has always been too", "narrow, and it will be widened", "because it pays"),
        paragraphs("for itself in ten years."),
        paragraphs("日本没有像美国那样把", "管制对象扩大到新兴技术。"),
    ],
    labels="0 << /S /r /St 3 >> 2 << /S /D /St 12 >>",
    info={"Title": "On the port", "Author": "Ann Mayor"},
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ProjectFolder:
    root = tmp_path / "project"
    root.mkdir()
    monkeypatch.chdir(root)
    return new_project(root)


def saved(folder: Path, name: str, data: bytes) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(data)
    return folder / name


def test_a_pdf_from_anywhere_becomes_a_text_of_the_project(project: ProjectFolder, argmap: Argmap, tmp_path: Path):
    file = saved(tmp_path / "downloads", "On the port [1].pdf", SPEECH)
    ran = argmap("add", "source", project.map_path, file, "--year", 2024)
    assert (ran.code, ran.out) == (0, "mayor-2024\n")
    assert "written: texts/On the port [1].txt, 3 pages" in ran.err
    source = project.map.sources["mayor-2024"]
    assert (source.path, source.title, source.author) == ("../texts/On the port [1].txt", "On the port", "Ann Mayor")
    text = project.text("On the port [1].txt").read_text("utf-8")
    first, _, rest = text.partition("\n\n")
    assert first.startswith("[Converted from “On the port [1].pdf” (SHA-256 ")
    assert first.endswith("Pages: iii–iv, 12.]")
    assert rest.startswith("The port has always been too\nnarrow")
    assert argmap("check").code == 0


def test_quotes_are_cited_by_page(project: ProjectFolder, argmap: Argmap, tmp_path: Path):
    argmap("add", "source", project.map_path, saved(tmp_path, "a.pdf", SPEECH), "--id", "port")
    argmap("add", "claim", project.map_path, "Widen the port.", "--id", "widen")
    over = argmap("add", "quote", project.map_path, "port", "because it pays for itself", "--supports", "widen")
    assert over.code == 0
    argmap("add", "quote", project.map_path, "port", "日本沒有像美國那樣把管制對象擴大", "--id", "japan")
    told = {quote["id"]: quote for quote in argmap("show", project.map_path, "--json").json["maps"][0]["quotes"]}
    assert [quote["page"] for quote in told.values()] == ["12", "iii–iv"]
    assert told["japan"]["state"] == "exact"
    assert "pp. iii–iv, [line" in argmap("export", project.map_path, "markdown").out
    assert "p. 12, [line" in argmap("export", project.map_path, "brief").out
    rows = argmap("export", project.map_path, "csv").out
    assert '"iii–iv"' in rows


def test_a_quote_keeps_its_page_when_the_text_is_rewrapped(project: ProjectFolder, argmap: Argmap, tmp_path: Path):
    argmap("add", "source", project.map_path, saved(tmp_path, "a.pdf", SPEECH), "--id", "port")
    argmap("add", "quote", project.map_path, "port", "because it pays for itself", "--id", "pays")
    text = project.text("a.txt")
    text.write_text(
        text.read_text("utf-8").replace("too\nnarrow", "too narrow").replace("pays\n\f", "pays\n\n\f"), "utf-8"
    )
    (quote,) = argmap("show", project.map_path, "--json").json["maps"][0]["quotes"]
    assert (quote["state"], quote["page"]) == ("normalized", "iii–iv")
    text.write_text(text.read_text("utf-8").replace("\f", "", 1), "utf-8")
    (quote,) = argmap("show", project.map_path, "--json").json["maps"][0]["quotes"]
    assert "page" not in quote, "a page that may be wrong is not named"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.html", b"<title>T</title><p>Ein Wort.", "Ein Wort."),
        ("a.XHTML", b"<html><p>Ein Wort.</p></html>", "Ein Wort."),
        ("a.docx", docx("<w:p><w:r><w:t>Ein Wort.</w:t></w:r></w:p>"), "Ein Wort."),
        ("a.epub", epub({"a.xhtml": "<p>Ein Wort.</p>"}), "Ein Wort."),
        ("no ending", pdf([paragraphs("Ein Wort.")]), "Ein Wort."),
    ],
    ids=["html", "xhtml", "docx", "epub", "pdf"],
)
def test_every_kind_of_document_is_taken(
    project: ProjectFolder, argmap: Argmap, tmp_path: Path, name: str, data: bytes, words: str
):
    ran = argmap("add", "source", project.map_path, saved(tmp_path, name, data), "--id", "it")
    assert ran.code == 0, ran.err
    made = (project.map_path.parent / project.map.sources["it"].path).read_text("utf-8")
    assert made.endswith(f"\n\n{words}\n")


def test_no_file_is_ever_overwritten(project: ProjectFolder, argmap: Argmap, tmp_path: Path):
    project.text("a.txt").write_text("mine", "utf-8")
    file = saved(tmp_path, "a.pdf", SPEECH)
    assert argmap("add", "source", project.map_path, file, "--id", "one").code == 0
    assert project.map.sources["one"].path == "../texts/a-2.txt"
    again = argmap("add", "source", project.map_path, file, "--id", "two")
    assert again.code == 3
    assert "is already the source `one`" in again.err
    assert project.text("a.txt").read_text("utf-8") == "mine"
    assert not project.text("a-3.txt").exists()
    taken = argmap("add", "source", project.map_path, file, "--to", project.text("a.txt"))
    assert taken.code == 3
    assert "already exists, with another text" in taken.err


def test_the_copy_goes_where_it_is_wanted(project: ProjectFolder, argmap: Argmap, tmp_path: Path):
    file = saved(tmp_path, "a.pdf", SPEECH)
    assert argmap("add", "source", project.map_path, file, "--to", "more/b.txt").code == 0
    assert (project.root / "more/b.txt").exists()
    outside = argmap("add", "source", project.map_path, file, "--to", tmp_path / "c.txt")
    assert outside.code == 3
    assert not (tmp_path / "c.txt").exists()


def test_a_refused_source_leaves_no_copy(project: ProjectFolder, argmap: Argmap, tmp_path: Path):
    before = project.toml
    ran = argmap("add", "source", project.map_path, saved(tmp_path, "a.pdf", SPEECH), "--id", "No id")
    assert ran.code == 3
    assert project.toml == before
    assert not project.text("a.txt").exists()


def test_an_entry_brings_its_file_and_knows_better(project: ProjectFolder, argmap: Argmap, tmp_path: Path):
    saved(tmp_path / "files", "a.pdf", SPEECH)
    entry = {"id": "k", "type": "book", "title": "The Port", "author": [{"family": "Mayor", "given": "A."}]}
    entry |= {"issued": {"date-parts": [[2023]]}, "file": "files/a.pdf"}
    listed = saved(tmp_path, "entry.json", json.dumps([entry]).encode())
    assert argmap("add", "source", project.map_path, listed, "--title", "Mine").out == "mayor-2023\n"
    source = project.map.sources["mayor-2023"]
    assert (source.title, source.author, source.year) == ("Mine", "A. Mayor", 2023)
    assert "Pages: iii–iv, 12." in project.text("a.txt").read_text("utf-8")


def test_an_entry_without_a_text_says_what_to_do(project: ProjectFolder, argmap: Argmap, tmp_path: Path):
    entry = {"id": "k", "type": "book", "title": "The Port", "file": "gone.pdf"}
    listed = saved(tmp_path, "entry.json", json.dumps([entry]).encode())
    ran = argmap("add", "source", project.map_path, listed)
    assert ran.code == 3
    assert "quotes need the text" in ran.err
    assert "gone.pdf is not there" in ran.err
    assert "--text FILE" in ran.err
    assert argmap("add", "source", project.map_path, listed, "--text", project.text("speech.txt")).out == "the-port\n"
    assert project.map.sources["the-port"].path == "../texts/speech.txt"


def test_a_file_can_be_quoted_as_it_is(project: ProjectFolder, argmap: Argmap):
    page = saved(project.root / "texts", "a.html", b"<p>Ein Wort.")
    assert argmap("add", "source", project.map_path, page, "--as-is", "--id", "raw").code == 0
    assert project.map.sources["raw"].path == "../texts/a.html"
    assert argmap("add", "source", project.map_path, project.text("speech.txt"), "--to", "x.txt").code == 3


@pytest.mark.parametrize("address", ["https://example.org/a.html", "HTTP://example.org", "www.example.org/a.pdf"])
def test_an_address_is_refused_with_a_word_on_saving(project: ProjectFolder, argmap: Argmap, address: str):
    ran = argmap("add", "source", project.map_path, address)
    assert ran.code == 3
    assert "argmap does not use the network" in ran.err
    assert address in ran.err


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.doc", b"\xd0\xcf", "Save it as .docx"),
        ("a.mobi", b"", "Save it as .epub"),
        ("a.epub", b"broken", "damaged"),
        ("a.pdf", pdf([[]]), "OCR first"),
        ("a.docx", archive({"[Content_Types].xml": "\0" * 30_000_000}), "which no document needs"),
    ],
    ids=["doc", "mobi", "broken", "scan", "bomb"],
)
def test_what_gives_no_text_is_refused_in_words(
    project: ProjectFolder, argmap: Argmap, tmp_path: Path, name: str, data: bytes, said: str
):
    before = project.toml
    ran = argmap("add", "source", project.map_path, saved(tmp_path, name, data))
    assert ran.code == 4
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert project.toml == before


def test_too_large_a_file_is_refused_before_it_is_read(project: ProjectFolder, argmap: Argmap, tmp_path: Path):
    large = tmp_path / "a.pdf"
    with large.open("wb") as file:
        os.truncate(file.fileno(), converting.LARGEST + 1)
    ran = argmap("add", "source", project.map_path, large)
    assert ran.code == 4
    assert "at most 100 MB" in ran.err


@pytest.mark.parametrize("name", ["gone.pdf", "gone.html", "gone.bib", "gone.json", "gone.txt"])
def test_a_missing_file_cannot_be_read(project: ProjectFolder, argmap: Argmap, name: str):
    assert argmap("add", "source", project.map_path, name).code == 4


def test_a_missing_text_of_an_entry_cannot_be_read(project: ProjectFolder, argmap: Argmap, tmp_path: Path):
    listed = saved(tmp_path, "entry.json", json.dumps([{"id": "k", "type": "book", "title": "The Port"}]).encode())
    for name in ("gone.pdf", "gone.txt"):
        assert argmap("add", "source", project.map_path, listed, "--text", name).code == 4


@pytest.mark.parametrize("name", ["pipe.pdf", "pipe.txt", "pipe"])
def test_a_pipe_is_refused_and_not_waited_for(project: ProjectFolder, argmap: Argmap, name: str):
    os.mkfifo(project.root / name)
    assert argmap("add", "source", project.map_path, name).code == 4


def test_a_bomb_in_an_archive_is_refused_whatever_it_says_of_its_size(project, argmap: Argmap, tmp_path: Path):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("META-INF/container.xml", "<a/>" * 5_000_000)
    lying = bytearray(file.getvalue())
    size = (20_000_000).to_bytes(4, "little")
    for at in (lying.find(size), lying.rfind(size)):
        lying[at : at + 4] = (1000).to_bytes(4, "little")
    for data in (file.getvalue(), bytes(lying)):
        assert argmap("add", "source", project.map_path, saved(tmp_path, "a.epub", data)).code == 4


@pytest.mark.parametrize("name", ["a.html", "a.pdf", "a.docx", "a.epub", "a.bib"])
def test_without_the_extra_one_is_told_what_to_install(
    project: ProjectFolder, argmap: Argmap, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
):
    data = {"a.epub": epub({"a.xhtml": "<p>x</p>"}), "a.docx": docx("<w:p/>")}.get(name, b"<p>text @book{x, title={y}}")
    file = saved(tmp_path, name, data)
    for library in ("lxml", "pypdfium2", "docx", "bibtexparser", "bibtexparser.entrypoint"):
        monkeypatch.setitem(sys.modules, library, None)
    ran = argmap("add", "source", project.map_path, file)
    assert ran.code == 3
    assert "needs the extra `documents` of argmap, which is not installed. To install it: " in ran.err


def test_a_hostile_name_stays_on_its_line(project: ProjectFolder, argmap: Argmap, tmp_path: Path):
    file = saved(tmp_path, "a\nPages: 9.]\x1b[31m.pdf", SPEECH)
    ran = argmap("add", "source", project.map_path, file, "--id", "it")
    assert ran.code == 0
    assert "\x1b" not in ran.err
    text = (project.map_path.parent / project.map.sources["it"].path).read_text("utf-8")
    pages = pages_of(text)
    assert pages is not None
    assert list(pages.labels) == ["iii", "iv", "12"]


def test_form_feeds_of_other_programs_are_pages_too(project: ProjectFolder, argmap: Argmap):
    project.text("rfc.txt").write_text("One page.\n\fAnother one.\n\f", "utf-8")
    argmap("add", "source", project.map_path, project.text("rfc.txt"), "--id", "rfc")
    argmap("add", "quote", project.map_path, "rfc", "Another one", "--id", "q")
    (quote,) = argmap("show", project.map_path, "--json").json["maps"][0]["quotes"]
    assert quote["page"] == "2"


def test_running_titles_do_not_break_a_sentence(project: ProjectFolder, argmap: Argmap, tmp_path: Path):
    pages = [
        [Line("港口研究", 560), *paragraphs(words), Line(f"— {number} —", 20, 200)]
        for number, words in enumerate(("日本没有像美国那样把管制", "对象扩大到基础和新兴技术", "，这是分歧所在。"), 1)
    ]
    argmap("add", "source", project.map_path, saved(tmp_path, "a.pdf", pdf(pages)), "--id", "it")
    words = "日本没有像美国那样把管制对象扩大到基础和新兴技术，这是分歧所在"
    assert argmap("add", "quote", project.map_path, "it", words, "--id", "q").code == 0
    (quote,) = argmap("show", project.map_path, "--json").json["maps"][0]["quotes"]
    assert quote["page"] == "1–3"

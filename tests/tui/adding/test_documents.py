"""Adding a document on the screen: converted beside the keys, with its pages."""

import json
import threading
from pathlib import Path

import pytest

from argmap.tui.actions import add_source
from argmap.tui.dialogs.progress import Cancelled, Waiting
from tests.documents.making import paragraphs, pdf
from tests.tui.app.walking import Walk, small_project, walk
from tests.tui.inside import lines
from tests.tui.marking.selecting import answer, asked, options, select

SPEECH = pdf(
    [paragraphs("The port has been too narrow", "for ships, and it will be"), paragraphs("widened in ten years.")],
    labels="0 << /S /r /St 3 >>",
    info={"Title": "On the port"},
)


async def _added(user: Walk) -> None:
    """Waits until a document was converted, in a process of its own, and is read beside two other texts."""
    await user.until(lambda: len(user.map.sources) == 3, "the document to be added")
    await user.settle()


async def test_a_pdf_is_read_and_quoted_by_page(tmp_path: Path):
    (tmp_path / "speech.pdf").write_bytes(SPEECH)
    async with walk(small_project(tmp_path / "project")) as user:
        await user.press("a")
        await user.type("../speech.pdf", "enter")
        await _added(user)
        assert "widened in ten years" in user.reader.text
        source = user.on_disk.sources["on-the-port"]
        assert (source.path, source.title) == ("../texts/speech.txt", "On the port")
        assert "added as texts/speech.txt, 2 pages" in user.said[-1]
        await select(user, "it will be\n\fwidened")
        await user.press("s")
        await user.type("align", "enter")
        assert "pp. iii–iv" in user.text_of("DetailPane") or any("pp. iii–iv" in line for line in shown(user))


def shown(user) -> list[str]:
    return lines(user.app)


async def test_what_gives_no_text_is_refused_in_words(tmp_path: Path):
    (tmp_path / "scan.pdf").write_bytes(pdf([[]]))
    (tmp_path / "old.doc").write_bytes(b"\xd0\xcf")
    async with walk(small_project(tmp_path / "project")) as user:
        before = user.map
        await user.press("a")
        await user.type("../old.doc", "ctrl+n")
        assert "Save it as .docx" in user.text_of("RefusalLine")
        await user.press("ctrl+u")
        await user.type("https://example.org/a.html", "ctrl+n")
        assert "argmap does not use the network" in user.text_of("RefusalLine")
        await user.press("ctrl+u")
        await user.type("../scan.pdf", "enter")
        await user.until(lambda: user.said, "the file to be refused")
        assert "OCR first" in user.said[-1]
        assert user.map == before


async def test_documents_of_the_project_are_offered(tmp_path: Path):
    path = small_project(tmp_path / "project")
    (tmp_path / "project/texts/a.pdf").write_bytes(SPEECH)
    async with walk(path) as user:
        await user.press("a")
        assert "texts/a.pdf" in options(user)


async def test_of_several_works_in_a_file_one_is_chosen(tmp_path: Path):
    (tmp_path / "speech.pdf").write_bytes(SPEECH)
    works = [
        {
            "id": "gui",
            "type": "book",
            "title": "美日 [b]同盟[/b]",
            "issued": {"date-parts": [[2022]]},
            "file": "speech.pdf",
        },
        {"id": "mayor", "type": "book", "title": "The port", "author": [{"family": "Mayor"}]},
    ]
    (tmp_path / "library.json").write_text(json.dumps(works))
    async with walk(small_project(tmp_path / "project")) as user:
        await user.press("a")
        await user.type("../library.json", "enter")
        assert options(user) == ["美日 [b]同盟[/b]  2022 · gui", "The port  Mayor · mayor"]
        await user.type("同盟", "enter")
        await _added(user)
        added = [source for source in user.on_disk.sources.values() if source.path == "../texts/speech.txt"]
        assert [(source.title, source.year) for source in added] == [("美日 [b]同盟[/b]", 2022)]

        await user.press("a")
        await user.type("../library.json", "enter")
        await user.type("mayor", "enter")  # which names no file: that is asked
        assert "Where is the text of “The port”?" in user.app.screen.query_one("#dialog").border_title
        await user.press("escape")
        assert len(user.on_disk.sources) == 3
        await user.press("a")
        await user.type("../library.json", "enter")
        await user.type("mayor", "enter")
        await user.type("more", "enter")
        added = [source for source in user.on_disk.sources.values() if source.path == "../texts/more.txt"]
        assert [(source.title, source.author) for source in added] == [("The port", "Mayor")]


PAGE = (
    "<html><head><title>Der Hafen</title></head><body><nav><ul><li><a href='/a'>Start</a><li><a href='/b'>Politik</a>"
    f"<li><a href='/c'>Wetter</a></ul></nav><main><article>{'<p>Der Hafen ist zu eng für große Schiffe.</p>' * 20}"
    "</article></main><footer>Impressum</footer></body></html>"
)


@pytest.mark.parametrize(("answered", "has_menus"), [("Its text", False), ("All of it", True)])
async def test_of_a_web_page_the_text_is_added_or_all_of_it(tmp_path: Path, answered: str, has_menus: bool):
    (tmp_path / "hafen.html").write_text(PAGE, encoding="utf-8")
    async with walk(small_project(tmp_path / "project")) as user:
        await user.press("a")
        await user.type("../hafen.html", "enter")
        assert "Menus, footers" in asked(user)
        await answer(user, answered)
        await _added(user)
        assert "Der Hafen ist zu eng" in user.reader.text
        assert ("Wetter" in user.reader.text) == has_menus
        assert not any("--" in said for said in user.said)


async def test_a_web_page_is_given_up_at_its_question(tmp_path: Path):
    (tmp_path / "hafen.html").write_text(PAGE, encoding="utf-8")
    async with walk(small_project(tmp_path / "project")) as user:
        before = user.map
        await user.press("a")
        await user.type("../hafen.html", "enter")
        await user.press("escape")
        assert user.map == before


async def test_escape_ends_a_long_conversion_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    going, ended = threading.Event(), threading.Event()
    real = add_source.plain_copy

    def slow(file: Path, reached, **more):
        reached(0.5)
        going.wait(10)
        try:
            return real(file, reached, **more)
        except Cancelled:
            ended.set()
            raise

    monkeypatch.setattr(add_source, "plain_copy", slow)
    (tmp_path / "speech.pdf").write_bytes(SPEECH)
    async with walk(small_project(tmp_path / "project")) as user:
        before = user.map
        await user.press("a")
        await user.type("../speech.pdf", "enter")
        await user.until(lambda: isinstance(user.app.screen, Waiting), "the dialog that waits")
        await user.press("escape")
        going.set()
        assert ended.wait(10)
        await user.settle()
        assert user.map == before
        assert not (tmp_path / "project/texts/speech.txt").exists()

"""Texts that take a while: the keys go on, the screen says what it is doing, and Escape gives up."""

import threading
from pathlib import Path

import pytest
from textual.worker_manager import WorkerManager

from argmap.corpus import Corpus
from argmap.tui.widgets.reader import text_view
from argmap.tui.widgets.reader.reader import Reader
from tests.tui.app.walking import CHINESE, small_project, walk
from tests.tui.at_once import until
from tests.tui.inside import is_wrapping, wrapped
from tests.tui.reader.reading import reading, selected, shown

LONG = "".join(f"Satz {number} über Halbleiter. 出口管制第{number}条。\n" for number in range(9000))


async def when_wrapped(reader, pilot):
    await until(
        lambda: reader.is_wrapped and not is_wrapping(reader), "the text to be wrapped", lambda: pilot.pause(0.02)
    )


async def test_a_long_text_is_wrapped_beside_the_keys_and_opens_at_its_place():
    place = LONG.index("Satz 7000 ")
    async with reading(LONG, cursor=place) as (reader, pilot):
        assert len(LONG) > text_view._QUICKLY_WRAPPED
        await when_wrapped(reader, pilot)
        assert any("Satz 7000 " in row for row in shown(reader))
        await pilot.press("full_stop", "full_stop")
        assert selected(reader) == "Satz 7000 über Halbleiter. 出口管制第7000条。"


async def test_a_long_text_keeps_its_rows_until_it_is_wrapped_to_another_width():
    async with reading(LONG, cursor=LONG.index("Satz 500 ")) as (reader, pilot):
        await when_wrapped(reader, pilot)
        await pilot.resize_terminal(60, 12)
        assert any("Satz 50" in row for row in shown(reader))
        await pilot.resize_terminal(90, 12)
        await when_wrapped(reader, pilot)
        assert wrapped(reader).width > 60
        assert any("Satz 500 " in row for row in shown(reader))


async def test_what_is_asked_while_a_long_text_is_wrapped_is_done_afterwards():
    async with reading("short", size=(50, 12)) as (reader, pilot):
        reader.open_text(LONG)
        reader.go_to(LONG.index("Satz 4000 "), LONG.index("Satz 4000 ") + 4)
        reader.open_text(LONG[:250_000])
        reader.select(30, 34)
        await when_wrapped(reader, pilot)
        assert reader.text == LONG[:250_000]
        assert selected(reader) == LONG[30:34]
        reader.open_text("short again")
        await pilot.pause()
        assert "short again" in shown(reader)[0]


async def test_a_passage_of_a_long_text_is_quoted_and_linked(tmp_path: Path):
    path = small_project(tmp_path)
    (tmp_path / "texts/de.txt").write_text(LONG, encoding="utf-8")
    async with walk(path) as user:
        user.bench.open_source("de")
        await user.settle()
        await when_wrapped(user.reader, user.pilot)
        start = LONG.index("Satz 8000 ")
        user.reader.select(start, start + 26)
        await user.press("2", "s")
        await user.type("align", "enter")
        await user.until(lambda: len(user.on_disk.quotes) == 3, "the third quote in the file")
        assert LONG[start : start + 26] in {quote.text for quote in user.on_disk.quotes.values()}


async def test_opening_that_takes_long_says_so_and_escape_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = small_project(tmp_path)
    going = threading.Event()
    opening = Corpus.open

    def slow(corpus, source):
        if source.lang == "de":
            going.wait(10)
        return opening(corpus, source)

    async with walk(path) as user:
        monkeypatch.setattr(Corpus, "open", slow)
        user.bench.open_source("de")
        await user.pilot.press("2")
        pane = user.desk.reading
        await user.until(lambda: "opening de" in str(pane.border_subtitle), "the reader to say that it opens a text")
        assert "esc stays here" in str(pane.border_subtitle)
        await user.pilot.press("escape")
        await user.pilot.pause()
        assert str(pane.border_subtitle) == ""
        going.set()
        await user.settle()
        assert user.reader.text == CHINESE
        assert isinstance(user.bench.focused, Reader)
        user.bench.open_source("de")
        await user.settle()
        assert user.reader.text != CHINESE
        assert str(pane.border_subtitle) == ""


async def test_no_key_waits_while_a_whole_text_or_map_is_written_out_as_the_name_of_a_worker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    names = []
    making = WorkerManager._new_worker

    def noted(manager, *arguments, **options):
        worker = making(manager, *arguments, **options)
        names.append(worker.description)
        return worker

    monkeypatch.setattr(WorkerManager, "_new_worker", noted)
    path = small_project(tmp_path)
    (tmp_path / "texts/de.txt").write_text(LONG, encoding="utf-8")
    async with walk(path) as user:
        user.bench.open_source("de")
        await user.settle()
        await when_wrapped(user.reader, user.pilot)
        await user.press("F")
        await user.type("Satz")
        await user.settle()
        await user.press("escape", "u")
        await user.press("escape", "R")
        await user.settle()
    assert "search everywhere" in names
    assert [name for name in names if len(name) > 500] == []

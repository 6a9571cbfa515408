"""Adding a text as a source: from the project, and from anywhere else as a copy."""

import os
import threading
from pathlib import Path

import pytest

from argmap.documents.converting import home_of_texts
from argmap.tui.actions import add_source
from argmap.tui.actions.add_source import copied, place_for
from argmap.tui.dialogs.file_picker import MOST, folder_of, is_path, offered
from argmap.tui.dialogs.form import Question
from argmap.tui.dialogs.picker import Picker
from argmap.tui.dialogs.progress import Cancelled, Waiting
from tests.tui.app.walking import small_project, walk
from tests.tui.marking.selecting import answer, asked, options


def refusal(user) -> str:
    return user.text_of("RefusalLine")


async def test_a_text_of_the_project_is_found_by_a_part_of_its_name(tmp_path: Path):
    async with walk(small_project(tmp_path / "project")) as user:
        await user.press("a")
        assert options(user)[0] == "texts/more.txt"
        assert options(user)[1].startswith("another folder: ")
        await user.type("more", "enter")
        assert user.reader.text == "A third text. It is in no map yet.\n"
        assert user.on_disk.sources["more"].path == "../texts/more.txt"


async def test_what_is_told_of_an_added_text_is_true_of_it(tmp_path: Path):
    async with walk(small_project(tmp_path / "project")) as user:
        await user.press("a")
        await user.type("more", "enter")
        assert "1, then e gives it title" in user.said[-1]
        await user.press("1", "e")
        assert "more" in str(user.dialog.query_one("#dialog").border_title)


async def test_a_text_from_elsewhere_is_copied_into_the_project_if_that_is_wanted(tmp_path: Path):
    (tmp_path / "elsewhere").mkdir()
    outside = tmp_path / "elsewhere" / "发言 [b].txt"
    outside.write_text("出口管制。\n", encoding="utf-8")
    async with walk(small_project(tmp_path / "project")) as user:
        await user.press("a")
        await user.type("../elsewhere/发言", "enter")
        assert isinstance(user.dialog, Question)
        assert "Copy it to texts/发言 [b].txt?" in asked(user)
        await answer(user, "Cancel")
        assert len(user.on_disk.sources) == 2
        assert not (tmp_path / "project/texts" / outside.name).exists()

        await user.press("a")
        await user.type("../elsewhere/发言", "enter")
        await answer(user, "Copy")
        assert user.reader.text == "出口管制。\n"
        assert (tmp_path / "project/texts" / outside.name).read_bytes() == outside.read_bytes()
        assert "../texts/发言 [b].txt" in {source.path for source in user.on_disk.sources.values()}
        assert outside.exists()


async def test_a_link_that_leads_out_of_the_project_is_said_to_and_its_text_is_copied(tmp_path: Path):
    path = small_project(tmp_path / "project")
    (tmp_path / "elsewhere.txt").write_text("Far away.\n")
    (tmp_path / "project/texts/link.txt").symlink_to(tmp_path / "elsewhere.txt")
    async with walk(path) as user:
        await user.press("a")
        await user.type("link", "enter")
        assert f"is a link to {tmp_path / 'elsewhere.txt'}" in asked(user)
        await answer(user, "Copy")
        assert (tmp_path / "project/texts/elsewhere.txt").read_text() == "Far away.\n"
        assert [said for said in user.said if "takes it back" in said] == [
            "added: 1, then e gives it title, author and language · z takes it back"
        ]


async def test_of_very_many_files_the_list_says_that_there_are_more(tmp_path: Path):
    path = small_project(tmp_path / "project")
    (tmp_path / "many").mkdir()
    for number in range(MOST + 20):
        (tmp_path / f"many/文本-{number:03}.txt").write_text("x")
        (tmp_path / f"project/texts/near-{number:03}.txt").write_text("x")
    async with walk(path) as user:
        await user.press("a")
        assert options(user)[-2].startswith("… and 4")
        await user.type("../many/")
        assert options(user)[-1] == "… and 20 more: type a part of the name"
        await user.type("本-519")
        assert options(user)[0] == "文本-519.txt"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [("big5", "日本沒有把管制對象擴大到基礎和新興技術。\n"), ("gb18030", "日本没有扩大管制对象。\n")],
)
async def test_texts_in_chinese_encodings_are_added_as_they_are(tmp_path: Path, encoding: str, text: str):
    path = small_project(tmp_path / "project")
    (tmp_path / "旧文本.txt").write_bytes((text * 30).encode(encoding))
    async with walk(path) as user:
        await user.press("a")
        await user.type("../旧", "enter")
        await answer(user, "Copy")
        assert text.strip() in options(user)[0]
        await user.press("enter")
        assert user.reader.text == text * 30
        assert (tmp_path / "project/texts/旧文本.txt").read_bytes() == (text * 30).encode(encoding)


async def test_another_encoding_is_chosen_by_its_preview_or_its_name(tmp_path: Path):
    path = small_project(tmp_path / "project")
    text = "Żółw i jaźń są słowami, które zna każde polskie dziecko.\n"
    (tmp_path / "project/texts/polish.txt").write_bytes(text.encode("cp1257"))
    async with walk(path) as user:
        await user.press("a")
        await user.type("polish", "enter")
        assert not any("Żółw i jaźń" in option for option in options(user)[:1])
        await user.type("windows-1257")
        assert "windows-1257" in options(user)[0]
        assert "Żółw i jaźń" in options(user)[0]
        await user.press("enter")
        assert user.reader.text == text
        assert next(one for one in user.on_disk.sources.values() if "polish" in one.path).encoding == "windows-1257"


async def test_folders_pipes_and_broken_links_say_what_is_wrong(tmp_path: Path):
    path = small_project(tmp_path / "project")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nowhere.txt")
    async with walk(path) as user:
        for name, why in (("pipe", "is a pipe"), ("broken", "is missing")):
            await user.press("a")
            await user.type(f"../{name}", "enter")
            assert why in refusal(user)
            await user.press("escape")
        assert len(user.on_disk.sources) == 2


async def test_folders_are_walked_by_mouse_alone(tmp_path: Path):
    (tmp_path / "elsewhere/deep").mkdir(parents=True)
    (tmp_path / "elsewhere/deep/far.txt").write_text("Far away.\n")
    async with walk(small_project(tmp_path / "project")) as user:
        await user.click("#sources", offset=(4, 1))
        await user.press("1")
        await user.click_bar("#hints", "a add text")
        for words in ("another folder", "elsewhere", "deep", "far.txt"):
            row = next(row for row, option in enumerate(options(user)) if option.startswith(words))
            await user.click("#entries", offset=(2, row))
        await user.click("#answer-0")
        assert user.reader.text == "Far away.\n"


async def test_what_is_no_text_is_refused_in_the_dialog(tmp_path: Path):
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 4)
    async with walk(small_project(tmp_path / "project")) as user:
        await user.press("a")
        await user.type("../binary.txt", "ctrl+n")
        assert "binary.txt" in refusal(user)
        await user.press("ctrl+u")
        await user.type("nowhere.txt", "ctrl+n")
        assert "is missing" in refusal(user)
        await user.press("ctrl+u")
        await user.type("texts/zh.txt", "ctrl+n")
        assert "is a source already" in refusal(user)
        await user.press("ctrl+u")
        await user.type("/no such folder/x", "down")
        assert "cannot be looked into" in user.text_of("#nothing") or options(user)
        assert isinstance(user.dialog, Picker)
        assert len(user.on_disk.sources) == 2


async def test_what_takes_long_shows_how_far_it_is_and_escape_gives_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    going, ended = threading.Event(), threading.Event()

    def slow(file: Path, place: Path, reached) -> None:
        reached(0.5)
        going.wait(10)
        try:
            copied(file, place, reached)
        except Cancelled:
            ended.set()
            raise

    monkeypatch.setattr(add_source, "copied", slow)
    (tmp_path / "large.txt").write_text("x" * 3_000_000)
    async with walk(small_project(tmp_path / "project")) as user:
        before = user.map
        await user.press("a")
        await user.type("../large.txt", "enter")
        await answer(user, "Copy")
        await user.until(lambda: isinstance(user.app.screen, Waiting), "the dialog that waits")
        await user.press("escape")
        going.set()
        assert ended.wait(10)
        await user.settle()
        assert not isinstance(user.app.screen, Waiting)
        assert user.map == before
        assert [path.name for path in (tmp_path / "project/texts").iterdir() if "large" in path.name] == []


def test_a_copy_never_takes_the_place_of_another_file(tmp_path: Path):
    file = tmp_path / "a.txt"
    file.write_text("mine")
    folder = tmp_path / "texts"
    copied(file, place_for(file, folder), lambda _: None)
    assert place_for(file, folder) == folder / "a.txt"
    file.write_text("other")
    assert place_for(file, folder) == folder / "a-2.txt"
    copied(file, place_for(file, folder), lambda _: None)
    assert sorted(path.name for path in folder.iterdir()) == ["a-2.txt", "a.txt"]


def test_a_copy_that_is_given_up_leaves_nothing(tmp_path: Path):
    def give_up(_share: float) -> None:
        raise Cancelled

    file = tmp_path / "a.txt"
    file.write_text("mine")
    with pytest.raises(Cancelled):
        copied(file, tmp_path / "texts/a.txt", give_up)
    assert list((tmp_path / "texts").iterdir()) == []


def test_copies_go_where_most_texts_are(tmp_path: Path):
    texts = [tmp_path / "seeds/a.txt", tmp_path / "seeds/b.txt", tmp_path / "c.txt", Path("/elsewhere/d.txt")]
    assert home_of_texts(tmp_path, texts) == tmp_path / "seeds"
    assert home_of_texts(tmp_path, []) == tmp_path / "texts"


def test_a_typed_path_leads_into_its_folder(tmp_path: Path):
    (tmp_path / "texts/.hidden").mkdir(parents=True)
    (tmp_path / "texts/Zwei.txt").write_text("")
    (tmp_path / "texts/zwei.png").write_text("")
    assert [is_path(typed) for typed in ("/a", "~/a", "../a", "./a", "..", "a/b", "a.b", "")] == [True] * 5 + [
        False
    ] * 3
    assert folder_of("./texts/zw", tmp_path) == (tmp_path / "texts", "zw")
    assert folder_of("..", tmp_path) == (tmp_path.parent, "")
    assert folder_of("~nobody-at-all/x", tmp_path)[1] == "x"
    assert offered(tmp_path / "texts", "zw", frozenset({".png"})) == [tmp_path / "texts/Zwei.txt"]
    assert offered(tmp_path / "texts", ".h", frozenset()) == [tmp_path / "texts/.hidden"]

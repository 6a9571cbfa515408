"""Translations and notes of several lines, also in an editor of one's own."""

import sys
from contextlib import nullcontext
from pathlib import Path

import pytest

from argmap.tui.app import ArgmapApp
from argmap.tui.dialogs.form import Form
from argmap.tui.widgets.inputs import SafeTextArea
from tests.tui.app.walking import QUOTED, TRANSLATION, small_project, walk
from tests.tui.marking.selecting import asked, put_cursor

APPENDS = "import pathlib, sys; f = pathlib.Path(sys.argv[-1]); f.write_text(f.read_text() + '二行目 [/b]\\n')"


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Names a program as the editor; without a terminal the screen cannot stand back, so it is let."""

    def name(program: str, variable: str = "VISUAL") -> None:
        script = tmp_path / "an editor.py"
        script.write_text(program, encoding="utf-8")
        monkeypatch.setenv(variable, f"{sys.executable} '{script}' --wait")

    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.setattr(ArgmapApp, "suspend", lambda _: nullcontext())
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return name


async def test_a_translation_of_several_lines_is_written_from_the_passage_itself(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await put_cursor(user, QUOTED)
        await user.press("T")
        assert isinstance(user.dialog, Form)
        assert QUOTED in str(user.dialog.query_one("#about").render())
        await user.type("", "enter")
        await user.type("unlike the US", "ctrl+s")
        assert user.on_disk.quotes["no-extension"].translation == f"{TRANSLATION}\nunlike the US"
        await user.press("z")
        assert user.on_disk.quotes["no-extension"].translation == TRANSLATION


async def test_a_note_is_written_of_a_quote_a_claim_and_a_source(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await put_cursor(user, QUOTED)
        await user.press("semicolon")
        await user.type("see §3", "ctrl+s")
        user.outline.reveal("align")
        await user.press("3", "semicolon")
        await user.type("doubtful", "ctrl+s")
        await user.press("1", "semicolon")
        await user.type("a think tank", "ctrl+s")
        whole = user.on_disk
        assert (whole.quotes["no-extension"].note, whole.claims["align"].note) == ("see §3", "doubtful")
        assert "a think tank" in {source.note for source in whole.sources.values()}
        await user.press("semicolon", "ctrl+a", "delete", "ctrl+s")
        assert {source.note for source in user.on_disk.sources.values()} == {None}


async def test_the_users_own_editor_takes_over_on_demand(tmp_path: Path, editor):
    editor(APPENDS)
    async with walk(small_project(tmp_path)) as user:
        await put_cursor(user, QUOTED)
        await user.press("T", "ctrl+o")
        assert user.dialog.query_one(SafeTextArea).text == f"{TRANSLATION}\n二行目 [/b]"
        await user.press("ctrl+s")
        assert user.on_disk.quotes["no-extension"].translation == f"{TRANSLATION}\n二行目 [/b]"
        await user.press("semicolon")
        await user.click("#editor")
        await user.click("#keep")
        assert user.on_disk.quotes["no-extension"].note == "二行目 [/b]"
        assert not list(tmp_path.glob("argmap-*"))


async def test_an_editor_that_changes_nothing_may_not_have_waited(tmp_path: Path, editor):
    editor("")
    async with walk(small_project(tmp_path)) as user:
        await put_cursor(user, QUOTED)
        await user.press("T")
        await user.type(" typed", "ctrl+o")
        assert "the editor changed nothing" in user.said[-1]
        assert "--wait" in user.said[-1]
        assert user.dialog.query_one(SafeTextArea).text == f"{TRANSLATION} typed"


async def test_a_file_that_was_emptied_in_the_editor_takes_the_translation_away(tmp_path: Path, editor):
    editor("import pathlib, sys; pathlib.Path(sys.argv[-1]).write_text('')")
    async with walk(small_project(tmp_path)) as user:
        await put_cursor(user, QUOTED)
        await user.press("T", "ctrl+o", "ctrl+s")
        assert user.on_disk.quotes["no-extension"].translation is None
        await user.press("z")
        assert user.on_disk.quotes["no-extension"].translation == TRANSLATION


async def test_what_came_from_the_editor_is_asked_about_before_it_is_dropped(tmp_path: Path, editor):
    editor(APPENDS)
    async with walk(small_project(tmp_path)) as user:
        await put_cursor(user, QUOTED)
        await user.press("T", "ctrl+o", "escape")
        assert "二行目 [/b]" in asked(user)


@pytest.mark.parametrize(
    ("program", "said"),
    [
        (None, "no editor is named: set $VISUAL or $EDITOR"),
        ("raise SystemExit(3)", "failed (3), so the words are as they were"),
        (APPENDS + "; raise SystemExit(1)", "what you wrote is kept in "),
        ("import pathlib, sys; pathlib.Path(sys.argv[-1]).write_bytes(b'\\xff\\xfe\\xff')", "kept in "),
    ],
)
async def test_an_editor_that_fails_loses_nothing(tmp_path: Path, editor, program, said):
    if program is not None:
        editor(program, "EDITOR")
    async with walk(small_project(tmp_path)) as user:
        await put_cursor(user, QUOTED)
        await user.press("T")
        await user.type(" typed", "ctrl+o")
        assert said in user.said[-1]
        assert user.dialog.query_one(SafeTextArea).text == f"{TRANSLATION} typed"
        if "kept in" in said:
            assert list(tmp_path.glob("argmap-*/argmap.txt"))
        await user.press("ctrl+s")
        assert user.on_disk.quotes["no-extension"].translation == f"{TRANSLATION} typed"


async def test_a_missing_editor_is_said(tmp_path: Path, editor, monkeypatch: pytest.MonkeyPatch):
    for named, said in (("no-such-editor -w", "no-such-editor does not start"), ("vi 'x", "cannot be understood")):
        monkeypatch.setenv("EDITOR", named)
        async with walk(small_project(tmp_path / named)) as user:
            await put_cursor(user, QUOTED)
            await user.press("T", "ctrl+o")
            assert said in user.said[-1]


async def test_without_a_terminal_that_can_be_lent_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("EDITOR", "true")
    async with walk(small_project(tmp_path)) as user:
        await put_cursor(user, QUOTED)
        await user.press("T", "ctrl+o")
        assert "no editor can be opened in this terminal" in user.said[-1]

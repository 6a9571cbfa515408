"""What was filled in is never dropped without a question, in whatever form; what was left alone is not asked about."""

from pathlib import Path

from argmap.tui.dialogs.form import Form, Question
from tests.tui.app.walking import QUOTED, TRANSLATION, Walk, small_project, walk
from tests.tui.marking.selecting import answer, asked, put_cursor


def words_in_form(user: Walk) -> str:
    """What is in the field that has the keyboard."""
    focused = user.app.focused
    return focused.text if hasattr(focused, "text") else focused.value


async def test_escape_asks_only_where_something_was_filled_in(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await put_cursor(user, QUOTED)
        before = user.map
        for key in ("T", "semicolon", "e", "r", "E", "n", "W"):
            await user.press(key, "escape")
            assert user.app.screen is user.bench, key
            await user.press(key)
            await user.type("typed 写了 [/b]")
            written = words_in_form(user)
            await user.press("escape")
            assert isinstance(user.dialog, Question), key
            assert "typed 写了 [/b]" in asked(user), key
            await user.press("escape")  # back to the form, as from any question
            assert isinstance(user.dialog, Form), key
            assert words_in_form(user) == written, key
            await user.press("escape")
            await answer(user, "Drop it")
            assert user.app.screen is user.bench, key
            assert user.map == before, key


async def test_what_was_filled_in_is_kept_from_the_question_or_gone_on_with(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await put_cursor(user, QUOTED)
        await user.press("T")
        await user.type(" more", "escape")
        await answer(user, "Go on")
        await user.type(" and more", "escape")
        await answer(user, "Keep")
        assert user.app.screen is user.bench
        assert user.on_disk.quotes["no-extension"].translation == f"{TRANSLATION} more and more"


async def test_a_refused_answer_goes_back_to_the_form_with_the_reason(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await user.press("3", "r", "ctrl+u")
        await user.type("No id!", "escape")
        await answer(user, "Keep")
        assert isinstance(user.dialog, Form)
        assert "cannot be an id" in str(user.dialog.query_one("RefusalLine").render())


async def test_a_field_that_was_emptied_is_asked_about(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await put_cursor(user, QUOTED)
        await user.press("T", "ctrl+a", "delete", "escape")
        assert "Translation: nothing" in asked(user)


async def test_the_mouse_is_asked_as_well(tmp_path: Path):
    async with walk(small_project(tmp_path), size=(80, 24)) as user:
        await put_cursor(user, QUOTED)
        await user.press("T")
        await user.type("!")
        await user.click("#cancel")
        assert isinstance(user.dialog, Question)
        await user.click("#answer-0")
        assert user.on_disk.quotes["no-extension"].translation == f"{TRANSLATION}!"


async def test_leaving_argmap_from_a_form_asks_and_then_leaves(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await put_cursor(user, QUOTED)
        await user.press("T")
        await user.type("!", "ctrl+q")
        assert isinstance(user.dialog, Question)
        await answer(user, "Go on")
        assert isinstance(user.dialog, Form)
        await user.pilot.press("ctrl+q")
        await user.pilot.press("enter")
        await user.pilot.pause()
        assert user.app.return_value == 0
        assert user.on_disk.quotes["no-extension"].translation == f"{TRANSLATION}!"


async def test_two_clicks_on_cancel_ask_once(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await user.press("3", "r")
        await user.type("-other")
        await user.click("#cancel", times=3)
        assert [screen.__class__ for screen in user.app.screen_stack[1:]] == [Form, Question]

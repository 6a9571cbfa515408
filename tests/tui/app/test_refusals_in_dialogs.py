"""What is typed is never lost to a refusal."""

from pathlib import Path

from textual.events import Paste

from argmap.tui.dialogs.form import Form
from argmap.tui.dialogs.picker import Picker
from argmap.tui.widgets.inputs import SafeInput, Tick
from tests.tui.app.walking import small_project, walk


def refusal(user) -> str:
    """What the open dialog says against what was filled in."""
    line = user.dialog.query_one("RefusalLine")
    return str(line.render()) if line.display else ""


async def test_a_refused_id_stays_in_the_open_dialog_until_it_is_mended(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await user.press("3", "r", "ctrl+u")
        await user.type("Widen Port!", "enter")
        assert isinstance(user.dialog, Form)
        assert "cannot be an id" in refusal(user)
        assert user.app.focused.value == "Widen Port!"
        await user.press("ctrl+u")
        await user.type("widen-port", "enter")
        assert user.dialog is None
        assert "widen-port" in user.on_disk.claims


async def test_a_year_in_words_keeps_the_form_open_with_all_that_was_typed(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await user.press("1", "e", "tab", "tab", "tab")
        await user.type("last year", "enter")
        assert "is no year" in refusal(user)
        assert user.app.focused.value == "last year"


async def test_a_claim_without_words_is_refused_in_its_form(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await user.press("3", "e")
        user.app.focused.clear()
        await user.press("enter")
        assert isinstance(user.dialog, Form)
        assert refusal(user)


async def test_a_wrong_path_of_a_text_can_be_mended_where_it_was_typed(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await user.press("a")
        await user.type("texts/moore.txt", "ctrl+n")
        assert isinstance(user.dialog, Picker)
        assert refusal(user).endswith("moore.txt is missing. Put the file back, or correct the path.")
        assert user.app.focused.value == "texts/moore.txt"
        await user.press("ctrl+u")
        await user.type("more.txt", "enter")
        assert user.dialog is None
        assert "more" in user.on_disk.sources
        assert "1, then e gives it title" in user.said[-1]
        await user.press("1", "e")
        assert user.dialog.query_one("#title", SafeInput).has_focus


async def test_pasted_line_breaks_of_every_kind_become_one_space(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await user.press("n")
        user.app.post_message(Paste("One \r\n  claim\ron\nlines\r"))
        await user.press("enter")
        assert "One claim on lines" in {claim.text for claim in user.on_disk.claims.values()}
        await user.press("1", "home", "e", "ctrl+u")
        user.app.post_message(Paste("A title\rof two lines\r\n"))
        await user.press("enter")
        assert "A title of two lines" in {source.title for source in user.on_disk.sources.values()}


async def test_a_pasted_note_keeps_its_lines(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await user.press("3", "e", "tab")
        user.app.post_message(Paste("one\rtwo\r\nthree"))
        await user.press("ctrl+s")
        assert user.on_disk.claims["diverge"].note == "one\ntwo\nthree"


async def test_a_box_that_is_off_looks_empty_without_colours(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await user.press("n")
        box = user.dialog.query_one("#thesis", Tick)
        assert "✓" not in str(box.render())
        await user.press("tab", "space")
        assert "✓" in str(box.render())

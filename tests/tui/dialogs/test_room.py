"""On a small screen nothing that is needed is pushed out of sight, and in sixteen colours fields are seen as such."""

from pathlib import Path

import pytest

from argmap import edit
from argmap.model import Claim
from argmap.store import load
from argmap.store.saving import save
from tests.tui.app.walking import Walk, small_project, walk
from tests.tui.marking.selecting import answer

CLAIMS = 30


def in_sight(user: Walk, selector: str) -> bool:
    """Whether a widget is shown whole."""
    widget = user.app.screen.query_one(selector)
    dialog = user.app.screen.query_one("#dialog")
    return dialog.region.contains_region(widget.region) and widget.region.height > 0


@pytest.mark.parametrize("size", [(80, 24), (80, 16), (200, 60)])
async def test_a_long_form_keeps_its_buttons_in_sight(tmp_path: Path, size: tuple[int, int]):
    async with walk(small_project(tmp_path), size=size) as user:
        for theme in ("textual-dark", "ansi-dark"):
            user.app.theme = theme
            await user.press("1", "e")
            assert in_sight(user, "#keep"), theme
            assert in_sight(user, "#editor"), theme
            await user.press(*["tab"] * 3)
            await user.type("last year")
            await user.click("#keep")
            assert in_sight(user, "RefusalLine"), theme
            assert in_sight(user, "#keep"), theme
            await user.press("escape")
            await answer(user, "Drop it")


@pytest.mark.parametrize("size", [(80, 24), (80, 16), (200, 60)])
async def test_the_chosen_entry_of_a_long_list_is_in_sight(tmp_path: Path, size: tuple[int, int]):
    path = small_project(tmp_path)
    read = load(path)
    whole = read.map
    for number in range(CLAIMS):
        whole, _ = edit.add_claim(whole, Claim(text=f"Claim number {number}."), f"number-{number}")
    save(path, whole, read.fingerprint)
    async with walk(path, size=size) as user:
        await user.press("3", "s")
        entries = user.dialog.query_one("#entries")
        dialog = user.dialog.query_one("#dialog")
        for _ in range(CLAIMS):
            await user.press("down")
            row = entries.region.y + entries.highlighted - entries.scroll_offset.y
            assert row < dialog.region.bottom - 1


async def test_in_sixteen_colours_fields_have_a_frame(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        for theme, framed in (("textual-dark", False), ("ansi-dark", True), ("ansi-light", True)):
            user.app.theme = theme
            await user.press("1", "e")
            for field in user.dialog.query("Input, TextArea"):
                assert (field.styles.border_top[0] == "round") is framed
            await user.press("escape", "3", "s")
            assert (user.dialog.query_one("#query").styles.border_top[0] == "round") is framed
            await user.press("escape")

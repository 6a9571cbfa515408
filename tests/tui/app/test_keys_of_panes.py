"""Keys that mean one thing everywhere and another in one pane: there, the pane's own comes first."""

from pathlib import Path

from argmap.tui.dialogs.picker import MapChooser
from tests.tui.app.walking import small_project, walk


async def test_while_selecting_o_goes_to_the_other_end_and_else_to_other_maps(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await user.press("2", "v", "right", "right", "o")
        assert user.app.screen is user.bench
        assert user.reader.cursor == user.reader.selected_span[0]
        await user.press("escape", "o")
        assert isinstance(user.app.screen, MapChooser)


async def test_space_selects_in_the_reader_and_marks_in_the_map(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await user.press("2", "space", "right")
        assert len(user.selected) == 1
        assert user.said == []
        await user.press("3", "space")
        assert len(user.outline.marks.marked) == 1


async def test_a_search_is_corrected_by_the_keys_of_its_field(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await user.press("slash", *"abc", "backspace", "home", "delete")
        assert user.app.focused.value == "b"
        assert user.said == []

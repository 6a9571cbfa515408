"""Exporting and importing on the screen: a look before, and one edit that can be undone."""

import json
import threading
from pathlib import Path

import pytest
from textual.widgets import Button, Input, OptionList, Static

from argmap.formats import Exported, Format
from argmap.store import load
from argmap.tui.dialogs.form import Question
from argmap.tui.screens import transfer
from argmap.tui.screens.transfer import ExportSheet, ImportSheet
from tests.tui.app.walking import Walk, small_project, walk

OUTLINE = "Japan aligns its controls with Washington’s.\n  + They say so [/b] \x1b[31m\n  - 太贵了\n× nothing above\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return small_project(tmp_path)


async def looked(walking: Walk) -> None:
    """Waits until the preview is there."""
    await walking.pilot.pause()
    for _ in range(2000):
        if not walking.app.screen.is_making:
            return
        await walking.pilot.pause(0.01)
    raise AssertionError("the preview never came")


async def choose(walking: Walk, name: str) -> None:
    """Puts the cursor of the list on a format."""
    formats = walking.app.screen.query_one(OptionList)
    formats.highlighted = next(
        at for at in range(formats.option_count) if str(formats.get_option_at_index(at).prompt) == name
    )
    await walking.pilot.pause()
    await looked(walking)


def shown(walking: Walk) -> str:
    return str(walking.app.screen.query_one("#content", Static).render())


async def begin_import(walking: Walk, name: str) -> None:
    await walking.press("I")
    await walking.type(name, "enter")
    await looked(walking)


async def test_a_map_is_looked_at_and_written(path: Path) -> None:
    async with walk(path) as walking:
        await walking.press("O")
        await looked(walking)
        assert isinstance(walking.app.screen, ExportSheet)
        await choose(walking, "json")
        assert '"title": "Export controls 出口管制"' in shown(walking)
        await walking.press("enter")
        assert walking.app.screen.query_one("#file", Input).value == str(path.with_suffix(".json"))
        await walking.press("enter")
        assert json.loads(path.with_suffix(".json").read_text("utf-8"))["claims"].keys() == walking.map.claims.keys()
        assert walking.said[-1] == f"written: {path.with_suffix('.json')}"


async def test_what_is_left_out_is_said_before_and_after(path: Path) -> None:
    async with walk(path) as walking:
        await walking.press("O")
        await choose(walking, "outline")
        assert "1 tag, 1 translation" in walking.text_of("#lost")
        await walking.click("#accept")
        assert walking.said[-1].endswith("that 1 claim is no thesis")
        assert path.with_suffix(".outline").exists()


async def test_a_file_is_replaced_only_where_that_is_wanted(path: Path) -> None:
    target = path.with_suffix(".json")
    target.write_text("mine", "utf-8")
    async with walk(path) as walking:
        await walking.press("O")
        await choose(walking, "json")
        await walking.press("enter", "enter")
        assert isinstance(walking.app.screen, Question)
        await walking.press("right", "enter")
        assert target.read_text("utf-8") == "mine"
        assert isinstance(walking.app.screen, ExportSheet)
        await walking.press("enter", "enter")
        assert json.loads(target.read_text("utf-8"))["format"] == 1


async def test_where_nothing_can_be_written_the_sheet_says_why_and_stays(path: Path) -> None:
    async with walk(path) as walking:
        await walking.press("O")
        await choose(walking, "json")
        for name, said in (
            ("no/such/x.json", "make the folder"),
            (".", "this is a folder"),
            (path.name, "open map itself"),
        ):
            walking.app.screen.query_one("#file", Input).value = str(path.parent / name)
            walking.app.screen.query_one("#file", Input).focus()
            await walking.press("enter")
            assert isinstance(walking.app.screen, ExportSheet)
            assert said in walking.text_of("RefusalLine")
        await walking.press("escape")
        assert load(path).map == walking.map


async def test_a_part_of_the_map_is_what_stands_near_the_cursor(path: Path) -> None:
    async with walk(path) as walking:
        walking.bench.reveal("no-extension")
        await walking.press("3", "O")
        await choose(walking, "json")
        assert "wasteful" in shown(walking)
        part = walking.app.screen.query_one("#part", Button)
        for said in ("no-extension alone", "no-extension and what 1 link leads to"):
            part.press()
            for _ in range(200):
                if str(part.label) == said:
                    break
                await walking.pilot.pause(0.01)
            assert str(part.label) == said
            await looked(walking)
        assert "diverge" in shown(walking)
        assert "wasteful" not in shown(walking)


async def test_escape_leaves_while_the_content_is_being_made(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    going_on = threading.Event()

    def slow(_export_input: object) -> Exported:
        going_on.wait(10)
        return Exported("done")

    fmt = Format(name="slow", label="Slow", suffixes=(".slow",), keeps="", loses="", export=slow, opens_texts=False)
    monkeypatch.setattr(transfer, "formats", lambda: (fmt,))
    monkeypatch.setattr(transfer, "PATIENCE", 0.001)
    async with walk(path) as walking:
        await walking.pilot.press("O")
        await walking.until(
            lambda: isinstance(walking.app.screen, ExportSheet) and "working" in shown(walking), "the sheet at work"
        )
        assert walking.app.screen.query_one("#accept", Button).disabled
        await walking.pilot.press("escape")
        assert not isinstance(walking.app.screen, ExportSheet)
        going_on.set()


async def test_a_file_is_looked_at_and_taken_in_as_one_edit(path: Path) -> None:
    (path.parent / "jotted.outline").write_text(OUTLINE, "utf-8")
    before = load(path).map
    async with walk(path) as walking:
        await begin_import(walking, "jotted")
        assert isinstance(walking.app.screen, ImportSheet)
        said = shown(walking)
        assert "line 4: the × of this point" in said
        assert "supported by they-say-so-b" in said
        assert "[/b]" in said
        assert "\x1b" not in said
        assert walking.on_disk == before
        await walking.press("enter")
        await walking.settle()
        after = walking.on_disk
        assert len(after.claims) == len(before.claims) + 3
        assert walking.outline.current.id == "they-say-so-b-31m"
        assert len(after.claims["align"].supported_by) == len(after.claims["align"].countered_by) == 1
        await walking.press("z")
        assert walking.on_disk == before
        await walking.press("Z")
        assert walking.on_disk == after


async def test_the_user_says_what_points_are_of_which_the_file_does_not_say_it(path: Path) -> None:
    (path.parent / "jotted.md").write_text("Ban cars.\n\n- Shops need them\n- Buses are full\n", "utf-8")
    before = load(path).map
    async with walk(path) as walking:
        await begin_import(walking, "jotted")
        assert "jotted.md:3: the outline does not show whether" in shown(walking)
        await walking.press("enter")
        assert isinstance(walking.app.screen, ImportSheet), "nothing is taken in"
        await choose(walking, " · as counter")
        await walking.press("enter")
        await walking.settle()
        after = walking.on_disk
        assert len(after.claims) == len(before.claims) + 3
        assert after.claims["ban-cars"].countered_by == (("buses-are-full",), ("shops-need-them",))


async def test_importing_the_same_again_says_that_all_is_there(path: Path) -> None:
    (path.parent / "jotted.outline").write_text("Japan aligns its controls with Washington’s.\n", "utf-8")
    async with walk(path) as walking:
        await begin_import(walking, "jotted")
        await walking.press("enter")
        await begin_import(walking, "jotted")
        assert shown(walking) == "all of it is in the map already"


async def test_another_format_can_be_said_where_a_file_does_not_tell(path: Path) -> None:
    (path.parent / "jotted.weird").write_text("Japan aligns.\n  + Yes\n", "utf-8")
    (path.parent / "broken.json").write_text('{"format": 1, "map": {\n', "utf-8")
    async with walk(path) as walking:
        await begin_import(walking, "maps/broken.json")
        assert shown(walking).startswith("broken.json:2: the JSON ends before it is complete")
        assert walking.app.screen.query_one("#accept", Button).disabled
        await walking.press("enter")
        assert isinstance(walking.app.screen, ImportSheet)
        await walking.press("escape")
        await begin_import(walking, "maps/jotted.weird")
        await choose(walking, "outline")
        assert "claim japan-aligns" in shown(walking)


async def test_a_file_that_is_not_there_is_said(path: Path) -> None:
    async with walk(path) as walking:
        await begin_import(walking, "maps/none.argdown")
        assert "none.argdown is missing" in shown(walking)


async def test_texts_that_come_along_are_written_and_can_be_read(path: Path) -> None:
    tables = {
        "format": 1,
        "map": {"title": "More"},
        "sources": {"third": {"path": "../texts/more.txt"}},
        "quotes": {"a-third": {"source": "third", "text": "A third text."}},
    }
    (path.parent / "more.json").write_text(json.dumps(tables), "utf-8")
    async with walk(path) as walking:
        await begin_import(walking, "more.json")
        await walking.press("enter")
        await walking.settle()
        assert walking.on_disk.quotes["a-third"].after.startswith(" It is in no map")
        assert walking.on_disk.sources["third"].blob is not None


async def test_the_drawn_map_goes_out_as_well(path: Path) -> None:
    async with walk(path) as walking:
        await walking.press("m", "O")
        await looked(walking)
        assert isinstance(walking.app.screen, ExportSheet)
        await walking.press("escape", "I")
        assert walking.dialog is not None

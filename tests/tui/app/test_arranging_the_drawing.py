"""What rearranges the argument in the tree does so in the drawing."""

from pathlib import Path

from textual.events import MouseDown, MouseMove, MouseUp

from argmap import edit
from argmap.model import Link, Role
from argmap.tui.dialogs.form import Question
from argmap.tui.dialogs.picker import Picker
from argmap.tui.screens.canvas import GraphScreen
from tests.tui.app.test_drawn_map import drawn
from tests.tui.at_once import until
from tests.tui.inside import mouse


async def test_boxes_are_marked_and_tagged_together(tmp_path: Path):
    async with drawn(tmp_path) as (user, canvas):
        for some_id in ("align", "no-extension"):
            canvas.reveal(some_id)
            await user.press("space")
        assert "2 marked" in str(canvas.border_title)
        assert sum("✓" in canvas.render_line(y).text for y in range(30)) == 2
        await user.press("l")
        await user.type("新", "enter")
        assert user.on_disk.claims["align"].tags == user.on_disk.quotes["no-extension"].tags == ("新",)
        await user.press("escape")
        assert not canvas.marks
        assert isinstance(user.app.screen, GraphScreen)


async def test_a_link_is_turned_cut_and_put_elsewhere(tmp_path: Path):
    async with drawn(tmp_path) as (user, canvas):
        canvas.reveal("align")
        await user.press("exclamation_mark", "d")
        canvas.reveal("subsidies")
        await user.press("D")
        assert user.on_disk.claims["subsidies"].supported_by == (("align",), ("critics",))
        await user.press("z", "z")
        assert user.on_disk.claims["diverge"].role_of(("align",)) is Role.COUNTER


async def test_the_drawing_is_asked_for_boxes(tmp_path: Path):
    async with drawn(tmp_path) as (user, canvas):
        everything = set(canvas.drawing.boxes)
        await user.press("f", "down", "space", "enter")
        assert set(canvas.drawing.boxes) == {"diverge", "align"}
        assert str(canvas.border_title) == "Map: 1 of 5 · no quote"
        await user.press("escape")
        assert set(canvas.drawing.boxes) == everything


async def test_boxes_are_marked_and_asked_about_with_the_mouse(tmp_path: Path):
    async with drawn(tmp_path) as (user, canvas):
        box = canvas.drawing.boxes["align"]
        place = (box.x + 3 - canvas.scroll_offset.x, box.y + 2 - canvas.scroll_offset.y)
        await user.pilot.click(canvas, place, control=True)
        await user.settle()
        assert [spot.premises for spot in canvas.marks.marked] == [("align",)]
        await user.pilot.click(canvas, place, button=3)
        await user.settle()
        assert isinstance(user.dialog, Picker)
        await user.type("turn", "enter")
        assert user.on_disk.claims["diverge"].role_of(("align",)) is Role.SUPPORT


async def drag(user, canvas, some_id: str, onto: str) -> None:
    """Drags a box onto another with the mouse."""
    corner = canvas.content_region.offset - canvas.region.offset - canvas.scroll_offset
    begin, end = (corner + canvas.drawing.boxes[at].centre for at in (some_id, onto))
    await mouse(user.pilot, MouseDown, canvas, begin, button=1)
    await mouse(user.pilot, MouseMove, canvas, end, button=1)
    await mouse(user.pilot, MouseUp, canvas, end, button=1)
    await user.settle()


async def test_a_box_is_dragged_onto_another_in_one_step_that_can_be_undone(tmp_path: Path):
    async with drawn(tmp_path) as (user, canvas):
        before = user.map
        await drag(user, canvas, "no-extension", "subsidies")
        assert user.on_disk.claims["subsidies"].supported_by == (("critics",), ("no-extension",))
        assert user.on_disk.claims["diverge"].supported_by == ()
        assert canvas.current_link.target == "subsidies"
        await user.press("z")
        assert user.map == before


async def test_a_loose_box_that_is_dragged_asks_what_it_does(tmp_path: Path):
    async with drawn(tmp_path) as (user, canvas):
        await drag(user, canvas, "subsidies", "align")
        assert isinstance(user.dialog, Question)
        await user.press("down", "enter")
        assert user.on_disk.claims["align"].countered_by == (("subsidies",),)
        assert isinstance(user.app.screen, GraphScreen)


async def test_what_was_cut_is_shown_in_the_drawing(tmp_path: Path):
    async with drawn(tmp_path) as (user, canvas):
        canvas.reveal("align")
        await user.press("d")
        canvas.reveal("diverge")
        assert any("╭─ › ─" in canvas.render_line(y).text for y in range(30))
        await user.press("escape")
        assert not any(" › " in canvas.render_line(y).text for y in range(30))


async def test_linked_premises_that_were_cut_are_shown_as_cut_together(tmp_path: Path):
    async with drawn(tmp_path) as (user, canvas):
        whole = edit.link(
            edit.unlink(user.map, Link(("align",), Role.COUNTER, "diverge")),
            ("align", "critics"),
            Role.SUPPORT,
            "diverge",
        )
        user.bench.controller.do("link them", lambda _: whole)
        canvas.reveal("critics")
        await until(
            lambda: canvas.current_link.target == "diverge", "the link to diverge", lambda: user.press("full_stop")
        )
        await user.press("d")
        assert sum(canvas.render_line(y).text.count(" › ") for y in range(36)) == 2


async def test_note_and_translation_are_offered_by_the_right_button(tmp_path: Path):
    async with drawn(tmp_path) as (user, canvas):
        box = canvas.drawing.boxes["no-extension"]
        place = (box.x + 5 - canvas.scroll_offset.x, box.y + 2 - canvas.scroll_offset.y)
        await user.pilot.click(canvas, place, button=3)
        await user.settle()
        await user.type("note", "enter")
        assert "note" in str(user.app.screen.focused)
        await user.press("escape")
        assert isinstance(user.app.screen, GraphScreen)

"""Walking through the drawn map by keys and by mouse."""

from dataclasses import replace

import pytest
from rich.cells import cell_len
from textual.events import MouseScrollDown, MouseScrollRight
from textual.geometry import Offset

from argmap.edit import remove
from argmap.graph.drawn import Cell, Direction
from argmap.model import ArgMap, Claim, Link, Role
from argmap.tui.widgets.canvas.boxes import Zoom
from tests.tui.at_once import completed
from tests.tui.canvas.drawing import walk
from tests.tui.inside import mouse
from tests.tui.panes.samples import MAP, chain, fan


async def test_the_first_thesis_is_selected_and_in_sight():
    async with walk() as w:
        assert w.canvas.current == "diverge"
        assert "The US and Japan diverge" in w.seen


async def test_arrows_follow_the_links_and_come_back():
    async with walk() as w:
        await w.press("right")
        assert "diverge" in {link.target for link in MAP.links_from(w.canvas.current)}
        await w.press("left")
        assert w.canvas.current == "diverge"


async def test_up_and_down_go_to_the_box_beside():
    async with walk() as w:
        await w.press("right")
        first = w.canvas.current
        await w.press("down")
        second = w.canvas.current
        boxes = w.canvas.drawing.boxes
        assert boxes[second].y > boxes[first].y
        await w.press("up")
        assert w.canvas.current == first


async def test_tab_goes_round_every_box():
    async with walk() as w:
        met = []
        for _ in w.canvas.drawing.boxes:
            await w.press("tab")
            met.append(w.canvas.current)
        assert sorted(met) == sorted(w.canvas.drawing.boxes)
        await w.press("shift+tab")
        assert w.canvas.current == met[-2]


async def test_home_goes_to_the_first_thesis():
    async with walk() as w:
        await w.press("tab", "tab", "home")
        assert w.canvas.current == "diverge"


async def test_the_next_link_of_a_shared_box_is_selected_by_a_key():
    async with walk() as w:
        w.canvas.reveal("wide")
        first = w.canvas.current_link
        await w.press("full_stop")
        second = w.canvas.current_link
        assert {first.target, second.target} == {"diverge", "align"}
        await w.press("full_stop")
        assert w.canvas.current_link == first


async def test_moving_is_told_and_enter_chooses():
    async with walk() as w:
        await w.press("right")
        assert w.app.moved[-1] == w.canvas.current
        await w.press("enter")
        assert w.app.chosen == [w.canvas.current]


@pytest.mark.parametrize(
    ("key", "steps"),
    [
        ("ctrl+down", (0, 2)),
        ("ctrl+right", (6, 0)),
        ("shift+down", (0, 18)),
        ("pagedown", (0, 18)),
        ("shift+right", (58, 0)),
    ],
)
async def test_keys_pan_without_moving_the_selection(key, steps):
    async with walk(fan(60, 5)) as w:
        w.canvas.scroll_to(0, 0, animate=False, force=True)
        await w.pilot.pause()
        before = w.canvas.scroll_offset
        current = w.canvas.current
        await w.press(key)
        moved = w.canvas.scroll_offset - before
        assert (moved.x, moved.y) == steps
        back = key.replace("down", "up").replace("right", "left")
        await w.press(back)
        assert w.canvas.scroll_offset == before
        assert w.canvas.current == current


async def test_a_drag_moves_the_paper_with_the_pointer():
    async with walk(fan(60, 5)) as w:
        w.canvas.scroll_to(30, 30, animate=False, force=True)
        await w.pilot.pause()
        current = w.canvas.current
        ground = next(
            Offset(x, 20) for x in range(40, 80) if not w.canvas.painter.index.box_at(Cell(30 + x - 1, 30 + 20 - 1))
        )
        await w.drag(ground, ground - (10, 5))
        assert w.canvas.scroll_offset == Offset(40, 35)
        assert w.canvas.current == current
        assert not w.app.dropped


async def test_the_middle_button_moves_the_paper_also_on_a_box():
    async with walk(fan(60, 5)) as w:
        w.canvas.reveal("c30-1")
        await w.pilot.pause()
        before, place = w.canvas.scroll_offset, w.place("c30-1")
        await w.drag(place, place - (10, 5), button=2)
        assert w.canvas.scroll_offset == before + Offset(10, 5)
        assert not w.app.dropped


async def test_a_button_that_came_up_elsewhere_holds_nothing_any_more():
    async with walk(fan(60, 5)) as w:
        place = w.place(w.canvas.current)
        await w.grasp(place)
        await w.carry(place - Offset(9, 9), button=0)
        before = w.canvas.scroll_offset
        await w.carry(place - Offset(12, 15), button=0)
        assert w.canvas.scroll_offset == before
        assert not w.canvas.is_carrying


async def test_a_click_selects_a_box_and_two_choose_it():
    async with walk() as w:
        await w.click(w.place("align"))
        assert w.canvas.current == "align"
        assert not w.app.chosen
        await w.click(w.place("align"), times=2)
        assert w.app.chosen == ["align"]


async def test_a_click_on_a_joint_selects_the_link():
    async with walk() as w:
        link = Link(("law-2018", "no-extension"), Role.SUPPORT, "diverge")
        joint = w.canvas.drawing.joints[link]
        await w.click(w.on_screen((joint.x, joint.y)))
        assert w.canvas.current_link == link
        assert w.canvas.current_premises == link.premises
        assert w.canvas.current is None


async def test_a_click_on_an_arrow_selects_its_link():
    async with walk() as w:
        link = Link(("wide",), Role.COUNTER, "align")
        (arrow,) = (arrow for arrow in w.canvas.drawing.arrows if arrow.link == link)
        await w.click(w.on_screen(arrow.points[0]))
        assert w.canvas.current_link == link


async def test_the_zoom_shows_dots_titles_and_full_texts():
    async with walk() as w:
        assert "扩大到基础" not in w.seen
        titles = w.canvas.drawing.size
        await w.press("plus")
        assert w.canvas.zoom is Zoom.FULL
        assert "no-extension" in w.seen
        await w.press("minus", "minus")
        assert w.canvas.zoom is Zoom.DOTS
        assert w.canvas.drawing.size.height < titles.height
        assert "◆" in w.seen
        assert "diverge on" not in "".join(w.rows)
        assert w.canvas.current == "diverge"


async def test_the_selected_box_keeps_its_place_when_the_zoom_changes():
    async with walk(fan(60, 3)) as w:
        w.canvas.reveal("c30-1")
        await w.pilot.pause()
        before = w.place("c30-1")
        await w.press("plus")
        after = w.place("c30-1")
        assert abs(before.x - after.x) <= 2
        assert abs(before.y - after.y) <= 2


async def test_the_drawing_turns():
    async with walk() as w:
        boxes = w.canvas.drawing.boxes
        assert boxes["align"].x > boxes["diverge"].x
        await w.press("v")
        assert w.canvas.direction is Direction.DOWN
        boxes = w.canvas.drawing.boxes
        assert boxes["align"].y > boxes["diverge"].y


async def test_the_selected_box_keeps_its_place_after_an_edit():
    async with walk(fan(60, 3)) as w:
        w.canvas.reveal("c30-1")
        await w.pilot.pause()
        before = w.place("c30-1")
        edited = fan(60, 3)
        claims = {**edited.claims, "c0-2": Claim(text="x", supported_by=(("new",),)), "new": Claim(text="new")}
        w.canvas.show(replace(edited, claims=claims), {})
        await w.pilot.pause()
        assert w.canvas.current == "c30-1"
        assert w.place("c30-1") == before


async def test_where_the_selected_box_is_gone_the_nearest_is_selected():
    async with walk() as w:
        w.canvas.reveal("later")
        w.canvas.show(remove(MAP, "later"), {})
        assert w.canvas.current in w.canvas.drawing.boxes
        await w.pilot.pause()
        assert w.app.moved[-1] == w.canvas.current


async def test_focus_shows_the_neighbourhood_then_more_then_all():
    async with walk(chain(8)) as w:
        w.canvas.reveal("c3")
        await w.press("i")
        assert set(w.canvas.drawing.boxes) == {"c2", "c3", "c4"}
        await w.press("i")
        assert set(w.canvas.drawing.boxes) == {"c1", "c2", "c3", "c4", "c5"}
        await w.press("escape")
        assert len(w.canvas.drawing.boxes) == 8
        assert w.canvas.current == "c3"


async def test_what_focus_hides_is_revealed_by_showing_all():
    async with walk(chain(8)) as w:
        await w.press("i")
        assert w.canvas.reveal("c7")
        assert w.canvas.current == "c7"
        assert len(w.canvas.drawing.boxes) == 8
        assert not w.canvas.reveal("nobody")


async def test_search_finds_as_one_types_and_jumps_between_hits():
    async with walk() as w:
        await w.press("slash", *"CONTROLS")
        assert w.canvas.hits
        assert w.canvas.current in w.canvas.hits
        await w.press("enter")
        assert w.app.focused is w.canvas
        first = w.canvas.current
        await w.press("f3")
        assert w.canvas.current in w.canvas.hits
        assert w.canvas.current != first
        await w.press("shift+f3")
        assert w.canvas.current == first
        assert f"{len(w.canvas.hits)} found" in str(w.canvas.border_title)


async def test_escape_in_the_search_forgets_what_was_found():
    async with walk() as w:
        await w.press("slash", *"japan")
        assert w.canvas.hits
        await w.press("escape")
        assert not w.canvas.hits
        assert w.app.focused is w.canvas


async def test_full_width_and_half_width_are_found_alike():
    async with walk() as w:
        w.canvas.find("ＷＩＤＥ")
        assert w.canvas.hits == ("wide",)


async def test_the_overview_shows_where_one_is_and_a_click_goes_there():
    async with walk(fan(60, 5)) as w:
        bare = w.seen
        await w.press("w")
        assert w.seen != bare
        assert any("\u2800" <= character <= "\u28ff" for character in w.seen)
        width, height = w.canvas.scrollable_content_region.size
        await w.click(Offset(width - 1, height - 1))
        assert w.canvas.scroll_offset.y > w.canvas.max_scroll_y * 0.8
        await w.press("w")
        assert not any("\u2801" <= character <= "\u28ff" for character in w.seen)


async def test_the_overview_never_hides_the_selected_box():
    async with walk(fan(60, 5)) as w:
        await w.press("w")
        for corner in ("c59-4", "c0-0", "c30-4"):
            w.canvas.reveal(corner)
            await w.pilot.pause()
            assert "╔" in w.seen
            assert "╝" in w.seen


async def test_there_is_no_overview_while_all_is_in_sight():
    async with walk(chain(2)) as w:
        await w.press("w")
        assert not any("\u2800" <= character <= "\u28ff" for character in w.seen)


@pytest.mark.parametrize("zoom", ["", "plus", "minus"])
async def test_rows_are_exact_in_cells_wherever_one_looks(zoom):
    async with walk(size=(61, 17)) as w:
        await w.press(*([zoom] if zoom else []))
        width = w.canvas.scrollable_content_region.width
        for x in range(0, w.canvas.max_scroll_x + 1, 7):
            w.canvas.scroll_to(x, 3, animate=False, force=True)
            for row in w.rows:
                assert cell_len(row) == width


async def test_an_empty_map_names_the_key_that_fills_it():
    async with walk(ArgMap(title=""), {}) as w:
        assert "no claims yet: n makes one" in w.seen
        await w.press("down", "tab", "home", "enter", "i", "plus", "v", "w", "full_stop", "f3", "shift+right")
        assert w.canvas.current is None


async def test_a_large_map_is_drawn_beside_the_keys():
    async with walk(fan(300, 2), {}) as w:
        await completed(w.app.workers)
        await w.pilot.pause()
        assert len(w.canvas.drawing.boxes) == 601


async def test_what_is_selected_in_a_large_map_before_it_is_drawn_is_told():
    async with walk(fan(300, 2), {}) as w:
        w.canvas.reveal("c200-1")
        w.app.moved.clear()
        await completed(w.app.workers)
        await w.pilot.pause()
        assert w.canvas.current == "c200-1"
        assert w.app.moved == ["c200-1"]


HOSTILE = (
    "[/b]",
    "[@click=app.quit]x[/]",
    "\x1b[31mred\x1b[0m",
    "\u202eevil",
    "x" * 10_000,
    "\u200b" * 500,
    "\u0301" * 99,
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
async def test_hostile_texts_are_only_texts(text):
    whole = replace(
        MAP,
        claims={**MAP.claims, "diverge": replace(MAP.claims["diverge"], text=text)},
        quotes={**MAP.quotes, "purpose": replace(MAP.quotes["purpose"], text=text)},
    )
    async with walk(whole) as w:
        for key in ("plus", "minus", "minus"):
            await w.press(key)
            painted = "".join(w.rows)
            assert not any(ord(character) < 32 or character in "\u202e\x9b" for character in painted)
            assert all(cell_len(row) == w.canvas.scrollable_content_region.width for row in w.rows)
        await w.press("slash", *"[/b]")
        assert w.app.is_running


async def test_without_colours_roles_and_selection_still_differ():
    async with walk() as w:
        seen = w.seen
        assert "╔" in seen
        assert "╌" in seen or "╍" in seen
        assert "┈" in seen or "┊" in seen
        assert "&" in seen
        assert {"+", "−", "×"} <= set(seen)


async def test_what_keys_do_to_the_drawing_the_line_above_it_does_with_the_mouse():
    async with walk(fan(60, 3), size=(120, 24)) as w:
        await w.press_tool("larger")
        assert w.canvas.zoom is Zoom.FULL
        await w.press_tool("smaller")
        await w.press_tool("smaller")
        assert w.canvas.zoom is Zoom.DOTS
        await w.press_tool("larger")
        await w.press_tool("turn")
        assert w.canvas.direction is Direction.DOWN
        await w.press_tool("overview")
        assert w.canvas.overview_shown
        assert not w.has_tool("all")
        await w.press_tool("near")
        assert w.canvas.is_narrowed
        await w.press_tool("all")
        assert not w.canvas.is_narrowed
        assert not w.has_tool("next")
        await w.press_tool("search")
        await w.press(*"30")
        first = w.canvas.current
        await w.press_tool("next")
        assert w.canvas.current != first
        await w.press_tool("previous")
        assert w.canvas.current == first


@pytest.mark.parametrize(
    ("event", "more", "steps"),
    [
        (MouseScrollDown, {}, (0, 1)),
        (MouseScrollDown, {"shift": True}, (1, 0)),
        (MouseScrollDown, {"control": True}, (1, 0)),
        (MouseScrollRight, {}, (1, 0)),
    ],
)
async def test_the_wheel_pans(event, more, steps):
    async with walk(fan(60, 5)) as w:
        w.canvas.scroll_to(30, 30, animate=False, force=True)
        await w.pilot.pause()
        before = w.canvas.scroll_offset
        await mouse(w.pilot, event, w.canvas, (20, 20), button=0, **more)
        await w.pilot.pause()
        moved = w.canvas.scroll_offset - before
        assert (moved.x > 0, moved.y > 0) == (steps[0] > 0, steps[1] > 0)


async def test_a_drag_in_the_overview_goes_through_the_drawing():
    async with walk(fan(60, 5)) as w:
        await w.press("w")
        width, height = w.canvas.scrollable_content_region.size
        await w.grasp(Offset(width - 3, height - 3))
        low = w.canvas.scroll_offset.y
        await w.carry(Offset(width - 3, height - 8))
        assert w.canvas.scroll_offset.y < low
        await w.drop(Offset(width - 3, height - 8))
        assert not w.app.dropped


async def test_the_selected_box_stays_in_sight_when_the_terminal_is_resized():
    async with walk(fan(60, 5), size=(160, 48)) as w:
        w.canvas.reveal("c59-4")
        for size in ((80, 24), (200, 60), (40, 10)):
            await w.pilot.resize_terminal(*size)
            await w.pilot.pause()
            assert "╔" in w.seen
            assert all(cell_len(row) == w.canvas.scrollable_content_region.width for row in w.rows)


async def test_a_drawing_that_takes_its_time_says_so_and_escape_keeps_the_old_one():
    async with walk(ArgMap(title=""), {}) as w:
        w.canvas.show(fan(300, 2), {})
        assert "drawing …" in w.seen
        assert "no claims yet" not in w.seen
        await completed(w.app.workers)
        await w.pilot.pause()
        assert "drawing" not in str(w.canvas.border_title)
        old = w.canvas.drawing
        w.canvas.action_zoom(1)
        assert "drawing …" in str(w.canvas.border_title)
        w.canvas.action_let_go()
        assert w.canvas.zoom is Zoom.TITLES
        assert "drawing" not in str(w.canvas.border_title)
        await completed(w.app.workers)
        await w.pilot.pause()
        assert w.canvas.drawing is old

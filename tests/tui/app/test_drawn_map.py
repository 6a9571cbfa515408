"""The drawn map over the workbench: what the tree can do, the boxes can."""

import os
from contextlib import asynccontextmanager
from pathlib import Path

from argmap.graph.drawn import Direction
from argmap.tui.keys import choose_keys
from argmap.tui.screens.canvas import GraphScreen
from argmap.tui.screens.main import MainScreen
from argmap.tui.widgets.canvas.boxes import Zoom
from tests.tui.app.test_palette import found
from tests.tui.app.walking import small_project, walk


@asynccontextmanager
async def drawn(tmp_path, size=(140, 40)):
    async with walk(small_project(tmp_path), size=size) as w:
        await w.press("3", "home", "m")
        assert isinstance(w.app.screen, GraphScreen)
        yield w, w.app.screen.canvas


async def test_m_draws_the_map_with_the_row_of_the_cursor_selected(tmp_path):
    async with walk(small_project(tmp_path)) as w:
        await w.press("3")
        w.outline.reveal("align")
        await w.press("m")
        assert w.app.screen.canvas.current == "align"


async def test_escape_goes_back_to_the_row_of_the_box(tmp_path):
    async with drawn(tmp_path) as (w, canvas):
        canvas.reveal("critics")
        await w.press("escape")
        assert isinstance(w.app.screen, MainScreen)
        assert w.outline.current.id == "critics"


async def test_enter_on_a_quote_goes_to_its_passage(tmp_path):
    async with drawn(tmp_path) as (w, canvas):
        canvas.reveal("no-extension")
        await w.press("enter")
        assert isinstance(w.app.screen, MainScreen)
        assert w.app.focused is w.reader


async def test_a_claim_is_made_there_and_drawn_at_once(tmp_path):
    async with drawn(tmp_path) as (w, canvas):
        canvas.reveal("diverge")
        await w.press("S")
        await w.type("A wholly new reason.")
        await w.press("enter")
        if w.dialog is not None:
            await w.press("enter")
        new = next(at for at, claim in w.map.claims.items() if claim.text == "A wholly new reason.")
        assert (new,) in w.map.claims["diverge"].supported_by
        assert new in canvas.drawing.boxes
        await w.press("z")
        assert new not in canvas.drawing.boxes


async def test_the_link_of_a_box_is_taken_away(tmp_path):
    async with drawn(tmp_path) as (w, canvas):
        canvas.reveal("align")
        await w.press("backspace")
        assert w.map.claims["diverge"].countered_by == ()
        assert not any(arrow.begin == "align" for arrow in canvas.drawing.arrows)


async def test_a_thesis_is_turned_there(tmp_path):
    async with drawn(tmp_path) as (w, canvas):
        canvas.reveal("subsidies")
        await w.press("t")
        assert "subsidies" in w.map.thesis


async def test_what_cannot_be_done_to_a_box_says_why(tmp_path):
    async with drawn(tmp_path) as (w, canvas):
        canvas.reveal("no-extension")
        await w.press("t")
        assert any("claim" in said for said in w.said)


async def test_what_others_change_on_disk_is_drawn(tmp_path):
    async with drawn(tmp_path) as (w, canvas):
        path = w.bench.session.path
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("Subsidies for chips", "From elsewhere: subsidies"), encoding="utf-8")
        w.app.screen.glance()
        await w.settle()
        canvas.reveal("subsidies")
        await w.settle()
        assert "From elsewhere" in str(canvas.border_subtitle)


async def test_quotes_show_how_they_stand(tmp_path):
    async with drawn(tmp_path) as (w, canvas):
        for _ in range(100):
            if "●" in (painted := "".join(canvas.render_line(y).text for y in range(canvas.size.height))):
                break
            await w.pilot.pause(0.05)
        assert "●" in painted


async def test_help_tells_the_keys_of_the_drawing(tmp_path):
    async with drawn(tmp_path) as (w, _):
        await w.press("question_mark")
        assert type(w.app.screen).__name__ == "Help"
        await w.press("escape")
        assert isinstance(w.app.screen, GraphScreen)


async def test_by_mouse_alone_one_chooses_and_comes_back(tmp_path):
    async with drawn(tmp_path) as (w, canvas):
        centre = canvas.drawing.boxes["critics"].centre
        at = canvas.content_region.offset - canvas.region.offset - canvas.scroll_offset + (centre.x, centre.y)
        await w.pilot.click(canvas, offset=at, times=2)
        await w.settle()
        assert isinstance(w.app.screen, MainScreen)
        assert w.app.focused is w.reader


async def test_the_palette_acts_on_the_box(tmp_path):
    async with drawn(tmp_path) as (w, canvas):
        canvas.reveal("subsidies")
        await w.press("ctrl+p", *"thesis root")
        await w.pilot.pause(0.3)
        await w.press("enter", "enter")
        await w.settle()
        assert "subsidies" in w.map.thesis


async def test_the_footer_follows_what_can_be_done_and_undoes_by_mouse(tmp_path):
    async with drawn(tmp_path, size=(80, 24)) as (w, canvas):
        screen = w.app.screen
        shown = [entry.text.plain for _, _, entry in screen.query_one("#hints").places()]
        assert shown[0] == "enter go there"
        assert shown[-2:] == ["? help", "^p all"]
        canvas.reveal("align")
        before = w.map
        await w.press("exclamation_mark")
        assert w.map != before
        begin = next(at for at, _, entry in screen.query_one("#hints").places() if "undo" in entry.text.plain)
        await w.click("#hints", offset=(begin + 2, 0))
        assert w.map == before
        await w.press("d")
        shown = [entry.text.plain for _, _, entry in screen.query_one("#hints").places()]
        assert "ctrl+v paste" in shown


async def test_the_line_above_the_drawing_leads_back_by_mouse(tmp_path):
    async with drawn(tmp_path) as (w, canvas):
        canvas.reveal("critics")
        await w.click("#tools", offset=(2, 0))
        assert isinstance(w.app.screen, MainScreen)
        assert w.outline.current.id == "critics"


async def test_the_drawing_names_its_map(tmp_path):
    async with drawn(tmp_path) as (_, canvas):
        assert str(canvas.border_title) == "Map · Export controls 出口管制"


async def test_the_map_is_drawn_again_as_it_was_looked_at_last(tmp_path):
    async with drawn(tmp_path) as (w, _):
        await w.press("minus", "v", "w", "escape")
        assert isinstance(w.app.screen, MainScreen)
        await w.press("m")
        canvas = w.app.screen.canvas
        assert (canvas.zoom, canvas.direction, canvas.overview_shown) == (Zoom.DOTS, Direction.DOWN, True)
    async with walk(tmp_path / "maps/small.toml") as w:
        await w.press("m")
        assert w.app.screen.canvas.zoom is Zoom.DOTS
        await w.press("plus", "v", "w", "escape")


async def test_the_key_that_draws_leads_back_and_never_draws_twice(tmp_path):
    async with drawn(tmp_path) as (w, _):
        await w.press("m")
        assert w.app.screen is w.bench


async def test_the_help_of_the_drawing_names_the_keys_that_were_chosen(tmp_path):
    file = Path(os.environ["XDG_CONFIG_HOME"]) / "argmap" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text('[keys]\n"canvas.turn" = "f5"\n"canvas.back" = "f6"\n')
    try:
        async with drawn(tmp_path) as (w, _):
            keys = {said: key for key, said in w.app.screen.pane_keys()}
            assert [key for said, key in keys.items() if said.startswith("Turn the drawing")] == ["f5"]
            assert [key for said, key in keys.items() if said.startswith("Go back to the panes")] == ["f6"]
            await w.press("f6")
            assert w.app.screen is w.bench
    finally:
        choose_keys({})


async def test_in_the_drawing_words_find_what_it_does(tmp_path):
    words = (
        ("zoom in", "Larger"), ("zoom out", "Smaller"), ("rotate", "Turn"), ("minimap", "Overview"),
        ("neighbourhood", "Focus"), ("find words", "Search"), ("whole map", "Show all"), ("back to tree", "Back"),
        ("show the tree", "Back"), ("delete claim", "Remove"),
    )  # fmt: skip
    async with drawn(tmp_path) as (w, _):
        for typed, first in words:
            titles = await found(w, typed)
            assert any(title.startswith(first) for title in titles[:3]), (typed, titles)
            assert not any(title.startswith("Draw map") for title in titles), typed

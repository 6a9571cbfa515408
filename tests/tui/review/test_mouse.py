"""A sitting by the mouse alone."""

from textual.events import MouseMove

from argmap.tui.widgets.reader.reader import Reader
from tests.tui.inside import mouse
from tests.tui.review.sitting import NEW_ZH, REPEATED, edited_project, sitting


async def click_row(user, selector: str, row: int, times: int = 1) -> None:
    await user.click(selector, offset=(12, row + 1), times=times)


async def test_a_quote_is_clicked_and_accepted_undone_and_kept(tmp_path):
    async with sitting(edited_project(tmp_path)) as user:
        before = user.bytes
        await click_row(user, "#cases", user.listed.index("english"))
        assert user.shown == "english"
        assert user.bytes == before
        await user.press_hint("accept")
        assert user.on_disk.quotes["english"].text.startswith("We will keep all")
        await user.press_hint("later")
        assert "reworded" not in user.listed
        await user.press_hint("accept moved")
        assert user.bench.session.undo_name == "accept 2 quotes that only moved"


async def test_a_place_is_looked_at_with_a_click_and_taken_with_two(tmp_path):
    async with sitting(edited_project(tmp_path), current="twice") as user:
        before = user.bytes
        await click_row(user, "#places", 1)
        assert "line 15" in user.title("#now")
        assert user.bytes == before
        await click_row(user, "#places", 1, times=2)
        assert user.on_disk.quotes["twice"].at == NEW_ZH.rindex(REPEATED)


async def test_a_passage_is_dragged_over_and_taken(tmp_path):
    async with sitting(edited_project(tmp_path), current="english") as user:
        await user.press_hint("re-select")
        reader = user.app.screen.query_one("#text", Reader)
        row = reader.content_region.y - reader.region.y
        await user.pilot.mouse_down("#text", offset=(40, row))
        await mouse(user.pilot, MouseMove, "#text", (60, row), button=1)
        await user.pilot.mouse_up("#text", offset=(60, row))
        await user.settle()
        chosen = reader.text[slice(*reader.selected_span)]
        assert len(chosen) == 21
        await user.press_hint("take")
        assert user.on_disk.quotes["english"].text == chosen.strip()


async def test_a_quote_is_dropped_by_clicks(tmp_path):
    async with sitting(edited_project(tmp_path), current="english") as user:
        await user.press_hint("drop")
        await user.click("#answer-0")
        assert "english" not in user.on_disk.quotes
        await user.click("#sitting-title", offset=(2, 0))
        assert user.app.screen is user.bench

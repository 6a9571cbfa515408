"""The review screen as it looks; `pytest --snapshot-update` takes new pictures."""

from itertools import pairwise

import pytest

from argmap.tui.app import ArgmapApp
from argmap.tui.review import ReviewScreen
from tests.tui.app.test_hostile_maps import terminal_text
from tests.tui.review.sitting import edited_project, sitting


@pytest.mark.parametrize(
    ("size", "current", "theme"),
    [((140, 45), "reworded", "textual-dark"), ((80, 24), "twice", "textual-light")],
    ids=["wide", "narrow"],
)
def test_the_review_screen(snap_compare, tmp_path, size, current, theme):
    app = ArgmapApp([edited_project(tmp_path, in_git=True)])
    app.theme = theme

    async def review(pilot):
        await pilot.pause(0.3)
        bench = app.screen
        app.push_screen(ReviewScreen(bench, current))
        await pilot.pause(0.3)
        await app.workers.wait_for_complete()
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=review)


async def test_under_a_hundred_columns_the_words_stand_above_each_other(tmp_path):
    async with sitting(edited_project(tmp_path), size=(80, 24), current="twice") as user:
        regions = [user.review.query_one(pane).region for pane in ("#cases", "#kept", "#now", "#places", "#hints")]
        assert [region.x for region in regions] == [0] * 5
        assert all(above.bottom <= below.y for above, below in pairwise(regions))
        assert all(region.height >= 3 for region in regions[:4])
        assert regions[-1].bottom == 24


async def test_in_a_tiny_terminal_the_words_are_in_sight(tmp_path):
    async with sitting(edited_project(tmp_path), size=(40, 12), current="english") as user:
        screen = terminal_text(user)
        assert "english" in screen
        assert "┃ We will keep all" in screen

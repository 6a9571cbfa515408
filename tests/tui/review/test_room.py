"""How the review screen divides its room."""

from itertools import pairwise

from tests.tui.app.test_hostile_maps import terminal_text
from tests.tui.review.sitting import edited_project, sitting


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

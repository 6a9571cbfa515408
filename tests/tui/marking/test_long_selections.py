"""More than anyone quotes: said before a key is pressed in vain, and never worked on."""

from pathlib import Path

from argmap.tui.state.context import LONGEST_PASSAGE
from tests.tui.app.walking import CHINESE, QUOTED, small_project, walk
from tests.tui.marking.selecting import put_cursor


async def test_a_selection_too_long_for_a_quote_is_refused_with_what_to_do(tmp_path: Path):
    path = small_project(tmp_path)
    (tmp_path / "texts/zh.txt").write_text(CHINESE + "很长的一段。" * (LONGEST_PASSAGE // 6), encoding="utf-8")
    async with walk(path) as user:
        await put_cursor(user, "出口管制")
        await user.press("v", "ctrl+end")
        before = user.map
        for key in ("s", "c", "u", "q", "ampersand"):
            await user.press(key)
            assert user.dialog is None
            assert f"a quote has at most {LONGEST_PASSAGE:,}: select less" in user.said[-1]
        assert user.map is before
        assert not user.bench.collection
        await user.press("escape")
        await put_cursor(user, QUOTED)
        await user.press("A", "ctrl+home", "v", "ctrl+end", "enter")
        assert "select less" in user.said[-1]
        assert user.map is before

"""The margin of the reader and the outline say the same of a quote."""

from pathlib import Path

from argmap.graph import STATE_SIGN
from argmap.tui.widgets.reader.text_view import overview
from tests.tui.app.walking import CHINESE, QUOTED, committed, small_project, walk
from tests.tui.inside import highlights_of, lines, wrapped
from tests.tui.marking.selecting import put_cursor, select
from tests.tui.reader.reading import shown

HOSTILE = "[/b] [@click=app.quit]x[/] \x1b[31mred\u202e 日本。"


async def test_a_quote_in_doubt_has_the_outlines_sign_in_the_margins(tmp_path: Path):
    path = small_project(tmp_path)
    committed(path)
    (tmp_path / "texts/zh.txt").write_text(CHINESE.replace("没有像美国那样", "并未如美国般"), encoding="utf-8")
    async with walk(path) as user:
        state = user.bench.snapshot.states["no-extension"].state
        sign = STATE_SIGN[state]
        assert state in {"tracked", "fuzzy"}
        user.outline.reveal("no-extension")
        await user.settle()
        assert any(sign in row for row in shown(user.reader))
        assert not any("?" in row for row in shown(user.reader))
        cells = overview(wrapped(user.reader), highlights_of(user.reader), None, 20)
        assert sign in {cell.glyph for cell in cells}
        rows = [user.outline.render_line(y).text for y in range(user.outline.size.height)]
        assert any(row.rstrip().endswith(sign) for row in rows)


async def test_hostile_words_are_marked_collected_and_asked_about_as_words(tmp_path: Path):
    path = small_project(tmp_path)
    (tmp_path / "texts/zh.txt").write_text(f"{HOSTILE}\n{CHINESE}", encoding="utf-8")
    async with walk(path) as user:
        await select(user, HOSTILE[:20])
        await user.press("2", "q")
        await select(user, HOSTILE[5:])
        await user.press("s")
        await user.press("escape")
        await user.press("ampersand", "enter")
        await user.press("Y")
        assert user.dialog is not None
        await user.press("escape", "s", "escape")
        await put_cursor(user, HOSTILE)
        await user.press("A", "shift+right", "enter", "escape", "T", "escape", "semicolon", "escape")
        assert user.app.is_running
        painted = "".join(lines(user.app))
        assert "\x1b" not in painted
        assert "\u202e" not in painted
        assert QUOTED[:4] in painted

"""What is painted anew: enough that the screen is right, and not much more."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from textual.scrollbar import ScrollBar, ScrollBarRender

from argmap.graph import outline
from argmap.tui.widgets.details import DetailPane
from argmap.tui.widgets.outline import OutlinePane
from argmap.tui.widgets.painted_pane import ends
from tests.tui.inside import strips
from tests.tui.panes.samples import MAP, fan
from tests.tui.panes.screens import rows, show_in, showing


def on_screen(pilot, pane):
    """What the terminal has of a pane's rows, as it was painted last."""
    region = pane.scrollable_content_region.translate(pane.region.offset - pane.outer_size.region.offset)
    painted = strips(pilot.app)
    return [painted[y].crop(region.x, region.right).text.rstrip() for y in region.line_range]


@given(st.integers(1, 60), st.integers(1, 3000), st.integers(1, 60), st.floats(0, 1), st.floats(0, 1))
def test_a_thumb_with_the_same_ends_looks_the_same(size, rows_in_all, seen_rows, one, other):
    def drawn(share):
        position = int(share * max(0, rows_in_all - seen_rows))
        if rows_in_all == seen_rows:
            return None, None
        look = ScrollBarRender.render_bar(size, rows_in_all, seen_rows, position).segments
        return ends(size, rows_in_all, seen_rows, position), look

    (ends_of_one, look_of_one), (ends_of_other, look_of_other) = drawn(one), drawn(other)
    if rows_in_all > seen_rows and ends_of_one == ends_of_other:
        assert look_of_one == look_of_other


async def test_a_row_that_is_scrolled_paints_the_scrollbar_only_where_its_thumb_is_seen_to_move(monkeypatch):
    painted = []
    refresh = ScrollBar.refresh
    monkeypatch.setattr(
        ScrollBar, "refresh", lambda bar, *args, **more: painted.append(bar) or refresh(bar, *args, **more)
    )
    pane = OutlinePane()
    async with showing(pane, size=(60, 20)) as pilot:
        show_in(pane, fan(2000), {})
        await pilot.press(*["pagedown"] * 3)
        await pilot.pause()
        painted.clear()
        for _ in range(8):
            await pilot.press("down")
        assert pane.scroll_offset.y > 40
        assert len(painted) <= 1
        await pilot.press("end")
        assert pane.vertical_scrollbar.position == pane.scroll_offset.y == pane.max_scroll_y
        assert len(painted) <= 2


async def test_of_another_row_only_the_lines_with_words_are_painted_and_nothing_is_left_of_the_row_before():
    pane = DetailPane()
    noted = replace(MAP, claims={**MAP.claims, "later": replace(MAP.claims["later"], note="一行\n" * 60)})
    async with showing(pane, size=(40, 14)) as pilot:
        for some_id in ("diverge", "later", "align", "wide", "later", "diverge"):
            show_in(pane, noted, {}, next(row for row in outline(noted) if row.id == some_id))
            await pilot.pause(0.05)
            assert on_screen(pilot, pane) == rows(pane), some_id
            pane.scroll_to(y=6, animate=False)
            await pilot.pause(0.05)
            assert on_screen(pilot, pane) == rows(pane), some_id


async def test_a_border_that_says_the_same_is_not_painted_again(monkeypatch):
    pane = OutlinePane()
    async with showing(pane, size=(60, 20)) as pilot:
        show_in(pane, fan(50), {})
        await pilot.pause()
        show_in(pane, fan(50), {})
        whole = []
        monkeypatch.setattr(pane, "refresh", lambda *regions, **_: whole.append(1) if not regions else None)
        show_in(pane, fan(50), {})
        assert len(whole) == 1  # the rows, and not the title, too

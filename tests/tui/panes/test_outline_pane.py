from argmap import edit
from argmap.model import ArgMap, Claim, Link, Role
from argmap.tui.widgets.outline import OutlinePane, RowChosen, RowMoved
from tests.tui.inside import bindings_of, mouse
from tests.tui.panes.samples import MAP, OUTLINE, STANDINGS, chain, fan
from tests.tui.panes.screens import rows, seen, show_in, showing, styles

WIDE = (90, 24)


async def press(pilot, *keys):
    await pilot.press(*keys)
    await pilot.pause()


async def test_the_outline_shows_guides_signs_words_and_states():
    pane = OutlinePane()
    async with showing(pane, size=WIDE):
        show_in(pane, MAP, STANDINGS)
        assert seen(pane).replace("controls. diverge", "controls.") == OUTLINE


async def test_every_key_of_the_cursor():
    pane = OutlinePane()
    async with showing(pane, size=(60, 7)) as pilot:
        show_in(pane, fan(30), {})
        steps = [
            ("down", 1), ("j", 2), ("up", 1), ("k", 0), ("k", 0), ("pagedown", 4), ("pagedown", 8), ("pageup", 4),
            ("end", 30), ("down", 30), ("home", 0), ("G", 30), ("g", 0),
        ]  # fmt: skip
        for key, row in steps:
            await pilot.press(key)
            assert pane.cursor == row, key
            assert pane.scroll_offset.y <= row < pane.scroll_offset.y + 5


async def test_left_folds_then_goes_up_and_right_unfolds_then_goes_down():
    pane = OutlinePane()
    async with showing(pane) as pilot:
        show_in(pane, chain(3), {})
        await press(pilot, "down", "left")
        assert seen(pane) == "▾◆ claim 0\n └▸+ claim 1 c1"
        await press(pilot, "left")
        assert pane.current.id == "c0"
        await press(pilot, "left", "left", "left")
        assert seen(pane) == "▸◆ claim 0 c0"
        await press(pilot, "right", "right", "right", "right", "right")
        assert pane.current.id == "c2"
        await press(pilot, "left", "left")
        assert [row.id for row in pilot.app.heard(RowMoved)][-1] == "c1"
        assert seen(pane) == "▾◆ claim 0\n └▸+ claim 1 c1"
        await press(pilot, "right")
        assert len(seen(pane).splitlines()) == 3


async def test_everything_is_folded_and_unfolded_at_once():
    pane = OutlinePane()
    async with showing(pane, size=WIDE) as pilot:
        show_in(pane, MAP, STANDINGS)
        pane.reveal("align")
        await press(pilot, "shift+left")
        assert pane.row_count() == 2
        assert pane.current.id == "diverge"
        await press(pilot, "shift+right")
        assert pane.row_count() == len(OUTLINE.splitlines())


async def test_the_keys_of_an_empty_map_do_nothing():
    pane = OutlinePane()
    async with showing(pane) as pilot:
        show_in(pane, ArgMap(title=""), {})
        await press(pilot, "down", "left", "right", "space", "shift+left", "shift+right", "end", "pageup", "enter")
        assert seen(pane) == "no claims yet: n makes one"
        assert (pane.current, pane.current_link) == (None, None)
        assert pilot.app.told == []
        assert not pane.reveal("x")


async def test_enter_and_a_double_click_choose_a_row():
    pane = OutlinePane()
    async with showing(pane) as pilot:
        show_in(pane, chain(3), {})
        await press(pilot, "down", "enter")
        await pilot.click(pane, (12, 3), times=2)
        await pilot.pause()
        assert [row.id for row in pilot.app.heard(RowChosen)] == ["c1", "c2"]


async def test_a_click_puts_the_cursor_on_a_row_and_below_the_last_does_nothing():
    pane = OutlinePane()
    async with showing(pane) as pilot:
        show_in(pane, chain(3), {})
        await pilot.click(pane, (12, 3))
        assert pane.current.id == "c2"
        await pilot.click(pane, (12, 9))
        assert pane.current.id == "c2"
        await pilot.pause()
        assert pilot.app.heard(RowChosen) == []


async def test_a_click_on_the_marker_folds():
    pane = OutlinePane()
    async with showing(pane) as pilot:
        show_in(pane, chain(3), {})
        marker = rows(pane)[1].index("▾")
        await pilot.click(pane, (marker + 1, 2))
        assert rows(pane)[1].startswith(" └▸+")
        await pilot.click(pane, (marker + 1, 2))
        assert rows(pane)[1].startswith(" └▾+")
        assert pilot.app.heard(RowChosen) == []


async def test_the_wheel_scrolls():
    pane = OutlinePane()
    async with showing(pane, size=(60, 7)) as pilot:
        show_in(pane, fan(30), {})
        await mouse(pilot, _wheel(), pane, (5, 3))
        await pilot.pause()
        assert pane.scroll_offset.y > 0
        assert pane.cursor == 0


def _wheel():
    from textual.events import MouseScrollDown

    return MouseScrollDown


async def test_moving_tells_only_the_last_of_several_rows():
    pane = OutlinePane()
    async with showing(pane) as pilot:
        show_in(pane, chain(4), {})
        for _ in range(3):
            pane.action_move("down")
        await pilot.pause()
        assert [row.id for row in pilot.app.heard(RowMoved)] == ["c3"]


async def test_an_edit_keeps_folds_and_cursor():
    pane = OutlinePane()
    async with showing(pane, size=WIDE) as pilot:
        show_in(pane, MAP, STANDINGS)
        pane.reveal("wide")
        await press(pilot, "left")
        pane.reveal("align")
        await pilot.pause()
        pilot.app.told.clear()
        after, _ = edit.add_claim(MAP, Claim(text="A loose claim"))
        show_in(pane, after, STANDINGS)
        await pilot.pause()
        assert pane.current.id == "align"
        assert pilot.app.told == []
        assert "├▸+ 美国扩大了出口管制的范围" in seen(pane)


async def test_an_edit_that_removes_the_row_of_the_cursor_tells_where_it_went():
    pane = OutlinePane()
    async with showing(pane) as pilot:
        show_in(pane, fan(3), {})
        pane.reveal("c1-0")
        show_in(pane, edit.remove(fan(3), "c1-0"), {})
        await pilot.pause()
        assert pilot.app.heard(RowMoved)[-1].id == "c2-0"
        show_in(pane, ArgMap(title=""), {})
        await pilot.pause()
        assert pilot.app.heard(RowMoved)[-1] is None


async def test_a_large_map_starts_folded_and_a_small_one_open():
    pane = OutlinePane()
    async with showing(pane):
        show_in(pane, chain(20), {})
        assert pane.row_count() == 20
        show_in(pane, ArgMap(title=""), {})
        show_in(pane, fan(100, 4), {})
        assert pane.row_count() == 1 + 2 * 100
        assert sum("▸" in row for row in rows(pane)) > 5


async def test_revealing_unfolds_what_hides_a_row_and_brings_it_in_sight():
    pane = OutlinePane()
    async with showing(pane, size=(60, 8)):
        show_in(pane, fan(200, 4), {})
        assert pane.reveal("c99-3")
        assert pane.current.id == "c99-3"
        assert any("claim 99.3" in row for row in rows(pane))
        assert not pane.reveal("no-such")
        assert pane.current.id == "c99-3"


async def test_what_is_revealed_before_there_is_a_size_is_in_sight_afterwards():
    pane = OutlinePane()
    show_in(pane, fan(200), {})
    pane.reveal("c99-0")
    async with showing(pane, size=(60, 8)):
        assert any("claim 99.0" in row for row in rows(pane))


async def test_revealing_goes_where_an_element_stands_in_full_and_a_link_where_it_is():
    pane = OutlinePane()
    async with showing(pane):
        show_in(pane, MAP, STANDINGS)
        assert pane.reveal("law-2018")
        assert pane.cursor == 2
        assert pane.reveal_link(Link(("law-2018",), Role.SUPPORT, "wide"))
        assert pane.cursor == 7
        assert not pane.reveal_link(Link(("law-2018",), Role.SUPPORT, "align"))


async def test_each_row_knows_its_link_and_linked_premises_share_theirs():
    pane = OutlinePane()
    links = {
        "diverge": None,
        "stray": None,
        "align": Link(("align",), Role.COUNTER, "diverge"),
        "no-extension": Link(("law-2018", "no-extension"), Role.SUPPORT, "diverge"),
        "later": Link(("later",), Role.UNDERCUT, "diverge", ("purpose",)),
    }
    async with showing(pane):
        show_in(pane, MAP, STANDINGS)
        for some_id, link in links.items():
            pane.reveal(some_id)
            assert pane.current_link == link, some_id


async def test_deep_rows_keep_room_for_their_words():
    pane = OutlinePane()
    async with showing(pane, size=(40, 12)):
        show_in(pane, chain(200), {})
        pane.reveal("c199")
        assert all("+ claim 1" in row for row in rows(pane))
        assert rows(pane)[0].startswith("…")


async def test_at_every_width_the_rows_fill_it_exactly():
    pane = OutlinePane()
    async with showing(pane, size=(40, 20)) as pilot:
        show_in(pane, MAP, STANDINGS)
        for width in (12, 13, 20, 41):
            await pilot.resize_terminal(width, 20)
            await pilot.pause()
            assert {pane.render_line(y).cell_length for y in range(18)} == {pane.scrollable_content_region.width}


async def test_roles_have_colours_of_their_own_and_follow_the_theme():
    pane = OutlinePane()
    async with showing(pane, size=WIDE) as pilot:
        show_in(pane, MAP, STANDINGS)
        support, counter = styles(pane, 1, "+"), styles(pane, 8, "−")
        undercut = styles(pane, 5, "×")
        assert len({support.color, counter.color, undercut.color}) == 3
        pilot.app.theme = "textual-light"
        await pilot.pause()
        assert styles(pane, 1, "+").color != support.color


async def test_the_cursor_looks_different_while_another_pane_has_the_keyboard():
    pane, other = OutlinePane(), OutlinePane()
    async with showing(pane, other) as pilot:
        show_in(pane, MAP, STANDINGS)
        focused = pane.render_line(0)
        assert focused != pane.render_line(1)
        other.focus()
        await pilot.pause()
        assert pane.render_line(0) != focused


async def test_every_key_has_an_id_and_a_tooltip():
    pane = OutlinePane()
    bindings = bindings_of(pane)
    assert {binding.id.split(".")[0] for binding in bindings} == {"outline", "list"}
    assert all(binding.tooltip for binding in bindings)

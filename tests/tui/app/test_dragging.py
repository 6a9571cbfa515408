"""Rows of the map that are dragged onto others, and linked premises that are cut."""

from pathlib import Path

from textual.events import MouseDown, MouseMove, MouseUp

from argmap import edit
from argmap.model import Claim, Link, Role
from argmap.store import dumps, load
from argmap.store.saving import save
from argmap.tui.widgets.outline import CUT_SIGN
from tests.tui.app.test_arranging import arguing, row_of, shown
from tests.tui.app.walking import Walk, small_project, walk
from tests.tui.inside import mouse


async def move_to(user: Walk, line: int) -> None:
    await mouse(user.pilot, MouseMove, user.outline, (12, line), button=1)
    await user.pilot.pause()


async def grasp(user: Walk, some_id: str, onto: str) -> None:
    """Holds a row above another."""
    await mouse(user.pilot, MouseDown, user.outline, (12, row_of(user, some_id)), button=1)
    await move_to(user, row_of(user, onto))


async def let_fall(user: Walk, onto: str) -> None:
    await mouse(user.pilot, MouseUp, user.outline, (12, row_of(user, onto)), button=1)
    await user.settle()


def border(user: Walk) -> str:
    return str(user.outline.border_subtitle).replace("\\", "")


async def test_the_border_says_what_a_drop_would_do_and_afterwards_nothing(tmp_path: Path):
    async with arguing(tmp_path) as user:
        await grasp(user, "no-extension", "subsidies")
        assert border(user) == " drop: “Japan…” supports “Subsi…”, no l… "
        assert user.outline.row_style(shown(user).index("subsidies")) == "drop"
        await let_fall(user, "subsidies")
        assert ("no-extension",) in user.on_disk.claims["subsidies"].supported_by
        assert border(user) == ""


async def test_a_forbidden_place_says_why_before_and_after_the_drop(tmp_path: Path):
    async with arguing(tmp_path) as user:
        before = user.map
        for dragged, onto, why in [
            ("align", "no-extension", "only a claim can be supported or countered"),
            ("no-extension", "diverge", "already supports"),
            ("align", "critics", "only a claim"),
        ]:
            await grasp(user, dragged, onto)
            assert border(user).startswith(" not here: ")
            assert user.outline.row_style(shown(user).index(onto)) != "drop"
            await let_fall(user, onto)
            assert any(why in said for said in user.said), user.said
            assert user.map == before
            user.app.clear_notifications()


async def test_a_support_that_would_close_a_circle_says_so_while_it_is_dragged(tmp_path: Path):
    async with arguing(tmp_path) as user:
        user.outline.reveal("align")
        await user.press("exclamation_mark", "home")
        await grasp(user, "align", "diverge")  # which it supports already
        assert "already" in border(user)
        await user.press("escape")
        assert not user.outline.is_dragging


async def test_escape_leaves_what_is_dragged_and_the_border_says_again_what_is_marked(tmp_path: Path):
    async with arguing(tmp_path) as user:
        user.outline.reveal("align")
        await user.press("space")
        before = user.map
        await grasp(user, "align", "purpose")
        assert "1 marked" not in border(user)
        await user.press("escape")
        assert "1 marked" in border(user)
        await let_fall(user, "purpose")
        assert user.map == before


async def test_a_row_that_is_held_beyond_an_edge_scrolls_without_a_move(tmp_path: Path):
    path = small_project(tmp_path)
    loaded = load(path)
    whole = loaded.map
    for number in range(60):
        whole, _ = edit.add_claim(whole, Claim(text=f"第{number}号主张"), f"claim-{number}")
    save(path, whole, loaded.fingerprint)
    async with walk(path) as user:
        await user.press("3")
        await mouse(user.pilot, MouseDown, user.outline, (12, 3), button=1)
        height = user.outline.outer_size.height
        await move_to(user, 6)
        await move_to(user, height + 2)
        for _ in range(100):
            if user.outline.scroll_offset.y > 5:
                break
            await user.pilot.pause(0.05)
        assert user.outline.scroll_offset.y > 5
        await move_to(user, 6)
        stands = user.outline.scroll_offset.y
        await user.pilot.pause(0.3)
        assert user.outline.scroll_offset.y == stands
        await move_to(user, 0)
        for _ in range(100):
            if user.outline.scroll_offset.y < stands:
                break
            await user.pilot.pause(0.05)
        assert user.outline.scroll_offset.y < stands
        await user.press("escape")


async def test_linked_premises_are_cut_together_and_all_their_rows_show_it(tmp_path: Path):
    path = small_project(tmp_path)
    loaded = load(path)
    whole = edit.unlink(loaded.map, Link(("align",), Role.COUNTER, "diverge"))
    whole = edit.link(whole, ("align", "critics"), Role.SUPPORT, "diverge")
    save(path, whole, loaded.fingerprint)
    async with walk(path) as user:
        await user.press("3")
        user.outline.reveal("align")
        await user.press("d")
        lines = [user.outline.render_line(y).text for y in range(user.outline.row_count())]
        assert sum(CUT_SIGN in line for line in lines) == 3  # the group, and both of its members
        user.outline.reveal("subsidies")
        await user.press("D")
        assert ("align", "critics") in user.on_disk.claims["subsidies"].supported_by


async def test_a_row_that_is_dragged_stays_where_it_was_when_others_change_the_map(tmp_path: Path):
    async with arguing(tmp_path) as user:
        await grasp(user, "no-extension", "subsidies")
        before = user.map
        path = user.bench.session.path
        path.write_text(dumps(edit.remove(before, "no-extension")), encoding="utf-8")
        user.bench.controller.glance()
        await user.settle()
        assert not user.outline.is_dragging
        assert user.app.mouse_captured is None
        await let_fall(user, "subsidies")
        assert user.map == edit.remove(before, "no-extension")


async def test_a_row_that_is_dragged_stays_where_it_was_when_a_dialog_comes_up(tmp_path: Path):
    async with arguing(tmp_path) as user:
        before = user.map
        await grasp(user, "no-extension", "subsidies")
        await user.press("question_mark")
        assert user.app.mouse_captured is None
        assert not user.outline.is_dragging
        await user.press("escape")
        await let_fall(user, "subsidies")
        assert user.map == before

"""Rearranging the argument in the tree: filter, focus, marks, moving, grouping, turning, merging, tags and order."""

from contextlib import asynccontextmanager
from pathlib import Path

from textual.events import MouseDown, MouseMove, MouseUp

from argmap import edit
from argmap.model import ArgMap, Claim, Link, Role
from argmap.store import load
from argmap.store.saving import save
from argmap.tui.dialogs.filter import FilterDialog
from argmap.tui.dialogs.form import Question
from argmap.tui.dialogs.picker import Picker
from argmap.tui.screens.main import MainScreen
from tests.tui.app.walking import Walk, small_project, walk
from tests.tui.inside import items_of, lines, mouse, tree_rows


@asynccontextmanager
async def arguing(tmp_path: Path, *, size: tuple[int, int] = (140, 40)):
    """The small map, with an undercut and a Chinese claim without links; the outline has the keyboard."""
    path = small_project(tmp_path)
    loaded = load(path)
    whole, _ = edit.add_claim(loaded.map, Claim(text="两国的目的不同", tags=("目的",)), "purpose")
    whole = edit.undercut(whole, ("critics",), ("align",), "diverge")
    save(path, whole, loaded.fingerprint)
    async with walk(path, size=size) as user:
        await user.press("3")
        yield user


def shown(user: Walk) -> list[str]:
    """The ids of the rows in sight."""
    return [row.id for row in tree_rows(user.outline)]


def row_of(user: Walk, some_id: str) -> int:
    """The line of the pane on which an element stands first."""
    return 1 + shown(user).index(some_id) - user.outline.scroll_offset.y


async def mark(user: Walk, *ids: str) -> None:
    for some_id in ids:
        user.outline.reveal(some_id)
        await user.press("space")


async def test_f_shows_the_rows_that_are_asked_for_with_what_is_above_them(tmp_path: Path):
    async with arguing(tmp_path) as user:
        everything = shown(user)
        await user.press("f")
        assert isinstance(user.app.screen, FilterDialog)
        await user.type("wash", "enter")
        assert isinstance(user.app.screen, MainScreen)
        assert shown(user) == ["diverge", "align"]
        assert str(user.outline.border_title) == "Map: 1 of 7 · “wash”"
        assert user.outline.current.id == "align"
        await user.press("escape")
        assert shown(user) == everything
        assert user.outline.current.id == "align"


async def test_filters_combine_and_show_their_result_behind_the_dialog(tmp_path: Path):
    async with arguing(tmp_path) as user:
        await user.press("f", "down", "space")  # no quote
        assert shown(user) == ["diverge", "align", "purpose"]
        assert user.text_of("#found") == "2 of 7 rows"
        await user.press("down", "space")  # and counter unanswered: align is undercut
        assert user.text_of("#found") == "0 of 7 rows"
        await user.press("escape")
        assert not user.outline.is_narrowed


async def test_a_counter_is_unanswered_until_something_speaks_against_it(tmp_path: Path):
    async with arguing(tmp_path) as user:
        user.outline.reveal_link(Link(("critics",), Role.UNDERCUT, "diverge", ("align",)))
        await user.press("backspace", "f", "down", "down", "space", "enter")
        assert str(user.outline.border_title) == "Map: 1 of 6 · counter unanswered"
        assert user.outline.current.id == "align"
        await user.press("C")
        await user.type("两国", "enter")  # the answer stays in sight, though it was not asked for
        assert user.outline.current.id == "purpose"
        assert user.outline.found[0] == 1  # which is a counter that nobody has answered, too
        assert "align" in shown(user)


async def test_a_filter_that_finds_nothing_does_not_say_that_there_are_no_claims(tmp_path: Path):
    async with arguing(tmp_path) as user:
        await user.press("f")
        await user.type("submarines", "enter")
        painted = "\n".join(lines(user.app))
        assert "nothing has what the filter asks for" in painted
        assert "no claims yet" not in painted


async def test_the_filter_asks_for_tags_roles_and_states(tmp_path: Path):
    async with arguing(tmp_path) as user:
        for wanted, found in [
            ("− counters", {"align"}),
            ("× undercuts", {"critics"}),
            ("目的", {"purpose"}),
            ("exact", {"no-extension", "critics"}),
        ]:
            await user.press("f", "down")
            ticks = user.app.screen.query_one("_Ticks")
            prompts = [str(ticks.get_option_at_index(at).prompt) for at in range(ticks.option_count)]
            ticks.highlighted = next(at for at, prompt in enumerate(prompts) if wanted in prompt)
            await user.press("space", "enter")
            asked = {shown(user)[at] for at, item in enumerate(items_of(user.outline)) if item.asked}
            assert asked == found
            await user.press("escape")


async def test_focus_shows_a_subtree_with_crumbs_and_escape_goes_back(tmp_path: Path):
    async with arguing(tmp_path) as user:
        user.outline.reveal("align")
        await user.press("i")
        assert shown(user) == ["align"]
        assert str(user.outline.border_title) == "Map › align"
        await user.press("escape")
        user.outline.reveal("diverge")
        await user.press("i", "down", "i")
        assert str(user.outline.border_title) == "Map › diverge › no-extension"
        await user.press("escape")
        assert str(user.outline.border_title) == "Map › diverge"
        assert user.outline.current.id == "no-extension"
        user.outline.reveal("purpose")  # what is not in the subtree is shown all the same
        assert str(user.outline.border_title) == "Map"


async def test_a_link_is_moved_by_cut_and_paste_with_what_undercuts_it(tmp_path: Path):
    async with arguing(tmp_path) as user:
        user.outline.reveal("align")
        await user.press("ctrl+x")
        assert "1 cut" in str(user.outline.border_subtitle)
        user.outline.reveal("purpose")
        await user.press("ctrl+v")
        assert user.on_disk.claims["purpose"].countered_by == (("align",),)
        assert user.on_disk.claims["purpose"].undercut == {("align",): (("critics",),)}
        assert user.on_disk.claims["diverge"].countered_by == ()
        assert user.outline.current_link == Link(("align",), Role.COUNTER, "purpose")
        await user.press("z")
        assert user.on_disk.claims["diverge"].undercut == {("align",): (("critics",),)}


async def test_a_move_that_would_close_a_circle_is_refused_and_what_is_cut_stays_cut(tmp_path: Path):
    async with arguing(tmp_path) as user:
        await user.press("home", "exclamation_mark")  # a thesis has no link to turn
        assert any("supports, counters" in said for said in user.said)
        user.outline.reveal("align")
        await user.press("exclamation_mark", "d")
        before = user.map
        await user.press("D")
        assert any("linked to itself" in said for said in user.said)
        user.outline.reveal("no-extension")
        await user.press("D")
        assert any("only a claim can be supported" in said for said in user.said)
        assert user.map == before
        assert user.outline.marks.cut


async def test_an_undercut_is_moved_to_another_link(tmp_path: Path):
    async with arguing(tmp_path) as user:
        user.outline.reveal_link(Link(("critics",), Role.UNDERCUT, "diverge", ("align",)))
        await user.press("d")
        user.outline.reveal("no-extension")
        await user.press("D")
        assert user.on_disk.claims["diverge"].undercut == {("no-extension",): (("critics",),)}


async def drag(user: Walk, some_id: str, onto: str) -> None:
    pane, start, end = user.outline, (12, row_of(user, some_id)), (12, row_of(user, onto))
    await mouse(user.pilot, MouseDown, pane, start, button=1)
    await mouse(user.pilot, MouseMove, pane, end, button=1)
    await user.pilot.pause()
    lit = user.outline.row_style(shown(user).index(onto))
    await mouse(user.pilot, MouseUp, pane, end, button=1)
    await user.settle()
    assert (lit == "drop") == (onto in user.map.claims)


async def test_a_row_is_dragged_onto_another_claim(tmp_path: Path):
    async with arguing(tmp_path) as user:
        await drag(user, "no-extension", "subsidies")
        assert user.on_disk.claims["subsidies"].supported_by == (("critics",), ("no-extension",))
        before = user.map
        await drag(user, "align", "critics")  # a quote cannot be countered
        assert user.map == before


async def test_a_loose_claim_that_is_dragged_asks_what_it_does(tmp_path: Path):
    async with arguing(tmp_path) as user:
        await drag(user, "purpose", "diverge")
        assert isinstance(user.dialog, Question)
        await user.press("right", "enter")
        assert ("purpose",) in user.on_disk.claims["diverge"].countered_by


async def test_marked_rows_are_grouped_and_taken_apart_again(tmp_path: Path):
    async with arguing(tmp_path) as user:
        user.outline.reveal("align")
        await user.press("exclamation_mark")
        await mark(user, "align", "no-extension")
        await user.press("J")
        assert user.on_disk.claims["diverge"].supported_by == (("align", "no-extension"),)
        assert user.on_disk.claims["diverge"].undercut == {("align", "no-extension"): (("critics",),)}
        await user.press("escape", "U")
        assert user.on_disk.claims["diverge"].supported_by == (("align",), ("no-extension",))
        await user.press("z", "z", "z")
        assert user.on_disk.claims["diverge"].countered_by == (("align",),)


async def test_a_row_is_linked_with_another_that_is_picked(tmp_path: Path):
    async with arguing(tmp_path) as user:
        user.outline.reveal("align")
        await user.press("exclamation_mark", "J")
        assert isinstance(user.dialog, Picker)
        await user.press("enter")
        assert user.on_disk.claims["diverge"].supported_by == (("align", "no-extension"),)


async def test_two_claims_that_say_the_same_become_one_in_the_words_that_are_chosen(tmp_path: Path):
    async with arguing(tmp_path) as user:
        user.outline.reveal("subsidies")
        await user.press("M")
        await user.type("两国", "enter")
        assert isinstance(user.dialog, Question)
        await user.press("right", "enter")
        merged = user.on_disk.claims["purpose"]
        assert "subsidies" not in user.on_disk.claims
        assert (merged.text, merged.tags) == ("两国的目的不同", ("chips", "目的"))
        assert merged.supported_by == (("critics",),)
        await user.press("z")
        assert user.on_disk.claims.keys() >= {"subsidies", "purpose"}


async def test_claims_of_which_one_bears_on_the_other_are_not_merged(tmp_path: Path):
    async with arguing(tmp_path) as user:
        await mark(user, "align", "diverge")
        before = user.map
        await user.press("M")
        assert any("so they differ" in said for said in user.said)
        assert user.map == before


async def test_a_tag_is_put_on_all_that_is_marked_and_taken_off_in_one_step_each(tmp_path: Path):
    async with arguing(tmp_path) as user:
        await mark(user, "align", "no-extension", "subsidies")
        assert "3 marked" in str(user.outline.border_subtitle)
        await user.press("l")
        await user.type("目", "enter")
        whole = user.on_disk
        tagged = [whole.claims["align"], whole.quotes["no-extension"], whole.claims["subsidies"]]
        assert all("目的" in element.tags for element in tagged)
        await user.press("l")
        await user.type("目的", "enter")
        assert user.on_disk.claims["align"].tags == ()
        await user.press("z", "z")
        assert user.on_disk.quotes["no-extension"].tags == ()
        await user.press("l")
        await user.type("新标签", "enter")
        assert user.on_disk.claims["subsidies"].tags == ("chips", "新标签")


async def test_all_that_is_marked_is_linked_turned_moved_unlinked_and_removed_at_once(tmp_path: Path):
    async with arguing(tmp_path) as user:
        await mark(user, "no-extension", "align")
        await user.press("exclamation_mark")
        assert user.on_disk.claims["diverge"].countered_by == (("no-extension",),)
        assert user.on_disk.claims["diverge"].supported_by == (("align",),)
        await user.press("s")
        await user.type("两国", "enter")
        assert user.on_disk.claims["purpose"].supported_by == (("align",), ("no-extension",))
        await user.press("d")
        user.outline.reveal("subsidies")
        await user.press("D")
        assert user.on_disk.claims["subsidies"].countered_by == (("no-extension",),)
        assert user.on_disk.claims["diverge"].supported_by == ()
        await mark(user, "subsidies", "purpose")
        await user.press("t")
        assert user.on_disk.thesis == ("diverge", "subsidies", "purpose")
        await user.press("x", "enter")
        assert user.on_disk.claims.keys() == {"diverge", "align"}
        await user.press("z", "z", "z", "z", "z")
        assert user.on_disk.claims["diverge"].countered_by == (("align",),)


async def test_where_one_refuses_nothing_is_done_to_any(tmp_path: Path):
    async with arguing(tmp_path) as user:
        await mark(user, "no-extension", "purpose")
        before = user.map
        await user.press("s")
        await user.type("diverge on", "enter")  # no-extension supports that already
        assert user.map == before
        await user.press("backspace")
        assert any("bears on nothing" in said for said in user.said)
        assert user.map == before


async def test_theses_are_put_in_order(tmp_path: Path):
    async with arguing(tmp_path) as user:
        user.outline.reveal("subsidies")
        await user.press("t", "alt+up")
        assert user.on_disk.thesis == ("subsidies", "diverge")
        assert user.outline.current.id == "subsidies"
        await user.press("alt+up")
        assert any("already the first thesis" in said for said in user.said)
        await user.press("alt+down")
        assert user.on_disk.thesis == ("diverge", "subsidies")


async def test_marks_are_made_with_shift_and_arrows_and_with_the_mouse(tmp_path: Path):
    async with arguing(tmp_path) as user:
        await user.press("home", "shift+down", "shift+down", "shift+up")
        assert [spot.premises[0] for spot in user.outline.marks.marked] == ["diverge", "no-extension"]
        await user.press("escape")
        await user.pilot.click("#outline", offset=(12, row_of(user, "no-extension")), control=True)
        await user.pilot.click("#outline", offset=(12, row_of(user, "subsidies")), shift=True)
        await user.settle()
        assert {spot.premises[0] for spot in user.outline.marks.marked} == {
            "no-extension",
            "align",
            "critics",
            "purpose",
            "subsidies",
        }
        await user.press("escape", "ctrl+a")
        assert len(user.outline.marks.marked) == 7
        await user.press("left")
        assert "out of sight" not in str(user.outline.border_subtitle)


async def test_the_right_button_shows_what_can_be_done_and_does_it(tmp_path: Path):
    async with arguing(tmp_path) as user:
        await user.pilot.click("#outline", offset=(12, row_of(user, "align")), button=3)
        await user.settle()
        assert isinstance(user.dialog, Picker)
        await user.type("turn", "enter")
        assert ("align",) in user.on_disk.claims["diverge"].supported_by


async def test_hostile_words_and_tags_are_shown_as_they_are(tmp_path: Path):
    path = small_project(tmp_path)
    loaded = load(path)
    hostile = "[/b][@click=app.quit]x[/]\x1b[31m\u202e"
    whole = edit.change_claim(loaded.map, "align", text=hostile, tags=[hostile])
    save(path, whole, loaded.fingerprint)
    async with walk(path) as user:
        await user.press("3", "end")
        user.outline.reveal("align")
        for key in ("f", "l", "shift+f10", "M"):
            await user.press(key)
            assert not isinstance(user.app.screen, MainScreen), key
            await user.press("escape")
        await user.press("f")
        await user.type("[/b]", "enter")
        assert "“[/b]”" in str(user.outline.border_title).replace("\\", "")
        await user.press("d", "i")
        assert isinstance(user.app.screen, MainScreen)


async def test_an_empty_map_refuses_kindly(tmp_path: Path):
    path = tmp_path / "empty.toml"
    save(path, ArgMap(title="empty"), None)
    async with walk(path) as user:
        await user.press(
            "3", "space", "ctrl+a", "i", "d", "D", "J", "U", "M", "l", "exclamation_mark", "alt+up", "shift+f10"
        )
        assert isinstance(user.app.screen, MainScreen)
        await user.press("shift+down", "escape", "f", "enter")
        assert user.map == ArgMap(title="empty")


async def test_it_works_on_a_narrow_screen(tmp_path: Path):
    async with arguing(tmp_path, size=(80, 24)) as user:
        await user.press("f", "down", "space", "enter")
        assert shown(user) == ["diverge", "align", "purpose"]
        await user.press("ctrl+a")
        assert "2 marked" in str(user.outline.border_subtitle)


async def test_the_filter_is_ticked_and_shown_with_the_mouse_alone_on_a_small_screen(tmp_path: Path):
    async with arguing(tmp_path, size=(80, 24)) as user:
        await user.click_bar("#hints", "f filter")
        await user.click("#ticks", offset=(8, 1))  # counter unanswered: align is undercut
        await user.click("#ticks", offset=(8, 1))
        await user.click("#ticks", offset=(8, 0))  # no quote
        await user.click("#keep")
        assert shown(user) == ["diverge", "align", "purpose"]
        await user.click_bar("#hints", "esc let go")
        assert not user.outline.is_narrowed


async def test_a_shared_claim_stands_in_full_once_and_its_references_lead_there(tmp_path: Path):
    path = small_project(tmp_path)
    loaded = load(path)
    whole = edit.link(loaded.map, ("critics",), Role.SUPPORT, "align")
    whole = edit.link(whole, ("subsidies",), Role.SUPPORT, "align")
    whole = edit.link(whole, ("subsidies",), Role.SUPPORT, "diverge")
    save(path, whole, loaded.fingerprint)
    async with walk(path) as user:
        await user.press("3", "end")
        rows = tree_rows(user.outline)
        shared = [row for row in rows if row.id == "subsidies"]
        assert [row.again for row in shared] == [False, True]
        reference = rows.index(shared[1])
        assert "↑" in user.outline.render_line(reference - user.outline.scroll_offset.y).text
        user.outline.go_to_row(reference)
        await user.press("enter")
        assert user.outline.current == shared[0]
        user.outline.go_to_row(reference)
        await user.pilot.click("#outline", offset=(12, 1 + reference - user.outline.scroll_offset.y), times=2)
        await user.settle()
        assert user.outline.current == shared[0]

"""From a passage to the claims it serves."""

from pathlib import Path

from argmap import edit
from argmap.corpus.anchoring import add_passage
from argmap.model import Link, Role
from argmap.tui.actions.navigation import Use, uses
from tests.tui.app.walking import CHINESE, QUOTED, small_project, walk
from tests.tui.marking.selecting import open_text, options, put_cursor

WITHIN = "管制对象扩大"


def with_more_uses(whole, opened):
    at = CHINESE.index(WITHIN)
    whole = edit.link(whole, ("no-extension",), Role.COUNTER, "align")
    return add_passage(whole, "zh", opened, (at, at + len(WITHIN)), "scope")[0]


async def test_a_passage_that_serves_once_leads_there_at_once(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await put_cursor(user, QUOTED)
        await user.press("enter")
        assert user.dialog is None
        assert user.outline.current_link == Link(("no-extension",), Role.SUPPORT, "diverge")
        assert user.outline.has_focus


async def test_a_passage_in_several_quotes_that_bear_on_several_claims_lists_them_all(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        opened = user.desk.reading.opened
        user.bench.controller.do("more", lambda whole: with_more_uses(whole, opened))
        await user.settle()
        await put_cursor(user, WITHIN)
        await user.press("enter")
        assert options(user) == [
            "− counters Japan aligns its controls with Washington’s.  no-extension",
            "+ supports The US and Japan diverge on export controls.  no-extension",
            "· linked to nothing yet  scope",
        ]
        await user.type("washington", "enter")
        assert user.outline.current_link == Link(("no-extension",), Role.COUNTER, "align")
        await user.press("2", "enter", "up", "enter")
        assert user.outline.current.id == "scope"


async def test_a_click_shows_the_claim_beside_the_text_and_the_next_one_selects_the_word(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await open_text(user, "de")
        await put_cursor(user, "halten")
        place = user.app.cursor_position - user.reader.region.offset
        user.outline.reveal("diverge")
        await user.click("#reader", offset=place)
        assert user.outline.current.id == "critics"
        assert user.reader.has_focus
        await user.click("#reader", offset=place, times=2)
        assert user.selected == "halten"
        await user.press("escape")
        await user.click_bar("#hints", "enter claims")
        assert user.outline.has_focus


def test_the_uses_of_quotes_are_their_links_or_that_there_are_none(tmp_path: Path):
    from argmap.store import load

    whole = load(small_project(tmp_path)).map
    link = Link(("no-extension",), Role.SUPPORT, "diverge")
    assert uses(whole, ["no-extension"]) == [Use("no-extension", link)]
    without = edit.unlink(whole, link)
    assert uses(without, ["no-extension"]) == [Use("no-extension", None)]


async def test_the_right_button_on_a_quote_in_the_text_shows_what_can_be_done_with_it(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await open_text(user, "de")
        await put_cursor(user, "halten")
        place = user.app.cursor_position - user.reader.region.offset
        await user.press("ctrl+home")
        await user.click("#reader", offset=place, button=3)
        labels = [str(option.prompt).split()[0] for option in user.dialog.query_one("#entries").options]
        assert {"claims", "adjust", "translate", "edit", "remove"} <= set(labels)
        await user.click("#entries", offset=(4, labels.index("claims")))
        assert user.outline.current.id == "critics"
        await user.click("#reader", offset=(8, 20), button=3)
        assert user.dialog is None
        assert "select a passage first" in user.said[-1]

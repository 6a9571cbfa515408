from dataclasses import replace

import pytest

from argmap import edit
from argmap.model import ArgMap
from argmap.tui.widgets.sources import ReviewPane, SourcesPane
from tests.tui.panes.samples import MAP, STANDINGS
from tests.tui.panes.screens import rows, seen, show_in, showing

NARROW = (32, 12)


async def test_the_sources_say_language_quotes_and_the_worst_state():
    pane = SourcesPane()
    async with showing(pane, size=NARROW):
        show_in(pane, MAP, STANDINGS, "konjunktur")
        assert seen(pane) == "  gui-2022 zh 2 ▲1\n› konjunktur de 1 !1\n  park-2023 zh-Hant 1 ?1"


async def test_in_a_narrow_pane_the_state_of_a_source_stays_longest():
    pane = SourcesPane()
    async with showing(pane, size=(17, 8)):
        show_in(pane, MAP, STANDINGS)
        assert seen(pane) == "  gui-2022 ▲1\n  konjunktur !1\n  park-2023 ?1"


async def test_a_source_whose_quotes_are_all_found_has_no_number():
    pane = SourcesPane()
    async with showing(pane, size=NARROW):
        show_in(pane, MAP, {"no-extension": STANDINGS["no-extension"]})
        assert seen(pane).splitlines()[0] == "  gui-2022 zh 2 ●"


async def test_a_source_is_chosen_with_enter_and_with_a_click():
    pane = SourcesPane()
    async with showing(pane) as pilot:
        show_in(pane, MAP, STANDINGS)
        await pilot.press("down", "enter")
        await pilot.click(pane, (5, 3))
        await pilot.pause()
        assert pilot.app.heard(SourcesPane.SourceChosen) == ["konjunktur", "park-2023"]


async def test_the_cursor_keeps_its_source_while_others_come_and_go():
    pane = SourcesPane()
    async with showing(pane):
        show_in(pane, MAP, STANDINGS)
        pane.action_move("last")
        without = edit.remove(edit.remove(MAP, "stray"), "konjunktur")
        show_in(pane, without, STANDINGS)
        assert pane.current == "park-2023"
        show_in(pane, replace(without, sources={"gui-2022": MAP.sources["gui-2022"]}, quotes={}), {})
        assert pane.current == "gui-2022"


async def test_the_cursor_is_on_the_text_that_was_opened_and_then_goes_where_it_is_moved():
    pane = SourcesPane()
    async with showing(pane):
        show_in(pane, MAP, STANDINGS, "park-2023")
        assert pane.current == "park-2023"
        pane.action_move("first")
        show_in(pane, MAP, STANDINGS, "park-2023")
        assert pane.current == "gui-2022"
        show_in(pane, MAP, STANDINGS, "konjunktur")
        assert pane.current == "konjunktur"


async def test_the_quotes_to_review_stand_with_the_worst_first():
    pane = ReviewPane()
    async with showing(pane, size=NARROW):
        show_in(pane, MAP, STANDINGS)
        assert seen(pane) == "! “Die Regierung p… unreadable\n? “防止武器擴散” 2 places\n▲ “在出口管制方面，美国… fuzzy"
        assert pane.border_title == "To review 3"


async def test_nothing_is_said_to_stand_in_its_text_before_that_is_known():
    pane = ReviewPane()
    async with showing(pane, size=NARROW):
        show_in(pane, MAP, {})
        assert pane.empty.startswith("looking for every quote")
        assert pane.border_title == "To review"
        show_in(pane, replace(MAP, quotes={}), {})
        assert pane.empty == "nothing: every quote stands in its text"


async def test_a_quote_to_review_is_chosen_with_enter_and_with_a_click():
    pane = ReviewPane()
    async with showing(pane) as pilot:
        show_in(pane, MAP, STANDINGS)
        await pilot.press("G", "enter")
        await pilot.click(pane, (5, 1))
        await pilot.pause()
        assert pilot.app.heard(ReviewPane.ReviewChosen) == ["law-2018", "stray"]


async def test_once_a_quote_is_settled_the_cursor_is_on_the_next():
    pane = ReviewPane()
    async with showing(pane):
        show_in(pane, MAP, STANDINGS)
        pane.action_move("down")
        show_in(pane, MAP, {**STANDINGS, "purpose": STANDINGS["no-extension"]})
        assert pane.current == "law-2018"
        show_in(pane, MAP, dict.fromkeys(MAP.quotes, STANDINGS["no-extension"]))
        assert pane.current is None
        assert pane.border_title == "To review 0"


@pytest.mark.parametrize(
    ("pane", "said"),
    [(SourcesPane(), "no texts yet: a adds one"), (ReviewPane(), "nothing: every quote stands in its text")],
)
async def test_an_empty_pane_says_so(pane, said):
    async with showing(pane) as pilot:
        show_in(pane, ArgMap(title=""), {})
        await pilot.press("enter", "down")
        assert seen(pane) == said
        assert pilot.app.told == []


async def test_what_an_empty_pane_says_is_wrapped():
    pane = SourcesPane(empty="还没有文本：按 a 添加一个文本")
    async with showing(pane, size=(14, 8)):
        assert rows(pane)[:3] == ["还没有文本：", "按 a 添加一", "个文本"]

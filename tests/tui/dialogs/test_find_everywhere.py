"""Finding words in all texts and in the map, and going there."""

from contextlib import asynccontextmanager
from pathlib import Path

from textual.widgets import OptionList, Static

import argmap.tui
from argmap.find.everywhere import ElementFound, PassageFound, map_text
from argmap.find.hits import searchable
from argmap.model import ArgMap, Claim, Quote
from argmap.text.folding import fold
from argmap.tui.dialogs.search_all import FindEverywhere
from argmap.tui.theme import FaintApp
from tests.tui.at_once import completed
from tests.tui.reader.texts import seed

HOSTILE = "[/b] [@click=app.quit]x[/] \x1b[31mred \u202eabc"
WHOLE = ArgMap(
    title="Map",
    claims={"align": Claim(text="Japan aligns its export controls."), "hostile": Claim(text=HOSTILE)},
    quotes={"law": Quote(source="gui", text="法", translation="the Export\nControl Reform Act")},
)


def prepare():
    texts = {"gui": seed(4), "park": seed(1), "de": seed(3), "hostile-source": HOSTILE}
    return map_text(WHOLE), {source_id: searchable(fold(text)) for source_id, text in texts.items()}


class FinderApp(FaintApp[None]):
    CSS_PATH = Path(argmap.tui.__file__).parent / "argmap.tcss"
    given = ()

    def on_mount(self):
        def given(found):
            self.given = (found,)

        self.push_screen(FindEverywhere(prepare), given)


class Finder:
    def __init__(self, pilot):
        self.pilot = pilot
        self.app = pilot.app

    async def type(self, words):
        self.app.screen.focused.value = words
        await self.settle()

    async def settle(self):
        for _ in range(2):
            await self.pilot.pause()
            await completed(self.app.workers)
        await self.pilot.pause()

    @property
    def rows(self):
        options = self.app.screen.query_one(OptionList)
        return [str(options.get_option_at_index(row).prompt) for row in range(options.option_count)]

    @property
    def said(self):
        return str(self.app.screen.query_one("#nothing", Static).render())


@asynccontextmanager
async def finding(size=(80, 24)):
    app = FinderApp()
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        finder = Finder(pilot)
        await finder.settle()
        yield finder


async def test_claims_quotes_and_passages_are_listed_with_their_words():
    async with finding() as user:
        assert user.said == "type what to look for"
        await user.type("export control")
        assert user.rows[:2] == [
            "align  Japan aligns its export controls.",
            "law  translation: the Export Control Reform Act",
        ]
        assert user.rows[2].startswith("gui:893  …n in areas such as export control，investment")
        assert user.said == "2 in the map, 1 in 1 text"
        await user.type("出口管製")
        assert user.said == "21 in 2 texts"
        assert "gui:396  " in "\n".join(user.rows)
        assert all("出口管" in row for row in user.rows)


async def test_enter_gives_where_to_go():
    async with finding() as user:
        await user.type("技術民族主義")
        await user.pilot.press("down", "enter")
        await user.pilot.pause()
        (found,) = user.app.given
        assert isinstance(found, PassageFound)
        assert (found.source_id, seed(1)[slice(*found.span)]) == ("park", "技術民族主義")
    async with finding() as user:
        await user.type("aligns")
        await user.pilot.press("enter")
        await user.pilot.pause()
        assert isinstance(user.app.given[0], ElementFound)
        assert user.app.given[0].element_id == "align"


async def test_escape_gives_nothing_and_a_click_gives_what_was_clicked():
    async with finding() as user:
        await user.type("aligns")
        await user.pilot.press("escape")
        await user.pilot.pause()
        assert user.app.given == (None,)
    async with finding() as user:
        await user.type("export control")
        await user.pilot.click("#entries", offset=(4, 1))
        await user.pilot.pause()
        assert user.app.given[0].element_id == "law"


async def test_a_common_word_is_counted_whole_and_listed_in_part():
    async with finding() as user:
        await user.type("的")
        assert "in 2 texts, the first 200 are listed" in user.said
        assert len(user.rows) == 200


async def test_what_is_nowhere_is_found_nowhere():
    async with finding() as user:
        await user.type("Atlantis")
        assert (user.rows, user.said) == ([], "found nowhere")


async def test_the_hit_is_in_sight_on_a_small_screen_whatever_stands_before_it():
    async with finding(size=(40, 12)) as user:
        await user.type("结构分化")
        await user.type("志同道合")
        options = user.app.screen.query_one(OptionList)
        rows = [options.render_line(y).text for y in range(3)]
        assert any("志同" in row for row in rows)


async def test_hostile_texts_and_words_are_shown_not_obeyed():
    async with finding() as user:
        await user.type("[/b]")
        assert len(user.rows) == 2
        assert all("[/b] [@click=app.quit]x[/] ␛[31mred \ufffdabc" in row for row in user.rows)
        assert user.app.is_running

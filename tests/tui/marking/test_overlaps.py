"""A new passage that shares words with a quote: asked, never decided silently."""

from pathlib import Path

from argmap.model import Link, Role
from argmap.tui.dialogs.form import Question
from tests.tui.app.walking import CHINESE, QUOTED, TRANSLATION, small_project, walk
from tests.tui.marking.selecting import answer, asked, made, options, select

LONGER = f"{QUOTED}。事实上，"
WITHIN = "美国那样把管制对象"


async def test_merging_widens_the_quote_to_both_after_showing_the_words_and_links_it_in_one_step(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await select(user, "新兴技术。事实上，")
        await user.press("c")
        assert isinstance(user.dialog, Question)
        assert QUOTED in asked(user)
        assert LONGER in asked(user)
        await answer(user, "Merge")
        await user.type("align", "enter")
        quote = user.on_disk.quotes["no-extension"]
        assert (quote.text, quote.at, quote.translation) == (LONGER, CHINESE.index(QUOTED), TRANSLATION)
        assert CHINESE[: quote.at].endswith(quote.before)
        assert Link(("no-extension",), Role.COUNTER, "align") in user.on_disk.links_to("align")
        assert made(user) == set()
        await user.press("z")
        assert user.on_disk.quotes["no-extension"].text == QUOTED
        assert not list(user.on_disk.links_to("align"))


async def test_both_are_kept_or_the_quote_is_used_as_it_is(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await select(user, WITHIN)
        await user.press("s")
        assert "is within the quote no-extension" in asked(user)
        assert [str(button.label) for button in user.dialog.query("Button")] == ["Use the quote", "Keep both"]
        await answer(user, "Keep both")
        await user.type("align", "enter")
        [new] = made(user)
        assert (user.map.quotes[new].text, user.map.quotes["no-extension"].text) == (WITHIN, QUOTED)

        await select(user, "在出口管制方面，美国于2018年通过了新法案。日本")
        await user.press("s")
        await answer(user, "Use the quote")
        await user.type("subsidies", "enter")
        assert Link(("no-extension",), Role.SUPPORT, "subsidies") in user.on_disk.links_to("subsidies")
        assert made(user) == {new}


async def test_escape_leaves_everything_and_the_selection(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        before = user.map
        await select(user, LONGER)
        await user.press("q", "escape")
        assert (user.dialog, user.map, user.selected) == (None, before, LONGER)


async def test_of_several_overlapping_quotes_one_is_chosen_or_none(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await select(user, WITHIN)
        await user.press("q")
        await answer(user, "Keep both")
        await select(user, "日本没有像美国那样")
        await user.press("q")
        assert [option[:10] for option in options(user)] == [QUOTED[:10], WITHIN[:9] + " ", "keep all: "]
        await user.press("down", "enter")
        assert "日本没有像美国那样把管制对象" in asked(user)
        await answer(user, "Merge")
        assert sorted(quote.text for quote in user.on_disk.quotes.values())[-2:] == [
            "日本没有像美国那样把管制对象",
            QUOTED,
        ]
        await select(user, "没有像美国那样")
        await user.press("q", "up", "enter")
        assert "没有像美国那样" in {quote.text for quote in user.on_disk.quotes.values()}


async def test_the_mouse_alone_merges(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await select(user, LONGER)
        await user.press("2")
        end = user.app.cursor_position - user.reader.region.offset
        await user.click("#reader", offset=(end.x + 4, end.y - 1), button=3)
        assert "the selected passage" in str(user.dialog.query_one("#dialog").border_title)
        labels = [words.split()[0] for words in options(user)]
        assert labels[:5] == ["support", "counter", "undercut", "quote", "group"]
        await user.click("#entries", offset=(4, labels.index("quote")))
        await user.click("#answer-0")
        assert user.on_disk.quotes["no-extension"].text == LONGER
        assert user.said[-1].startswith("widen no-extension")

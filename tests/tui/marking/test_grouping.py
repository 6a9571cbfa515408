"""Collecting passages, so that they hold only together."""

from pathlib import Path

from argmap.model import Link, Role
from tests.tui.app.walking import CHINESE, GERMAN, QUOTED, small_project, walk
from tests.tui.marking.selecting import made, open_text, options, select

AIM = "日本政府认为，出口管制的目的是防止武器扩散。"
PLAN = "Der Plan gilt bis 2030."


async def test_passages_of_two_texts_are_collected_and_one_key_links_them_as_linked_premises(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await select(user, AIM)
        await user.press("ampersand")
        assert user.selected is None
        assert [str(mark.role) for mark in user.reader.highlights_at(CHINESE.index(AIM))] == ["collected"]
        assert "1 collected" in str(user.desk.reading.border_subtitle)
        await open_text(user, "de")
        await select(user, PLAN)
        await user.press("s")
        assert "Which claim do “" in str(user.dialog.query_one("#dialog").border_title)
        await user.type("align", "enter")
        [link] = [link for link in user.on_disk.links_to("align") if link.role is Role.SUPPORT]
        assert set(link.premises) == made(user)
        assert {user.map.quotes[at].text for at in link.premises} == {AIM, PLAN}
        assert user.outline.current_link == link
        assert str(user.desk.reading.border_subtitle) == ""
        assert not user.bench.collection
        await user.press("z")
        assert made(user) == set()


async def test_what_is_collected_counters_and_undercuts_without_a_further_selection(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        for words in ("事实上，", AIM):
            await select(user, words)
            await user.press("y")
        await user.press("c")
        await user.type("diverge", "enter")
        [link] = [link for link in user.on_disk.links_to("diverge") if len(link.premises) == 2]
        assert link.role is Role.COUNTER

    async with walk(small_project(tmp_path / "again")) as user:
        for words in ("事实上，", AIM):
            await select(user, words)
            await user.press("ampersand")
        await user.press("u")
        await user.type("align", "enter")
        [undercut] = [link for link in user.on_disk.links() if link.role is Role.UNDERCUT]
        assert (len(undercut.premises), undercut.against) == (2, ("align",))


async def test_a_quote_under_the_cursor_joins_what_is_collected(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        user.reader.go_to(CHINESE.index(QUOTED), CHINESE.index(QUOTED))
        await user.press("2", "ampersand")
        await user.press("ampersand")
        assert "collected already" in user.said[-1]
        await select(user, AIM)
        await user.press("c")
        await user.type("align", "enter")
        [new] = made(user)
        assert Link(tuple(sorted(("no-extension", new))), Role.COUNTER, "align") in user.on_disk.links_to("align")


async def test_what_is_collected_is_shown_and_dropped(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await user.press("Y")
        assert "nothing is collected yet" in user.said[-1]
        for words in ("事实上，", AIM):
            await select(user, words)
            await user.press("ampersand")
        await user.press("Y")
        assert [option[:6] for option in options(user)] == ["& 事实上，", "& 日本政府", "drop a"]
        await user.type("日本政府", "enter")
        assert [mark.words for mark in user.bench.collection] == ["事实上，"]
        assert not user.reader.highlights_at(CHINESE.index(AIM))
        await user.press("Y", "up", "enter")
        assert not user.bench.collection
        assert user.map == user.on_disk


async def test_the_mouse_alone_collects_links_and_drops(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await select(user, AIM)
        await user.click_bar("#hints", "& group")
        await select(user, "事实上，")
        await user.click_bar("#hints", "& group")
        await user.click_bar("#hints", "Y collected")
        await user.click("#entries", offset=(4, 0))
        assert [mark.words for mark in user.bench.collection] == ["事实上，"]
        await user.click_bar("#hints", "s support")
        await user.click("#entries", offset=(4, 1))
        [new] = made(user)
        assert user.map.quotes[new].text == "事实上，"


async def test_keys_of_the_map_leave_what_is_collected_alone(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await select(user, AIM)
        await user.press("ampersand")
        user.outline.reveal("align")
        await user.press("3", "s")
        await user.type("subsidies", "enter")
        assert Link(("align",), Role.SUPPORT, "subsidies") in user.on_disk.links_to("subsidies")
        assert len(user.bench.collection) == 1


async def test_what_is_collected_goes_with_its_source(tmp_path: Path):
    from argmap import edit

    async with walk(small_project(tmp_path)) as user:
        await open_text(user, "de")
        await select(user, GERMAN[:6])
        await user.press("ampersand")
        user.bench.controller.do("remove de", lambda whole: edit.remove(whole, "de", cascade=True))
        await user.settle()
        assert not user.bench.collection

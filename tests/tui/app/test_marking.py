"""From a selection in the text to the map."""

from pathlib import Path

from argmap.model import Link, Role
from argmap.tui.dialogs.picker import Picker
from tests.tui.app.walking import CHINESE, QUOTED, committed, diff_lines, small_project, walk

SENTENCE = "日本政府认为，出口管制的目的是防止武器扩散。"


def options(user) -> list[str]:
    return [str(option.prompt) for option in user.dialog.query_one("#entries").options]


async def test_a_sentence_is_selected_and_linked_with_a_few_keys_and_the_diff_is_as_written_by_hand(tmp_path: Path):
    path = small_project(tmp_path)
    committed(path)
    async with walk(path) as user:
        await user.press("right_parenthesis", "right_parenthesis", "full_stop")
        assert user.selected.strip() == SENTENCE
        assert user.hints()[:4] == ["s support", "c counter", "u undercut", "& group"]
        await user.press("c")
        assert isinstance(user.dialog, Picker)
        await user.type("divrge", "enter")
        [made] = set(user.map.quotes) - {"no-extension", "critics"}
        assert user.map.quotes[made].text == SENTENCE
        assert Link((made,), Role.COUNTER, "diverge") in user.on_disk.links_to("diverge")
        assert diff_lines(path, "-") == []
        added = diff_lines(path, "+")
        assert added[:3] == [f'    "{made}",', f"[quotes.{made}]", 'source = "zh"']
        assert f'text = "{SENTENCE}"' in added
        assert len(added) == 8
        assert any(line.startswith("alike = ") for line in added)  # a similar passage is in the text
        assert user.said == [f"counter diverge with {made} · z takes it back"]
        assert user.reader.has_focus
        assert user.selected is None
        assert user.outline.current.id == made
        assert [str(mark.role) for mark in user.reader.highlights_at(CHINESE.index(SENTENCE))] == ["counter"]

        await user.press("z")
        assert diff_lines(path, "+") == []
        assert user.said == [f"undone: counter diverge with {made} · Z does it again"]
        await user.press("Z")
        assert made in user.on_disk.quotes
        assert user.said == [f"done again: counter diverge with {made} · z takes it back"]


async def test_the_picker_searches_words_ids_and_tags_and_ends_with_a_new_claim(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await user.press("right_parenthesis", "right_parenthesis", "full_stop", "s")
        assert options(user)[0].startswith("◆ The US and Japan diverge")
        assert not any("new claim" in option for option in options(user))
        await user.type("Washingtons")
        assert "align" in options(user)[0]
        assert options(user)[-1] == "new claim: Washingtons"
        await user.press("ctrl+u")
        await user.type("chips")
        assert options(user)[0].endswith("subsidies")
        await user.press("escape")
        assert user.dialog is None
        assert user.selected is not None
        await user.press("s")
        await user.type("出口管制的目的不同", "enter")
        made = user.outline.current_link.target
        assert user.on_disk.claims[made].text == "出口管制的目的不同"
        assert user.on_disk.thesis == ("diverge",)
        await user.press("left_parenthesis", "full_stop", "c")
        await user.type("The US and Japan diverge on export controls", "ctrl+n")
        assert len(user.on_disk.claims) == 5


async def test_a_passage_is_kept_without_a_link_and_the_same_words_are_not_quoted_twice(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await user.press("right_parenthesis", "full_stop", "q")
        [made] = set(user.on_disk.quotes) - {"no-extension", "critics"}
        assert not list(user.on_disk.links_from(made))
        user.reader.select(CHINESE.index(QUOTED), CHINESE.index(QUOTED) + len(QUOTED))
        await user.press("q")
        assert user.said[-1] == "these words are the quote no-extension already"
        await user.press("s")
        await user.type("align", "enter")
        assert Link(("no-extension",), Role.SUPPORT, "align") in user.on_disk.links_to("align")
        assert len(user.on_disk.quotes) == 3


async def test_a_passage_undercuts_a_link_that_is_picked_as_a_sentence(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await user.press("right_parenthesis", "full_stop", "u")
        assert any(
            "“Japan aligns its controls with Washington’s.” counters “The US" in entry for entry in options(user)
        )
        await user.type("align", "enter")
        [undercut] = [link for link in user.on_disk.links() if link.role is Role.UNDERCUT]
        assert (undercut.against, undercut.target) == (("align",), "diverge")


async def test_keys_that_can_do_nothing_say_what_to_do_first(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await user.press("home", "g", "s")
        assert user.dialog is None
        assert "select a passage first" in user.said[-1]
        assert "s support" not in user.hints()
        [support] = [entry for entry in user.bar("#hints") if entry.text.plain == "s support"]
        assert "Not now: select a passage first" in support.tooltip
        await user.press("z")
        assert user.said[-1] == "there is nothing to undo"


async def test_the_mouse_alone_marks_and_links(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        place = await _cell(user, CHINESE.index(SENTENCE) + 3)
        await user.click("#reader", offset=place, times=3)
        assert user.selected.strip() == SENTENCE
        await user.click_bar("#hints", "s support")
        assert isinstance(user.dialog, Picker)
        await user.click("#entries", offset=(4, 1))
        assert len(user.on_disk.quotes) == 3
        await user.click_bar("#hints", "z undo")
        assert len(user.on_disk.quotes) == 2


async def _cell(user, position: int) -> tuple[int, int]:
    """Where the code point at a position of the text is in the reader."""
    user.reader.go_to(position, position + 1)
    await user.settle()
    return user.app.cursor_position - user.reader.region.offset

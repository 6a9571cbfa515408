"""All of marking with the mouse alone, also where one pane shows at a time."""

from pathlib import Path

import pytest
from textual.events import MouseDown, MouseMove

from argmap.model import Role
from argmap.tui.actions.viewing import _OF_PASSAGES, _OF_ROWS
from argmap.tui.screens.map_actions import ACTIONS
from argmap.tui.widgets.bars import Bar
from tests.tui.app.walking import CHINESE, QUOTED, Walk, small_project, walk
from tests.tui.inside import mouse, text_left, wrapped
from tests.tui.marking.selecting import made, open_text, options

AIM = "日本政府认为，出口管制的目的是防止武器扩散。"
SIZES = pytest.mark.parametrize("size", [(80, 24), (160, 48), (200, 60)])


async def cell_of(user: Walk, words: str) -> tuple[int, int]:
    """Where words begin on the screen, in the reader; they must be in sight already."""
    layout, reader = wrapped(user.reader), user.reader
    at = reader.text.index(words)
    row = layout.row_of(at)
    return text_left(reader) + layout.column_of(at), row - reader.scroll_offset.y


async def from_menu(user: Walk, words: str, label: str) -> None:
    """Clicks words with the right button, and then what the menu calls by a label."""
    await user.click("#reader", offset=await cell_of(user, words), button=3)
    labels = [option.split("  ")[0] for option in options(user)]
    await user.click("#entries", offset=(4, labels.index(label)))


async def click_hint(user: Walk, label: str) -> None:
    """Clicks what the last line of the uppermost screen calls by a label."""
    places = user.app.screen.query_one("#hints", Bar).places()
    await user.click("#hints", offset=(next(at for at, _, entry in places if label in entry.text.plain) + 2, 0))


@SIZES
async def test_a_sentence_is_marked_and_supports_a_claim(tmp_path: Path, size: tuple[int, int]):
    async with walk(small_project(tmp_path), size=size) as user:
        await user.click("#reader", offset=await cell_of(user, AIM), times=3)
        assert user.selected == AIM
        await from_menu(user, AIM, "support")
        await user.click("#entries", offset=(4, 1))
        [new] = made(user)
        assert user.on_disk.quotes[new].text == AIM
        assert [link.role for link in user.on_disk.links() if new in link.premises] == [Role.SUPPORT]


@SIZES
async def test_a_dragged_passage_undercuts_a_link_that_is_clicked(tmp_path: Path, size: tuple[int, int]):
    async with walk(small_project(tmp_path), size=size) as user:
        x, y = await cell_of(user, AIM)
        await user.pilot.mouse_down("#reader", offset=(x, y))
        await mouse(user.pilot, MouseMove, "#reader", (x + 11, y), button=1)
        await user.pilot.mouse_up("#reader", offset=(x + 11, y))
        assert user.selected == AIM[:6]
        await from_menu(user, AIM, "undercut")
        await user.click("#entries", offset=(4, 0))
        [new] = made(user)
        assert [link.role for link in user.on_disk.links() if new in link.premises] == [Role.UNDERCUT]


@SIZES
async def test_passages_are_collected_and_linked_together(tmp_path: Path, size: tuple[int, int]):
    async with walk(small_project(tmp_path), size=size) as user:
        for words in (AIM, "两国因此在目的上不同。"):
            await user.click("#reader", offset=await cell_of(user, words), times=3)
            await from_menu(user, words, "group")
        assert len(user.bench.collection) == 2
        await user.click("#reader", offset=await cell_of(user, QUOTED), times=1)
        await from_menu(user, QUOTED, "counter")
        await user.click("#entries", offset=(4, 0))
        assert any(set(link.premises) == made(user) and len(link.premises) == 2 for link in user.on_disk.links())


@SIZES
async def test_a_quote_is_adjusted_noted_and_taken_away(tmp_path: Path, size: tuple[int, int]):
    async with walk(small_project(tmp_path), size=size) as user:
        await from_menu(user, QUOTED, "adjust")
        await click_hint(user, "back")
        await click_hint(user, "back")
        await from_menu(user, QUOTED, "note")
        await user.type("see §3")
        await user.click("#keep")
        assert user.on_disk.quotes["no-extension"].note == "see §3"
        await from_menu(user, QUOTED, "remove")
        await user.click("#answer-0")
        assert "no-extension" not in user.on_disk.quotes


async def test_the_menu_of_a_passage_offers_nothing_that_would_concern_the_map(tmp_path: Path):
    async with walk(small_project(tmp_path), size=(80, 24)) as user:
        await user.click("#reader", offset=await cell_of(user, AIM), times=3)
        await user.click("#reader", offset=await cell_of(user, AIM), button=3)
        labels = [option.split("  ")[0] for option in options(user)]
        assert labels == ["support", "counter", "undercut", "quote", "group", "copy", "copy and cite"]


async def test_the_right_button_beside_all_quotes_takes_the_sentence_there(tmp_path: Path):
    async with walk(small_project(tmp_path), size=(80, 24)) as user:
        await open_text(user, "zh")
        await user.click("#reader", offset=await cell_of(user, AIM[4:]), button=3)
        assert user.selected == AIM
        assert [option.split("  ")[0] for option in options(user)][:2] == ["support", "counter"]


async def test_the_right_button_in_a_selection_leaves_it_as_it_is(tmp_path: Path):
    async with walk(small_project(tmp_path), size=(80, 24)) as user:
        await user.click("#reader", offset=await cell_of(user, AIM), times=2)
        word = user.selected
        await user.click("#reader", offset=await cell_of(user, AIM), button=3)
        assert user.selected == word


async def test_the_right_button_on_an_empty_line_says_how_to_select(tmp_path: Path):
    async with walk(small_project(tmp_path), size=(80, 24)) as user:
        await open_text(user, "zh")
        await user.click("#reader", offset=await cell_of(user, "\n" + CHINESE.split("\n\n")[1][:4]), button=3)
        assert user.dialog is None
        assert "drag with the mouse" in user.said[-1]


def test_every_line_of_the_menu_fits_a_terminal_of_eighty_columns():
    for name, brief in (*_OF_ROWS.items(), *_OF_PASSAGES.items()):
        assert len(ACTIONS[name].label) < 14
        assert len(brief) <= 45


def test_the_text_of_these_walks_is_in_sight_at_once():
    assert CHINESE.count("\n") < 10


async def test_a_drag_ends_where_its_button_comes_up_unseen_or_a_dialog_comes_up(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        begin, end = await cell_of(user, AIM), await cell_of(user, "防止武器扩散")
        for interrupted in ("unseen", "dialog"):
            await mouse(user.pilot, MouseDown, user.reader, begin, button=1)
            await mouse(user.pilot, MouseMove, user.reader, end, button=1)
            selected = user.selected
            assert selected
            if interrupted == "dialog":
                await user.press("question_mark", "escape")
            await mouse(user.pilot, MouseMove, user.reader, begin, button=0)
            await user.pilot.pause()
            assert user.selected == selected
            assert user.app.mouse_captured is None


async def test_a_click_that_a_dialog_overtook_does_not_take_the_mouse_from_it(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        at = await cell_of(user, AIM)
        under_way = MouseDown(user.reader, *at, 0, 0, 1, False, False, False)
        await user.press("question_mark")
        user.reader.post_message(under_way)
        await user.pilot.pause()
        assert user.app.mouse_captured is None

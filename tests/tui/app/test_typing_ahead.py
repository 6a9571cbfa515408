"""Keys that come faster than a dialog."""

import asyncio
from pathlib import Path

import pytest
from textual.events import Key, Paste
from textual.keys import _character_to_key
from textual.widgets import Static

from argmap.tui.app import ArgmapApp, opened_at_once
from argmap.tui.dialogs.form import Form
from argmap.tui.key_queue import Wait
from argmap.tui.screens.base import ActionScreen
from tests.tui.app.walking import Walk, small_project, walk
from tests.tui.inside import lose_the_next_key


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every action takes a while until it asks."""
    at_once = ActionScreen.start

    async def later(work) -> None:
        await asyncio.sleep(0.05)
        await work

    monkeypatch.setattr(ActionScreen, "start", lambda screen, work: at_once(screen, later(work)))


def type_now(app: ArgmapApp, *keys: str) -> None:
    """Types characters, and keys by their names, whatever the app is doing."""
    for key in keys:
        app.post_message(Key(_character_to_key(key), key) if len(key) == 1 else Key(key, None))


async def typed_at_once(user, keys: str, then: str = "") -> None:
    """Types keys without a pause, then waits."""
    type_now(user.app, *keys, *([then] if then else []))
    for _ in range(10):
        await user.pilot.pause(0.02)
    await user.settle()


async def test_letters_typed_at_once_after_a_key_are_in_the_dialog_it_opens(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await typed_at_once(user, "ncan zt")
        assert isinstance(user.dialog, Form)
        assert user.app.focused.text == "can zt"
        assert user.said == []


async def test_a_whole_claim_can_be_typed_before_its_slow_dialog_is_there(tmp_path: Path, slow: None):
    async with walk(small_project(tmp_path)) as user:
        await typed_at_once(user, "nbx cud", "enter")
        assert user.dialog is None
        assert "bx-cud" in user.on_disk.claims


async def test_words_pasted_before_the_dialog_is_there_are_in_it(tmp_path: Path, slow: None):
    async with walk(small_project(tmp_path)) as user:
        await user.pilot.press("n")
        user.app.post_message(Paste("半导体"))
        await typed_at_once(user, "x")
        assert user.app.focused.text == "半导体x"


async def test_keys_after_an_action_that_asks_nothing_do_what_they_mean(tmp_path: Path, slow: None):
    async with walk(small_project(tmp_path)) as user:
        await user.press("3")
        await typed_at_once(user, "tt")
        assert user.map.thesis == ("diverge",)
        await typed_at_once(user, "nn")
        assert user.app.focused.text == "n"


async def test_a_key_acts_where_the_one_before_it_has_led(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await user.press("3")
        await typed_at_once(user, "2>/目的")
        assert user.reader.hits
        assert user.app.focused.value == "目的"
        await user.press("escape")
        await typed_at_once(user, "3nA claim.")
        assert isinstance(user.dialog, Form)
        assert user.app.focused.text == "A claim."


async def test_keys_go_on_in_the_dialogs_and_panes_to_which_others_lead(tmp_path: Path):
    path = small_project(tmp_path)
    async with walk(path) as user:
        type_now(user.app, *"3nOne.", "enter", *"nTwo.", "enter", *"nThree.", "enter")
        await typed_at_once(user, "zz")
        assert {"One.", "Two.", "Three."} & {claim.text for claim in user.map.claims.values()} == {"One."}


async def test_what_is_typed_before_the_screen_is_there_acts_on_the_text_once_it_is(tmp_path: Path):
    path = small_project(tmp_path)
    app = ArgmapApp([path], opened_at_once([path]))
    type_now(app, *"32/目的")
    async with app.run_test(size=(140, 40), notifications=True, tooltips=True) as pilot:
        user = Walk(pilot, app)
        await typed_at_once(user, "")
        assert user.said == []
        assert user.app.focused.value == "目的"
        assert user.reader.hits


async def test_what_is_typed_while_maps_are_listed_chooses_among_them(tmp_path: Path):
    paths = [small_project(tmp_path / name) for name in ("first", "second")]
    app = ArgmapApp(paths)
    type_now(app, "down", "enter", *"3nhi")
    async with app.run_test(size=(140, 40), notifications=True, tooltips=True) as pilot:
        user = Walk(pilot, app)
        await typed_at_once(user, "")
        assert user.bench.session.path == paths[1]
        assert isinstance(user.dialog, Form)
        assert user.app.focused.text == "hi"


async def test_a_key_whose_dialog_goes_away_holds_up_no_other(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        type_now(user.app, "n", "escape", "y", "3", "e", "escape", *"nhi")
        await typed_at_once(user, "")
        assert isinstance(user.dialog, Form)
        assert user.app.focused.text == "hi"


async def test_keys_wait_for_a_slow_one_however_long_it_takes(tmp_path: Path, monkeypatch):
    async with walk(small_project(tmp_path)) as user:
        monkeypatch.setattr("argmap.tui.key_queue._LOOK_AGAIN_AFTER", 0.01)
        focused = user.app.focused
        at_once = focused.on_event

        async def late(event):
            await asyncio.sleep(0.2)
            await at_once(event)

        monkeypatch.setattr(focused, "on_event", late)
        type_now(user.app, *"nhi")
        await typed_at_once(user, "")
        assert isinstance(user.dialog, Form)
        assert user.app.focused.text == "hi"


async def test_a_key_behind_one_whose_widget_is_gone_is_not_held(tmp_path: Path, monkeypatch):
    async with walk(small_project(tmp_path)) as user:
        monkeypatch.setattr("argmap.tui.key_queue._LOOK_AGAIN_AFTER", 0.05)
        gone = Static()
        await user.app.screen.mount(gone)
        await gone.remove()
        lose_the_next_key(monkeypatch, user.app, gone)
        type_now(user.app, "3")
        type_now(user.app, "n")
        for _ in range(10):
            await user.pilot.pause(0.02)
        await user.settle()
        assert isinstance(user.dialog, Form)


async def test_keys_do_not_wait_for_an_action_that_ended_with_the_map_it_began_on(tmp_path: Path):
    path = small_project(tmp_path)
    async with walk(path) as user:
        user.app.typed_ahead.wait(Wait.ACTION)
        user.app.open_map(path)
        await user.settle()
        await typed_at_once(user, "n")
        assert isinstance(user.dialog, Form)

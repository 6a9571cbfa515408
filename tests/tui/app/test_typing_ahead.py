"""Keys that come faster than a dialog."""

import asyncio
from pathlib import Path

import pytest
from textual.events import Key, Paste

from argmap.tui.actions import Action
from argmap.tui.dialogs.form import Form
from tests.tui.app.walking import small_project, walk


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every action takes a while until it asks."""
    at_once = Action.run

    async def later(action, bench) -> None:
        await asyncio.sleep(0.05)
        await at_once(action, bench)

    monkeypatch.setattr(Action, "run", later)


async def typed_at_once(user, keys: str, then: str = "") -> None:
    """Types keys without a pause, then waits."""
    for key in keys:
        user.app.post_message(Key("space" if key == " " else key, key))
    if then:
        user.app.post_message(Key(then, None))
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

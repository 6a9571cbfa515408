"""What is marked, collected, adjusted and asked, as pictures."""

from pathlib import Path

import pytest

from argmap.session import Session
from argmap.tui.app import ArgmapApp
from tests.tui.app.walking import QUOTED, Walk, small_project
from tests.tui.marking.selecting import put_cursor, select

AIM = "日本政府认为，出口管制的目的是防止武器扩散。"
LOOKS = [((80, 24), "textual-dark"), ((140, 45), "textual-light")]


async def collected(user: Walk) -> None:
    for words in (AIM, "事实上，"):
        await select(user, words)
        await user.press("ampersand")


async def listed(user: Walk) -> None:
    await collected(user)
    await user.press("Y")


async def adjusting(user: Walk) -> None:
    await put_cursor(user, QUOTED)
    await user.press("A", "shift+right")


async def other_words(user: Walk) -> None:
    await adjusting(user)
    await user.press("o", "shift+right", "shift+right", "enter")


async def overlap(user: Walk) -> None:
    await select(user, "新兴技术。事实上，")
    await user.press("c")


async def translation(user: Walk) -> None:
    await put_cursor(user, QUOTED)
    await user.press("T")


@pytest.mark.parametrize(("size", "theme"), LOOKS, ids=["narrow-dark", "wide-light"])
@pytest.mark.parametrize("act", [collected, listed, adjusting, other_words, overlap, translation])
def test_marking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, snap_compare, size, theme, act):
    path = small_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    app = ArgmapApp([path], Session(path))

    async def mark(pilot) -> None:
        app.theme = theme
        user = Walk(pilot, app)
        await user.settle()
        await act(user)

    assert snap_compare(app, terminal_size=size, run_before=mark)

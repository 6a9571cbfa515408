"""What is marked, collected, adjusted and asked, as pictures."""

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from argmap.session import Session
from argmap.tui.app import ArgmapApp
from tests.tui.app.walking import QUOTED, TRANSLATION, Walk, small_project
from tests.tui.marking.selecting import put_cursor, select
from tests.tui.pictures.scenes import LARGE_LIGHT, SMALL_DARK, Scene, pressing
from tests.tui.pictures.test_pictures import SIZES, look_at

AIM = "日本政府认为，出口管制的目的是防止武器扩散。"


async def collected(user: Walk) -> None:
    for words in (AIM, "事实上，"):
        await select(user, words)
        await user.press("ampersand")


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


SCENES = (
    Scene(
        "adjusting",
        adjusting,
        ("Select the passage for no-extension", "┃ " + QUOTED, "o other end"),
        SMALL_DARK,
        ("escape", "escape"),
    ),
    Scene(
        "other-words",
        other_words,
        ("Give no-extension these words?", "now:  " + QUOTED, "then: 没有像美国那样把管制对象扩大到基础和新兴技术。"),
        None,
        ("escape", "escape"),
    ),
    Scene(
        "overlap",
        overlap,
        ("This passage overlaps a quote", "now:  " + QUOTED, "then: " + QUOTED + "。事实上，", "Keep both"),
        None,
        ("escape", "escape"),
    ),
    Scene(
        "translation",
        translation,
        ("Translation of no-extension", QUOTED, TRANSLATION, "$EDITOR"),
    ),
    Scene(
        "collected",
        collected,
        ("& 日本政府认为，", "& 2 collected: s c u link them together · Y shows", "Y collected"),
        LARGE_LIGHT,
        (),
    ),
    Scene(
        "listed",
        pressing("Y"),
        ("2 passages collected", "& " + AIM + "  zh", "& 事实上，  zh", "drop all"),
    ),
)


@pytest.mark.parametrize("size", SIZES)
async def test_marking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion, size: str):
    monkeypatch.chdir(tmp_path)
    path = small_project(tmp_path)
    await look_at(ArgmapApp([path], Session(path)), SCENES, size, snapshot)

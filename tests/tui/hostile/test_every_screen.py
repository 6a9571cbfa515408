"""Texts, maps, files and commits from strangers: on no screen is anything of them obeyed, or read as markup."""

from pathlib import Path

import pytest

from argmap.text.visible import PICTURES
from argmap.tui.app import ArgmapApp, opened_at_once
from argmap.tui.screens.main import MainScreen
from argmap.tui.screens.welcome import WelcomeScreen
from tests.tui.app.walking import Walk
from tests.tui.hostile.project import ESCAPES, MARKUP, WORDS, hostile_merge, hostile_project
from tests.tui.inside import strips
from tests.tui.pictures.scenes import STAGES, WORKBENCH, Scene, at_rest, pressing, typing

OF_ALL = {scene.name: scene for scene in WORKBENCH}
SCENES = {
    "reading": (
        OF_ALL["workbench"],
        OF_ALL["find"],
        OF_ALL["help"],
        OF_ALL["palette"],
        Scene("undercutting", pressing("2", "right_parenthesis", "full_stop", "u")),
        Scene("collected", pressing("2", "right_parenthesis", "full_stop", "ampersand", "Y")),
    ),
    "arguing": (
        OF_ALL["form"],
        OF_ALL["question"],
        Scene("picker", typing("3", "home", "S", text="a")),
        Scene("quote-form", pressing("3", "home", "down", "down", "e")),
        Scene("menu", pressing("3", "home", "shift+f10")),
        Scene("tags", pressing("3", "home", "l")),
        Scene("merging", pressing("3", "home", "M")),
        Scene("renaming", pressing("3", "home", "r")),
        OF_ALL["tree-filtered"],
    ),
    "drawing": (
        OF_ALL["canvas-titles"],
        OF_ALL["canvas-dots"],
        OF_ALL["canvas-full"],
        Scene("near", pressing("3", "home", "m", "i")),
    ),
    "reviewing": (
        OF_ALL["review"],
        Scene("reselecting", pressing("R", "down", "t")),
        Scene("dropping", pressing("R", "x")),
    ),
    "keeping": (
        OF_ALL["compare"],
        Scene("versions", pressing("V")),
        OF_ALL["export"],
        Scene("export-page", pressing("O", "down", "down")),
        OF_ALL["import"],
        Scene("file-picker", pressing("a")),
        Scene("file-in-sight", typing("a", text="name")),
        Scene("source-form", pressing("1", "home", "e")),
        Scene("map-form", pressing("E")),
    ),
}
ON_THE_WORKBENCH = {"workbench", "tree-filtered"}
OWN_LINKS = {"esc cancel"}
"""The only words of argmap itself that act when they are clicked."""
NOT_SHOWN = set(map(chr, PICTURES)) - {"\n"}


async def seen(user: Walk) -> None:
    """Fails where anything on the screen is more than words."""
    painted = strips(user.app)
    assert not NOT_SHOWN & {character for strip in painted for character in strip.text}
    styled = [segment for strip in painted for segment in strip if segment.style is not None]
    assert {segment.text.strip() for segment in styled if "@click" in segment.style.meta} <= OWN_LINKS
    read_as_markup = [widget for widget in user.app.screen.query("*") if isinstance(widget.tooltip, str)]
    assert [widget.tooltip for widget in read_as_markup if "[" in widget.tooltip or "evil" in widget.tooltip] == []


async def hovered(user: Walk) -> None:
    """Shows what is told of what the mouse is on: of the title, of a row, and of the keys."""
    width, height = user.app.size
    for at in ((width - 20, 0), (4, 2), (4, height - 1)):
        await user.pilot.hover(offset=at)
    await user.settle()


async def back(user: Walk) -> None:
    """Leaves whatever was opened."""
    for _ in range(4):
        if isinstance(user.app.screen, MainScreen):
            return
        await user.press("escape")
    raise AssertionError(user.app.screen)


@pytest.mark.parametrize("some", SCENES)
async def test_hostile_words_are_words(some: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    path = hostile_project(tmp_path)
    app = ArgmapApp([path], opened_at_once([path]))
    async with app.run_test(size=(120, 40), notifications=True, tooltips=True) as pilot:
        user = Walk(pilot, app)
        await at_rest(user)
        assert "[@click=app.quit]" in user.reader.text
        for scene in SCENES[some]:
            await scene.act(user)
            await at_rest(user)
            assert isinstance(app.screen, MainScreen) == (scene.name in ON_THE_WORKBENCH), scene.name
            user.bench.tell(f"{MARKUP}{ESCAPES}")
            await hovered(user)
            await seen(user)
            await back(user)
        assert app.return_code is None


async def test_hostile_words_of_both_sides_of_a_merge_are_words(tmp_path: Path):
    path = hostile_merge(tmp_path)
    app = ArgmapApp([path], opened_at_once([path]))
    async with app.run_test(size=(120, 40), notifications=True, tooltips=True) as pilot:
        user = Walk(pilot, app)
        await at_rest(user)
        await STAGES["merged"][1][0].act(user)
        for keys in ((), ("n",), ("e",)):
            await user.press(*keys)
            await hovered(user)
            await seen(user)


async def test_a_folder_with_a_hostile_name_is_welcomed_by_its_name():
    app = ArgmapApp([], None, Path(f"/{WORDS.replace('/', '')}"))
    async with app.run_test(size=(120, 40), notifications=True, tooltips=True) as pilot:
        user = Walk(pilot, app)
        await at_rest(user)
        assert isinstance(app.screen, WelcomeScreen)
        await seen(user)

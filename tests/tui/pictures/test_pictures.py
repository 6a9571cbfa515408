"""Every screen as a picture, small and large, dark and light; `pytest --snapshot-update` takes new ones.

One app shows many scenes, one after the other, and each in both themes: to start it for each would take minutes.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pytest_textual_snapshot import SVGImageExtension
from syrupy.assertion import SnapshotAssertion

from argmap.tui.app import ArgmapApp
from tests.tui.app.walking import Walk
from tests.tui.pictures.scenes import STAGES, Scene, at_rest

THEMES = ("textual-dark", "textual-light")


async def pictures(app: ArgmapApp, scenes: tuple[Scene, ...], size: tuple[int, int]) -> AsyncIterator[tuple[str, str]]:
    """Each scene in each theme: its name, and its picture."""
    async with app.run_test(size=size) as pilot:
        user = Walk(pilot, app)
        await at_rest(user)
        for number, scene in enumerate(scenes):
            await scene.act(user)
            for theme in THEMES[:: -1 if number % 2 else 1]:  # to style every widget anew takes longest
                if not scene.repainted:
                    await user.press(*scene.leave)
                app.theme = theme
                if not scene.repainted:
                    await scene.act(user)
                await at_rest(user)
                yield f"{scene.name}-{theme.removeprefix('textual-')}", app.export_screenshot()
            await user.press(*scene.leave)


@pytest.mark.parametrize("size", [(80, 24), (140, 45)], ids=["small", "large"])
@pytest.mark.parametrize("stage", STAGES)
async def test_every_screen(
    stage: str, size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion
):
    monkeypatch.chdir(tmp_path)
    begin, scenes = STAGES[stage]
    taken = snapshot.use_extension(SVGImageExtension)
    changed = [name async for name, picture in pictures(begin(tmp_path), scenes, size) if picture != taken(name=name)]
    assert not changed, "look at these, then `pytest --snapshot-update`"

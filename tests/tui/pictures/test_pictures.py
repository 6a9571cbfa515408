"""Every screen in words, small and large, and once as a picture; `pytest --snapshot-update` takes new ones.

One app shows many scenes, one after the other: to start it for each would take minutes. Pictures are dark and light;
some scenes take on their theme while they are open.
"""

from collections.abc import Sequence
from pathlib import Path

import pytest
from pytest_textual_snapshot import SVGImageExtension
from syrupy.assertion import SnapshotAssertion

from argmap.tui.app import ArgmapApp
from tests.tui.app.walking import Walk
from tests.tui.inside import lines
from tests.tui.pictures.scenes import STAGES, Scene, at_rest

SIZES = {"small": (80, 24), "large": (140, 45)}


async def look_at(app: ArgmapApp, scenes: Sequence[Scene], size: str, snapshot: SnapshotAssertion) -> None:
    """Fails where words of a scene are not to be read, or where one that is pictured in this size looks different."""
    taken = snapshot.use_extension(SVGImageExtension)
    changed, unread = [], []
    async with app.run_test(size=SIZES[size]) as pilot:
        user = Walk(pilot, app)
        await at_rest(user)
        for scene in scenes:
            await scene.act(user)
            pictured_in, theme = scene.look or ("", "")
            if pictured_in == size:
                app.theme = f"textual-{theme}"
            await at_rest(user)
            seen = "\n".join(lines(app))
            unread += [f"{scene.name}: no “{words}” in\n{seen}" for words in scene.words if words not in seen]
            if pictured_in == size and app.export_screenshot() != taken(name=f"{scene.name}-{theme}"):
                changed.append(scene.name)
            await user.press(*scene.leave)
    assert not unread, "\n".join(unread)
    assert not changed, "look at these, then `pytest --snapshot-update`"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("stage", STAGES)
async def test_every_screen(
    stage: str, size: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion
):
    monkeypatch.chdir(tmp_path)
    begin, scenes = STAGES[stage]
    await look_at(begin(tmp_path), scenes, size, snapshot)

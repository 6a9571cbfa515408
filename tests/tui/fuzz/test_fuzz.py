"""Thousands of keys, clicks and drags without any sense, on copies of the real maps: nothing breaks.

Afterwards the map is still a map. The seeds are fixed, so that a failure comes back. Among the other tests 75 steps are
played, as fast as they are answered; `make fuzz` plays 12,000 while time goes on. ARGMAP_FUZZ_SEED plays other ones.
"""

import os
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from argmap import edit
from argmap.model import problems
from argmap.store import dumps, load
from argmap.tui.app import ArgmapApp, opened_at_once
from tests.tui.fuzz.player import Player

ROOT = Path(__file__).parents[3]
STEPS = int(os.environ.get("ARGMAP_FUZZ", "75"))
OTHER_SEED = int(os.environ.get("ARGMAP_FUZZ_SEED", "0"))


def changed_project(root: Path, name: str) -> Path:
    """A project in git, with a map that changed since, and with texts that did: something to compare and to review."""
    for part in ("maps", "seeds"):
        shutil.copytree(ROOT / part, root / part)
    for arguments in (
        ("init", "-q"),
        ("add", "-A"),
        ("-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qm", "before"),
    ):
        subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True, timeout=60)
    path = root / "maps" / f"{name}.toml"
    whole = load(path).map
    for number, quote in enumerate(list(whole.quotes.values())[:12]):
        text = path.parent / whole.sources[quote.source].path
        words = text.read_text("utf-8")
        middle = len(quote.text) // 2
        other = quote.text[:middle] + " and so on " + quote.text[middle:] if number % 3 else ""
        text.write_text(words.replace(quote.text, other), encoding="utf-8")
    gone, reworded, *_ = whole.claims
    whole = edit.change_claim(edit.remove(whole, gone), reworded, text="In other words.")
    path.write_text(dumps(whole), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "size", "seed"),
    [("us-japan-alliance", (140, 45), 1), ("chip-subsidies", (80, 24), 2), ("technonationalism", (200, 60), 3)],
)
async def test_no_sequence_of_keys_and_clicks_breaks_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, size: tuple[int, int], seed: int
):
    path = changed_project(tmp_path, name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VISUAL", "true")
    app = ArgmapApp([path], opened_at_once([path]))
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        player = Player(app, pilot, path, Random(seed + OTHER_SEED))
        for _ in range(STEPS // 3):
            try:
                await player.step()
                stack = [(screen.__class__.__name__, getattr(screen, "_title", "")) for screen in app.screen_stack]
                assert all(one != other for one, other in pairwise(stack)), f"a screen over its like: {stack}"
            except Exception as broken:
                raise AssertionError(f"after {list(player.last)}") from broken
            if app.return_code is not None:
                raise AssertionError(f"the app ended after {list(player.last)}")
    print(dict(sorted(player.seen.items())))
    for written in path.parent.glob("*.toml"):
        whole = load(written).map
        assert not problems(whole)
        assert dumps(whole) == written.read_text("utf-8")

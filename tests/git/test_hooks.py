"""The hooks of `.pre-commit-hooks.yaml`, run by the real pre-commit.

Pre-commit would build argmap from its repository, which takes half a minute and a package index; here the hooks are
the same but for `language: system`, with this argmap on the PATH.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.git.conftest import MapInGit, new_work

ROOT = Path(__file__).parents[2]


@pytest.fixture
def hooked(maps: MapInGit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MapInGit:
    """The project with both hooks installed."""
    hooks = new_work(tmp_path / "hooks")
    hooks.write(".pre-commit-hooks.yaml", (ROOT / ".pre-commit-hooks.yaml").read_text().replace(": python", ": system"))
    revision = hooks.commit("Hooks")
    program = hooks.write("bin/argmap", f'#!/bin/sh\nexec "{sys.executable}" -m argmap "$@"\n')
    program.chmod(0o755)
    for name, value in {
        "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PRE_COMMIT_HOME": str(tmp_path / "pre-commit"),
    }.items():
        monkeypatch.setenv(name, value)
    names = "".join(f"      - id: argmap-{name}\n" for name in ("fmt", "check"))
    maps.write(".pre-commit-config.yaml", f"repos:\n  - repo: {hooks.root}\n    rev: {revision}\n    hooks:\n{names}")
    maps.commit("Configure the hooks")
    subprocess.run(
        [sys.executable, "-m", "pre_commit", "install"], cwd=maps.root, check=True, capture_output=True, timeout=60
    )
    return maps


def commit(maps: MapInGit) -> subprocess.CompletedProcess[str]:
    maps.git("add", "-A")
    return subprocess.run(
        ["git", "commit", "-m", "change"], cwd=maps.root, capture_output=True, text=True, check=False, timeout=60
    )


def test_a_sound_map_is_committed(hooked: MapInGit):
    hooked.argmap("edit", hooked.map_path, "align", "--text", "They agree.")
    ran = commit(hooked)
    assert ran.returncode == 0
    assert ran.stderr.count("Passed") == 2


def test_a_map_that_is_not_canonical_is_put_so_and_looked_at_again(hooked: MapInGit):
    sound = hooked.project.toml
    hooked.write("maps/controls.toml", sound.replace("title = ", "title   =   "))
    assert "files were modified by this hook" in commit(hooked).stderr
    assert hooked.project.toml == sound


def test_a_text_that_loses_a_quote_is_not_committed(hooked: MapInGit):
    hooked.write("texts/speech.txt", "Nothing of it is left.\n")
    ran = commit(hooked)
    assert ran.returncode == 1
    assert "aligned is lost" in ran.stderr

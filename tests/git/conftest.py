"""Real git in temporary repositories, without the settings of whoever runs the tests."""

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from argmap.cli.main import run
from tests.cli.conftest import Ran, argmap  # noqa: F401 - the fixture is used by its name
from tests.project import ProjectFolder, filled_project

Argmap = Callable[..., Ran]


@dataclass(frozen=True)
class Work:
    """A work tree."""

    root: Path

    def git(self, *words: object, good: tuple[int, ...] = (0,)) -> str:
        ran = subprocess.run(["git", "-C", str(self.root), *map(str, words)], capture_output=True, check=False)
        assert ran.returncode in good, ran.stderr.decode()
        return ran.stdout.decode()

    def write(self, name: str, content: str | bytes) -> Path:
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    def commit(self, said: str = "change") -> str:
        """Commits everything; the new commit's id."""
        self.git("add", "-A")
        self.git("commit", "-qm", said)
        return self.git("rev-parse", "HEAD").strip()

    @property
    def untouched(self) -> str:
        """What git says has changed; to compare before and after."""
        return self.git("status", "--porcelain", "--ignored") + self.git("rev-parse", "HEAD")


@dataclass(frozen=True)
class MapInGit(Work):
    """A work tree with the filled project of the other tests, committed."""

    project: ProjectFolder

    @property
    def map_path(self) -> Path:
        return self.project.map_path

    def argmap(self, *words: object, said: str = "") -> None:
        """Runs an argmap command, and commits where `said` is given."""
        assert run([str(word) for word in words]) == 0, words
        if said:
            self.commit(said)


def settings(home: Path) -> dict[str, str]:
    """An environment in which git knows nobody's settings."""
    return {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "xdg"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": str(home / "gitconfig"),
        "GIT_AUTHOR_NAME": "Ada",
        "GIT_AUTHOR_EMAIL": "ada@example.org",
        "GIT_AUTHOR_DATE": "2024-05-01T10:00:00+02:00",
        "GIT_COMMITTER_NAME": "Ada",
        "GIT_COMMITTER_EMAIL": "ada@example.org",
        "GIT_COMMITTER_DATE": "2024-05-01T10:00:00+02:00",
    }


def set_environment(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in settings(home).items():
        monkeypatch.setenv(name, value)


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    set_environment(monkeypatch, tmp_path_factory.mktemp("home"))


def new_work(folder: Path) -> Work:
    folder.mkdir(parents=True, exist_ok=True)
    work = Work(folder)
    work.git("init", "-q", "-b", "main")
    return work


@pytest.fixture
def work(tmp_path: Path) -> Work:
    """An empty repository."""
    return new_work(tmp_path / "work")


@pytest.fixture(scope="session")
def first_commit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository whose first commit holds a map with sources, quotes, claims and links; to copy."""
    root = tmp_path_factory.mktemp("template")
    with pytest.MonkeyPatch.context() as monkeypatch:
        set_environment(monkeypatch, tmp_path_factory.mktemp("home"))
        filled_project(root)
        (root / ".git").rmdir()
        new_work(root).commit("Begin the map")
    return root


@pytest.fixture
def maps(tmp_path: Path, first_commit: Path) -> MapInGit:
    """A repository whose first commit holds a map with sources, quotes, claims and links."""
    root = tmp_path / "project"
    shutil.copytree(first_commit, root)
    there = MapInGit(root, ProjectFolder(root))
    there.git("update-index", "-q", "--refresh")
    return there

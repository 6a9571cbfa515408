"""Real git in temporary repositories."""

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
        ran = subprocess.run(
            ["git", "-C", str(self.root), *map(str, words)], capture_output=True, check=False, timeout=60
        )
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

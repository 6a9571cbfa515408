"""A small project on disk for tests: a map, and texts in four languages beside it."""

import atexit
import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from argmap.cli.main import run
from argmap.model import ArgMap
from argmap.store import load

TEXTS = {
    "controls.txt": (
        "一、出口管制\n"
        "在出口管制方面，美国于 2018 年通过了《出口管制改革法》。\n"
        "日本没有像美国那样把管制对象扩大到基础和新兴技术。\n"
        "这是重复的一句话。\n"
        "日本与美国在出口管制上存在分歧。\n"
        "这是重复的一句话。\n"
    ),
    "hant.txt": "日本與美國在出口管制上存在分歧。\n",
    "paket.txt": "Das Paket soll bis Ende November veröffentlicht werden. Es fördert die Halb-\nleiterindustrie.\n",
    "speech.txt": "We stand together. Our controls are aligned, and they will stay so.\n",
}


@dataclass(frozen=True)
class ProjectFolder:
    """A project in a temporary folder."""

    root: Path

    @property
    def map_path(self) -> Path:
        return self.root / "maps" / "controls.toml"

    @property
    def map(self) -> ArgMap:
        return load(self.map_path).map

    @property
    def toml(self) -> str:
        return self.map_path.read_text("utf-8")

    def text(self, name: str) -> Path:
        return self.root / "texts" / name


def new_project(root: Path) -> ProjectFolder:
    """Texts, and an empty map titled “Controls”."""
    (root / ".git").mkdir()
    (root / "texts").mkdir()
    for name, text in TEXTS.items():
        (root / "texts" / name).write_text(text, "utf-8", newline="")
    project = ProjectFolder(root)
    assert run(["new", str(project.map_path), "--title", "Controls"]) == 0
    return project


def filled_project(root: Path) -> ProjectFolder:
    """The same with two sources, three quotes, two claims and their links: a copy of one that commands made."""
    shutil.copytree(_made_by_commands(), root, dirs_exist_ok=True)
    return ProjectFolder(root)


@cache
def _made_by_commands() -> Path:
    folder = tempfile.mkdtemp(prefix="argmap-tests-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    root = Path(folder, "project")  # with the mode that folders have: it is copied, too
    root.mkdir()
    path = str(new_project(root).map_path)
    for command in (
        ["add", "source", path, str(root / "texts/controls.txt"), "--id", "gui", "--lang", "zh"],
        ["add", "source", path, str(root / "texts/speech.txt"), "--id", "speech", "--lang", "en"],
        ["add", "claim", path, "They diverge.", "--id", "diverge", "--thesis"],
        ["add", "claim", path, "They align.", "--id", "align", "--tag", "alliance"],
        ["add", "quote", path, "gui", "日本没有像美国那样把管制对象扩大到基础和新兴技术", "--id", "no-extension"],
        ["add", "quote", path, "gui", "美国于2018年通过了《出口管制改革法》", "--id", "law-2018"],
        ["add", "quote", path, "speech", "Our controls are aligned", "--id", "aligned", "--supports", "align"],
        ["link", path, "no-extension", "law-2018", "supports", "diverge"],
        ["link", path, "align", "counters", "diverge"],
        ["link", path, "no-extension", "undercuts", "align", "diverge"],
    ):
        assert run(command) == 0, command
    return root

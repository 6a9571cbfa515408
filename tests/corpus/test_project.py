"""The fence around a project: what a map from a stranger can and cannot reach."""

from pathlib import Path

import pytest

from argmap.corpus import Corpus, OutsideProject, Project
from argmap.files.errors import UnreadableSource
from argmap.model import Source


def test_in_a_git_work_tree_the_root_is_that_of_the_work_tree(tmp_path: Path):
    (tmp_path / ".git").mkdir()
    (tmp_path / "deep" / "maps").mkdir(parents=True)
    assert Project.of(tmp_path / "deep" / "maps" / "m.toml").root == tmp_path


def test_elsewhere_the_root_is_the_maps_own_folder(tmp_path: Path):
    assert Project.of(tmp_path / "debate" / "m.toml").root == tmp_path / "debate"


def test_elsewhere_the_root_is_the_folder_above_a_folder_of_maps(tmp_path: Path):
    assert Project.of(tmp_path / "maps" / "m.toml").root == tmp_path


def test_the_home_folder_is_no_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert Project.of(tmp_path / "maps" / "m.toml").root == tmp_path / "maps"
    assert Project.of(tmp_path / "debate" / "maps" / "m.toml").root == tmp_path / "debate"


def test_the_whole_file_system_is_no_project():
    assert Project.of(Path(Path.cwd().anchor) / "maps" / "m.toml").root.name == "maps"


@pytest.mark.parametrize(
    "path",
    [
        "../.git/config",
        "../.GIT/config",
        "../.git",
        "../.git/../texts/speech.txt",
        "../texts/../.git/hooks/x",
        "../vendored/.git/config",
        "../.git./config",
        "../git~1/config",
        "../.g\u200cit/config",
        "../.git::$INDEX_ALLOCATION/config",
        "../bare/hooks/x",
    ],
)
def test_nothing_of_gits_own_is_a_source(tmp_path: Path, path: str):
    (tmp_path / ".git").mkdir()
    (tmp_path / "texts").mkdir()
    for part in ("objects", "refs", "hooks"):
        (tmp_path / "bare" / part).mkdir(parents=True)
    (tmp_path / "bare" / "HEAD").write_text("ref: refs/heads/main")
    with pytest.raises(OutsideProject, match="git's own"):
        Project.of(tmp_path / "maps" / "m.toml").file_of(path)


@pytest.mark.parametrize("path", ["../.gitignore", "../.github/a.txt", "../git/a.txt", "../a.git/b.txt", "../HEAD"])
def test_what_is_only_named_like_gits_own_is_a_source(tmp_path: Path, path: str):
    (tmp_path / ".git").write_text("gitdir: ../elsewhere/.git/worktrees/here")  # as in a linked work tree
    project = Project.of(tmp_path / "maps" / "m.toml")
    assert project.file_of(path) == tmp_path / path.removeprefix("../")


@pytest.mark.parametrize(
    "path", ["../../outside.txt", "../../../../etc/passwd", "x/../../../outside.txt", "/etc/passwd"]
)
def test_a_source_outside_the_root_is_refused(tmp_path: Path, path: str):
    (tmp_path / "project" / ".git").mkdir(parents=True)
    with pytest.raises(OutsideProject, match="outside the project"):
        Project.of(tmp_path / "project" / "maps" / "m.toml").file_of(path)


def test_a_symbolic_link_does_not_lead_out(tmp_path: Path):
    root = tmp_path / "project"
    (root / ".git").mkdir(parents=True)
    (root / "folder").mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    links = {
        "direct.txt": tmp_path / "secret.txt",
        "above": tmp_path,
        "through.txt": Path("direct.txt"),
        "folder/up": Path("../.."),
        "config.txt": Path(".git/config"),
        "nested": Path(".git"),
        "nested-config.txt": Path("nested/config"),
    }
    try:
        for name, target in links.items():
            (root / name).symlink_to(target)
    except OSError:
        pytest.skip("this system makes no symbolic links here")
    project = Project.of(root / "m.toml")
    for path in ("direct.txt", "above/secret.txt", "through.txt", "folder/up/secret.txt", "above/../secret.txt"):
        with pytest.raises(OutsideProject, match="outside the project"):
            project.file_of(path)
    for path in ("config.txt", "nested/config", "nested-config.txt"):
        with pytest.raises(OutsideProject, match="git's own"):
            project.file_of(path)
    assert project.file_of("folder/../m.txt") == root / "m.txt"


def test_links_that_lead_in_a_circle_are_no_way_out(tmp_path: Path):
    (tmp_path / ".git").mkdir()
    (tmp_path / "one").symlink_to("other")
    (tmp_path / "other").symlink_to("one")
    project = Project.of(tmp_path / "m.toml")
    with pytest.raises(UnreadableSource):
        Corpus(project).open(Source(path="one"))
    with pytest.raises(OutsideProject):
        project.file_of("a\0b")


def test_a_text_is_named_relative_to_the_map(tmp_path: Path):
    (tmp_path / ".git").mkdir()
    project = Project.of(tmp_path / "maps" / "m.toml")
    assert project.path_to(tmp_path / "texts" / "a b.txt") == "../texts/a b.txt"
    assert project.file_of("../texts/a b.txt") == tmp_path / "texts" / "a b.txt"
    with pytest.raises(OutsideProject):
        project.path_to(tmp_path.parent / "elsewhere.txt")

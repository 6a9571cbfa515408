"""The fence around a project: what a map from a stranger can and cannot reach."""

from pathlib import Path

import pytest

from argmap.corpus import OutsideProject, Project


def test_in_a_git_work_tree_the_root_is_that_of_the_work_tree(tmp_path: Path):
    (tmp_path / ".git").mkdir()
    (tmp_path / "deep" / "maps").mkdir(parents=True)
    assert Project.of(tmp_path / "deep" / "maps" / "m.toml").root == tmp_path


def test_elsewhere_the_root_is_the_folder_above_the_maps_own(tmp_path: Path):
    assert Project.of(tmp_path / "maps" / "m.toml").root == tmp_path


@pytest.mark.parametrize("path", ["../../outside.txt", "../../../../etc/passwd", "x/../../../outside.txt"])
def test_a_source_outside_the_root_is_refused(tmp_path: Path, path: str):
    (tmp_path / "project" / ".git").mkdir(parents=True)
    with pytest.raises(OutsideProject, match="outside the project"):
        Project.of(tmp_path / "project" / "maps" / "m.toml").file_of(path)


def test_a_symbolic_link_does_not_lead_out(tmp_path: Path):
    (tmp_path / "project" / ".git").mkdir(parents=True)
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    link = tmp_path / "project" / "text.txt"
    try:
        link.symlink_to(secret)
    except OSError:
        pytest.skip("this system makes no symbolic links here")
    with pytest.raises(OutsideProject):
        Project.of(tmp_path / "project" / "m.toml").file_of("text.txt")


def test_a_text_is_named_relative_to_the_map(tmp_path: Path):
    (tmp_path / ".git").mkdir()
    project = Project.of(tmp_path / "maps" / "m.toml")
    assert project.path_to(tmp_path / "texts" / "a b.txt") == "../texts/a b.txt"
    assert project.file_of("../texts/a b.txt") == tmp_path / "texts" / "a b.txt"
    with pytest.raises(OutsideProject):
        project.path_to(tmp_path.parent / "elsewhere.txt")

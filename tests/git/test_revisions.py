"""Maps as they were: in a revision, in the index, before a rename."""

from pathlib import Path

import pytest

from argmap.git import FileState, Repository, map_at, stages, state_of
from argmap.git.faults import (
    ForeignRepository,
    GitTooOld,
    NoGit,
    NoRepository,
    NoSuchRevision,
    NotInConflict,
    NotInRevision,
    NoWorkTree,
    OutsideRepository,
)
from argmap.store import InvalidMap, loads
from tests.git.conftest import MapInGit, Work


def test_a_map_is_read_as_it_was(maps: MapInGit):
    maps.argmap("edit", maps.map_path, "diverge", "--text", "They part ways.", said="Reword")
    repository = Repository.of(maps.map_path)
    assert map_at(repository, "HEAD", maps.map_path).claims["diverge"].text == "They part ways."
    assert map_at(repository, "HEAD~1", maps.map_path).claims["diverge"].text == "They diverge."


def test_a_map_is_found_under_the_names_it_had(maps: MapInGit):
    first = maps.git("rev-parse", "HEAD").strip()
    for number, name in enumerate(("maps/second.toml", "arguments/third map.toml")):
        maps.root.joinpath(name).parent.mkdir(exist_ok=True)
        maps.git("mv", maps.git("ls-files", "*.toml").strip().strip('"'), name)
        maps.commit("rename")
        maps.argmap("add", "claim", maps.root / name, f"Claim number {number}.", said="add")
    now = maps.root / "arguments" / "third map.toml"
    repository = Repository.of(maps.root)
    assert map_at(repository, first, now).claims.keys() == {"diverge", "align"}
    assert map_at(repository, "HEAD~2", now).claims.keys() == {"diverge", "align", "claim-number-0"}


def test_a_detached_head_has_revisions_too(maps: MapInGit):
    maps.argmap("edit", maps.map_path, "--title", "Later", said="Retitle")
    maps.git("checkout", "-q", "--detach", "HEAD~1")
    assert map_at(Repository.of(maps.root), "HEAD", maps.map_path).title == "Controls"
    assert map_at(Repository.of(maps.root), "main", maps.map_path).title == "Later"


@pytest.mark.parametrize("revision", ["nowhere", "--all", "", "HEAD~99", "HEAD:maps", "a b", "x\0y", "ab" * 20])
def test_a_revision_that_is_not_there_is_named(maps: MapInGit, revision: str):
    with pytest.raises(NoSuchRevision, match="there is no revision"):
        map_at(Repository.of(maps.root), revision, maps.map_path)


def test_a_repository_without_a_commit_says_so(work: Work):
    with pytest.raises(NoSuchRevision, match="no commit yet"):
        Repository.of(work.root).commit("HEAD")


def test_a_path_outside_the_repository_is_refused(maps: MapInGit, tmp_path: Path):
    with pytest.raises(OutsideRepository, match="is outside"):
        map_at(Repository.of(maps.root), "HEAD", tmp_path / "other.toml")
    (maps.root / "link.toml").symlink_to(tmp_path / "other.toml")
    with pytest.raises(OutsideRepository):
        map_at(Repository.of(maps.root), "HEAD", maps.root / "link.toml")


def test_a_map_that_was_not_there_yet_is_said_so(maps: MapInGit):
    maps.argmap("new", maps.root / "maps" / "new.toml", "--title", "New", said="Begin another")
    with pytest.raises(NotInRevision, match=r"no maps/new\.toml in HEAD~1"):
        map_at(Repository.of(maps.root), "HEAD~1", maps.root / "maps" / "new.toml")


def test_a_map_that_was_broken_is_named_by_its_revision(maps: MapInGit):
    maps.write("maps/controls.toml", maps.project.toml.replace("format = 1", "format = one"))
    maps.commit("Break it")
    with pytest.raises(InvalidMap, match=r"^HEAD:maps/controls\.toml:1: "):
        map_at(Repository.of(maps.root), "HEAD", maps.map_path)


def conflict(maps: MapInGit) -> None:
    maps.git("checkout", "-q", "-b", "theirs")
    maps.argmap("edit", maps.map_path, "diverge", "--text", "Theirs.", said="theirs")
    maps.git("checkout", "-q", "main")
    maps.argmap("edit", maps.map_path, "diverge", "--text", "Ours.", said="ours")
    maps.git("merge", "-q", "theirs", good=(1,))


def test_the_three_sides_of_a_conflict_are_in_the_index(maps: MapInGit):
    conflict(maps)
    three = stages(Repository.of(maps.root), maps.map_path)
    texts = [loads(side.decode()).claims["diverge"].text for side in three if side is not None]
    assert texts == ["They diverge.", "Ours.", "Theirs."]
    assert state_of(Repository.of(maps.root), maps.map_path) is FileState.CONFLICTED


def test_a_side_that_removed_the_file_is_none(maps: MapInGit):
    maps.git("checkout", "-q", "-b", "theirs")
    maps.git("rm", "-q", "maps/controls.toml")
    maps.commit("Remove it")
    maps.git("checkout", "-q", "main")
    maps.argmap("edit", maps.map_path, "--title", "Ours", said="ours")
    maps.git("merge", "-q", "theirs", good=(1,))
    assert stages(Repository.of(maps.root), maps.map_path).theirs is None


def test_without_a_conflict_there_are_no_sides(maps: MapInGit):
    with pytest.raises(NotInConflict):
        stages(Repository.of(maps.root), maps.map_path)


def test_the_state_of_a_file(maps: MapInGit):
    repository = Repository.of(maps.root)
    assert state_of(repository, maps.map_path) is FileState.CLEAN
    maps.argmap("edit", maps.map_path, "--title", "Changed")
    assert state_of(repository, maps.map_path) is FileState.CHANGED
    new = maps.write("maps/new [1]*.toml", "")
    assert state_of(repository, new) is FileState.NEW
    maps.git("add", "-A")
    assert state_of(repository, new) is FileState.NEW
    maps.write(".gitignore", "ignored.toml\n")
    assert state_of(repository, maps.write("ignored.toml", "")) is FileState.IGNORED
    maps.git("rm", "-q", "-f", "--cached", "maps/controls.toml")
    assert state_of(repository, maps.map_path) is FileState.DROPPED
    maps.map_path.unlink()
    assert state_of(repository, maps.map_path) is FileState.GONE


def test_no_git_on_the_path(maps: MapInGit, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(maps.root))
    with pytest.raises(NoGit, match="install git"):
        Repository.of(maps.root)


def test_a_git_that_is_too_old(maps: MapInGit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    script = tmp_path / "old" / "git"
    script.parent.mkdir()
    script.write_text("#!/bin/sh\necho git version 2.25.1\n")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", str(script.parent))
    with pytest.raises(GitTooOld, match=r"git here is 2\.25.*git 2\.30 or newer"):
        Repository.of(maps.root)


def test_a_folder_without_a_repository(tmp_path: Path):
    with pytest.raises(NoRepository, match="not in a git repository"):
        Repository.of(tmp_path)


def test_a_bare_repository_has_no_maps(tmp_path: Path):
    Work(tmp_path).git("init", "-q", "--bare", ".")
    with pytest.raises(NoWorkTree):
        Repository.of(tmp_path)


def test_a_repository_of_somebody_else(maps: MapInGit, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(ForeignRepository, match=r"safe\.directory"):
        Repository.of(maps.root)


def test_looking_changes_nothing(maps: MapInGit):
    conflict(maps)
    before = maps.untouched
    index = (maps.root / ".git" / "index").read_bytes()
    repository = Repository.of(maps.root)
    stages(repository, maps.map_path)
    state_of(repository, maps.map_path)
    map_at(repository, "HEAD", maps.map_path)
    assert (maps.root / ".git" / "index").read_bytes() == index
    assert maps.untouched == before


def test_a_hook_that_names_another_repository_does_not_mislead(maps: MapInGit, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GIT_DIR", ".git/nowhere")
    monkeypatch.setenv("GIT_INDEX_FILE", "nothing")
    assert map_at(Repository.of(maps.root), "HEAD", maps.map_path).title == "Controls"

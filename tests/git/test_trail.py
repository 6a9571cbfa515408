"""The versions of a map, as git finds them."""

import subprocess
from pathlib import Path

import pytest

from argmap.git import Repository, trail
from argmap.git.faults import GitFailed, NoSuchRevision
from argmap.git.revisions import walk
from argmap.git.running import Git
from tests.git.conftest import MapInGit, Work


def named(maps: MapInGit) -> Path:
    """A map that was changed, renamed and changed again; gives its new path."""
    maps.argmap("edit", maps.map_path, "align", "--note", "one", said="One")
    new = maps.map_path.with_name("renamed.toml")
    maps.git("mv", maps.map_path, new)
    maps.commit("Rename")
    maps.argmap("edit", new, "align", "--note", "two", said="Two")
    return new


@pytest.mark.parametrize("with_parents", [True, False])
def test_the_newest_comes_first_and_renames_are_followed(maps: MapInGit, with_parents: bool):
    path = named(maps)
    found = list(walk(Repository.of(maps.root), path, with_parents=with_parents))
    assert [version.commit.subject for version in found] == ["Two", "Rename", "One", "Begin the map"]
    assert [version.read() is not None for version in found] == [True] * 4
    assert [version.commit for version in found] == [one.commit for one in trail(Repository.of(maps.root), path)]


def test_nobody_has_to_read_to_the_end(maps: MapInGit, monkeypatch: pytest.MonkeyPatch):
    path, started = named(maps), []
    start = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda *some, **more: started.append(start(*some, **more)) or started[-1])
    found = walk(Repository.of(maps.root), path, with_parents=False)
    assert next(found).commit.subject == "Two"
    found.close()
    assert started
    assert all(process.returncode is not None for process in started)


def test_a_map_that_no_commit_has_touched_has_no_versions(work: Work):
    work.write("other.txt", "x")
    work.commit()
    assert list(walk(Repository.of(work.root), work.root / "map.toml")) == []


def test_what_git_refuses_is_told_after_what_it_gave(work: Work):
    work.write("other.txt", "x")
    work.commit()
    assert list(Git(work.root).entries("ls-files", "-z")) == [b"other.txt"]
    with pytest.raises(NoSuchRevision):
        list(walk(Repository.of(work.root), work.root / "map.toml", "nowhere"))
    with pytest.raises(GitFailed, match="nowhere"):
        list(Git(work.root).entries("log", "-z", "nowhere", "--"))

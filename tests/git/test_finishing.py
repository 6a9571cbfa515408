"""Merging as arguments what git could only merge as lines."""

from pathlib import Path

import pytest

from argmap import edit
from argmap.git import GitFault, Repository
from argmap.git.faults import NotInConflict, OneSided
from argmap.git.merging import finish_merge, has_sides
from argmap.model import ArgMap
from argmap.store import InvalidMap, load
from argmap.store.saving import save
from tests.git.conftest import Argmap, MapInGit


def changed(path: Path, **fields: str) -> None:
    loaded = load(path)
    claim_id = sorted(loaded.map.claims)[0]
    save(path, edit.change_claim(loaded.map, claim_id, **fields), loaded.fingerprint)


def merge_with_markers(maps: MapInGit, *, text: bool = True) -> ArgMap:
    """Both branches reword one claim, or change two lines beside each other; gives our side."""
    maps.git("switch", "-qc", "other")
    changed(maps.map_path, **({"text": "Theirs 他们的."} if text else {"note": "a note"}))
    maps.commit("theirs")
    maps.git("switch", "-q", "main")
    changed(maps.map_path, text="Ours 我们的.")
    maps.commit("ours")
    ours = load(maps.map_path).map
    maps.git("merge", "other", good=(1,))
    return ours


def test_what_lines_cannot_merge_values_can(maps: MapInGit):
    merge_with_markers(maps, text=False)
    with_markers = maps.map_path.read_text()
    assert "<<<<<<<" in with_markers
    finished = finish_merge(maps.map_path)
    assert not finished.conflicts
    assert load(maps.map_path).map == finished.map
    claim = finished.map.claims[sorted(finished.map.claims)[0]]
    assert (claim.text, claim.note) == ("Ours 我们的.", "a note")
    assert finished.copy == maps.map_path.with_name(maps.map_path.name + ".orig")
    assert finished.copy.read_text() == with_markers


def test_a_clash_is_kept_in_both_readings_and_no_copy_is_overwritten(maps: MapInGit):
    merge_with_markers(maps)
    maps.map_path.with_name(maps.map_path.name + ".orig").write_text("mine")
    finished = finish_merge(maps.map_path)
    (conflict,) = finished.conflicts.values()
    assert (conflict.ours, conflict.theirs) == ("Ours 我们的.", "Theirs 他们的.")
    assert finished.copy.name.endswith(".orig-2")
    assert maps.map_path.with_name(maps.map_path.name + ".orig").read_text() == "mine"


def test_git_knows_of_the_sides_until_the_map_is_added(maps: MapInGit):
    repository = Repository.of(maps.root)
    assert not has_sides(repository, maps.map_path)
    merge_with_markers(maps)
    assert has_sides(repository, maps.map_path)
    finish_merge(maps.map_path)
    assert has_sides(repository, maps.map_path)
    maps.git("add", maps.map_path)
    assert not has_sides(repository, maps.map_path)


def test_a_file_that_is_not_in_conflict_or_that_one_side_removed_stays_as_it_is(maps: MapInGit):
    before = maps.map_path.read_bytes()
    with pytest.raises(NotInConflict):
        finish_merge(maps.map_path)
    maps.git("switch", "-qc", "other")
    maps.git("rm", "-q", maps.map_path)
    maps.commit("gone")
    maps.git("switch", "-q", "main")
    changed(maps.map_path, text="Ours.")
    maps.commit("ours")
    maps.git("merge", "other", good=(1,))
    assert not has_sides(Repository.of(maps.root), maps.map_path)
    with pytest.raises(OneSided):
        finish_merge(maps.map_path)
    assert maps.map_path.read_bytes() != before
    assert not list(maps.root.rglob("*.orig"))


def test_a_side_that_is_no_sound_map_is_named_and_nothing_is_written(maps: MapInGit):
    maps.git("switch", "-qc", "other")
    maps.map_path.write_text("format = 1\n[map\n")
    maps.commit("broken")
    maps.git("switch", "-q", "main")
    changed(maps.map_path, text="Ours.")
    maps.commit("ours")
    maps.git("merge", "other", good=(1,))
    before = maps.map_path.read_bytes()
    with pytest.raises(InvalidMap, match=":3:maps/"):
        finish_merge(maps.map_path)
    assert maps.map_path.read_bytes() == before
    assert not list(maps.root.rglob("*.orig"))


def test_the_command_does_the_same(maps: MapInGit, argmap: Argmap):
    merge_with_markers(maps)
    ran = argmap("merge", "--stages", maps.map_path)
    assert ran.code == 1
    assert "1 conflict left to resolve" in ran.err
    assert "git add" in ran.err
    assert len(load(maps.map_path).map.conflicts) == 1
    assert argmap("merge", "--stages", maps.map_path, "-o", "x.toml").code == 2
    assert argmap("merge", maps.map_path).code == 2


def test_outside_a_repository_the_reason_is_said(tmp_path: Path, argmap: Argmap):
    (tmp_path / "map.toml").write_text("<<<<<<< HEAD\n")
    with pytest.raises(GitFault):
        finish_merge(tmp_path / "map.toml")
    ran = argmap("merge", "--stages", tmp_path / "map.toml")
    assert ran.code != 0
    assert "not in a git repository" in ran.err

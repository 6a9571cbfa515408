"""Branches joined by `git merge` with argmap's driver."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from argmap.diff import Merged
from argmap.edit import Refused
from argmap.git import Repository
from argmap.git.faults import OneSided
from argmap.git.merging import merge_files, merge_stages
from argmap.model import ArgMap, Quote
from tests.git.conftest import Argmap, MapInGit
from tests.project import ProjectFolder


@pytest.fixture(autouse=True)
def _inside(maps: MapInGit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(maps.root)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))


@pytest.fixture
def enabled(maps: MapInGit, argmap: Argmap) -> MapInGit:
    assert argmap("git", "enable").code == 0
    maps.commit("Enable argmap")
    return maps


def parted(maps: MapInGit, ours: Callable[[], None], theirs: Callable[[], None]) -> None:
    """Two branches: `theirs`, and ours, which is checked out."""
    maps.git("checkout", "-q", "-b", "theirs")
    theirs()
    maps.commit("Theirs")
    maps.git("checkout", "-q", "-")
    ours()
    maps.commit("Ours")


def said_by_merge(maps: MapInGit, *, code: int) -> str:
    """What git says on merging `theirs`."""
    maps.git("config", "alias.both", "!git merge --no-edit theirs 2>&1")
    return maps.git("both", good=(code,))


def both_add_a_support(maps: MapInGit) -> None:
    def add(words: str) -> None:
        maps.argmap("add", "claim", maps.map_path, words)
        maps.argmap("link", maps.map_path, words.lower().rstrip(".").replace(" ", "-"), "supports", "diverge")

    parted(maps, lambda: add("Ours is one."), lambda: add("Theirs is two."))


def test_additions_under_one_claim_never_conflict(enabled: MapInGit):
    both_add_a_support(enabled)
    said_by_merge(enabled, code=0)
    assert {("ours-is-one",), ("theirs-is-two",)} <= set(enabled.project.map.claims["diverge"].supported_by)
    assert enabled.git("status", "--porcelain") == ""


def test_without_the_driver_git_leaves_markers_there(maps: MapInGit):
    both_add_a_support(maps)
    said_by_merge(maps, code=1)
    assert "<<<<<<<" in maps.project.toml


def test_two_readings_of_one_claim_are_a_conflict_that_loads(enabled: MapInGit, argmap: Argmap):
    path = enabled.map_path
    parted(
        enabled,
        lambda: enabled.argmap("edit", path, "diverge", "--text", "Our words."),
        lambda: enabled.argmap("edit", path, "diverge", "--text", "Their words."),
    )
    message = said_by_merge(enabled, code=1)
    assert "maps/controls.toml: 1 conflict, both versions are kept" in message
    assert enabled.git("status", "--porcelain").startswith("UU maps/controls.toml")
    assert "Our words." in enabled.project.toml
    assert "Their words." in enabled.project.toml
    assert "<<<<<<<" not in enabled.project.toml
    assert enabled.project.map.claims["diverge"].text == "Our words."


def test_lines_that_git_merges_into_no_valid_map_are_left_to_the_user(enabled: MapInGit):
    sound = enabled.project.toml
    parted(
        enabled,
        lambda: enabled.argmap("edit", enabled.map_path, "--title", "Ours"),
        lambda: enabled.write("maps/controls.toml", sound + "\n[nonsense]\n"),
    )
    message = said_by_merge(enabled, code=1)
    assert "maps/controls.toml: their version is not a valid map" in message
    assert "our version is kept" in message
    assert enabled.git("status", "--porcelain").startswith("UU maps/controls.toml")
    assert enabled.project.map.title == "Ours"


def test_a_side_that_was_no_valid_map_is_merged_by_git_where_the_lines_make_one(enabled: MapInGit):
    sound = enabled.project.toml
    enabled.write("maps/controls.toml", sound + "\n[nonsense]\n")
    enabled.commit("Break it")
    parted(
        enabled,
        lambda: enabled.write("maps/controls.toml", sound),
        lambda: enabled.write(
            "maps/controls.toml", sound.replace('title = "Controls"', 'title = "Theirs"') + "\n[nonsense]\n"
        ),
    )
    assert "so git merged its lines" in said_by_merge(enabled, code=0)
    assert enabled.project.map.title == "Theirs"


def test_a_merge_that_would_break_a_rule_leaves_ours_to_git(
    maps: MapInGit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    base, ours, theirs = (tmp_path / name for name in ("base", "ours", "theirs"))
    maps.argmap("edit", maps.map_path, "--title", "Ours")
    ours.write_text(maps.project.toml, "utf-8")
    for file in (base, theirs):
        file.write_text(maps.project.toml.replace("Ours", file.name), "utf-8")

    def refused(*_: ArgMap) -> Merged:
        raise Refused("this would break a rule", "fix it")

    monkeypatch.setattr("argmap.git.merging.merge", refused)
    outcome = merge_files(base, ours, theirs, "x.toml", 7)
    assert not outcome.clean
    assert "argmap failed (Refused: this would break a rule; fix it)" in outcome.message
    assert "<<<<<<< ours" in ours.read_text("utf-8")


def clashing_twice(maps: MapInGit, ours: str, theirs: str) -> None:
    """A criss-cross: two branches reworded one claim, each merged the other, and each decided the conflict."""
    path = maps.map_path
    parted(
        maps,
        lambda: maps.argmap("edit", path, "diverge", "--text", "Our words."),
        lambda: maps.argmap("edit", path, "diverge", "--text", "Their words."),
    )
    maps.git("branch", "ours-first")
    for branch, other, side in (("HEAD", "theirs", ours), ("theirs", "ours-first", theirs)):
        if branch != "HEAD":
            maps.git("checkout", "-q", branch)
        maps.git("merge", "--no-edit", other, good=(1,))
        maps.argmap("resolve", path, side)
        maps.commit(f"Merge and decide for {side}")
    maps.git("checkout", "-q", "-")


def test_opposite_decisions_of_a_criss_cross_are_a_conflict_of_both_versions(enabled: MapInGit):
    clashing_twice(enabled, "ours", "ours")  # each its own words
    assert "1 conflict" in said_by_merge(enabled, code=1)
    (conflict,) = enabled.project.map.conflicts.values()
    assert (conflict.ours, conflict.theirs) == ("Our words.", "Their words.")
    assert enabled.project.map.claims["diverge"].text == "Our words."


def test_equal_decisions_of_a_criss_cross_are_merged(enabled: MapInGit):
    clashing_twice(enabled, "theirs", "ours")  # both for their words
    said_by_merge(enabled, code=0)
    assert not enabled.project.map.conflicts
    assert enabled.project.map.claims["diverge"].text == "Their words."


def test_opposite_decisions_to_keep_or_remove_in_a_criss_cross_are_a_conflict(enabled: MapInGit):
    path = enabled.map_path
    parted(
        enabled,
        lambda: enabled.argmap("edit", path, "align", "--text", "Our words."),
        lambda: enabled.argmap("remove", path, "align"),
    )
    enabled.git("branch", "ours-first")
    enabled.git("merge", "--no-edit", "theirs", good=(1,))
    enabled.argmap("resolve", path, "ours")
    enabled.commit("Keep it")
    enabled.git("checkout", "-q", "theirs")
    enabled.git("merge", "--no-edit", "ours-first", good=(1,))
    enabled.argmap("resolve", path, "ours")
    enabled.commit("Remove it")
    assert "align" not in enabled.project.map.claims
    enabled.git("checkout", "-q", "-")
    said_by_merge(enabled, code=1)
    (conflict,) = enabled.project.map.conflicts.values()
    assert (conflict.ours, conflict.theirs) == ("changed", "removed")


def test_lines_that_git_cannot_merge_are_marked_as_ever(enabled: MapInGit):
    sound = enabled.project.toml
    parted(
        enabled,
        lambda: enabled.argmap("edit", enabled.map_path, "--title", "Ours"),
        lambda: enabled.write("maps/controls.toml", sound.replace('title = "Controls"', "title = broken")),
    )
    assert "left conflict markers" in said_by_merge(enabled, code=1)
    assert "<<<<<<< ours" in enabled.project.toml


def test_a_binary_side_leaves_ours_in_place(enabled: MapInGit):
    parted(
        enabled,
        lambda: enabled.argmap("edit", enabled.map_path, "--title", "Ours"),
        lambda: enabled.write("maps/controls.toml", b"\0\1\2"),
    )
    said_by_merge(enabled, code=1)
    assert 'title = "Ours"' in enabled.project.toml


def test_a_map_that_both_sides_added(enabled: MapInGit):
    new = enabled.root / "maps" / "new.toml"
    parted(
        enabled,
        lambda: enabled.argmap("new", new, "--title", "New", "--thesis", "Ours is one."),
        lambda: enabled.argmap("new", new, "--title", "New", "--thesis", "Theirs is two."),
    )
    said_by_merge(enabled, code=0)
    assert "ours-is-one" in new.read_text()
    assert "theirs-is-two" in new.read_text()


@pytest.mark.parametrize("gone", ["/gone/python", "false"])
def test_without_argmap_git_merges_lines(enabled: MapInGit, gone: str):
    there = enabled.git("config", "merge.argmap.driver").strip()
    enabled.git("config", "merge.argmap.driver", there.replace(sys.executable, gone))
    parted(
        enabled,
        lambda: enabled.argmap("edit", enabled.map_path, "diverge", "--text", "Our words."),
        lambda: enabled.argmap("edit", enabled.map_path, "diverge", "--text", "Their words."),
    )
    said_by_merge(enabled, code=1)
    assert "<<<<<<< ours" in enabled.project.toml
    assert "Their words." in enabled.project.toml


def test_a_rebase_and_a_cherry_pick_ask_the_driver_too(enabled: MapInGit):
    path = enabled.map_path
    parted(
        enabled,
        lambda: enabled.argmap("link", path, "law-2018", "supports", "diverge"),
        lambda: enabled.argmap("link", path, "no-extension", "supports", "diverge"),
    )
    enabled.git("branch", "ours")
    enabled.git("cherry-pick", "theirs")
    picked = enabled.project.map
    enabled.git("reset", "-q", "--hard", "ours")
    enabled.git("rebase", "-q", "theirs")
    assert {("law-2018",), ("no-extension",)} <= set(enabled.project.map.claims["diverge"].supported_by)
    assert picked == enabled.project.map


def test_a_quote_that_both_sides_quoted_is_one(enabled: MapInGit):
    words = ("add", "quote", enabled.map_path, "gui", "日本与美国在出口管制上存在分歧", "--id", "both")
    parted(enabled, lambda: enabled.argmap(*words), lambda: enabled.argmap(*words, "--note", "A note."))
    said_by_merge(enabled, code=0)
    both = enabled.project.map.quotes["both"]
    assert isinstance(both, Quote)
    assert both.note == "A note."


def test_a_conflict_that_git_left_is_merged_from_the_index(maps: MapInGit):
    both_add_a_support(maps)
    said_by_merge(maps, code=1)
    marked = maps.project.toml
    merged = merge_stages(Repository.of(maps.root), maps.map_path)
    assert not merged.conflicts
    assert {("ours-is-one",), ("theirs-is-two",)} <= set(merged.map.claims["diverge"].supported_by)
    assert maps.project.toml == marked


def test_a_side_that_removed_the_map_leaves_nothing_to_merge(maps: MapInGit):
    parted(
        maps,
        lambda: maps.argmap("edit", maps.map_path, "--title", "Ours"),
        maps.map_path.unlink,
    )
    said_by_merge(maps, code=1)
    with pytest.raises(OneSided, match=r"one side deleted maps/controls\.toml"):
        merge_stages(Repository.of(maps.root), maps.map_path)


def test_a_colleague_without_argmap_merges_lines(enabled: MapInGit, tmp_path: Path):
    both_add_a_support(enabled)
    enabled.git("clone", "-q", enabled.root, tmp_path / "clone")
    clone = MapInGit(tmp_path / "clone", ProjectFolder(tmp_path / "clone"))
    clone.git("branch", "theirs", "origin/theirs")
    said_by_merge(clone, code=1)
    assert "<<<<<<<" in clone.project.toml


def test_an_undecided_conflict_is_read_in_the_log(enabled: MapInGit):
    path = enabled.map_path
    parted(
        enabled,
        lambda: enabled.argmap("edit", path, "diverge", "--text", "Our words."),
        lambda: enabled.argmap("edit", path, "diverge", "--text", "Their words."),
    )
    said_by_merge(enabled, code=1)
    enabled.commit("Join, undecided")
    assert "+    theirs: Their words.\n" in enabled.git("show", "-m", "--first-parent")

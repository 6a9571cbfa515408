"""`argmap log`: the history of one element through the commits."""

from pathlib import Path

import pytest

from argmap.git import Repository, trail
from argmap.git.history import history_of
from tests.git.conftest import Argmap, MapInGit


def told(maps: MapInGit, argmap: Argmap, some_id: str, *words: str) -> list[tuple[str, str]]:
    """The subject of each commit, and what its diff says in one line."""
    ran = argmap("log", maps.map_path, some_id, *words)
    assert ran.code == 0, ran.err
    moments = [block.splitlines() for block in ran.out.split("\n\n")]
    return [(head.partition("Ada: ")[2] or head, " | ".join(map(str.strip, rest))) for head, *rest in moments]


def test_the_life_of_a_claim(maps: MapInGit, argmap: Argmap):
    path = maps.map_path
    maps.argmap("edit", path, "diverge", "--text", "They diverge widely.", said="Reword it")
    maps.argmap("add", "claim", path, "Elsewhere.", "--id", "elsewhere", said="Something else")
    maps.argmap("link", path, "elsewhere", "supports", "diverge", said="Support it")
    maps.argmap("unlink", path, "align", "counters", "diverge", said="No longer countered")
    maps.argmap("rename", path, "diverge", "part-ways", said="Rename it")
    maps.argmap("link", path, "part-ways", "counters", "align", said="Let it counter")
    maps.argmap("edit", path, "part-ways", "--note", "A note.")
    life_of_it = told(maps, argmap, "part-ways")
    assert [subject for subject, _ in life_of_it] == [
        "not committed yet",
        "Let it counter",
        "Rename it",
        "No longer countered",
        "Support it",
        "Reword it",
        "Begin the map",
    ]
    said = dict(life_of_it)
    assert "note: {+A note.+}" in said["not committed yet"]
    assert "claim align" in said["Let it counter"]
    assert "countered by part-ways" in said["Let it counter"]
    assert "renamed from diverge" in said["Rename it"]
    assert "diverge lost its only counter" in said["No longer countered"]
    assert "+ supported by elsewhere" in said["Support it"]
    assert "{+ widely+}" in said["Reword it"]
    assert said["Begin the map"].startswith("~ the map | + thesis diverge | + claim diverge")
    assert told(maps, argmap, "part-ways", "--reverse") == life_of_it[::-1]


def test_the_life_of_a_quote(maps: MapInGit, argmap: Argmap):
    text = maps.project.text("speech.txt")
    text.write_text("A new beginning. " + text.read_text().replace("Our controls", "Our many controls"))
    maps.argmap("anchor", maps.map_path, "--write", said="Anchor again")
    maps.argmap("unlink", maps.map_path, "aligned", "supports", "align", said="Not a support")
    maps.argmap("remove", maps.map_path, "aligned", said="Take it out")
    maps.argmap("edit", maps.map_path, "--title", "Later", said="After it")
    life_of_it = told(maps, argmap, "aligned")
    assert [subject for subject, _ in life_of_it] == ["Take it out", "Not a support", "Anchor again", "Begin the map"]
    said = dict(life_of_it)
    assert said["Take it out"].startswith("- quote aligned")
    assert "- supported by aligned" in said["Not a support"]
    assert "re-anchored: at" in said["Anchor again"]
    assert "{+many +}" in said["Anchor again"]


def test_json_says_who_and_when(maps: MapInGit, argmap: Argmap):
    [moment] = argmap("log", maps.map_path, "align", "--json").json["moments"]
    assert moment["author"] == "Ada"
    assert moment["date"] == "2024-05-01T10:00:00+02:00"
    assert moment["commit"] == maps.git("rev-parse", "HEAD").strip()
    assert {change["id"] for change in moment["changes"]} == {"align", "diverge"}


def test_renames_of_the_file_are_followed(maps: MapInGit, argmap: Argmap):
    (maps.root / "arguments").mkdir()
    maps.git("mv", "maps/controls.toml", "arguments/our map.toml")
    maps.commit("Move the file")
    here = maps.root / "arguments" / "our map.toml"
    maps.argmap("edit", here, "align", "--text", "They are aligned.", said="Reword")
    found = history_of(Repository.of(here), here, "align")
    assert [moment.commit.subject for moment in found.moments if moment.commit] == ["Reword", "Begin the map"]
    assert [version.name for version in trail(Repository.of(here), here)] == [
        "arguments/our map.toml",
        "arguments/our map.toml",
        "maps/controls.toml",
    ]


def test_both_sides_of_a_merge_are_told_and_the_merge_is_not(maps: MapInGit, argmap: Argmap):
    maps.git("checkout", "-q", "-b", "side")
    maps.argmap("link", maps.map_path, "law-2018", "supports", "align", said="On the side")
    maps.git("checkout", "-q", "main")
    maps.argmap("edit", maps.map_path, "align", "--text", "They agree.", said="On main")
    maps.argmap("rename", maps.map_path, "diverge", "part-ways", said="Rename another")
    maps.git("merge", "-q", "--no-edit", "side")
    subjects = {subject for subject, _ in told(maps, argmap, "align")}
    assert {"On the side", "On main", "Begin the map"} <= subjects
    assert not any(subject.startswith("Merge") for subject in subjects)


def test_tags_that_a_merge_joined_are_told_of_those_who_gave_them(maps: MapInGit, argmap: Argmap):
    maps.git("checkout", "-q", "-b", "side")
    maps.argmap("edit", maps.map_path, "align", "--tag", "side", said="On the side")
    maps.git("checkout", "-q", "main")
    maps.argmap("edit", maps.map_path, "align", "--tag", "main", said="On main")
    maps.git("merge", "-q", "--no-commit", "side", good=(0, 1))
    maps.git("checkout", "-q", "--ours", "--", "maps", good=(0, 1))
    maps.argmap("edit", maps.map_path, "align", "--tag", "side", said="Join")
    assert {subject for subject, _ in told(maps, argmap, "align")} == {"On the side", "On main", "Begin the map"}


def test_an_id_that_was_changed_on_one_side_alone_is_followed_on_both(maps: MapInGit, argmap: Argmap):
    maps.git("checkout", "-q", "-b", "side")
    maps.argmap("edit", maps.map_path, "align", "--tag", "side", said="On the side")
    maps.git("checkout", "-q", "main")
    maps.argmap("rename", maps.map_path, "align", "agree", said="Rename it")
    maps.git("merge", "-q", "--no-commit", "side", good=(0, 1))
    maps.git("checkout", "-q", "--ours", "--", "maps", good=(0, 1))
    maps.argmap("edit", maps.map_path, "agree", "--tag", "side")
    maps.commit("Join")
    assert {"On the side", "Rename it", "Begin the map"} <= {subject for subject, _ in told(maps, argmap, "agree")}


def test_a_version_that_does_not_load_is_passed_over_and_said(maps: MapInGit, argmap: Argmap):
    sound = maps.project.toml
    maps.write("maps/controls.toml", "<<<<<<< HEAD\n" + sound)
    broken = maps.commit("Break it")
    maps.write("maps/controls.toml", sound.replace("They align.", "They agree."))
    maps.commit("Mend it")
    ran = argmap("log", maps.map_path, "align")
    assert [subject for subject, _ in told(maps, argmap, "align")] == ["Mend it", "Begin the map"]
    assert f"the map did not load in {broken[:7]}" in ran.err


def test_a_file_in_conflict_is_told_as_committed(maps: MapInGit, argmap: Argmap):
    maps.write("maps/controls.toml", "<<<<<<< HEAD\n" + maps.project.toml)
    ran = argmap("log", maps.map_path, "align")
    assert ran.code == 0
    assert "only commits are shown" in ran.err
    maps.map_path.unlink()
    assert argmap("log", maps.map_path, "align").out == ran.out


def test_a_map_that_was_removed_and_came_back(maps: MapInGit, argmap: Argmap):
    sound = maps.project.toml
    maps.git("rm", "-q", "maps/controls.toml")
    maps.commit("Remove it")
    maps.write("maps/controls.toml", sound)
    maps.commit("Bring it back")
    assert [subject for subject, _ in told(maps, argmap, "align")] == ["Bring it back", "Remove it", "Begin the map"]


def test_an_id_of_long_ago_is_found_from_a_revision(maps: MapInGit, argmap: Argmap):
    maps.argmap("remove", maps.map_path, "aligned", said="Take it out")
    assert [subject for subject, _ in told(maps, argmap, "aligned", "--revision", "HEAD~1")] == ["Begin the map"]


def test_the_file_may_have_had_another_name_in_that_revision(maps: MapInGit, argmap: Argmap):
    maps.argmap("edit", maps.map_path, "align", "--text", "They agree.", said="Reword")
    maps.git("mv", "maps/controls.toml", "maps/renamed.toml")
    maps.commit("Move the file")
    ran = argmap("log", maps.root / "maps" / "renamed.toml", "align", "--revision", "HEAD~1", "--json")
    assert [moment["subject"] for moment in ran.json["moments"]] == ["Reword", "Begin the map"]


def test_an_id_that_never_was_is_refused(maps: MapInGit, argmap: Argmap):
    ran = argmap("log", maps.map_path, "nobody")
    assert ran.code == 3
    assert "now or in any commit, with the id `nobody`" in ran.err
    assert argmap("log", maps.map_path, "align", "--revision", "nowhere").code == 3


def test_a_map_that_was_never_committed_says_so(maps: MapInGit, argmap: Argmap):
    new = maps.root / "maps" / "new.toml"
    maps.argmap("new", new, "--title", "New", "--thesis", "It is new.")
    ran = argmap("log", new, "it-is-new")
    assert ran.code == 3
    assert "there is no maps/new.toml in HEAD" in ran.err


def test_a_shallow_clone_says_that_it_knows_no_more(maps: MapInGit, argmap: Argmap, tmp_path: Path):
    maps.argmap("edit", maps.map_path, "align", "--text", "They agree.", said="Reword")
    clone = tmp_path / "shallow"
    maps.git("clone", "-q", "--depth=1", f"file://{maps.root}", clone)
    ran = argmap("log", clone / "maps" / "controls.toml", "align")
    assert ran.code == 0
    assert "shallow clone" in ran.err


@pytest.mark.parametrize("subject", ["\x1b[31mred", "[bold]x[/bold]", "\u202ebackwards"])
def test_what_a_commit_says_never_reaches_the_terminal_as_it_is(maps: MapInGit, argmap: Argmap, subject: str):
    maps.argmap("edit", maps.map_path, "align", "--text", "They agree.", said=subject)
    out = argmap("log", maps.map_path, "align").out
    assert not {"\x1b", "\u202e"} & set(out)
    assert ("[bold]x[/bold]" in out) == ("bold" in subject)


@pytest.mark.parametrize(("ours", "theirs"), [("main", "side"), ("side", "main")])
@pytest.mark.parametrize(
    "words", ["They are much alike.", "What they do about exports is the same in nearly everything."]
)
def test_a_rewording_under_the_old_id_is_told_of_its_commit_where_the_other_side_renamed(
    maps: MapInGit, argmap: Argmap, words: str, ours: str, theirs: str
):
    maps.git("checkout", "-q", "-b", "side")
    maps.argmap("edit", maps.map_path, "align", "--text", words, said="On the side")
    maps.git("checkout", "-q", "main")
    maps.argmap("rename", maps.map_path, "align", "agree", said="Rename it")
    renamed = maps.map_path.read_text()
    maps.git("checkout", "-q", ours)
    maps.git("merge", "-q", "--no-commit", "-s", "ours", theirs)
    maps.map_path.write_text(renamed)
    maps.argmap("edit", maps.map_path, "agree", "--text", words, said="Join")
    assert {subject for subject, _ in told(maps, argmap, "agree")} == {"On the side", "Rename it", "Begin the map"}

"""`argmap diff` between revisions: what its words mean, and which maps it compares."""

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Ran
from tests.git.conftest import Argmap, MapInGit, Work


@pytest.fixture(autouse=True)
def _inside(maps: MapInGit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(maps.root)


@pytest.fixture
def three(maps: MapInGit) -> MapInGit:
    """Three commits that reword a claim, tagged v1 to v3, and a fourth wording in the file."""
    maps.git("tag", "v1")
    for number in (2, 3):
        maps.argmap("edit", maps.map_path, "diverge", "--text", f"Wording {number}.", said=f"v{number}")
        maps.git("tag", f"v{number}")
    maps.argmap("edit", maps.map_path, "diverge", "--text", "Wording 4.")
    return maps


def wordings(argmap: Argmap, *words: str) -> tuple[str, str]:
    [compared] = argmap("diff", "--json", *words).json["maps"]
    [field] = compared["changes"][0]["fields"]
    return field["old"], field["new"]


@pytest.mark.parametrize(
    ("words", "old", "new"),
    [
        ((), "Wording 3.", "Wording 4."),
        (("v1",), "They diverge.", "Wording 4."),
        (("v1", "v2"), "They diverge.", "Wording 2."),
        (("v2", "v1"), "Wording 2.", "They diverge."),
        (("v1..v2",), "They diverge.", "Wording 2."),
        (("v2..",), "Wording 2.", "Wording 3."),
        (("v1", "maps/controls.toml"), "They diverge.", "Wording 4."),
        (("v1", "v3", "--", "maps"), "They diverge.", "Wording 3."),
        (("maps/controls.toml",), "Wording 3.", "Wording 4."),
        (("--", "maps"), "Wording 3.", "Wording 4."),
    ],
)
def test_revisions_and_paths_are_told_apart_as_git_does(
    three: MapInGit, argmap: Argmap, words: tuple[str, ...], old: str, new: str
):
    assert wordings(argmap, *words) == (old, new)


def test_three_dots_compare_with_where_the_branches_parted(three: MapInGit, argmap: Argmap):
    three.git("stash", "-q")
    three.git("checkout", "-q", "-b", "side", "v1")
    three.argmap("edit", three.map_path, "diverge", "--text", "Aside.", said="aside")
    assert wordings(argmap, "main...side") == ("They diverge.", "Aside.")


def test_a_word_that_is_a_revision_and_a_file_is_refused(three: MapInGit, argmap: Argmap):
    three.write("v1", "")
    ran = argmap("diff", "v1")
    assert ran.code == 3
    assert "`v1` is both a revision and a file" in ran.err
    assert argmap("diff", "v1", "--").code == 1


def test_a_word_that_is_neither_is_refused(three: MapInGit, argmap: Argmap):
    ran = argmap("diff", "nowhere")
    assert (ran.code, ran.out) == (3, "")
    assert "`nowhere` is not a revision, and not a file here" in ran.err
    assert argmap("diff", "nowhere", "--").code == 3
    assert argmap("diff", "v1", "v2", "v3").code == 3
    assert "no map maps/nowhere.toml" in argmap("diff", "--", "maps/nowhere.toml").err


def test_the_same_is_silence(maps: MapInGit, argmap: Argmap):
    ran = argmap("diff")
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_a_path_outside_the_repository_is_refused(maps: MapInGit, argmap: Argmap, tmp_path: Path):
    (tmp_path / "other.toml").write_text(maps.project.toml)
    ran = argmap("diff", "HEAD", tmp_path / "other.toml")
    assert ran.code == 3
    assert "is outside the git repository" in ran.err


def test_maps_that_came_and_went(maps: MapInGit, argmap: Argmap):
    maps.argmap("new", "maps/new.toml", "--title", "New", "--thesis", "It is new.")
    maps.map_path.unlink()
    maps.write("pyproject.toml", "[project]\nname = 'no map'\n")
    compared = argmap("diff", "--json").json["maps"]
    hows = {
        one["new"]: {change["how"] for change in one["changes"] if change["section"] == "claims"} for one in compared
    }
    assert hows == {"maps/controls.toml": {"removed"}, "maps/new.toml": {"added"}}


@pytest.mark.parametrize("committed", [True, False])
def test_a_renamed_map_is_compared_with_what_it_was(maps: MapInGit, argmap: Argmap, committed: bool):
    maps.git("mv", "maps/controls.toml", "maps/renamed.toml")
    maps.argmap("edit", "maps/renamed.toml", "diverge", "--text", "Another.")
    if committed:
        maps.commit("rename")
    else:
        maps.git("add", "-A")
    words = ("HEAD~1", "HEAD") if committed else ()
    [compared] = argmap("diff", "--json", *words).json["maps"]
    assert compared["old"].endswith("maps/controls.toml")
    assert [change["id"] for change in compared["changes"]] == ["diverge"]


def test_it_works_from_a_folder_below(three: MapInGit, argmap: Argmap, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(three.root / "maps")
    assert wordings(argmap, "v1", "controls.toml") == ("They diverge.", "Wording 4.")
    assert wordings(argmap, "v1") == ("They diverge.", "Wording 4.")


def test_a_broken_side_is_named(maps: MapInGit, argmap: Argmap):
    maps.write("maps/controls.toml", b"\x00\xff")
    ran = argmap("diff")
    assert ran.code == 2
    assert "maps/controls.toml:1" in ran.err
    maps.commit("Break it")
    maps.git("checkout", "-q", "HEAD~1", "--", "maps")
    assert "HEAD:maps/controls.toml:1" in argmap("diff").err


def test_two_files_are_compared_without_git(maps: MapInGit, argmap: Argmap, monkeypatch: pytest.MonkeyPatch):
    (maps.root / "other.toml").write_text(maps.project.toml.replace("They align.", "They agree."))
    monkeypatch.setenv("PATH", "")
    assert wordings(argmap, "maps/controls.toml", "other.toml") == ("They align.", "They agree.")
    ran = argmap("diff")
    assert ran.code == 4
    assert "git is not installed" in ran.err


def test_outside_a_repository_it_says_what_is_not_possible(
    tmp_path: Path, argmap: Argmap, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    ran = argmap("diff")
    assert ran.code == 3
    assert "is not in a git repository, so it has no older versions" in ran.err


def test_a_text_that_changed_is_told_though_the_map_says_nothing_of_it(maps: MapInGit, argmap: Argmap):
    text = maps.project.text("controls.txt")
    text.write_text(text.read_text("utf-8") + "A line more.\n", "utf-8")
    for words in ((), ("HEAD",), ("maps/controls.toml",)):
        compared = argmap("diff", "--json", *words)
        assert compared.code == 1
        [change] = compared.json["maps"][0]["changes"]
        assert (change["section"], [field["name"] for field in change["fields"]]) == ("sources", ["blob"])
    before = maps.git("rev-parse", f"HEAD:texts/{text.name}").strip()
    assert [change["fields"][0]["old"], change["fields"][0]["new"]] == [before, maps.git("hash-object", text).strip()]
    maps.commit("edit the text")
    assert argmap("diff").code == 0
    assert "its text changed" in argmap("diff", "HEAD~1", "HEAD").out


def test_a_text_that_was_edited_and_anchored_in_is_told_once(maps: MapInGit, argmap: Argmap):
    text = maps.project.text("controls.txt")
    text.write_text("A new beginning.\n" + text.read_text("utf-8"), "utf-8")
    maps.argmap("anchor", "--write", maps.map_path)
    assert argmap("diff").out.count("its text changed") == 1


@pytest.mark.parametrize("committed", [True, False])
def test_a_copy_of_a_map_is_a_new_map(maps: MapInGit, argmap: Argmap, committed: bool):
    maps.write("maps/variant.toml", maps.project.toml.replace("title = ", 'title = "A variant" # ', 1))
    maps.git("add", "-A")
    if committed:
        maps.git("commit", "-qm", "Copy the map")
    [compared] = argmap("diff", "HEAD~1" if committed else "HEAD", "--json").json["maps"]
    assert compared["new"] == "maps/variant.toml"
    assert compared["stat"]["claims"] == {"added": 2}


def test_a_map_that_does_not_load_is_reported_and_the_others_are_compared(maps: MapInGit, argmap: Argmap):
    sound = maps.project.toml
    maps.write("maps/broken-before.toml", sound.replace("format = 1", "format = one"))
    maps.write("maps/broken-now.toml", sound)
    maps.commit()
    maps.write("maps/broken-before.toml", sound)
    maps.write("maps/broken-now.toml", sound + "<<<<<<< ours\n")
    maps.argmap("edit", maps.map_path, "diverge", "--text", "They part.")
    ran = argmap("diff")
    assert (ran.code, ran.out) == (
        2,
        "HEAD:maps/controls.toml → maps/controls.toml\n~ claim diverge  They [-diverge-]{+part+}.\n",
    )
    last = sound.count("\n") + 1
    told = [line.rpartition(": ")[0].split(": ")[0] for line in ran.err.splitlines()]
    assert told == ["HEAD:maps/broken-before.toml:1", f"maps/broken-now.toml:{last}"]
    asked = argmap("diff", "--json").json
    assert [one["new"] for one in asked["maps"]] == ["maps/controls.toml"]
    assert [(fault["file"], fault["line"]) for fault in asked["faults"]] == [
        ("HEAD:maps/broken-before.toml", 1),
        ("maps/broken-now.toml", last),
    ]
    assert argmap("diff", "HEAD", "maps/controls.toml").code == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_map_that_may_not_be_read_keeps_no_other_from_being_compared(maps: MapInGit, argmap: Argmap):
    maps.write("maps/secret.toml", maps.project.toml).chmod(0)
    maps.argmap("edit", maps.map_path, "diverge", "--text", "They part.")
    ran = argmap("diff")
    assert (ran.code, "They [-diverge-]{+part+}." in ran.out) == (4, True)


def test_symbolic_links_and_folders_are_no_maps(maps: MapInGit, argmap: Argmap):
    (maps.root / "maps" / "same.toml").symlink_to("controls.toml")
    (maps.root / "maps" / "nowhere.toml").symlink_to("gone.toml")
    maps.write("folder.toml/map.toml", maps.project.toml)
    maps.commit("Add links")
    (maps.root / "maps" / "nowhere.toml").unlink()
    (maps.root / "maps" / "nowhere.toml").symlink_to("controls.toml")
    (maps.root / "maps" / "new.toml").symlink_to("controls.toml")
    assert argmap("diff") == Ran(0, "", "")
    maps.argmap("edit", maps.map_path, "diverge", "--text", "They part.")
    for words in ((), ("maps/same.toml",)):
        ran = argmap("diff", *words)
        assert (ran.code, ran.out.splitlines()[0]) == (1, "HEAD:maps/controls.toml → maps/controls.toml")


@pytest.mark.parametrize("name", ["-x.toml", ":x.toml", "*.toml", "a 'b' \"c\".toml", "出口\n管制.toml", "(top)x.toml"])
def test_odd_names(maps: MapInGit, argmap: Argmap, name: str, monkeypatch: pytest.MonkeyPatch):
    maps.write(f"odd/{name}", maps.project.toml)
    maps.write(name, maps.project.toml)
    maps.commit()
    called = name.replace("\n", " ")
    for file in (f"odd/{name}", name):
        maps.write(file, maps.project.toml.replace("They diverge.", "They part."))
    monkeypatch.chdir(maps.root / "odd")
    for words in (["--", name], ["HEAD", "--", name], ["--", f"../odd/{name}"]):
        ran = argmap("diff", *words)
        assert ran.out.splitlines() == [
            f"HEAD:odd/{called} → odd/{called}",
            "~ claim diverge  They [-diverge-]{+part+}.",
        ]
    maps.commit()
    assert len(argmap("diff", "--json", "HEAD~1", "HEAD").json["maps"]) == 2


def test_only_a_mode_that_changed_is_no_change_of_the_argument(maps: MapInGit, argmap: Argmap):
    maps.map_path.chmod(0o755)
    assert argmap("diff") == Ran(0, "", "")


def test_in_a_shallow_clone_it_says_where_older_revisions_are(
    three: MapInGit, argmap: Argmap, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    three.git("clone", "-q", "--depth", "1", f"file://{three.root}", tmp_path / "clone")
    monkeypatch.chdir(tmp_path / "clone")
    for words in (["HEAD~1"], ["HEAD~1", "--"], ["HEAD~1..HEAD", "--"]):
        ran = argmap("diff", *words)
        assert (ran.code, "git fetch --unshallow" in ran.err) == (3, True)
    assert argmap("diff").code == 0


def test_a_merge_with_a_rename_on_one_side(maps: MapInGit, argmap: Argmap):
    maps.git("checkout", "-q", "-b", "side")
    maps.git("mv", "maps/controls.toml", "maps/moved.toml")
    maps.argmap("edit", maps.root / "maps" / "moved.toml", "align", "--text", "They agree.", said="Move and reword")
    maps.git("checkout", "-q", "main")
    maps.argmap("edit", maps.map_path, "diverge", "--text", "They part.", said="Reword")
    maps.git("merge", "-q", "side", "-m", "Merge")
    for words in (
        ["main~1..main"],
        ["main~1", "main"],
        ["main~1", "main", "--", "maps/moved.toml"],
        ["main~1", "maps"],
    ):
        ran = argmap("diff", *words)
        assert [line for line in ran.out.splitlines() if line[0] in "~+-"] == [
            "~ claim align  They [-align-]{+agree+}."
        ]
    assert "{+part+}" in argmap("diff", "side...main").out


def test_a_re_wrapped_text_is_not_reworded(work: Work, argmap: Argmap, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(work.root)
    work.write(
        "texts/a.txt", "It is said that the old\nharbour was dredged twice. 港口的出口\n管制扩大了。 So it goes.\n"
    )
    argmap("new", "maps/a.toml", "--title", "Harbour")
    argmap("add", "source", "maps/a.toml", "texts/a.txt", "--id", "a")
    for some_id, words in (("dredged", "the old\nharbour was dredged"), ("controls", "出口\n管制扩大")):
        assert argmap("add", "quote", "maps/a.toml", "a", words, "--id", some_id).code == 0
    work.commit("Quote it")
    work.write(
        "texts/a.txt", "It is said that the\nold harbour was\ndredged twice. 港口的出口管制\n扩大了。 So it goes.\n"
    )
    ran = argmap("anchor", "--write")
    assert (ran.code, "  - " in ran.out, "normalized" in ran.out) == (0, False, True)
    ran = argmap("diff")
    assert ran.out.count("~ words: re-wrapped\n") == 2
    assert "[-" not in ran.out.replace("its text changed: [-", "")
    assert argmap("diff", "--stat").out.endswith("quotes: 2 re-anchored\n")
    [compared] = argmap("diff", "--json").json["maps"]
    texts = [field for one in compared["changes"] for field in one["fields"] if field["name"] == "text"]
    assert [field["same_words"] for field in texts] == [True, True]


def test_a_claim_in_another_script_is_not_reworded(maps: MapInGit, argmap: Argmap):
    maps.argmap("edit", maps.map_path, "align", "--text", "經濟安全與國家。", said="Write it in Chinese")
    maps.argmap("edit", maps.map_path, "align", "--text", "经济安全与国家。")
    said = "HEAD:maps/controls.toml → maps/controls.toml\n~ claim align  “经济安全与国家。”\n"
    assert argmap("diff").out == f"{said}    ~ words: in another form (case, width, script or marks)\n"

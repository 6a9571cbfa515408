"""`argmap diff`, as its user sees it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from argmap.model import Conflict
from argmap.store import fingerprint, load
from argmap.store.saving import save
from tests.cli.conftest import Ran
from tests.project import ProjectFolder

Argmap = Callable[..., Ran]


@pytest.fixture
def old(filled: ProjectFolder) -> Path:
    """A copy of the project's map, to compare with once the map is changed."""
    copy = filled.map_path.with_name("old.toml")
    copy.write_text(filled.toml, "utf-8")
    return copy


def test_the_same_map_says_nothing(filled: ProjectFolder, old: Path, argmap: Argmap):
    ran = argmap("diff", old, filled.map_path)
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_what_changed_is_told_in_the_order_of_the_argument(filled: ProjectFolder, old: Path, argmap: Argmap):
    argmap("edit", filled.map_path, "align", "--text", "They align now.")
    argmap("unlink", filled.map_path, "align", "counters", "diverge")
    argmap("edit", filled.map_path, "--title", "The controls")
    ran = argmap("diff", old, filled.map_path)
    assert ran.code == 1
    assert ran.out.splitlines() == [
        f"{old.as_posix()} → {filled.map_path.as_posix()}",
        "~ the map",
        "    ~ title: {+The +}controls",
        "~ claim diverge  “They diverge.”",
        "    ! diverge lost its only counter",
        "    - countered by align “They align now.”",
        "    - its link from align undercut by no-extension “日本没有像美国那样把管制对象扩大到基础和新兴技术”",
        "~ claim align  They align{+ now+}.",
        "    ! align no longer supports or counters anything",
    ]


def test_numbers_only(filled: ProjectFolder, old: Path, argmap: Argmap):
    argmap("edit", filled.map_path, "align", "--text", "They align now.")
    argmap("rename", filled.map_path, "aligned", "are-aligned")
    ran = argmap("diff", old, filled.map_path, "--stat")
    assert ran.out.endswith("controls.toml: claims: 1 changed; quotes: 1 renamed\n")


def test_json_tells_everything(filled: ProjectFolder, old: Path, argmap: Argmap):
    argmap("edit", filled.map_path, "align", "--text", "They align now.")
    argmap("rename", filled.map_path, "aligned", "are-aligned")
    ran = argmap("diff", old, filled.map_path, "--json")
    [compared] = ran.json["maps"]
    assert ran.code == 1
    assert compared["renamed"] == {"aligned": "are-aligned"}
    assert compared["changes"][0]["fields"] == [
        {
            "name": "text",
            "old": "They align.",
            "new": "They align now.",
            "same_words": False,
            "words": [["same", "They align"], ["new", " now"], ["same", "."]],
        }
    ]
    assert argmap("diff", old, old, "--json").json["maps"][0]["changes"] == []


def test_markdown_for_a_review_comment_holds_no_markup_of_others(filled: ProjectFolder, old: Path, argmap: Argmap):
    hostile = "<script>alert(1)</script> @everyone [x](https://evil.example) `code` **bold** #12 | a"
    argmap("add", "claim", filled.map_path, hostile, "--id", "hostile", "--thesis")
    argmap("edit", filled.map_path, "align", "--text", "They do align.")
    ran = argmap("diff", old, filled.map_path, "--format", "markdown")
    assert ran.code == 1
    assert "- ✏️ claim <code>align</code>  They <ins>do </ins>align." in ran.out
    assert not any(sign in ran.out for sign in ("<script>", "@everyone", "](", "`", "**", " #12", "https://", "|"))


def test_a_translation_that_went_away(filled: ProjectFolder, old: Path, argmap: Argmap):
    argmap("edit", old, "aligned", "--translation", "Unsere Kontrollen sind abgestimmt")
    ran = argmap("diff", old, filled.map_path)
    assert "    ~ translation: [-Unsere Kontrollen sind abgestimmt-]" in ran.out.splitlines()


def test_only_comments_differ(filled: ProjectFolder, old: Path, argmap: Argmap):
    filled.map_path.write_text("# mine\n" + filled.toml, "utf-8")
    ran = argmap("diff", old, filled.map_path)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "argmap: the same argument; only comments differ\n"


def test_a_broken_side_is_refused_with_its_line(filled: ProjectFolder, old: Path, argmap: Argmap):
    old.write_text("format = 1\n[map]\n", "utf-8")
    ran = argmap("diff", old, filled.map_path)
    assert (ran.code, ran.out) == (2, "")
    assert "old.toml:2: " in ran.err


def test_no_control_character_reaches_the_terminal(filled: ProjectFolder, old: Path, argmap: Argmap):
    argmap("edit", filled.map_path, "align", "--text", "\x1b[31mred \u202egnp.exe \x9b2J")
    for options in ([], ["--json"], ["--stat"], ["--format", "markdown"]):
        assert not {"\x1b", "\x9b", "\u202e"} & set(argmap("diff", old, filled.map_path, *options).out)


def test_json_has_both_versions_of_a_conflict(filled: ProjectFolder, old: Path, argmap: Argmap):
    whole = load(filled.map_path).map
    where = ("claims", "align", "text")
    disputed = replace(
        whole, conflicts={where: Conflict(base="They align.", ours="They agree.", theirs="They differ.")}
    )
    save(filled.map_path, disputed, fingerprint(filled.map_path))
    version = {"where": list(where), "base": "They align.", "ours": "They agree.", "theirs": "They differ."}
    (arisen,) = argmap("diff", old, filled.map_path, "--json").json["maps"]
    assert arisen["conflicts"] == {"arisen": [version], "decided": []}
    (decided,) = argmap("diff", filled.map_path, old, "--json").json["maps"]
    assert decided["conflicts"] == {"arisen": [], "decided": [version]}

"""`argmap merge` and `argmap resolve`, and what `check` and `show` say of conflicts."""

from collections.abc import Callable
from pathlib import Path

import pytest

from argmap.store import load
from tests.cli.conftest import Ran
from tests.project import ProjectFolder

Argmap = Callable[..., Ran]


class Sides:
    """The project's map, and two copies of it to be changed."""

    def __init__(self, project: ProjectFolder) -> None:
        self.base = project.map_path
        self.ours, self.theirs, self.out = (
            project.map_path.with_name(f"{name}.toml") for name in ("ours", "theirs", "out")
        )
        for side in (self.ours, self.theirs):
            side.write_text(project.toml, "utf-8")

    @property
    def files(self) -> tuple[Path, Path, Path]:
        return self.base, self.ours, self.theirs


@pytest.fixture
def sides(filled: ProjectFolder) -> Sides:
    return Sides(filled)


@pytest.fixture
def clashing(sides: Sides, argmap: Argmap) -> Sides:
    """Sides that reworded the same claim, already merged."""
    argmap("edit", sides.ours, "align", "--text", "They align well.")
    argmap("edit", sides.theirs, "align", "--text", "They do align.")
    assert argmap("merge", *sides.files, "-o", sides.out).code == 1
    return sides


def test_additions_of_both_sides_are_merged(sides: Sides, argmap: Argmap):
    argmap("link", sides.ours, "aligned", "counters", "diverge")
    argmap("link", sides.theirs, "law-2018", "counters", "diverge")
    ran = argmap("merge", *sides.files, "-o", sides.out)
    assert (ran.code, ran.out, ran.err) == (0, "", f"{sides.out}: merged\n")
    assert load(sides.out).map.claims["diverge"].countered_by == (("align",), ("aligned",), ("law-2018",))


def test_the_merged_map_may_take_the_place_of_a_side(sides: Sides, argmap: Argmap):
    argmap("edit", sides.theirs, "align", "--note", "hm")
    assert argmap("merge", *sides.files, "-o", sides.ours).code == 0
    assert sides.ours.read_text("utf-8") == sides.theirs.read_text("utf-8")


def test_a_conflict_is_told_and_stands_in_the_file_with_both_readings(sides: Sides, argmap: Argmap):
    argmap("edit", sides.ours, "align", "--text", "They align well.")
    argmap("edit", sides.theirs, "align", "--text", "They do align.")
    ran = argmap("merge", *sides.files, "-o", sides.out)
    assert ran.code == 1
    assert "claims.align.text: ours “They align well.”, theirs “They do align.”" in ran.err
    assert sides.out.read_text("utf-8").endswith(
        '\n[conflicts.claims.align.text]\nbase = "They align."\nours = "They align well."\ntheirs = "They do align."\n'
    )


def test_a_broken_side_is_refused_and_nothing_is_written(sides: Sides, argmap: Argmap):
    sides.theirs.write_text("<<<<<<< HEAD\n", "utf-8")
    sides.ours.write_bytes(b"\xff\xfe\x00")
    ran = argmap("merge", *sides.files, "-o", sides.out)
    assert ran.code == 2
    assert "ours.toml:1: " in ran.err
    assert "theirs.toml:1: " in ran.err
    assert not sides.out.exists()


def test_the_faults_of_all_sides_are_told_at_once(sides: Sides, argmap: Argmap):
    sides.theirs.write_text("format = 1\n", "utf-8")
    sides.ours.write_text("format = 1\n", "utf-8")
    err = argmap("merge", *sides.files, "-o", sides.out).err
    assert "ours.toml:1: " in err
    assert "theirs.toml:1: " in err


def test_an_empty_base_stands_for_no_map(sides: Sides, argmap: Argmap):
    sides.base.write_text("", "utf-8")
    argmap("edit", sides.ours, "align", "--note", "ours")
    assert argmap("merge", *sides.files, "-o", sides.out).code == 0
    assert load(sides.out).map.claims["align"].note == "ours"


def test_check_lists_conflicts_with_their_line(clashing: Sides, argmap: Argmap):
    line = clashing.out.read_text("utf-8").splitlines().index("[conflicts.claims.align.text]") + 1
    ran = argmap("check", clashing.out)
    assert ran.code == 1
    assert ran.out.startswith(f"{clashing.out}:{line}: in conflict: claims.align.text: ours “They align well.”")
    assert f"file=maps/out.toml,line={line}::in conflict" in argmap("check", clashing.out, "--github").out
    [told] = argmap("check", clashing.out, "--json").json["maps"][0]["conflicts"]
    assert (told["where"], told["ours"], told["base"]) == (
        ["claims", "align", "text"],
        "They align well.",
        "They align.",
    )


def test_show_says_that_there_are_conflicts(clashing: Sides, argmap: Argmap):
    assert (
        argmap("show", clashing.out).out.splitlines()[1]
        == "1 conflict of a merge to resolve; `argmap check` lists them"
    )
    assert argmap("show", clashing.out, "--json").json["maps"][0]["conflicts"] == ["claims.align.text"]


@pytest.mark.parametrize(("side", "text"), [("ours", "They align well."), ("theirs", "They do align.")])
def test_a_conflict_is_decided_for_either_side(clashing: Sides, argmap: Argmap, side: str, text: str):
    ran = argmap("resolve", clashing.out, side, "claims.align.text")
    assert (ran.code, ran.err) == (0, f"{clashing.out}: 1 conflict resolved, 0 left\n")
    assert load(clashing.out).map.claims["align"].text == text
    assert "conflicts" not in clashing.out.read_text("utf-8")
    assert argmap("check", clashing.out).code == 0


def test_all_conflicts_are_decided_at_once(sides: Sides, argmap: Argmap):
    for side, title in ((sides.ours, "Ours"), (sides.theirs, "Theirs")):
        argmap("edit", side, "--title", title)
        argmap("rename", side, "diverge", f"diverge-{title.lower()}")
    argmap("remove", sides.ours, "aligned")
    argmap("edit", sides.theirs, "aligned", "--translation", "x")
    assert argmap("merge", *sides.files, "-o", sides.out).code == 1
    assert argmap("resolve", sides.out, "theirs").code == 0
    assert load(sides.out).map == load(sides.theirs).map


def test_what_is_no_conflict_is_refused(clashing: Sides, argmap: Argmap):
    ran = argmap("resolve", clashing.out, "ours", "claims.align.note")
    assert ran.code == 3
    assert "there are: claims.align.text" in ran.err
    assert argmap("resolve", clashing.ours, "ours").code == 3


def test_removing_or_renaming_the_element_takes_its_conflicts_along(clashing: Sides, argmap: Argmap):
    assert argmap("rename", clashing.out, "align", "aligning").code == 0
    assert list(load(clashing.out).map.conflicts) == [("claims", "aligning", "text")]
    assert argmap("remove", clashing.out, "aligning").code == 0
    assert not load(clashing.out).map.conflicts


def test_a_circle_is_called_one_and_only_what_fits_is_offered(sides: Sides, argmap: Argmap):
    argmap("add", "claim", sides.base, "Between.", "--id", "between")
    for side in (sides.ours, sides.theirs):
        side.write_bytes(sides.base.read_bytes())
    argmap("link", sides.ours, "between", "supports", "align")
    argmap("link", sides.theirs, "align", "supports", "between")
    ran = argmap("merge", *sides.files, "-o", sides.out)
    about = "the link from `align` to `between` makes claims support each other in a circle (between ← align ← between)"
    assert f"{about}: ours has no such link, theirs supports" in ran.err
    assert f"`argmap resolve {sides.out} ours` resolves them all" in ran.err
    told = argmap("check", sides.out).out
    assert f"resolve it with `argmap resolve {sides.out} ours claims.between.link.align`; theirs fits once" in told
    (conflict,) = argmap("check", sides.out, "--json").json["maps"][0]["conflicts"]
    assert conflict["circle"] == ["between", "align", "between"]
    assert conflict["can_be_resolved_for"] == ["ours"]
    before = sides.out.read_bytes()
    refused = argmap("resolve", sides.out, "theirs")
    assert refused.code == 3
    assert "nothing is resolved: theirs does not fit for `claims.between.link.align`" in refused.err
    assert sides.out.read_bytes() == before
    assert argmap("unlink", sides.out, "between", "supports", "align").code == 0
    assert "(or theirs)" in argmap("check", sides.out).out
    assert argmap("resolve", sides.out, "theirs").code == 0
    assert load(sides.out).map.claims["between"].supported_by == (("align",),)


def test_an_id_that_is_taken_by_now_is_not_offered(sides: Sides, argmap: Argmap):
    argmap("rename", sides.ours, "align", "ours-of-it")
    argmap("rename", sides.theirs, "align", "theirs-of-it")
    assert argmap("merge", *sides.files, "-o", sides.out).code == 1
    argmap("add", "claim", sides.out, "Another.", "--id", "theirs-of-it")
    told = argmap("check", sides.out).out
    assert f"resolve it with `argmap resolve {sides.out} ours claims.ours-of-it.id`" in told
    assert "theirs does not fit now: the id `theirs-of-it` is already used" in told

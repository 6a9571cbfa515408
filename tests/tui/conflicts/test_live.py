"""Git at work in another terminal while a map is open, and maps in which it left its markers."""

from pathlib import Path

from argmap import edit
from argmap.model import Claim
from argmap.store import SaveFailed, load, saving
from argmap.tui.dialogs.form import Question
from argmap.tui.screens.conflicts import ConflictScreen
from tests.git.conftest import Work, new_work
from tests.tui.app.walking import small_project, walk
from tests.tui.conflicts.merges import branches, changed, until, with_markers

MERGE = "Merge the two sides"


def body(user) -> str:
    return str(user.dialog.query_one("#body Static").render())


async def glance(user) -> None:
    """Lets the seconds pass after which the app looks at the disk, and looks again."""
    user.bench.glance()
    user.bench.glance()
    await user.settle()


async def test_a_branch_switch_while_a_claim_is_typed_is_merged_said_in_words_and_undone(tmp_path: Path):
    path, work = branches(tmp_path)
    async with walk(path) as user:
        await user.press("n")
        await user.type("Typed meanwhile")
        work.git("switch", "-q", "other")
        await user.press("enter")
        assert user.map.claims["diverge"].text == "They part ways 目的不同."
        assert "typed-meanwhile" in user.map.claims
        assert "critics" not in user.map.quotes
        assert user.on_disk == user.map
        assert user.said[-1].startswith("merged from disk: 1 claim reworded, 1 quote removed")
        assert "z takes back: claim typed-meanwhile" in user.said[-1]
        await user.press("z")
        assert "typed-meanwhile" not in user.map.claims
        assert "critics" not in user.map.quotes
        await user.press("z")
        assert user.map.claims["diverge"].text == "They diverge sharply 目的相同."
        assert "critics" in user.map.quotes
        assert user.on_disk == user.map


async def test_a_branch_switch_with_nothing_open_is_taken_over_and_undone(tmp_path: Path):
    path, work = branches(tmp_path)
    async with walk(path) as user:
        before = user.map
        work.git("switch", "-q", "other")
        await glance(user)
        assert user.map == load(path).map != before
        assert user.said[-1].endswith("· z takes back: change of small.toml on disk")
        await user.press("z")
        assert user.map == before


async def test_a_pull_is_merged_with_what_could_not_be_saved(tmp_path: Path, monkeypatch):
    upstream = small_project(tmp_path / "upstream")
    new_work(tmp_path / "upstream").commit("Begin")
    there = Work(tmp_path / "upstream")
    there.git("clone", "-q", tmp_path / "upstream", tmp_path / "mine")
    mine = Work(tmp_path / "mine")
    path = tmp_path / "mine/maps/small.toml"
    changed(upstream, lambda whole: edit.add_claim(whole, Claim(text="From upstream"))[0])
    there.commit("Upstream")

    async with walk(path) as user:
        monkeypatch.setattr("argmap.session.save", _refusing(path))
        await user.press("n")
        await user.type("Mine, not saved", "enter")
        await user.press("escape")
        monkeypatch.setattr("argmap.session.save", saving.save)
        mine.git("pull", "-q", "--ff-only")
        await glance(user)
        assert {"mine-not-saved", "from-upstream"} <= set(user.on_disk.claims)
        assert user.said[-1].startswith("merged from disk: 1 claim added")


def _refusing(path: Path):
    def refuse(*_arguments):
        raise SaveFailed(f"{path}: not saved: the disk is full; make room", "the disk is full")

    return refuse


async def test_a_clash_with_what_came_from_disk_is_kept_in_both_readings_and_announced(tmp_path: Path):
    path, work = branches(tmp_path)
    async with walk(path) as user:
        user.outline.reveal("diverge")
        user.outline.focus()
        await user.press("e")
        user.dialog.query_one("#text").text = "My own words."
        work.git("switch", "-q", "other")
        await glance(user)  # which waits until the words are kept: they were changed over those that stood there
        await user.press("ctrl+s")
        assert "where it conflicts with yours, both versions are kept" in user.said[-1]
        assert user.map.conflicts["claims", "diverge", "text"].ours == "My own words."
        await until(user, lambda: isinstance(user.dialog, Question))
        assert "claim diverge · words" in body(user)
        assert "here: My own words." in body(user)
        assert "on disk: They part ways 目的不同." in body(user)
        await user.press("enter", "t")
        assert user.map.claims["diverge"].text == "They part ways 目的不同."


async def test_a_clash_is_asked_about_once_and_can_wait(tmp_path: Path):
    path, work = branches(tmp_path)
    async with walk(path) as user:
        user.outline.reveal("diverge")
        user.outline.focus()
        await user.press("e")
        user.dialog.query_one("#text").text = "My own [b]words[/b]."
        work.git("switch", "-q", "other")
        await user.press("ctrl+s")
        await until(user, lambda: isinstance(user.dialog, Question))
        assert "here: My own [b]words[/b]." in body(user)
        await user.press("escape")
        changed(path, lambda whole: edit.add_claim(whole, Claim(text="Later"))[0])
        await glance(user)
        assert user.dialog is None
        assert user.said[-1] == "a merge left 1 conflict to decide · X shows them side by side"


async def test_a_branch_without_the_map_leaves_it_open(tmp_path: Path):
    path, work = branches(tmp_path)
    work.git("switch", "-qc", "empty")
    work.git("rm", "-q", path)
    work.commit("No map")
    work.git("switch", "-q", "main")
    async with walk(path) as user:
        work.git("switch", "-q", "empty")
        await glance(user)
        await until(user, lambda: isinstance(user.dialog, Question))
        assert "small.toml is no longer on disk" in body(user)
        await user.press("escape")
        assert "is no longer on disk" in user.text_of("#title")
        assert "diverge" in user.map.claims
        work.git("switch", "-q", "main")
        await glance(user)
        assert user.text_of("#title").count("saved") == 1


async def test_a_map_with_gits_markers_is_merged_from_the_three_stages_and_leads_to_the_conflicts(tmp_path: Path):
    path, work = with_markers(tmp_path)
    with_signs = path.read_text()
    async with walk(path) as user:
        await until(user, lambda: isinstance(user.dialog, Question))
        assert str(user.dialog.query_one("#answer-0").label) == MERGE
        await user.press("enter")
        await until(user, lambda: isinstance(user.app.screen, ConflictScreen))
        merged = f"merged, 4 conflicts left to decide · then `git add {path}`"
        await until(user, lambda: any(said.startswith(merged) for said in user.said))
        assert path.with_name("small.toml.orig").read_text() == with_signs
        await user.press("o", "o", "o", "o", "escape")
        await until(user, lambda: f"every conflict is decided · `git add {path}` tells git so" in user.said)
        work.git("add", path)
        work.git("commit", "-qm", "Merged")
        assert not load(path).map.conflicts


async def test_whoever_does_not_want_that_quits_with_the_file_as_it_is(tmp_path: Path):
    path, _ = with_markers(tmp_path)
    before = path.read_text()
    async with walk(path) as user:
        await until(user, lambda: isinstance(user.dialog, Question))
        await user.press("escape")
        assert user.app.return_value == 2
    assert path.read_text() == before


async def test_markers_that_come_while_the_map_is_open_are_offered_for_a_merge_with_what_is_unsaved(tmp_path: Path):
    path, work = branches(tmp_path)
    async with walk(path) as user:
        work.git("merge", "other", good=(1,))
        await glance(user)
        await until(user, lambda: isinstance(user.dialog, Question))
        assert "Git left two sides of it" in body(user)
        await user.press("escape")
        await user.press("n")
        await user.type("In memory", "enter")
        assert path.read_text().count("<<<<<<<")
        await user.press("ctrl+s")
        await until(user, lambda: isinstance(user.dialog, Question))
        await user.press("enter")
        await until(user, lambda: isinstance(user.app.screen, ConflictScreen))
        assert "in-memory" in user.on_disk.claims
        assert len(user.on_disk.conflicts) == 4
        await user.press("escape")
        assert "4 to decide" in user.text_of("#title")


async def test_a_side_that_is_no_map_is_said_and_nothing_is_written(tmp_path: Path):
    path, work = branches(tmp_path)
    work.git("switch", "-q", "other")
    path.write_text("format = 1\n[map\n")
    work.commit("Broken")
    work.git("switch", "-q", "main")
    work.git("merge", "other", good=(1,))
    before = path.read_text()
    async with walk(path) as user:
        await until(user, lambda: isinstance(user.dialog, Question))
        await user.press("enter")
        await until(user, lambda: isinstance(user.dialog, Question) and ":3:maps/small.toml" in body(user))
        assert path.read_text() == before


async def test_the_answers_are_in_sight_on_a_small_screen_however_much_there_is_to_say(tmp_path: Path):
    path = small_project(tmp_path)
    async with walk(path, size=(80, 24)) as user:
        path.write_text(path.read_text() + "<<<<<<< HEAD\n=======\n>>>>>>> other\n" * 9)
        await glance(user)
        assert isinstance(user.dialog, Question)
        assert user.dialog.region.contains_region(user.dialog.query_one("#answer-0").region)
        assert user.dialog.query_one("#dialog").region.contains_region(user.dialog.query_one("#answer-0").region)

"""An open map: saved at once, undone without limit, and never over somebody else's change."""

import os
from pathlib import Path

import pytest

from argmap import edit, session
from argmap.diff import merge
from argmap.edit import Refused
from argmap.model import ArgMap, Claim, Side
from argmap.session import Outcome, Session, TroubleKind
from argmap.store import InvalidMap, SaveFailed, dumps, load
from argmap.store.saving import save
from tests.project import ProjectFolder


def adding(text: str):
    return lambda whole: edit.add_claim(whole, Claim(text=text))[0]


def on_disk(open_map: Session) -> ArgMap:
    return load(open_map.path).map


def somebody_adds(project: ProjectFolder, text: str) -> None:
    loaded = load(project.map_path)
    save(project.map_path, adding(text)(loaded.map), loaded.fingerprint)


def test_every_edit_is_saved_at_once(filled: ProjectFolder):
    open_map = Session(filled.map_path)
    assert open_map.do("new claim", adding("One.")).outcome is Outcome.SAVED
    assert "one" in on_disk(open_map).claims
    assert open_map.unsaved == ()


def test_an_edit_that_does_not_fit_changes_nothing(filled: ProjectFolder):
    open_map, before = Session(filled.map_path), filled.toml
    with pytest.raises(Refused):
        open_map.do("remove", lambda whole: edit.remove(whole, "nobody"))
    assert filled.toml == before
    assert open_map.undo_name is None


def test_undo_and_redo_go_all_the_way(filled: ProjectFolder):
    open_map, before = Session(filled.map_path), filled.toml
    for number in range(30):
        open_map.do(f"claim {number}", adding(f"Claim {number}."))
    full = filled.toml
    assert open_map.undo_name == "claim 29"
    for _ in range(30):
        open_map.undo()
    assert filled.toml == before
    assert open_map.redo_name == "claim 0"
    for _ in range(30):
        open_map.redo()
    assert filled.toml == full
    with pytest.raises(Refused, match="nothing to redo"):
        open_map.redo()


def test_a_new_edit_forgets_what_was_undone(filled: ProjectFolder):
    open_map = Session(filled.map_path)
    open_map.do("one", adding("One."))
    open_map.undo()
    open_map.do("two", adding("Two."))
    assert open_map.redo_name is None
    assert "one" not in on_disk(open_map).claims


def test_an_edit_that_changes_nothing_is_no_step_and_forgets_nothing(filled: ProjectFolder):
    open_map = Session(filled.map_path)
    open_map.do("one", adding("One."))
    open_map.undo()
    assert open_map.do("nothing", lambda whole: whole).outcome is Outcome.SAVED
    assert open_map.undo_name is None
    assert open_map.redo_name == "one"


def test_an_edit_is_made_on_top_of_what_somebody_saved_meanwhile(filled: ProjectFolder):
    open_map = Session(filled.map_path)
    somebody_adds(filled, "Theirs.")
    assert open_map.touched()
    report = open_map.do("mine", adding("Mine."))
    assert report.outcome is Outcome.MERGED
    assert {"mine", "theirs"} <= set(on_disk(open_map).claims)


def test_undo_after_that_takes_back_mine_and_keeps_theirs(filled: ProjectFolder):
    open_map = Session(filled.map_path)
    somebody_adds(filled, "Theirs.")
    open_map.do("mine", adding("Mine."))
    open_map.undo()
    assert "theirs" in on_disk(open_map).claims
    assert "mine" not in on_disk(open_map).claims
    assert open_map.undo_name == "change of controls.toml on disk"


def test_undo_first_takes_over_what_changed_on_disk(filled: ProjectFolder):
    open_map = Session(filled.map_path)
    open_map.do("mine", adding("Mine."))
    somebody_adds(filled, "Theirs.")
    assert open_map.undo().outcome is Outcome.MERGED
    assert {"mine", "theirs"} <= set(on_disk(open_map).claims)


def test_a_change_on_disk_is_taken_over_live(filled: ProjectFolder):
    open_map = Session(filled.map_path)
    assert open_map.refresh() is None
    somebody_adds(filled, "Theirs.")
    report = open_map.refresh()
    assert report is not None
    assert report.outcome is Outcome.MERGED
    assert "theirs" in open_map.map.claims
    assert not open_map.touched()


def test_changes_that_cannot_be_merged_leave_the_file_and_the_edit_as_they_are(
    filled: ProjectFolder, monkeypatch: pytest.MonkeyPatch
):
    def refused(*_: ArgMap) -> None:
        raise Refused("this would break a rule", "fix it")

    open_map = Session(filled.map_path)
    somebody_adds(filled, "Theirs.")
    theirs = filled.toml
    monkeypatch.setattr("argmap.diff.merge", refused)
    report = open_map.do("mine", adding("Mine."))
    assert report.outcome is Outcome.UNSAVED
    assert "the two changes cannot be merged:\nthis would break a rule; fix it" in report.message
    assert filled.toml == theirs
    assert "mine" in open_map.map.claims
    assert open_map.unsaved == ("mine",)


def test_what_was_decided_here_and_there_oppositely_is_a_conflict_again(filled: ProjectFolder):
    loaded = load(filled.map_path)
    base = edit.change_claim(loaded.map, "align", text="Before.")
    sides = (edit.change_claim(base, "align", text=text) for text in ("Ours.", "Theirs."))
    undecided = merge(base, *sides).map
    where = ("claims", "align", "text")
    save(filled.map_path, undecided, loaded.fingerprint)
    open_map = Session(filled.map_path)
    there = edit.resolve_conflict(undecided, where, Side.THEIRS)
    save(filled.map_path, there, load(filled.map_path).fingerprint)
    report = open_map.do("decide", lambda whole: edit.resolve_conflict(whole, where, Side.OURS))
    assert report.outcome is Outcome.MERGED
    assert "where it conflicts with yours, both versions are kept" in report.message
    assert on_disk(open_map).conflicts[where] == undecided.conflicts[where]


def test_a_change_that_keeps_the_time_of_the_file_is_noticed(filled: ProjectFolder):
    open_map, before = Session(filled.map_path), filled.map_path.stat()
    somebody_adds(filled, "Theirs.")
    os.utime(filled.map_path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert open_map.touched()


def test_what_was_undone_is_not_done_again_over_what_changed_on_disk(filled: ProjectFolder):
    open_map = Session(filled.map_path)
    open_map.do("mine", adding("Mine."))
    open_map.undo()
    somebody_adds(filled, "Theirs.")
    assert open_map.redo().outcome is Outcome.MERGED
    with pytest.raises(Refused, match="nothing to redo"):
        open_map.redo()
    assert "theirs" in on_disk(open_map).claims


def test_what_changed_on_disk_lies_between_the_edits_before_and_after_it(filled: ProjectFolder):
    open_map, before = Session(filled.map_path), filled.toml
    open_map.do("one", adding("One."))
    somebody_adds(filled, "Theirs.")
    open_map.do("two", adding("Two."))
    undone = []
    while open_map.undo_name:
        undone.append(open_map.undo_name)
        open_map.undo()
    assert undone == ["two", "change of controls.toml on disk", "one"]
    assert filled.toml == before


def test_the_same_map_in_other_bytes_is_no_change_and_is_saved_over(filled: ProjectFolder):
    open_map = Session(filled.map_path)
    filled.map_path.write_text(filled.toml.replace(" = ", "  =  ", 1), encoding="utf-8")
    assert open_map.touched()
    assert open_map.refresh() is None
    assert not open_map.touched()
    assert open_map.do("mine", adding("Mine.")).outcome is Outcome.SAVED
    assert open_map.undo_name == "mine"


def test_my_edit_of_what_somebody_removed_is_kept_and_said(filled: ProjectFolder):
    open_map = Session(filled.map_path)
    loaded = load(filled.map_path)
    save(filled.map_path, edit.remove(loaded.map, "align"), loaded.fingerprint)
    report = open_map.do("reword align", lambda whole: edit.change_claim(whole, "align", text="Mine."))
    assert report.outcome is Outcome.MERGED
    assert "conflicts with yours" in report.message
    assert on_disk(open_map).claims["align"].text == "Mine."
    assert on_disk(open_map).conflicts


def test_two_wordings_of_one_claim_are_both_kept(filled: ProjectFolder):
    open_map = Session(filled.map_path)
    loaded = load(filled.map_path)
    save(filled.map_path, edit.change_claim(loaded.map, "align", text="Theirs."), loaded.fingerprint)
    open_map.do("reword align", lambda whole: edit.change_claim(whole, "align", text="Mine."))
    assert on_disk(open_map).claims["align"].text == "Mine."
    assert "Theirs." in filled.toml


def test_a_file_broken_on_disk_is_not_overwritten_and_my_edit_is_kept(filled: ProjectFolder, tmp_path: Path):
    open_map, sound = Session(filled.map_path), filled.toml
    filled.map_path.write_text("<<<<<<< ours\n" + sound, "utf-8", newline="")
    report = open_map.do("mine", adding("Mine."))
    assert report.outcome is Outcome.UNSAVED
    assert "does not load" in report.message
    assert filled.toml.startswith("<<<<<<<")
    assert open_map.unsaved == ("mine",)
    open_map.save_copy(tmp_path / "maps" / "copy.toml")
    assert "mine" in load(tmp_path / "maps" / "copy.toml").map.claims
    filled.map_path.write_text(sound, "utf-8", newline="")
    assert open_map.save().outcome in {Outcome.SAVED, Outcome.MERGED}
    assert "mine" in on_disk(open_map).claims
    assert open_map.unsaved == ()


def test_a_full_disk_keeps_the_edits_in_memory_until_there_is_room(
    filled: ProjectFolder, monkeypatch: pytest.MonkeyPatch
):
    open_map, before = Session(filled.map_path), filled.toml

    def no_room(*_arguments: object) -> None:
        raise SaveFailed("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(session, "save", no_room)
        assert open_map.do("one", adding("One.")).outcome is Outcome.UNSAVED
        report = open_map.do("two", adding("Two."))
        assert report.message == "the disk is full"
    assert filled.toml == before
    assert open_map.unsaved == ("one", "two")
    assert {"one", "two"} <= set(open_map.map.claims)
    assert open_map.save().outcome is Outcome.SAVED
    assert {"one", "two"} <= set(on_disk(open_map).claims)


def test_edits_that_waited_are_made_again_on_a_changed_file(filled: ProjectFolder, monkeypatch: pytest.MonkeyPatch):
    open_map = Session(filled.map_path)

    def no_room(*_arguments: object) -> None:
        raise SaveFailed("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(session, "save", no_room)
        open_map.do("one", adding("One."))
        open_map.do("two", adding("Two."))
        open_map.undo()
    somebody_adds(filled, "Theirs.")
    open_map.save()
    assert {"one", "theirs"} <= set(on_disk(open_map).claims)


def test_a_deleted_file_is_said_and_can_be_written_again(filled: ProjectFolder):
    open_map = Session(filled.map_path)
    filled.map_path.unlink()
    report = open_map.do("mine", adding("Mine."))
    assert report.outcome is Outcome.UNSAVED
    assert (report.trouble.kind, open_map.is_gone) == (TroubleKind.GONE, True)
    assert "is no longer on disk" in report.message
    open_map.save_copy(filled.map_path)
    assert filled.toml == dumps(open_map.map)
    assert open_map.do("more", adding("More.")).outcome is Outcome.SAVED
    assert {"mine", "more"} <= set(on_disk(open_map).claims)
    assert "mine-2" not in on_disk(open_map).claims


def test_a_map_that_does_not_load_is_not_opened(filled: ProjectFolder):
    filled.map_path.write_text("format = 1\n[map]\n", "utf-8")
    with pytest.raises(InvalidMap, match="title"):
        Session(filled.map_path)


def test_what_was_taken_over_stays_a_step_of_its_own_when_the_save_after_it_fails(
    filled: ProjectFolder, monkeypatch: pytest.MonkeyPatch
):
    open_map = Session(filled.map_path)

    def no_room(*_arguments: object) -> None:
        raise SaveFailed("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(session, "save", no_room)
        open_map.do("one", adding("One."))
        somebody_adds(filled, "Theirs.")
        open_map.refresh()
    somebody_adds(filled, "Theirs too.")
    open_map.save()
    assert {"one", "theirs", "theirs-too"} <= set(on_disk(open_map).claims)
    open_map.undo()
    assert "one" not in on_disk(open_map).claims
    open_map.undo()
    assert {"theirs"} == {"theirs", "theirs-too"} & set(on_disk(open_map).claims)


def test_trouble_with_the_file_has_a_kind_and_a_few_words(filled: ProjectFolder, monkeypatch: pytest.MonkeyPatch):
    open_map, good = Session(filled.map_path), filled.toml

    def no_room(*_arguments: object) -> None:
        raise SaveFailed("a.toml: not saved: the disk is full; make room on it", "the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(session, "save", no_room)
        trouble = open_map.do("one", adding("One.")).trouble
    assert (trouble.kind, trouble.reason) == (TroubleKind.NOT_WRITTEN, "the disk is full")
    filled.map_path.write_text("format = 1\n[map]\n", "utf-8")
    trouble = open_map.save().trouble
    assert (trouble.kind, trouble.reason) == (TroubleKind.INVALID, "changed on disk and does not load")
    filled.map_path.write_text(good, "utf-8")
    assert open_map.save().trouble is None

"""Merges to be read: a folder each, with the map that both began with, what each made of it, and what is to come."""

from pathlib import Path

import pytest

from argmap.diff import merge
from argmap.store import dumps, load

FOLDERS = sorted(folder for folder in (Path(__file__).parents[1] / "merge_scenarios").iterdir() if folder.is_dir())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_both_sides_give_what_is_expected(folder: Path):
    base, ours, theirs = (load(folder / f"{name}.toml").map for name in ("base", "ours", "theirs"))
    assert dumps(merge(base, ours, theirs).map) == (folder / "expected.toml").read_text("utf-8")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_merging_again_what_is_merged_changes_nothing(folder: Path):
    ours, theirs, expected = (load(folder / f"{name}.toml").map for name in ("ours", "theirs", "expected"))
    assert merge(theirs, expected, theirs).map == expected
    assert merge(ours, expected, ours).map == expected


def test_there_are_scenarios():
    assert len(FOLDERS) > 20

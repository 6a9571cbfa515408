"""The line at the top: what is open, what git says of it, what is to be reviewed."""

import subprocess
from pathlib import Path

import pytest

from argmap.tui.screens.review import ReviewScreen
from argmap.tui.widgets.bars import TitleBar
from tests.tui.app.walking import Walk, committed, small_project, walk
from tests.tui.at_once import completed


def right(user: Walk) -> list[str]:
    """What stands at the right of the title."""
    return [entry.text.plain for entry in user.bar("#title") if entry.name != "title"]


async def seen_by_git(user: Walk) -> None:
    """A glance, as the clock gives it every second, and git's answer."""
    user.bench.query_one(TitleBar).glance()
    await completed([one for one in user.app.workers if one.group == "git"])
    await user.settle()


async def test_what_git_says_follows_edits_and_commits(tmp_path: Path):
    path = small_project(tmp_path)
    committed(path)
    async with walk(path) as user:
        await seen_by_git(user)
        assert right(user)[-1] == "as committed"
        await user.press("3", "n")
        await user.type("A claim more.", "enter")
        await seen_by_git(user)
        assert right(user)[-1] == "changed since HEAD"
        committed(path)
        await seen_by_git(user)
        assert right(user)[-1] == "as committed"


async def test_a_map_that_git_does_not_know_yet_is_new(tmp_path: Path):
    path = small_project(tmp_path)
    path.rename(path.with_name("other.toml"))
    committed(path)
    path.with_name("other.toml").rename(path)
    async with walk(path) as user:
        await seen_by_git(user)
        assert right(user)[-1] == "new in git"


async def test_outside_a_repository_git_is_not_mentioned(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await seen_by_git(user)
        assert [words.rpartition(" · ")[2] for words in right(user)] == ["saved"]


@pytest.mark.parametrize("width", [80, 140])
async def test_quotes_to_review_are_counted_and_one_click_away(tmp_path: Path, width: int):
    path = small_project(tmp_path)
    text = tmp_path / "texts/zh.txt"
    text.write_text(text.read_text("utf-8").replace("没有像美国那样", "并没有如美国一般"), "utf-8")
    async with walk(path, size=(width, 40)) as user:
        assert right(user)[0] == "1 to review"
        await user.click_bar("#title", "1 to review")
        assert isinstance(user.app.screen, ReviewScreen)


async def test_in_a_small_terminal_the_title_keeps_some_room(tmp_path: Path):
    path = small_project(tmp_path)
    committed(path)
    async with walk(path, size=(60, 24)) as user:
        await seen_by_git(user)
        assert user.text_of("#title").startswith("argmap · Export")
        assert "saved" in user.text_of("#title")


async def test_a_repository_that_is_begun_meanwhile_is_seen_and_what_is_taken_out_of_it_said(tmp_path: Path):
    path = small_project(tmp_path)
    async with walk(path) as user:
        await seen_by_git(user)
        assert right(user)[-1].endswith("saved")
        committed(path)
        await seen_by_git(user)
        assert right(user)[-1] == "as committed"
        subprocess.run(["git", "rm", "-q", "--cached", path], cwd=tmp_path, check=True, timeout=60)
        await seen_by_git(user)
        assert right(user)[-1] == "taken out of git"


@pytest.mark.parametrize(("ignored", "said"), [(True, "ignored by git"), (False, "new in git")])
async def test_a_map_in_a_repository_without_commits(tmp_path: Path, ignored: bool, said: str):
    path = small_project(tmp_path)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True, timeout=60)
    (tmp_path / ".gitignore").write_text("maps" if ignored else "")
    async with walk(path) as user:
        await seen_by_git(user)
        assert right(user)[-1] == said


async def test_what_is_staged_has_changed_since_the_last_commit_also_where_no_branch_is_checked_out(tmp_path: Path):
    path = small_project(tmp_path)
    committed(path)
    subprocess.run(["git", "checkout", "-q", "--detach"], cwd=tmp_path, check=True, timeout=60)
    async with walk(path) as user:
        await user.press("3", "n")
        await user.type("A claim more.", "enter")
        subprocess.run(["git", "add", path], cwd=tmp_path, check=True, timeout=60)
        await seen_by_git(user)
        assert right(user)[-1] == "changed since HEAD"

"""Comparing the open map with older versions of it, in a real repository."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.widgets import OptionList

from argmap import edit
from argmap.model import Claim, Role
from argmap.store import load
from argmap.store.saving import save
from argmap.tui.dialogs.help import Help
from argmap.tui.dialogs.version_picker import VersionPicker
from argmap.tui.keys import choose_keys
from argmap.tui.palette import ActionProvider
from argmap.tui.screens.canvas import GraphScreen
from argmap.tui.screens.compare import CompareScreen
from argmap.tui.widgets.canvas.canvas import Canvas
from tests.git.conftest import Work, new_work
from tests.tui import at_once
from tests.tui.app.walking import Walk, small_project, walk
from tests.tui.inside import actions_of, items_of


def changed(path: Path, change) -> None:
    """Another program changes the map."""
    loaded = load(path)
    save(path, change(loaded.map), loaded.fingerprint)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A map that was committed twice, and changed since."""
    path = small_project(tmp_path / "work")
    work = new_work(tmp_path / "work")
    work.commit("Begin the map")
    changed(path, lambda whole: edit.change_claim(whole, "subsidies", text="Subsidies for chips are slow."))
    work.commit("Say that 补贴 are slow")
    changed(path, lambda whole: edit.remove(edit.change_claim(whole, "align", note="a note"), "critics"))
    return path


async def until(user: Walk, seen) -> None:
    """Waits for what a thread is to find."""
    await user.settle()
    await at_once.until(seen, "what a thread is to find", user.settle)


@asynccontextmanager
async def choosing(path: Path, **more) -> AsyncIterator[Walk]:
    async with walk(path, **more) as user:
        await user.press("V")
        await until(user, lambda: isinstance(user.app.screen, VersionPicker))
        await until(user, lambda: "asking" not in title(user) and "so far" not in title(user))
        yield user


@asynccontextmanager
async def comparing(path: Path, *words: str, **more) -> AsyncIterator[Walk]:
    """Compares with the version that these words find."""
    async with choosing(path, **more) as user:
        if words:
            await user.type(" ".join(words))
        await user.press("enter")
        await until(user, lambda: said(user) is None or "…" not in said(user))
        yield user


def title(user: Walk) -> str:
    return str(user.app.screen.query_one("#dialog").border_title)


def said(user: Walk) -> str | None:
    """What stands in place of the changes."""
    nothing = user.app.screen.query_one("#nothing")
    return str(nothing.render()) if nothing.display else None


def offered(user: Walk) -> list[str]:
    options = user.app.screen.query_one(OptionList)
    return [str(options.get_option_at_index(at).prompt) for at in range(options.option_count)]


def under_cursor(user: Walk) -> str:
    row = user.app.screen.changes.current_item
    return f"{row.line.sign} " + "".join(piece.text for piece in row.line.pieces)


def all_rows(user: Walk) -> list[str]:
    rows = items_of(user.app.screen.changes)
    return [f"{row.line.sign} " + "".join(piece.text for piece in row.line.pieces) for row in rows]


async def moved_to(user: Walk, words: str) -> None:
    """Goes down the list to the row with these words."""
    await at_once.until(lambda: words in under_cursor(user), f"a row with {words!r}", lambda: user.press("down"))


async def test_head_and_every_commit_of_the_map_are_offered_and_found_by_words(path: Path):
    async with choosing(path) as user:
        assert title(user) == "Compare with · 2 commits of this map"
        head, newer, older = offered(user)
        assert head.startswith("HEAD  the last commit")
        assert newer.startswith("2024-05-01  Say that 补贴 are slow  Ada  ")
        await user.type("begin ada")
        assert offered(user)[0] == older
        assert offered(user)[1] == "the revision: begin ada"
        await user.press("escape")
        assert user.app.screen is user.bench


async def test_what_is_not_committed_is_told_and_stepped_through(path: Path):
    async with comparing(path) as user:
        assert all_rows(user) == [
            "~ claim align  “Japan aligns its controls with Washington’s.”",
            "~ note: a note",
            "~ claim subsidies  “Subsidies for chips are slow.”",
            "! subsidies lost its only support",
            "- supported by critics “Kritiker halten das für zu viel”",
            "- quote critics  “Kritiker halten das für zu viel” from de",
        ]
        tree = user.app.screen.query_one("#tree")
        assert (under_cursor(user)[:13], tree.current_item.id) == ("~ claim align", "align")
        await user.press("n")
        assert tree.current_item.id == "subsidies"
        await user.press("n")
        assert tree.current_item.id == "critics"
        await user.press("n")
        assert user.said[-1] == "this is the last change"
        await user.press("p", "p")
        assert tree.current_item.id == "align"


async def test_one_change_is_restored_and_the_rest_stays_and_undo_brings_it_back(path: Path):
    async with comparing(path) as user:
        before = user.map
        await moved_to(user, "quote critics")
        await user.press("r")
        await until(user, lambda: len(all_rows(user)) == 1 + 1)
        assert user.map.quotes.keys() == {"no-extension", "critics"}
        assert user.map.claims["subsidies"].supported_by == (("critics",),)
        assert user.map.claims["align"].note == "a note"
        assert user.on_disk == user.map
        await user.press("z")
        await until(user, lambda: len(all_rows(user)) == 6)
        assert user.map == before
        await user.press("escape")
        assert user.app.screen is user.bench


async def test_when_all_is_restored_nothing_differs(path: Path):
    async with comparing(path) as user:
        while said(user) is None:
            rows = all_rows(user)
            await user.press("r")
            await until(user, lambda rows=rows: said(user) is not None or all_rows(user) != rows)
        assert said(user) == "nothing differs from HEAD, the last commit"
        await user.press("r")
        assert user.said[-1] == "nothing differs"
        assert Work(path.parents[1]).git("diff", "--stat") == ""


async def test_a_commit_from_the_log_and_a_revision_by_name(path: Path):
    async with comparing(path, "begin") as user:
        assert any("chips are wastefulslow" in row for row in all_rows(user))
        await user.press("V")
        await until(user, lambda: isinstance(user.app.screen, VersionPicker))
        await user.type("HEAD~1", "enter")
        await until(user, lambda: isinstance(user.app.screen, CompareScreen) and said(user) is None)
        assert any("chips are wastefulslow" in row for row in all_rows(user))


async def test_enter_goes_to_what_changed_on_the_map(path: Path):
    async with comparing(path) as user:
        await user.press("n", "enter")
        assert user.app.screen is user.bench
        assert user.outline.current.id == "subsidies"


async def test_the_list_follows_the_tree(path: Path):
    async with comparing(path) as user:
        await user.click("#tree", offset=(10, 5))
        tree = user.app.screen.query_one("#tree")
        assert user.app.screen.focused is tree
        row = user.app.screen.changes.current_item
        assert row.element.id == tree.current_item.id == "critics"


async def test_from_the_drawn_map_one_comes_back_to_the_box_of_what_changed(path: Path):
    async with walk(path) as user:
        await user.press("m", "V")
        await until(user, lambda: isinstance(user.app.screen, VersionPicker))
        await user.press("enter")
        await until(user, lambda: isinstance(user.app.screen, CompareScreen) and said(user) is None)
        await user.press("n", "enter")
        await until(user, lambda: isinstance(user.app.screen, GraphScreen))
        assert user.app.screen.canvas.current == "subsidies"


async def test_what_others_change_meanwhile_is_compared_too(path: Path):
    async with comparing(path) as user:
        changed(path, lambda whole: edit.add_claim(whole, Claim(text="Theirs"))[0])
        user.app.screen.glance()
        await until(user, lambda: any("theirs" in row for row in all_rows(user)))


@pytest.mark.parametrize("words", ["nowhere", "HEAD~9"])
async def test_a_revision_that_is_not_there_is_said(path: Path, words: str):
    async with comparing(path, words) as user:
        assert f"there is no revision `{words}`" in said(user)
        await user.press("escape")
        assert user.app.screen is user.bench


async def test_a_version_that_does_not_load_is_said(path: Path):
    sound = path.read_text()
    path.write_text("format = 1\n[map")
    Work(path.parents[1]).commit("Break it")
    path.write_text(sound)
    async with comparing(path) as user:
        assert said(user).startswith("HEAD:maps/small.toml:2: not valid TOML")


async def test_outside_a_repository_the_reason_is_said(tmp_path: Path):
    path = small_project(tmp_path)
    async with choosing(path) as user:
        assert title(user) == "Compare with · nothing to compare with"
        assert "is not in a git repository" in user.text_of("RefusalLine")
        await user.press("enter", "escape")
        assert user.app.screen is user.bench


async def test_without_commits_and_with_a_map_that_is_not_committed_the_reason_is_said(tmp_path: Path):
    path = small_project(tmp_path / "work")
    work = new_work(tmp_path / "work")
    async with choosing(path) as user:
        assert "the repository has no commit yet; commit something first" in user.text_of("RefusalLine")
    work.git("add", "texts")
    work.git("commit", "-qm", "Texts")
    async with choosing(path) as user:
        assert title(user) == "Compare with · no commit has this map yet: commit it first"


async def test_a_git_that_is_absent_or_too_old_is_said(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    old = tmp_path / "bin"
    old.mkdir()
    monkeypatch.setenv("PATH", str(old))
    async with choosing(path) as user:
        assert "git is not installed" in user.text_of("RefusalLine")
    (old / "git").write_text("#!/bin/sh\necho git version 2.11.0\n")
    (old / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{old}:/")
    async with choosing(path) as user:
        assert "git here is 2.11" in user.text_of("RefusalLine")


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can give files away")
async def test_a_repository_of_somebody_else_is_said(path: Path):
    top = path.parents[1]
    for file in (top, top / ".git"):
        os.chown(file, 12345, 12345)
    async with choosing(path) as user:
        assert "belongs to another user" in user.text_of("RefusalLine")


async def test_hostile_words_of_commits_are_shown_and_not_obeyed(path: Path):
    Work(path.parents[1]).commit("[red]markup[/] \x1b[31m\u202eturned")
    async with choosing(path) as user:
        (shown,) = [entry for entry in offered(user) if "markup" in entry]
        assert "[red]markup[/]" in shown
        assert "\x1b" not in shown
        assert "\u202e" not in shown


async def test_everything_works_by_mouse(path: Path):
    async with comparing(path) as user:
        await user.click("#changes", offset=(5, 6))
        assert under_cursor(user).startswith("- quote critics")
        hints = user.app.screen.hints
        begin = next(at for at, _, entry in hints.places() if "restore" in entry.text.plain)
        await user.click("#hints", offset=(begin + 2, 0))
        assert "critics" in user.map.quotes
        await user.click("#sitting-title", offset=(2, 0))
        assert user.app.screen is user.bench


async def test_the_palette_and_the_help_know_what_can_be_done(path: Path):
    async with comparing(path) as user:
        known = [action.name for action in actions_of(user.app.screen)]
        assert known[:3] == ["next", "previous", "restore"]
        await user.press("question_mark")
        assert isinstance(user.app.screen, Help)
        await user.press("escape")
        assert isinstance(user.app.screen, CompareScreen)


async def drawn(user: Walk) -> Canvas:
    """Draws the map with its changes."""
    await user.press("m")
    await until(user, lambda: user.app.screen.canvas.drawing.boxes)
    assert user.app.focused is user.app.screen.canvas
    return user.app.screen.canvas


def painted(canvas: Canvas) -> str:
    return "\n".join(canvas.render_line(y).text for y in range(canvas.scrollable_content_region.height))


async def test_the_drawing_marks_boxes_and_links_that_came_went_and_changed(path: Path):
    changed(path, lambda whole: edit.add_claim(whole, Claim(text="Brand new 全新"), "fresh")[0])
    changed(path, lambda whole: edit.link(whole, ("fresh",), Role.COUNTER, "diverge"))
    async with comparing(path) as user:
        canvas = await drawn(user)
        assert set(canvas.drawing.boxes) == {"diverge", "align", "subsidies", "no-extension", "critics", "fresh"}
        seen = painted(canvas)
        assert " + new " in seen
        assert " - gone " in seen
        assert " ~ note " in seen
        assert " ! " in seen  # subsidies lost its only support
        assert seen.count("⊕") == 1
        assert seen.count("⊖") == 1
        assert "links ⊕ ⊖" in str(canvas.border_title)
        assert all(cell_len(row) == canvas.scrollable_content_region.width for row in seen.split("\n"))
        await user.press("minus")
        assert {"+", "-", "~", "!", "⊕", "⊖"} <= set(painted(canvas))


async def test_the_drawing_and_the_list_follow_each_other_and_m_goes_back_to_the_tree(path: Path):
    async with comparing(path) as user:
        canvas = await drawn(user)
        await user.press("n")
        assert canvas.current == "subsidies"
        canvas.reveal("critics")
        await user.settle()
        assert user.app.screen.changes.current_item.element.id == "critics"
        await user.press("r")
        await until(user, lambda: "⊖" not in painted(canvas))
        assert "critics" in user.map.quotes
        await user.press("m")
        assert user.app.focused is user.app.screen.changes
        assert not canvas.is_on_screen


async def test_nothing_is_changed_in_the_drawing_of_a_comparison_by_mouse(path: Path):
    async with comparing(path) as user:
        canvas = await drawn(user)
        before = user.map
        place = canvas.drawing.boxes["align"].centre
        for more in ({"button": 3}, {"control": True}):
            await user.pilot.click(canvas, place, **more)
            await user.settle()
        assert canvas.current == "align"
        assert isinstance(user.app.screen, CompareScreen)
        assert user.map == before


async def test_enter_on_a_box_goes_to_it_on_the_map_unless_it_is_gone(path: Path):
    async with comparing(path) as user:
        canvas = await drawn(user)
        canvas.reveal("critics")
        await user.press("enter")
        assert user.said[-1] == "it is in the map no more: r restores it"
        canvas.reveal("diverge")
        await user.press("enter")
        assert user.app.screen is user.bench
        assert user.outline.current.id == "diverge"


async def test_from_the_drawn_map_a_comparison_is_drawn(path: Path):
    async with walk(path) as user:
        await user.press("m", "V")
        await until(user, lambda: isinstance(user.app.screen, VersionPicker))
        await until(user, lambda: "asking" not in title(user))
        await user.press("enter")
        await until(user, lambda: isinstance(user.app.screen, CompareScreen) and user.app.screen.canvas.drawing.boxes)
        assert user.app.focused is user.app.screen.canvas
        await user.press("escape")
        assert isinstance(user.app.screen, GraphScreen)


async def test_the_next_change_is_shown_in_the_tree_also_while_that_has_the_keyboard(path: Path):
    async with comparing(path) as user:
        tree = user.app.screen.query_one("#tree")
        tree.focus()
        await user.press("home", "n")
        assert user.app.screen.changes.current_item.element.id == tree.current_item.id == "subsidies"


async def test_escape_shows_all_of_the_drawing_again_before_it_leads_back(path: Path):
    async with comparing(path) as user:
        canvas = await drawn(user)
        await user.press("n", "i")
        assert canvas.is_narrowed
        await user.press("escape")
        assert isinstance(user.app.screen, CompareScreen)
        assert not canvas.is_narrowed
        await user.press("escape")
        assert user.app.screen is user.bench


async def test_help_and_palette_know_the_drawing_of_a_comparison_and_its_chosen_keys(path: Path):
    file = Path(os.environ["XDG_CONFIG_HOME"]) / "argmap" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text('[keys]\n"canvas.turn" = "f5"\n"compare.restore" = "f6"\n')
    try:
        async with comparing(path) as user:
            screen = user.app.screen
            assert not [heading for heading, _ in screen.help_sections() if "drawing" in heading]
            canvas = await drawn(user)
            assert "f5" in dict(screen.pane_keys())
            screen.changes.focus()
            await user.settle()
            keys = dict(screen.help_sections()[-1][1])
            assert "f5" in keys
            assert "v" not in keys
            for focused in (canvas, screen.changes):
                focused.focus()
                await user.settle()
                hits = [hit async for hit in ActionProvider(screen).search("zoom in")]
                assert any(str(hit.match_display).startswith("Larger") for hit in hits)
            canvas.focus()
            canvas.reveal("critics")
            await user.press("enter")
            assert user.said[-1] == "it is in the map no more: f6 restores it"
    finally:
        choose_keys({})

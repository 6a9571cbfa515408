"""The palette: everything that can be done, found by the words that a user would type."""

from pathlib import Path

from argmap.tui.palette import ActionProvider
from tests.tui.app.walking import Walk, small_project, walk


async def found(user: Walk, typed: str) -> list[str]:
    """The titles that the palette shows for what is typed, best first."""
    hits = [hit async for hit in ActionProvider(user.app.screen).search(typed)]
    return [str(hit.match_display) for hit in sorted(hits, key=lambda hit: -hit.score)]


TYPED = (
    ("exit", "Quit"), ("delete claim", "Remove"), ("remove quote", "Remove"), ("shortcuts", "Help"),
    ("open file", "Add text"), ("print", "Export"), ("versions", "Compare"), ("broken quotes", "Review"),
    ("table of contents", "Sections"), ("add quote", "Quote"), ("main claim", "Thesis"), ("visualize", "Draw map"),
    ("rename", "Rename"), ("select sentence", "Sentence"), ("next pane", "Next pane"), ("git", "Decide"),
    ("reorder", "Thesis"), ("tutorial", "Help"), ("reload", "Open map"), ("collapse", "Focus"), ("yank", "Copy"),
    ("copy with its source", "Copy and cite"),
)  # fmt: skip
"""What a user would type, and the title that it should find."""


async def test_words_that_a_user_would_type_find_it(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await user.press("2")
        titles = {typed: (await found(user, typed))[:3] for typed, _ in TYPED}
    missed = {
        typed: titles[typed] for typed, first in TYPED if not any(title.startswith(first) for title in titles[typed])
    }
    assert not missed


async def test_what_a_pane_does_by_its_own_keys_is_found_there_and_done(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await user.press("3")
        assert "Japan aligns" in str(user.outline.render_lines(user.outline.size.region))
        await user.press("ctrl+p")
        await user.type("fold every")
        await user.pilot.pause(0.5)
        await user.press("enter")
        await user.pilot.pause()
        assert "Japan aligns" not in str(user.outline.render_lines(user.outline.size.region))
        assert await found(user, "unfold every")
        assert (await found(user, "collapse every"))[0].startswith("Fold all")
        await user.press("2")
        assert not await found(user, "unfold every")


async def test_where_keys_and_theme_are_set_is_told(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        user.app.say_settings()
        await user.pilot.pause()
        assert "config.toml" in user.said[0]


async def test_the_command_for_preferences_is_found(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        assert any("preferences" in command.title for command in user.app.get_system_commands(user.app.screen))


async def test_there_is_nothing_to_page_through_where_nothing_is_found(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await user.press("ctrl+p", "pagedown", *"qqqqq", "pagedown", "pageup", "escape")
        assert user.app.screen is user.bench

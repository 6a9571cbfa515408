"""Deciding, side by side, what a merge could not."""

from pathlib import Path

from argmap import edit
from argmap.diff import merge
from argmap.model import ArgMap, Link, Role
from argmap.store import load
from argmap.store.saving import save
from argmap.tui.dialogs.form import Form
from argmap.tui.screens.conflicts import ConflictScreen
from tests.tui.app.walking import small_project, walk
from tests.tui.conflicts.merges import changed, link, undecided
from tests.tui.inside import items_of


def left(user) -> list[str]:
    return [one.name for one in items_of(user.app.screen.disputes)]


def heading(user) -> str:
    return user.app.screen.heading.entries[-1].text.plain


async def test_undecided_conflicts_are_announced_when_a_map_is_opened(tmp_path: Path):
    path = undecided(tmp_path)
    async with walk(path) as user:
        assert user.said == ["a merge left 4 conflicts to decide · X shows them side by side"]
        assert "4 to decide" in user.text_of("#title")
        assert user.hints()[0] == "X decide"
        await user.click_bar("#title", "4 to decide")
        assert isinstance(user.app.screen, ConflictScreen)


async def test_a_map_without_conflicts_says_why_there_is_nothing_to_decide(tmp_path: Path):
    path = undecided(tmp_path)
    loaded = load(path)
    whole = loaded.map
    for where in list(whole.conflicts):
        whole = edit.resolve_conflict(whole, where, "ours")
    save(path, whole, loaded.fingerprint)
    async with walk(path) as user:
        await user.press("X")
        assert user.said == ["no merge has left anything to decide in this map"]
        assert "decide" not in user.text_of("#title")


async def test_each_conflict_is_decided_in_one_step_that_can_be_undone(tmp_path: Path):
    path = undecided(tmp_path)
    async with walk(path) as user:
        await user.press("X")
        assert heading(user).startswith("conflicts · 4 conflicts left to resolve")
        await user.press("b")
        assert user.map.claims["diverge"].note == "our note\n\ntheir note"
        await user.press("t")
        assert user.map.claims["diverge"].text == "They part ways 目的不同."
        assert left(user) == ["claims.subsidies.link.align", "quotes.critics.element"]
        await user.press("n", "t")
        assert "critics" not in user.map.quotes
        assert user.on_disk == user.map
        await user.press("z", "z")
        assert len(left(user)) == 3
        assert user.map.claims["diverge"].text == "They diverge sharply 目的相同."
        await user.press("Z", "Z")
        assert left(user) == ["claims.subsidies.link.align"]
        await user.press("t")
        assert link(Role.SUPPORT) in set(user.map.links())
        assert heading(user).startswith("conflicts · all decided")
        assert "every conflict is decided" in user.text_of("#nothing")
        await user.press("o")
        assert user.said[-1] == "every conflict is decided"
        await user.press("escape")
        assert user.app.screen is user.bench
        assert not user.on_disk.conflicts


async def test_a_conflict_is_decided_in_words_of_ones_own_and_a_refusal_stays_in_the_dialog(tmp_path: Path):
    async with walk(undecided(tmp_path)) as user:
        await user.press("X", "n", "e")
        form = user.dialog
        assert isinstance(form, Form)
        form.query_one("#words").text = " "
        await user.press("ctrl+s")
        assert user.dialog is form
        form.query_one("#words").text = "They differ 目的."
        await user.press("ctrl+s")
        assert user.map.claims["diverge"].text == "They differ 目的."
        assert len(left(user)) == 3


async def test_what_takes_no_words_or_cannot_be_both_says_why(tmp_path: Path):
    async with walk(undecided(tmp_path)) as user:
        await user.press("X", "n", "b")
        assert user.said[-1].startswith("only notes can say both")
        await user.press("n", "e")
        assert user.said[-1] == "this can only be as the one side or the other has it"


async def test_one_goes_to_what_a_conflict_is_about(tmp_path: Path):
    async with walk(undecided(tmp_path)) as user:
        await user.press("X", "p", "p", "enter")
        assert user.app.screen is user.bench
        assert (user.outline.current.id, user.outline.current_link) == ("align", link(Role.COUNTER))


async def test_everything_is_decided_by_mouse_alone(tmp_path: Path):
    async with walk(undecided(tmp_path)) as user:
        await user.click_bar("#title", "4 to decide")
        await user.click("#disputes", offset=(5, 2))
        hints = user.app.screen.hints
        begin = next(at for at, _, entry in hints.places() if "theirs" in entry.text.plain)
        await user.click("#hints", offset=(begin + 2, 0))
        assert user.map.claims["diverge"].text == "They part ways 目的不同."
        await user.click("#sitting-title", offset=(2, 0))
        assert user.app.screen is user.bench


async def test_hostile_readings_are_shown_and_not_obeyed(tmp_path: Path):
    path = undecided(tmp_path)
    loaded = load(path)
    where = ("claims", "diverge", "note")
    mean = "[red]x[/] \x1b[31m\u202e"
    text = path.read_text().replace('theirs = "their note"', 'theirs = "[red]x[/] \\u001B[31m\\u202E"')
    path.write_text(text)
    assert load(path).map.conflicts[where].theirs == mean != loaded.map.conflicts[where].theirs
    async with walk(path) as user:
        await user.press("X")
        shown = "".join(piece.text for row in user.app.screen.query_one("#theirs").rows for piece in row)
        assert "[red]x[/]" in shown
        assert "\x1b" not in shown
        assert "\u202e" not in shown


async def test_on_a_small_screen_the_footer_still_names_the_help(tmp_path: Path):
    async with walk(undecided(tmp_path), size=(80, 24)) as user:
        await user.press("X")
        shown = [entry.text.plain for _, _, entry in user.app.screen.query_one("#hints").places()]
        assert shown[-2:] == ["? help", "^p all"]


async def test_a_circle_is_called_one_and_theirs_is_offered_once_it_is_open(tmp_path: Path):
    path = small_project(tmp_path)

    def circle(base: ArgMap) -> ArgMap:
        one = edit.link(base, ("align",), Role.SUPPORT, "subsidies")
        return merge(base, one, edit.link(base, ("subsidies",), Role.SUPPORT, "align")).map

    changed(path, circle)
    async with walk(path) as user:
        await user.press("X")
        assert "circle of supports" in user.text_of("#about")
        await user.press("t")
        assert user.said[-1].startswith("claims support each other in a circle: ")
        assert left(user) == ["claims.align.link.subsidies"]
        gone = Link(("align",), Role.SUPPORT, "subsidies")
        user.bench.session.do("unlink", lambda whole: edit.unlink(whole, gone))
        await user.press("escape", "X", "t")
        assert Link(("subsidies",), Role.SUPPORT, "align") in set(user.map.links())

"""Maps of which git merged two branches, as a user meets them."""

from pathlib import Path

from argmap import edit
from argmap.diff import merge
from argmap.model import ArgMap, Link, Role
from argmap.store import load
from argmap.store.saving import save
from tests.git.conftest import Work, new_work
from tests.tui.app.walking import Walk, small_project


def changed(path: Path, change) -> None:
    """Another program changes the map."""
    loaded = load(path)
    save(path, change(loaded.map), loaded.fingerprint)


def ours(whole: ArgMap) -> ArgMap:
    whole = edit.change_claim(whole, "diverge", text="They diverge sharply 目的相同.", note="our note")
    whole = edit.change_quote(whole, "critics", translation="Critics think it too much")
    return edit.link(whole, ("align",), Role.COUNTER, "subsidies")


def theirs(whole: ArgMap) -> ArgMap:
    whole = edit.change_claim(whole, "diverge", text="They part ways 目的不同.", note="their note")
    whole = edit.remove(whole, "critics")
    return edit.link(whole, ("align",), Role.SUPPORT, "subsidies")


def undecided(root: Path) -> Path:
    """A map in which a merge left four conflicts: a note, words, a link, and a quote that one side removed."""
    path = small_project(root)
    changed(path, lambda base: merge(base, ours(base), theirs(base)).map)
    return path


def branches(root: Path) -> tuple[Path, Work]:
    """A map that two branches changed: `main`, which is checked out, and `other`."""
    path = small_project(root)
    work = new_work(root)
    work.commit("Begin")
    work.git("switch", "-qc", "other")
    changed(path, theirs)
    work.commit("Theirs")
    work.git("switch", "-q", "main")
    changed(path, ours)
    work.commit("Ours")
    return path, work


def with_markers(root: Path) -> tuple[Path, Work]:
    """The same after `git merge`, which left its markers in the map."""
    path, work = branches(root)
    work.git("merge", "other", good=(1,))
    assert "<<<<<<<" in path.read_text()
    return path, work


def link(role: Role) -> Link:
    return Link(("align",), role, "subsidies")


async def until(user: Walk, seen) -> None:
    """Waits for what a thread is to find."""
    for _ in range(200):
        await user.settle()
        if seen():
            return
        await user.pilot.pause(0.02)
    raise AssertionError((user.app.screen, user.said))

"""What is shown of the open map: one value, in one place."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from argmap import edit
from argmap.corpus import QuoteState
from argmap.model import ArgMap
from argmap.session import Session, Trouble, TroubleKind
from argmap.tui.state.snapshot import Published, Snapshot
from tests.tui.app.walking import small_project, walk

_WITHOUT_TEXT = {"some": QuoteState(None, fault="it is gone")}


def test_each_new_snapshot_is_shown_at_once_together_with_the_one_before():
    published, shown = Published(), []
    first, second = published.now, Snapshot(ArgMap(title="second"))
    published.subscribe(lambda now, before: shown.append((now, before)))
    published.publish(second)
    assert shown == [(second, first)]
    assert published.now is second


def test_nothing_is_shown_to_who_no_longer_wants_it():
    published, shown = Published(), []

    def show(now: Snapshot, _before: Snapshot) -> None:
        shown.append(now)

    published.subscribe(show)
    published.unsubscribe(show)
    published.publish(Snapshot())
    assert shown == []


def test_a_fault_of_who_shows_a_snapshot_is_raised():
    published = Published()

    def show(_now: Snapshot, _before: Snapshot) -> None:
        raise LookupError("the row")

    published.subscribe(show)
    with pytest.raises(LookupError, match="the row"):
        published.publish(Snapshot())


@pytest.mark.parametrize(
    ("unsaved", "status"), [((), "is no longer on disk"), (("one",), "not saved: is no longer on disk")]
)
def test_trouble_with_the_file_is_said_in_a_few_words(unsaved: tuple[str, ...], status: str):
    trouble = Trouble(TroubleKind.GONE, "is no longer on disk", "a.toml is no longer on disk:\nit was deleted")
    now = Snapshot(trouble=trouble, unsaved=unsaved)
    assert (now.status, now.is_saved) == (status, False)
    assert (Snapshot().status, Snapshot().is_saved) == (None, True)


def test_after_an_edit_what_was_known_of_the_quotes_stays_until_they_are_looked_for(tmp_path: Path):
    session = Session(small_project(tmp_path))
    known = Snapshot.of(session, Snapshot()).knowing(_WITHOUT_TEXT, {"some": "words"})
    session.do("title", lambda map_: edit.change_map(map_, title="Another"))
    after = Snapshot.of(session, known)
    assert (after.map.title, after.undo, after.states, after.words) == (
        "Another",
        "title",
        _WITHOUT_TEXT,
        {"some": "words"},
    )


async def test_no_pane_and_no_screen_keeps_a_map_of_its_own(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await user.press("3", "down", "shift+right")
        user.bench.controller.do("title", lambda map_: edit.change_map(map_, title="Another"))
        await user.settle()
        assert user.bench.snapshot.map.title == "Another"
        keepers = [held for node in user.bench.walk_children(with_self=True) for held in _held(node)]
        assert [held for held in keepers if isinstance(held, ArgMap | Snapshot)] == []


def _held(owner: object, depth: int = 2) -> Iterator[object]:
    """What an object has of its own, also in parts of the TUI that are no widgets: but for the one that may hold it."""
    for held in vars(owner).values():
        yield held
        is_part = type(held).__module__.startswith("argmap.tui") and hasattr(held, "__dict__")
        if depth and is_part and not isinstance(held, Published):
            yield from _held(held, depth - 1)

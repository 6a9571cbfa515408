"""The guided walk: each step is seen to be done, and the way on is never barred."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from argmap.corpus.sample import copy_sample
from argmap.tui.app import ArgmapApp, opened_at_once
from argmap.tui.tour import STEPS, Guide, Tour
from tests.tui.app.walking import Walk


@asynccontextmanager
async def touring(folder: Path, size: tuple[int, int] = (140, 45)) -> AsyncIterator[Walk]:
    maps = [copy_sample(folder)]
    app = ArgmapApp(maps, opened_at_once(maps))
    app.tour = Tour(folder)
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        user = Walk(pilot, app)
        await user.settle()
        yield user


def title(user: Walk) -> str:
    """The step that the guide says, after it looked what was done."""
    user.app.tour.look()
    user.app.tour.look()
    return str(user.app.screen.query_one(Guide).border_title).strip().partition(" ")[2]


async def test_whoever_does_what_is_said_is_led_through_every_step(tmp_path: Path):
    async with touring(tmp_path) as user:
        assert title(user) == "Read"
        await user.press("down", "down", "down")
        assert title(user) == "Mark"
        bare = next(
            at for at in range(100, 10**5) if not user.reader.highlights_at(at) and user.reader.text[at].isalpha()
        )
        user.reader.go_to(bare, bare)
        await user.press("full_stop")
        assert title(user) == "Link it to a claim"
        await user.press("s")
        await user.type("rulers", "enter")
        assert title(user) == "Go to the map"
        await user.press("3")
        assert title(user) == "From a quote to its passage"
        user.bench.reveal("public-opinion")
        await user.press("enter")
        assert title(user) == "Counter a claim"
        await user.press("3")
        user.bench.reveal("paper")
        await user.press("C")
        await user.type("Courts read what is written down.", "enter")
        assert title(user) == "Granted, but it does not follow"
        await user.press("u")
        await user.type("Courts have read worse.", "enter")
        assert title(user) == "Nothing is lost"
        await user.press("z")
        assert title(user) == "The text changes"
        await user.press("R")
        assert title(user) == "Compare and accept"
        await user.press("escape")
        assert title(user) == "See it drawn"
        await user.press("m")
        assert title(user) == "Back again"
        await user.press("escape")
        assert title(user) == "Where to go from here"


async def test_steps_can_be_left_out_and_gone_back_to(tmp_path: Path):
    async with touring(tmp_path, (80, 24)) as user:
        seen = []
        for _ in range(len(STEPS) + 2):
            seen.append(title(user))
            await user.press("f9")
        assert list(dict.fromkeys(seen))[-1] == STEPS[-1].title
        await user.press("f8", "f8", "f8")
        assert user.app.tour.number == len(STEPS) - 4
        await user.click(Guide.__name__)
        assert user.app.tour.number == len(STEPS) - 3


async def test_the_edited_text_leaves_something_to_review_and_loses_nothing(tmp_path: Path):
    async with touring(tmp_path) as user:
        number = [step.title for step in STEPS].index("The text changes")
        while user.app.tour.number < number:
            user.app.tour.step(1)
        user.bench.glance()
        await user.settle()
        states = [quote_state.state for quote_state in user.bench.snapshot.states.values() if quote_state.needs_review]
        assert len(states) >= 2
        assert set(states) <= {"fuzzy", "tracked", "rewritten"}


def test_every_key_that_is_named_is_one(tmp_path: Path):
    for step in STEPS:
        assert "{" not in step.words()

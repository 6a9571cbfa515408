"""What the answers of the review screen do; those that ask something first go on beside the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.tui.keys import key_of
from argmap.tui.review.answers import accepting, accepting_moved, choosing, dropping, reselecting

if TYPE_CHECKING:
    from argmap.tui.review.screen import ReviewScreen


def accept(review: ReviewScreen) -> None:
    """Let the quote be anchored as it was found."""
    case = review.sight().case
    if case is not None:
        review.answer([case], lambda: accepting(case))


def accept_moved(review: ReviewScreen) -> None:
    """Let all quotes that only moved be anchored where they stand."""
    moved = review.sight().agenda.moved
    review.answer(moved, lambda: accepting_moved(moved))


def choose(review: ReviewScreen) -> None:
    """Let the quote be anchored at the place that is shown."""
    now = review.sight()
    case, place = now.case, now.place
    if case is not None and place is not None:
        review.answer([case], lambda: choosing(case, place))


def keep_for_later(review: ReviewScreen) -> None:
    """Skip the quote in this sitting."""
    case = review.sight().case
    if case is not None:
        review.keep_for_later(case.quote_id)
        review.bench.tell(f"{case.quote_id} is kept for later · {key_of('review.kept')} brings it back")


async def reselect(review: ReviewScreen) -> None:
    """Let the user select the quote's passage in its text."""
    from argmap.tui.review.reselecting import Reselecting

    now = review.sight()
    case = now.case
    if case is None or case.opened is None:
        return
    span = await review.bench.ask(Reselecting(case, case.opened, now.place))
    if span is not None:
        review.answer([case], lambda: reselecting(case, span))


async def drop(review: ReviewScreen) -> None:
    """Take the quote away, after saying what goes with it."""
    from argmap.tui.dialogs.question import Question
    from argmap.tui.editing import losses

    case = review.sight().case
    if case is None:
        return
    body = losses(review.bench.session.map, case.quote_id)
    if await review.bench.ask(Question(f"Drop {case.quote_id}?", body, ["Drop", "Keep"])) == "Drop":
        review.answer([case], lambda: dropping(case))

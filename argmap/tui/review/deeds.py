"""What the actions of the review screen do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.tui.review.answers import accepting, accepting_moved, choosing, dropping, reselecting

if TYPE_CHECKING:
    from argmap.tui.review.screen import ReviewScreen


async def accept(review: ReviewScreen) -> None:
    """Let the quote be anchored as it was found."""
    case = review.sight().case
    if case is not None:
        review.answer([case], lambda: accepting(case))


async def accept_moved(review: ReviewScreen) -> None:
    """Let all quotes that only moved be anchored where they stand."""
    moved = review.sight().agenda.moved
    review.answer(moved, lambda: accepting_moved(moved))


async def choose(review: ReviewScreen) -> None:
    """Let the quote be anchored at the place that is shown."""
    now = review.sight()
    if now.case is not None and now.place is not None:
        case, place = now.case, now.place
        review.answer([case], lambda: choosing(case, place))


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


async def later(review: ReviewScreen) -> None:
    """Skip the quote in this sitting."""
    case = review.sight().case
    if case is not None:
        review.keep_for_later(case.quote_id)
        review.bench.tell(f"{case.quote_id} is kept for later · L brings it back")


async def bring_back(review: ReviewScreen) -> None:
    """Show again what was kept for later."""
    review.bring_back()


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


async def go_on(review: ReviewScreen) -> None:
    """Go to the next quote."""
    review.move_case(1)


async def go_back(review: ReviewScreen) -> None:
    """Go to the quote before."""
    review.move_case(-1)


async def next_place(review: ReviewScreen) -> None:
    """Show the next place where the quote may stand."""
    review.move_place(1)


async def previous_place(review: ReviewScreen) -> None:
    """Show the place before."""
    review.move_place(-1)


async def undo(review: ReviewScreen) -> None:
    """Take the last edit back."""
    review.step(review.bench.keeper.undo)


async def redo(review: ReviewScreen) -> None:
    """Do the last edit that was taken back again."""
    review.step(review.bench.keeper.redo)


async def show_help(review: ReviewScreen) -> None:
    """Show the keys that work here."""
    from argmap.tui.review.help import ReviewHelp

    await review.bench.ask(ReviewHelp(review.sight()))


async def leave(review: ReviewScreen) -> None:
    """Go back to the map."""
    review.dismiss(None)

"""The guided walk of `argmap tutorial`: its steps, and the guide that goes on as soon as one was done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual.app import App
from textual.content import Content
from textual.widgets import Static

from argmap.corpus.sample import correct_text
from argmap.model import ArgMap
from argmap.tui.keys import KEYS, keys_of, with_keys
from argmap.tui.state.context import Pane

if TYPE_CHECKING:
    from argmap.tui.screens.main import MainScreen

_LOOKS_EVERY: Final = 0.25
"""Seconds between two looks at what the user did."""


_SCREENS: Final = frozenset({"MainScreen", "ReviewScreen", "GraphScreen"})
"""The screens that have room for the guide; dialogs are opened over one of them."""


class Guide(Static):
    """The step that is to be done."""

    DEFAULT_CSS = """
    Guide {
        dock: bottom;
        height: auto;
        max-height: 8;
        padding: 0 1;
        border: round $accent;
        border-title-style: bold;
        border-title-color: $foreground;
        border-subtitle-color: $text-faint;
        background: $panel;
    }
    """

    def show(self, number: int) -> None:
        """Show a step."""
        step = STEPS[number]
        self.border_title = Content(f" {number + 1}/{len(STEPS)} {step.title} ")
        self.border_subtitle = Content(with_keys(" {tour.next} next · {tour.back} back "))
        self.update(Content(step.words()))

    def on_click(self) -> None:
        """A click goes on, too."""
        self.call_later(self.app.run_action, "app.tour(1)")


class Tour:
    """The walk through the steps on one copy of the sample."""

    def __init__(self, folder: Path) -> None:
        """`folder` holds the copy."""
        self._folder = folder
        self._then: Look | None = None
        """What there was to see when the step began."""
        self.number = 0
        """The step that is to be done, from 0."""
        self._waits = False
        """Whether the step was seen not to be done yet: one that is done from the start goes on only by hand."""

    def begin(self, app: App[int]) -> None:
        """Say the first step, and look from now on what the user does."""
        self._app = app
        for some_id, action in (("tour.next", "tour(1)"), ("tour.back", "tour(-1)")):
            app.bind(keys_of(some_id), action, description=KEYS[some_id].label, show=False)
        self._enter(0)
        app.set_interval(_LOOKS_EVERY, self.look)

    def step(self, by: int) -> None:
        """Go on without doing it, or back."""
        self._enter(max(0, min(len(STEPS) - 1, self.number + by)))

    def look(self) -> None:
        """See whether the step was done; keep the guide in sight on whatever screen there is."""
        now = self._now()
        if now is not None and self._then is None:
            self._then = now
        if now is not None and self._then is not None:
            done = STEPS[self.number].done(self._then, now)
            if done and self._waits:
                self.step(1)
            self._waits = not done
        self._show()

    def _enter(self, number: int) -> None:
        further = number > self.number
        self.number = number
        self._then = self._now()
        self._waits = False
        if further and (prepare := STEPS[number].prepare) is not None:
            prepare(self._folder)
        self._show()

    def _show(self) -> None:
        screen = self._app.screen
        if type(screen).__name__ not in _SCREENS or not screen.is_mounted:
            return
        guides = list(screen.query(Guide))
        if not guides:
            guides = [Guide()]
            screen.mount(guides[0])
            screen.add_class("-toured")
        guides[0].show(self.number)

    def _now(self) -> Look | None:
        """What there is to see; None before there is a map with a text, whose quotes were found."""
        main_screen = _main_screen(self._app)
        if main_screen is None or main_screen.cursor is None or not main_screen.snapshot.states:
            return None
        now = main_screen.context()
        return Look(
            map=now.map,
            pane=now.pane,
            cursor=main_screen.cursor,
            selected=now.passage is not None,
            redo=now.redo is not None,
            doubtful=main_screen.snapshot.to_review,
            screen=type(self._app.screen).__name__,
        )


def _main_screen(app: App[int]) -> MainScreen | None:
    from argmap.tui.screens.main import MainScreen

    found = (screen for screen in app.screen_stack if isinstance(screen, MainScreen))
    return next(found, None)


@dataclass(frozen=True, slots=True)
class Look:
    """What there is to see of the user's doings at one moment."""

    map: ArgMap = field(default_factory=lambda: ArgMap(title=""))
    pane: Pane = Pane.READER
    cursor: int = 0
    """Where the cursor of the text stands, in code points."""
    selected: bool = False
    redo: bool = False
    """Whether something was undone."""
    doubtful: int = 0
    """How many quotes are to be reviewed."""
    screen: str = "MainScreen"
    """The class of the screen that has the keyboard."""


Seen = Callable[[Look, Look], bool]
"""Whether a step was done, by what was seen when it began and what is seen now."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do."""

    title: str
    said: str
    """What to do; `{support}` stands for the key of that action, `{reader.grow}` for a key of a pane."""
    done: Seen
    prepare: Callable[[Path], None] | None = None
    """What happens when the step begins, in the folder of the copied sample."""

    def words(self) -> str:
        """What is said, with the keys that work for this user."""
        return with_keys(self.said)


def _count(whole: ArgMap, role: str) -> int:
    return sum(link.role == role for link in whole.links())


STEPS: Final[tuple[Step, ...]] = (
    Step(
        "Read",
        "In 1787 Brutus asked for a bill of rights, and Hamilton answered him. A map says what they argue; the "
        "coloured passages are quoted there. Move with {reader.up} {reader.down}, {reader.page-up} {reader.page-down}, "
        "or the wheel; {search} searches.",
        lambda then, now: abs(now.cursor - then.cursor) > 1,
    ),
    Step(
        "Mark",
        "Put the cursor into a sentence that is not coloured yet and press {reader.grow} to take it; once more takes "
        "the next one, too. {reader.select} and {reader.left} {reader.right} take what you like; so does dragging.",
        lambda _then, now: now.selected,
    ),
    Step(
        "Link it to a claim",
        "Does it speak for something? Press {support}. Against? {counter}. Then type a few words of the claim: "
        "“rulers”, “paper” … or a claim of your own, and press {dialog.select}.",
        lambda then, now: len(now.map.quotes) > len(then.map.quotes),
    ),
    Step(
        "Go to the map",
        "Your quote is in the map now, and in the file. Press {pane-outline} to go there. + supports, − counters, "
        "× undercuts, ◆ is a thesis; ● means that a quote is found in its text word for word.",
        lambda _then, now: now.pane is Pane.OUTLINE,
    ),
    Step(
        "From a quote to its passage",
        "Move to any row with “quotation marks” and press {list.choose}: its text opens at the passage. "
        "{reader.press} on a coloured passage goes the other way.",
        lambda then, now: now.pane is Pane.READER and now.cursor != then.cursor,
    ),
    Step(
        "Counter a claim",
        "Press {pane-outline} again, put the cursor on a claim and press {counterclaim}: what speaks against it? Write "
        "it and press {dialog.select}. ({supporting-claim} does the same for what speaks for it, {claim} begins a new "
        "claim.)",
        lambda then, now: _count(now.map, "counter") > _count(then.map, "counter"),
    ),
    Step(
        "Granted, but it does not follow",
        "Some reasons are true and still prove nothing. Put the cursor on a row with + or − and press {undercut}: "
        "what speaks against taking the one for a reason for the other?",
        lambda then, now: _count(now.map, "undercut") > _count(then.map, "undercut"),
    ),
    Step(
        "Nothing is lost",
        "{undo} undoes the last step, and those before it; {redo} redoes them. Try {undo} now. "
        "Every step was saved at once: there is no “save” to forget.",
        lambda _then, now: now.redo,
    ),
    Step(
        "The text changes",
        "Somebody has just corrected Hamilton’s text after an old printing: other words and spellings, other "
        "line breaks. All quotes were found again; a few are no longer word for word. Press {review} to look at them.",
        lambda _then, now: now.screen == "ReviewScreen",
        correct_text,
    ),
    Step(
        "Compare and accept",
        "The words that the map keeps, and those that are in the text now. {review.accept} accepts, and the "
        "next one comes; {help} lists what else can be done. Accept some, then go back with {review.back}.",
        lambda _then, now: now.screen == "MainScreen",
    ),
    Step(
        "See it drawn",
        "Press {draw} for the whole argument as boxes and arrows. Walk with {canvas.left} {canvas.right} {canvas.up} "
        "{canvas.down}; {canvas.larger} and {canvas.smaller} show more and less of each box, {focus} only what is "
        "near. All keys of the map work there, too. {canvas.back} comes back.",
        lambda _then, now: now.screen == "GraphScreen",
    ),
    Step(
        "Back again",
        "Look around, then come back with {canvas.back}.",
        lambda _then, now: now.screen == "MainScreen",
    ),
    Step(
        "Where to go from here",
        "{help} shows the keys of the place you are in, {palette} finds everything by words. Your map is a text file: "
        "keep it in git beside its texts. {quit} leaves; this copy is thrown away. Next: `argmap` in your own folder.",
        lambda _then, _now: False,
    ),
)

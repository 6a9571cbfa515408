"""The guide: says the next step at the bottom of every screen, and goes on as soon as it was done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual.app import App
from textual.content import Content
from textual.widgets import Static

from argmap.tui.keys import KEYS, keys_of, with_keys
from argmap.tui.tour.steps import STEPS, Look

if TYPE_CHECKING:
    from argmap.tui.workbench import Workbench

_LOOKS_EVERY: Final = 0.25
"""Seconds between two looks at what the user did."""
_SCREENS: Final = frozenset({"Workbench", "ReviewScreen", "CanvasScreen"})
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
        workbench = _workbench(self._app)
        if workbench is None or workbench.cursor is None or not workbench.snapshot.states:
            return None
        now = workbench.situation()
        return Look(
            map=now.map,
            pane=now.pane,
            cursor=workbench.cursor,
            selected=now.passage is not None,
            redo=now.redo is not None,
            doubtful=workbench.snapshot.to_review,
            screen=type(self._app.screen).__name__,
        )


def _workbench(app: App[int]) -> Workbench | None:
    from argmap.tui.workbench import Workbench

    found = (screen for screen in app.screen_stack if isinstance(screen, Workbench))
    return next(found, None)

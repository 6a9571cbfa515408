"""A list of formats, and beside it what the chosen one makes: the common part of exporting and importing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, Final, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from argmap.corpus import OutsideProject
from argmap.edit import Refused
from argmap.extras import MissingExtra
from argmap.formats import Format, UnreadableFormat
from argmap.store import MapFileError
from argmap.text import UnreadableSource
from argmap.tui.dialogs.inputs import FIELD_BINDINGS, Choices
from argmap.tui.keys import binding, key_of, keys_in_sentence, with_keys
from argmap.tui.safe_text import safe
from argmap.tui.waiting import PATIENCE

Made = TypeVar("Made")
Result = TypeVar("Result")

SHOWN_LINES: Final = 400
"""Lines of a preview; nobody reads on in so small a window."""
SHOWN_COLUMNS: Final = 500
"""Code points of a line of it."""
REST: Final = 0.1
"""Seconds for which the cursor must rest on a format before that is made: nobody looks at those it passes."""
_FAULTS = (Refused, UnreadableFormat, UnreadableSource, OutsideProject, MapFileError, MissingExtra)


@dataclass(frozen=True, slots=True)
class Preview(Generic[Made]):
    """What a format makes, and what is to be said of it."""

    made: Made | None
    """None where nothing can be made."""
    about: Content
    """What the format is."""
    shown: Content
    lost: Content
    """What does not come along."""


def first_lines(text: str) -> Content:
    """The beginning of a text, as much of it as a preview shows."""
    lines = text.split("\n", SHOWN_LINES)
    more = [f"… and more: {len(text):,} characters in all"] if len(lines) > SHOWN_LINES else []
    cut = [line if len(line) <= SHOWN_COLUMNS else f"{line[:SHOWN_COLUMNS]}…" for line in lines[:SHOWN_LINES]]
    return safe("\n".join([*cut, *more]), multiline=True)


class FormatSheet(ModalScreen[Result | None], Generic[Made, Result]):
    """Previews are made in a thread, one at a time; Escape leaves at any time."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("dialog.cancel", "dismiss"),
        binding("preview.down", "scroll(1)"),
        binding("preview.up", "scroll(-1)"),
        *FIELD_BINDINGS,
    ]
    DEFAULT_CSS = """
    FormatSheet {
        align: center middle;
        & #dialog {
            width: 120; max-width: 96%; height: 92%; padding: 0 1;
            background: $panel; border: round $primary; border-title-style: bold;
            border-subtitle-color: $text-faint;
        }
        & #columns { height: 1fr; }
        & #formats { width: 15; height: 1fr; border: none; padding: 0; background: $panel; scrollbar-size-vertical: 1; }
        & #made { width: 1fr; padding-left: 1; }
        & #about { height: auto; max-height: 5; color: $text-faint; }
        & #preview {
            height: 1fr; background: $surface; padding: 0 1;
            &:focus { background-tint: $foreground 4%; }
        }
        & #content { height: auto; }
        & #lost { height: auto; max-height: 4; color: $text-warning; }
        & #below { height: auto; margin-top: 1; }
        & .row { height: 1; }
        & .-right { align-horizontal: right; }
        & .label { width: auto; color: $text-faint; padding-right: 1; }
        & #below Input { border: none; height: 1; width: 1fr; background: $surface; padding: 0 1; }
        & #below Input:focus { background-tint: $foreground 8%; }
        & #below Button { margin-left: 1; height: 1; border: none; min-width: 8; width: auto; padding: 0 1; }
        & #below Button:focus { text-style: bold reverse; }
        & #below #part { margin-left: 0; }
    }
    """

    class Previewed(Message):
        """What a format makes is known."""

        def __init__(self, preview: Preview[Any]) -> None:
            super().__init__()
            self.preview: Final = preview

    def __init__(self, title: str, select: str, formats: Sequence[tuple[Format | None, str]], chosen: int) -> None:
        """Shows what each format makes.

        Args:
            title: What is done.
            select: What the key that selects does, in a word or two.
            formats: Those of the list, with what each is called there.
            chosen: The first of them to be shown.
        """
        super().__init__()
        self._title = title
        self._select = select
        self._formats = formats
        self._chosen = chosen
        self.made: Made | None = None
        """What the chosen format makes; None while that is not known."""
        self.is_making = False
        """Whether a preview is on its way."""
        self._begins: Timer | None = None

    # What each sheet says itself

    def preview_of(self, fmt: Format | None) -> Preview[Made]:
        """What a format makes; called in a thread. Raises what people have to be told."""
        raise NotImplementedError

    def below(self) -> ComposeResult:
        """The rows below the preview, with the buttons `#accept` and `#cancel`."""
        raise NotImplementedError

    def format_changed(self, fmt: Format | None) -> None:
        """Another format is chosen."""

    def go_on(self) -> None:
        """Enter was pressed on a format, or it was clicked twice."""
        raise NotImplementedError

    def accept(self) -> None:
        """Do it with what is made."""
        raise NotImplementedError

    # What both do alike

    def compose(self) -> ComposeResult:
        """The dialog."""
        with Vertical(id="dialog") as dialog:
            dialog.border_title = safe(self._title)
            dialog.border_subtitle = Content(
                f" {keys_in_sentence('dialog.up', 'dialog.down')} format  {key_of('dialog.select')} {self._select}  "
                f"{keys_in_sentence('preview.up', 'preview.down')} scroll  {key_of('dialog.cancel')} cancel "
            )
            with Horizontal(id="columns"):
                yield Choices(*(Option(safe(name)) for _, name in self._formats), id="formats", markup=False)
                with Vertical(id="made"):
                    yield Static(id="about")
                    with VerticalScroll(id="preview"):
                        yield Static(id="content")
                    yield Static(id="lost")
            with Vertical(id="below"):
                yield from self.below()

    def on_mount(self) -> None:
        """Choose the first format."""
        self.query_one(OptionList).highlighted = self._chosen
        self.query_one(OptionList).focus()

    @property
    def chosen(self) -> Format | None:
        """The format of the list that is chosen."""
        return self._formats[self._chosen][0]

    def look(self) -> None:
        """Show what the chosen format makes, as soon as that is known."""
        self.made = None
        self.is_making = True
        self._enable()
        if self._begins is not None:
            self._begins.stop()
        self._begins = self.set_timer(REST, self._begin)

    def _begin(self) -> None:
        self.run_worker(partial(self._look_in_thread, self.chosen), thread=True, exclusive=True, group="previews")
        self.set_timer(PATIENCE, self._say_it_takes_time)

    def _look_in_thread(self, fmt: Format | None) -> None:
        worker = get_current_worker()
        try:
            preview = self.preview_of(fmt)
        except _FAULTS as fault:
            preview = Preview(None, safe(fmt.label if fmt else ""), safe(str(fault), multiline=True), Content(""))
        if not worker.is_cancelled:
            self.post_message(self.Previewed(preview))

    def _say_it_takes_time(self) -> None:
        if self.is_making:
            self.query_one("#content", Static).update(Content(with_keys("working …  {dialog.cancel} gives up")))

    @on(Previewed)
    def _previewed(self, message: Previewed) -> None:
        preview = message.preview
        self.is_making = False
        self.made = preview.made
        self.query_one("#about", Static).update(preview.about)
        self.query_one("#content", Static).update(preview.shown)
        self.query_one("#preview").scroll_home(animate=False)
        lost = self.query_one("#lost", Static)
        lost.update(preview.lost)
        lost.display = bool(preview.lost.plain)
        self._enable()

    def _enable(self) -> None:
        self.query_one("#accept", Button).disabled = self.made is None

    @on(OptionList.OptionHighlighted)
    def _format_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        self._chosen = event.option_index
        self.format_changed(self.chosen)
        self.look()

    @on(OptionList.OptionSelected)
    def _format_selected(self) -> None:
        self.go_on()

    @on(Button.Pressed, "#accept")
    def _accept_pressed(self) -> None:
        if self.made is not None:
            self.accept()

    @on(Button.Pressed, "#cancel")
    def _cancel_pressed(self) -> None:
        self.dismiss(None)

    def action_scroll(self, pages: int) -> None:
        """Show another part of the preview."""
        preview = self.query_one("#preview")
        preview.scroll_relative(y=pages * max(1, preview.size.height - 1), animate=False)

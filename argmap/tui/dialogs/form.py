"""Forms to fill in, and questions to answer with a key."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Label, Static

from argmap.tui.content import safe, shortened
from argmap.tui.keys import binding, keys_in_sentence, with_keys
from argmap.tui.widgets.inputs import FIELD_BINDINGS, Answer, RefusalLine, SafeInput, SafeTextArea, Tick, fit

YES: Final = "yes"
"""What a ticked box gives; one that is not ticked gives the empty text."""


DROP: Final = "Drop it"
GO_ON: Final = "Go on"
_MOST_ROWS: Final = 26
_SHORTLY: Final = 200
"""Code points of a field that are shown before it is dropped."""


Then = Callable[[], Awaitable[None]]
"""What is done after a form is left."""


class FieldKind(Enum):
    """How a field is filled in."""

    LINE = auto()
    """One line, as an id or a year."""
    SENTENCE = auto()
    """A sentence, which may be long: wrapped, without line breaks."""
    TEXT = auto()
    """Text of several lines."""
    PAGE = auto()
    """The same, with more of it in sight."""
    BOX = auto()
    """Yes or no."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in."""

    name: str
    label: str
    value: str = ""
    kind: FieldKind = FieldKind.LINE
    hint: str = ""
    """Shown where nothing is filled in."""


class Form(ModalScreen[dict[str, str] | None]):
    """Some fields and a way to keep them; gives what the user changed, by field, or None for Escape.

    A field that is left alone is not among the answers, so that nothing the screen cannot show is ever lost. What
    was filled in is only dropped after a question.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("form.save", "keep", priority=True),
        binding("dialog.cancel", "leave"),
        *FIELD_BINDINGS,
    ]

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        *,
        about: str = "",
        keep: str = "Keep",
        carry_out: Callable[[dict[str, str]], None] | None = None,
    ) -> None:
        """`about` is shown above the fields: what they are about.

        `carry_out` does what is to be done with changed fields; where that is refused, the form says so and stays.
        """
        super().__init__()
        self._title = title
        self._fields = tuple(fields)
        self._about = about
        self._keep = keep
        self._carry_out = carry_out
        self._shown: dict[str, str] = {}
        self._written_last: SafeTextArea | None = None

    def compose(self) -> ComposeResult:
        """The dialog."""
        with Vertical(id="dialog") as dialog:
            dialog.border_title = safe(self._title)
            editor = "  {form.editor} $EDITOR" if self._has_page else ""
            ways = with_keys(
                f" {{dialog.next-field}} next{editor}  {{form.save}} {self._keep.lower()}  {{dialog.cancel}} cancel "
            )
            dialog.border_subtitle = Content(ways)
            with VerticalScroll(id="fields", can_focus=False):
                if self._about:
                    yield Static(safe(self._about, multiline=True), id="about")
                for field in self._fields:
                    yield from self._compose_field(field)
            yield RefusalLine()
            with Horizontal(id="answers"):
                yield Answer(Content(self._keep), id="keep", variant="primary")
                if self._has_page:
                    yield Answer(Content("$EDITOR"), id="editor")
                yield Answer(Content("Cancel"), id="cancel")

    @property
    def _has_page(self) -> bool:
        """Whether there is a field that one may want an editor of one's own for."""
        return any(field.kind in {FieldKind.TEXT, FieldKind.PAGE} for field in self._fields)

    def _compose_field(self, field: Field) -> ComposeResult:
        if field.kind is FieldKind.BOX:
            yield Tick(Content(field.label), field.value == YES, id=field.name)
            return
        yield Label(Content(field.label))
        if field.kind is FieldKind.LINE:
            yield SafeInput(field.value, placeholder=field.hint, id=field.name)
        else:
            sentence = field.kind is FieldKind.SENTENCE
            area = SafeTextArea(field.value, sentence=sentence, id=field.name)
            area.set_class(field.kind is FieldKind.PAGE, "-page")
            yield area

    def on_mount(self) -> None:
        """Remember what is shown, so that changes can be told."""
        self._shown = self._read()

    def on_resize(self, event: events.Resize) -> None:
        """Keep the buttons in sight on a small screen."""
        fit(self.query_one("#fields"), _MOST_ROWS, event.size.height)

    def _read(self) -> dict[str, str]:
        return {field.name: self._value(field) for field in self._fields}

    def _value(self, field: Field) -> str:
        if field.kind is FieldKind.BOX:
            return YES if self.query_one(f"#{field.name}", Tick).value else ""
        if field.kind is FieldKind.LINE:
            return self.query_one(f"#{field.name}", SafeInput).value
        return self.query_one(f"#{field.name}", SafeTextArea).text

    @on(SafeInput.Submitted)
    @on(SafeTextArea.Submitted)
    @on(Button.Pressed, "#keep")
    def action_keep(self) -> None:
        """Give what was changed."""
        self._keep_then(None)

    def _keep_then(self, then: Then | None) -> None:
        changed = self.changed
        if self.query_one(RefusalLine).lets(self._carry_out, changed):
            self._give(changed, then)

    def _give(self, answers: dict[str, str] | None, then: Then | None) -> None:
        self.dismiss(answers)
        if then is not None:
            self.app.call_later(then)

    @on(events.DescendantFocus)
    def _entered(self, event: events.DescendantFocus) -> None:
        if isinstance(event.widget, SafeTextArea):
            self._written_last = event.widget

    @on(Button.Pressed, "#editor")
    def write_in_editor(self) -> None:
        """Go on in the user's own editor with the text that was typed in last, else with the first."""
        area = self._written_last or self.query(SafeTextArea).first()
        area.focus()
        area.action_write_in_editor()

    @property
    def changed(self) -> dict[str, str]:
        """What was filled in otherwise than it was shown at first, by field."""
        return {name: value for name, value in self._read().items() if value != self._shown[name]}

    @on(Button.Pressed, "#cancel")
    def action_leave(self) -> None:
        """Give nothing; where something was filled in, ask what is to become of it."""
        self.leave()

    def leave(self, then: Then | None = None) -> None:
        """The same, and `then` do something else, unless the user goes on filling in."""
        if not self.is_active:
            return  # it is asked already: a second click came after the first
        changed = self.changed
        if not changed:
            self._give(None, then)
            return

        def answered(answer: str | None) -> None:
            if answer == self._keep:
                self._keep_then(then)
            elif answer == DROP:
                self._give(None, then)

        said = [f"{field.label}: {_shortly(changed[field.name])}" for field in self._fields if field.name in changed]
        question = Question("This is not kept yet", "\n".join(said), [self._keep, DROP, GO_ON])
        self.app.push_screen(question, answered)


def _shortly(value: str) -> str:
    """What was filled in, as a question names it."""
    return f"“{shortened(value, _SHORTLY)}”" if value.strip() else "nothing"


class Question(ModalScreen[str | None]):
    """A title, an explanation and one button for each answer; gives the answer, or None for Escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("question.next", "app.focus_next"),
        binding("question.previous", "app.focus_previous"),
        binding("question.page-up", "scroll(-1)"),
        binding("question.page-down", "scroll(1)"),
        binding("dialog.cancel", "dismiss"),
        *FIELD_BINDINGS,
    ]

    def __init__(self, title: str, body: str | Content, answers: Sequence[str], *, warning: bool = False) -> None:
        """The first of the `answers` has the keyboard. A `body` that is content is shown as it is styled."""
        super().__init__(classes="-warning" if warning else "")
        self._title = title
        self._body = body
        self._answers = tuple(answers)

    def compose(self) -> ComposeResult:
        """The dialog."""
        with Vertical(id="dialog") as dialog:
            dialog.border_title = safe(self._title)
            dialog.border_subtitle = Content(
                f" {keys_in_sentence('question.previous', 'question.next')} choose"
                + with_keys("  {dialog.select} take  {dialog.cancel} cancel ")
            )
            with VerticalScroll(id="body", can_focus=False):
                yield Static(self._body if isinstance(self._body, Content) else safe(self._body, multiline=True))
            with Horizontal(id="answers"):
                for number, answer in enumerate(self._answers):
                    yield Answer(
                        Content(answer), id=f"answer-{number}", variant="primary" if number == 0 else "default"
                    )

    def on_mount(self) -> None:
        """Give the first answer the keyboard."""
        self.query_one("#answer-0", Button).focus()

    def action_scroll(self, pages: int) -> None:
        """Show more of a long explanation."""
        self.query_one("#body").scroll_relative(y=pages * max(1, self.query_one("#body").size.height - 1))

    @on(Button.Pressed)
    def answer(self, event: Button.Pressed) -> None:
        """Give the answer on the button."""
        self.dismiss(self._answers[int(str(event.button.id).removeprefix("answer-"))])

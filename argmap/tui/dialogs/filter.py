"""Choosing which rows of the map are shown: what is ticked and typed is shown at once behind the dialog."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar, Final

from rich.segment import Segment
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Button, Label, SelectionList
from textual.widgets.selection_list import Selection

from argmap.graph import ROLE_SIGN, STATE_SIGN
from argmap.graph.outline import Filter
from argmap.model import Role
from argmap.tui.content import safe
from argmap.tui.keys import binding, with_keys
from argmap.tui.widgets.inputs import FIELD_BINDINGS, MOVE_BINDINGS, Answer, SafeInput

_Ask = tuple[str, str]
"""A field of a filter, and the value that is asked for there."""

_LACKS: Final = {
    "unquoted": "no quote: claims that rest on no passage",
    "unanswered": "counter unanswered: nothing counters or undercuts it",
}
_WAYS: Final = " {dialog.down} to the list  {filter.tick} tick  {dialog.select} show  {dialog.cancel} cancel "
_ROWS_AROUND: Final = 9
"""Rows of the dialog beside its choices: border, words, how much is found, buttons."""
_VERBS: Final = {Role.SUPPORT: "supports", Role.COUNTER: "counters", Role.UNDERCUT: "undercuts"}

Preview = Callable[[Filter], tuple[int, int]]
"""Shows the rows that are asked for; gives how many there are, and of how many."""


class _Ticks(SelectionList[_Ask]):
    """One key ticks; the one that selects is for the dialog."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *MOVE_BINDINGS,
        binding("dialog.select", "screen.keep"),
        binding("filter.tick", "select"),
    ]

    def render_line(self, y: int) -> Strip:
        """A choice; the box of one that is not ticked is empty, so that no meaning hangs on colour alone."""
        line = super().render_line(y)
        at = self.scroll_offset.y + y
        if at >= self.option_count:
            return line
        ticked = self.get_option_at_index(at).value in self.selected
        left, box, *rest = line
        return Strip([left, Segment("✓" if ticked else " ", box.style), *rest])


class FilterDialog(ModalScreen[Filter | None]):
    """Words to type and things to tick; gives what is asked for, or None for Escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("form.save", "keep", priority=True),
        binding("dialog.cancel", "dismiss"),
        binding("dialog.down", "app.focus_next"),
        *FIELD_BINDINGS,
    ]
    DEFAULT_CSS = """
    FilterDialog {
        align: left middle;
        background: $background 0%;
        #dialog {
            width: 68; max-width: 95%; height: 100%; margin-left: 1; padding: 0 1;
            background: $panel; border: round $primary; border-title-color: $foreground; border-title-style: bold;
            border-subtitle-color: $text-faint;
        }
        #words { border: none; height: 1; margin: 1 0; padding: 0 1; background: $surface; }
        #words:focus { background-tint: $foreground 8%; }
        #ticks, #ticks:focus { height: 1fr; border: none; background: $panel; padding: 0; }
        #found { margin-top: 1; padding: 0 1; color: $text-faint; }
        #answers { height: auto; align-horizontal: right; margin-top: 1; }
        #answers Button { margin-left: 1; height: 1; border: none; min-width: 10; width: auto; padding: 0 2; }
        #answers Button:focus { text-style: bold reverse; }
    }
    """

    def __init__(self, before: Filter, tags: Mapping[str, int], preview: Preview) -> None:
        """`before` is what is asked for so far, `tags` those of the map with how often each is used."""
        super().__init__()
        self._before = before
        self._tags = tags
        self._preview = preview

    def compose(self) -> ComposeResult:
        """The dialog."""
        with Vertical(id="dialog") as dialog:
            dialog.border_title = Content("Show only rows that …")
            dialog.border_subtitle = Content(with_keys(_WAYS))
            yield SafeInput(self._before.words, placeholder="have these words", id="words", select_on_focus=False)
            choices = list(self._choices())
            dialog.styles.max_height = len(choices) + _ROWS_AROUND  # on a small screen the choices scroll
            yield _Ticks(*choices, id="ticks")
            yield Label(Content(""), id="found")
            with Horizontal(id="answers"):
                yield Answer(Content("Show these"), id="keep", variant="primary")
                yield Answer(Content("Show all"), id="all")
                yield Answer(Content("Cancel"), id="cancel")

    def _choices(self) -> Iterator[Selection[_Ask]]:
        before = self._before
        for field, lack in _LACKS.items():
            yield Selection(Content.assemble(("lack  ", "dim"), lack), (field, ""), getattr(before, field))
        for role in Role:
            said = Content.assemble(("role  ", "dim"), f"{ROLE_SIGN[role]} {_VERBS[role]}")
            yield Selection(said, ("roles", role), role in before.roles)
        for state, sign in STATE_SIGN.items():
            said = Content.assemble(("state ", "dim"), f"{sign} {state}")
            yield Selection(said, ("states", state), state in before.states)
        for tag in sorted(self._tags, key=lambda tag: (-self._tags[tag], tag)):
            said = Content.assemble(("tag   ", "dim"), safe(tag), (f"  {self._tags[tag]}", "dim"))
            yield Selection(said, ("tags", tag), tag in before.tags)

    def on_mount(self) -> None:
        """Say how much is shown so far."""
        self._show()

    @on(SafeInput.Changed)
    @on(SelectionList.SelectedChanged)
    def _show(self) -> None:
        filter_ = self._asked()
        found, of = self._preview(filter_)
        self.query_one("#found", Label).update(Content(f"{found} of {of} rows" if filter_ else f"all {of} rows"))

    def _asked(self) -> Filter:
        ticked = self.query_one(_Ticks).selected

        def values(field: str) -> frozenset[str]:
            return frozenset(value for asked, value in ticked if asked == field)

        return Filter(
            words=self.query_one(SafeInput).value.strip(),
            tags=values("tags"),
            roles=frozenset(map(Role, values("roles"))),
            states=values("states"),
            unquoted=("unquoted", "") in ticked,
            unanswered=("unanswered", "") in ticked,
        )

    @on(SafeInput.Submitted)
    @on(Button.Pressed, "#keep")
    def action_keep(self) -> None:
        """Show what is asked for."""
        self.dismiss(self._asked())

    @on(Button.Pressed, "#all")
    def show_all(self) -> None:
        """Show everything."""
        self._preview(Filter())
        self.dismiss(Filter())

    @on(Button.Pressed, "#cancel")
    def cancel(self) -> None:
        """Show what was shown before."""
        self.dismiss(None)

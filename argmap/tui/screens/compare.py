"""The screen on which the map is compared with another version of it, and changes are taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from typing import ClassVar, Final, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from argmap.corpus import Corpus, QuoteState
from argmap.diff import restored
from argmap.graph import Row, outline
from argmap.model import ArgMap, Link
from argmap.tui.actions.action import Action
from argmap.tui.content import count, safe
from argmap.tui.dialogs.version_picker import Against, VersionPicker
from argmap.tui.keys import KEYS, Section, key_of
from argmap.tui.screens.base import History, OverlayScreen, action_bindings, pane_bindings, with_common
from argmap.tui.screens.compare_changes import (
    ChangeList,
    ChangeRow,
    ComparedTree,
    RowMark,
    change_rows,
    compared,
    drawn,
    marked,
    told_paragraph,
    united,
)
from argmap.tui.state.context import Reason
from argmap.tui.state.host import ActionHost
from argmap.tui.widgets.bars import Bar, ScreenTitle
from argmap.tui.widgets.canvas.boxes import Changed
from argmap.tui.widgets.canvas.canvas import CANVAS_BINDINGS, BoxChosen, BoxMoved, Canvas
from argmap.tui.widgets.canvas.canvas_pane import DrawnMap
from argmap.tui.widgets.outline import OutlinePane
from argmap.tui.widgets.sheets import Block, SheetPane


@dataclass(frozen=True, slots=True)
class CompareContext:
    """What the user is looking at."""

    row: ChangeRow | None
    """The change under the cursor."""
    before: bool
    """Whether an element changed before this one in the list."""
    after: bool
    history: History


def _needs_change(now: CompareContext) -> Reason:
    if now.row is None:
        return "nothing differs"
    if now.row.element is None:
        return f"conflicts of a merge are decided where they are shown side by side: {key_of('conflicts')} on the map"
    return None if now.row.change is not None else "this follows from other changes: restore those"


def _needs_shown(now: CompareContext) -> Reason:
    if now.row is None:
        return "nothing differs"
    return None if now.row.shows is not None else "the tree does not show this"


def _needs_next(now: CompareContext) -> Reason:
    return None if now.after else "this is the last change"


def _needs_previous(now: CompareContext) -> Reason:
    return None if now.before else "this is the first change"


ACTIONS: Final = with_common(
    "compare",
    Action("compare.next", lambda it: it.changes.step(1), _needs_next),
    Action("compare.previous", lambda it: it.changes.step(-1), _needs_previous, "back"),
    Action("compare.restore", lambda it: it.restore(), _needs_change, "old version take back revert"),
    Action("compare.go", lambda it: it.go_to_map(), _needs_shown, "show element"),
    Action("compare.draw", lambda it: it.draw(), words="canvas graph diagram boxes arrows tree"),
    Action("compare.against", lambda it: it.compare_with_another(), words="revision commit HEAD"),
)
"""Every action by its name, in the order of the help."""


FOOTER: Final = ("next", "previous", "restore", "draw", "go", "help")
HELP_PAGE: Final = (
    (
        "In the list",
        (("{list.choose}", "On a change: go to the map, to what changed."),),
    ),
    (
        "Signs",
        (
            ("+  -  ~", "came, went, changed"),
            ("!", "what follows from a change"),
            ("⊕  ⊖", "in the drawing: links that came, went"),
            ("struck", "words that went; those underlined came"),
        ),
    ),
)


DEFAULT_CSS: Final = """
CompareScreen {
    background: $surface;
    layout: vertical;
    & #nothing { height: 1fr; padding: 1 2; color: $text-faint; }
    & #compare-desk { height: 1fr; layout: horizontal; }
    & #left { width: 1fr; height: 1fr; }
    & #changes { height: 1fr; }
    & #told { height: 1fr; min-height: 5; }
    & #tree { width: 1fr; height: 1fr; }
    & #drawing { width: 2fr; height: 1fr; display: none; }
    &.-drawn #tree { display: none; }
    &.-drawn #drawing { display: block; }
}
CompareScreen.-narrow #compare-desk { layout: vertical; }
CompareScreen.-narrow #left { height: 3fr; }
CompareScreen.-narrow #tree { height: 2fr; }
CompareScreen.-narrow.-drawn #left { display: none; }
CompareScreen.-narrow #drawing { width: 1fr; }
CompareScreen.-short #told { display: none; }
"""


_LEGEND: Final = "struck through: gone · underlined: new"


class Another(Enum):
    """What the user wants after a comparison."""

    VERSION = auto()


Wish = str | Link | Another
"""What to show on the map, or another version to compare with."""


class _Compared(NamedTuple):
    """A comparison, as far as it takes time."""

    now: ArgMap
    rows: list[ChangeRow]
    both: ArgMap
    outline: list[Row]
    marks: dict[Row, RowMark]
    changed: Changed
    """What the drawing marks."""
    quote_states: dict[str, QuoteState]


class CompareScreen(OverlayScreen[CompareContext, Wish]):
    """What changed since an older version: a list, the tree of both versions, and each change in full."""

    AUTO_FOCUS = "#changes"
    DEFAULT_CSS = DEFAULT_CSS
    ACTIONS = ACTIONS
    HELP_PAGE = HELP_PAGE
    BINDINGS: ClassVar[list[BindingType]] = [*action_bindings(ACTIONS), *pane_bindings()]

    class Read(Message):
        """The older version was read."""

        def __init__(self, then: ArgMap) -> None:
            super().__init__()
            self.then: Final = then

    class NotRead(Message):
        """The older version could not be read."""

        def __init__(self, why: str) -> None:
            super().__init__()
            self.why: Final = why

    class Done(Message):
        """It is known what differs."""

        def __init__(self, found: _Compared) -> None:
            super().__init__()
            self.found: Final = found

    def __init__(self, host: ActionHost, against: Against, *, drawn: bool = False) -> None:
        """`drawn` tells whether the map is to be drawn at first."""
        super().__init__(host)
        self.is_drawn = drawn
        self._against = against
        self._then: ArgMap | None = None
        self._found: _Compared | None = None
        self._said = f"reading {against.revision} …"
        self.heading = ScreenTitle(id="sitting-title")
        self.changes = ChangeList(id="changes")
        self._told = SheetPane("Change", id="told")
        self._tree = ComparedTree(id="tree")
        self._drawing = DrawnMap(id="drawing", empty="the map is empty")
        self._nothing = Static(id="nothing")

    def compose(self) -> ComposeResult:
        """The list and a change in full at the left, the tree or the drawing at the right."""
        yield self.heading
        yield self._nothing
        with Container(id="compare-desk"):
            with Vertical(id="left"):
                yield self.changes
                yield self._told
            yield self._tree
            yield self._drawing
        yield self.hints

    def on_mount(self) -> None:
        """Begin to read; what changed follows."""
        self._show()
        self.run_worker(self._read, thread=True, group="texts")

    # What deeds use

    def context(self) -> CompareContext:
        """What the user is looking at now."""
        row, cursor = self.changes.current_item, self.changes.cursor
        rows = self._found.rows if self._found is not None else []
        return CompareContext(
            row,
            any(one.is_heading for one in rows[:cursor]),
            any(one.is_heading for one in rows[cursor + 1 :]),
            History.of(self.host),
        )

    def footer_names(self) -> tuple[str, ...]:
        """What matters here."""
        return FOOTER

    def help_sections(self) -> Sequence[Section]:
        """What the help says beside the deeds: of the drawing, where that is shown."""
        if not self.is_drawn or self.canvas.has_focus:
            return super().help_sections()
        keys = (KEYS[str(one.id)] for one in CANVAS_BINDINGS)
        return [*super().help_sections(), ("In the drawing", [(one.keys, one.does) for one in keys])]

    def restore(self) -> None:
        """Take back what the row under the cursor says. Raises Refused."""
        row, then = self.changes.current_item, self._then
        if row is None or row.change is None or then is None:
            return
        change, named = row.change, row.change.id or "the map"
        self.edit(f"restore {named}", lambda whole: restored(whole, then, change))

    def go_to_map(self) -> None:
        """Go back to the map, to what is under the cursor there."""
        row = self.changes.current_item
        if row is not None and row.shows is not None:
            self.dismiss(row.shows)

    @property
    def canvas(self) -> Canvas:
        """The drawing of both versions."""
        return self._drawing.canvas

    def draw(self) -> None:
        """Draw the map, or show its tree again."""
        self.is_drawn = not self.is_drawn
        self._show()
        self._at_hand.focus()

    def compare_with_another(self) -> None:
        """Choose another version."""
        self.dismiss(Another.VERSION)

    # Finding out what differs

    def _read(self) -> None:
        from argmap.git import GitFault, Repository, map_at
        from argmap.store import MapFileError

        path = self.host.session.path
        try:
            then = map_at(Repository.of(path.parent), self._against.revision, path)
        except (GitFault, MapFileError) as fault:
            self.post_message(self.NotRead(str(fault)))
        else:
            self.post_message(self.Read(then))

    @on(Read)
    def _take_in(self, message: Read) -> None:
        self._then, self._said = message.then, "comparing …"
        self.map_changed()

    @on(NotRead)
    def _say_why(self, message: NotRead) -> None:
        self._said = message.why
        self._show()

    def map_changed(self) -> None:
        """Compare anew."""
        if self._then is not None:
            session = self.host.session
            work = partial(self._compare, self._then, session.map, session.corpus)
            self.run_worker(work, thread=True, group="texts", description="compare the maps", exclusive=True)

    def _compare(self, then: ArgMap, now: ArgMap, corpus: Corpus) -> None:
        changes = compared(then, now)
        both = united(changes)
        tree = outline(both)
        quote_states = dict(corpus.quote_states(now))
        found = _Compared(
            now, change_rows(changes), both, tree, marked(changes, tree), drawn(changes, tree), quote_states
        )
        self.post_message(self.Done(found))

    @on(Done)
    def _take_in_what_differs(self, message: Done) -> None:
        if message.found.now is not self.host.session.map:
            return  # an edit was made meanwhile, and its map is being compared
        is_first, self._found = self._found is None, message.found
        self._said = f"nothing differs from {self._against.said}"
        self._show()
        if is_first and message.found.rows:
            self._at_hand.focus()

    # Showing

    @property
    def _at_hand(self) -> Widget:
        """What gets the keyboard."""
        return self.canvas if self.is_drawn else self.changes

    def _show(self) -> None:
        found = self._found
        rows = found.rows if found is not None else []
        desk = self.query_one("#compare-desk")
        desk.display, self._nothing.display = bool(rows), not rows
        self.set_class(self.is_drawn, "-drawn")
        self._nothing.update(safe(self._said, multiline=True))
        number = len({id(row.element) for row in rows if row.element is not None})
        changed = f"{count(number, 'element')} changed since {self._against.said}" if rows else self._against.said
        self.heading.show("compare", changed, self.host.session.map.title, trouble=self.trouble)
        if found is not None:
            self._tree.show(found.both, found.outline, found.marks, found.quote_states)
            if self.is_drawn:
                self.canvas.show(found.both, found.quote_states, found.changed)
            self.changes.show(rows, number)
        if rows and (self.focused is None or not self.focused.display):
            self._at_hand.focus()
        self._show_change()

    @on(ChangeList.Moved)
    def _show_change(self) -> None:
        row, found = self.changes.current_item, self._found
        if row is not None and found is not None:
            rows = [one for one in found.rows if one.element is row.element] if row.element else [row]
            blocks = [Block(told_paragraph(one.line)) for one in rows]
            self._told.show(row.element.id if row.element and row.element.id else "Change", blocks, legend=_LEGEND)
            at = self._id_at_hand
            if row.shows is not None and (at is None or row.element is None or at != row.element.id):
                self._tree.reveal(row.shows)
                if self.is_drawn:
                    self.canvas.reveal(row.shows)
        self.show_hints()

    @property
    def _id_at_hand(self) -> str | None:
        """What is under the cursor of the tree, or selected in the drawing, whichever the list is following."""
        if self.focused is self.canvas:
            return self.canvas.current
        row = self._tree.current_item if self.focused is self._tree else None
        return row.id if row is not None else None

    # Keys and mouse

    @on(ComparedTree.Moved)
    def _tree_moved(self) -> None:
        row = self._tree.current_item
        if row is not None and self.focused is self._tree:
            self.changes.go_to_element(row.id)

    @on(BoxMoved)
    def _box_moved(self, message: BoxMoved) -> None:
        if message.box is not None and self.focused is self.canvas:
            self.changes.go_to_element(message.box)

    @on(BoxChosen)
    def _box_chosen(self, message: BoxChosen) -> None:
        if message.box in self.host.session.map.ids:
            self.dismiss(message.box)
        else:
            self.host.tell(f"it is in the map no more: {key_of('compare.restore')} restores it", "warning")

    @on(ChangeList.Chosen)
    @on(ComparedTree.Chosen)
    def _chosen(self) -> None:
        self.action_try("go")

    @on(Bar.Pressed, "#sitting-title")
    def _title_pressed(self, message: Bar.Pressed) -> None:
        if message.name == ScreenTitle.BACK.name:
            self.leave()


async def compare(host: ActionHost) -> None:
    """Compare the map with an older version of it, which is chosen first; from the drawing, drawn."""
    drawn = not isinstance(host.view, OutlinePane)
    wish: Wish | None = Another.VERSION
    while wish is Another.VERSION:
        against = await host.ask(VersionPicker(host.session.path))
        if against is None:
            return
        screen = CompareScreen(host, against, drawn=drawn)
        wish, drawn = await host.ask(screen), screen.is_drawn
    if wish is not None:
        host.reveal(wish)

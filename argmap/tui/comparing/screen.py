"""The screen on which the map is compared with an older version of it."""

from __future__ import annotations

from enum import Enum, auto
from functools import partial
from typing import ClassVar, Final, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.message import Message
from textual.widgets import Static

from argmap.corpus import Corpus, Standing
from argmap.diff import restored
from argmap.graph import Row, outline
from argmap.model import ArgMap, Link
from argmap.tui.bars import Bar
from argmap.tui.bench import Bench
from argmap.tui.comparing.choosing import Against
from argmap.tui.comparing.deeds import DEEDS, FOOTER, HELP_PAGE, Sight
from argmap.tui.comparing.look import DEFAULT_CSS
from argmap.tui.comparing.marks import RowMark, marked
from argmap.tui.comparing.panes import ChangeList, ComparedTree, told_paragraph
from argmap.tui.comparing.rows import ChangeRow, change_rows, compared
from argmap.tui.comparing.uniting import united
from argmap.tui.review.sheet_pane import SheetPane
from argmap.tui.review.sheets import Block
from argmap.tui.safe_text import safe
from argmap.tui.sentences import count
from argmap.tui.sitting import Sitting, bindings
from argmap.tui.sitting_deeds import Kept
from argmap.tui.sitting_title import SittingTitle

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
    standings: dict[str, Standing]


class CompareScreen(Sitting[Sight, Wish]):
    """What changed since an older version: a list, the tree of both versions, and each change in full."""

    AUTO_FOCUS = "#changes"
    DEFAULT_CSS = DEFAULT_CSS
    DEEDS = DEEDS
    HELP_PAGE = HELP_PAGE
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(DEEDS)]

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

    def __init__(self, bench: Bench, against: Against) -> None:
        super().__init__(bench)
        self._against = against
        self._then: ArgMap | None = None
        self._found: _Compared | None = None
        self._said = f"reading {against.revision} …"
        self.heading = SittingTitle(id="sitting-title")
        self.changes = ChangeList(id="changes")
        self._told = SheetPane("Change", id="told")
        self._tree = ComparedTree(id="tree")
        self._nothing = Static(id="nothing")

    def compose(self) -> ComposeResult:
        """The list and a change in full at the left, the tree at the right."""
        yield self.heading
        yield self._nothing
        with Container(id="compare-desk"):
            with Vertical(id="left"):
                yield self.changes
                yield self._told
            yield self._tree
        yield self.hints

    def on_mount(self) -> None:
        """Begin to read; what changed follows."""
        self._show()
        self.run_worker(self._read, thread=True, group="texts")

    # What deeds use

    def sight(self) -> Sight:
        """What the user is looking at now."""
        row, cursor = self.changes.current_item, self.changes.cursor
        rows = self._found.rows if self._found is not None else []
        return Sight(
            row,
            any(one.is_heading for one in rows[:cursor]),
            any(one.is_heading for one in rows[cursor + 1 :]),
            Kept.of(self.bench),
        )

    def footer(self) -> tuple[str, ...]:
        """What matters here."""
        return FOOTER

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

    def compare_with_another(self) -> None:
        """Choose another version."""
        self.dismiss(Another.VERSION)

    def leave(self) -> None:
        """Go back to the map."""
        self.dismiss(None)

    # Finding out what differs

    def _read(self) -> None:
        from argmap.git import GitFault, Repository, map_at
        from argmap.store import MapFileError

        path = self.bench.session.path
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
            session = self.bench.session
            work = partial(self._compare, self._then, session.map, session.corpus)
            self.run_worker(work, thread=True, group="texts", description="compare the maps", exclusive=True)

    def _compare(self, then: ArgMap, now: ArgMap, corpus: Corpus) -> None:
        changes = compared(then, now)
        both = united(changes)
        tree = outline(both)
        standings = dict(corpus.standings(now))
        found = _Compared(now, change_rows(changes), both, tree, marked(changes, tree), standings)
        self.post_message(self.Done(found))

    @on(Done)
    def _take_in_what_differs(self, message: Done) -> None:
        if message.found.now is not self.bench.session.map:
            return  # an edit was made meanwhile, and its map is being compared
        self._found = message.found
        self._said = f"nothing differs from {self._against.said}"
        self._show()

    # Showing

    def _show(self) -> None:
        found = self._found
        rows = found.rows if found is not None else []
        desk = self.query_one("#compare-desk")
        desk.display, self._nothing.display = bool(rows), not rows
        self._nothing.update(safe(self._said, multiline=True))
        number = len({id(row.element) for row in rows if row.element is not None})
        changed = f"{count(number, 'element')} changed since {self._against.said}" if rows else self._against.said
        self.heading.show("compare", changed, self.bench.session.map.title, unsaved=self.sight().kept.unsaved)
        if found is not None:
            self._tree.show(found.both, found.outline, found.marks, found.standings)
            self.changes.show(rows, number)
        if rows and (self.focused is None or not self.focused.display):
            self.changes.focus()
        self._show_change()

    @on(ChangeList.Moved)
    def _show_change(self) -> None:
        row, found = self.changes.current_item, self._found
        if row is not None and found is not None:
            rows = [one for one in found.rows if one.element is row.element] if row.element else [row]
            blocks = [Block(told_paragraph(one.line)) for one in rows]
            self._told.show(row.element.id if row.element and row.element.id else "Change", blocks, legend=_LEGEND)
            if row.shows is not None and self.focused is not self._tree:
                self._tree.reveal(row.shows)
        self.show_hints()

    # Keys and mouse

    @on(ComparedTree.Moved)
    def _tree_moved(self) -> None:
        row = self._tree.current_item
        if row is not None and self.focused is self._tree:
            self.changes.go_to_element(row.id)

    @on(ChangeList.Chosen)
    @on(ComparedTree.Chosen)
    def _chosen(self) -> None:
        self.action_try("go")

    @on(Bar.Pressed, "#sitting-title")
    def _title_pressed(self, message: Bar.Pressed) -> None:
        if message.name == SittingTitle.BACK.name:
            self.leave()

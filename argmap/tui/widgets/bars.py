"""The lines above and below the panes: title, tabs of a small screen, and the keys of the footer.

Each is one widget that paints its entries itself: dozens of small widgets would cost the first paint a tenth.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from rich.cells import cell_len
from textual import events, on
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from argmap.tui.content import safe
from argmap.tui.keys import KEYS, key_of
from argmap.tui.state.context import Pane
from argmap.tui.state.loader import GitSays, GitSign

GAP: Final = 2
"""Cells between two entries."""


DIMMED: Final = "$text-fainter"
"""The style of what cannot be pressed now; where a terminal's sixteen colours are all there is, it is dim instead."""


class Entry(NamedTuple):
    """A part of a bar that can be pressed."""

    name: str
    text: Content
    tooltip: str = ""
    style: str = ""
    """The style of the whole text."""


class Hint(NamedTuple):
    """One key of the footer."""

    key: str
    label: str
    tooltip: str
    action: str
    """The action as Textual runs it: on the screen, or, where it begins with `focused.`, on the pane."""
    why_not: str | None = None
    """Why it cannot be done now."""


class Bar(Widget):
    """Entries side by side; the last one may stand at the right edge."""

    ALLOW_SELECT = False

    class Pressed(Message):
        """An entry was clicked."""

        def __init__(self, bar: Bar, name: str) -> None:
            super().__init__()
            self.bar: Final = bar
            self.name: Final = name

        @property
        def control(self) -> Bar:
            """The bar, for `on`."""
            return self.bar

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._entries: tuple[Entry, ...] = ()
        self._at_right = 0

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What the bar shows."""
        return self._entries

    def show_entries(self, entries: Sequence[Entry], *, at_right: int = 0) -> None:
        """Show other entries, so many of the last ones at the right edge."""
        if (tuple(entries), at_right) != (self._entries, self._at_right):
            self._entries = tuple(entries)
            self._at_right = at_right
            self.refresh()

    def places(self) -> Iterator[tuple[int, int, Entry]]:
        """Where each entry begins and ends, in cells of the bar's content, as far as there is room.

        The entries at the right edge have their places before all others.
        """
        room, at = self.content_size.width, 0
        split = len(self._entries) - self._at_right
        flowing, at_right = self._entries[:split], self._entries[split:]
        right = room - cells_of(at_right)
        for entry in flowing:
            cells = cell_len(entry.text.plain)
            if at + cells + (GAP if at_right else 0) > right:
                break
            yield at, at + cells, entry
            at += cells + GAP
        for entry in at_right:
            cells = cell_len(entry.text.plain)
            yield right, right + cells, entry
            right += cells + GAP

    def render(self) -> Content:
        """The entries, with what does not fit left out."""
        line, at = Content(""), 0
        for begin, end, entry in self.places():
            style = "dim" if entry.style == DIMMED and self.app.native_ansi_color else entry.style
            text = entry.text.stylize_before(style) if style else entry.text
            line = Content.assemble(line, " " * (begin - at), text)
            at = end
        return line

    def _under(self, event: events.MouseEvent) -> Entry | None:
        offset = event.get_content_offset(self)
        if offset is None:
            return None
        return next((entry for begin, end, entry in self.places() if begin <= offset.x < end), None)

    def on_click(self, event: events.Click) -> None:
        """Tell what was clicked."""
        if (entry := self._under(event)) is not None:
            self.post_message(self.Pressed(self, entry.name))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Say what the entry under the pointer does."""
        entry = self._under(event)
        said = entry.tooltip if entry is not None else ""
        self.tooltip = Content(said) if said else None


def cells_of(entries: Sequence[Entry]) -> int:
    """How wide some entries are side by side."""
    return sum(cell_len(entry.text.plain) + GAP for entry in entries) - GAP if entries else 0


class HintBar(Bar):
    """The keys that matter now. Those that do nothing now are dimmed, and their tooltip says why."""

    PALETTE: Final = "app.command_palette"

    def show(self, hints: Sequence[Hint]) -> None:
        """Show these keys, and the one that finds all others."""
        entries = [self._entry(hint) for hint in hints]
        every = Entry(
            self.PALETTE,
            Content.assemble((key_of("palette").replace("ctrl+", "^"), "bold"), " all"),
            KEYS["palette"].does,
        )
        self.show_entries([*entries, every], at_right=1)

    def _entry(self, hint: Hint) -> Entry:
        text = Content.assemble((hint.key, "bold"), f" {hint.label}")
        if hint.why_not:
            return Entry(hint.action, text, f"Not now: {hint.why_not}.", DIMMED)
        return Entry(hint.action, text, hint.tooltip)


class PaneTabs(Bar):
    """Which part of a small screen is shown."""

    TABS: Final = ((Pane.SOURCES, "texts"), (Pane.READER, "reader"), (Pane.OUTLINE, "map"))

    def show(self, shown: Pane) -> None:
        """Mark the tab of a part as the one that is shown."""
        self.show_entries(
            [
                Entry(
                    pane,
                    Content(f" {key_of(f'pane-{pane}')} {label} "),
                    style="bold reverse" if pane is shown else "$text-faint",
                )
                for pane, label in self.TABS
            ]
        )


def hint(some_id: str, action: str, label: str = "", tooltip: str = "", why_not: str | None = None) -> Hint:
    """What the footer says of something by the id of its keys: in the words of their table where none are given."""
    known = KEYS[some_id]
    return Hint(key_of(some_id), label or known.label.lower(), tooltip or known.does, action, why_not)


_LEAST_TITLE: Final = 8
"""Cells without which the title gives way to the file's status."""


_GOOD_TITLE: Final = 24
"""Cells of the title for which what is said of the file is shortened."""


class FileStanding(NamedTuple):
    """What there is to say of an open map's file."""

    file: str
    """Its path, as the user would name it."""
    trouble: str | None = None
    """Why map and file are apart; None where they are not."""
    git: str = ""
    """How the file relates to the last commit, in a few words; empty where git has nothing to say."""
    to_review: int = 0
    """How many quotes are not exact."""
    to_decide: int = 0
    """How many conflicts a merge left."""


class TitleBar(Bar):
    """The map's title at the left, what there is to say of its file at the right."""

    STATUS: Final = "status"
    GIT: Final = "git"
    REVIEW: Final = "review"
    CONFLICTS: Final = "conflicts"

    def __init__(self, path: Path, *, id: str) -> None:
        super().__init__(id=id)
        self._path = path
        self._title = Content("")
        self._quote_state = FileStanding("")
        self._git = GitSign(self, path)

    def show(self, title: str, trouble: str | None, to_review: int, to_decide: int) -> None:
        """Show the map's title, why its file lacks something, and how much is to be reviewed and decided."""
        shown = self._path.relative_to(Path.cwd()) if self._path.is_relative_to(Path.cwd()) else self._path
        self._title = safe(title)
        self._quote_state = self._quote_state._replace(
            file=shown.as_posix(), trouble=trouble, to_review=to_review, to_decide=to_decide
        )
        self._fit()

    def glance(self) -> None:
        """Ask git again where something changed."""
        self._git.glance()

    @on(GitSays)
    def _git_said(self, message: GitSays) -> None:
        self._quote_state = self._quote_state._replace(git=message.said)
        self._fit()

    def on_resize(self) -> None:
        """Cut the title to the new width."""
        self._fit()

    def _fit(self) -> None:
        title = Content.assemble(("argmap", "bold"), " · ", self._title)
        width = self.content_size.width
        wanted = min(_GOOD_TITLE, cell_len(title.plain))
        ways = list(_ways(self._quote_state))
        right = next((way for way in ways if width - cells_of(way) - GAP >= wanted), ways[-1])
        room = width - cells_of(right) - GAP
        if room >= _LEAST_TITLE:
            self.show_entries([Entry("title", _cut(title, room)), *right], at_right=len(right))
        else:
            self.show_entries([_shortened(right[-1], width)])


def _ways(quote_state: FileStanding) -> Iterator[list[Entry]]:
    """What there is to say at the right, in ever fewer words; what the user must act on goes last."""
    name = quote_state.file.rpartition("/")[2]
    review, git = _review(quote_state), _git(quote_state)
    yield [*review, _status(quote_state, quote_state.file), *git]
    yield [*review, _status(quote_state, name), *git]
    yield [*review, _status(quote_state, name)]
    yield [*review, _status(quote_state, "")]


def _review(quote_state: FileStanding) -> list[Entry]:
    entries = []
    if quote_state.to_decide:
        said = Content(f"{quote_state.to_decide} to decide")
        tooltip = (
            f"What a merge could not decide. Click, or press {key_of('conflicts')}, to see both readings side by side."
        )
        entries.append(Entry(TitleBar.CONFLICTS, said, tooltip, "bold $text-warning"))
    if quote_state.to_review:
        said = Content(f"{quote_state.to_review} to review")
        tooltip = f"Quotes that are not exact. Click, or press {key_of('review')}, to review them."
        entries.append(Entry(TitleBar.REVIEW, said, tooltip, "$text-warning"))
    return entries


def _status(quote_state: FileStanding, name: str) -> Entry:
    """Whether the file has it all; trouble is never left out."""
    said = [safe(name)] if name or quote_state.trouble is None else [safe(quote_state.file.rpartition("/")[2])]
    words = safe("saved" if quote_state.trouble is None else quote_state.trouble)
    status = Content(" · ").join([*(part for part in said if part.plain), words])
    if quote_state.trouble is None:
        return Entry(TitleBar.STATUS, status, "", "$text-faint")
    return Entry(TitleBar.STATUS, status, f"Click, or press {key_of('save')}, to try again.", "bold $text-warning")


def _git(quote_state: FileStanding) -> list[Entry]:
    said = quote_state.git
    return [Entry(TitleBar.GIT, Content(said), "What git says of this file.", "$text-faint")] if said else []


def _shortened(entry: Entry, width: int) -> Entry:
    return Entry(entry.name, _cut(entry.text, width), entry.tooltip, entry.style)


def _cut(text: Content, width: int) -> Content:
    return text.truncate(width, ellipsis=True) if cell_len(text.plain) > width else text


class ScreenTitle(Bar):
    """What is done at this sitting."""

    BACK: Final = Entry("back", Content.assemble(("‹", "bold"), " map"), "Go back to the map.")

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._said = Content("")

    def show(self, kind: str, progress: str, map_title: str, *, trouble: str | None) -> None:
        """Show what is done, how far it is, and why map and file are apart, if they are."""
        said = [safe(f"{trouble}: {key_of('save')} tries again")] if trouble else []
        told = Content(" · ").join([*said, safe(progress), safe(map_title)])
        self._said = Content.assemble((kind, "bold"), " · ", told)
        self._fit()

    def on_resize(self) -> None:
        """Cut the line to the new width."""
        self._fit()

    def _fit(self) -> None:
        room = self.content_size.width - cell_len(self.BACK.text.plain) - GAP
        said = self._said.truncate(max(room, 0), ellipsis=True) if cell_len(self._said.plain) > room else self._said
        self.show_entries([self.BACK, Entry("", said)])

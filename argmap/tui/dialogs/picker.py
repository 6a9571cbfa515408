"""Choosing one of many by typing: claims, links, sections, maps."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ClassVar, Final, Generic, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from argmap.find.sections import Section
from argmap.graph import ROLE_SIGN, THESIS_SIGN
from argmap.model import ArgMap, Link, Role
from argmap.session import Session
from argmap.store import InvalidMap, UnreadableMap
from argmap.text.folding import fold
from argmap.tui.content import Searchable, count, found, link_sentence, safe, searchable_claims
from argmap.tui.keys import binding, key_of, keys_in_sentence
from argmap.tui.state.edits import Premise
from argmap.tui.state.host import ActionHost
from argmap.tui.widgets.inputs import FIELD_BINDINGS, Choices, RefusalLine, SafeInput, fit

T = TypeVar("T")
_MOST_ROWS: Final = 18


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """One thing that can be picked."""

    value: T
    prompt: Content


class Picker(ModalScreen[T | None], Generic[T]):
    """A line to type in above the entries that fit what is typed; gives the value of the one that is picked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Before the keys of the field: one of these cuts what is typed there
        binding("dialog.down", "move(1)", priority=True),
        binding("dialog.up", "move(-1)", priority=True),
        binding("dialog.page-down", "move(8)"),
        binding("dialog.page-up", "move(-8)"),
        binding("dialog.new", "make_new"),
        binding("dialog.cancel", "dismiss"),
        *FIELD_BINDINGS,
    ]

    def __init__(
        self,
        title: str,
        entries: Callable[[str], Sequence[Entry[T]]],
        *,
        new: Callable[[str], Entry[T] | None] | None = None,
        makes: str = "as typed",
        placeholder: str = "type to search",
        typed: str = "",
        carry_out: Callable[[T], None] | None = None,
    ) -> None:
        """`entries` gives what fits the words typed so far, `new` the last entry, which makes something of them:
        the hint says by `makes` what.

        `carry_out` does what is to be done with what is picked; where that is refused, the picker says so and stays.
        """
        super().__init__()
        self._title = title
        self._find = entries
        self._new = new
        self._makes = makes
        self._placeholder = placeholder
        self._typed = typed
        self._carry_out = carry_out
        self._entries: list[Entry[T]] = []

    def compose(self) -> ComposeResult:
        """The dialog."""
        with Vertical(id="dialog") as dialog:
            dialog.border_title = safe(self._title)
            dialog.border_subtitle = self._hint()
            yield SafeInput(self._typed, placeholder=self._placeholder, id="query", select_on_focus=False)
            entries = Choices(id="entries", markup=False)
            entries.can_focus = False
            yield entries
            yield Static(Content("nothing here fits"), id="nothing")
            yield RefusalLine()

    def _hint(self) -> Content:
        new = f"  {key_of('dialog.new')} {self._makes}" if self._new else ""
        choose, take = keys_in_sentence("dialog.up", "dialog.down"), key_of("dialog.select")
        # The way out for the mouse, too: the dialog has no buttons
        cancel = Content(f"{key_of('dialog.cancel')} cancel").stylize(Style.from_meta({"@click": "screen.dismiss"}))
        return Content.assemble(f" {choose} choose  {take} take{new}  ", cancel, " ")

    def on_click(self, event: events.Click) -> None:
        """A click beside the dialog gives it up, as it does in the palette."""
        if event.widget is self:
            self.dismiss()

    def on_mount(self) -> None:
        """Show everything there is."""
        self.search()

    def on_resize(self, event: events.Resize) -> None:
        """Keep the chosen entry in sight on a small screen."""
        fit(self.query_one("#entries"), _MOST_ROWS, event.size.height)

    @on(SafeInput.Changed, "#query")
    def _typed_more(self) -> None:
        self.search()

    def search(self, *, keep: bool = False) -> None:
        """Show the entries that fit what is typed, the first of them chosen, or the same as before to `keep`."""
        typed = self.query_one(SafeInput).value
        entries = list(self._find(typed))
        made = self._new(typed) if self._new else None
        self._entries = [*entries, made] if made else entries
        options = self.query_one(OptionList)
        chosen = (options.highlighted or 0) if keep else 0
        options.set_options(Option(entry.prompt) for entry in self._entries)
        options.highlighted = min(chosen, len(self._entries) - 1) if self._entries else None
        self.query_one("#nothing").display = not self._entries

    def action_move(self, rows: int) -> None:
        """Choose another entry; from the last one on to the first."""
        options = self.query_one(OptionList)
        if not self._entries:
            return
        wanted = (options.highlighted or 0) + rows
        options.highlighted = (
            wanted % len(self._entries) if abs(rows) == 1 else max(0, min(wanted, len(self._entries) - 1))
        )

    @on(SafeInput.Submitted, "#query")
    def take(self) -> None:
        """Give the chosen entry."""
        highlighted = self.query_one(OptionList).highlighted
        if highlighted is not None:
            self._give(self._entries[highlighted].value)

    @on(OptionList.OptionSelected)
    def take_clicked(self, event: OptionList.OptionSelected) -> None:
        """Give the entry that was clicked."""
        self._give(self._entries[event.option_index].value)

    def action_make_new(self) -> None:
        """Give what the typed words make, whatever else fits them."""
        made = self._new(self.query_one(SafeInput).value) if self._new else None
        if made is not None:
            self._give(made.value)

    def _give(self, value: T) -> None:
        if not self.is_active:
            return  # a second click, or enter after a click: the first has given an entry already
        if self.query_one(RefusalLine).lets(self._carry_out, value):
            self.dismiss(value)


class SectionPicker(Picker[Section]):
    """The headings of a text as they nest, with their lines; the section that one is in is chosen at first."""

    def __init__(self, found: Sequence[Section], line_starts: Sequence[int], cursor: int) -> None:
        """`line_starts` says where the lines of the text begin, and `cursor` where the user is, in code points."""
        titles = [(section, fold(section.title).text) for section in found]

        def entries(typed: str) -> Sequence[Entry[Section]]:
            wanted = fold(typed).text
            return [Entry(section, _prompt(section, line_starts)) for section, title in titles if wanted in title]

        super().__init__("Sections of this text", entries, placeholder="type a part of the heading")
        self._here = max(0, bisect_right([section.start for section in found], cursor) - 1)

    def search(self, *, keep: bool = False) -> None:
        """Show the sections that fit what is typed; of all, the one that the user is in is chosen."""
        super().search(keep=keep)
        if not self.query_one(SafeInput).value and not keep:
            self.query_one(OptionList).highlighted = self._here


def _prompt(section: Section, line_starts: Sequence[int]) -> Content:
    line = bisect_right(line_starts, section.start)
    return Content.assemble("  " * section.level, safe(section.title), "  ", (f"{line:,}", "dim"))


async def pick_claim(host: ActionHost, title: str, without: Iterable[str] = (), *, new: bool = True) -> Premise | None:
    """The claim that the user means, or, where it may be `new`, one to make."""
    whole = host.session.map
    among = searchable_claims(whole, without)

    def entries(typed: str) -> Sequence[Entry[Premise]]:
        return [Entry(Premise(claim_id), _claim_prompt(whole, claim_id)) for claim_id in found(typed, among)]

    def make(typed: str) -> Entry[Premise] | None:
        text = " ".join(typed.split())
        return Entry(Premise(claim=text), Content.assemble(("new claim: ", "bold"), safe(text))) if text else None

    wanted = "type a claim's words, id or tag"
    placeholder = (f"{wanted}, or a new claim" if new else wanted) if among else "type the first claim of this map"
    return await host.ask(
        Picker[Premise](title, entries, new=make if new else None, makes="new", placeholder=placeholder)
    )


async def pick_link(host: ActionHost, title: str) -> Link | None:
    """The support or counter that the user means."""
    whole = host.session.map
    links = [link for link in whole.links() if link.role is not Role.UNDERCUT]
    by_key = {str(number): link for number, link in enumerate(links)}
    among = [
        Searchable(key, (link_sentence(whole, link, 400), link.target, *link.premises)) for key, link in by_key.items()
    ]

    def entries(typed: str) -> Sequence[Entry[Link]]:
        return [Entry(by_key[key], _link_prompt(whole, by_key[key])) for key in found(typed, among)]

    return await host.ask(Picker[Link](title, entries, placeholder="type words or ids of either end"))


def _claim_prompt(whole: ArgMap, claim_id: str) -> Content:
    sign = f"{THESIS_SIGN} " if claim_id in whole.thesis else ""
    return Content.assemble(sign, safe(whole.claims[claim_id].text), "  ", (claim_id, "dim"))


def _link_prompt(whole: ArgMap, link: Link) -> Content:
    return Content.assemble(f"{ROLE_SIGN[link.role]} ", safe(link_sentence(whole, link)))


class MapChooser(Picker[Path]):
    """The maps with what each holds, which is looked up while the list is shown already."""

    class Described(Message):
        """What a map holds is known."""

        def __init__(self, path: Path, title: str, holds: str) -> None:
            super().__init__()
            self.path: Final = path
            self.title: Final = title
            self.holds: Final = holds

    def __init__(self, maps: Sequence[Path]) -> None:
        super().__init__("Which map?", self._fitting, placeholder="type a part of its title or path")
        self._maps = tuple(maps)
        self._described: dict[Path, MapChooser.Described] = {}

    def on_mount(self) -> None:
        """Look the maps up, one after the other."""
        self.run_worker(partial(self._describe_all), thread=True, group="describing")

    def _describe_all(self) -> None:
        for path in self._maps:
            if self.is_attached:
                self.post_message(_described(path))

    @on(Described)
    def _show(self, message: Described) -> None:
        self._described[message.path] = message
        self.search(keep=True)

    def _fitting(self, typed: str) -> list[Entry[Path]]:
        by_key = {str(path): path for path in self._maps}
        titles = {path: self._described[path].title if path in self._described else "" for path in self._maps}
        among = [Searchable(key, (key, titles[path])) for key, path in by_key.items()]
        return [Entry(by_key[key], self._prompt(by_key[key])) for key in found(typed, among)]

    def _prompt(self, path: Path) -> Content:
        known = self._described.get(path)
        if known is None:
            return Content.assemble(safe(str(path)), "\n", ("…", "dim"))
        return Content.assemble(
            (safe(known.title).plain, "bold"), "\n", (f"{safe(str(path)).plain} · {known.holds}", "dim")
        )


def _described(path: Path) -> MapChooser.Described:
    try:
        session = Session(path)
    except (InvalidMap, UnreadableMap) as fault:
        why = str(fault).partition("\n")[0].removeprefix(f"{path}: ").removeprefix(f"{path}:")
        return MapChooser.Described(path, path.name, safe(f"does not open: {why}").plain)
    whole = session.map
    doubtful = sum(quote_state.needs_review for quote_state in session.corpus.quote_states(whole).values())
    review = f"{doubtful} to review" if doubtful else "nothing to review"
    holds = f"{count(len(whole.claims), 'claim')}, {count(len(whole.quotes), 'quote')}, {review}"
    return MapChooser.Described(path, whole.title, holds)

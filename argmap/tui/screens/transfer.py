"""The screens of export and import: a list of formats or files, and beside it what the chosen one makes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar, Final, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from argmap.corpus import Corpus, OutsideProject, Project
from argmap.diff import Changes, Line, change_lines, stat
from argmap.edit import Refused
from argmap.extras import MissingExtra
from argmap.files.errors import UnreadableSource
from argmap.formats import Bullets, Exported, Format, Skipped, UnreadableFormat
from argmap.formats.export_input import excerpt, export_input_for
from argmap.formats.import_file import incoming_file, pages_of, read_as
from argmap.formats.import_merge import joined
from argmap.formats.import_plan import ImportPlan, anchored, plan_import, written
from argmap.formats.registry import formats
from argmap.graph import outline
from argmap.model import ArgMap
from argmap.store import MapFileError
from argmap.store.saving import write_file
from argmap.tui.content import Searchable, count, found, safe
from argmap.tui.dialogs.file_picker import files_below
from argmap.tui.dialogs.form import Question
from argmap.tui.dialogs.progress import PATIENCE, BackgroundTask, Progress
from argmap.tui.keys import binding, key_of, keys_in_sentence, with_keys
from argmap.tui.screens.compare_changes import compared
from argmap.tui.state.host import ActionHost
from argmap.tui.widgets.inputs import FIELD_BINDINGS, Answer, Choices, RefusalLine, SafeInput

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


_DEEPEST: Final = 4
"""The most links around an element that are offered."""


_REPLACE: Final = "Replace it"


@dataclass(frozen=True, slots=True)
class Written:
    """What became of an export."""

    file: Path
    losses: tuple[str, ...]


async def export(host: ActionHost) -> None:
    """Let the user choose a format and a file, see what it will be, and write it."""
    session = host.session
    written = await host.ask(ExportSheet(session.map, session.corpus, session.path, host.context().element))
    if written is not None:
        lost = f" · left out: {', '.join(written.losses)}" if written.losses else ""
        host.tell(f"written: {written.file}{lost}")


class ExportSheet(FormatSheet[Exported, Written]):
    """Writes the map to a file."""

    def __init__(self, whole: ArgMap, corpus: Corpus, map_path: Path, element: str | None) -> None:
        """`element` is what the user is looking at, around which a part of the map can be taken."""
        known = [fmt for fmt in formats() if fmt.export is not None]
        super().__init__("Export the map", "file name", [(fmt, fmt.name) for fmt in known], 0)
        self._map = whole
        self._corpus = corpus
        self._map_path = map_path
        self._element = element
        self._depth: int | None = None
        """How many links around the element are taken; None for the whole map."""
        self._offered = ""
        """The file name that was offered last; it follows the format until the user writes another."""

    def below(self) -> ComposeResult:
        """The part of the map, the file's name, and the buttons."""
        if self._element is not None:
            with Horizontal(classes="row"):
                yield Static(Content("part"), classes="label")
                yield Answer(Content("the whole map"), id="part")
        with Horizontal(classes="row"):
            yield Static(Content("file"), classes="label")
            yield SafeInput(id="file")
            yield Answer(Content("Write"), id="accept", variant="primary")
            yield Answer(Content("Cancel"), id="cancel")
        yield RefusalLine()

    def preview_of(self, fmt: Format | None) -> Preview[Exported]:
        """The content, made in a thread."""
        assert fmt is not None
        assert fmt.export is not None
        part = self._map
        if self._element is not None and self._depth is not None:
            part = excerpt(self._map, self._element, self._depth)
        exported = fmt.export(export_input_for(fmt, part, self._corpus, self._map_path.parent))
        content = exported.content
        return Preview(
            made=exported,
            about=Content.assemble((fmt.label, "bold"), " · keeps ", safe(fmt.keeps)),
            shown=first_lines(content) if isinstance(content, str) else Content(f"{len(content):,} bytes, no text"),
            lost=safe(f"left out: {', '.join(exported.losses)}" if exported.losses else ""),
        )

    def format_changed(self, fmt: Format | None) -> None:
        """Offer a file name of the format, unless the user has written one."""
        name = self.query_one("#file", Input)
        if fmt is not None and name.value in ("", self._offered):
            self._offered = str(self._map_path.with_name(self._map_path.stem + fmt.suffixes[0]))
            name.value = self._offered

    def go_on(self) -> None:
        """To the file's name."""
        self.query_one("#file", Input).focus()

    @on(Input.Submitted, "#file")
    def accept(self) -> None:
        """Write the file; ask first where there is one of this name."""
        file = Path(os.path.expanduser(self.query_one("#file", Input).value.strip()))  # noqa: PTH111 - fails for no name
        if self.made is None or not file.name:
            return
        if os.path.isfile(file) and not self._is_map(file):  # noqa: PTH113 - fails for no name
            said = f"{file} is there already. What is in it now would be gone."
            asked = Question("Replace the file?", said, [_REPLACE, "Keep it"], warning=True)
            self.app.push_screen(asked, partial(self._answered, file))
        else:
            self._write(file, replaces=False)

    def _answered(self, file: Path, answer: str | None) -> None:
        if answer == _REPLACE:
            self._write(file, replaces=True)

    def _write(self, file: Path, *, replaces: bool) -> None:
        def carry_out(made: Exported) -> None:
            if self._is_map(file):
                raise Refused(f"{file.name} is the open map itself", "give another name")
            data = made.content.encode() if isinstance(made.content, str) else made.content
            write_file(file, data, replaces=replaces)

        if self.made is not None and self.query_one(RefusalLine).lets(carry_out, self.made):
            self.dismiss(Written(file, self.made.losses))

    def _is_map(self, file: Path) -> bool:
        return file.resolve() == self._map_path.resolve()

    @on(Button.Pressed, "#part")
    def another_part(self) -> None:
        """Take the whole map, or the element with what one link leads to, with two, and so on round."""
        depth = 0 if self._depth is None else self._depth + 1
        self._depth = depth if depth <= _DEEPEST else None
        if self._depth is None:
            said = "the whole map"
        elif self._depth:
            said = f"{self._element} and what {count(self._depth, 'link')} lead{'s' * (self._depth == 1)} to"
        else:
            said = f"{self._element} alone"
        self.query_one("#part", Button).label = safe(said)
        self.look()


_TELLS_ITSELF: Final = "as it looks"
_MARKDOWN: Final = (".md", ".markdown")
"""How files end in which outlines and Argdown stand, too."""


_BULLETS: Final = {
    Bullets.SUPPORT: "· as support",
    Bullets.COUNTER: "· as counter",
    Bullets.CLAIMS: "· as claims",
    Bullets.SIGNS: "· as signed",
}
"""For an outline in which nothing says what its points do: the answers of the user."""


_STYLES: Final = {"+": "$text-success", "-": "$text-error", "~": "$text-primary", "!": "$text-warning"}


@dataclass(frozen=True, slots=True)
class Coming:
    """What a file would bring."""

    import_plan: ImportPlan


async def import_file(host: ActionHost) -> None:
    """Let the user choose a file, see what would come of it, and take that in."""
    from argmap.tui.dialogs.picker import Entry, Picker

    project = host.session.corpus.project
    endings = (*{ending for fmt in formats() if fmt.read is not None for ending in fmt.suffixes}, *_MARKDOWN)
    names = files_below(project.root, lambda name: name.lower().endswith(endings))
    among = [Searchable(name, (name,)) for name in names if project.root / name != project.map_path]

    def entries(typed: str) -> Sequence[Entry[Path]]:
        return [Entry(project.root / name, safe(name)) for name in found(typed, among)]

    def named(typed: str) -> Entry[Path] | None:
        if not typed.strip():
            return None
        path = os.path.expanduser(typed.strip())  # noqa: PTH111 - fails for no name
        return Entry(project.root / path, Content.assemble(("the file: ", "bold"), safe(typed)))

    hint = "type a part of the name, or a path"
    file = await host.ask(Picker[Path]("Import a file into this map", entries, new=named, placeholder=hint))
    if file is None:
        return
    coming = await host.ask(ImportSheet(host.session.map, project, file))
    if coming is not None:
        await _take_in(host, coming, file.name)


async def _take_in(host: ActionHost, coming: Coming, name: str) -> None:
    corpus = host.session.corpus

    def bring(_progress: Progress) -> ArgMap:
        with written(coming.import_plan.files):
            return anchored(coming.import_plan.map, corpus)

    arriving = await BackgroundTask(bring).outcome(host, f"Taking in {name}")
    if arriving is None:
        return
    before = host.session.map
    host.controller.do(f"import {name}", lambda whole: joined(whole, arriving).map)
    came = next((row.id for row in outline(host.session.map) if row.id not in before.ids), None)
    if came is not None:
        host.reveal(came)
    conflicts = len(host.session.map.conflicts)
    if conflicts and host.snapshot.trouble is None:
        host.tell(
            f"{count(conflicts, 'conflict')} to decide: {key_of('conflicts')} · {key_of('undo')} takes the import back",
            "warning",
        )


class ImportSheet(FormatSheet[Coming, Coming]):
    """Gives what is to be taken in."""

    def __init__(self, whole: ArgMap, project: Project, file: Path) -> None:
        known = [fmt for fmt in formats() if fmt.read is not None]
        choices: list[tuple[Format | None, str]] = [(None, _TELLS_ITSELF)]
        for fmt in known:
            choices.append((fmt, fmt.name))
            if fmt.has_points:
                choices += ((_with_bullets(fmt, bullets), f" {words}") for bullets, words in _BULLETS.items())
        super().__init__(f"Import {file.name}", "take it in", choices, 0)
        self._map = whole
        self._project = project
        self._file = file

    def below(self) -> ComposeResult:
        """The buttons."""
        with Horizontal(classes="row -right"):
            yield Answer(Content("Take it in"), id="accept", variant="primary")
            yield Answer(Content("Cancel"), id="cancel")

    def preview_of(self, fmt: Format | None) -> Preview[Coming]:
        """What would change in the map, found out in a thread."""
        read_in = self._file.resolve().parent
        pages = pages_of(self._map, Corpus(self._project), read_in)
        incoming = replace(incoming_file(self._file, self._project), name=self._file.name, page=pages)
        known, imported = read_as(incoming, fmt)
        import_plan = plan_import(imported, self._project, read_in)
        both = joined(self._map, import_plan.map)
        changes = compared(self._map, both.map)
        left = [*(Skipped(said) for said in both.left), *imported.skipped]
        lines = [*self._files(import_plan), *_not_taken(left), *_coming(change_lines(changes))]
        return Preview(
            made=Coming(import_plan),
            about=Content.assemble((known.label, "bold"), " · ", safe(_numbers(changes))),
            shown=Content("\n").join(lines or [Content("all of it is in the map already")]),
            lost=Content(f"not taken: {count(len(left), 'thing')}, listed first" if left else ""),
        )

    def go_on(self) -> None:
        """Take it in."""
        if self.made is not None:
            self.accept()

    def accept(self) -> None:
        """Give what is made."""
        self.dismiss(self.made)

    def _files(self, import_plan: ImportPlan) -> Iterator[Content]:
        for path in import_plan.files:
            yield safe(f"writes {path.relative_to(self._project.root).as_posix()}")


def _with_bullets(fmt: Format, bullets: Bullets) -> Format:
    """The format with what the points are of which a file does not say what they do."""
    read = fmt.read
    assert read is not None
    return replace(fmt, read=lambda incoming: read(replace(incoming, bullets=bullets)))


def _not_taken(left: Sequence[Skipped]) -> Iterator[Content]:
    for one in left:
        place = f"line {one.line}: " if one.line else ""
        yield Content.assemble(("✗ ", "$text-warning"), safe(f"{place}{one.message}"))


def _coming(lines: Iterator[Line]) -> Iterator[Content]:
    for line in islice(lines, SHOWN_LINES):
        words = safe("".join(piece.text for piece in line.pieces))
        yield Content.assemble("  " * line.depth, (line.sign or " ", _STYLES.get(line.sign, "")), " ", words)


def _numbers(changes: Changes) -> str:
    """What comes, counted: `claims 3 added, 1 changed · links 4 added`."""
    return " · ".join(
        f"{what} " + ", ".join(f"{number} {how}" for how, number in counted.items())
        for what, counted in stat(changes).items()
    )

"""The first screen in a folder without a map: begin one, look at the sample, take the tour."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import ClassVar, Final, NamedTuple

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from argmap.edit import Refused
from argmap.store import SaveFailed
from argmap.store.saving import save_new
from argmap.tui.content import safe
from argmap.tui.dialogs.form import Field, FieldKind, Form
from argmap.tui.keys import KEYS, binding, key_of
from argmap.tui.state.host import HostApp
from argmap.tui.widgets.inputs import FIELD_BINDINGS, Choices

SAMPLE: Final = "argmap-sample"
"""The folder into which the sample is copied, below the one the user is in."""
_ABOUT: Final = (
    "\nargmap ties passages of texts to claims: what speaks for them, and what against. "
    "The map is a text file beside your texts; every quote in it finds its passage again when a text was edited."
)


class _Way(NamedTuple):
    id: str
    """The id of its keys."""
    said: str
    action: str


_WAYS: Final = (
    _Way("welcome.new", "give it a title, and the claim it is about", "begin(False)"),
    _Way("welcome.text", "the same, then choose a text to read", "begin(True)"),
    _Way("welcome.tour", "ten minutes, on a copy that is thrown away", "tour"),
    _Way("welcome.sample", f"a debate of 1787, copied into ./{SAMPLE}", "sample"),
    _Way("welcome.leave", "", "app.quit"),
)


class WelcomeScreen(Screen[None]):
    """What can be done where there is no map yet."""

    AUTO_FOCUS = "#ways"
    DEFAULT_CSS = """
    WelcomeScreen {
        align: center middle;
        background: $surface;
        #welcome { width: 76; max-width: 100%; height: auto; max-height: 100%; padding: 1 2; border: round $primary; }
        #about { margin-bottom: 1; color: $text-faint; }
        #ways { height: auto; border: none; background: $surface; padding: 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *(binding(way.id, way.action) for way in _WAYS),
        *FIELD_BINDINGS,
    ]
    app: HostApp

    def __init__(self, folder: Path) -> None:
        """`folder` is where no map was found, and where one would be made."""
        super().__init__()
        self._folder = folder

    def compose(self) -> ComposeResult:
        """A few words, and the ways on."""
        with Vertical(id="welcome") as box:
            box.border_title = Content(" Welcome to argmap ")
            yield Static(Content.assemble(safe(f"There is no map in {self._folder.resolve()} yet.")))
            yield Static(Content(_ABOUT), id="about")
            ways = Choices(id="ways", markup=False)
            ways.add_options([Option(prompt) for prompt in _prompts()])
            ways.highlighted = 0
            yield ways

    @on(OptionList.OptionSelected)
    async def _way_chosen(self, event: OptionList.OptionSelected) -> None:
        await self.run_action(_WAYS[event.option_index].action)

    def action_begin(self, with_text: bool) -> None:
        """Ask for a title, make the map and open it; then choose a text, if that is wanted."""
        fields = [
            Field("title", "Title: what is argued about?"),
            Field("thesis", "Thesis: the claim it is about (may be left empty)", kind=FieldKind.SENTENCE),
            Field("file", "File", str(Path("maps") / "first.toml")),
        ]
        made: list[Path] = []

        def make(answers: dict[str, str]) -> None:
            made.append(_made(self._folder, answers))

        def answered(answers: dict[str, str] | None) -> None:
            if answers is not None and made:
                self.app.open_map(made[-1], then="add-source" if with_text else None)

        self.app.push_screen(Form("A new map", fields, keep="Make it", carry_out=make), answered)

    def action_sample(self) -> None:
        """Copy the sample into this folder, and open its first map."""
        self._with_sample(self._folder / SAMPLE, self.app.open_map)

    def action_tour(self) -> None:
        """Walk through the sample with a guide."""
        folder = Path(self.app.leftovers.enter_context(tempfile.TemporaryDirectory(prefix="argmap-tutorial-")))
        self._with_sample(folder, partial(self.app.take_tour, folder))

    def _with_sample(self, folder: Path, then: Callable[[Path], None]) -> None:
        from argmap.corpus.sample import NoSample, copy_sample

        try:
            first = copy_sample(folder)
        except (NoSample, SaveFailed, OSError) as fault:
            self.notify(safe(str(fault)).plain, severity="error", markup=False)
        else:
            then(first)


def _made(folder: Path, answers: dict[str, str]) -> Path:
    """Makes the map's file. Raises Refused or MapFileError, with nothing made."""
    from argmap.edit.elements import new_map

    title, thesis = answers.get("title", "").strip(), answers.get("thesis", "").strip()
    file = folder / Path(answers.get("file", "maps/first.toml").strip()).expanduser()
    if not title:
        raise Refused("a map needs a title", "say in a few words what is argued about")
    if file.suffix != ".toml":
        raise Refused(f"a map's name ends in .toml, and `{file.name}` does not", f"call it `{file.stem}.toml`")
    if file.exists():
        raise Refused(f"{file} is already there", "choose another name")
    save_new(file, new_map(title, [thesis] if thesis else []))
    return file


def _prompts() -> Iterator[Content]:
    """The ways with the keys that work, below each other."""
    keys = [key_of(way.id) for way in _WAYS]
    widest = max(map(cell_len, keys))
    for key, way in zip(keys, _WAYS, strict=True):
        gap = " " * (widest - cell_len(key) + 2)
        yield Content.assemble(
            (f" {key} ", "bold reverse"), gap, (f"{KEYS[way.id].label:<19}", "bold"), (way.said, "dim")
        )

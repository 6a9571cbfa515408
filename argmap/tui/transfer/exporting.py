"""Writing the open map, or what stands near something in it, in another format."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Input, Static

from argmap.corpus import Corpus
from argmap.edit import Refused
from argmap.formats import Exported, Format
from argmap.formats.export_input import excerpt, material_for
from argmap.formats.registry import formats
from argmap.model import ArgMap
from argmap.store.saving import write_file
from argmap.tui.bench import Bench
from argmap.tui.dialogs.inputs import Answer, SafeInput
from argmap.tui.dialogs.question import Question
from argmap.tui.dialogs.refusal import RefusalLine
from argmap.tui.safe_text import safe
from argmap.tui.sentences import count
from argmap.tui.transfer.sheet import FormatSheet, Preview, first_lines

_DEEPEST: Final = 4
"""The most links around an element that are offered."""
_REPLACE: Final = "Replace it"


@dataclass(frozen=True, slots=True)
class Written:
    """What became of an export."""

    file: Path
    losses: tuple[str, ...]


async def export(bench: Bench) -> None:
    """Let the user choose a format and a file, see what it will be, and write it."""
    session = bench.session
    written = await bench.ask(ExportSheet(session.map, session.corpus, session.path, bench.situation().element))
    if written is not None:
        lost = f" · left out: {', '.join(written.losses)}" if written.losses else ""
        bench.tell(f"written: {written.file}{lost}")


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
        exported = fmt.export(material_for(fmt, part, self._corpus, self._map_path.parent))
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

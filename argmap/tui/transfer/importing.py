"""Taking a file of another format into the open map, after showing what would come: one edit, which can be undone."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from argmap.corpus import Corpus, Project
from argmap.diff import Changes, Line, stat, told
from argmap.formats import Bullets, Format, Untaken
from argmap.formats.import_file import incoming_file, pages_of, read_as
from argmap.formats.import_merge import joined
from argmap.formats.import_plan import Arrival, anchored, arrived, written
from argmap.formats.registry import formats
from argmap.graph import outline
from argmap.model import ArgMap
from argmap.tui.bench import Bench
from argmap.tui.comparing.rows import compared
from argmap.tui.dialogs.inputs import Answer
from argmap.tui.files import files_below
from argmap.tui.keys import key_of
from argmap.tui.safe_text import safe
from argmap.tui.searching import Searchable, found
from argmap.tui.sentences import count
from argmap.tui.transfer.sheet import SHOWN_LINES, FormatSheet, Preview
from argmap.tui.waiting import Errand, Progress

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

    arrival: Arrival


async def import_file(bench: Bench) -> None:
    """Let the user choose a file, see what would come of it, and take that in."""
    from argmap.tui.dialogs.picker import Entry, Picker

    project = bench.session.corpus.project
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
    file = await bench.ask(Picker[Path]("Import a file into this map", entries, new=named, placeholder=hint))
    if file is None:
        return
    coming = await bench.ask(ImportSheet(bench.session.map, project, file))
    if coming is not None:
        await _take_in(bench, coming, file.name)


async def _take_in(bench: Bench, coming: Coming, name: str) -> None:
    corpus = bench.session.corpus

    def bring(_progress: Progress) -> ArgMap:
        with written(coming.arrival.files):
            return anchored(coming.arrival.map, corpus)

    arriving = await Errand(bring).outcome(bench, f"Taking in {name}")
    if arriving is None:
        return
    before = bench.session.map
    bench.keeper.do(f"import {name}", lambda whole: joined(whole, arriving).map)
    came = next((row.id for row in outline(bench.session.map) if row.id not in before.ids), None)
    if came is not None:
        bench.reveal(came)
    conflicts = len(bench.session.map.conflicts)
    if conflicts and bench.snapshot.trouble is None:
        bench.tell(
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
        arrival = arrived(imported, self._project, read_in)
        both = joined(self._map, arrival.map)
        changes = compared(self._map, both.map)
        left = [*(Untaken(said) for said in both.left), *imported.untaken]
        lines = [*self._files(arrival), *_not_taken(left), *_coming(told(changes))]
        return Preview(
            made=Coming(arrival),
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

    def _files(self, arrival: Arrival) -> Iterator[Content]:
        for path in arrival.files:
            yield safe(f"writes {path.relative_to(self._project.root).as_posix()}")


def _with_bullets(fmt: Format, bullets: Bullets) -> Format:
    """The format with what the points are of which a file does not say what they do."""
    read = fmt.read
    assert read is not None
    return replace(fmt, read=lambda incoming: read(replace(incoming, bullets=bullets)))


def _not_taken(left: Sequence[Untaken]) -> Iterator[Content]:
    for one in left:
        place = f"line {one.line}: " if one.line else ""
        yield Content.assemble(("✗ ", "$text-warning"), safe(f"{place}{one.said}"))


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

"""Actions that open something: a text, the review, another map, the help."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from textual.content import Content

from argmap import edit
from argmap.edit import Refused
from argmap.model import Source
from argmap.tui.bench import Bench
from argmap.tui.files import files_below
from argmap.tui.safe_text import safe
from argmap.tui.searching import Searchable, found
from argmap.tui.situation import Pane

_NO_TEXTS = frozenset({".toml", ".py", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".pdf", ".zip", ".gz", ".lock"})
_SOURCES_KEY = 1 + list(Pane).index(Pane.SOURCES)


async def show_help(bench: Bench) -> None:
    """Show the keys that work in the pane that has the keyboard."""
    from argmap.tui.help import Help, sections

    await bench.ask(Help(sections(bench.situation(), bench.pane_keys())))


async def review(bench: Bench) -> None:
    """Review every quote that is not exact, beginning with the one under the cursor if that is one."""
    now = bench.situation()
    bench.review(now.element if now.element in now.map.quotes else None)


async def draw(bench: Bench) -> None:
    """Draw the map, with what is under the cursor selected."""
    from argmap.tui.canvas.screen import CanvasScreen

    now = bench.situation()
    await bench.ask(CanvasScreen(bench, now.premises[0] if now.premises else None))


async def choose_map(bench: Bench) -> None:
    """Change to another of the maps that were named at the start, or that lie beside this one."""
    from argmap.tui.chooser import MapChooser

    if bench.session.unsaved:
        raise Refused("this map has edits that are not in its file", "save them first, or save a copy")
    path = await bench.ask(MapChooser(bench.maps))
    if path is not None:
        bench.open_map(path)


async def add_source(bench: Bench) -> None:
    """Add a file below the project's root as a source, and open it."""
    from argmap.text import read_source
    from argmap.tui.dialogs.picker import Entry, Picker

    project = bench.session.corpus.project
    folder = project.map_path.parent
    known = {(folder / source.path).resolve() for source in bench.session.map.sources.values()}
    among = [
        Searchable(name, (name,))
        for name in files_below(project.root, _may_be_text)
        if project.root / name not in known
    ]

    def entries(typed: str) -> Sequence[Entry[Path]]:
        return [Entry(project.root / name, safe(name)) for name in found(typed, among)]

    def named(typed: str) -> Entry[Path] | None:
        if not typed.strip():
            return None
        return Entry(project.root / Path(typed).expanduser(), Content.assemble(("the file: ", "bold"), safe(typed)))

    def carry_out(file: Path) -> None:
        source = Source(path=project.path_to(file), blob=read_source(file).blob)
        _, made = edit.add_source(bench.session.map, source)
        bench.keeper.do(f"add source {made}", lambda whole: edit.add_source(whole, source)[0])
        bench.open_source(made)
        if bench.keeper.trouble is None:
            bench.tell(f"added: {_SOURCES_KEY}, then e gives it title, author and language · z takes it back")

    title, hint = f"Add a text from {project.root.name}", "type a part of the name, or a path"
    await bench.ask(Picker[Path](title, entries, new=named, placeholder=hint, carry_out=carry_out))


def _may_be_text(name: str) -> bool:
    return Path(name).suffix.lower() not in _NO_TEXTS

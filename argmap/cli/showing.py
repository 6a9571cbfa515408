"""`show`: the argument as a tree."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from argmap.cli.anchoring import standing_as_json
from argmap.cli.exits import ExitCode
from argmap.cli.opening import Maps, json_option, load_map, one_of, one_of_options, paths_argument
from argmap.cli.output import on_terminal, say, say_json, say_lines
from argmap.cli.tree import Line, Piece, tree_lines
from argmap.cli.undecided import undecided
from argmap.corpus import Corpus, Project
from argmap.model import ArgMap, address_text, premises_text
from argmap.text.visible import visible_line


@click.command()
@paths_argument
@click.option("--focus", metavar="ID", help="Only this claim or quote: what bears on it, and what it bears on.")
@click.option("--ids", "only_ids", is_flag=True, help="List the ids, one a line, with what they stand for.")
@json_option
def show(paths: tuple[Path, ...], focus: str | None, only_ids: bool, as_json: bool) -> int:
    """Print the argument as a tree, with the state of each quote; without PATH, of every map below this folder.

    \b
    ◆ thesis   + supports   − counters   × undercuts   & one of several linked premises
    ● found    ▲ its words have changed   ? several places   ✎ rewritten   ✗ lost   ! text unreadable
    ↑ stands in full elsewhere
    """
    one_of_options(json=as_json, ids=only_ids, focus=focus is not None)
    maps = Maps(paths)
    if focus is not None:
        _leave_only_maps_with(focus, maps)
    if as_json:
        shown = [_as_json(path, whole) for path, whole in maps.each(load_map)]
        say_json({"maps": [*shown, *(one.as_json for one in maps.failed)]})
    elif only_ids:
        for _, whole in maps.each(load_map):
            for line in _ids(whole):
                say(line)
    else:
        print_maps(maps, focus)
    return ExitCode.OK


def _leave_only_maps_with(focus: str, maps: Maps) -> None:
    """Leaves those of the maps that have the claim or quote `focus`. Refuses an id that none has."""
    ids = {path: {*whole.claims, *whole.quotes} for path, whole in maps.each(load_map)}
    one_of(focus, {at for known in ids.values() for at in known}, "claim or quote")
    maps.paths = [path for path, known in ids.items() if focus in known]


def print_maps(maps: Maps, focus: str | None = None) -> None:
    """Prints each map as a tree: in colour and wrapped on a terminal, a row a line elsewhere."""
    for number, (path, whole) in enumerate(maps.each(load_map)):
        standings = Corpus(Project.of(path)).standings(whole)
        heading = Line("", "", (Piece(visible_line(whole.title), "bold underline"), Piece(f"  {path}", "dim")))
        lines = [heading, *tree_lines(whole, standings, None if focus is None else (focus,))]
        if whole.conflicts:
            lines.insert(1, Line("", "", (Piece(f"{undecided(whole)}; `argmap check` lists them", "bold yellow"),)))
        if focus is not None:
            lines += [Line("", "  ", (Piece(text),)) for text in _uses(whole, focus)]
        if number:
            say()
        if on_terminal():
            _print_in_colour(lines)
        else:
            say_lines(map(str, lines))


def _print_in_colour(lines: Iterable[Line]) -> None:
    from rich.cells import cell_len
    from rich.console import Console
    from rich.text import Text

    console = Console()
    for line in lines:
        body = Text.assemble(*((piece.text, piece.style) for piece in line.pieces))
        width = max(console.width - cell_len(line.hanging), 24)
        for number, row in enumerate(body.wrap(console, width)):
            row.rstrip()
            console.print(Text.assemble((line.hanging if number else line.guide, "dim"), row), soft_wrap=True)


def _uses(whole: ArgMap, some_id: str) -> Iterator[str]:
    """What an element bears on, a line for each link."""
    for link in whole.links_from(some_id):
        others = premises_text(tuple(member for member in link.premises if member != some_id))
        together = f" together with {others}" if others else ""
        against = f"the link of {premises_text(link.against)} to " if link.against else ""
        yield f"→ {link.role}s{together} {against}“{visible_line(whole.claims[link.target].text)}”  {link.target}"


def _ids(whole: ArgMap) -> Iterable[str]:
    for at, source in sorted(whole.sources.items()):
        yield f"{at}  source  {source.title or source.path}"
    for at, claim in sorted(whole.claims.items()):
        yield f"{at}  claim  {claim.text}"
    for at, quote in sorted(whole.quotes.items()):
        yield f"{at}  quote  {quote.translation or quote.text}"


def _as_json(path: Path, whole: ArgMap) -> dict[str, Any]:
    corpus = Corpus(Project.of(path))
    standings = corpus.standings(whole)
    return {
        "path": path.as_posix(),
        "title": whole.title,
        "note": whole.note,
        "thesis": whole.thesis,
        "conflicts": [address_text(where) for where in sorted(whole.conflicts)],
        "sources": [
            {
                "id": at,
                "path": source.path,
                "title": source.title,
                "author": source.author,
                "lang": source.lang,
                "encoding": source.encoding,
            }
            for at, source in sorted(whole.sources.items())
        ],
        "claims": [
            {"id": at, "text": claim.text, "note": claim.note, "tags": claim.tags}
            for at, claim in sorted(whole.claims.items())
        ],
        "quotes": [
            {
                **standing_as_json(whole, corpus, at, standings[at]),
                "translation": quote.translation,
                "note": quote.note,
                "tags": quote.tags,
            }
            for at, quote in sorted(whole.quotes.items())
        ],
        "links": [
            {
                "from": link.premises,
                "role": link.role,
                "to": link.target,
                **({"against": link.against} if link.against else {}),
            }
            for link in whole.links()
        ],
    }

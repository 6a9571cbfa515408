"""`show`: the argument as a tree of styled lines, in plain text, in colour and as JSON."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from argmap.cli.anchor import quote_state_as_json
from argmap.cli.common import Maps, json_option, load_map, one_of, one_of_options, paths_argument, print_json, undecided
from argmap.cli.output import ExitCode, on_terminal, print_lines, say
from argmap.corpus import Corpus, Project, QuoteState
from argmap.graph import AGAIN_SIGN, MEMBER_SIGN, ROLE_SIGN, STATE_SIGN, THESIS_SIGN, Kind, Row, outline
from argmap.model import ArgMap, Role, address_text, premises_text
from argmap.text.one_line import reading_line
from argmap.text.visible import visible_line

_ROLE_STYLE = {"support": "green", "counter": "red", "undercut": "magenta"}
_CALM = ("exact", "normalized")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text in one rich style."""

    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the tree."""

    guide: str
    """The branches drawn before the row."""
    hanging: str
    """What stands before the row's further lines, where a terminal wraps it."""
    pieces: tuple[Piece, ...]

    def __str__(self) -> str:
        return self.guide + "".join(piece.text for piece in self.pieces)


def tree_lines(
    map_: ArgMap, quote_states: Mapping[str, QuoteState], roots: tuple[str, ...] | None = None
) -> Iterator[Line]:
    """The argument, row by row; all texts are safe to print."""
    for row in outline(map_, roots):
        guide, hanging = _guides(row)
        yield Line(guide, hanging, tuple(_pieces(row, map_, quote_states)))


def _guides(row: Row) -> tuple[str, str]:
    if not row.guides:
        return "", "  " + ("│ " if row.branches else "  ")
    before = "".join("│  " if goes_on else "   " for goes_on in row.guides[:-1])
    goes_on = row.guides[-1]
    hanging = before + ("│  " if goes_on else "   ") + ("│ " if row.branches else "  ")
    return before + ("├─ " if goes_on else "└─ "), hanging


def _pieces(row: Row, map_: ArgMap, quote_states: Mapping[str, QuoteState]) -> Iterator[Piece]:
    yield _sign(row, map_)
    if row.role is Role.UNDERCUT:
        yield Piece("undercut: ", "italic")
    if row.kind is Kind.LINKED:
        yield Piece("together:", "italic")
    elif row.kind is Kind.CLAIM:
        claim = map_.claims[row.id]
        yield Piece(visible_line(claim.text), "" if row.again else "bold" if row.role is None else "")
        yield Piece(f"  {row.id}", "dim")
        if claim.tags and not row.again:
            yield Piece("  " + visible_line(" ".join(f"#{tag}" for tag in claim.tags)), "dim cyan")
    else:
        yield from _quote_pieces(row.id, map_, quote_states.get(row.id))
    if row.again:
        yield Piece(f" {AGAIN_SIGN}", "dim")


def _sign(row: Row, map_: ArgMap) -> Piece:
    if row.role is not None:
        return Piece(f"{ROLE_SIGN[row.role]} ", f"bold {_ROLE_STYLE[row.role]}")
    if row.guides:
        return Piece(f"{MEMBER_SIGN} ", "bold")
    return Piece(f"{THESIS_SIGN if row.id in map_.thesis else '·'} ", "bold yellow")


def _quote_pieces(quote_id: str, map_: ArgMap, quote_state: QuoteState | None) -> Iterator[Piece]:
    quote = map_.quotes[quote_id]
    yield Piece(f"“{visible_line(reading_line(quote.translation or quote.text))}”")
    line = f":{quote_state.line}" if quote_state and quote_state.line else ""
    yield Piece(f"  {quote_id}  {quote.source}{line}", "dim")
    if quote_state is not None:
        calm = quote_state.state in _CALM
        yield Piece(f"  {STATE_SIGN[quote_state.state]} {quote_state.state}", "dim green" if calm else "bold yellow")


@click.command()
@paths_argument
@click.option(
    "--focus",
    metavar="ID",
    help="Only this claim or quote, with its supports and counters and what it supports or counters.",
)
@click.option("--ids", "only_ids", is_flag=True, help="List the ids, one on each line, with their elements.")
@json_option
def show(paths: tuple[Path, ...], focus: str | None, only_ids: bool, as_json: bool) -> int:
    """Print the argument as a tree, with the state of each quote; without PATH, of every map below this folder.

    \b
    ◆ thesis   + supports   − counters   × undercuts   & one of several linked premises
    ● found    ▲ its words have changed   ? several places   ✎ rewritten   ✗ lost   ! text unreadable
    ↑ shown in full elsewhere
    """
    one_of_options(json=as_json, ids=only_ids, focus=focus is not None)
    maps = Maps(paths)
    if focus is not None:
        _leave_only_maps_with(focus, maps)
    if as_json:
        shown = [_as_json(path, map_) for path, map_ in maps.each(load_map)]
        print_json({"maps": [*shown, *(one.as_json for one in maps.failed)]})
    elif only_ids:
        for _, map_ in maps.each(load_map):
            for line in _ids(map_):
                say(line)
    else:
        print_maps(maps, focus)
    return ExitCode.OK


def _leave_only_maps_with(focus: str, maps: Maps) -> None:
    """Leaves those of the maps that have the claim or quote `focus`. Refuses an id that none has."""
    ids = {path: {*map_.claims, *map_.quotes} for path, map_ in maps.each(load_map)}
    one_of(focus, {at for known in ids.values() for at in known}, "claim or quote")
    maps.paths = [path for path, known in ids.items() if focus in known]


def print_maps(maps: Maps, focus: str | None = None) -> None:
    """Prints each map as a tree: in colour and wrapped on a terminal, a row a line elsewhere."""
    for number, (path, map_) in enumerate(maps.each(load_map)):
        quote_states = Corpus(Project.of(path)).quote_states(map_)
        heading = Line("", "", (Piece(visible_line(map_.title), "bold underline"), Piece(f"  {path}", "dim")))
        lines = [heading, *tree_lines(map_, quote_states, None if focus is None else (focus,))]
        if map_.conflicts:
            lines.insert(1, Line("", "", (Piece(f"{undecided(map_)}; `argmap check` lists them", "bold yellow"),)))
        if focus is not None:
            lines += [Line("", "  ", (Piece(text),)) for text in _uses(map_, focus)]
        if number:
            say()
        if on_terminal():
            _print_in_colour(lines)
        else:
            print_lines(map(str, lines))


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


def _uses(map_: ArgMap, some_id: str) -> Iterator[str]:
    """What an element bears on, a line for each link."""
    for link in map_.links_from(some_id):
        others = premises_text(tuple(member for member in link.premises if member != some_id))
        together = f" together with {others}" if others else ""
        against = f"the link of {premises_text(link.against)} to " if link.against else ""
        yield f"→ {link.role}s{together} {against}“{visible_line(map_.claims[link.target].text)}”  {link.target}"


def _ids(map_: ArgMap) -> Iterable[str]:
    for at, source in sorted(map_.sources.items()):
        yield f"{at}  source  {source.title or source.path}"
    for at, claim in sorted(map_.claims.items()):
        yield f"{at}  claim  {claim.text}"
    for at, quote in sorted(map_.quotes.items()):
        yield f"{at}  quote  {quote.translation or quote.text}"


def _as_json(path: Path, map_: ArgMap) -> dict[str, Any]:
    corpus = Corpus(Project.of(path))
    quote_states = corpus.quote_states(map_)
    return {
        "path": path.as_posix(),
        "title": map_.title,
        "note": map_.note,
        "thesis": map_.thesis,
        "conflicts": [address_text(where) for where in sorted(map_.conflicts)],
        "sources": [
            {
                "id": at,
                "path": source.path,
                "title": source.title,
                "author": source.author,
                "lang": source.lang,
                "encoding": source.encoding,
            }
            for at, source in sorted(map_.sources.items())
        ],
        "claims": [
            {"id": at, "text": claim.text, "note": claim.note, "tags": claim.tags}
            for at, claim in sorted(map_.claims.items())
        ],
        "quotes": [
            {
                **quote_state_as_json(map_, corpus, at, quote_states[at]),
                "translation": quote.translation,
                "note": quote.note,
                "tags": quote.tags,
            }
            for at, quote in sorted(map_.quotes.items())
        ],
        "links": [
            {
                "from": link.premises,
                "role": link.role,
                "to": link.target,
                **({"against": link.against} if link.against else {}),
            }
            for link in map_.links()
        ],
    }

"""`export`: a map, or a part of it, in another format."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from argmap.cli.exits import ExitCode, refusal
from argmap.cli.format_names import FormatName
from argmap.cli.opening import complete_id, json_option
from argmap.cli.output import narrate, on_terminal, say_json, say_lines
from argmap.corpus import Corpus, Project
from argmap.store import load
from argmap.text.visible import visible_lines

if TYPE_CHECKING:
    from argmap.formats import Format
    from argmap.model import ArgMap

_file = click.Path(path_type=Path)


@click.command()
@click.argument("map_path", metavar="MAP", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.argument("fmt", metavar="[FORMAT]", type=FormatName(), required=False)
@click.option("-o", "--output", "out", metavar="FILE", type=_file, help="The file to write; else stdout.")
@click.option("--focus", metavar="ID", shell_complete=complete_id, help="Only what stands near this element.")
@click.option("--depth", type=click.IntRange(min=0), default=1, show_default=True, help="With --focus: how many links.")
@click.option("--list", "listed", is_flag=True, help="List the formats, what each keeps and what it loses.")
@json_option
def export(
    map_path: Path | None,
    fmt: Format | None,
    out: Path | None,
    focus: str | None,
    depth: int,
    listed: bool,
    as_json: bool,
) -> int:
    """Write MAP in another format, to stdout or to FILE, which is replaced whole or not at all.

    FORMAT may be left out where the name of FILE settles it. What this map holds and the format cannot is said on
    stderr. With --focus, the part is a claim, a quote, or the quotes of a source, and what --depth links lead to.

    \b
    argmap export maps/trade.toml --list
    argmap export maps/trade.toml html -o trade.html
    argmap export maps/trade.toml markdown --focus jobs-are-lost --depth 2

    Exit codes: 0 written · 2 an invalid map or command line · 3 there is no such element, or no such way out ·
    4 a file cannot be read or written.
    """
    if listed:
        _list_formats(as_json)
        return ExitCode.OK
    if map_path is None:
        raise click.UsageError("Missing argument 'MAP'.", click.get_current_context())
    chosen = fmt or _format_by_name(out)
    if chosen.export is None:
        raise refusal(f"{chosen.label} can only be read: `argmap import FILE` takes it")
    whole = load(map_path).map
    if focus is not None:
        from argmap.formats.focus import excerpt

        whole = excerpt(whole, focus, depth)
    content, losses = _made(chosen, whole, Corpus(Project.of(map_path)), out)
    if out is None:
        _print(content, chosen)
    else:
        from argmap.store import write_file

        _spare_the_map(out, map_path)
        write_file(out, content, replaces=True)
    if losses:
        narrate(f"argmap: left out: {', '.join(losses)}")
    return ExitCode.OK


def _format_by_name(out: Path | None) -> Format:
    from argmap.formats.registry import format_for

    if out is None:
        raise click.UsageError("Missing argument 'FORMAT': `argmap export --list` lists them.")
    found = format_for(out.name)
    if found is None:
        raise click.UsageError(f"the name {out.name} does not settle the format: give FORMAT before -o")
    return found


def _made(chosen: Format, whole: ArgMap, corpus: Corpus, out: Path | None) -> tuple[bytes, tuple[str, ...]]:
    from argmap.formats.material import material_for

    assert chosen.export is not None
    # A large export makes millions of small values, and all of them are in use to its end: to look for others in
    # between takes a quarter of the time.
    with _nothing_collected():
        exported = chosen.export(material_for(chosen, whole, corpus, None if out is None else out.parent))
    content = exported.content
    return content.encode() if isinstance(content, str) else content, exported.losses


@contextmanager
def _nothing_collected() -> Iterator[None]:
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _print(content: bytes, chosen: Format) -> None:
    """Prints the content on stdout: the very bytes, but on a terminal no control character of someone's text."""
    if not on_terminal():
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        text = content.decode()
    except UnicodeDecodeError:
        raise refusal(f"{chosen.label} is not for a terminal: give -o FILE{chosen.suffixes[0]}") from None
    click.echo("\t".join(map(visible_lines, text.split("\t"))), nl=False)


def _spare_the_map(out: Path, map_path: Path) -> None:
    if out.resolve() == map_path.resolve():
        raise refusal(f"{out} is the map itself; give another name")


def _list_formats(as_json: bool) -> None:
    from argmap.formats.registry import formats

    every = formats()
    if as_json:
        say_json({"formats": [_as_json(one) for one in every]})
    else:
        say_lines(line for one in every for line in _lines(one, max(len(each.name) for each in every) + 2))


def _as_json(one: Format) -> dict[str, Any]:
    return {
        "name": one.name,
        "label": one.label,
        "suffixes": one.suffixes,
        "out": one.export is not None,
        "in": one.read is not None,
        "keeps": one.keeps,
        "loses": one.loses,
    }


def _lines(one: Format, indent: int) -> Iterator[str]:
    """A format in a few lines: its name beside what it is, then what it keeps and loses."""
    import shutil
    from textwrap import wrap

    width = max(shutil.get_terminal_size().columns, indent + 40)
    ways = " and ".join(way for way, there in (("out", one.export), ("in", one.read)) if there)
    yield f"{one.name:<{indent}}{one.label} ({', '.join(one.suffixes)}), {ways}"
    for word, said in (("keeps", one.keeps), ("loses", one.loses or "nothing")):
        yield from wrap(f"{word} {said}", width, initial_indent=" " * indent, subsequent_indent=" " * (indent + 6))

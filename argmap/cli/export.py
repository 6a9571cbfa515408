"""`export`: a map, or a part of it, in another format."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.common import complete_id, json_option
from argmap.cli.formats import FormatName, list_formats, only_list
from argmap.cli.output import ExitCode, on_terminal, refusal, report
from argmap.corpus import Corpus, Project
from argmap.store import load
from argmap.text.visible import visible_lines

if TYPE_CHECKING:
    from argmap.formats import Format
    from argmap.model import ArgMap

_file = click.Path(path_type=Path)


@click.command()
@click.argument("map_path", metavar="MAP", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.argument("fmt", metavar="[FORMAT]", type=FormatName("out"), required=False)
@click.option(
    "-o", "--output", "out", metavar="FILE", type=_file, help="The file to write; or `-` for stdout, the default."
)
@click.option("--focus", metavar="ID", shell_complete=complete_id, help="Only what is near this element.")
@click.option("--depth", type=click.IntRange(min=0), help="With --focus: the number of links; otherwise one.")
@click.option("--list", "listed", is_flag=True, help="List the formats, and what each keeps and loses.")
@json_option
def export(
    map_path: Path | None,
    fmt: Format | None,
    out: Path | None,
    focus: str | None,
    depth: int | None,
    listed: bool,
    as_json: bool,
) -> int:
    """Write MAP in another format, to stdout or to FILE, which is replaced whole or not at all.

    FORMAT can be left out where the name of FILE decides it. What the map has and the format cannot hold is
    listed on stderr. With --focus, only a part is exported: a claim, a quote, or the quotes of a source, and what is
    within --depth links of it.

    \b
    argmap export --list
    argmap export maps/trade.toml html -o trade.html
    argmap export maps/trade.toml markdown --focus jobs-are-lost --depth 2

    Exit codes: 0 written · 2 an invalid map or command line · 3 there is no such element or format ·
    4 a file cannot be read or written.
    """
    if listed:
        only_list(click.get_current_context())
        list_formats(as_json)
        return ExitCode.OK
    if as_json:
        raise click.UsageError("--json goes with --list; as a format it is a word: `argmap export MAP json`")
    if depth is not None and focus is None:
        raise click.UsageError("--depth goes with --focus ID: it counts the links from there")
    if map_path is None:
        raise click.UsageError("name the map: `argmap export MAP FORMAT`", click.get_current_context())
    out = None if out is None or str(out) == "-" else out
    chosen = fmt or _format_by_name(out, map_path)
    if chosen.export is None:
        raise refusal(f"{chosen.label} can only be read: `argmap import FILE` reads it")
    map_ = load(map_path).map
    if focus is not None:
        from argmap.formats.export_input import excerpt

        map_ = excerpt(map_, focus, 1 if depth is None else depth)
    content, losses = _made(chosen, map_, Corpus(Project.of(map_path)), out)
    if out is None:
        _print(content, chosen)
    else:
        from argmap.store.saving import in_folder, write_file

        _spare_the_map(out, map_path)
        with in_folder(out.parent):
            write_file(out, content, replaces=True)
    if losses:
        report(f"argmap: left out: {', '.join(losses)}")
    return ExitCode.OK


def _format_by_name(out: Path | None, map_path: Path) -> Format:
    from argmap.formats.registry import MODULES, format_for

    if str(map_path) in dict(MODULES):
        raise click.UsageError(f"`{map_path}` is a format: name the map before it, `argmap export MAP {map_path}`")
    if out is None:
        raise click.UsageError("name the format after the map: `argmap export --list` lists them")
    found = format_for(out.name)
    if found is None:
        raise click.UsageError(f"the name {out.name} does not decide the format: give FORMAT before -o")
    return found


def _made(chosen: Format, map_: ArgMap, corpus: Corpus, out: Path | None) -> tuple[bytes, tuple[str, ...]]:
    from argmap.formats.export_input import export_input_for

    assert chosen.export is not None
    # A large export makes millions of small values, and all of them are in use to its end: to look for others in
    # between takes a quarter of the time.
    with _nothing_collected():
        exported = chosen.export(export_input_for(chosen, map_, corpus, None if out is None else out.parent))
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
    if os.path.realpath(out) == os.path.realpath(map_path):
        raise refusal(f"{out} is the map itself; give another name")

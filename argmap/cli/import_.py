"""`import`: a file in another format as a map, or into one."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.common import change_map_file, conflict_text, how_to_decide_all, in_order, json_option
from argmap.cli.formats import FormatName, list_formats, only_list
from argmap.cli.output import ExitCode, count, refusal, report, say
from argmap.corpus import Corpus, Project
from argmap.files.encodings import codec_of, near_names
from argmap.formats import Bullets, Format, Imported, Incoming, UnreadableFormat
from argmap.formats.format import assumed_encoding, in_utf_8
from argmap.formats.import_file import incoming_file, incoming_stream, pages_of, read_as
from argmap.formats.import_plan import ImportPlan, anchored, plan_import, unreadable, written
from argmap.model import ArgMap
from argmap.store import load
from argmap.store.saving import in_folder, save

if TYPE_CHECKING:
    from argmap.formats.import_merge import ImportMerge

_STDIN = "stdin"
_map_file = click.Path(path_type=Path, dir_okay=False)


def _encoding(_ctx: click.Context, _param: click.Parameter, name: str | None) -> str | None:
    if name is not None and codec_of(name) is None:
        near = " or ".join(f"`{one}`" for one in near_names(name) or ("gb18030", "big5", "shift_jis"))
        raise click.BadParameter(f"`{name}` is not an encoding of text; for example {near}")
    return name


@click.command("import")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, allow_dash=True), required=False)
@click.option(
    "--list", "listed", is_flag=True, help="List the formats that can be imported, and what each keeps and loses."
)
@click.option(
    "-o", "--output", "out", metavar="MAP", type=_map_file, help="The new map; otherwise FILE's name with .toml."
)
@click.option("--into", metavar="MAP", type=_map_file, help="The existing map to import into.")
@click.option(
    "--from", "fmt", metavar="FORMAT", type=FormatName("in"), help="The format of FILE, if it is not recognized."
)
@click.option(
    "--bullets",
    type=click.Choice([each.value for each in Bullets]),
    help="What unmarked points of an outline are.",
)
@click.option("--encoding", metavar="NAME", callback=_encoding, help="The encoding of FILE, if it is not UTF-8.")
@click.option("--dry-run", is_flag=True, help="Write nothing; print what would change, as `argmap diff` does.")
@json_option
def import_file(
    file: Path | None,
    listed: bool,
    out: Path | None,
    into: Path | None,
    fmt: Format | None,
    bullets: str | None,
    encoding: str | None,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Import FILE, which another program or a person wrote (`-` reads stdin), as a map, and print the map's name.

    The format is recognized by the name and the content; --list lists the formats. Without -o the map is
    written in this folder under FILE's name. Texts that quotes need are written beside the map, without overwriting.
    What cannot be imported is listed with its line. An outline that does not show what its points are is refused;
    --bullets decides: `support`, `counter`, `claims` (claims of their own), or `signs` (their + or -).

    With --into, FILE is imported into an existing map: claims with the same words, sources with the same path and the
    same passages are recognized; an element whose id is already used gets a new id. Where the two differ about one
    element, both versions are kept for `argmap resolve`. Importing the same file again adds nothing.

    Exit codes: 0 everything is imported · 1 something is skipped, in conflict, or quotes a text that cannot be read ·
    2 an invalid FILE or command line · 3 the map already exists · 4 a file cannot be read or written.
    """
    if listed:
        only_list(click.get_current_context())
        list_formats(as_json, coming_in=True)
        return ExitCode.OK
    if as_json:
        raise click.UsageError("--json goes with --list; a map in JSON is what `argmap export MAP json` prints")
    if file is None:
        raise click.UsageError("name the file: `argmap import FILE`; --list lists the formats")
    if out is not None and into is not None:
        raise click.UsageError("-o creates a new map and --into takes an existing one: give one of the two")
    target = into or out or _named_after(file)
    tried = dry_run and out is None
    if into is None and not tried and os.path.exists(target):  # noqa: PTH110 - fails for no name
        raise refusal(f"{target} is already there; give another name with -o, or import into it with --into {target}")
    project = Project.of(target)
    incoming, read_in = _incoming(file, project, into, encoding)
    known, imported = read_as(replace(incoming, bullets=Bullets(bullets) if bullets else None), fmt)
    if bullets:
        _check_bullets(bullets, incoming, known, imported)
    if not imported.map.title.strip():
        imported = replace(imported, map=replace(imported.map, title=target.stem))
    import_plan = plan_import(imported, project, read_in)
    if into is None:
        arriving, took = _begin(target, project, import_plan, dry_run=dry_run)
    else:
        arriving, took = _take_in(target, project, import_plan, dry_run=dry_run)
    if not dry_run:
        say(str(target))
    assumed = assumed_encoding(incoming)
    read_in_words = f", read as {assumed}; --encoding NAME chooses another" if assumed else ""
    report(f"{incoming.name} ({known.label}{read_in_words}): {_counted(arriving)}")
    for path in import_plan.files:
        report(f"{'to be written' if dry_run else 'written'}: {_shown(path)}")
    left = [*_told(imported, incoming.name), *_told_of_texts(import_plan, project)]
    for line in (*left, *(_told_of_joining(took, target) if took else ())):
        report(line)
    return ExitCode.REVIEW if left or (took and (took.conflicts or took.left)) else ExitCode.OK


def _check_bullets(bullets: str, incoming: Incoming, fmt: Format, imported: Imported) -> None:
    """Refuses --bullets for another format than an outline; says where it changed nothing of what is `imported`."""
    if not fmt.has_points:
        raise refusal(f"{incoming.name} is {fmt.label}, which marks supports and counters itself; leave out --bullets")
    with suppress(UnreadableFormat):  # without --bullets it does not say what its points do
        if read_as(incoming, fmt)[1] == imported:
            report(f"--bullets {bullets} changes nothing: {incoming.name} has signs of its own, which are used")


def _named_after(file: Path) -> Path:
    if str(file) == "-":
        raise click.UsageError("stdin has no name: name the new map with -o, or an existing map with --into")
    from argmap.formats.registry import formats

    endings = [ending for known in formats() for ending in known.suffixes if file.name.lower().endswith(ending)]
    ending = max((*endings, file.suffix), key=len)
    return Path(f"{file.name[: len(file.name) - len(ending)] or 'imported'}.toml")


def _incoming(file: Path, project: Project, into: Path | None, encoding: str | None) -> tuple[Incoming, Path]:
    """What is read, and the folder from which it names other files."""
    if str(file) == "-":
        incoming, read_in = incoming_stream(sys.stdin.buffer, _STDIN), Path.cwd()
    else:
        incoming, read_in = incoming_file(file, project), Path(os.path.realpath(file)).parent
    if into is not None:
        incoming = replace(incoming, page=pages_of(load(into).map, Corpus(project), read_in))
    return in_utf_8(incoming, encoding) if encoding else incoming, read_in


def _begin(target: Path, project: Project, import_plan: ImportPlan, *, dry_run: bool) -> tuple[ArgMap, None]:
    """Writes a new map, or prints it."""
    if target.suffix != ".toml":
        raise refusal(f"{target}: a map's name ends in `.toml`; call it `{target.with_suffix('.toml')}`")
    if dry_run:
        _print_changes(target, None, import_plan.map)
        return import_plan.map, None
    with in_folder(target.parent), written(import_plan.files):
        save(target, anchored(import_plan.map, Corpus(project)), None)
    return import_plan.map, None


def _take_in(target: Path, project: Project, import_plan: ImportPlan, *, dry_run: bool) -> tuple[ArgMap, ImportMerge]:
    """Takes the map into the one that is there, or prints what would change in that."""
    from argmap.formats.import_merge import joined

    if dry_run:
        map_ = load(target).map
        took = joined(map_, import_plan.map)
        _print_changes(target, map_, took.map)
        return import_plan.map, took
    with written(import_plan.files):
        arriving = anchored(import_plan.map, Corpus(project))

        def change(map_: ArgMap, _corpus: Corpus) -> ArgMap:
            nonlocal took
            took = joined(map_, arriving)
            return took.map

        change_map_file(target, change)
    return import_plan.map, took


def _print_changes(target: Path, before: ArgMap | None, after: ArgMap) -> None:
    from argmap.cli.diff import MapDiff, changes_of, print_diffs

    print_diffs(
        [MapDiff(str(target), str(target), changes_of(before, after))], as_json=False, view="text", only_numbers=False
    )


def _counted(map_: ArgMap) -> str:
    things = ((len(map_.sources), "source"), (len(map_.claims), "claim"), (len(map_.quotes), "quote"))
    links = sum(1 for _ in map_.links())
    return ", ".join(count(number, thing) for number, thing in (*things, (links, "link")) if number) or "nothing"


def _told(imported: Imported, name: str) -> Iterator[str]:
    if imported.skipped:
        yield f"argmap: skipped: {count(len(imported.skipped), 'thing')}"
    for one in imported.skipped:
        yield f"  {name}:{one.line}: {one.message}" if one.line else f"  {name}: {one.message}"


def _told_of_texts(import_plan: ImportPlan, project: Project) -> Iterator[str]:
    for number, why in unreadable(import_plan, project):
        yield f"argmap: {count(number, 'quote')} of a text that cannot be read: {why}"


def _told_of_joining(took: ImportMerge, target: Path) -> Iterator[str]:
    yield from (f"argmap: skipped: {message}" for message in took.left)
    if took.known:
        yield f"argmap: already in the map: {count(len(took.known), 'element')}"
    for old, new in sorted(took.renamed.items()):
        if new not in took.known:
            yield f"  `{old}` is the id of another element here; it is imported as `{new}`"
    if took.conflicts:
        yield f"argmap: {count(len(took.conflicts), 'conflict')} to resolve; {how_to_decide_all(str(target), took.map)}"
        yield from (f"  {conflict_text(where, took.map)}" for where in in_order(took.conflicts))


def _shown(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)

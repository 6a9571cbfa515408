"""`add source`, `add claim`, `add quote`: each prints the id it made."""

import sys
from dataclasses import replace
from pathlib import Path

import click

from argmap import edit
from argmap.cli.exits import ExitCode, refusal
from argmap.cli.opening import change_map_file, complete_id, map_argument
from argmap.cli.output import narrate, say
from argmap.corpus import Corpus, OpenText
from argmap.corpus.anchoring import add_passage
from argmap.corpus.finding import nearest_passage, passages
from argmap.model import ArgMap, Claim, Role, Source
from argmap.text import read_source
from argmap.text.visible import visible_line

_id_option = click.option("--id", "wanted", metavar="ID", help="The id to give it; else one is made from its words.")
_note_option = click.option("--note", help="A note, kept beside it in the file.")
_tag_option = click.option("--tag", "tags", multiple=True, help="A tag; may be given again.")


@click.group()
def add() -> None:
    """Add a source, a claim or a quote to a map, and print its id."""


@add.command()
@map_argument
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--title", help="The text's title.")
@click.option("--author", help="Who wrote it.")
@click.option("--lang", help="Its language: zh, zh-Hant, de, en …")
@click.option("--year", type=int, help="The year it appeared.")
@click.option("--url", help="Where it can be read.")
@_id_option
@_note_option
@_tag_option
def source(
    map_path: Path,
    file: Path,
    title: str | None,
    author: str | None,
    lang: str | None,
    year: int | None,
    url: str | None,
    wanted: str | None,
    note: str | None,
    tags: tuple[str, ...],
) -> int:
    """Add the text FILE, which must lie inside the project, as a source of MAP."""
    made = ""

    def change(whole: ArgMap, corpus: Corpus) -> ArgMap:
        nonlocal made
        path = corpus.project.path_to(file)
        content = read_source(file)
        if content.encoding != "UTF-8":
            narrate(f"{file} was read as {content.encoding}")
        text = Source(path=path, title=title, author=author, lang=lang, year=year, url=url, note=note, tags=tags)
        after, made = edit.add_source(whole, replace(text, blob=content.blob), wanted)
        return after

    change_map_file(map_path, change)
    say(made)
    return ExitCode.OK


@add.command()
@map_argument
@click.argument("text")
@click.option("--thesis", "is_thesis", is_flag=True, help="The map is about this claim: list it among the theses.")
@_id_option
@_note_option
@_tag_option
def claim(
    map_path: Path, text: str, is_thesis: bool, wanted: str | None, note: str | None, tags: tuple[str, ...]
) -> int:
    """Add a claim: a sentence that can be supported or countered."""
    made = ""

    def change(whole: ArgMap, _corpus: Corpus) -> ArgMap:
        nonlocal made
        after, made = edit.add_claim(whole, Claim(text=text, note=note, tags=tags), wanted)
        return edit.change_map(after, thesis=(*after.thesis, made)) if is_thesis else after

    change_map_file(map_path, change)
    say(made)
    return ExitCode.OK


@add.command()
@map_argument
@click.argument("source_id", metavar="SOURCE", shell_complete=complete_id)
@click.argument("text")
@click.option("--line", type=click.IntRange(min=1), help="Which of several places: the one that begins on this line.")
@click.option("--translation", help="What it says, in the map's language.")
@click.option("--supports", metavar="CLAIM", shell_complete=complete_id, help="Link it as a support of CLAIM.")
@click.option("--counters", metavar="CLAIM", shell_complete=complete_id, help="Link it as a counter of CLAIM.")
@_id_option
@_note_option
@_tag_option
def quote(
    map_path: Path,
    source_id: str,
    text: str,
    line: int | None,
    translation: str | None,
    supports: str | None,
    counters: str | None,
    wanted: str | None,
    note: str | None,
    tags: tuple[str, ...],
) -> int:
    """Quote the passage of SOURCE that says TEXT (`-` reads it from stdin).

    The words are found whatever their wrapping, width, case or script; what is stored is the passage as the source
    has it. Where they stand several times, or not at all, the places are printed and nothing is added.
    """
    words = sys.stdin.read() if text == "-" else text
    made = ""

    def change(whole: ArgMap, corpus: Corpus) -> ArgMap:
        nonlocal made
        if source_id not in whole.sources:
            known = ", ".join(sorted(whole.sources)) or "none yet; `argmap add source` adds one"
            raise refusal(f"there is no source `{source_id}` in {map_path}; its sources: {known}")
        opened = corpus.open(whole.sources[source_id])
        start, end = _the_passage(opened, words, line)
        after, made = add_passage(
            whole, source_id, opened, (start, end), wanted, translation=translation, note=note, tags=tags
        )
        for role, target in ((Role.SUPPORT, supports), (Role.COUNTER, counters)):
            if target is not None:
                after = edit.link(after, (made,), role, target)
        return after

    change_map_file(map_path, change)
    say(made)
    return ExitCode.OK


def _the_passage(opened: OpenText, words: str, line: int | None) -> tuple[int, int]:
    """The one place where the words stand. Refuses, naming the places, where there is not just one."""
    found = passages(opened, words)
    if line is not None:
        found = [place for place in found if opened.line_at(place[0]) == line] or found
    if len(found) == 1:
        return found[0]
    name = opened.file.name
    if found:
        raise refusal(
            f"these words stand {len(found)} times in {name}; give more of them, or choose one with --line:\n"
            + "\n".join(f"  {name}:{_shown(opened, *place)}" for place in found[:20])
        )
    near = nearest_passage(opened, words)
    guess = f"\nThe most similar passage:\n  {name}:{_shown(opened, *near)}" if near else ""
    raise refusal(f"these words do not stand in {name}; check them against the text.{guess}")


def _shown(opened: OpenText, start: int, end: int) -> str:
    """A place with its line and a little context, on one line."""
    before, after = opened.text[max(0, start - 20) : start], opened.text[end : end + 20]
    return visible_line(f"{opened.line_at(start)}: …{before}[{opened.text[start:end]}]{after}…")

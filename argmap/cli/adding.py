"""`add source`, `add claim`, `add quote`: each prints the id it made."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from argmap import edit
from argmap.cli.exits import ExitCode, refusal
from argmap.cli.linking import linked, narrate_turned
from argmap.cli.opening import change_map_file, check_tags, complete_id, map_argument, no_contradiction
from argmap.cli.output import link_text, narrate, narrate_twin, say
from argmap.cli.passages import the_passage
from argmap.corpus import Corpus, Project
from argmap.corpus.anchoring import add_passage, quotes_of_passage
from argmap.model import ArgMap, Claim, Link, Role, parse_premises
from argmap.store import load

_id_option = click.option("--id", "wanted", metavar="ID", help="The id to give it; else one is made from its words.")
_note_option = click.option("--note", help="A note, kept beside it in the file.")
_tag_option = click.option("--tag", "tags", multiple=True, help="A tag; may be given again.")


class _WithWords(click.Command):
    """A command whose last argument is a text, which may begin with `- ` as the item of a list does."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        takes_value = {name for option in self.params for name in option.opts if not getattr(option, "is_flag", True)}
        for at, word in enumerate(args):
            if word[:1] == "-" and word[1:2].isspace() and "--" not in args and args[at - 1] not in takes_value:
                args = [*args[:at], *args[at + 1 :], "--", word]
                break
        return super().parse_args(ctx, args)


def _link_options(command: Callable[..., int]) -> Callable[..., int]:
    """Gives a command the options that link what it adds."""
    claim: dict[str, Any] = {"metavar": "CLAIM", "multiple": True, "shell_complete": complete_id}
    for option in (
        click.option(
            "--undercuts",
            nargs=2,
            metavar="PREMISE CLAIM",
            multiple=True,
            shell_complete=complete_id,
            help="It undercuts the link from PREMISE (`a + b` for linked premises) to CLAIM; may be given again.",
        ),
        click.option("--counters", **claim, help="It counters CLAIM; may be given again, for another."),
        click.option("--supports", **claim, help="It supports CLAIM; may be given again, for another."),
    ):
        command = option(command)
    return command


def _check_links(supports: Sequence[str], counters: Sequence[str]) -> None:
    no_contradiction("--supports", supports, "--counters", counters)


def _links(
    made: str, supports: Sequence[str], counters: Sequence[str], undercuts: Sequence[tuple[str, str]]
) -> list[Link]:
    """The links of the element `made`, as the options name them; one that is named twice is one."""
    links = [Link((made,), Role.SUPPORT, target) for target in supports]
    links += [Link((made,), Role.COUNTER, target) for target in counters]
    links += [
        Link((made,), Role.UNDERCUT, target, tuple(sorted(parse_premises(premise)))) for premise, target in undercuts
    ]
    return list(dict.fromkeys(links))


def _linked(whole: ArgMap, links: Sequence[Link]) -> ArgMap:
    """A map with these links; what is there already stays as it is."""
    there = {*whole.links()}
    for link in links:
        if link not in there:
            whole = linked(whole, link)
    return whole


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
@click.option("--to", metavar="PATH", type=click.Path(path_type=Path), help="Where the plain-text copy goes.")
@click.option("--text", "text_file", metavar="FILE", type=click.Path(path_type=Path), help="The text of an entry.")
@click.option("--entry", metavar="KEY", help="Which of several entries.")
@click.option("--whole", "keeps_menus", is_flag=True, help="Keep menus of web pages, page numbers of PDFs.")
@click.option("--as-is", is_flag=True, help="Quote from FILE itself: HTML and the like as the text that it is.")
@click.option("--encoding", metavar="NAME", help="What FILE is in, where argmap finds out wrong: windows-1250 …")
@_id_option
@_note_option
@_tag_option
def source(
    map_path: Path,
    file: Path,
    to: Path | None,
    text_file: Path | None,
    entry: str | None,
    keeps_menus: bool,
    as_is: bool,
    encoding: str | None,
    wanted: str | None,
    tags: tuple[str, ...],
    **fields: Any,  # noqa: ANN401 - the options that are fields of a source, as click hands them over
) -> int:
    """Add FILE as a source of MAP: a text inside the project, or a document from anywhere.

    Of HTML, PDF, DOCX and EPUB, a plain-text copy is written beside the map's other texts; its first line says what
    it was made of, and where the document has pages, quotes are cited by them. An entry of Zotero or another
    reference manager (CSL-JSON, BibTeX) fills title, author, year and URL; its text is the file that it names, or
    that of `--text`. Nothing is fetched from the network.
    """
    from argmap.cli.bringing import Wanted, bring
    from argmap.formats.arrival import written

    check_tags(tags)
    asked = Wanted(
        file=file, to=to, text_file=text_file, entry=entry, whole=keeps_menus, as_is=as_is, encoding=encoding
    )
    brought = bring(asked, load(map_path).map, Corpus(Project.of(map_path)))
    given = {name: value for name, value in fields.items() if value is not None}
    made = ""

    def change(whole: ArgMap, _corpus: Corpus) -> ArgMap:
        nonlocal made
        after, made = edit.add_source(whole, replace(brought.source, **given, tags=tags), wanted)
        return after

    with written(brought.files):
        change_map_file(map_path, change)
    for told in brought.told:
        narrate(told)
    say(made)
    return ExitCode.OK


@add.command(cls=_WithWords)
@map_argument
@click.argument("text")
@click.option("--thesis", "is_thesis", is_flag=True, help="The map is about this claim: list it among the theses.")
@_link_options
@_id_option
@_note_option
@_tag_option
def claim(
    map_path: Path,
    text: str,
    is_thesis: bool,
    supports: tuple[str, ...],
    counters: tuple[str, ...],
    undercuts: tuple[tuple[str, str], ...],
    wanted: str | None,
    note: str | None,
    tags: tuple[str, ...],
) -> int:
    """Add a claim: a sentence that can be supported or countered."""
    _check_links(supports, counters)
    check_tags(tags)
    made = ""

    def change(whole: ArgMap, _corpus: Corpus) -> ArgMap:
        nonlocal made
        after, made = edit.add_claim(whole, Claim(text=text, note=note, tags=tags), wanted)
        after = _linked(after, _links(made, supports, counters, undercuts))
        return edit.change_map(after, thesis=(*after.thesis, made)) if is_thesis else after

    narrate_twin(change_map_file(map_path, change).after, made)
    say(made)
    return ExitCode.OK


@add.command(cls=_WithWords)
@map_argument
@click.argument("source_id", metavar="SOURCE", shell_complete=complete_id)
@click.argument("text")
@click.option("--line", type=click.IntRange(min=1), help="Which of several places: the one that begins on this line.")
@click.option(
    "--nearest", is_flag=True, help="Where TEXT stands nowhere, quote the passage most like it, and print it."
)
@click.option("--translation", help="What it says, in the map's language.")
@_link_options
@_id_option
@_note_option
@_tag_option
def quote(
    map_path: Path,
    source_id: str,
    text: str,
    line: int | None,
    nearest: bool,
    translation: str | None,
    supports: tuple[str, ...],
    counters: tuple[str, ...],
    undercuts: tuple[tuple[str, str], ...],
    wanted: str | None,
    note: str | None,
    tags: tuple[str, ...],
) -> int:
    """Quote the passage of SOURCE that says TEXT (`-` reads it from stdin).

    The words are found whatever their wrapping, width, case or script, and as people quote: in quotation marks, after
    `> ` or a list's mark, with `[sic]`, without note marks, or with `…` for what is left out, which gives the passage
    from the first part to the last. What is stored is the passage as the source has it. Where the words stand several
    times, or not at all, the places are printed and nothing is added; with `--nearest` the passage most like them is.
    A quote that already quotes the passage is used: its id is printed, and it gets the links that are asked for.
    """
    _check_links(supports, counters)
    check_tags(tags)
    words = sys.stdin.read() if text == "-" else text
    made = ""

    def change(whole: ArgMap, corpus: Corpus) -> ArgMap:
        nonlocal made
        if source_id not in whole.sources:
            known = ", ".join(sorted(whole.sources)) or "none yet; `argmap add source` adds one"
            raise refusal(f"there is no source `{source_id}` in {map_path}; its sources: {known}")
        if not words.strip():
            raise refusal("there are no words to quote; write a passage of the source")
        opened = corpus.open(whole.sources[source_id])
        start, end = the_passage(opened, words, line, nearest=nearest)
        if same := quotes_of_passage(corpus, whole, source_id, (start, end)):
            made = wanted if wanted in same else same[0]
            there = whole.quotes[made]
            after = edit.change_quote(
                whole,
                made,
                translation=there.translation or translation,
                note=there.note or note,
                tags=(*there.tags, *tags),
            )
        else:
            after, made = add_passage(
                whole, source_id, opened, (start, end), wanted, translation=translation, note=note, tags=tags
            )
        return _linked(after, _links(made, supports, counters, undercuts))

    before, after = change_map_file(map_path, change)
    if made in before.quotes:
        _narrate_used(before, after, made, _links(made, supports, counters, undercuts))
        if wanted and wanted != made:
            narrate(f"  its id stays; `argmap rename {map_path} {made} {wanted}` changes it")
        for name, asked in (("translation", translation), ("note", note)):
            if asked and asked.strip() != getattr(after.quotes[made], name):
                narrate(f"  its {name} stays; `argmap edit {map_path} {made} --{name} TEXT` changes it")
    say(made)
    return ExitCode.OK


def _narrate_used(before: ArgMap, after: ArgMap, quote_id: str, links: Sequence[Link]) -> None:
    """Says that a quote was there already, and which of the `links` are new."""
    narrate(f"quotes.{quote_id} already quotes this passage; it is used")
    there = {*before.links()}
    for link in links:
        narrate(f"  {'already there' if link in there else 'added'}: {link_text(link)}")
        if link not in there:
            narrate_turned(before, link)
    old, new = before.quotes[quote_id], after.quotes[quote_id]
    for name in ("translation", "note", "tags"):
        if getattr(old, name) != getattr(new, name):
            narrate(f"  added: its {name}")

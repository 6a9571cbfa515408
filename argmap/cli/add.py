"""`add source`, `add claim` and `add quote`; how a passage is found by its words, how a document becomes a text."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import click

from argmap import edit
from argmap.cli.common import (
    change_map_file,
    check_tags,
    complete_id,
    map_argument,
    no_contradiction,
    report_twin,
)
from argmap.cli.link import linked, report_changed_role
from argmap.cli.output import CommandFailed, ExitCode, count, refusal, report, say
from argmap.corpus import Corpus, OpenText, Project
from argmap.corpus.anchoring import add_passage, quotes_of_passage
from argmap.corpus.passages import (
    FARTHEST,
    Span,
    elided,
    guessed_passage,
    meant_passages,
    missing_part,
    nearest_passages,
    other_numbers,
    plainest,
)
from argmap.documents.converting import Copy, home_of_texts, is_document, place_for_text, plain_copy, refuse_address
from argmap.documents.document import CLUTTER, RUNNING
from argmap.edit.sentences import link_sentence
from argmap.model import ArgMap, Claim, Link, Role, Source, parse_premises
from argmap.store import load
from argmap.text.one_line import reading_line
from argmap.text.reading import SourceText, blob_id, read_source
from argmap.text.visible import visible_line

_id_option = click.option("--id", "wanted", metavar="ID", help="Its id; otherwise one is made from its words.")
_note_option = click.option("--note", help="A note, stored with it in the file.")
_tag_option = click.option("--tag", "tags", multiple=True, help="A tag; can be given several times.")


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
            help="It undercuts the link from PREMISE (`a + b` if linked) to CLAIM; can be given several times.",
        ),
        click.option("--counters", **claim, help="It counters CLAIM; can be given several times."),
        click.option("--supports", **claim, help="It supports CLAIM; can be given several times."),
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
@click.option("--to", metavar="PATH", type=click.Path(path_type=Path), help="The path of the plain-text copy.")
@click.option("--text", "text_file", metavar="FILE", type=click.Path(path_type=Path), help="The text of an entry.")
@click.option("--entry", metavar="KEY", help="Which of several entries.")
@click.option("--whole", "keeps_menus", is_flag=True, help="Include menus of web pages and page numbers of PDFs.")
@click.option("--as-is", is_flag=True, help="Quote from FILE itself, for example from the markup of an HTML page.")
@click.option("--encoding", metavar="NAME", help="The encoding of FILE, if it is detected wrongly: windows-1250 …")
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
    from argmap.formats.import_plan import written

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
        report(told)
    say(made)
    return ExitCode.OK


@add.command(cls=_WithWords)
@map_argument
@click.argument("text")
@click.option("--thesis", "is_thesis", is_flag=True, help="Make the claim a thesis of the map.")
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

    report_twin(change_map_file(map_path, change).after, made)
    say(made)
    return ExitCode.OK


@add.command(cls=_WithWords)
@map_argument
@click.argument("source_id", metavar="SOURCE", shell_complete=complete_id)
@click.argument("text")
@click.option("--line", type=click.IntRange(min=1), help="Which of several places: the one on this line.")
@click.option("--nearest", is_flag=True, help="If TEXT is not found, quote the most similar passage, and print it.")
@click.option("--translation", help="Its translation into the map's language.")
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
        _report_used(before, after, made, _links(made, supports, counters, undercuts))
        if wanted and wanted != made:
            report(f"  its id stays; `argmap rename {map_path} {made} {wanted}` changes it")
        for name, asked in (("translation", translation), ("note", note)):
            if asked and asked.strip() != getattr(after.quotes[made], name):
                report(f"  its {name} stays; `argmap edit {map_path} {made} --{name} TEXT` changes it")
    say(made)
    return ExitCode.OK


def _report_used(before: ArgMap, after: ArgMap, quote_id: str, links: Sequence[Link]) -> None:
    """Says that a quote was there already, and which of the `links` are new."""
    report(f"quotes.{quote_id} already quotes this passage; it is used")
    there = {*before.links()}
    for link in links:
        report(f"  {'already there' if link in there else 'added'}: {link_sentence(after, link)}")
        if link not in there:
            report_changed_role(before, link)
    old, new = before.quotes[quote_id], after.quotes[quote_id]
    for name in ("translation", "note", "tags"):
        if getattr(old, name) != getattr(new, name):
            report(f"  added: its {name}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the command line says of a text."""

    file: Path
    to: Path | None = None
    """The path of the copy."""
    text_file: Path | None = None
    entry: str | None = None
    whole: bool = False
    as_is: bool = False
    encoding: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A source with what its document says of it, and the copy that is still to be written."""

    source: Source
    files: Mapping[Path, bytes] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    """What came of it, for the user, as soon as it is done."""


def bring(wanted: Wanted, whole: ArgMap, corpus: Corpus) -> Brought:
    """The source that a file becomes. Its copy is not written yet.

    Raises Unconvertible, MissingExtra, UnreadableSource and OutsideProject, and where the options do not fit.
    """
    refuse_address(str(wanted.file))
    if wanted.as_is or not is_document(wanted.file):
        return _as_it_is(wanted, corpus)
    made = plain_copy(
        wanted.file,
        _nobody_asks,
        whole=wanted.whole,
        entry=wanted.entry,
        text_file=wanted.text_file,
        encoding=wanted.encoding,
    )
    if made.plain is not None and corpus.project.holds(made.plain):
        brought = _as_it_is(replace(wanted, file=made.plain, text_file=None, entry=None), corpus)
        return replace(brought, source=replace(brought.source, **asdict(made.details)))
    data = made.text.encode("utf-8", "replace")
    place = _place(wanted.to, made.name, data, whole, corpus)
    source = Source(path=corpus.project.path_to(place), blob=blob_id(data), **asdict(made.details))
    return Brought(source=source, files={} if place.exists() else {place: data}, told=tuple(_told(made, place)))


def _nobody_asks(_share: float) -> None:
    """How far it is: a command is ended by Ctrl+C, whatever it does."""


def _as_it_is(wanted: Wanted, corpus: Corpus) -> Brought:
    """A text that is quoted where it lies."""
    if wanted.to is not None or wanted.text_file is not None or wanted.entry is not None or wanted.whole:
        raise refusal(
            f"{wanted.file} is added as it is, because it is a plain text in the project; leave out `--to`, `--text`, "
            f"`--entry` and `--whole`, which are for documents and entries that are converted"
        )
    path = corpus.project.path_to(wanted.file)
    content = read_source(wanted.file, wanted.encoding)
    if wanted.encoding is not None and content.told_encoding is None:
        raise refusal(f"{wanted.file} is {content.encoding}, as its bytes show; leave out `--encoding`")
    source = Source(path=path, encoding=content.told_encoding, blob=content.blob)
    return Brought(source=source, told=tuple(_text_lines(wanted, content)))


def _text_lines(wanted: Wanted, content: SourceText) -> Iterator[str]:
    if not content.text.strip():
        yield f"warning: {wanted.file} is empty, so that nothing can be quoted from it; check the file"
    if content.is_guess:
        yield (
            f"{wanted.file} was read as {content.encoding}, which is a guess; if the text looks wrong, "
            f"`argmap edit MAP ID --encoding NAME` reads it in another"
        )
    elif content.told_encoding is not None:
        yield f"{wanted.file} was read as {content.encoding}"


def _place(to: Path | None, name: str, data: bytes, whole: ArgMap, corpus: Corpus) -> Path:
    """Where a copy goes; never over another file."""
    if to is None:
        home = home_of_texts(corpus.project.root, corpus.project.files_of(whole.sources.values()))
        return place_for_text(home / name, data)
    place = to / name if to.is_dir() else to
    corpus.project.path_to(place)
    if place.exists() and (not place.is_file() or place.read_bytes() != data):
        raise refusal(f"{place} already exists, with another text; choose another name with `--to`")
    return place.resolve()


def _told(made: Copy, place: Path) -> Iterator[str]:
    here = Path.cwd()
    shown = place.relative_to(here) if place.is_relative_to(here) else place
    pages = f", {count(made.pages, 'page')}" if made.pages else ""
    yield f"{'already exists' if place.exists() else 'written'}: {shown}{pages}"
    yield from (f"left out: {left}" for left in made.left_out)
    if any(left.startswith(CLUTTER) for left in made.left_out):
        yield f"`--whole` keeps {CLUTTER}"
    if any(left.startswith(RUNNING) for left in made.left_out):
        yield "`--whole` keeps page numbers and running titles"
    yield from (f"warning: {doubt}" for doubt in made.doubts)


_LISTED = 20
"""Places named to a person who must choose one."""


def the_passage(opened: OpenText, words: str, line: int | None, *, nearest: bool = False) -> Span:
    """The one place where the words stand; with `line`, of several the one that begins there.

    Words may be quoted as people do: with marks around them, `[…]` inside, or without the text's note marks; what was
    taken is then told. With `nearest`, words that stand nowhere give the passage that is most like them, which is told,
    too. Refuses, naming the places, where there is not just one.
    """
    meant = meant_passages(opened, words)
    found = _on_line(opened, meant.places, line)
    if len(found) == 1:
        if meant.how:
            report(f"found {meant.how}: {_named(opened, found[0])}")
        return found[0]
    name = opened.file.name
    if found:
        raise refusal(
            f"these words occur {len(found)} times in {name}; give more of them, or choose one with --line:\n"
            + _listing(opened, found)
        )
    near = nearest_passages(opened, words)
    if not nearest:
        raise _not_there(opened, words, near[0][:2] if near else None)
    alike = _on_line(opened, [(one.start, one.end) for one in near], line)
    if not alike:
        raise refusal(f"no passage of {name} is similar enough to these words")
    if len(alike) > 1:
        raise refusal(
            f"{len(alike)} passages of {name} are equally similar to these words; choose one with --line:\n"
            + _listing(opened, alike, words)
        )
    report(f"quoted the most similar passage, {near[0].score:.0%} alike: {_named(opened, alike[0])}")
    if warning := _number_warning(opened, words, alike[0]):
        report(warning)
    return alike[0]


def _number_warning(opened: OpenText, words: str, place: Span) -> str:
    """What is said of a passage whose numbers are not those of the words it is offered for; empty where they are."""
    other = other_numbers(words, opened.text[place[0] : place[1]])
    return f"it has other numbers: {other}" if other else ""


def _on_line(opened: OpenText, places: Iterable[Span], line: int | None) -> list[Span]:
    """The places that begin on a line, where one is given. Refuses a line on which none begins."""
    every = list(places)
    chosen = [place for place in every if line is None or opened.line_at(place[0]) == line]
    if every and not chosen:
        raise refusal(f"these words do not begin on line {line} of {opened.file.name}:\n{_listing(opened, every)}")
    return chosen


def _not_there(opened: OpenText, words: str, near: Span | None) -> CommandFailed:
    """The refusal of words that are not found in a text, with what may help."""
    name = opened.file.name
    missing = missing_part(opened, words)
    if missing is not None:
        said = f"the part “{visible_line(reading_line(missing))}” is not found in {name}; check it against the text."
    elif len(elided(plainest(words))) > 1:
        said = (
            f"the parts are in {name}, but not in this order with at most {FARTHEST:,} characters left out between "
            "two of them; quote them one by one."
        )
    else:
        said = f"these words are not found in {name}; check them against the text."
    guess = near or guessed_passage(opened, missing or words)
    if guess is None:
        return refusal(said)
    hint = " (--nearest quotes it)" if near else ""
    return refusal(
        f"{said}\nThe most similar passage{hint}:\n{_listing(opened, [guess], words if near else missing or words)}"
    )


def _listing(opened: OpenText, places: Iterable[Span], offered_for: str = "") -> str:
    """The places, one a line; below each that is offered for other words, how its numbers differ from theirs."""
    lines = []
    for place in list(places)[:_LISTED]:
        lines.append(f"  {opened.file.name}:{_shown(opened, *place)}")
        if offered_for and (warning := _number_warning(opened, offered_for, place)):
            lines.append(f"    {warning}")
    return "\n".join(lines)


def _named(opened: OpenText, place: Span) -> str:
    """A place and its words, on one line."""
    passage = opened.text[place[0] : place[1]]
    return visible_line(f"{opened.file.name}:{opened.line_at(place[0])}: “{reading_line(passage)}”")


def _shown(opened: OpenText, start: int, end: int) -> str:
    """A place with its line and a little context, on one line."""
    before, after = opened.text[max(0, start - 20) : start], opened.text[end : end + 20]
    return visible_line(f"{opened.line_at(start)}: …{before}[{opened.text[start:end]}]{after}…")

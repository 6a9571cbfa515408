"""`edit`, `rename`, `remove`: changing what is there."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from argmap import edit as edits
from argmap.cli.add import the_passage
from argmap.cli.common import (
    change_map_file,
    check_tags,
    complete_id,
    dry_run_option,
    map_argument,
    no_contradiction,
    one_of,
    report_losses,
    report_old_translation,
    report_twin,
)
from argmap.cli.output import ExitCode, refusal, report
from argmap.corpus import Corpus, Project
from argmap.corpus.anchoring import quotes_of_passage, requote
from argmap.corpus.texts import OpenText, selector_of
from argmap.edit.sentences import in_quotes
from argmap.model import ArgMap, Quote
from argmap.store import decode, mentions
from argmap.store.reading import read_bytes

_id_argument = click.argument("some_id", metavar="ID", shell_complete=complete_id)

_FIELDS = {
    "claims": ("text", "note"),
    "quotes": ("translation", "note"),
    "sources": ("title", "author", "lang", "year", "url", "note", "encoding"),
}
_OPTIONS = {
    "claims": (*_FIELDS["claims"], "tag", "untag"),
    "quotes": ("text", "source", "line", "nearest", *_FIELDS["quotes"], "tag", "untag"),
    "sources": (*_FIELDS["sources"], "tag", "untag"),
}


class _Year(click.ParamType):  # type: ignore[type-arg]  # only newer versions of click know what it gives
    """A whole number, or an empty text where there is to be none."""

    name = "integer"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int | str:  # noqa: ANN401
        """The number; an empty text stays one."""
        if not str(value).strip():
            return ""
        try:
            return int(str(value))
        except ValueError:
            self.fail("`--year` must be a whole number, or empty", param, ctx)


@click.command()
@map_argument
@click.argument("some_id", metavar="[ID]", required=False, shell_complete=complete_id)
@click.option("--text", help="The words of a claim; of a quote, the passage of its source to quote instead.")
@click.option("--source", metavar="ID", shell_complete=complete_id, help="The source to quote a quote's words from.")
@click.option(
    "--line", type=click.IntRange(min=1), help="With --text or --source of a quote: the line of one of several places."
)
@click.option("--nearest", is_flag=True, help="With them: if the words are not found, the most similar passage.")
@click.option("--translation", help="The translation of a quote into the map's language.")
@click.option("--title", help="The title of a source, or of the map where no ID is given.")
@click.option("--author", help="The author of a source.")
@click.option("--lang", help="The language of a source.")
@click.option("--year", type=_Year(), help="The year of a source; -44 is 44 BC.")
@click.option("--url", help="Where a source can be read.")
@click.option(
    "--encoding", metavar="NAME", help="The encoding of a source's file; an empty one means that argmap detects it."
)
@click.option("--note", help="A note.")
@click.option("--tag", multiple=True, help="A tag to add; can be given several times.")
@click.option("--untag", multiple=True, help="A tag to delete; can be given several times.")
@click.option("--thesis", multiple=True, metavar="ID", help="All theses of the map, in order; without ID.")
def edit(map_path: Path, some_id: str | None, **options: Any) -> int:  # noqa: ANN401 - click passes the options
    """Change the words, note, tags or other details of a claim, quote or source; without ID, of the map.

    An empty text deletes a detail: --note "", --year "", --thesis "". The words of a claim or quote and the title of
    the map cannot be empty.

    With --source, a quote moves to another copy of its text: its words, or those of --text, are looked for there.
    """
    given = {name: value for name, value in options.items() if value is not None and value is not False and value != ()}
    if not given:
        raise click.UsageError("name what to change, for example --text or --note")
    no_contradiction("--tag", given.get("tag", ()), "--untag", given.get("untag", ()))
    check_tags(given.get("tag", ()))
    if "" in given.get("thesis", ()) and len(given["thesis"]) > 1:
        raise click.UsageError('`--thesis ""` leaves no thesis, so no other can be named with it; leave one out')
    for name in ("line", "nearest"):
        if name in given and not {"text", "source"} & given.keys():
            raise click.UsageError(f"`--{name}` chooses a place of a quote's words; give them with --text, or --source")

    def change(map_: ArgMap, corpus: Corpus) -> ArgMap:
        if some_id is None:
            return _map_changed(map_, given)
        section = next((name for name in _FIELDS if some_id in getattr(map_, name)), None)
        if section is None:
            return edits.change_claim(map_, one_of(some_id, map_.ids, "claim, quote or source"))
        _only(given, _OPTIONS[section], f"a {section.removesuffix('s')}")
        if section == "quotes" and {"text", "source"} & given.keys():
            map_ = _requoted(map_, corpus, some_id, given)
        return _element_changed(map_, corpus, section, some_id, given)

    before, after = change_map_file(map_path, change)
    _report_change(map_path, some_id, given, before, after)
    return ExitCode.OK


def _report_change(
    map_path: Path, some_id: str | None, given: Mapping[str, Any], before: ArgMap, after: ArgMap
) -> None:
    """Says what changed, what did not, and what the user may have to look at because of it."""
    old, new = _element(before, some_id), _element(after, some_id)
    names = dict.fromkeys(
        {"tag": "tags", "untag": "tags"}.get(name, name) for name in given if name not in ("line", "nearest")
    )
    changed = [name for name in names if getattr(old, name) != getattr(new, name)]
    if "text" not in changed and "source" not in changed and "line" in given and old.at != new.at:
        changed.append("place")
    same = [name for name in names if name not in changed]
    thing = some_id or "the map"
    if changed:
        report(f"{map_path}: {', '.join(changed)} of {thing} changed")
    if same:
        report(f"{map_path}: {', '.join(same)} of {thing} {'is' if len(same) == 1 else 'are'} the same as before")
    report_losses(before, edits.losses(before, after))
    if some_id is not None and some_id in after.claims and "text" in changed:
        report_twin(after, some_id)
    if some_id is not None and some_id in after.quotes and {"text", "source"} & {*changed}:
        corpus = Corpus(Project.of(map_path))
        span = corpus.quote_states(after)[some_id].span
        same = quotes_of_passage(corpus, after, new.source, span) if span else []
        if twin := next((at for at in same if at != some_id), None):
            report(f"quotes.{twin} already quotes this passage; `argmap remove` deletes one of the two")
        if "translation" not in changed and not _same_words(old.text, new.text):
            report_old_translation(new, some_id)


def _same_words(one: str, other: str) -> bool:
    from argmap.text.folding import fold

    return fold(one).text == fold(other).text


def _element(map_: ArgMap, some_id: str | None) -> Any:  # noqa: ANN401 - a source, claim or quote, or the map
    if some_id is None:
        return map_
    return next(getattr(map_, name)[some_id] for name in _FIELDS if some_id in getattr(map_, name))


def _map_changed(map_: ArgMap, given: Mapping[str, Any]) -> ArgMap:
    _only(given, ("title", "note", "thesis"), "the map itself")
    fields = dict(given)
    if fields.get("thesis") == ("",):
        fields["thesis"] = ()
    return edits.change_map(map_, **fields)


def _element_changed(map_: ArgMap, corpus: Corpus, section: str, some_id: str, given: Mapping[str, Any]) -> ArgMap:
    fields: dict[str, Any] = {name: value for name, value in given.items() if name in _FIELDS[section]}
    if "tag" in given or "untag" in given:
        tags: tuple[str, ...] = getattr(map_, section)[some_id].tags
        dropped = {tag.strip() for tag in given.get("untag", ())}
        if unknown := sorted(dropped - {*tags}):
            raise refusal(f"`{some_id}` has no tag `{unknown[0]}`; its tags: {', '.join(tags) or 'none'}")
        fields["tags"] = {*tags, *given.get("tag", ())} - dropped
    if not fields:
        return map_
    if section == "claims":
        return edits.change_claim(map_, some_id, **fields)
    if section == "quotes":
        return edits.change_quote(map_, some_id, **fields)
    after = edits.change_source(map_, some_id, **fields)
    if not fields.get("encoding"):
        return after
    told = corpus.open(after.sources[some_id]).content.told_encoding  # raises UnreadableSource where it is not in that
    if told is None:
        raise refusal(f"{after.sources[some_id].path} is UTF-8 or has a byte order mark, which gives its encoding")
    return edits.change_source(after, some_id, encoding=told)


def _requoted(map_: ArgMap, corpus: Corpus, quote_id: str, given: Mapping[str, Any]) -> ArgMap:
    """A map in which a quote has other words, or is quoted from another source, or both."""
    quote = map_.quotes[quote_id]
    source_id = one_of(given.get("source", quote.source), map_.sources, "source")
    if not given.get("text", quote.text).strip():
        raise refusal("the quote has no words; write a passage of the source")
    opened = corpus.open(map_.sources[source_id])
    span = None if "text" in given or "line" in given else _place_by_context(opened, quote)
    if span is None:
        span = the_passage(opened, given.get("text", quote.text), given.get("line"), nearest="nearest" in given)
    return requote(map_, quote_id, opened, span, source_id)


def _place_by_context(opened: OpenText, quote: Quote) -> tuple[int, int] | None:
    """The place in another text where the very words of a quote are, told apart by the words around them."""
    found = opened.resolver.resolve(selector_of(quote))
    if not found.found or found.start is None or found.end is None:
        return None
    return (found.start, found.end) if _same_words(opened.text[found.start : found.end], quote.text) else None


def _only(given: Mapping[str, Any], allowed: tuple[str, ...], thing: str) -> None:
    for name in given:
        if name not in allowed:
            options = ", ".join(f"--{known}" for known in allowed)
            raise refusal(f"--{name} cannot be changed of {thing}, which has {options}")


@click.command()
@map_argument
@click.argument("old", metavar="OLD", shell_complete=complete_id)
@click.argument("new", metavar="NEW")
def rename(map_path: Path, old: str, new: str) -> int:
    """Give the element OLD the id NEW; every reference to it follows.

    Notes and comments are a person's own words and stay as they are: where they name OLD, the lines are listed.
    """
    change_map_file(map_path, lambda map_, _corpus: edits.rename(map_, old, new))
    report(f"{map_path}: `{old}` is `{new}` now")
    _report_mentions(map_path, old)
    return ExitCode.OK


@click.command()
@map_argument
@_id_argument
@click.option("--cascade", is_flag=True, help="For a source: delete its quotes too.")
@dry_run_option
def remove(map_path: Path, some_id: str, cascade: bool, dry_run: bool) -> int:
    """Delete a claim, quote or source, with the links it is an end of; all that is deleted is listed.

    Linked premises hold only together: where one is deleted, the link is, and the other premises stay in the map.
    """
    before, after = change_map_file(
        map_path, lambda map_, _corpus: edits.remove(map_, some_id, cascade=cascade), dry_run=dry_run
    )
    report(f"{map_path}: {'would be deleted' if dry_run else 'deleted'}: `{some_id}` {in_quotes(before, some_id)}")
    report_losses(before, edits.losses(before, after, [some_id]), dry_run=dry_run)
    if not dry_run:
        _report_mentions(map_path, some_id)
    return ExitCode.OK


def _report_mentions(map_path: Path, gone: str) -> None:
    """Lists the lines on which notes and comments still name an id that the map has no longer."""
    for line, text in mentions(decode(read_bytes(map_path), str(map_path)), gone):
        report(f"{map_path}:{line}: still names `{gone}`: {text}")

"""`diff`: what changed in the argument between two versions, as text, in colour, as Markdown and as JSON."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from argmap.cli.common import json_option, one_of_options, print_json
from argmap.cli.failures import explain
from argmap.cli.output import ExitCode, on_terminal, print_lines, refusal, report, say
from argmap.corpus.project import holds_map
from argmap.diff import (
    Changes,
    ElementChange,
    FieldChange,
    How,
    Line,
    LinkChange,
    Piece,
    Tone,
    change_lines,
    stat,
    wording,
)
from argmap.diff import diff as compare
from argmap.diff.changes import PROSE_FIELDS
from argmap.model import Address, ArgMap, Link
from argmap.store import InvalidMap, UnreadableMap, load
from argmap.text.visible import visible_line

if TYPE_CHECKING:
    from argmap.git import Repository
    from argmap.git.revisions import Blobs, CommitFiles, Snapshot

_STYLE = {
    Tone.GONE: "red strike",
    Tone.NEW: "bold green",
    Tone.ID: "cyan",
    Tone.REMINDER: "dim",
    Tone.CONSEQUENCE: "bold yellow",
}
_SIGN_STYLE = {"+": "bold green", "-": "bold red", "~": "bold blue", "!": "bold yellow"}


class MapDiff(NamedTuple):
    """What changed in one map, and what its two versions are called."""

    old_name: str
    new_name: str
    changes: Changes

    @property
    def name(self) -> str:
        """Both names in one."""
        return self.new_name if self.old_name == self.new_name else f"{self.old_name} → {self.new_name}"


def numbers(changes: Changes) -> str:
    """How much changed, in one line: `claims: 1 added, 2 changed; links: 1 lost`."""
    parts = []
    for what, counted in stat(changes).items():
        if what == "map":
            parts.append("the map changed")
        else:
            parts.append(f"{what}: " + ", ".join(f"{number} {how}" for how, number in counted.items()))
    return "; ".join(parts)


def text_lines(compared: MapDiff) -> Iterator[str]:
    """Plain text, with what went and came in `[-…-]` and `{+…+}`."""
    yield compared.name
    for line in change_lines(compared.changes):
        body = "".join(map(_plain, line.pieces))
        yield f"{'    ' * line.depth}{line.sign or ' '} {body}"


def _plain(piece: Piece) -> str:
    if piece.tone is Tone.GONE:
        return f"[-{piece.text}-]"
    return f"{{+{piece.text}+}}" if piece.tone is Tone.NEW else piece.text


def print_diff(compared: MapDiff) -> None:
    """Prints what changed, in colour where git would do so."""
    if _in_colour():
        _print_in_colour(compared)
    else:
        print_lines(text_lines(compared))


def _in_colour() -> bool:
    """Whether a person sees it and wants colours: by NO_COLOR, else by git's settings, where there is a git."""
    if os.environ.get("NO_COLOR"):
        return False
    from argmap.git.faults import GitFault
    from argmap.git.running import Git

    try:
        return Git(Path()).in_colour(terminal=on_terminal())
    except GitFault:
        return on_terminal()


def _print_in_colour(compared: MapDiff) -> None:
    """Prints in colour, wrapped under the line's own beginning."""
    from rich.console import Console
    from rich.text import Text

    console = Console(force_terminal=True)
    console.print(Text(visible_line(compared.name), "bold underline"), soft_wrap=True)
    for line in change_lines(compared.changes):
        indent = "    " * line.depth
        body = Text.assemble(*((visible_line(piece.text), _STYLE.get(piece.tone, "")) for piece in line.pieces))
        for number, row in enumerate(body.wrap(console, max(console.width - len(indent) - 2, 24))):
            row.rstrip()
            sign = Text(f"{indent}{line.sign or ' '} ", _SIGN_STYLE.get(line.sign, ""))
            console.print((Text(indent + "  ") if number else sign) + row, soft_wrap=True)


def markdown_lines(compared: MapDiff, *, only_numbers: bool = False) -> Iterator[str]:
    """Markdown for a review comment: what a text holds is never read as markup, a mention or a link."""
    yield f"### {_escaped(compared.name)}"
    yield ""
    yield _escaped(numbers(compared.changes))
    if only_numbers:
        return
    yield ""
    for line in change_lines(compared.changes):
        yield f"{'  ' * line.depth}- {_markdown_sign(line)}{''.join(map(_markdown, line.pieces))}"


def _markdown_sign(line: Line) -> str:
    return {"+": "➕ ", "-": "➖ ", "~": "✏️ ", "!": "⚠️ "}.get(line.sign, "")


def _markdown(piece: Piece) -> str:
    text = _escaped(piece.text)
    match piece.tone:
        case Tone.GONE:
            return f"<del>{text}</del>"
        case Tone.NEW:
            return f"<ins>{text}</ins>"
        case Tone.ID:
            return f"<code>{text}</code>"
        case Tone.CONSEQUENCE:
            return f"<strong>{text}</strong>"
    return text


def _escaped(text: str) -> str:
    """Every ASCII sign that Markdown, HTML or GitHub could read, as a character reference."""
    line = visible_line(text)
    return "".join(f"&#{ord(char)};" if char in "&<>\"'`*_~[](){}\\|#@!$^" else char for char in line).replace(
        "://", ":&#47;/"
    )


def diff_as_json(compared: MapDiff, *, only_numbers: bool = False) -> dict[str, Any]:
    """Everything that changed, for programs."""
    line_as_json: dict[str, Any] = {
        "old": compared.old_name,
        "new": compared.new_name,
        "stat": stat(compared.changes),
    }
    if not only_numbers:
        line_as_json["renamed"] = dict(compared.changes.renamed)
        arisen, decided = compared.changes.arisen, compared.changes.decided
        line_as_json["conflicts"] = {
            "arisen": [_conflict(where, compared.changes.new) for where in arisen],
            "decided": [_conflict(where, compared.changes.old) for where in decided],
        }
        line_as_json["changes"] = [_element(element, compared.changes) for element in compared.changes.elements]
    return line_as_json


def _conflict(where: Address, map_: ArgMap) -> dict[str, Any]:
    conflict = map_.conflicts[where]
    return {"where": where, "base": conflict.base, "ours": conflict.ours, "theirs": conflict.theirs}


def _element(element: ElementChange, changes: Changes) -> dict[str, Any]:
    map_ = changes.old if element.how is How.REMOVED else changes.new
    return {
        "section": element.section,
        "id": element.id,
        "how": element.how,
        **({"old_id": element.old_id} if element.old_id else {}),
        **(
            {"text": getattr(map_, element.section)[element.id].text} if element.section in ("claims", "quotes") else {}
        ),
        "fields": [
            {
                "name": changed.name,
                "old": changed.old,
                "new": changed.new,
                **(_words(changed) if changed.name in PROSE_FIELDS else {}),
            }
            for changed in element.fields
        ],
        "links": [_link_change(changed) for changed in element.links],
        "consequences": element.consequences,
    }


def _words(changed: FieldChange) -> dict[str, Any]:
    marked = wording(str(changed.old or ""), str(changed.new or ""))
    return {"same_words": changed.same_words, "words": [(stretch.mark, stretch.text) for stretch in marked]}


def _link_change(changed: LinkChange) -> dict[str, Any]:
    return {"how": changed.how, "old": list(map(_link, changed.old)), "new": list(map(_link, changed.new))}


def _link(link: Link) -> dict[str, Any]:
    against = {"against": link.against} if link.against else {}
    return {"from": link.premises, "role": link.role, "to": link.target, **against}


class TwoVersions(NamedTuple):
    """A map in two versions; None for one in which it is not there."""

    old_name: str
    new_name: str
    old: ArgMap | None
    new: ArgMap | None


class Versions(NamedTuple):
    """The maps that a command line means."""

    compared: list[TwoVersions]
    faults: list[Exception]
    """Why others could not be compared: InvalidMap, UnreadableMap or UnknownBlob."""


class TellingPathsApart(click.Command):
    """A command that is told of a `--` between revisions and paths, which click would swallow."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Doubles the first `--`: click takes one, the command sees the other."""
        at = args.index("--") if "--" in args else len(args)
        return super().parse_args(ctx, [*args[:at], *args[at : at + 1], *args[at:]])


def two_versions(words: Sequence[str], folder: Path) -> Versions:
    """The versions that `[REV [REV]] [--] [MAP…]` or `FILE FILE` mean, for a user who stands in `folder`.

    Without a revision, HEAD is compared with the files as they are; with one, that revision. Without a MAP, all
    maps of the repository are meant, and those are left out that are the same, with texts that are. Two files alone
    are compared with each other, and need no git. A map of the repository that does not load in one of the two
    versions keeps no other from being compared. Raises GitFault and CommandFailed, and for two files InvalidMap and
    UnreadableMap.
    """
    files = [folder / word for word in words]
    if len(words) == 2 and all(file.suffix == ".toml" or file.is_file() for file in files):
        return Versions([TwoVersions(words[0], words[1], load(files[0]).map, load(files[1]).map)], [])
    from argmap.git import Repository

    repository = Repository.of(folder)
    revisions, paths = _told_apart(repository, words, folder)
    old, new = _snapshots(repository, revisions)
    asked = [repository.name_of(folder / path) for path in paths]
    return _compared(old, new, asked)


def _told_apart(repository: "Repository", words: Sequence[str], folder: Path) -> tuple[list[str], list[str]]:
    """The revisions and the paths among the words, by the rules of git's own commands."""
    if "--" in words:
        at = words.index("--")
        revisions, paths = list(words[:at]), list(words[at + 1 :])
        for revision in revisions:
            _commits(repository, revision)
    else:
        revisions = []
        for word in words:
            if not _is_revision(repository, word):
                break
            if (folder / word).exists():
                raise refusal(f"`{word}` is both a revision and a file; put `--` between revisions and files")
            revisions.append(word)
        paths = list(words[len(revisions) :])
        for path in paths:
            if not (folder / path).exists():
                shallow = "; this is a shallow clone, `git fetch --unshallow` fetches the others" * repository.shallow
                raise refusal(
                    f"`{path}` is not a revision, and not a file here; `git log --oneline` lists revisions{shallow}, "
                    "and a deleted map is named after `--`"
                )
    if len(revisions) > 2 or (len(revisions) == 2 and any(".." in revision for revision in revisions)):
        raise refusal(f"only two revisions can be compared, but {' '.join(revisions)} are more")
    return revisions, paths


def _is_revision(repository: "Repository", word: str) -> bool:
    from argmap.git.faults import NoSuchRevision

    try:
        _commits(repository, word)
    except NoSuchRevision:
        return False
    return True


def _commits(repository: "Repository", word: str) -> list[tuple[str, str]]:
    """The commits that a word names, each with what to call it: one, or the two ends of `A..B` or `A...B`."""
    first, dots, last = word.partition("...")
    if dots:
        ends = (first or "HEAD", last or "HEAD")
        return [(repository.merge_base(*ends), word), (repository.commit(ends[1]), ends[1])]
    first, dots, last = word.partition("..")
    names = (first or "HEAD", last or "HEAD") if dots else (word,)
    return [(repository.commit(name), name) for name in names]


def _snapshots(repository: "Repository", revisions: Sequence[str]) -> tuple["CommitFiles", "Snapshot"]:
    from argmap.git.revisions import CommitFiles, WorkTreeFiles

    commits = [commit for revision in revisions or ("HEAD",) for commit in _commits(repository, revision)]
    old, *others = (CommitFiles(repository, commit, called) for commit, called in commits)
    return old, others[0] if others else WorkTreeFiles(repository)


def _compared(old: "CommitFiles", new: "Snapshot", asked: list[str]) -> Versions:
    """The maps with the `asked` names or in the folders of these names, all where none is asked for."""
    from argmap.git.faults import UnknownBlob
    from argmap.git.revisions import changed_texts, renamed

    olds, news = _names(old, asked), _names(new, asked)
    for name in asked:
        if not any(f"{found}/".startswith(f"{name}/") for found in olds | news) and name != ".":
            raise refusal(
                f"there is no map {name} in {old.revision} or now; `git log --stat -- {name}` shows when it existed"
            )
    before = renamed(old, new, news - olds)
    pairs = {**{name: name for name in olds - {*before.values()}}, **{name: before.get(name, name) for name in news}}
    texts = changed_texts(old, new)
    found = Versions([], [])
    for new_name, old_name in sorted(pairs.items()):
        try:
            pair = _pair(old, new, (old_name, new_name), texts, wanted=new_name in asked)
        except (InvalidMap, UnreadableMap, UnknownBlob) as fault:
            found.faults.append(fault)
        else:
            found.compared.extend([pair] if pair else [])
    return found


def _pair(
    old: "CommitFiles", new: "Snapshot", names: tuple[str, str], texts: "Mapping[str, Blobs]", *, wanted: bool
) -> TwoVersions | None:
    """Both versions of one map; None where they are the same, or where neither is a map and none is `wanted`."""
    from argmap.git.revisions import load_from, telling_texts

    sides = (old.read(names[0]), new.read(names[1]))
    if not wanted and not any(data is not None and holds_map(data) for data in sides):
        return None
    if not texts and sides[0] == sides[1]:
        return None
    maps = telling_texts(load_from(old, names[0]), load_from(new, names[1]), names, texts)
    if sides[0] == sides[1] and maps[0] == maps[1]:
        return None
    return TwoVersions(old.called(names[0]), new.called(names[1]), *maps)


def _names(snapshot: "Snapshot", asked: list[str]) -> set[str]:
    return {name for where in asked or [""] for name in snapshot.names(where)}


@click.command(cls=TellingPathsApart)
@click.argument("words", metavar="[REV [REV]] [--] [MAP]...", nargs=-1)
@json_option
@click.option("--format", "view", type=click.Choice(["text", "markdown"]), default="text", help="The output format.")
@click.option("--stat", "only_numbers", is_flag=True, help="Print only how much changed.")
def diff(words: tuple[str, ...], as_json: bool, view: str, only_numbers: bool) -> int:
    """Show what changed in the argument, in the order of the argument.

    \b
    argmap diff                      from the last commit to the files as they are now
    argmap diff REV [MAP]...         from REV, a revision as git names it
    argmap diff REV REV [MAP]...     from one revision to another; REV..REV and REV...REV as git reads them
    argmap diff MAP                  one map, or the maps in one folder; several after `--`
    argmap diff FILE FILE            from one file to another, also without git

    \b
    + added   - removed   ~ changed   ! a consequence   [-words removed-] {+words added+}

    A map that does not load in one of the versions is reported, and the others are compared. Symbolic links are not
    compared: what they lead to is.

    Exit codes: 0 the same · 1 different · 2 an invalid file · 4 a file that cannot be read.
    """
    one_of_options(json=as_json, format=view != "text")
    versions = two_versions(words, Path())
    compared = [
        (MapDiff(one.old_name, one.new_name, changes_of(one.old, one.new)), one.old != one.new)
        for one in versions.compared
    ]
    diffs = [diff for diff, _ in compared]
    print_diffs(diffs, versions.faults, as_json=as_json, view=view, only_numbers=only_numbers)
    for diff, differ in compared:
        if differ and not diff.changes:
            where = f" in {diff.name}" if len(compared) > 1 else ""
            report(f"argmap: the same argument; only comments differ{where}")
    codes = [ExitCode.REVIEW for diff in diffs if diff.changes]
    for fault in versions.faults:
        code, message = explain(fault)
        report(message)
        codes.append(code)
    return max(codes, default=ExitCode.OK)


def changes_of(old: ArgMap | None, new: ArgMap | None) -> Changes:
    """What changed, in the order of the new argument and then of the old; None stands for a map that is not there."""
    from argmap.graph import outline

    nothing = ArgMap(title="")
    changes = compare(old or nothing, new or nothing)
    rows = (*outline(changes.new), *outline(changes.old))
    return changes.in_order(some_id for row in rows for some_id in row.premises)


def print_diffs(
    diffs: list[MapDiff], faults: Sequence[Exception] = (), *, as_json: bool, view: str, only_numbers: bool
) -> None:
    """Prints what changed in some maps: JSON, or the `view` `text` or `markdown`.

    JSON also has the `faults`, why other maps could not be compared.
    """
    if as_json:
        maps = [diff_as_json(one, only_numbers=only_numbers) for one in diffs]
        print_json({"maps": maps, "faults": [message for fault in faults for message in _fault_as_json(fault)]})
        return
    for nth, one in enumerate(one for one in diffs if one.changes):
        if nth:
            say()
        if view == "markdown":
            print_lines(markdown_lines(one, only_numbers=only_numbers))
        elif only_numbers:
            say(f"{one.name}: {numbers(one.changes)}")
        else:
            print_diff(one)


def _fault_as_json(fault: Exception) -> Iterator[dict[str, Any]]:
    if isinstance(fault, InvalidMap):
        yield from (one._asdict() for one in fault.faults)
    else:
        yield {"what": str(fault)}

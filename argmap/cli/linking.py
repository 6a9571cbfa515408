"""`link` and `unlink`: ties between claims and quotes."""

from collections.abc import Callable
from pathlib import Path

import click

from argmap import edit
from argmap.cli.exits import ExitCode
from argmap.cli.opening import change_map_file, complete_id, map_argument
from argmap.cli.output import narrate
from argmap.edit import Refused
from argmap.model import ArgMap, Link, Premises, Role, parse_premises, premises_text

_VERBS = {"supports": Role.SUPPORT, "counters": Role.COUNTER, "undercuts": Role.UNDERCUT}
_VERBS |= {"support": Role.SUPPORT, "counter": Role.COUNTER, "undercut": Role.UNDERCUT}

_words_argument = click.argument("words", metavar="FROM... VERB [PREMISE...] TO", nargs=-1, shell_complete=complete_id)


@click.command()
@map_argument
@_words_argument
def link(map_path: Path, words: tuple[str, ...]) -> int:
    """Tie claims or quotes to a claim.

    \b
    argmap link MAP FROM supports CLAIM
    argmap link MAP FROM counters CLAIM
    argmap link MAP FROM undercuts PREMISE CLAIM

    Several FROM are linked premises: they support or counter only together. An undercut speaks against the link
    from PREMISE (several for linked premises) to CLAIM: granted, but it does not follow.
    """
    wanted = _parsed(words)
    turned = False

    def change(whole: ArgMap) -> ArgMap:
        nonlocal turned
        after = _linked(whole, wanted)
        turned = wanted.role is not Role.UNDERCUT and whole.claims[wanted.target].role_of(wanted.premises) is not None
        return after

    _change(map_path, change)
    narrate(f"{map_path}: {_said(wanted)}" + (", and no longer the opposite; its undercuts stay" if turned else ""))
    return ExitCode.OK


@click.command()
@map_argument
@_words_argument
def unlink(map_path: Path, words: tuple[str, ...]) -> int:
    """Take a link away; what it ties stays in the map.

    \b
    argmap unlink MAP FROM supports CLAIM
    argmap unlink MAP FROM counters CLAIM
    argmap unlink MAP FROM undercuts PREMISE CLAIM

    The undercuts of a support or counter go with it.
    """
    gone = _parsed(words)
    _change(map_path, lambda whole: edit.unlink(whole, gone))
    narrate(f"{map_path}: no longer {_said(gone)}")
    return ExitCode.OK


def _change(map_path: Path, change: Callable[[ArgMap], ArgMap]) -> None:
    change_map_file(map_path, lambda whole, _corpus: change(whole))


def _linked(whole: ArgMap, wanted: Link) -> ArgMap:
    if wanted.role is Role.UNDERCUT:
        return edit.undercut(whole, wanted.premises, wanted.against, wanted.target)
    return edit.link(whole, wanted.premises, wanted.role, wanted.target)


def _parsed(words: tuple[str, ...]) -> Link:
    """The link that the words name. Raises click.UsageError where they name none."""
    verbs = [at for at, word in enumerate(words) if word in _VERBS]
    if len(verbs) != 1:
        raise click.UsageError("say one of `supports`, `counters` or `undercuts` between the ids")
    before, role, after = words[: verbs[0]], _VERBS[words[verbs[0]]], words[verbs[0] + 1 :]
    if not before:
        raise click.UsageError(f"name what {role}s, before `{words[verbs[0]]}`")
    if role is Role.UNDERCUT:
        if len(after) < 2:
            raise click.UsageError("an undercut needs PREMISE and CLAIM: the two ends of the link it is against")
        return Link(_premises(before), role, after[-1], _premises(after[:-1]))
    if len(after) != 1:
        raise click.UsageError(f"name one claim after `{words[verbs[0]]}`")
    return Link(_premises(before), role, after[0])


def _premises(words: tuple[str, ...]) -> Premises:
    """The premises in `words`, which may be written as the file does: `a + b`."""
    group = tuple(sorted(member for word in words for member in parse_premises(word) if member))
    if not group:
        raise Refused("no premise is named", "name a claim or quote")
    return group


def _said(link_: Link) -> str:
    verb = link_.role.value + ("s" if len(link_.premises) == 1 else "")
    if link_.role is Role.UNDERCUT:
        return f"{premises_text(link_.premises)} {verb} {premises_text(link_.against)} → {link_.target}"
    return f"{premises_text(link_.premises)} {verb} {link_.target}"

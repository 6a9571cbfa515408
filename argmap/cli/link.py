"""`link` and `unlink`: links between claims and quotes."""

from dataclasses import replace
from pathlib import Path

import click

from argmap import edit
from argmap.cli.common import change_map_file, complete_id, dry_run_option, map_argument, report_losses
from argmap.cli.output import ExitCode, report
from argmap.edit import Refused
from argmap.edit.sentences import link_sentence
from argmap.model import ArgMap, Link, Premises, Role, parse_premises

_VERBS = {"supports": Role.SUPPORT, "counters": Role.COUNTER, "undercuts": Role.UNDERCUT}
_VERBS |= {"support": Role.SUPPORT, "counter": Role.COUNTER, "undercut": Role.UNDERCUT}

_words_argument = click.argument("words", metavar="FROM... VERB [PREMISE...] TO", nargs=-1, shell_complete=complete_id)


@click.command()
@map_argument
@_words_argument
def link(map_path: Path, words: tuple[str, ...]) -> int:
    """Link claims or quotes to a claim.

    \b
    argmap link MAP FROM supports CLAIM
    argmap link MAP FROM counters CLAIM
    argmap link MAP FROM undercuts PREMISE CLAIM

    Several FROM are linked premises: they support or counter only together. An undercut objects to the link
    from PREMISE (several for linked premises) to CLAIM: granted, but it does not follow.

    Where FROM did the opposite, the link changes its role. Its undercuts stay, and are listed: they were
    written against the other link, so check whether they still fit.
    """
    wanted = _parsed(words)
    before, after = change_map_file(map_path, lambda map_, _corpus: linked(map_, wanted))
    report(f"{map_path}: {link_sentence(after, wanted, adverb='now')}")
    report_changed_role(before, wanted)
    return ExitCode.OK


def report_changed_role(before: ArgMap, wanted: Link) -> None:
    """Shows what a new link did in the map before, where that was the opposite, and what undercuts it."""
    role = None if wanted.role is Role.UNDERCUT else before.claims[wanted.target].role_of(wanted.premises)
    if role is not None:
        report(f"  no longer: {link_sentence(before, replace(wanted, role=role))}")
        for premises in before.claims[wanted.target].undercut.get(wanted.premises, ()):
            undercut = Link(premises, Role.UNDERCUT, wanted.target, wanted.premises)
            report(f"  check whether it still fits: {link_sentence(before, undercut)}")


@click.command()
@map_argument
@_words_argument
@dry_run_option
def unlink(map_path: Path, words: tuple[str, ...], dry_run: bool) -> int:
    """Delete a link; the claims and quotes that it links stay in the map.

    \b
    argmap unlink MAP FROM supports CLAIM
    argmap unlink MAP FROM counters CLAIM
    argmap unlink MAP FROM undercuts PREMISE CLAIM

    The undercuts of a support or counter are deleted with it, and listed.
    """
    gone = _parsed(words)
    before, after = change_map_file(map_path, lambda map_, _corpus: edit.unlink(map_, gone), dry_run=dry_run)
    if dry_run:
        report(f"{map_path}: would be deleted: {link_sentence(before, gone)}")
    else:
        report(f"{map_path}: {link_sentence(before, gone, adverb='no longer')}")
    report_losses(before, edit.losses(before, after, [gone]), dry_run=dry_run)
    return ExitCode.OK


def linked(map_: ArgMap, wanted: Link) -> ArgMap:
    """A map with one more link. Raises Refused, also where it is there already."""
    if wanted.role is Role.UNDERCUT:
        return edit.undercut(map_, wanted.premises, wanted.against, wanted.target)
    return edit.link(map_, wanted.premises, wanted.role, wanted.target)


def _parsed(words: tuple[str, ...]) -> Link:
    """The link that the words name. Raises click.UsageError where they name none."""
    verbs = [at for at, word in enumerate(words) if word in _VERBS]
    if len(verbs) != 1:
        raise click.UsageError("write `supports`, `counters` or `undercuts` between the ids")
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

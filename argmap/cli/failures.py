"""What each foreseen failure means to the user: a message and an exit code, in one place."""

import os
from collections.abc import Sequence
from pathlib import Path

import click

from argmap.cli.output import ExitCode
from argmap.corpus import OutsideProject
from argmap.corpus.project import NoMap
from argmap.edit import Refused
from argmap.extras import MissingExtra
from argmap.files.errors import UnreadableSource, system_reason
from argmap.model import meant
from argmap.store import ChangedOnDisk, InvalidMap, SaveFailed, UnreadableMap, UnwritableMap
from argmap.store.faults import shown

_CODES: dict[type[Exception], ExitCode] = {
    InvalidMap: ExitCode.INVALID,
    UnreadableMap: ExitCode.UNREACHABLE,
    UnreadableSource: ExitCode.UNREACHABLE,
    OutsideProject: ExitCode.REFUSED,
    NoMap: ExitCode.UNREACHABLE,
    Refused: ExitCode.REFUSED,
    SaveFailed: ExitCode.UNREACHABLE,
    UnwritableMap: ExitCode.REFUSED,
    ChangedOnDisk: ExitCode.UNREACHABLE,
    MissingExtra: ExitCode.REFUSED,
}


def wrong_usage(wrong: click.UsageError, arguments: Sequence[str]) -> str:
    """What is said of a command line that is none: what is wrong and how it is written.

    Where click found the fault, a sentence of argmap's own stands for click's, which change between versions.
    """
    if isinstance(wrong, getattr(click.exceptions, "NoArgsIsHelpError", ())):  # since click 8.2: help, not a fault
        return wrong.format_message()
    said = _usage_fault(wrong, arguments) if _is_by_click(wrong) else wrong.message
    if wrong.ctx is None:
        return f"argmap: {said}"
    path = wrong.ctx.command_path
    usage = " ".join([path, *wrong.ctx.command.collect_usage_pieces(wrong.ctx)])
    return f"argmap: {said}\nUsage: {usage}\n`{path} --help` explains it."


def _is_by_click(wrong: click.UsageError) -> bool:
    """Whether click found the fault: not a command, nor a kind of value that is ours."""
    trace = wrong.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None or str(trace.tb_frame.f_globals["__name__"]).partition(".")[0] != "click":
        return False
    kind = wrong.param.type if isinstance(wrong, click.BadParameter) and wrong.param is not None else None
    return isinstance(wrong, click.MissingParameter) or kind is None or type(kind).__module__.startswith("click")


def _usage_fault(wrong: click.UsageError, arguments: Sequence[str]) -> str:
    if isinstance(wrong, click.NoSuchOption):
        known = wrong.ctx.command.get_params(wrong.ctx) if wrong.ctx is not None else []
        close = meant(wrong.option_name, [name for each in known for name in (*each.opts, *each.secondary_opts)])
        return f"there is no option `{wrong.option_name}`; " + (f"did you mean `{close}`?" if close else "leave it out")
    if isinstance(wrong, click.BadOptionUsage):
        has_value = any(each.startswith(f"{wrong.option_name}=") for each in arguments)
        return f"the option `{wrong.option_name}` " + ("has no value; leave it out" if has_value else "needs a value")
    if isinstance(wrong, click.BadParameter) and wrong.param is not None:
        return _parameter_fault(wrong, wrong.param)
    if wrong.ctx is not None and isinstance(wrong.ctx.command, click.Group):
        words = ", ".join(wrong.ctx.command.list_commands(wrong.ctx))
        return f"give one of these after `{wrong.ctx.command_path}`: {words}"
    return "there are more words than this command accepts; put a text of several words in quotes"


def _parameter_fault(wrong: click.BadParameter, parameter: click.Parameter) -> str:
    name = f"`{parameter.opts[-1] if isinstance(parameter, click.Option) else parameter.human_readable_name}`"
    if isinstance(wrong, click.MissingParameter):
        return f"{name} is missing; add it"
    kind = parameter.type
    if isinstance(kind, click.Choice):
        return f"{name} must be one of {', '.join(map(str, kind.choices))}"
    if isinstance(kind, click.IntRange):
        ends = " and ".join(
            f"{word} {end}" for word, end in (("at least", kind.min), ("at most", kind.max)) if end is not None
        )
        return f"{name} must be a whole number, {ends}"
    if kind is click.INT:
        return f"{name} must be a whole number"
    if isinstance(kind, click.Path):
        return f"{name} must be a file, and this is a folder, or cannot be read; name a file"
    return f"{name} has a value that is not allowed; correct it"


def explain(fault: Exception) -> tuple[ExitCode, str]:
    """The exit code and message for `fault`; raises it again where it is a fault of the program itself."""
    for kind, code in _CODES.items():
        if isinstance(fault, kind):
            # A fault of a map's file already begins with its place.
            return code, str(fault) if kind is InvalidMap else f"argmap: {fault}"
    from argmap.formats.format import UnreadableFormat

    if isinstance(fault, UnreadableFormat):
        return ExitCode.INVALID, str(fault)
    from argmap.documents import Unconvertible, Unsuitable

    if isinstance(fault, Unconvertible):
        return ExitCode.REFUSED if isinstance(fault, Unsuitable) else ExitCode.UNREACHABLE, f"argmap: {fault}"
    from argmap.git.faults import GitFailed, GitFault, GitTimedOut, GitTooOld, GitWouldWait, NoGit, NotWritten

    if isinstance(fault, GitFault):
        out_of_order = isinstance(fault, NoGit | GitTooOld | GitFailed | GitTimedOut | GitWouldWait | NotWritten)
        return ExitCode.UNREACHABLE if out_of_order else ExitCode.REFUSED, f"argmap: {fault}"
    if isinstance(fault, OSError):
        return ExitCode.UNREACHABLE, f"argmap: {_refused_by_system(fault)}"
    raise fault


def _refused_by_system(fault: OSError) -> str:
    """What the system would not do, where no command expected it: it can refuse anything at any time."""
    try:
        Path.cwd()
    except OSError:
        return "the current folder no longer exists; go to another, for example `cd ~`"
    place = f"{shown(os.fsdecode(fault.filename))}: " if isinstance(fault.filename, str | bytes) else ""
    return f"{place}{system_reason(fault)}; check the name, the permissions and the disk"

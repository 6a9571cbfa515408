"""What each foreseen failure means to the user: a message and an exit code, in one place."""

from argmap.cli.exits import ExitCode
from argmap.corpus import OutsideProject
from argmap.corpus.discovery import NoMap
from argmap.edit import Refused
from argmap.store import ChangedOnDisk, InvalidMap, SaveFailed, UnreadableMap, UnwritableMap
from argmap.text import UnreadableSource

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
}


def explain(fault: Exception) -> tuple[ExitCode, str]:
    """The exit code and message for `fault`; raises it again where it is a fault of the program itself."""
    for kind, code in _CODES.items():
        if isinstance(fault, kind):
            # A fault of a map's file already begins with its place.
            return code, str(fault) if kind is InvalidMap else f"argmap: {fault}"
    from argmap.formats.format import MissingExtra, UnreadableFormat

    if isinstance(fault, UnreadableFormat):
        return ExitCode.INVALID, str(fault)
    if isinstance(fault, MissingExtra):
        return ExitCode.UNREACHABLE, f"argmap: {fault}"
    from argmap.documents import MissingConverter, Unconvertible

    if isinstance(fault, MissingConverter | Unconvertible):
        return ExitCode.REFUSED, f"argmap: {fault}"
    from argmap.git.faults import GitFailed, GitFault, GitTimedOut, GitTooOld, NoGit

    if isinstance(fault, GitFault):
        out_of_order = isinstance(fault, NoGit | GitTooOld | GitFailed | GitTimedOut)
        return ExitCode.UNREACHABLE if out_of_order else ExitCode.REFUSED, f"argmap: {fault}"
    raise fault

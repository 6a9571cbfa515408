"""How a command ends: the exit codes, and failing with a sentence."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the shell is told; a user's scripts rely on these numbers."""

    OK = 0
    """Done; for `check`, every quote was found."""
    REVIEW = 1
    """Something waits for a person: quotes to review, files that `fmt --check` would change."""
    INVALID = 2
    """The map does not load, or the command line is not one."""
    REFUSED = 3
    """The map is fine and the request is not: an id that is not there, words that stand nowhere or twice."""
    UNREACHABLE = 4
    """A file cannot be read or written, or another program has kept its folder locked for ten seconds."""


class CommandFailed(Exception):  # noqa: N818 - it carries an exit code, not a fault of the program
    """Ends a command with a sentence for the user and an exit code."""

    def __init__(self, code: ExitCode, said: str) -> None:
        super().__init__(said)
        self.code = code
        self.said = said


def refusal(said: str) -> CommandFailed:
    """What to raise where the request cannot be met."""
    return CommandFailed(ExitCode.REFUSED, said)

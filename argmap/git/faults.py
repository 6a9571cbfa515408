"""What keeps git from answering: each a sentence that says what is then not possible, and the fix."""

from pathlib import Path


class GitFault(Exception):  # noqa: N818 - the sentences are for the user, not for a programmer
    """Git cannot answer; argmap works on without it."""


class NoGit(GitFault):
    """There is no git on this machine."""

    def __init__(self) -> None:
        super().__init__(
            "git is not installed, or not on the PATH, so older versions cannot be read; install git 2.30 or newer"
        )


class GitTooOld(GitFault):
    """Git is older than what argmap knows how to talk to."""

    def __init__(self, found: str, needed: str) -> None:
        super().__init__(
            f"git here is {found}, and older versions can only be read with git {needed} or newer; install a newer git"
        )


class NoRepository(GitFault):
    """The folder is in no git work tree."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} is not in a git repository, so it has no older versions; `git init` in the project creates one"
        )


class NoWorkTree(GitFault):
    """The repository has no files to work on."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} is in a bare repository or inside a .git folder, where there are no maps; go to a work tree"
        )


class ForeignRepository(GitFault):
    """The repository belongs to another user, and git does not open such a one unasked."""

    def __init__(self, folder: str) -> None:
        super().__init__(
            f"the repository {folder} belongs to another user, so git does not open it; "
            f"if you trust it: git config --global --add safe.directory '{folder}'"
        )


class OutsideRepository(GitFault):
    """A path does not lie in the repository that was asked about it."""

    def __init__(self, path: Path, top: Path) -> None:
        super().__init__(
            f"{path} is outside the git repository {top}, so it has no older versions there; name a map inside it"
        )


class UnsafeFilter(GitFault):
    """The configuration names a filter program in a way in which git cannot be told not to run it."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"git's configuration has a filter `{name}`, which cannot be switched off because of the `=` in its name, "
            "so files were not compared; rename it, or remove it with `git config --remove-section`"
        )


class NoSuchRevision(GitFault):
    """A revision's name leads to no commit."""

    def __init__(self, revision: str, top: Path, *, unborn: bool = False, shallow: bool = False) -> None:
        why = "the repository has no commit yet" if unborn else f"there is no revision `{revision}` in {top}"
        fix = "commit something first" if unborn else "`git log --oneline --all` lists the commits"
        if shallow and not unborn:
            fix = "this is a shallow clone, and `git fetch --unshallow` fetches older commits"
        super().__init__(f"{why}; {fix}")


class NotInRevision(GitFault):
    """A file was not there yet, or no longer, in a revision."""

    def __init__(self, path: str, revision: str) -> None:
        super().__init__(
            f"there is no {path} in {revision}; `git log --stat -- {path}` shows when it was added and deleted"
        )


class NotInConflict(GitFault):
    """The index holds no three sides of a file."""

    def __init__(self, path: str) -> None:
        super().__init__(f"git has no conflict in {path}; there is nothing to merge")


class UnknownBlob(GitFault):
    """A version of a file is not in the repository."""


class GitFailed(GitFault):
    """Git failed in a way that is not foreseen; its own words are the message."""

    def __init__(self, words: str, said: str, code: int) -> None:
        super().__init__(f"`git {words}` failed ({said or f'exit code {code}'}); run it yourself to see more")
        self.message = said
        self.code = code


class GitTimedOut(GitFault):
    """Git did not answer in time."""

    def __init__(self, words: str, seconds: float) -> None:
        super().__init__(f"`git {words}` did not answer within {seconds:.0f} seconds; try again when the disk is idle")


class NotWritten(GitFault):
    """The system refused to write `.gitattributes`; nothing was changed."""

    def __init__(self, file: Path, why: str, fix: str) -> None:
        super().__init__(f"{file} cannot be written ({why}), so nothing was changed; {fix}")


class GitWouldWait(GitFault):
    """A pipe or device lies where git reads a file."""

    def __init__(self, file: Path, kind: str) -> None:
        super().__init__(f"{file} is {kind}, from which git would read without end; remove it")


class OneSided(GitFault):
    """One side of a conflict removed the file, so there are no two maps to merge."""

    def __init__(self, path: str) -> None:
        super().__init__(f"one side deleted {path}; keep it with `git add {path}`, or remove it with `git rm {path}`")

"""A git work tree: where it is, and how it names the files in it."""

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from argmap.files.reading import NotRegular, require_regular
from argmap.git.faults import GitWouldWait, NoSuchRevision, OutsideRepository
from argmap.git.objects import Objects
from argmap.git.running import Git


@dataclass(frozen=True)
class Repository:
    """A repository with a work tree, asked from its top folder."""

    git: Git
    top: Path
    """The work tree's top folder, absolute, with symbolic links resolved."""
    shallow: bool
    """Whether this is a clone without the older commits."""
    object_format: str
    """`sha1` or `sha256`: what the ids of objects are made with."""

    @classmethod
    def of(cls, path: Path) -> "Repository":
        """The repository whose work tree holds `path`, which need not exist.

        Raises NoGit, GitTooOld, NoRepository, NoWorkTree, ForeignRepository, GitWouldWait or GitFailed.
        """
        there = Path(os.path.realpath(path))  # not `resolve`, which raises for links that lead in a circle
        folder = next(at for at in (there, *there.parents) if at.is_dir())
        _refuse_endless_files(folder)
        asked = ("--is-shallow-repository", "--show-object-format", "--show-toplevel")
        shallow, object_format, top = Git(folder).run("rev-parse", *asked).text.split("\n", 2)
        return cls(Git(Path(top)), Path(top).resolve(), shallow == "true", object_format)

    @cached_property
    def objects(self) -> Objects:
        """The repository's objects; no process is started before one is read."""
        return Objects(self.git)

    def name_of(self, path: Path) -> str:
        """How git names the file at `path`: from the top folder, with `/`. Raises OutsideRepository."""
        there = Path(os.path.realpath(path))  # not `resolve`, which raises for links that lead in a circle
        if not there.is_relative_to(self.top):
            raise OutsideRepository(path, self.top)
        return there.relative_to(self.top).as_posix()

    def commit(self, revision: str) -> str:
        """The whole id of the commit that `revision` names. Raises NoSuchRevision."""
        if revision and not revision.startswith("-") and "\0" not in revision:
            answer = self.git.run("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", good=(0, 1, 128))
            if answer.code == 0:
                return answer.text
        raise NoSuchRevision(revision, self.top, unborn=revision in ("HEAD", "@"), shallow=self.shallow)

    def merge_base(self, one: str, other: str) -> str:
        """The commit from which two revisions parted. Raises NoSuchRevision, also where they share none."""
        answer = self.git.run("merge-base", self.commit(one), self.commit(other), good=(0, 1))
        if answer.code:
            raise NoSuchRevision(f"{one}...{other}", self.top, shallow=self.shallow)
        return answer.text

    @cached_property
    def partial(self) -> bool:
        """Whether this is a clone that left objects at its origin."""
        return self.git.run("config", "--get-regexp", r"^remote\..*\.promisor$", good=(0, 1)).code == 0

    @cached_property
    def converts_line_ends(self) -> bool:
        """Whether files are other bytes in the work tree than in the repository."""
        return self.git.run("config", "--get", "core.autocrlf", good=(0, 1)).text in ("true", "input")


_READ_BY_GIT = (".git/HEAD", ".git/config", ".git/info/attributes", ".git/info/exclude", ".gitattributes", ".gitignore")


def _refuse_endless_files(folder: Path) -> None:
    """Raises GitWouldWait where git would read from a pipe or device, and so say nothing for ever."""
    top = next((at for at in (folder, *folder.parents) if os.path.lexists(at / ".git")), None)
    for file in [top / name for name in _READ_BY_GIT] if top else []:
        try:
            require_regular(file)
        except NotRegular as fault:
            if not file.is_dir():  # which git passes over, or refuses
                raise GitWouldWait(file, fault.kind) from fault
        except OSError:
            continue  # git says what is wrong


def literally(name: str) -> str:
    """The pathspec for one file by its name from the top folder, whatever characters are in it."""
    return f":(top,literal){name}"

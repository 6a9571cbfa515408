"""The TOML files of a repository at one moment: in a commit, or in the work tree as it is now."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from argmap.git.repository import Repository, literally
from argmap.git.revisions import name_at, read_map
from argmap.model import ArgMap
from argmap.store.files import read_bytes


class Snapshot(Protocol):
    """The TOML files of one moment. Names are those of git: from the top folder, with `/`."""

    def names(self, below: str = "") -> list[str]:
        """The files with the name `below` or in the folder of that name; of all folders without it."""
        ...

    def read(self, name: str) -> bytes | None:
        """The bytes of a file; None where there is none of that name."""
        ...

    def called(self, name: str) -> str:
        """What messages call the file."""
        ...


@dataclass(frozen=True)
class CommitFiles:
    """The files in a commit."""

    repository: Repository
    commit: str
    revision: str
    """What the user called the commit."""

    def names(self, below: str = "") -> list[str]:
        """The files with the name `below` or in the folder of that name; of all folders without it."""
        where = ("--", below) if below not in ("", ".") else ()
        listed = self.repository.git.run("ls-tree", "-r", "-z", "--name-only", "--full-tree", self.commit, *where)
        return [name for name in listed.fields if name.endswith(".toml")]

    def read(self, name: str) -> bytes | None:
        """The bytes of a file; None where there is none of that name."""
        return self.repository.objects.read(f"{self.commit}:{name}")

    def called(self, name: str) -> str:
        """As git writes it: `HEAD:maps/first.toml`."""
        return f"{self.revision}:{name}"


@dataclass(frozen=True)
class WorkTreeFiles:
    """The files in the work tree, tracked or not, but for ignored ones and those of other repositories inside."""

    repository: Repository

    def names(self, below: str = "") -> list[str]:
        """The files with the name `below` or in the folder of that name; of all folders without it."""
        where = ("--", literally(below)) if below not in ("", ".") else ()
        listed = self.repository.git.run("ls-files", "-z", "--cached", "--others", "--exclude-standard", *where)
        found = {name for name in listed.fields if name.endswith(".toml")}
        return sorted(name for name in found if (self.repository.top / name).is_file())

    def read(self, name: str) -> bytes | None:
        """The bytes of a file; None where there is none of that name. Raises UnreadableMap."""
        file = self.repository.top / name
        return read_bytes(file) if file.is_file() else None

    def called(self, name: str) -> str:
        """The name."""
        return name


def load_from(snapshot: Snapshot, name: str) -> ArgMap | None:
    """The map of that name; None where there is none. Raises InvalidMap, which calls it as `called` does."""
    data = snapshot.read(name)
    return None if data is None else read_map(data, snapshot.called(name))


def renamed(old: CommitFiles, new: Snapshot, names: Iterable[str]) -> dict[str, str]:
    """The names in `old` of those files of `new` that had another name there."""
    since = new.commit if isinstance(new, CommitFiles) else None
    before = {name: name_at(old.repository, old.commit, name, since) for name in names}
    return {now: then for now, then in before.items() if then is not None}

"""The TOML files of a repository at one moment: in a commit, or in the work tree as it is now."""

import stat
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from argmap.git.repository import Repository, literally
from argmap.git.revisions import name_at, read_map
from argmap.model import ArgMap
from argmap.store.reading import read_bytes

_REGULAR = "100"
"""How git begins the mode of a file; symbolic links and submodules have others."""


class Snapshot(Protocol):
    """The TOML files of one moment, without symbolic links, which are compared as what they lead to.

    Names are those of git: from the top folder, with `/`.
    """

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
        where = ("--", literally(below)) if below not in ("", ".") else ()
        listed = self.repository.git.run("ls-tree", "-r", "-z", "--full-tree", self.commit, *where).fields
        told = (entry.partition("\t")[::2] for entry in listed)
        return [name for about, name in told if name.endswith(".toml") and about.startswith(_REGULAR)]

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
        return sorted(name for name in found if self._is_map_file(name))

    def read(self, name: str) -> bytes | None:
        """The bytes of a file; None where there is none of that name. Raises UnreadableMap."""
        return read_bytes(self.repository.top / name) if self._is_map_file(name) else None

    def _is_map_file(self, name: str) -> bool:
        try:
            return stat.S_ISREG((self.repository.top / name).lstat().st_mode)
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError:
            return True  # it is there, and reading it says why it cannot be read

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

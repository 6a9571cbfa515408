"""Where a map and its texts lie, and the fence around them.

A map can come from a stranger, so a source is only read where it lies inside the project: the git work
tree that holds the map, else the folder above the map's own. Symbolic links are followed before that is judged.
"""

import os
from dataclasses import dataclass
from pathlib import Path


class OutsideProject(Exception):  # noqa: N818 - the sentence is for the user, not for a programmer
    """Raised for a source path that leads out of the project; says where to and what to do."""

    def __init__(self, path: str, root: Path) -> None:
        super().__init__(
            f"`{path}` lies outside the project {root}; "
            "copy the text into the project, or begin a git repository above both"
        )


@dataclass(frozen=True, slots=True)
class Project:
    """The folders of one map, all absolute and with symbolic links resolved."""

    map_path: Path
    root: Path

    @classmethod
    def of(cls, map_path: Path) -> "Project":
        """The project that the map at `map_path` belongs to; the map need not exist yet."""
        resolved = map_path.resolve()
        work_tree = next((at for at in resolved.parents if (at / ".git").exists()), None)
        return cls(resolved, work_tree or resolved.parent.parent)

    def file_of(self, source_path: str) -> Path:
        """The file that a source's `path` names. Raises OutsideProject."""
        file = (self.map_path.parent / source_path).resolve()
        if not file.is_relative_to(self.root):
            raise OutsideProject(source_path, self.root)
        return file

    def path_to(self, file: Path) -> str:
        """How the map names `file`: relative to the map's folder, with `/`. Raises OutsideProject."""
        resolved = file.resolve()
        if not resolved.is_relative_to(self.root):
            raise OutsideProject(str(file), self.root)
        return Path(os.path.relpath(resolved, self.map_path.parent)).as_posix()

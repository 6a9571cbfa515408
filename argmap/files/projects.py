"""The fence around a project: which files are its own, and where its symbolic links may lead.

A map can come from a stranger, so that nothing may be read or written through it that lies elsewhere.
"""

import errno
import os
import re
from pathlib import Path
from typing import Final

from argmap.files.errors import Refusal

MAPS_FOLDER: Final = "maps"
"""The folder in which argmap puts maps, beside that of their texts."""

_IGNORED_BY_HFS = re.compile("[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]")
"""Code points that macOS leaves out when it compares names (git's `is_hfs_dotgit`)."""


class LeadsOut(Refusal):
    """A symbolic link in a project leads to a place outside it, or into its `.git`."""

    def __init__(self, link: Path, target: Path, project: Path) -> None:
        self.fix = "remove the link, or name the other file itself where it is meant"
        self.what = f"{link} is a symbolic link that leads out of the project {project}, to {target}"
        super().__init__(errno.EPERM, self.what, str(link))


def target_of(path: Path) -> Path:
    """The file that is written where `path` is: its place with all symbolic links followed.

    A link that lies in a git work tree may only lead to what is in that, without its `.git`. Outside git, where the
    folders of the system may be links, this holds for the file itself: its project is then the link's folder, or the
    one above a folder `maps`. Raises LeadsOut, and OSError where links lead in a circle.
    """
    top, *parts = Path(os.getcwd(), path).parts  # noqa: PTH109
    at = Path(top)
    for number, part in enumerate(parts, start=1):
        if part == "..":
            at = at.parent
            continue
        link, at = at / part, at / part
        if link.is_symlink():
            at = Path(os.path.realpath(link))
            if at.is_symlink():
                raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(link))
            _require_inside(at, link, is_file=number == len(parts))
    return at


def project_around(folder: Path) -> Path:
    """The folder of the project that `folder`, whose symbolic links are followed, belongs to.

    It is the git work tree; without git, `folder` itself, or the one above it where it holds the maps of a project
    that is laid out as argmap does it.
    """
    return _work_tree_around(folder) or _folder_without_git(folder)


def _require_inside(target: Path, link: Path, *, is_file: bool) -> None:
    """Raises LeadsOut where a link leads out of its project."""
    project = project_around(link.parent) if is_file else _work_tree_around(link.parent)
    if project is not None and (not target.is_relative_to(project) or is_gits_own(target, project)):
        raise LeadsOut(link, target, project)


def _work_tree_around(folder: Path) -> Path | None:
    return next((at for at in (folder, *folder.parents) if os.path.exists(at / ".git")), None)  # noqa: PTH110 - no error


def _folder_without_git(folder: Path) -> Path:
    """The project's folder for the maps of `folder`.

    The home folder and the top of the file system are no project: all that a person has would lie in it.
    """
    above = folder.parent
    if folder.name != MAPS_FOLDER or above == above.parent or above == _home():
        return folder
    return above


def _home() -> Path | None:
    home = os.path.expanduser("~")  # noqa: PTH111 - fails for no home
    return Path(os.path.realpath(home)) if os.path.isabs(home) else None  # noqa: PTH117 - as above


def is_gits_own(file: Path, root: Path) -> bool:
    """Whether `file` is git's own, or lies in a folder that is: `.git`, or a repository under another name."""
    parts = file.relative_to(root).parts
    if any(map(is_dot_git, parts)):
        return True
    return any(_is_git_folder(root.joinpath(*parts[:depth])) for depth in range(1, len(parts)))


def is_dot_git(name: str) -> bool:
    """Whether some file system takes `name` for `.git`: by case, by what Windows and macOS leave out of names."""
    heard = _IGNORED_BY_HFS.sub("", name).partition(":")[0].rstrip(" .").casefold()
    return heard in (".git", "git~1")


def _is_git_folder(folder: Path) -> bool:
    """Whether `folder` is a repository without a work tree in it, as git tells one (its `is_git_directory`)."""
    parts = (folder / "HEAD", folder / "objects", folder / "refs")
    return all(os.path.lexists(part) for part in parts)

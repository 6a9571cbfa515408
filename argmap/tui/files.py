"""The files of a project that a user may mean."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

_SKIPPED_FOLDERS: Final = frozenset({"node_modules", "__pycache__", "build", "dist"})
_MOST_FILES: Final = 5000


def files_below(root: Path, wanted: Callable[[str], bool]) -> list[str]:
    """The files below `root` whose names are `wanted`, by their path from there, at most 5,000 of them.

    Hidden files and folders are passed over, and those that tools fill.
    """
    return sorted(islice(_walk(root, wanted), _MOST_FILES))


def _walk(root: Path, wanted: Callable[[str], bool]) -> Iterator[str]:
    for here, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if name[0] != "." and name not in _SKIPPED_FOLDERS)
        for name in sorted(files):
            if name[0] != "." and wanted(name):
                yield Path(here, name).relative_to(root).as_posix()

"""The sample that comes with argmap: three real maps over five texts, to look at and to try things on."""

from pathlib import Path

import argmap
from argmap.files.reading import read_file
from argmap.store import make_folder, write_file
from argmap.text.reading import LARGEST

FIRST_MAP = "chip-subsidies.toml"
"""The smallest of the maps: what a newcomer is shown."""
_PARTS = ("maps", "seeds")


class NoSample(Exception):  # noqa: N818 - the sentence is for the user, not for a programmer
    """Raised where the sample did not come with this copy of argmap."""

    def __init__(self) -> None:
        super().__init__("the sample maps did not come with this copy of argmap; install it again from its package")


def sample_folder() -> Path:
    """The folder that holds the sample's `maps` and `seeds`. Raises NoSample.

    A package brings them along inside itself; in a checkout they stand beside it.
    """
    package = Path(argmap.__file__).parent
    for folder in (package / "sample", package.parent):
        if (folder / "maps" / FIRST_MAP).is_file() and (folder / "seeds").is_dir():
            return folder
    raise NoSample


def copy_sample(to: Path) -> Path:
    """Copies the sample into the folder `to`, which is made; gives the map to begin with.

    Files of the sample that are there already are replaced. Raises NoSample, SaveFailed and OSError.
    """
    come_from = sample_folder()
    for part in _PARTS:
        make_folder(to / part)
        for file in sorted((come_from / part).iterdir()):
            if file.is_file():
                write_file(to / part / file.name, read_file(file, LARGEST), replaces=True)
    return to / "maps" / FIRST_MAP

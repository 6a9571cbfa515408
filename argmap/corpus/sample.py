"""The sample that comes with argmap: a small map over two texts that answer each other."""

from pathlib import Path
from typing import Final

import argmap
from argmap.files.reading import read_file
from argmap.store.saving import make_folder, write_file
from argmap.text.reading import LARGEST

MAP: Final = Path("maps") / "bill-of-rights.toml"
"""The sample's map, seen from its folder."""
CHANGING: Final = Path("texts") / "federalist-84.txt"
"""The text of which a corrected version comes along."""
_CORRECTED: Final = Path("corrected") / CHANGING.name


class NoSample(Exception):  # noqa: N818 - the sentence is for the user, not for a programmer
    """Raised where the sample did not come with this copy of argmap."""

    def __init__(self) -> None:
        super().__init__("the sample did not come with this copy of argmap; install it again from its package")


def sample_folder() -> Path:
    """The folder of the package that holds the sample. Raises NoSample."""
    folder = Path(argmap.__file__).parent / "sample"
    if not (folder / MAP).is_file():
        raise NoSample
    return folder


def copy_sample(to: Path) -> Path:
    """Copy the sample into the folder `to`, which is made; give its map.

    Files of the sample that are there already are replaced. Raises NoSample, SaveFailed and OSError.
    """
    come_from = sample_folder()
    for file in sorted(come_from.rglob("*")):
        copied = to / file.relative_to(come_from)
        if file.is_file():
            make_folder(copied.parent)
            write_file(copied, read_file(file, LARGEST), replaces=True)
    return to / MAP


def correct_text(folder: Path) -> None:
    """Put the corrected version of a text in its place, in a copy of the sample: a few quotes are then to be reviewed.

    Raises SaveFailed and OSError.
    """
    write_file(folder / CHANGING, read_file(folder / _CORRECTED, LARGEST), replaces=True)

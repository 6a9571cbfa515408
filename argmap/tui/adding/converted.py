"""A document on its way into the project, as a plain-text copy."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from argmap.corpus import Project
from argmap.documents import Unconvertible
from argmap.documents.converting import is_document, place_for_text, plain_copy, refuse_address, refuse_at_a_glance
from argmap.formats.import_plan import written
from argmap.model import Source
from argmap.text import UnreadableSource, blob_id, read_source
from argmap.tui.waiting import Progress

_QUICKLY_READ: Final = 2**19
"""Bytes of a file that are read within a frame or two of the screen."""
_ADDRESS: Final = re.compile(r"https?:/.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NewText:
    """A source whose text lies in the project now."""

    source: Source
    said: str
    """What came of it, for the user."""


def check_text(file: Path) -> None:
    """Refuse what is neither text nor a document, as far as a glance tells. Raises UnreadableSource."""
    if is_document(file):
        try:
            refuse_at_a_glance(file)
        except Unconvertible as fault:
            raise UnreadableSource(str(fault)) from fault
        return
    try:
        large = file.stat().st_size > _QUICKLY_READ
    except (OSError, ValueError):
        large = False  # reading it says what is wrong
    if not large:
        read_source(file)


def refuse_typed_address(file: Path) -> None:
    """Refuse an address of the web that was typed for a path. Raises UnreadableSource."""
    typed = _ADDRESS.search(str(file))
    try:
        refuse_address(typed[0] if typed else "")
    except Unconvertible as fault:
        raise UnreadableSource(str(fault)) from fault


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to become a text of the project."""

    file: Path
    entry: str | None = None
    """The key of one of several entries in the file."""
    text_file: Path | None = None
    """The file of the entry's text, where the entry names none."""
    whole: bool = False
    """Whether the menus of a web page are wanted, too."""


def converted(wanted: Wanted, folder: Path, project: Project, progress: Progress) -> NewText:
    """Convert a document, and write its copy into a folder of the project, whole or not at all.

    Raises Unconvertible, MissingExtra, UnreadableSource, SaveFailed, OSError, and GivenUp.
    """
    made = plain_copy(wanted.file, progress.reached, whole=wanted.whole, entry=wanted.entry, text_file=wanted.text_file)
    data = made.text.encode("utf-8", "replace")
    progress.reached(1.0)
    if made.plain is not None and project.holds(made.plain):
        place, blob = made.plain.resolve(), blob_id(made.plain.read_bytes())
    else:
        place, blob = place_for_text(folder / made.name, data), blob_id(data)
        with written({} if place.exists() else {place: data}):
            pass
    source = Source(path=project.path_to(place), blob=blob, **asdict(made.details))
    pages = f", {made.pages} page{'s' if made.pages > 1 else ''}" if made.pages else ""
    left = f"; not in it: {'; '.join(made.left_out)}" if made.left_out else ""
    doubts = "".join(f"; warning: {doubt}" for doubt in made.doubts)
    return NewText(source, f"added as {place.relative_to(project.root)}{pages}{left}{doubts}")

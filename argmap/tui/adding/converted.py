"""A document on its way into the project, as a plain-text copy."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from argmap.corpus import Project
from argmap.documents import Unconvertible
from argmap.documents.converting import plain_copy, refuse_address, refuse_at_a_glance
from argmap.documents.places import place_for_text
from argmap.formats.arrival import written
from argmap.model import Source
from argmap.text import UnreadableSource, blob_id
from argmap.tui.waiting import Progress

_ADDRESS: Final = re.compile(r"https?:/.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NewText:
    """A source whose text lies in the project now."""

    source: Source
    said: str
    """What came of it, for the user."""


def check_document(file: Path) -> None:
    """Refuse what a glance tells to be no document that can be converted. Raises UnreadableSource."""
    try:
        refuse_at_a_glance(file)
    except Unconvertible as fault:
        raise UnreadableSource(str(fault)) from fault


def refuse_typed_address(file: Path) -> None:
    """Refuse an address of the web that was typed for a path. Raises UnreadableSource."""
    typed = _ADDRESS.search(str(file))
    try:
        refuse_address(typed[0] if typed else "")
    except Unconvertible as fault:
        raise UnreadableSource(str(fault)) from fault


def converted(file: Path, entry: str | None, folder: Path, project: Project, progress: Progress) -> NewText:
    """Convert a document, and write its copy into a folder of the project, whole or not at all.

    `entry` is the key of one of several entries in a file.

    Raises Unconvertible, MissingConverter, UnreadableSource, SaveFailed, OSError, and GivenUp.
    """
    made = plain_copy(file, progress.reached, entry=entry)
    data = made.text.encode("utf-8", "replace")
    progress.reached(1.0)
    if made.plain is not None and made.plain.resolve().is_relative_to(project.root):
        place, blob = made.plain.resolve(), blob_id(made.plain.read_bytes())
    else:
        place, blob = place_for_text(folder / made.name, data), blob_id(data)
        with written({} if place.exists() else {place: data}):
            pass
    source = Source(path=project.path_to(place), blob=blob, **asdict(made.details))
    pages = f", {made.pages} page{'s' if made.pages > 1 else ''}" if made.pages else ""
    left = f"; not in it: {'; '.join(made.left_out)}" if made.left_out else ""
    return NewText(source, f"added as {place.relative_to(project.root)}{pages}{left}")

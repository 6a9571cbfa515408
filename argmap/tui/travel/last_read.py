"""Which text of a map was read last, to go on reading there."""

from __future__ import annotations

from argmap.corpus import OutsideProject
from argmap.session import Session
from argmap.tui.travel.last_places import LastPlaces


def last_read(session: Session) -> str | None:
    """The source whose text was left last, of those that are still there; None where none ever was open."""
    sources = {}
    for source_id, source in session.map.sources.items():
        try:
            text = session.corpus.project.file_of(source.path)
        except OutsideProject:
            continue  # the list of texts says that it cannot be read, and why
        if text.exists():
            sources[text] = source_id
    last = LastPlaces().remembered.last_of(sources)
    return sources[last] if last is not None else None

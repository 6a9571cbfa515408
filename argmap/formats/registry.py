"""The formats that a map travels in, by name. A format's room is imported when it is needed first."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from argmap.formats.decoding import decoded
from argmap.formats.format import Format, Incoming, UnreadableFormat

ROOMS: Final[tuple[tuple[str, str], ...]] = (
    ("markdown", "argmap.formats.markdown"),
    ("brief", "argmap.formats.brief"),
    ("html", "argmap.formats.html"),
    ("svg", "argmap.formats.svg"),
    ("png", "argmap.formats.png"),
    ("dot", "argmap.formats.dot"),
    ("mermaid", "argmap.formats.mermaid"),
    ("graphml", "argmap.formats.graphml"),
    ("argdown", "argmap.formats.argdown"),
    ("aif", "argmap.formats.aif"),
    ("xaif", "argmap.formats.xaif"),
    ("canvas", "argmap.formats.canvas"),
    ("annotations", "argmap.formats.annotations"),
    ("json", "argmap.formats.json_map"),
    ("outline", "argmap.formats.outline"),
    ("csv", "argmap.formats.comma_table"),
    ("tsv", "argmap.formats.tab_table"),
    ("apx", "argmap.formats.apx"),
    ("tgf", "argmap.formats.tgf"),
    ("kialo", "argmap.formats.kialo"),
    ("bibtex", "argmap.formats.bibtex"),
    ("csl", "argmap.formats.csl"),
    ("toml", "argmap.formats.toml_map"),
)
"""The names, in the order in which they are listed, each with the module whose `FORMAT` it is."""


def format_named(name: str) -> Format:
    """The format of a name. Raises KeyError."""
    found = import_module(dict(ROOMS)[name]).FORMAT
    assert isinstance(found, Format)
    return found


def format_for(name: str) -> Format | None:
    """The format that a new file of this name is to be written in; None where the name does not settle it.

    Of several formats whose names end so, the one with the longer ending is meant, then the one named like it.
    """
    fitting = [
        (len(suffix), suffix == f".{known.name}", known)
        for known in formats()
        if known.export is not None
        for suffix in known.suffixes
        if name.lower().endswith(suffix)
    ]
    ranks = [fit[:2] for fit in fitting]
    best = [known for *rank, known in fitting if tuple(rank) == max(ranks)]
    return best[0] if len(best) == 1 else None


def formats() -> tuple[Format, ...]:
    """Every format."""
    return tuple(format_named(name) for name, _ in ROOMS)


def format_of(incoming: Incoming) -> Format:
    """The format that a file is in, by its name, else by its content. Raises UnreadableFormat.

    A name that ends as several formats' do (`.json`) says nothing by itself: the content decides among them.
    """
    readers = [known for known in formats() if known.read is not None]
    named = [known for known in readers if incoming.name.lower().endswith(known.suffixes)]
    if len(named) == 1:
        return named[0]
    for known in named or readers:
        if known.looks_like is not None and known.looks_like(incoming):
            return known
    if not decoded(incoming).strip():
        raise UnreadableFormat(incoming.name, "the file is empty; name one with an argument in it")
    names = ", ".join(known.name for known in readers)
    raise UnreadableFormat(incoming.name, f"not recognised as any format; say which it is in (--from): {names}")

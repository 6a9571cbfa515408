"""Argdown, in and out: as `argdown` 1.7.5, the program by its authors, reads it (argdown.org)."""

from __future__ import annotations

from argmap.formats.argdown.reading import looks_like_argdown, read
from argmap.formats.argdown.writing import written
from argmap.formats.format import Format

ARGDOWN = Format(
    name="argdown",
    label="Argdown",
    suffixes=(".argdown", ".ad"),
    keeps="claims, quotes with source, place and state, all links, tags, notes, theses; read back without a loss",
    loses="the comments of the file, undecided conflicts",
    export=written,
    read=read,
    looks_like=looks_like_argdown,
)

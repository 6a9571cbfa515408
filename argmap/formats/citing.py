"""What is said of a source and of where a quote stands in it, wherever a format cites one in words."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

from argmap.corpus import Standing
from argmap.formats.losses import Part, every_counted, losses, uncited
from argmap.model import ArgMap, Source

_SAID: Final = {
    "exact": "found word for word",
    "folded": "the same words, but for spacing, width, script or case",
    "carried": "its words have changed in the text since",
    "fuzzy": "found in words that resemble it",
    "ambiguous": "several places fit",
    "rewritten": "other words stand in its place now",
    "lost": "not found in the text",
    "unreadable": "the text could not be read",
}
"""Each state for a reader who does not know argmap."""


def cited(whole: ArgMap) -> list[tuple[str, Source]]:
    """The sources that a quote is taken from, by their ids."""
    left_out = uncited(whole)
    return [(at, whole.sources[at]) for at in sorted(whole.sources) if at not in left_out]


def losses_beside_sources(whole: ArgMap) -> tuple[str, ...]:
    """What a list of the cited sources does not hold."""
    return (
        "the title",
        *every_counted(
            (len(whole.claims), "claim", None),
            (len(whole.quotes), "quote", None),
            (sum(1 for _ in whole.links()), "link", None),
            (int(whole.note is not None), "note on the map", None),
            (len(cited(whole)), "path of a text", "paths of texts"),
        ),
        *losses(whole, Part.UNCITED, Part.COMMENTS, Part.CONFLICTS),
    )


def title_of(source: Source) -> str:
    """The title of a source; the name of its file where it has none."""
    return source.title or PurePosixPath(source.path).name


def state_said(standing: Standing | None) -> str:
    """How sure a quote's place is: `exact: found word for word`."""
    return "not looked for" if standing is None else f"{standing.state}: {_SAID[standing.state]}"


def line_of(standing: Standing | None) -> int | None:
    """The line of the text, from 1, where a quote begins now, if that is known."""
    return None if standing is None else standing.line


def page_of(standing: Standing | None) -> str | None:
    """The page on which a quote stands now, or `12–13`, if the text's pages are known."""
    return None if standing is None else standing.page

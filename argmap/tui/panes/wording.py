"""What the states of quotes mean, for people; and the words that stand where a quote stood."""

from __future__ import annotations

from typing import Final

from argmap.corpus import OpenText, Standing

_MEANING: Final = {
    "exact": "stands in the text word for word",
    "folded": "the same words, in another dress (spacing, width, script or marks)",
    "carried": "its words have changed; history leads to the place",
    "fuzzy": "words like it stand here",
    "ambiguous": "several places fit",
    "rewritten": "other words stand in its place",
    "lost": "not found in the text",
    "unreadable": "the text cannot be read",
}


def state_word(standing: Standing) -> str:
    """How a quote stands, in a word or two."""
    if standing.state == "ambiguous" and standing.resolution is not None:
        return f"{len(standing.resolution.candidates)} places"
    return standing.state


def meaning(standing: Standing) -> str:
    """How a quote stands and why, in a sentence."""
    if standing.resolution is None:
        return standing.fault or _MEANING["unreadable"]
    said = standing.resolution.reason or _MEANING[standing.state]
    return f"{said} ({standing.resolution.score:.0%} alike)" if standing.state == "fuzzy" else said


def old_text_missing(why: str) -> str:
    """That the text a quote was kept from could not help to find it, and why."""
    return f"the text it was kept from is not at hand: {why}"


def words_now(opened: OpenText, standing: Standing) -> str | None:
    """The words that stand now where a quote stood, in the text of its source; None where that is not known."""
    found = standing.resolution
    if found is None or found.start is None or found.end is None:
        return None
    return opened.text[found.start : found.end]

"""Finding a passage by its words alone, as a person gives them."""

from argmap.anchor import Selector
from argmap.corpus.texts import OpenText


def passages(opened: OpenText, words: str) -> list[tuple[int, int]]:
    """Every place where `words` stand, whatever their wrapping, width, case or script, in code points.

    Places do not overlap. Words that fold to nothing (white space, emphasis marks) stand nowhere.
    """
    from argmap.text.folding import fold

    wanted = fold(words).text
    if not wanted:
        return []
    folded = opened.folded
    places = []
    at = folded.text.find(wanted)
    while at >= 0:
        places.append(folded.to_original(at, at + len(wanted)))
        at = folded.text.find(wanted, at + len(wanted))
    return places


def nearest_passage(opened: OpenText, words: str) -> tuple[int, int] | None:
    """The passage most like `words`, to show to a person; None where none is like them at all."""
    if not words.strip():
        return None
    resolution = opened.resolver.resolve(Selector(words.strip()))
    if resolution.start is not None and resolution.end is not None:
        return resolution.start, resolution.end
    return (resolution.candidates[0].start, resolution.candidates[0].end) if resolution.candidates else None

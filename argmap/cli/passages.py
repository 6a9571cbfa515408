"""Which passage of a text a person means by its words."""

from argmap.cli.exits import refusal
from argmap.corpus import OpenText
from argmap.corpus.finding import nearest_passage, passages
from argmap.text.visible import visible_line

_LISTED = 20
"""Places named to a person who must choose one."""


def the_passage(opened: OpenText, words: str, line: int | None) -> tuple[int, int]:
    """The one place where the words stand; with `line`, of several the one that begins there.

    Refuses, naming the places, where there is not just one.
    """
    found = passages(opened, words)
    if line is not None:
        found = [place for place in found if opened.line_at(place[0]) == line] or found
    if len(found) == 1:
        return found[0]
    name = opened.file.name
    if found:
        raise refusal(
            f"these words stand {len(found)} times in {name}; give more of them, or choose one with --line:\n"
            + "\n".join(f"  {name}:{_shown(opened, *place)}" for place in found[:_LISTED])
        )
    near = nearest_passage(opened, words)
    guess = f"\nThe most similar passage:\n  {name}:{_shown(opened, *near)}" if near else ""
    raise refusal(f"these words do not stand in {name}; check them against the text.{guess}")


def _shown(opened: OpenText, start: int, end: int) -> str:
    """A place with its line and a little context, on one line."""
    before, after = opened.text[max(0, start - 20) : start], opened.text[end : end + 20]
    return visible_line(f"{opened.line_at(start)}: …{before}[{opened.text[start:end]}]{after}…")

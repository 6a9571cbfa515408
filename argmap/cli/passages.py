"""Which passage of a text a person means by its words."""

from collections.abc import Iterable

from argmap.cli.exits import CommandFailed, refusal
from argmap.cli.output import narrate
from argmap.corpus import OpenText
from argmap.corpus.finding import (
    FARTHEST,
    Span,
    elided,
    guessed_passage,
    meant_passages,
    missing_part,
    nearest_passages,
    other_numbers,
    plainest,
)
from argmap.text.one_line import reading_line
from argmap.text.visible import visible_line

_LISTED = 20
"""Places named to a person who must choose one."""


def the_passage(opened: OpenText, words: str, line: int | None, *, nearest: bool = False) -> Span:
    """The one place where the words stand; with `line`, of several the one that begins there.

    Words may be quoted as people do: with marks around them, `[…]` inside, or without the text's note marks; what was
    taken is then told. With `nearest`, words that stand nowhere give the passage that is most like them, which is told,
    too. Refuses, naming the places, where there is not just one.
    """
    meant = meant_passages(opened, words)
    found = _on_line(opened, meant.places, line)
    if len(found) == 1:
        if meant.how:
            narrate(f"found {meant.how}: {_named(opened, found[0])}")
        return found[0]
    name = opened.file.name
    if found:
        raise refusal(
            f"these words stand {len(found)} times in {name}; give more of them, or choose one with --line:\n"
            + _listing(opened, found)
        )
    near = nearest_passages(opened, words)
    if not nearest:
        raise _not_there(opened, words, near[0][:2] if near else None)
    alike = _on_line(opened, [(one.start, one.end) for one in near], line)
    if not alike:
        raise refusal(f"no passage of {name} is enough like these words to be taken for them")
    if len(alike) > 1:
        raise refusal(
            f"{len(alike)} passages of {name} are as like these words; choose one with --line:\n"
            + _listing(opened, alike, words)
        )
    narrate(f"took the nearest passage, {near[0].score:.0%} alike: {_named(opened, alike[0])}")
    if warning := _number_warning(opened, words, alike[0]):
        narrate(warning)
    return alike[0]


def _number_warning(opened: OpenText, words: str, place: Span) -> str:
    """What is said of a passage whose numbers are not those of the words it is offered for; empty where they are."""
    other = other_numbers(words, opened.text[place[0] : place[1]])
    return f"it has other numbers: {other}" if other else ""


def _on_line(opened: OpenText, places: Iterable[Span], line: int | None) -> list[Span]:
    """The places that begin on a line, where one is given. Refuses a line on which none begins."""
    every = list(places)
    chosen = [place for place in every if line is None or opened.line_at(place[0]) == line]
    if every and not chosen:
        raise refusal(f"these words do not begin on line {line} of {opened.file.name}:\n{_listing(opened, every)}")
    return chosen


def _not_there(opened: OpenText, words: str, near: Span | None) -> CommandFailed:
    """The refusal of words that do not stand in a text, with what may help."""
    name = opened.file.name
    missing = missing_part(opened, words)
    if missing is not None:
        said = f"the part “{visible_line(reading_line(missing))}” does not stand in {name}; check it against the text."
    elif len(elided(plainest(words))) > 1:
        said = (
            f"the parts stand in {name}, but not in this order with at most {FARTHEST:,} characters left out between "
            "two of them; quote them one by one."
        )
    else:
        said = f"these words do not stand in {name}; check them against the text."
    guess = near or guessed_passage(opened, missing or words)
    if guess is None:
        return refusal(said)
    hint = " (--nearest takes it)" if near else ""
    return refusal(
        f"{said}\nThe most similar passage{hint}:\n{_listing(opened, [guess], words if near else missing or words)}"
    )


def _listing(opened: OpenText, places: Iterable[Span], offered_for: str = "") -> str:
    """The places, one a line; below each that is offered for other words, how its numbers differ from theirs."""
    lines = []
    for place in list(places)[:_LISTED]:
        lines.append(f"  {opened.file.name}:{_shown(opened, *place)}")
        if offered_for and (warning := _number_warning(opened, offered_for, place)):
            lines.append(f"    {warning}")
    return "\n".join(lines)


def _named(opened: OpenText, place: Span) -> str:
    """A place and its words, on one line."""
    passage = opened.text[place[0] : place[1]]
    return visible_line(f"{opened.file.name}:{opened.line_at(place[0])}: “{reading_line(passage)}”")


def _shown(opened: OpenText, start: int, end: int) -> str:
    """A place with its line and a little context, on one line."""
    before, after = opened.text[max(0, start - 20) : start], opened.text[end : end + 20]
    return visible_line(f"{opened.line_at(start)}: …{before}[{opened.text[start:end]}]{after}…")

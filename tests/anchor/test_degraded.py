"""Quotes of the real texts after what scanners, transcribers and editors do to them: found where they are, or gone."""

import random
import re
from collections.abc import Callable, Iterator

import pytest

from argmap.anchor import Resolver, State

from .texts import ALLIANCE, PAPER, STIMULUS, seed

BEGIN, END = "\u07ca", "\u07cb"
"""Letters of a script that no text here has. They go with a passage through an edit, and say its place afterwards."""

Edit = Callable[[random.Random, str], str]

MISREAD = {
    "m": "rn",
    "l": "1",
    "e": "c",
    "h": "b",
    "n": "u",
    "a": "o",
    "s": "5",
    "ü": "u",
    "己": "已",
    "日": "曰",
    "人": "入",
}
SENTENCE = re.compile(r"[^.!?。！？\n]{25,220}[.!?。！？]")


def scanned(chance: random.Random, text: str) -> str:
    """One character in thirty misread, where the script has a look-alike."""
    return "".join(MISREAD[c] if c in MISREAD and chance.random() < 0.1 else c for c in text)


def spoken(chance: random.Random, text: str) -> str:
    """A transcript: no punctuation, no capitals, a filler here and there."""
    bare = re.sub(r"[^\w\s]", "", text).lower()
    return re.sub(r" ", lambda _: " äh " if chance.random() < 0.02 else " ", bare)


def noted(chance: random.Random, text: str) -> str:
    """Note marks after some words."""
    return re.sub(r"(?<=\w)(?=[,.，。])", lambda _: f"[{chance.randint(1, 90)}]" if chance.random() < 0.3 else "", text)


def shuffled(chance: random.Random, text: str) -> str:
    """The paragraphs in another order, and one word in thirty left out."""
    paragraphs = text.split("\n\n")
    chance.shuffle(paragraphs)
    return re.sub(
        rf"[^\W{BEGIN}{END}]{{4,}}", lambda w: "" if chance.random() < 0.03 else w[0], "\n\n".join(paragraphs)
    )


EDITS: dict[str, Edit] = {"scanned": scanned, "spoken": spoken, "noted": noted, "shuffled": shuffled}


def marked(number: int, count: int) -> Iterator[tuple[str, int, int]]:
    """`count` sentences from all over a seed, each once in it."""
    text = seed(number)
    spans = [m.span() for m in SENTENCE.finditer(text) if text.count(m[0]) == 1]
    for start, end in spans[:: max(1, len(spans) // count)][:count]:
        yield text, start, end


CASES = [
    pytest.param(number, edit, at, id=f"{number}-{edit}-{at}")
    for number in (STIMULUS, ALLIANCE, PAPER)
    for edit in EDITS
    for at in range(6)
]


@pytest.mark.parametrize("with_old_text", [False, True])
@pytest.mark.parametrize(("number", "edit", "at"), CASES)
def test_a_sentence_is_found_where_the_edit_put_it(number: int, edit: str, at: int, *, with_old_text: bool) -> None:
    text, start, end = list(marked(number, 6))[at]
    held = text[:start] + BEGIN + text[start:end] + END + text[end:]
    changed = EDITS[edit](random.Random(f"{number} {edit} {at}"), held)
    first, last = changed.index(BEGIN), changed.index(END) - 1
    changed = changed.replace(BEGIN, "").replace(END, "")
    anchor = Resolver(text).anchor(start, end)
    answer = Resolver(changed).resolve(anchor, old_text=text if with_old_text else None)
    assert answer.found, answer
    assert answer.start is not None
    assert answer.end is not None
    shared = min(last, answer.end) - max(first, answer.start)
    assert shared >= 0.8 * (max(last, answer.end) - min(first, answer.start))


@pytest.mark.parametrize("with_old_text", [False, True])
@pytest.mark.parametrize(("number", "edit", "at"), CASES)
def test_a_sentence_that_was_cut_out_is_at_no_place(number: int, edit: str, at: int, *, with_old_text: bool) -> None:
    text, start, end = list(marked(number, 6))[at]
    changed = EDITS[edit](random.Random(f"{number} {edit} {at}"), text[:start] + text[end:])
    anchor = Resolver(text).anchor(start, end)
    answer = Resolver(changed).resolve(anchor, old_text=text if with_old_text else None)
    assert not answer.found, changed[answer.start : answer.end]
    assert answer.state in (State.LOST, State.REWRITTEN, State.AMBIGUOUS)


CLAUSE = "Die Genehmigung nach Absatz {} ist von der zuständigen Behörde binnen {} Wochen zu erteilen oder zu versagen."
STATUTE = "".join(
    f"§ {number} {what}\n\nDieser Abschnitt gilt für {what}. {CLAUSE.format(number, 2 * number)} Näheres über {what} "
    f"bestimmt die Verordnung.\n\n"
    for number, what in enumerate(("Brücken", "Häfen", "Deiche", "Schleusen", "Kanäle", "Wehre"), 3)
)


@pytest.mark.parametrize("number", range(3, 9))
def test_a_clause_that_was_cut_out_is_not_the_parallel_one_with_other_numbers(number: int) -> None:
    clause = CLAUSE.format(number, 2 * number)
    start = STATUTE.index(clause)
    anchor = Resolver(STATUTE).anchor(start, start + len(clause))
    assert anchor.alike is not None
    assert anchor.alike > 90
    for old_text in (None, STATUTE):
        assert not Resolver(STATUTE.replace(clause + " ", "")).resolve(anchor, old_text=old_text).found


@pytest.mark.parametrize("number", range(3, 9))
def test_a_parallel_clause_that_moved_is_found_by_its_own_numbers(number: int) -> None:
    clause = CLAUSE.format(number, 2 * number)
    start = STATUTE.index(clause)
    anchor = Resolver(STATUTE).anchor(start, start + len(clause))
    changed = STATUTE.replace(clause + " ", "") + "Anhang: aus dem Gesetz gestrichen und hierher gestellt. " + clause
    answer = Resolver(changed).resolve(anchor, old_text=STATUTE)
    assert answer.found
    assert changed[answer.start : answer.end] == clause

"""What an anchor keeps around a quote: so many columns, whole words, more where the text has something similar."""

import random

import pytest

from argmap.anchor import Resolver, select

CHANCE = random.Random(1)
WORDS = ["".join(CHANCE.choices("abcdefghijklmnopqrstuvwxyz", k=7)) for _ in range(200)]
LATIN = " ".join(WORDS) + " "
HAN = "".join(chr(0x4E00 + number) for number in range(400))
BODIES = "Der Ausschuss berichtet dem Landtag jährlich über {} und legt dazu eine Übersicht der Mittel vor."


def test_a_context_has_sixty_four_letters_on_either_side_and_ends_at_words() -> None:
    start = LATIN.index(WORDS[100])
    made = select(LATIN, start, start + 7)
    assert made.before.split() == WORDS[90:100]
    assert made.after.split() == WORDS[101:111]
    assert made.at == start


def test_a_context_has_thirty_two_han_characters_which_count_twice() -> None:
    made = select(HAN, 100, 110)
    assert (made.before, made.text, made.after) == (HAN[68:100], HAN[100:110], HAN[110:142])


def test_at_the_ends_of_a_text_there_is_no_more_context_than_there_is() -> None:
    assert select(HAN, 0, 5).before == ""
    assert select(HAN, 395, 400).after == ""


def test_a_quote_without_anything_like_it_in_its_text_says_so() -> None:
    made = select(HAN, 100, 110)
    assert made.alike is not None
    assert made.alike < 50


def test_a_quote_with_a_similar_passage_keeps_twice_the_context_and_says_how_alike_it_is() -> None:
    text = f"{LATIN}{BODIES.format('Wasser')} {LATIN[::-1]} {BODIES.format('Boden')} {LATIN.upper()}"
    start = text.index(BODIES.format("Boden"))
    made = Resolver(text).anchor(start, start + len(BODIES.format("Boden")))
    assert made.alike is not None
    assert 85 <= made.alike < 100
    for side in (made.before, made.after):
        assert 128 <= len("".join(side.split())) <= 128 + 12


@pytest.mark.parametrize("added", ["\n\nNeue Sätze über ganz andere Dinge. " * 3, BODIES.format("Straßen") * 2])
def test_what_is_added_elsewhere_turns_no_right_answer_into_a_wrong_one(added: str) -> None:
    text = f"{LATIN}{BODIES.format('Wasser')} {LATIN[::-1]}"
    start = text.index(BODIES.format("Wasser"))
    made = Resolver(text).anchor(start, start + len(BODIES.format("Wasser")))
    for changed in (added + text, text + added):
        answer = Resolver(changed).resolve(made)
        assert answer.start is not None
        assert changed[answer.start : answer.end] == made.text


@pytest.mark.parametrize(
    "text",
    ["a" * 50_000, "gleiche Zeile\n" * 5_000, "\u0301" * 20_000, "\ud800" * 2_000, "x", ""],
    ids=["one character", "equal lines", "marks only", "surrogates", "shorter than the quote", "empty"],
)
def test_odd_texts_attach_nothing_of_a_quote_that_they_do_not_hold(text: str) -> None:
    made = select(LATIN, 160, 260)
    assert not Resolver(text).resolve(made).found
    assert not Resolver(text).resolve(made, old_text=LATIN).found

"""How alike wordings are, and when a place is the quote's or another passage's."""

import pytest

from argmap.anchor.place import Place, likeness, other_numbers
from argmap.anchor.scoring import like_another, unmistakable


def place(words: float, before: float, after: float) -> Place:
    return Place(0, 10, words, words, before, after)


def test_a_path_without_its_signs_is_nearly_the_same_wording() -> None:
    path, bare = "/listings/ch13-functional-features/src/main.rs", "listingsch13functionalfeaturessrcmainrs"
    assert likeness(path, bare, path, bare) == pytest.approx(0.95)


@pytest.mark.parametrize(
    ("words", "other", "differ"),
    [
        ("absatz 7", "absatz 8", True),
        ("nummer 10635", "nummer 9767", True),
        ("12° nord", "012° nord", True),
        ("seite 120", "seite 12", True),
        ("absatz 1", "absatz l", False),
        ("im jahr 2013 galt", "im jahr galt", False),
        ("alle gleich", "alles gleich", False),
    ],
)
def test_other_digits_are_other_numbers_but_digits_that_became_letters_are_not(
    words: str, other: str, *, differ: bool
) -> None:
    assert other_numbers(words, other) is differ


def test_words_as_like_as_a_look_alike_need_their_context_and_with_other_numbers_more_of_it() -> None:
    half, most = place(0.9, 0.8, 0.1), place(0.9, 0.9, 0.3)
    assert like_another(half, 0.9, numbers_differ=False)
    assert not like_another(most, 0.9, numbers_differ=False)
    assert like_another(most, 0.9, numbers_differ=True)
    assert not like_another(half, 0.6, numbers_differ=True)


def test_words_much_more_like_than_any_look_alike_are_unmistakable() -> None:
    assert unmistakable(place(0.9, 0.0, 0.0), 0.8)
    assert not unmistakable(place(0.9, 1.0, 1.0), 0.86)
    assert not unmistakable(place(0.7, 1.0, 1.0), 0.2)

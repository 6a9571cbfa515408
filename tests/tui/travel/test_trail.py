"""Back and forward, as in a browser."""

from hypothesis import given
from hypothesis import strategies as st

from argmap.tui.state.history import LONGEST, JumpList, Place

places = st.builds(Place, st.sampled_from("ab"), st.integers(0, 3))
A, B, C, D = (Place("gui", at) for at in (1, 2, 3, 4))


def test_back_and_forward_lead_where_one_was():
    trail = JumpList().left(A).left(B)  # now at C
    trail, place = trail.back(C)
    assert place == B
    trail, place = trail.back(B)
    assert place == A
    assert trail.back(A) is None
    trail, place = trail.forward(A)
    assert place == B
    trail, place = trail.forward(B)
    assert place == C
    assert trail.forward(C) is None


def test_a_jump_forgets_what_was_ahead():
    trail, place = JumpList().left(A).back(B)
    assert trail.left(place).forward(D) is None


def test_reading_on_before_going_back_is_what_one_comes_forward_to():
    trail, _ = JumpList().left(A).back(D)  # jumped from A to B, then read on to D
    assert trail.forward(A)[1] == D


def test_a_place_where_one_is_already_is_no_step():
    assert JumpList().left(A).left(B).back(B)[1] == A
    assert JumpList().left(A).back(A) is None


@given(st.lists(places, max_size=20), places)
def test_forward_undoes_back_and_back_undoes_forward(left, here):
    trail = JumpList()
    for place in left:
        trail = trail.left(place)
    stepped = trail.back(here)
    if stepped is None:
        return
    after, there = stepped
    assert there != here
    again, home = after.forward(there)
    assert home == here
    assert again.back(home) == stepped


@given(st.lists(places, min_size=1, max_size=20), places)
def test_going_back_all_the_way_shows_every_place_left_in_turn(left, here):
    trail, seen = JumpList(), [here]
    for place in left:
        trail = trail.left(place)
    while stepped := trail.back(seen[-1]):
        trail, place = stepped
        seen.append(place)
    expected = [here]
    for place in reversed(left):
        if place != expected[-1]:
            expected.append(place)
    assert seen == expected


def test_the_oldest_places_are_forgotten():
    trail = JumpList()
    for at in range(LONGEST + 50):
        trail = trail.left(Place("gui", at))
    assert len(trail.behind) == LONGEST
    assert trail.behind[0].offset == 50

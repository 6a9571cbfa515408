"""Building a map from foreign links: whatever they are, the map is valid, and what was skipped is reported."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.map_builder import MapBuilder, titled
from argmap.model import Claim, Link, Quote, Role, Source, problems
from tests.formats.foreign import incoming


def builder(*claims: str) -> MapBuilder:
    made = MapBuilder()
    for text in claims:
        made.add_claim(Claim(text=text), text)
    return made


def support(*ids: str) -> Link:
    return Link(tuple(ids[:-1]), Role.SUPPORT, ids[-1])


def told(made: MapBuilder) -> list[str]:
    return [f"{one.line}: {one.message}" for one in made.imported("T").skipped]


def test_the_link_that_closes_a_circle_of_supports_is_left_and_said():
    made = builder("a", "b", "c")
    for line, link in enumerate([support("a", "b"), support("b", "c"), support("c", "a")], 1):
        made.add_link(link, line)
    whole = made.imported("T").map
    assert sum(1 for _ in whole.links()) == 2
    assert "circle" in told(made)[0]


def test_counters_may_go_in_circles():
    made = builder("a", "b")
    made.add_link(Link(("a",), Role.COUNTER, "b"))
    made.add_link(Link(("b",), Role.COUNTER, "a"))
    assert sum(1 for _ in made.imported("T").map.links()) == 2


def test_an_undercut_goes_with_the_link_that_was_left_out():
    made = builder("a", "b")
    made.add_link(support("a", "a"), 3)
    made.add_link(Link(("b",), Role.UNDERCUT, "a", ("a",)), 4)
    assert [said.split(":")[0] for said in told(made)] == ["3", "4"]


@pytest.mark.parametrize(
    ("link", "said"),
    [
        (support("a", "a"), "linked to itself"),
        (support("s", "a"), "only claims and quotes can support `a`"),
        (support("nobody", "a"), "only claims and quotes"),
        (support("a", "nobody"), "points at nothing: `nobody`"),
        (support("a", "q"), "points at a quote: `q`"),
        (Link(("b",), Role.UNDERCUT, "a", ("q",)), "there is no link to undercut"),
    ],
)
def test_a_link_that_no_map_can_hold_is_said_with_its_line(link, said):
    made = builder("a", "b")
    made.add_source(Source(path="s.txt"), "s")
    made.add_quote(Quote(source="s", text="words"), "q")
    made.add_link(link, 12)
    assert told(made)[0].startswith("12: ")
    assert said in told(made)[0]


def test_a_link_that_stands_twice_is_taken_once():
    made = builder("a", "b")
    made.add_link(support("a", "b"), 1)
    made.add_link(support("a", "b"), 2)
    assert told(made) == ["2: the support of `b` by `a` is repeated here"]


def test_support_and_counter_by_the_same_premises_cannot_both_be_held():
    made = builder("a", "b")
    made.add_link(support("a", "b"), 1)
    made.add_link(Link(("a",), Role.COUNTER, "b"), 2)
    assert told(made) == ["2: `a` both supports and counters `b`"]


def test_ids_are_made_of_words_and_do_not_collide():
    made = MapBuilder()
    given_ids = [made.add_claim(Claim(text="出口管制")) for _ in range(3)]
    assert given_ids == ["chu-kou-guan-zhi", "chu-kou-guan-zhi-2", "chu-kou-guan-zhi-3"]
    assert made.add_claim(Claim(text="x"), "Not An Id!") == "x"


def test_the_longest_id_leaves_room_for_a_number():
    made = MapBuilder()
    longest = "a" * 80
    assert made.add_source(Source(path="s.txt"), longest) == longest
    assert made.add_claim(Claim(text="A."), longest) == "a" * 71 + "-2"
    assert problems(made.imported("T").map) == []


def test_the_theses_are_what_the_argument_ends_in():
    made = builder("alone", "root", "leaf")
    made.add_link(support("leaf", "root"))
    assert made.imported("T").map.thesis == ("root",)


def test_a_map_is_titled_as_its_file():
    assert titled(incoming("", "folder/Should we?.json")) == "Should we?"


@given(
    st.lists(
        st.builds(
            Link,
            st.lists(st.sampled_from("abcdq"), min_size=1, max_size=3).map(tuple),
            st.sampled_from(list(Role)),
            st.sampled_from("abcd"),
            st.lists(st.sampled_from("abcdq"), min_size=1, max_size=2).map(tuple),
        ),
        max_size=12,
    )
)
def test_any_links_at_all_make_a_sound_map(links):
    made = builder(*"abcd")
    made.add_source(Source(path="s.txt"), "s")
    made.add_quote(Quote(source="s", text="words"), "q")
    for link in links:
        made.add_link(link)
    out = made.imported("T")
    assert problems(out.map) == []
    assert sum(1 for _ in out.map.links()) + len(out.skipped) == len(links)

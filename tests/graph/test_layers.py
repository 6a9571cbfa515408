"""What the drawing of any map obeys, whatever the sizes of its boxes."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from argmap.graph.drawn import Box, Cell, Direction, Size
from argmap.graph.layout import drawing
from argmap.model import ArgMap, Claim, Link, Quote, Role, Source
from tests.laws import examples
from tests.strategies import maps

directions = st.sampled_from(Direction)
fewer = examples(20)
SMALL = Size(4, 3)
"""The smallest boxes with sides for lines to come to."""


@st.composite
def measures(draw):
    """Boxes of any sizes."""
    sizes = draw(st.lists(st.builds(Size, st.integers(1, 14), st.integers(1, 5)), min_size=1, max_size=5))
    return lambda some_id: sizes[sum(map(ord, some_id)) % len(sizes)]


def small(_some_id):
    return SMALL


def cells_of(arrow):
    """Every cell of an arrow, with the way it runs there: `x`, `y`, or both at a corner."""
    runs = {arrow.points[0]: set()}
    for one, other in pairwise(arrow.points):
        axis = "y" if one.x == other.x else "x"
        assert one.x == other.x or one.y == other.y, "a run is not straight"
        assert one != other
        (left, right), (top, bottom) = sorted((one.x, other.x)), sorted((one.y, other.y))
        for x in range(left, right + 1):
            for y in range(top, bottom + 1):
                runs.setdefault(Cell(x, y), set()).add(axis)
    return runs


def place(drawn, end):
    """The rectangle of an end; a joint is one cell."""
    if isinstance(end, str):
        return drawn.boxes[end]
    joint = drawn.joints[end]
    return Box("", joint.x, joint.y, 1, 1)


def touches(box, cell):
    beside = box.y <= cell.y < box.bottom and cell.x in (box.x - 1, box.right)
    return beside or (box.x <= cell.x < box.right and cell.y in (box.y - 1, box.bottom))


@fewer
@given(maps(), measures(), directions)
def test_boxes_and_joints_never_overlap_and_lie_in_the_drawing(whole, measure, direction):
    drawn = drawing(whole, measure, direction=direction)
    taken = {}
    for end in [*drawn.boxes, *drawn.joints]:
        box = place(drawn, end)
        for x in range(box.x, box.right):
            for y in range(box.y, box.bottom):
                assert (x, y) not in taken, f"{end} lies on {taken[x, y]}"
                assert 0 <= x < drawn.size.width
                assert 0 <= y < drawn.size.height
                taken[x, y] = end


@fewer
@given(maps(), measures(), directions)
def test_every_element_is_drawn_once_at_least_in_its_own_size(whole, measure, direction):
    drawn = drawing(whole, measure, direction=direction)
    assert set(drawn.boxes) == set(whole.claims) | set(whole.quotes)
    for some_id, box in drawn.boxes.items():
        width, height = measure(some_id)
        along = (box.height, height) if direction is Direction.DOWN else (box.width, width)
        assert along[0] == along[1]
        assert box.width >= width
        assert box.height >= height


@fewer
@given(maps(), measures(), directions)
def test_every_link_is_drawn_from_all_its_premises_to_what_it_bears_on(whole, measure, direction):
    drawn = drawing(whole, measure, direction=direction)
    stretches = {(arrow.link, arrow.begin, arrow.end) for arrow in drawn.arrows}
    expected = set()
    for link in whole.links():
        aim = link.target
        if link.role is Role.UNDERCUT:
            aim = Link(link.against, whole.claims[link.target].role_of(link.against), link.target)
            assert aim in drawn.joints
        if link in drawn.joints:
            expected |= {(link, premise, link) for premise in link.premises} | {(link, link, aim)}
        else:
            assert len(link.premises) == 1
            expected.add((link, link.premises[0], aim))
    assert stretches == expected
    assert len(drawn.arrows) == len(expected)


@fewer
@given(maps(), measures(), directions)
def test_every_arrow_begins_and_ends_where_it_should_and_runs_through_no_box(whole, measure, direction):
    drawn = drawing(whole, measure, direction=direction)
    for arrow in drawn.arrows:
        assert touches(place(drawn, arrow.begin), arrow.points[0])
        assert touches(place(drawn, arrow.end), arrow.points[-1])
        for cell in cells_of(arrow):
            assert 0 <= cell.x < drawn.size.width
            assert 0 <= cell.y < drawn.size.height
            assert not any(box.has(cell) for box in drawn.boxes.values())
            assert not any((joint.x, joint.y) == cell for joint in drawn.joints.values())


@fewer
@given(maps(), directions)
def test_arrows_that_mean_different_things_only_ever_cross(whole, direction):
    drawn = drawing(whole, small, direction=direction)
    runs = {}
    for arrow in drawn.arrows:
        for cell, axes in cells_of(arrow).items():
            for axis in axes:
                assert runs.setdefault((cell, axis), arrow.way) == arrow.way, f"two ways lie on one another at {cell}"


@fewer
@given(maps(), measures(), directions, st.randoms(use_true_random=False))
def test_the_same_map_gives_the_same_drawing(whole, measure, direction, random):
    def shuffled(mapping):
        return dict(random.sample(sorted(mapping.items()), len(mapping)))

    again = replace(
        whole, claims=shuffled(whole.claims), quotes=shuffled(whole.quotes), sources=shuffled(whole.sources)
    )
    assert drawing(whole, measure, direction=direction) == drawing(again, measure, direction=direction)


@fewer
@given(maps(), measures(), directions)
def test_arrows_point_from_premises_to_what_stands_before_them(whole, measure, direction):
    """Unless counters go in a circle, which is cut somewhere."""
    assume(not _circular(whole))
    drawn = drawing(whole, measure, direction=direction)
    for arrow in drawn.arrows:
        begin, end = place(drawn, arrow.begin), place(drawn, arrow.end)
        if direction is Direction.DOWN:
            assert end.bottom <= begin.y
        else:
            assert end.right <= begin.x


def _circular(whole):
    """Whether following links some way leads back, undercuts counted as bearing on the target of their link."""
    drawn = drawing(whole, small)
    onward = {}
    for arrow in drawn.arrows:
        onward.setdefault(arrow.begin, set()).add(arrow.end)
    finished, open_ends = set(), set()

    def closes(end):
        if end in finished:
            return False
        if end in open_ends:
            return True
        open_ends.add(end)
        found = any(closes(other) for other in onward.get(end, ()))
        open_ends.discard(end)
        finished.add(end)
        return found

    return any(closes(end) for end in onward)


def claims(**links):
    """A map of claims: `a="b c"` says that b and c support a, `a="-b"` that b counters it."""
    made = {}
    for some_id, listed in links.items():
        words = listed.split()
        made[some_id] = Claim(
            text=some_id,
            supported_by=tuple(tuple(word.split("+")) for word in words if word[0] != "-"),
            countered_by=tuple((word[1:],) for word in words if word[0] == "-"),
        )
    return ArgMap(title="", claims=made)


def box_of_titles(_some_id):
    return Size(12, 3)


@pytest.mark.parametrize("direction", Direction)
def test_claims_that_counter_each_other_are_both_drawn_with_both_arrows(direction):
    drawn = drawing(claims(a="-b", b="-a"), box_of_titles, direction=direction)
    assert {(arrow.begin, arrow.end) for arrow in drawn.arrows} == {("a", "b"), ("b", "a")}


def test_a_circle_is_cut_at_the_same_place_whatever_the_ids():
    drawn = drawing(replace(claims(a="-c", b="-a", c="-b"), thesis=("b",)), box_of_titles)
    assert drawn.boxes["b"].y < drawn.boxes["a"].y < drawn.boxes["c"].y


def test_theses_stand_on_top_in_their_order():
    whole = replace(claims(a="x", b="y", c="z x", x="", y="", z=""), thesis=("c", "b", "a"))
    drawn = drawing(whole, box_of_titles)
    tops = [drawn.boxes[some] for some in ("a", "b", "c")]
    assert {box.y for box in tops} == {0}
    assert drawn.boxes["c"].x < drawn.boxes["a"].x


def test_a_lone_premise_stands_straight_below_its_claim():
    drawn = drawing(claims(a="b", b=""), box_of_titles)
    assert drawn.boxes["a"].x == drawn.boxes["b"].x
    (arrow,) = drawn.arrows
    assert len({point.x for point in arrow.points}) == 1


def test_premises_stand_side_by_side_whether_linked_or_not():
    drawn = drawing(claims(a="b c+d -e", b="", c="", d="", e=""), box_of_titles)
    assert len({drawn.boxes[some].y for some in "bcde"}) == 1
    assert len(drawn.joints) == 1


def test_arrows_of_one_role_to_one_claim_share_a_way_and_others_do_not():
    drawn = drawing(claims(a="b c -d", b="", c="", d=""), box_of_titles)
    way = {arrow.begin: arrow.way for arrow in drawn.arrows}
    assert way["b"] == way["c"] != way["d"]


def test_a_shared_premise_is_drawn_once_with_an_arrow_to_each_claim():
    drawn = drawing(claims(a="x", b="x", x=""), box_of_titles)
    assert [arrow.end for arrow in drawn.arrows if arrow.begin == "x"] == ["a", "b"]


def test_only_what_is_to_be_shown_is_drawn_with_the_links_between_it():
    drawn = drawing(claims(a="b c+d", b="", c="", d=""), box_of_titles, shown={"a", "b", "c"})
    assert set(drawn.boxes) == {"a", "b", "c"}
    assert [arrow.begin for arrow in drawn.arrows] == ["b"]


def test_what_no_link_touches_stands_apart_in_a_block():
    quotes = {f"q{n:02}": Quote(source="s", text="x") for n in range(40)}
    whole = replace(claims(a="b", b=""), quotes=quotes, sources={"s": Source(path="s.txt")})
    drawn = drawing(whole, box_of_titles)
    assert drawn.size.width < 200
    assert drawn.size.height < 200


def test_an_empty_map_has_an_empty_drawing():
    assert drawing(ArgMap(title=""), box_of_titles).size == (0, 0)


def test_a_tree_is_drawn_without_crossings():
    links = {"root": "a b c", **{some: f"{some}1 {some}2 -{some}3" for some in "abc"}}
    links |= {f"{some}{n}": "" for some in "abc" for n in (1, 2, 3)}
    drawn = drawing(claims(**links), box_of_titles)
    cells = {}
    for arrow in drawn.arrows:
        for cell in cells_of(arrow):
            assert cells.setdefault(cell, arrow.way) == arrow.way


def test_a_chain_of_thousands_is_drawn():
    drawn = drawing(claims(**{f"c{n}": f"c{n + 1}" for n in range(2000)}, c2000=""), box_of_titles)
    assert drawn.size == (12, 2001 * 3 + 2000 * 2)

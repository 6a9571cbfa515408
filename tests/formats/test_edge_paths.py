"""Lines that share a way are drawn once."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.drawing import edge_paths_of, whole_line
from argmap.graph.drawn import Direction, Size
from argmap.graph.layout import drawing
from tests.laws import examples
from tests.strategies import maps


def cells(line):
    """The cells of a line, without the one beyond the place where it meets another."""
    for one, other in pairwise(line):
        steps = max(abs(other.x - one.x), abs(other.y - one.y))
        for step in range(steps + 1):
            yield one.x + (other.x - one.x) * step // steps, one.y + (other.y - one.y) * step // steps


@examples(20)
@given(maps(), st.sampled_from(Direction))
def test_what_is_drawn_covers_each_arrow_and_hardly_anything_twice(whole, direction):
    drawn = drawing(whole, lambda _id: Size(8, 4), direction=direction)
    lines = [whole_line(drawn, arrow) for arrow in drawn.arrows]
    edge_paths = {wire.way: wire for wire in edge_paths_of(drawn.arrows, lines)}
    for way, wire in edge_paths.items():
        asked = {
            cell for arrow, line in zip(drawn.arrows, lines, strict=True) if arrow.way == way for cell in cells(line)
        }
        covered = [set(cells(line)) for line in wire.lines]
        assert set().union(*covered) == asked
        for at, line in enumerate(covered):
            assert len(line & set().union(*covered[:at])) <= 2


def test_a_line_that_meets_no_other_is_drawn_whole():
    from argmap.model import ArgMap, Claim

    whole = ArgMap(title="T", claims={"a": Claim(text="A", supported_by=(("b",),)), "b": Claim(text="B")})
    drawn = drawing(whole, lambda _id: Size(8, 4), direction=Direction.RIGHT)
    (line,) = [whole_line(drawn, arrow) for arrow in drawn.arrows]
    (wire,) = edge_paths_of(drawn.arrows, [line])
    assert wire.lines == (line,)

"""Dragging boxes and links of the drawn map onto others."""

from dataclasses import replace

from rich.segment import Segment
from textual.geometry import Offset
from textual.strip import Strip

from argmap.model import ArgMap, Claim, Link, Role
from argmap.tui.dialogs.form import Question
from argmap.tui.state.context import RowRef
from tests.tui.canvas.drawing import walk
from tests.tui.panes.samples import MAP, chain, fan

WIDE = Link(("wide",), Role.COUNTER, "align")
UNDERCUT = next(link for link in MAP.links() if link.role is Role.UNDERCUT)


def loose(**more: str) -> ArgMap:
    """The sample with further claims that bear on nothing."""
    return replace(MAP, claims={**MAP.claims, **{at: Claim(text=text) for at, text in more.items()}})


def cut_at(row: str, cell: int) -> str:
    """The character in a cell of a row."""
    return Strip([Segment(row)]).crop(cell, cell + 1).text


async def test_a_box_that_is_dragged_onto_a_claim_takes_its_link_there():
    async with walk(loose(new="日本のまったく新しい主張")) as w:
        link = next(iter(MAP.links_from("purpose")))
        await w.grasp(w.place("purpose"))
        await w.carry(w.place("new"))
        assert w.canvas.is_carrying
        assert w.said.startswith("drop: “")
        assert "日本のまったく新しい主張" in w.said
        assert not w.app.dropped
        await w.drop(w.place("new"))
        assert w.app.dropped == [((RowRef(("purpose",), link),), RowRef(("new",)))]
        assert not w.canvas.is_carrying


async def test_what_is_dragged_and_where_it_would_go_is_shown_also_without_colours():
    async with walk(loose(new="A new claim")) as w:
        await w.grasp(w.place("purpose"))
        await w.carry(w.place("new"))
        assert " › " in w.seen
        box = w.canvas.drawing.boxes["new"]
        corner = w.on_screen((box.x, box.y))
        assert cut_at(w.rows[corner.y - 1], corner.x - 1) == "╔"
        await w.drop(w.place("new"))
        assert " › " not in w.seen


async def test_what_cannot_be_dropped_says_why_and_changes_nothing():
    async with walk(loose(new="A new claim")) as w:
        await w.grasp(w.place("purpose"))
        await w.carry(w.place("no-extension"))
        assert w.said == "not here: only a claim can be supported or countered"
        await w.carry(w.place("diverge"))
        assert w.said.startswith("not here: ")
        await w.drop(w.place("diverge"))
        assert not w.app.dropped


async def test_a_claim_is_not_dropped_onto_what_rests_on_it():
    async with walk(chain(4)) as w:
        await w.grasp(w.place("c1"))
        await w.carry(w.place("c3"))
        assert w.said.startswith("not here: ")
        assert "circle" in w.said
        await w.drop(w.place("c3"))
        assert not w.app.dropped


async def test_escape_leaves_what_is_dragged_where_it_is():
    async with walk(loose(new="A new claim")) as w:
        current = w.canvas.current
        await w.grasp(w.place("purpose"))
        await w.carry(w.place("new"))
        await w.press("escape")
        assert not w.canvas.is_carrying
        assert not w.said.startswith("drop")
        await w.drop(w.place("new"))
        assert not w.app.dropped
        assert w.canvas.current == current


async def test_a_press_that_stays_on_its_box_only_selects_it():
    async with walk() as w:
        place = w.place("align")
        await w.grasp(place)
        await w.carry(place + Offset(3, 0))
        assert not w.canvas.is_carrying
        await w.drop(place + Offset(3, 0))
        assert not w.app.dropped


async def test_dropped_on_empty_ground_nothing_happens():
    async with walk(loose(new="A new claim")) as w:
        await w.grasp(w.place("purpose"))
        box = w.canvas.drawing.boxes["diverge"]
        ground = w.on_screen((box.x + 1, box.bottom + 3))
        await w.carry(ground)
        assert w.said.startswith("drop it on a claim")
        await w.drop(ground)
        assert not w.app.dropped


async def test_a_shared_box_goes_in_the_link_that_is_its_turn():
    async with walk(loose(new="A new claim")) as w:
        w.canvas.reveal("wide")
        await w.press("full_stop")
        turn = w.canvas.current_link
        await w.drag(w.place("wide"), w.place("new"))
        assert w.app.dropped[-1][0] == (RowRef(("wide",), turn),)


async def test_all_that_is_marked_is_dragged_at_once():
    async with walk(loose(new="A new claim")) as w:
        marked = [RowRef((some,), next(iter(MAP.links_from(some)))) for some in ("purpose", "align")]
        for spot in marked:
            w.canvas.marks.toggle(spot)
        w.canvas.selection_changed()
        await w.grasp(w.place("align"))
        await w.carry(w.place("new"))
        assert w.said == "drop: move 2 links to “A new claim”"
        await w.drop(w.place("new"))
        assert w.app.dropped == [(tuple(marked), RowRef(("new",)))]


async def test_linked_premises_are_dragged_by_their_joint():
    link = Link(("law-2018", "no-extension"), Role.SUPPORT, "diverge")
    async with walk(loose(new="A new claim")) as w:
        joint = w.canvas.drawing.joints[link]
        await w.drag(w.on_screen((joint.x, joint.y)), w.place("new"))
        assert w.app.dropped == [((RowRef(link.premises, link),), RowRef(("new",)))]


async def test_an_undercut_goes_to_the_arrow_it_is_dropped_on_and_a_support_does_not():
    async with walk() as w:
        (arrow,) = (arrow for arrow in w.canvas.drawing.arrows if arrow.link == WIDE)
        tip = w.on_screen(arrow.points[0])
        premise = UNDERCUT.premises[0]
        await w.grasp(w.place(premise))
        await w.carry(tip)
        assert w.said.startswith("drop: “")
        assert " that “" in w.said
        await w.drop(tip)
        assert w.app.dropped == [((RowRef((premise,), UNDERCUT),), RowRef(("wide",), WIDE))]
        await w.grasp(w.place("purpose"))
        await w.carry(tip)
        assert w.said == "not here: only a claim can be supported or countered"
        await w.drop(tip)
        assert len(w.app.dropped) == 1


async def test_the_drawing_goes_on_while_something_is_held_at_its_edge():
    async with walk(fan(60, 5), size=(80, 24)) as w:
        w.canvas.reveal("c30-1")
        await w.pilot.pause()
        before = w.canvas.scroll_offset
        await w.grasp(w.place("c30-1"))
        await w.carry((40, w.canvas.size.height - 1))
        for _ in range(3):
            w.canvas._scroll_at_edge()
        assert w.canvas.scroll_offset.y > before.y
        await w.press("escape")
        at = w.canvas.scroll_offset
        w.canvas._scroll_at_edge()
        assert w.canvas.scroll_offset == at


async def test_a_box_is_dragged_at_every_zoom():
    async with walk(loose(new="A new claim")) as w:
        for key in ("minus", "plus", "plus"):
            await w.press(key)
            w.canvas.scroll_to(0, 0, animate=False, force=True)
            await w.pilot.pause()
            await w.drag(w.place("purpose"), w.place("new"))
        assert len(w.app.dropped) == 3


async def test_what_is_carried_stays_where_it_was_when_the_map_changes_or_the_button_comes_up_unseen():
    async with walk(loose(new="A new claim")) as w:
        for interrupted in ("the map changes", "the button comes up unseen"):
            await w.grasp(w.place("purpose"))
            await w.carry(w.place("new"))
            assert w.canvas.is_carrying
            if interrupted == "the map changes":
                w.canvas.show(loose(new="A new claim", other="Others wrote this"), w.app.quote_states)
                await w.pilot.pause()
            else:
                await w.carry(w.place("new"), button=0)
            assert not w.canvas.is_carrying, interrupted
            assert " › " not in w.seen
            await w.drop(w.place("new"))
            assert not w.app.dropped


async def test_a_question_that_comes_up_while_a_box_is_carried_leaves_it_where_it_was():
    async with walk(loose(new="A new claim")) as w:
        await w.grasp(w.place("purpose"))
        await w.carry(w.place("new"))
        await w.app.push_screen(Question("Changed in two ways", "", ["Later"]))
        await w.pilot.pause()
        assert w.app.mouse_captured is None
        assert not w.canvas.is_carrying

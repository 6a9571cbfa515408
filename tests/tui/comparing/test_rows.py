"""What changed, as the list and the tree show it."""

from hypothesis import given

from argmap import edit
from argmap.diff import parts
from argmap.graph import outline
from argmap.model import ArgMap, Claim, Link, Role
from argmap.tui.screens.compare_changes import change_rows, compared, marked, united
from tests.diff.debate import DEBATE
from tests.diff.random_edits import triples
from tests.laws import examples

law = examples(20)


def told_rows(then: ArgMap, now: ArgMap) -> list[str]:
    rows = change_rows(compared(then, now))
    return [
        f"{'  ' * row.line.depth}{row.line.sign} {''.join(piece.text for piece in row.line.pieces)}" for row in rows
    ]


def tree(then: ArgMap, now: ArgMap) -> list[str]:
    """The marked rows of the tree: sign, ids and what is said."""
    changes = compared(then, now)
    rows = outline(united(changes))
    marks = marked(changes, rows)
    return [f"{marks[row].sign} {' + '.join(row.premises)}: {marks[row].said}" for row in rows if row in marks]


def changed() -> ArgMap:
    now = edit.change_claim(DEBATE, "diverge", text="The US and Japan differ on export controls.", note="new")
    now = edit.remove(now, "later")
    now, _ = edit.add_claim(now, Claim(text="They share a list."), "share")
    now = edit.link(now, ("share",), Role.SUPPORT, "align")
    return edit.unlink(now, Link(("align",), Role.COUNTER, "diverge"))


def test_an_element_stands_above_each_thing_that_changed_of_it():
    assert told_rows(DEBATE, changed())[:6] == [
        "~ claim diverge  “The US and Japan differ on export controls.”",
        "  ! diverge lost its only counter",
        "  ~ words: The US and Japan divergediffer on export controls.",
        "  ~ note: new",
        "  - countered by align “Japan is aligning its controls with Washington's.”",
        "  - its link from list undercut by later “The list was extended later.”",
    ]


def test_a_claim_that_was_only_reworded_takes_one_row():
    now = edit.change_claim(DEBATE, "align", text="Japan is aligning its rules with Washington's.")
    assert told_rows(DEBATE, now) == ["~ claim align  Japan is aligning its controlsrules with Washington's."]


def test_the_tree_shows_what_is_gone_where_it_stood_and_says_what_became_of_each_row():
    assert tree(DEBATE, changed()) == [
        "~ diverge: reworded, note",
        "- later: gone",
        "- said: unlinked",
        "- align: unlinked",
        "+ share: new",
        "! align: has support for the first time",
    ]


def test_a_turned_link_is_shown_as_it_was_and_as_it_is():
    now = edit.link(DEBATE, ("align",), Role.SUPPORT, "diverge")
    assert tree(DEBATE, now) == ["! diverge: lost its only counter", "+ align: linked", "- align: unlinked"]


@law
@given(triples())
def test_all_that_changed_can_be_taken_back_from_some_row_and_is_in_the_tree(three):
    then, now, _ = three
    changes = compared(then, now)
    rows = change_rows(changes)
    offered = [row.change for row in rows if row.change is not None]
    for element in changes.elements:
        for part in parts(element):
            assert part in offered or any(whole.id == part.id and list(parts(whole)) == [part] for whole in offered)
    shown = {member for row in outline(united(changes)) for member in row.premises}
    assert shown >= {element.id for element in changes.elements if element.section in ("claims", "quotes")}

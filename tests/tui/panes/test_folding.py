from hypothesis import given
from hypothesis import strategies as st

from argmap import edit
from argmap.graph import outline
from argmap.model import ArgMap, Claim, Link, Role
from argmap.tui.widgets.outline_tree import Folds, Paths, Tree, successor
from tests.laws import examples
from tests.strategies import maps
from tests.tui.panes.samples import MAP, chain, fan


def tree(whole, numbers=None):
    return Tree.of(outline(whole), numbers or Paths())


def at(some_tree, *premises):
    return next(place for place, row in enumerate(some_tree.rows) if row.premises == premises)


@examples(50)
@given(maps())
def test_every_row_knows_the_row_above_it(whole):
    shown = tree(whole)
    for row, parent in zip(shown.rows, shown.parents, strict=True):
        assert row.depth == (0 if parent < 0 else shown.rows[parent].depth + 1)


@examples(50)
@given(maps())
def test_each_row_has_a_path_of_its_own(whole):
    shown = tree(whole)
    assert len(set(shown.paths)) == len(shown.rows)


@examples(50)
@given(maps(), st.data())
def test_whatever_is_removed_the_cursor_has_somewhere_to_go(before, data):
    if not before.ids:
        return
    after = edit.remove(before, data.draw(st.sampled_from(sorted(before.ids))), cascade=True)
    numbers = Paths()
    old, new = tree(before, numbers), tree(after, numbers)
    for place in range(len(old.rows)):
        assert 0 <= successor(old, place, new) < max(1, len(new.rows))


def test_a_fold_hides_all_below_and_nothing_else():
    shown, folds = tree(MAP), Folds()
    assert len(folds.in_sight(shown)) == len(shown.rows)
    folds.set(shown.paths[at(shown, "wide")], folded=True)
    hidden = set(range(len(shown.rows))) - set(folds.in_sight(shown))
    assert [shown.rows[place].id for place in sorted(hidden)] == ["law-2018"]
    folds.set(shown.paths[0], folded=True)
    assert [shown.rows[place].id for place in folds.in_sight(shown)] == ["diverge", "stray"]


def test_arguments_thousands_of_steps_deep_fold_too():
    shown, folds = tree(chain(3000)), Folds(open_depth=2)
    assert folds.in_sight(shown) == [0, 1, 2]
    assert len(list(shown.ancestors(2999))) == 2999


def follow(before, after, *premises):
    """The premises of the row on which the cursor is after an edit."""
    numbers = Paths()
    old, new = tree(before, numbers), tree(after, numbers)
    return new.rows[successor(old, at(old, *premises), new)].premises


def test_the_cursor_stays_on_a_row_that_is_still_there():
    assert follow(fan(3), edit.add_claim(fan(3), Claim(text="another"))[0], "c1-0") == ("c1-0",)


def test_the_cursor_follows_a_claim_whose_role_changes():
    after = edit.link(MAP, ("purpose",), Role.COUNTER, "diverge")
    assert follow(MAP, after, "purpose") == ("purpose",)


def test_the_cursor_goes_to_the_next_neighbour_of_a_row_that_is_gone():
    assert follow(fan(3), edit.remove(fan(3), "c1-0"), "c1-0") == ("c2-0",)


def test_the_cursor_goes_to_the_neighbour_before_where_there_is_none_after():
    assert follow(fan(3), edit.remove(fan(3), "c2-0"), "c2-0") == ("c1-0",)


def test_the_cursor_goes_up_where_there_is_no_neighbour_left():
    assert follow(chain(3), edit.remove(chain(3), "c2"), "c2") == ("c1",)


def test_unlinking_a_row_keeps_the_cursor_in_its_place():
    after = edit.unlink(fan(3), Link(("c1-0",), Role.SUPPORT, "root"))
    assert follow(fan(3), after, "c1-0") == ("c2-0",)


def test_the_cursor_follows_a_claim_when_what_it_hung_from_is_gone():
    assert follow(chain(4), edit.remove(chain(4), "c1"), "c3") == ("c3",)


def test_the_cursor_follows_a_loose_claim_that_is_linked():
    before = ArgMap(title="Two claims", thesis=("a",), claims={"a": Claim(text="a"), "b": Claim(text="b")})
    after = edit.link(before, ("b",), Role.SUPPORT, "a")
    assert follow(before, after, "b") == ("b",)

"""Laws of telling what concerns one element."""

from hypothesis import given

from argmap.diff import diff
from argmap.git.history import concerning, tables_naming
from argmap.model import ArgMap
from argmap.store import dumps
from tests.diff.random_edits import triples
from tests.laws import examples

Triple = tuple[ArgMap, ArgMap, ArgMap]


@examples(40)
@given(triples())
def test_a_version_is_passed_over_only_where_nothing_concerns_the_element(three: Triple):
    old, new, _ = three
    before, after = dumps(old), dumps(new)
    for some_id in old.ids | new.ids:
        if tables_naming(some_id, before) == tables_naming(some_id, after):
            assert concerning(some_id, old, new).elements == ()


@examples(40)
@given(triples())
def test_every_change_of_an_element_concerns_somebody(three: Triple):
    old, new, _ = three
    everyone = {
        (element.section, element.id)
        for some_id in old.ids | new.ids
        for element in concerning(some_id, old, new).elements
    }
    changed = {(element.section, element.id) for element in diff(old, new).elements if element.section != "map"}
    assert changed <= everyone


def test_an_id_inside_a_longer_one_is_another():
    assert tables_naming("a", '[claims.a-b]\ntext = "x"\n[claims.b-a]\n[claims.ab]\n') == []
    assert tables_naming("a", '[claims.b]\ntags = [\n    "a",\n]\n[claims.a]\n') == [
        '[claims.b]\ntags = [\n    "a",\n]\n',
        "[claims.a]\n",
    ]

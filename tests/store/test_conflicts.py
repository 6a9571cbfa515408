"""The `[conflicts]` table in the file: what a merge left undecided survives, and what is wrong in it is said."""

import tomllib

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.diff import merge
from argmap.formats.json_map import file_schema
from argmap.model import ArgMap, problems
from argmap.store import InvalidMap, dumps, lines_of, loads
from tests.diff.random_edits import edited, grown
from tests.laws import examples

law = examples(40)

MAP = """format = 1

[map]
title = "T"

[claims.a]
text = "A"

[claims.b]
text = "B"
"""


@st.composite
def maps_in_conflict(draw: st.DrawFn) -> ArgMap:
    """Maps with all that merges leave undecided."""
    whole = draw(grown())
    for _ in range(3):
        whole = merge(whole, draw(edited(whole, 20)), draw(edited(whole, 20))).map
    return whole


@law
@given(maps_in_conflict())
def test_conflicts_survive_saving_and_loading(whole: ArgMap):
    assert not problems(whole)
    text = dumps(whole)
    assert loads(text) == whole
    assert dumps(loads(text)) == text


@law
@given(maps_in_conflict())
def test_the_schema_accepts_conflicts(whole: ArgMap):
    jsonschema.validate(tomllib.loads(dumps(whole)), file_schema())


@law
@given(maps_in_conflict())
def test_every_conflict_has_its_line(whole: ArgMap):
    lines = lines_of(dumps(whole))
    assert all(at in lines for at in whole.addresses() if at[:1] == ("conflicts",))


@law
@given(maps_in_conflict())
def test_comments_on_conflicts_stay_beside_them(whole: ArgMap):
    lines = []
    for line in dumps(whole).splitlines():
        at_table, at_reading = line.startswith("[conflicts"), line.startswith(("ours = ", "theirs = "))
        lines += ["# to be talked over"] if at_table or at_reading else []
        lines.append(line + ("  # really?" if at_reading and not line.endswith("[") else ""))
    text = "\n".join(lines) + "\n"
    assert dumps(loads(text)) == text


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('[conflicts.claims.z.text]\nours = "x"', ":12: there is no claim `z` now; remove this table"),
        ('[conflicts.claims.a.colour]\nours = "x"', ":12: unknown key `colour` in `conflicts.claims.a`"),
        ("[conflicts.claims.a.text]\nours = 3", ":13: `ours` is a number, and must be text between quotes"),
        ('[conflicts.claims.a.text]\nours = "x"\ntheirs = "x"', ":12: both sides are the same; remove this table"),
        ('[conflicts.claims.a.text]\nmine = "x"', ":13: unknown key `mine` in `conflicts.claims.a.text`"),
        ('[conflicts.claims.a.element]\nours = "gone"', ":13: `ours` is neither `removed` nor `changed`"),
        ('[conflicts.claims.a.link.b]\nours = "likes"', ":13: `ours` is neither `support` nor `counter`"),
        ('[conflicts.claims.a.link.z]\nours = "support"', ":12: `z` names what is not in the map"),
        ("[conflicts]\nclaims = 3", ":13: `conflicts.claims` is a number, and must be a table"),
        ("[conflicts.quests.a]\nx = 1", ":12: unknown key `quests` in `conflicts`"),
        ("[conflicts.map.thesis]\nours = 'a'", ":13: `ours` is text, and must be a list of ids"),
    ],
)
def test_what_is_wrong_with_a_conflict_is_said(table: str, said: str):
    with pytest.raises(InvalidMap) as refused:
        loads(f"{MAP}\n{table}\n", "map.toml")
    assert said in str(refused.value)


def test_premises_in_a_conflict_are_written_in_their_one_way():
    text = MAP + '\n[conflicts.claims.a.link."b"]\ntheirs = "support"\nundercut = ["b"]\n'
    assert "[conflicts.claims.a.link.b]" in dumps(loads(text))

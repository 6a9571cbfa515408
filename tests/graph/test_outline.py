"""The outline: everything is shown, in full once, and circles end."""

from hypothesis import given

from argmap.graph import Kind, outline
from argmap.model import ArgMap, Claim, Quote, Role, Source
from tests.strategies import maps


def said(whole: ArgMap) -> list[str]:
    """The outline as indented ids, `^` for references."""
    return [
        "  " * row.depth + "+".join(row.premises) + ("^" if row.again else "") + (f" {row.role}" if row.role else "")
        for row in outline(whole)
    ]


def test_the_argument_in_reading_order():
    whole = ArgMap(
        title="t",
        thesis=("t2", "t1"),
        sources={"s": Source(path="s.txt")},
        quotes={at: Quote(source="s", text=at) for at in ("q1", "q2", "q3", "loose")},
        claims={
            "t1": Claim(text="T1", supported_by=(("a",), ("q1", "q2"))),
            "t2": Claim(text="T2", countered_by=(("a",),)),
            "a": Claim(text="A", supported_by=(("q3",),)),
            "u": Claim(text="U"),
            "other": Claim(text="O"),
        },
    )
    whole = ArgMap(
        title="t",
        thesis=whole.thesis,
        sources=whole.sources,
        quotes=whole.quotes,
        claims={
            **whole.claims,
            "t1": Claim(
                text="T1", supported_by=(("a",), ("q1", "q2")), undercut={("a",): (("u",),), ("q1", "q2"): (("u",),)}
            ),
        },
    )
    assert said(whole) == [
        "t2",
        "  a counter",
        "    q3 support",
        "t1",
        "  a^ support",
        "    u undercut",
        "  q1+q2 support",
        "    q1",
        "    q2",
        "    u^ undercut",
        "other",
        "loose",
    ]


def test_claims_that_counter_each_other_end_in_a_reference():
    whole = ArgMap(
        title="t",
        claims={"a": Claim(text="A", countered_by=(("b",),)), "b": Claim(text="B", countered_by=(("a",),))},
    )
    assert said(whole) == ["a", "  b counter", "    a^ counter"]


def test_focus_shows_one_claim_and_what_bears_on_it():
    whole = ArgMap(
        title="t",
        thesis=("a",),
        claims={
            "a": Claim(text="A", supported_by=(("b",),)),
            "b": Claim(text="B", supported_by=(("c",),)),
            "c": Claim(text="C"),
        },
    )
    assert [row.id for row in outline(whole, ("b",))] == ["b", "c"]


def test_an_argument_of_two_thousand_steps_needs_no_recursion():
    claims = {f"c{i:04}": Claim(text="x", supported_by=((f"c{i + 1:04}",),)) for i in range(1999)}
    rows = outline(ArgMap(title="t", claims={**claims, "c1999": Claim(text="end")}, thesis=("c0000",)))
    assert rows[-1].depth == 1999


@given(maps())
def test_every_element_stands_in_full_exactly_once(whole: ArgMap):
    full = [row.id for row in outline(whole) if row.kind is not Kind.LINKED and not row.again]
    assert sorted(full) == sorted([*whole.claims, *whole.quotes])


@given(maps())
def test_every_link_is_shown(whole: ArgMap):
    shown = {row.link for row in outline(whole) if row.link is not None}
    assert {link for link in shown if link.role is not Role.UNDERCUT} == {
        link for link in whole.links() if link.role is not Role.UNDERCUT
    }
    assert {link for link in whole.links() if link.role is Role.UNDERCUT} == shown & {
        link for link in whole.links() if link.role is Role.UNDERCUT
    }

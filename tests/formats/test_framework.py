"""The map for solvers of abstract argumentation: what they find to stand is what stands in the map."""

import re
from collections.abc import Mapping

from hypothesis import given

from argmap.formats import ExportInput, solvers
from argmap.model import ArgMap, Claim, Link, Quote, Role, Source
from tests.laws import examples
from tests.strategies import maps

Verdicts = Mapping[str | Link, bool]
Attacks = set[tuple[str, str]]


def grounded(arguments: list[str], attacks: Attacks) -> tuple[set[str], set[str]]:
    """What stands and what falls in the grounded labelling (Dung 1995), by its definition."""
    attackers = {name: {by for by, at in attacks if at == name} for name in arguments}
    stands: set[str] = set()
    falls: set[str] = set()
    while True:
        more = {name for name in arguments if name not in stands and attackers[name] <= falls}
        stands |= more
        fallen = {name for name in arguments if name not in falls and attackers[name] & stands}
        falls |= fallen
        if not more | fallen:
            return stands, falls


def judged(whole: ArgMap) -> Verdicts:
    """What stands (True) and falls (False) in a map, from what is sure on: the rest is open."""
    verdicts: dict[str | Link, bool] = dict.fromkeys(whole.quotes, True)
    links = list(whole.links())
    before = -1
    while len(verdicts) > before:
        before = len(verdicts)
        for link in links:
            against = [verdicts.get(some) for some in links if strikes(some, link)]
            settle(verdicts, link, [verdicts.get(some) for some in link.premises], against)
        for claim_id in whole.claims:
            held = [link for link in links if link.target == claim_id]
            supports = [verdicts.get(link) for link in held if link.role is Role.SUPPORT]
            counters = [verdicts.get(link) for link in held if link.role is Role.COUNTER]
            settle(verdicts, claim_id, [any_of(supports)] if supports else [], counters)
    return verdicts


def any_of(verdicts: list[bool | None]) -> bool | None:
    return True if True in verdicts else None if None in verdicts else False


def settle(
    verdicts: dict[str | Link, bool], some: str | Link, needs: list[bool | None], against: list[bool | None]
) -> None:
    if all(need is True for need in needs) and all(each is False for each in against):
        verdicts[some] = True
    elif False in needs or True in against:
        verdicts[some] = False


def strikes(undercut: Link, link: Link) -> bool:
    return (
        undercut.role is Role.UNDERCUT
        and link.role is not Role.UNDERCUT
        and ((undercut.target, undercut.against) == (link.target, link.premises))
    )


def read_apx(text: str) -> tuple[list[str], Attacks]:
    lines = [line for line in text.split("\n")[:-1] if not line.startswith("%")]
    arguments = [found[1] for line in lines if (found := re.fullmatch(r"arg\(([a-z]\w*)\)\.", line))]
    attacks = [(found[1], found[2]) for line in lines if (found := re.fullmatch(r"att\((\w+),(\w+)\)\.", line))]
    assert len(arguments) + len(attacks) == len(lines)
    assert len(set(arguments)) == len(arguments)
    assert len(set(attacks)) == len(attacks)
    assert {end for attack in attacks for end in attack} <= set(arguments)
    return arguments, set(attacks)


@examples(25)
@given(maps())
def test_what_solvers_find_to_stand_is_what_stands_in_the_map(whole: ArgMap) -> None:
    text = str(solvers.export_apx(ExportInput(map=whole)).content)
    stands, falls = grounded(*read_apx(text))
    elements = re.findall(r"^arg\(([cq]_\w+)\)\.", text, re.MULTILINE)
    named = dict(zip(in_order(whole), elements, strict=True))
    verdicts = judged(whole)
    for some_id, name in named.items():
        assert verdicts.get(some_id) is (True if name in stands else False if name in falls else None)


def in_order(whole: ArgMap) -> list[str]:
    return [*whole.thesis, *sorted({*whole.claims, *whole.quotes} - set(whole.thesis))]


@examples(20)
@given(maps())
def test_both_formats_say_the_same(whole: ArgMap) -> None:
    arguments, attacks = read_apx(str(solvers.export_apx(ExportInput(map=whole)).content))
    nodes, edges = ("\n" + str(solvers.export_tgf(ExportInput(map=whole)).content)).split("\n#\n", 1)
    assert [line.split(" ")[0] for line in nodes.split("\n")[1:]] == arguments
    assert {tuple(line.split(" ")) for line in edges.split("\n")[:-1]} == attacks


def test_supports_joint_premises_and_undercuts_are_arguments_too() -> None:
    whole = ArgMap(
        title="T",
        sources={"s": Source(path="s.txt")},
        claims={
            "not": Claim(
                text="C\n:- evil.",
                supported_by=(("a-b", "q"),),
                countered_by=(("a_b",),),
                undercut={("a-b", "q"): (("a_b",),)},
            ),
            "a-b": Claim(text="A"),
            "a_b": Claim(text="B"),
        },
        quotes={"q": Quote(source="s", text="Q", translation="in English")},
    )
    written = solvers.export_apx(ExportInput(map=whole))
    assert str(written.content).splitlines() == [
        "% A",
        "arg(c_a_b).",
        "% B",
        "arg(c_a_b_2).",
        "% C :- evil.",
        "arg(c_not).",
        "% “in English”",
        "arg(q_q).",
        "% the support of not by a-b + q",
        "arg(link_1).",
        "% a-b does not hold",
        "arg(without_c_a_b).",
        "% q does not hold",
        "arg(without_q_q).",
        "% nothing that supports not holds",
        "arg(unsupported_c_not).",
        "att(c_a_b,without_c_a_b).",
        "att(without_c_a_b,link_1).",
        "att(q_q,without_q_q).",
        "att(without_q_q,link_1).",
        "att(unsupported_c_not,c_not).",
        "att(link_1,unsupported_c_not).",
        "att(c_a_b_2,c_not).",
        "att(c_a_b_2,link_1).",
    ]
    assert written.losses == (
        "the title",
        "1 translated quote’s own words",
        "1 quote’s context and position",
        "1 source’s details",
    )
    assert "q_q “in English”\nlink_1 the support of not by a-b + q\n" in str(
        solvers.export_tgf(ExportInput(map=whole)).content
    )

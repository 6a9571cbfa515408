"""AIF and xAIF: arguments of others come in with their shape, and maps go out and in again whole."""

import json
from dataclasses import replace

import pytest
from hypothesis import given

from argmap.formats import ExportInput, UnreadableFormat
from argmap.formats.aif import AIF, XAIF
from argmap.model import ArgMap, Claim, Comment, Quote, Source
from tests.formats.foreign import exported, imported, incoming, refusal, said
from tests.laws import examples
from tests.strategies import maps

SMALL = ArgMap(
    title="Controls",
    thesis=("diverge",),
    sources={"gui": Source(path="texts/gui.txt", url="https://example.org/gui")},
    claims={
        "diverge": Claim(
            text="They diverge.",
            supported_by=(("law", "list"),),
            countered_by=(("align",),),
            undercut={("law", "list"): (("align",),)},
        ),
        "align": Claim(text="They align."),
    },
    quotes={
        "law": Quote(
            source="gui", text="《出口管制改革法》", before="通过了", after="。", at=12, translation="the act"
        ),
        "list": Quote(source="gui", text="<b>实体清单</b>"),
    },
)


def graph(*nodes, edges=(), **more):
    """An AIF graph: nodes as (id, type, text), edges as (from, to)."""
    return {
        "nodes": [{"nodeID": at, "type": kind, "text": text} for at, kind, text in nodes],
        "edges": [{"edgeID": n, "fromID": a, "toID": b, "formEdgeID": None} for n, (a, b) in enumerate(edges)],
        **more,
    }


CLAIMS = (("1", "I", "It rains."), ("2", "I", "The road is wet."), ("3", "I", "Roads get wet in rain."))


@examples(40)
@given(maps())
def test_a_map_comes_back_from_aif_as_it_was(whole):
    made = imported(AIF, exported(AIF, whole))
    assert made.map == whole
    assert made.skipped == ()


@examples(15)
@given(maps())
def test_a_map_comes_back_from_xaif_as_it_was(whole):
    made = imported(XAIF, exported(XAIF, whole))
    assert made.map == whole
    assert made.skipped == ()


def test_what_is_lost_going_out_is_said():
    whole = replace(SMALL, comments={("claims", "align"): Comment(above=("# why",))})
    assert AIF.export(ExportInput(map=whole)).losses == ("1 comment of the file",)
    assert AIF.export(ExportInput(map=SMALL)).losses == ()


def test_arguments_go_out_in_the_shapes_of_aif():
    out = json.loads(exported(AIF, SMALL))
    kinds = {node["nodeID"]: node["type"] for node in out["nodes"]}
    into: dict[str, set[str]] = {}
    onward = {}
    for edge in out["edges"]:
        assert edge["formEdgeID"] is None
        if kinds[edge["fromID"]] == "I":
            into.setdefault(edge["toID"], set()).add(edge["fromID"])
        else:
            onward[edge["fromID"]] = edge["toID"]
    inference = next(at for at, kind in kinds.items() if kind == "RA")
    assert into[inference] == {"law", "list"}
    assert onward[inference] == "diverge"
    conflicts = {onward[at] for at, kind in kinds.items() if kind == "CA"}
    assert conflicts == {"diverge", inference}
    assert {node["timestamp"] for node in out["nodes"]} == {"1970-01-01 00:00:00"}


def test_xaif_shows_the_quoted_passages_as_text_and_not_as_markup():
    out = json.loads(exported(XAIF, SMALL))
    assert '<span id="nodelist" class="highlighted">&lt;b&gt;实体清单&lt;/b&gt;</span>' in out["text"]
    assert all(isinstance(edge["edgeID"], int) for edge in out["AIF"]["edges"])


def test_several_premises_of_one_inference_are_linked():
    made = imported(AIF, graph(*CLAIMS, ("r", "RA", ""), edges=[("1", "r"), ("3", "r"), ("r", "2")]))
    assert made.map.claims["the-road-is-wet"].supported_by == (("it-rains", "roads-get-wet-in-rain"),)
    assert made.map.thesis == ("the-road-is-wet",)


def test_a_conflict_with_an_inference_is_an_undercut():
    edges = [("1", "r"), ("r", "2"), ("3", "c"), ("c", "r")]
    made = imported(AIF, graph(*CLAIMS, ("r", "RA", ""), ("c", "CA", ""), edges=edges))
    assert made.map.claims["the-road-is-wet"].undercut == {("it-rains",): (("roads-get-wet-in-rain",),)}
    assert made.skipped == ()


def test_ids_may_be_numbers():
    made = imported(AIF, graph((1, "I", "A."), (2, "I", "B."), (3, "CA", ""), edges=[(1, 3), (3, 2)]))
    assert made.map.claims["b"].countered_by == (("a",),)


def test_a_dialogue_is_flattened_and_that_is_said():
    talk = [("l", "L", "Ann: It rains."), ("m", "L", "Bob: Why?"), ("t", "TA", ""), ("y", "YA", "Asserting")]
    edges = [("l", "y"), ("y", "1"), ("l", "t"), ("t", "m")]
    made = imported(AIF, graph(CLAIMS[0], *talk, edges=edges, locutions=[{"nodeID": "l", "personID": "1"}]))
    assert [claim.text for claim in made.map.claims.values()] == ["It rains."]
    assert said(made) == "8: the dialogue: 2 locutions, 1 transition, 1 illocution"


def test_schemes_lose_their_names_and_that_is_said():
    content = graph(*CLAIMS, ("r", "RA", "Expert Opinion"), edges=[("1", "r"), ("r", "2")])
    assert said(imported(AIF, content)) == "18: the schemes of 1 link: Expert Opinion (1)"


@pytest.mark.parametrize(
    ("nodes", "edges", "words"),
    [
        (
            [("x", "MA", "")],
            [("1", "x"), ("x", "2")],
            "a rephrasing (MA) `it-rains` → `the-road-is-wet`: a map does not have",
        ),
        ([("x", "PA", "")], [], "a preference (PA) ? → ?: a map does not have such links"),
        ([("x", "RA", "")], [("x", "2")], "an inference (RA) ? → `the-road-is-wet`: it has no premise"),
        ([("x", "CA", "")], [("1", "x")], "a conflict (CA) `it-rains` → ?: it has no conclusion"),
        ([("x", "RA", "")], [("1", "x"), ("x", "1")], "`it-rains` is linked to itself"),
        ([("x", "RA", ""), ("y", "RA", "")], [("1", "y"), ("y", "2"), ("3", "x"), ("x", "y")], "only links can be"),
        ([], [("1", "2")], "from claim to claim"),
        ([], [("1", "nowhere")], "the node nowhere is not imported"),
        ([("1", "I", "Again.")], [], "the node 1 is repeated in the file"),
        ([("x", "I", " ")], [], "has no words"),
        ([("x", "ZZ", "?")], [], "“ZZ” is not a known type; write one of I, RA, CA"),
        ([({}, "I", "?")], [], "an object, where a text belongs"),
    ],
)
def test_what_a_map_cannot_hold_is_said_with_its_line(nodes, edges, words):
    made = imported(AIF, graph(*CLAIMS, *nodes, edges=edges))
    assert words in said(made)
    assert not said(made).startswith("None")
    assert len(made.map.claims) == 3


def test_a_circle_of_inferences_is_cut_and_said():
    content = graph(
        *CLAIMS[:2], ("r", "RA", ""), ("s", "RA", ""), edges=[("1", "r"), ("r", "2"), ("2", "s"), ("s", "1")]
    )
    made = imported(AIF, content)
    assert sum(1 for _ in made.map.links()) == 1
    assert "circle" in said(made)


def test_quotes_whose_source_was_dropped_by_another_program_are_said():
    out = json.loads(exported(AIF, SMALL))
    del out["argmap"]["sources"]
    assert "a quote of `gui`, which is not a source of this file" in said(imported(AIF, out))


@pytest.mark.parametrize(
    "change",
    [
        lambda out: out["argmap"]["sources"]["gui"].update(path="/etc/passwd"),
        lambda out: out["argmap"]["sources"]["gui"].update(blob="not a blob"),
        lambda out: out["argmap"].update(thesis="nobody"),
        lambda out: out["nodes"][2]["argmap"].update(at=-5),
        lambda out: out["nodes"][2]["argmap"].update(tags={"x": 1}),
    ],
)
def test_keys_of_ours_that_a_stranger_filled_never_make_a_broken_map(change):
    out = json.loads(exported(AIF, SMALL))
    change(out)
    try:
        imported(AIF, out)
    except UnreadableFormat as fault:
        refused = str(fault)
    else:
        refused = "debate.json:"
    assert refused.startswith("debate.json:")


def test_files_that_are_no_aif_are_refused():
    assert "no list `nodes`" in refusal(AIF, {"edges": []})
    assert "$.nodes: a text, where a list belongs" in refusal(AIF, {"nodes": "x"})
    assert "no object `AIF`" in refusal(XAIF, graph())
    assert refusal(AIF, exported(AIF, SMALL)[:-300]).startswith("debate.json:")


def test_the_two_forms_are_told_apart_by_their_content():
    plain, wrapped = incoming(exported(AIF, SMALL)), incoming(exported(XAIF, SMALL))
    assert (AIF.looks_like(plain), XAIF.looks_like(plain)) == (True, False)
    assert (AIF.looks_like(wrapped), XAIF.looks_like(wrapped)) == (False, True)


def test_the_analysed_text_that_is_left_is_said():
    content = {"AIF": graph(*CLAIMS), "text": {"txt": "It rains.", "url": ""}, "OVA": []}
    assert "the text that was analysed, of 9 characters" in said(imported(XAIF, content))

"""The map in GraphML, as an XML parser reads it."""

import xml.etree.ElementTree as ET

from hypothesis import given

from argmap.formats import ExportInput
from argmap.formats.diagram import diagram_of
from argmap.formats.graphml import export
from argmap.model import ArgMap, Claim, Quote, Source
from argmap.text.visible import visible_lines
from tests.laws import examples
from tests.strategies import maps

NAMES = {"g": "http://graphml.graphdrawing.org/xmlns"}


def data(element: ET.Element) -> dict[str, str]:
    return {str(found.get("key")): found.text or "" for found in element.findall("g:data", NAMES)}


def readable(text: str) -> str:
    return visible_lines(text).translate({0xFFFE: "\ufffd", 0xFFFF: "\ufffd"})


@examples(20)
@given(maps())
def test_every_element_and_link_is_read_again_whatever_the_texts_hold(whole: ArgMap) -> None:
    read = ET.fromstring(str(export(ExportInput(map=whole)).content))
    diagram = diagram_of(ExportInput(map=whole))
    nodes = {found.get("id"): data(found) for found in read.iterfind(".//g:node", NAMES)}
    assert list(nodes) == [*diagram.boxes, *(joint.name for joint in diagram.joints)]
    for some_id, element in {**whole.claims, **whole.quotes}.items():
        assert nodes[some_id]["text"] == readable(element.text)
        assert nodes[some_id].get("note") == (None if element.note is None else readable(element.note))
    edges = [(found.get("source"), found.get("target")) for found in read.iterfind(".//g:edge", NAMES)]
    assert edges == [(edge.tail, edge.head) for edge in diagram.edges]
    assert len(set(edges)) == len(edges)
    keys = {found.get("id") for found in read.iterfind("g:key", NAMES)}
    assert {found.get("key") for found in read.iterfind(".//g:data", NAMES)} <= keys


def test_a_link_that_is_undercut_is_a_node() -> None:
    whole = ArgMap(
        title="T",
        sources={"s": Source(path="a/talk.txt", year=-5)},
        claims={
            "c": Claim(text="]]> & <!-- --> \x1b", supported_by=(("q",),), undercut={("q",): (("b",),)}),
            "b": Claim(text="B"),
        },
        quotes={"q": Quote(source="s", text="引\r文", translation="quote")},
    )
    written = export(ExportInput(map=whole))
    read = ET.fromstring(str(written.content))
    nodes = {found.get("id"): data(found) for found in read.iterfind(".//g:node", NAMES)}
    assert nodes["c"]["text"] == "]]> & <!-- --> ␛"
    assert nodes["link.1"] == {"label": "q → c", "kind": "link"}
    assert (nodes["q"]["source-title"], nodes["q"]["year"]) == ("talk.txt", "-5")
    edges = {(f.get("source"), f.get("target")): data(f) for f in read.iterfind(".//g:edge", NAMES)}
    assert edges == {
        ("q", "link.1"): {"role": "support", "joins": "true"},
        ("link.1", "c"): {"role": "support", "joins": "false"},
        ("b", "link.1"): {"role": "undercut", "joins": "false"},
    }
    assert written.losses == ("1 quote’s context and position", "the control characters of 2 texts")

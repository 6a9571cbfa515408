"""The map in DOT, as Graphviz itself reads it."""

import shutil
import subprocess
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given

from argmap.formats import ExportInput
from argmap.formats.diagram import diagram_of
from argmap.formats.dot import export
from argmap.model import ArgMap, Claim, Quote, Source
from argmap.text.visible import visible_line
from tests.laws import examples
from tests.strategies import maps

needs_dot = pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz’s dot is not on PATH")
SVG = {"s": "http://www.w3.org/2000/svg"}

TOOLTIP = "{http://www.w3.org/1999/xlink}title"


def words(text: str) -> tuple[str, ...]:
    """What is left of a text when its spaces are told apart no longer, as Graphviz does not."""
    return tuple(text.split())


def drawn(whole: ArgMap) -> ET.Element:
    """The picture that `dot` makes of a map."""
    told = str(export(ExportInput(map=whole)).content)
    made = subprocess.run(["dot", "-Tsvg"], input=told.encode(), capture_output=True, check=False, timeout=60)
    assert (made.returncode, made.stderr) == (0, b"")
    return ET.fromstring(made.stdout)


def titles(picture: ET.Element, kind: str) -> list[str]:
    return [str(found.text) for found in picture.findall(f".//s:g[@class='{kind}']/s:title", SVG)]


def said_by(picture: ET.Element) -> str:
    return "".join("".join(found.itertext()) for found in picture.iterfind(".//s:text", SVG))


@needs_dot
@examples(15)
@given(maps())
def test_dot_draws_every_element_and_link_whatever_the_texts_hold(whole: ArgMap) -> None:
    picture = drawn(whole)
    diagram = diagram_of(ExportInput(map=whole))
    assert sorted(titles(picture, "node")) == sorted([*diagram.boxes, *(joint.name for joint in diagram.joints)])
    arrows = sorted(f"{edge.tail}->{edge.head}" for edge in diagram.edges)
    assert sorted(titles(picture, "edge")) == arrows
    tooltips = {words(str(found.get(TOOLTIP))) for found in picture.iterfind(".//s:a", SVG)}
    said = [claim.text for claim in whole.claims.values()] + [quote.text for quote in whole.quotes.values()]
    assert {
        words(visible_line(text).translate({0xFFFE: "\ufffd", 0xFFFF: "\ufffd", 0x5C: "＼"})) for text in said
    } <= tooltips


@needs_dot
@pytest.mark.parametrize("text", ["\\N \\G \\l", '"]; evil [label="x', "&lt;b&gt; &amp;", "<<b>x</b>>", "a -> b // c"])
def test_nothing_in_a_text_is_read_as_dot(text: str) -> None:
    assert text in said_by(drawn(ArgMap(title="T", claims={"c": Claim(text=text)})))


@needs_dot
def test_long_texts_in_any_script_are_wrapped() -> None:
    text = "没有像美国那样把管制对象扩大到基础和新兴技术，维持了出口管制既有的目的。" * 2
    picture = drawn(ArgMap(title="T", claims={"c": Claim(text=text)}))
    rows = ["".join(found.itertext()) for found in picture.iterfind(".//s:g[@class='node']//s:text", SVG)]
    assert "".join(rows) == text
    assert max(map(len, rows)) <= 24


def test_linked_premises_meet_and_an_undercut_strikes_the_link() -> None:
    whole = ArgMap(
        title="T",
        thesis=("c",),
        sources={"s": Source(path="s.txt")},
        claims={
            "c": Claim(text="C", supported_by=(("a", "q"),), countered_by=(("a",),), undercut={("a", "q"): (("b",),)}),
            "a": Claim(text="A", note="why"),
            "b": Claim(text="B"),
        },
        quotes={"q": Quote(source="s", text="Q")},
    )
    written = export(ExportInput(map=whole))
    lines = str(written.content).splitlines()
    edges = {line.split(" [")[0].strip(): line for line in lines if "->" in line}
    assert set(edges) == {
        '"a" -> "link.1"',
        '"q" -> "link.1"',
        '"link.1" -> "c"',
        '"b" -> "link.1"',
        '"a" -> "c"',
    }
    assert "arrowhead=none" in edges['"q" -> "link.1"']
    assert "style=solid" in edges['"link.1" -> "c"']
    assert "style=dashed" in edges['"a" -> "c"']
    assert "style=dotted" in edges['"b" -> "link.1"']
    assert written.losses == ("1 note", "1 quote’s context and position", "1 source’s details")

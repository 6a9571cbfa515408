"""JSON Canvas: the map as a canvas that Obsidian opens laid out, and canvases of others as maps."""

import json
import re
from dataclasses import replace
from itertools import combinations

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.json_canvas import CANVAS
from argmap.formats.json_canvas.boxes import box_text, can_be_tag, one_line, paragraphs_of
from argmap.model import ArgMap, Claim, Quote, Role, Source
from tests.formats.foreign import exported, imported, incoming, refusal, said
from tests.laws import examples
from tests.strategies import maps, texts

SIDE = {"enum": ["top", "right", "bottom", "left"]}
COLOUR = {"pattern": r"^([1-6]|#[0-9a-fA-F]{6})$"}
SPEC = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "nodes": {
            "items": {
                "required": ["id", "type", "text", "x", "y", "width", "height"],
                "additionalProperties": False,
                "properties": {
                    "id": {"type": "string"},
                    "type": {"const": "text"},
                    "text": {"type": "string"},
                    "x": {"type": "integer"},
                    "y": {"type": "integer"},
                    "width": {"type": "integer", "minimum": 1},
                    "height": {"type": "integer", "minimum": 1},
                    "color": COLOUR,
                },
            }
        },
        "edges": {
            "items": {
                "required": ["id", "fromNode", "toNode"],
                "additionalProperties": False,
                "properties": {
                    "id": {"type": "string"},
                    "fromNode": {"type": "string"},
                    "toNode": {"type": "string"},
                    "fromSide": SIDE,
                    "toSide": SIDE,
                    "toEnd": {"enum": ["none", "arrow"]},
                    "color": COLOUR,
                    "label": {"type": "string"},
                },
            }
        },
    },
}
"""What JSON Canvas 1.0 says of text nodes and edges."""


def held(whole: ArgMap) -> ArgMap:
    """What a canvas holds of a map: see the format's docstring."""

    def dressed(element):
        note = "\n\n".join(paragraphs_of(element.note or "")) or None
        return replace(element, note=note, tags=tuple(filter(can_be_tag, element.tags)))

    cited: dict[str, list[str]] = {}
    for at in sorted(whole.quotes):
        cited.setdefault(whole.quotes[at].source, []).append(at)
    return ArgMap(
        title="debate",
        thesis=whole.thesis,
        sources={at: Source(path=whole.sources[at].path, title=_line(whole.sources[at].title, but=at)) for at in cited},
        claims={at: dressed(replace(claim, text=one_line(claim.text))) for at, claim in whole.claims.items()},
        quotes={
            at: dressed(Quote(source=q.source, text=q.text, translation=_line(q.translation), note=q.note, tags=q.tags))
            for at, q in whole.quotes.items()
        },
    )


def _line(text, but=""):
    line = one_line(text or "")
    return None if line in ("", but) else line


def roots(whole: ArgMap) -> set[str]:
    premises = {some for link in whole.links() for some in link.premises}
    return {link.target for link in whole.links()} - premises


def box(at, text, x=0, y=0, **more):
    return {"id": at, "type": "text", "text": text, "x": x, "y": y, "width": 100, "height": 50, **more}


def edge(begin, end, label=None, **more):
    said_so = {"label": label} if label else {}
    return {"id": f"{begin}-{end}", "fromNode": begin, "toNode": end, **said_so, **more}


def canvas(*nodes, edges=()):
    return {"nodes": list(nodes), "edges": list(edges)}


def shown(whole: ArgMap) -> list[str]:
    """The links, as text."""
    sign = {Role.SUPPORT: "+", Role.COUNTER: "-", Role.UNDERCUT: "x"}

    def ends(link):
        return "&".join(link.premises), ">".join(filter(None, ["&".join(link.against), link.target]))

    return [f" {sign[link.role]} ".join(ends(link)) for link in whole.links()]


AB = (box("a", "A."), box("b", "B."))


@examples(40)
@given(maps())
def test_a_map_comes_back_as_far_as_a_canvas_holds_it(whole):
    whole = replace(whole, sources={at: replace(s, path=f"{at}/{s.path}") for at, s in whole.sources.items()})
    made = imported(CANVAS, exported(CANVAS, whole))
    expected = held(whole)
    if not whole.thesis:
        assert set(made.map.thesis) == roots(whole)
        expected = replace(expected, thesis=made.map.thesis)
    assert made.map == expected
    assert made.skipped == ()


@examples(20)
@given(maps())
def test_boxes_do_not_overlap_and_everything_keeps_to_the_standard(whole):
    out = json.loads(exported(CANVAS, whole))
    jsonschema.validate(out, SPEC)
    for one, other in combinations(out["nodes"], 2):
        apart = (
            one["x"] + one["width"] <= other["x"]
            or other["x"] + other["width"] <= one["x"]
            or one["y"] + one["height"] <= other["y"]
            or other["y"] + other["height"] <= one["y"]
        )
        assert apart, (one, other)
    ids = [one["id"] for one in out["nodes"] + out["edges"]]
    assert len(ids) == len(set(ids))
    assert {edge[end] for edge in out["edges"] for end in ("fromNode", "toNode")} <= set(ids)


@given(texts())
def test_words_are_never_read_as_markup(text):
    whole = ArgMap(title="T", claims={"c": Claim(text=text)}, thesis=("c",))
    assert imported(CANVAS, exported(CANVAS, whole)).map.claims["c"].text == one_line(text)


@pytest.mark.parametrize(
    "text",
    ["◆ not a thesis", "+", "−", "&", "> said", "# one", "- two", "3. three", "[[page]]", "![](http://x.org/i.png)"],
)
def test_words_that_look_like_signs_stay_words(text):
    whole = ArgMap(title="T", claims={"c": Claim(text=text), "d": Claim(text="D.", supported_by=(("c",),))})
    made = imported(CANVAS, exported(CANVAS, whole))
    assert made.map.claims["c"].text == text
    assert made.map.thesis == ("d",)


def test_the_longest_texts_fit_into_their_boxes():
    quote = Quote(
        source="s", text="没有像美国那样把管制对象扩大到基础和新兴技术。" * 12, translation="Did not extend. " * 30
    )
    whole = ArgMap(title="T", sources={"s": Source(path="s.txt")}, quotes={"q": quote})
    (node,) = json.loads(exported(CANVAS, whole))["nodes"]
    ideographs_in_a_row = (node["width"] - 56) // 16
    rows = -(-len(quote.text) // ideographs_in_a_row) + -(-len(quote.translation) * 9 // (node["width"] - 56))
    assert node["height"] >= rows * 24 + 48


def test_a_quote_that_is_not_surely_found_says_so_in_its_box():
    from argmap.anchor import Resolution, State
    from argmap.corpus import QuoteState
    from argmap.formats import ExportInput

    whole = ArgMap(title="T", sources={"s": Source(path="s.txt")}, quotes={"q": Quote(source="s", text="w")})
    lost = {"q": QuoteState(Resolution(State.LOST))}
    out = json.loads(CANVAS.export(ExportInput(map=whole, quote_states=lost)).content)
    assert out["nodes"][0]["text"].endswith('— [s](s.txt "s") ✗ lost')
    assert imported(CANVAS, out).map.quotes == whole.quotes


def test_losses_are_counted():
    whole = ArgMap(
        title="T",
        note="N",
        sources={"s": Source(path="s.txt", year=1999), "bare": Source(path="b.txt")},
        quotes={"q": Quote(source="s", text="w", tags=("two words", "fine"))},
    )
    from argmap.formats import ExportInput

    assert CANVAS.export(ExportInput(map=whole)).losses == (
        "the title; the file’s name stands for it",
        "1 tag with signs",
        "1 note on the map",
        "1 source’s details beyond title and path",
        "1 quote’s context and position",
        "1 source that no quote is taken from",
    )


@pytest.mark.parametrize(
    ("more", "links"),
    [
        ({"label": "Supports"}, ["a + b"]),
        ({"label": "contradicts"}, ["a - b"]),
        ({"label": "反对"}, ["a - b"]),
        ({"label": "because"}, ["b + a"]),
        ({"color": "4"}, ["a + b"]),
        ({"color": "1"}, ["a - b"]),
        ({"color": "#d04030"}, ["a - b"]),
        ({"color": "#30a040"}, ["a + b"]),
        ({"label": "see also", "color": "1"}, ["a - b"]),
        ({"label": "+", "fromEnd": "arrow", "toEnd": "none"}, ["b + a"]),
        ({"label": "see also"}, []),
    ],
)
def test_an_edge_says_by_label_or_colour_what_it_does(more, links):
    made = imported(CANVAS, canvas(*AB, edges=[edge("a", "b", **more)]))
    assert shown(made.map) == links
    assert bool(made.skipped) == (not links)


def test_edges_that_say_nothing_are_taken_for_supports_and_that_is_said():
    made = imported(CANVAS, canvas(*AB, box("c", "C."), edges=[edge("a", "b"), edge("c", "b", color="#888888")]))
    assert shown(made.map) == ["a + b", "c + b"]
    assert "the role of 2 edges without a label or colour that shows it; imported as support" in said(made)


def test_a_group_that_an_edge_leads_out_of_links_its_members():
    group = {"id": "g", "type": "group", "x": -10, "y": -10, "width": 300, "height": 100, "label": "both"}
    nodes = (box("a", "A.", x=0), box("b", "B.", x=150), box("c", "C.", x=900), group)
    made = imported(CANVAS, canvas(*nodes, edges=[edge("g", "c", "supports")]))
    assert shown(made.map) == ["a&b + c"]
    assert made.map.claims["a"].tags == ()


def test_any_other_group_tags_its_members_with_its_name():
    group = {"id": "g", "type": "group", "x": -10, "y": -10, "width": 200, "height": 100, "label": "Trade policy"}
    made = imported(CANVAS, canvas(box("a", "A."), box("c", "C.", x=900), group))
    assert [claim.tags for claim in made.map.claims.values()] == [("Trade policy",), ()]


def test_an_undercut_leads_to_the_small_box_of_a_link():
    nodes = (*AB, box("c", "C."), box("j", "+"))
    edges = [edge("a", "j"), edge("j", "b"), edge("c", "j", "undercuts")]
    assert shown(imported(CANVAS, canvas(*nodes, edges=edges)).map) == ["a + b", "c x a>b"]


def test_markdown_of_others_comes_in_as_words():
    text = "# **Free** [trade](http://x.org) &amp; ==peace==\nnow\n\nMore `of` it.\n\n#trade #peace/now"
    (claim,) = imported(CANVAS, canvas(box("7e65d9f07e65d9f0", text))).map.claims.items()
    assert claim == (
        "free-trade-peace-now",
        Claim(text="Free trade & peace now", note="More of it.", tags=("peace/now", "trade")),
    )


def test_a_quotation_is_anchored_where_its_text_is_at_hand():
    node = box("q", "> Wir stehen\n> zusammen\n\nWe stand together\n\n— [Rede](texts/rede%20a.txt)")
    files = {"../texts/rede a.txt": "Liebe Leute. Wir stehen zusammen. Ende."}
    made = imported(CANVAS, canvas(node), files=files)
    quote = made.map.quotes["q"]
    assert (quote.text, quote.before, quote.at) == ("Wir stehen zusammen", "Liebe Leute. ", 13)
    assert quote.translation == "We stand together"
    assert [(s.path, s.title) for s in made.map.sources.values()] == [("../texts/rede a.txt", "Rede")]


def test_quotations_from_nowhere_get_a_text_of_their_own():
    made = imported(CANVAS, canvas(box("q1", "> Eins."), box("q2", "> Zwei.")))
    (source,) = made.map.sources.values()
    assert made.files == {source.path: "Eins.\n\nZwei.\n"}
    assert {quote.text for quote in made.map.quotes.values()} == {"Eins.", "Zwei."}


def test_an_edge_to_a_page_tells_what_a_quotation_is_from_and_what_a_claim_rests_on():
    link = {"id": "l", "type": "link", "url": "https://www.example.org/speech", "x": 0, "y": 0, "width": 9, "height": 9}
    nodes = (box("q", "> Eins."), box("a", "A."), link)
    made = imported(CANVAS, canvas(*nodes, edges=[edge("q", "l"), edge("l", "a")]))
    ((source_id, source),) = made.map.sources.items()
    assert (source_id, source.url) == ("example-org-speech", "https://www.example.org/speech")
    assert made.map.quotes["q"].source == source_id
    assert made.map.claims["a"].note == "Source: https://www.example.org/speech"
    assert made.skipped == ()


def test_a_file_at_hand_becomes_a_source():
    node = {"id": "n", "type": "file", "file": "notes.md", "x": 0, "y": 0, "width": 9, "height": 9}
    made = imported(CANVAS, canvas(node), files={"notes.md": "Words."})
    assert [source.path for source in made.map.sources.values()] == ["notes.md"]
    assert made.files == {}


@pytest.mark.parametrize(
    ("nodes", "edges", "words"),
    [
        ([], [edge("a", "gone")], "the box `gone` is not imported"),
        ([], [edge("a", "a", "supports")], "linked to itself"),
        ([], [edge("a", "b", "+"), edge("b", "a", "+")], "circle"),
        ([], [{"id": "e", "fromNode": "a"}], "$.edges[0].toNode: missing"),
        ([box("a", "Again.")], [], "the box `a` is repeated in the canvas"),
        ([box("c", " \n ")], [], "the box `c` has no words"),
        ([box("c", 5)], [], "$.nodes[2].text: a number, where a text belongs"),
        ([{"id": "f", "type": "file", "file": "gone.md"}], [], "`gone.md`: there is no text with this name"),
        ([{"id": "f", "type": "file", "file": "/etc/passwd"}], [], "there is no text with this name"),
        ([{"id": "f", "type": "link", "url": "javascript:x"}], [], "which is not a web page"),
        ([{"id": "f", "type": "sticker"}], [], "“sticker” is not a known type; write one of text, file, link, group"),
        ([{"id": "g", "type": "group"}], [edge("g", "a", "+")], "in which no claim lies"),
        ([{"id": "g", "type": "group"}], [edge("a", "g", "+")], "an edge to a group"),
        ([box("q", "> Q.")], [edge("a", "q", "+")], "an edge to a quote"),
        ([box("q", "> Q.\n\n— [x](/etc/passwd)")], [], "where no source can lie"),
        ([box("j", "+")], [edge("j", "a")], "the box `j` has no premises"),
        ([box("j", "+")], [edge("a", "j", "undercuts")], "what it undercuts is no link to a claim"),
        ([], [edge("a", "b", "undercuts")], "imported as a counter"),
    ],
)
def test_what_cannot_be_taken_is_said_with_its_line(nodes, edges, words):
    made = imported(CANVAS, canvas(*AB, *nodes, edges=edges))
    assert words in said(made)
    assert not said(made).startswith("None")


def test_boxes_without_a_place_are_taken_but_lie_in_no_group():
    nodes = ({"id": "a", "type": "text", "text": "A."}, {"id": "g", "type": "group", "label": "G", "x": "wide"})
    assert imported(CANVAS, canvas(*nodes)).map.claims == {"a": Claim(text="A.")}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"AIF": {}}, "not a canvas: there are no `nodes` here"),
        ({"nodes": {}}, "$.nodes: an object, where a list belongs"),
        ('{"nodes": [{"id": "a", "type"', "debate.json:1: "),
        ([], "a list, where an object belongs"),
    ],
)
def test_files_that_are_no_canvas_are_refused(content, words):
    assert words in refusal(CANVAS, content)


def test_an_empty_canvas_is_an_empty_map():
    assert imported(CANVAS, {}).map == ArgMap(title="debate")


def test_a_canvas_is_known_by_its_content():
    assert CANVAS.looks_like(incoming(canvas(*AB)))
    assert not CANVAS.looks_like(incoming({"nodes": [{"nodeID": "1", "type": "I"}]}))


@given(st.text(st.sampled_from('\n> #*[]()"—a&;1'), max_size=40))
def test_any_markdown_at_all_is_read(markdown):
    found = box_text(markdown)
    assert found is None or found.text.strip()


def test_ids_of_programs_give_way_to_words():
    nodes = [
        box("0ba565e7f30e0652", "One."),
        box("bf72a519-73b3-4b46-b2b2-44e2ecadc3ba", "Two."),
        box("pt-1", "Three."),
    ]
    assert list(imported(CANVAS, canvas(*nodes)).map.claims) == ["one", "two", "pt-1"]
    assert all(re.fullmatch("[a-z0-9-]+", at) for at in imported(CANVAS, canvas(*nodes)).map.claims)


def test_a_note_keeps_its_lines() -> None:
    note = "one\n- two\n+ three\n\n# four\n> five"
    whole = ArgMap(title="T", claims={"a": Claim(text="A", note=note)}, thesis=("a",))
    assert imported(CANVAS, exported(CANVAS, whole)).map.claims["a"].note == note


@pytest.mark.parametrize("state", ["● folded", "▲ carried", "● normalized", "▲ tracked", "▲ fuzzy"])
def test_a_quotation_is_read_whatever_its_state_is_called(state):
    found = box_text(f'> Our controls\n\n— [Speech](texts/speech.txt "speech") {state}')
    assert (found.text, found.cited.path, found.cited.title, found.cited.id) == (
        "Our controls",
        "texts/speech.txt",
        "Speech",
        "speech",
    )

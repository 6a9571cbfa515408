"""Web Annotation: quotes go out as annotations and come back as they were; the annotations of other tools come in."""

import json

import pytest
from hypothesis import given

from argmap.anchor import Resolution, State
from argmap.corpus import QuoteState
from argmap.formats import ExportInput
from argmap.formats.annotations import ANNOTATIONS
from argmap.model import ArgMap, Claim, Quote, Source
from argmap.text.pages import pages_of
from tests.formats.foreign import exported, imported, incoming, refusal, said
from tests.laws import examples
from tests.strategies import maps

TEXT = "Vorwort. 🙂 日本与美国在出口管制上存在分歧。Schluss.\n"
ROW = {
    "id": "x1",
    "uri": "https://example.org/speech",
    "text": "Strong words.",
    "tags": ["alliance", "Japan"],
    "document": {"title": ["A speech"]},
    "target": [
        {
            "source": "https://example.org/speech",
            "selector": [
                {"type": "RangeSelector", "startContainer": "/p[1]", "startOffset": 0},
                {"type": "TextPositionSelector", "start": 120, "end": 134},
                {"type": "TextQuoteSelector", "exact": "We stand firm.", "prefix": "Ladies. ", "suffix": " Thank you."},
            ],
        }
    ],
}


def anno(exact="分歧", source="speech.txt", **more):
    """One annotation of a passage, as another tool may write it."""
    selector = {"type": "TextQuoteSelector", "exact": exact}
    return {"type": "Annotation", "target": {"source": source, "selector": selector}, **more}


def told(whole: ArgMap) -> ArgMap:
    """What annotations hold of a map: see the format's docstring."""

    def by_quotes(groups):
        return tuple(group for group in groups if all(some in whole.quotes for some in group))

    claims = {
        at: Claim(
            text=claim.text, supported_by=by_quotes(claim.supported_by), countered_by=by_quotes(claim.countered_by)
        )
        for at, claim in whole.claims.items()
        if by_quotes(claim.supported_by + claim.countered_by)
    }
    return ArgMap(title=whole.title, sources=whole.sources, quotes=whole.quotes, claims=claims)


@examples(40)
@given(maps())
def test_quotes_come_back_as_they_were_with_the_claims_that_they_bear_on(whole):
    made = imported(ANNOTATIONS, exported(ANNOTATIONS, whole))
    assert made.map == told(whole)
    assert made.skipped == ()


def test_what_is_lost_is_counted():
    whole = ArgMap(
        title="T",
        thesis=("a",),
        claims={"a": Claim(text="A", tags=("x", "y"), supported_by=(("b",),)), "b": Claim(text="B", note="why")},
    )
    assert ANNOTATIONS.export(ExportInput(map=whole)).losses == (
        "2 claims without quotes of their own",
        "1 link from claims",
        "1 note on claims or the map",
        "2 tags of claims",
        "1 mark of a thesis",
    )


def test_positions_count_code_points_and_tell_where_the_passage_stands_now():
    at = TEXT.index("分歧")
    quote = Quote(source="s", text="分歧", at=3)
    whole = ArgMap(title="T", sources={"s": Source(path="a b/ü.txt")}, quotes={"q": quote})
    found = QuoteState(Resolution(State.EXACT, at, at + 2, 1.0), 1)
    out = json.loads(ANNOTATIONS.export(ExportInput(map=whole, quote_states={"q": found})).content)
    target = out["first"]["items"][0]["target"]
    assert target["selector"][1] == {"type": "TextPositionSelector", "start": at, "end": at + 2}
    assert target["argmap:state"] == "exact"
    assert target["source"] == "a%20b/%C3%BC.txt"
    assert imported(ANNOTATIONS, out).map.quotes == {"q": quote}


def test_a_passage_that_is_lost_has_no_position():
    whole = ArgMap(title="T", sources={"s": Source(path="a.txt")}, quotes={"q": Quote(source="s", text="gone")})
    lost = QuoteState(Resolution(State.LOST))
    out = json.loads(ANNOTATIONS.export(ExportInput(map=whole, quote_states={"q": lost})).content)
    assert [one["type"] for one in out["first"]["items"][0]["target"]["selector"]] == ["TextQuoteSelector"]


def test_the_address_on_the_web_names_the_text_if_it_is_known():
    source = Source(path="s.txt", url="https://example.org/ä b?x=1")
    whole = ArgMap(title="T", sources={"s": source}, quotes={"q": Quote(source="s", text="w")})
    out = json.loads(exported(ANNOTATIONS, whole))
    assert out["first"]["items"][0]["target"]["source"] == "https://example.org/%C3%A4%20b?x=1"


def test_rows_of_hypothesis_become_quotes_with_note_and_tags():
    made = imported(ANNOTATIONS, {"total": 1, "rows": [ROW]})
    (source,), (quote,) = made.map.sources.values(), made.map.quotes.values()
    assert (source.url, source.title) == ("https://example.org/speech", "A speech")
    assert (quote.text, quote.before, quote.after) == ("We stand firm.", "Ladies. ", " Thank you.")
    assert (quote.note, quote.tags) == ("Strong words.", ("Japan", "alliance"))
    assert made.skipped == ()


def test_a_text_is_made_of_the_passages_where_it_is_not_at_hand():
    made = imported(ANNOTATIONS, {"rows": [ROW]})
    (source,), (quote,) = made.map.sources.values(), made.map.quotes.values()
    text = made.files[source.path]
    assert text == "Ladies. We stand firm. Thank you.\n"
    assert text[quote.at :].startswith(quote.text)


def test_a_text_that_lies_beside_the_file_is_quoted_itself():
    made = imported(ANNOTATIONS, [anno("分　歧")], files={"speech.txt": TEXT})
    (source,), (quote,) = made.map.sources.values(), made.map.quotes.values()
    assert source.path == "speech.txt"
    assert (quote.text, quote.at) == ("分歧", TEXT.index("分歧"))
    assert quote.before.endswith("存在")
    assert made.files == {}


def test_words_that_the_text_does_not_have_are_kept_for_a_person_to_find():
    made = imported(ANNOTATIONS, [anno("etwas ganz anderes und Neues")], files={"speech.txt": TEXT})
    assert next(iter(made.map.quotes.values())).text == "etwas ganz anderes und Neues"


def test_a_position_alone_is_enough_where_the_text_is_at_hand():
    at = TEXT.index("出口管制")
    selector = {"type": "TextPositionSelector", "start": at, "end": at + 4}
    content = {"type": "Annotation", "target": {"source": "speech.txt", "selector": selector}}
    made = imported(ANNOTATIONS, content, files={"speech.txt": TEXT})
    assert next(iter(made.map.quotes.values())).text == "出口管制"
    assert "only the place is given" in said(imported(ANNOTATIONS, content))
    (claim,) = imported(ANNOTATIONS, {**content, "bodyValue": "No."}).map.claims.values()
    assert (claim.text, claim.note) == ("No.", "On speech.txt")


def test_several_annotations_of_one_passage_become_one_quote():
    bodies = [{"type": "TextualBody", "value": "Mine."}, {"type": "TextualBody", "value": "key", "purpose": "tagging"}]
    made = imported(ANNOTATIONS, [anno(body=bodies), anno(bodyValue="Yours.")])
    (quote,) = made.map.quotes.values()
    assert (quote.note, quote.tags) == ("Mine.\n\nYours.", ("key",))


def test_selectors_that_refine_others_are_found():
    nested = {"type": "FragmentSelector", "refinedBy": {"type": "TextQuoteSelector", "exact": "words"}}
    made = imported(ANNOTATIONS, {"target": [{"source": "http://x.org/", "selector": nested}]})
    assert [quote.text for quote in made.map.quotes.values()] == ["words"]


def test_a_remark_on_a_whole_text_becomes_a_claim():
    row = {**ROW, "target": [{"source": ROW["uri"]}], "text": "All of it\nis spin."}
    (claim,) = imported(ANNOTATIONS, {"rows": [row]}).map.claims.values()
    assert (claim.text, claim.note, claim.tags) == ("All of it is spin.", "On A speech", ("Japan", "alliance"))


def test_html_in_a_body_comes_in_as_its_words():
    body = {"type": "TextualBody", "format": "text/html", "value": "<p>A &amp; <b>B</b></p>"}
    (quote,) = imported(ANNOTATIONS, [anno(body=body)]).map.quotes.values()
    assert quote.note == "A & B"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ([{"type": "Annotation", "target": "http://x.org"}], "an annotation without a passage and without a text"),
        ([anno(exact="  ")], "the quoted passage has no words"),
        ([anno(exact=5)], "$[0].target.selector.exact: a number, where a text belongs"),
        ([7], "$[0]: a number, where an object belongs"),
        ({"items": [anno()], "next": "http://x.org/2"}, "further pages"),
    ],
)
def test_what_cannot_be_taken_is_said(content, words):
    assert words in said(imported(ANNOTATIONS, content))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"nodes": []}, "debate.json:1: $: not annotations"),
        ("5", "debate.json:1: $: not annotations"),
        ({"type": "AnnotationCollection", "first": "http://x.org/1"}, "get the page that is named here"),
        ('{"rows": [', "debate.json:1: "),
    ],
)
def test_files_without_annotations_are_refused(content, words):
    assert words in refusal(ANNOTATIONS, content)


@pytest.mark.parametrize(
    "change",
    [
        lambda out: out["argmap:sources"]["s"].update(path="/etc/passwd"),
        lambda out: out["first"]["items"][0]["argmap:quote"].update(at=-4),
        lambda out: out["first"]["items"][0]["argmap:quote"].update({"from": "nobody"}),
        lambda out: out["first"]["items"][0]["body"][0]["argmap:bears"].update(premises=[]),
        lambda out: out["first"]["items"][0]["body"][0]["argmap:bears"].update(premises=["q", "z"]),
        lambda out: out["first"]["items"][0]["body"][0]["argmap:bears"].update(role="undercut"),
        lambda out: out["first"]["items"][0].update(id=5),
    ],
)
def test_keys_of_ours_that_a_stranger_filled_never_make_a_broken_map(change):
    whole = ArgMap(
        title="T",
        sources={"s": Source(path="s.txt")},
        quotes={"q": Quote(source="s", text="w")},
        claims={"c": Claim(text="C", supported_by=(("q",),))},
    )
    out = json.loads(exported(ANNOTATIONS, whole))
    change(out)
    if out["argmap:sources"]["s"]["path"] == "s.txt":
        imported(ANNOTATIONS, out)
    else:
        assert "is not a path relative to the map" in refusal(ANNOTATIONS, out)


def test_annotations_are_known_by_their_content():
    assert ANNOTATIONS.looks_like(incoming({"rows": [ROW]}))
    assert ANNOTATIONS.looks_like(incoming(exported(ANNOTATIONS, ArgMap(title="T"))))
    assert not ANNOTATIONS.looks_like(incoming({"nodes": []}))


def test_a_title_without_words_gives_way_to_the_files_name():
    assert imported(ANNOTATIONS, {"label": " ", "items": []}).map.title == "debate"
    assert imported(ANNOTATIONS, [anno()], name="notes.jsonld").map.title == "notes"


def test_the_blob_of_a_quote_of_another_version_is_kept():
    quote = Quote(source="s", text="w", blob="3f" * 20, before="\n", after=" ")
    whole = ArgMap(title="T", sources={"s": Source(path="s.txt", year=1999)}, quotes={"q": quote})
    assert imported(ANNOTATIONS, exported(ANNOTATIONS, whole)).map == whole


def words_of(made):
    return [quote.text for quote in made.map.quotes.values()]


def part(exact, source):
    return {"source": source, "selector": {"type": "TextQuoteSelector", "exact": exact}}


@pytest.mark.parametrize(
    ("kind", "left"),
    [
        ("Composite", "that its targets belong together"),
        ("List", "the order of its targets"),
        ("Independents", None),
    ],
)
def test_all_targets_are_taken_and_what_holds_them_together_is_said(kind, left):
    items = [part("it is so", "http://x.org/1"), part("it is not so", "http://x.org/2")]
    made = imported(ANNOTATIONS, anno(body="", target={"type": kind, "items": items}, bodyValue="They contradict."))
    assert sorted((quote.text, quote.note) for quote in made.map.quotes.values()) == [
        ("it is not so", "They contradict."),
        ("it is so", "They contradict."),
    ]
    assert [one.message for one in made.skipped] == ([left] if left else [])


def test_several_targets_are_each_taken():
    made = imported(
        ANNOTATIONS, anno(bodyValue="Both.", target=[part("one", "a.txt"), part("two", "b.txt"), "http://x.org"])
    )
    assert sorted(words_of(made)) == ["one", "two"]
    assert said(made).endswith("that it is about http://x.org as a whole, too")


@pytest.mark.parametrize(
    "selector",
    [
        {"type": "XPathSelector", "value": "/html/body/p[2]"},
        {"type": "CssSelector", "value": "#intro > p"},
        {"type": "RangeSelector", "startContainer": "/p[1]", "startOffset": 3, "endContainer": "/p[1]", "endOffset": 9},
        {
            "type": "RangeSelector",
            "startSelector": {"type": "XPathSelector", "value": "//p[1]"},
            "endSelector": {"type": "XPathSelector", "value": "//p[2]"},
        },
        {"type": "FragmentSelector", "value": "xywh=50,50,640,480"},
        {"type": "SvgSelector", "value": "<svg/>"},
        {"type": "DataPositionSelector", "start": 4, "end": 10},
        {"type": "CssSelector", "value": "#p", "refinedBy": {"type": "TextPositionSelector", "start": 0, "end": 4}},
    ],
)
def test_a_passage_that_cannot_be_found_is_left_out_and_said_and_the_words_are_taken(selector):
    target = {"source": "http://x.org/", "selector": selector}
    made = imported(ANNOTATIONS, {"type": "Annotation", "target": target, "bodyValue": "Look here."})
    assert [claim.text for claim in made.map.claims.values()] == ["Look here."]
    (left,) = made.skipped
    assert left.line is not None
    assert left.message.startswith("the passage, which is given only by ") or left.message.startswith(
        "the part of the passage"
    )
    beside = {"source": "http://x.org/", "selector": [selector, {"type": "TextQuoteSelector", "exact": "here"}]}
    assert words_of(imported(ANNOTATIONS, {"type": "Annotation", "target": beside})) == ["here"]


def test_words_within_words_are_the_passage():
    inner = {"type": "TextQuoteSelector", "exact": "words"}
    selector = {"type": "TextQuoteSelector", "exact": "many words here", "refinedBy": inner}
    assert words_of(imported(ANNOTATIONS, {"target": {"source": "http://x.org/", "selector": selector}})) == ["words"]


def test_fragments_tell_pages_characters_and_words():
    page = {"type": "FragmentSelector", "value": "page=10"}
    made = imported(ANNOTATIONS, {"target": {"source": "http://x.org/r.pdf", "selector": page}, "bodyValue": "No."})
    (claim,) = made.map.claims.values()
    assert (claim.text, claim.note, made.skipped) == ("No.", "On http://x.org/r.pdf, page 10", ())
    (claim,) = imported(ANNOTATIONS, {"target": "http://x.org/r.pdf#page=10", "bodyValue": "No."}).map.claims.values()
    assert claim.note == "On http://x.org/r.pdf, page 10"
    at = TEXT.index("分歧")
    target = {"source": "s.txt", "selector": {"type": "FragmentSelector", "value": f"char={at},{at + 2}"}}
    assert words_of(imported(ANNOTATIONS, {"target": target}, files={"s.txt": TEXT})) == ["分歧"]
    made = imported(ANNOTATIONS, {"target": "http://x.org/#:~:text=was-,shown%20so,-at%20last"})
    (quote,) = made.map.quotes.values()
    assert (quote.text, quote.before, quote.after) == ("shown so", "was ", " at last")


def test_who_annotated_and_when_stands_in_the_note():
    creator = {"type": "Person", "name": "A. Reader"}
    made = imported(ANNOTATIONS, [anno(bodyValue="Yes.", creator=creator, created="2024-01-01T00:00:00Z")])
    assert [quote.note for quote in made.map.quotes.values()] == ["Yes.\n— A. Reader, 2024-01-01"]
    row = {**ROW, "user": "acct:kim@x.org", "created": "2024-02-01T10:00", "updated": "2024-03-01T10:00"}
    made = imported(ANNOTATIONS, {"rows": [row]})
    assert [quote.note for quote in made.map.quotes.values()] == [
        "Strong words.\n— kim@x.org, 2024-02-01, changed 2024-03-01"
    ]
    assert made.skipped == ()


def test_whatever_else_an_annotation_says_is_listed_each_kind_once():
    target = {
        **part("w", "http://x.org/"),
        "state": {"type": "TimeState", "sourceDate": "2015"},
        "scope": "http://x.org/all",
    }
    body = {"type": "TextualBody", "value": "V", "language": "fr", "purpose": "questioning"}
    more = {"target": target, "body": body, "rights": "http://x.org/licence", "motivation": "assessing"}
    made = imported(ANNOTATIONS, [anno(**more), anno(**more)])
    assert {one.message for one in made.skipped} == {
        f"{what}; so it is 2 times, first here"
        for what in (
            "the motivation `assessing`",
            "the purpose `questioning`",
            "the language of a body",
            "the rights of an annotation",
            "the scope of its target",
            "the state of its target",
        )
    }


REPLY = {
    "id": "x2",
    "uri": ROW["uri"],
    "text": "I do not think so.",
    "references": ["x1"],
    "target": [{"source": ROW["uri"]}],
    "document": {"title": ["A speech"]},
}


def test_a_reply_is_a_claim_that_names_what_it_answers():
    answer = {"type": "Annotation", "motivation": "replying", "bodyValue": "Nor do I.", "target": "http://x.org/anno/1"}
    for replies in ([ROW, REPLY], [REPLY, ROW]):
        made = imported(ANNOTATIONS, {"rows": replies})
        (claim,) = made.map.claims.values()
        assert (claim.text, claim.note) == ("I do not think so.", "Reply to “Strong words.”")
        assert [one.message for one in made.skipped] == [
            "whether a reply supports or counters; it is imported as a claim without a link"
        ]
    (claim,) = imported(ANNOTATIONS, [anno(id="http://x.org/anno/1"), answer]).map.claims.values()
    assert (claim.text, claim.note) == ("Nor do I.", "Reply to “分歧”")


def test_the_export_of_hypothesis_client_is_read():
    paged = {"type": "PageSelector", "index": 11, "label": "xii"}
    selectors = [*ROW["target"][0]["selector"], paged]
    first = {**ROW, "target": [{"source": ROW["uri"], "selector": selectors}], "user_info": {"display_name": "Kim"}}
    content = {
        "export_date": "2024",
        "export_userid": "acct:a@x.org",
        "client_version": "1",
        "annotations": [first, REPLY],
    }
    assert ANNOTATIONS.looks_like(incoming(content))
    made = imported(ANNOTATIONS, content)
    (quote,) = made.map.quotes.values()
    assert (quote.text, quote.note) == ("We stand firm.", "Strong words.\n— Kim")
    (text,) = made.files.values()
    pages = pages_of(text)
    assert pages is not None
    assert pages.cited(quote.at, quote.at + len(quote.text)) == "xii"
    assert text[quote.at :].startswith("We stand firm.")
    assert len(made.map.claims) == 1


def test_a_page_that_the_text_does_not_know_stands_in_the_note():
    page = {"type": "PageSelector", "label": "12"}
    target = {"source": "speech.txt", "selector": [{"type": "TextQuoteSelector", "exact": "分歧"}, page]}
    (quote,) = imported(ANNOTATIONS, {"target": target}, files={"speech.txt": TEXT}).map.quotes.values()
    assert quote.note == "Page 12"
    paged = f"[A speech. Pages: 11, 12.]\n\nErste.\f{TEXT}"
    (quote,) = imported(ANNOTATIONS, {"target": target}, files={"speech.txt": paged}).map.quotes.values()
    assert quote.note is None


def test_passages_of_several_pages_stand_on_theirs():
    def on(words, start, label):
        page = [{"type": "PageSelector", "index": 1, "label": label}] if label else []
        place = {"type": "TextPositionSelector", "start": start, "end": start + 5}
        return {"source": "http://x.org/", "selector": [{"type": "TextQuoteSelector", "exact": words}, place, *page]}

    found = [("first", 1, "3"), ("other", 20, "3"), ("third", 90, "10, A"), ("last", 200, None)]
    made = imported(ANNOTATIONS, [{"target": on(*each)} for each in found])
    (text,) = made.files.values()
    pages = pages_of(text)
    assert pages is not None
    cited = {quote.text: pages.cited(quote.at, quote.at + len(quote.text)) for quote in made.map.quotes.values()}
    assert cited == {"first": "3", "other": "3", "third": "10, A", "last": None}
    assert all(text[quote.at :].startswith(quote.text) for quote in made.map.quotes.values())

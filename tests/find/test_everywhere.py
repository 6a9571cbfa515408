"""One search through all texts and the words of the map."""

from collections import Counter

from argmap.find.everywhere import MOST_PASSAGES, find_everywhere, map_text
from argmap.model import ArgMap, Claim, Quote, Source
from tests.find.texts import ready, seed

WHOLE = ArgMap(
    title="Map",
    sources={"gui": Source(path="gui.txt"), "park": Source(path="park.txt")},
    claims={
        "align": Claim(text="Japan aligns its export\ncontrols.", note="See 出口管制."),
        "diverge": Claim(text="They diverge.", tags=("export-controls", "law")),
    },
    quotes={"law": Quote(source="gui", text="出口管制改革法", translation="the Export Control Reform Act")},
)
ELEMENTS = map_text(WHOLE)


def elements(typed):
    return [(found.element_id, found.field) for found in find_everywhere(ELEMENTS, {}, typed).elements]


def test_claims_and_translations_are_found_by_words_notes_tags_and_ids():
    assert elements("export control") == [("align", "text"), ("law", "translation")]
    assert elements("出口管製") == [("align", "note")]
    assert elements("law") == [("diverge", "tags"), ("law", "id")]
    assert elements("DIVERGE") == [("diverge", "text"), ("diverge", "id")]
    assert elements("nowhere") == elements("") == []


def test_no_hit_reaches_from_one_field_into_the_next():
    assert elements("controls. See") == []
    assert elements("\ue000") == []


def test_passages_say_source_line_and_words_in_their_context():
    texts = {"gui": ready("一\n在出口\n管制方面，"), "park": ready("没有"), "hant": ready("出口管製")}
    findings = find_everywhere(ELEMENTS, texts, "出口管制")
    first, second = findings.passages
    assert (first.source_id, first.line, first.span) == ("gui", 2, (3, 8))
    assert (first.snippet.before, first.snippet.words, first.snippet.after) == ("一\n在", "出口\n管制", "方面，")
    assert (second.source_id, second.line) == ("hant", 1)
    assert findings.counts == {"gui": 1, "hant": 1}
    assert findings.total == 3


def test_a_common_word_is_counted_whole_and_listed_in_part():
    findings = find_everywhere(ELEMENTS, {"gui": ready(seed(4))}, "的")
    assert len(findings.passages) == MOST_PASSAGES < findings.counts["gui"]
    lines = seed(4).split("\n")
    for passage in findings.passages:
        assert "的" in lines[passage.line - 1]


def test_the_texts_share_the_list_so_that_none_is_left_out_of_it():
    texts = {f"t{number}": ready("Zeile\n" * count) for number, count in enumerate((500, 3, 190))}
    findings = find_everywhere(ELEMENTS, texts, "zeile")
    listed = Counter(found.source_id for found in findings.passages)
    assert findings.counts == {"t0": 500, "t1": 3, "t2": 190}
    assert sum(listed.values()) == MOST_PASSAGES
    assert listed["t1"] == 3
    assert listed["t2"] <= listed["t0"] <= listed["t2"] + 1
    many = {f"t{number}": ready("Zeile\n" * 9) for number in range(MOST_PASSAGES + 40)}
    assert len(find_everywhere(ELEMENTS, many, "zeile").passages) == len(many)


def test_few_hits_are_all_listed_however_they_are_shared_out():
    texts = {"long": ready("Zeile\n" * 170), **{f"t{number}": ready("Zeile") for number in range(20)}}
    assert len(find_everywhere(ELEMENTS, texts, "zeile").passages) == 190


def test_a_map_without_words_is_searched_in_vain():
    assert find_everywhere(map_text(ArgMap(title="")), {}, "word").total == 0

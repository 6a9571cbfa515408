"""What is typed is found, whatever the text's dress, and nothing else is."""

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from argmap.find.hits import Hits, search
from argmap.text.characters import simplified
from argmap.text.folding import Folded, fold
from tests.find.texts import queries, ready, seed, texts

_LINE_END = re.compile(r"[\n\x0b\x0c\r\x85\u2028\u2029]")


def found(text: str, typed: str) -> list[str]:
    return [text[start:end] for start, end in search(ready(text), typed)]


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("The export\ncontrols of 2018", "export  control"),
        ("The export\n\n   controls of 2018", "EXPORT control"),
        ("日本與美國在出口管制上存在分歧", "美国在出口管制"),
        ("日本与美国在出口管制上存在分歧", "美國在出口管制"),
        ("在出口管\n\n制方面", "出口管制"),
        ("在出口管制方面", "出口 管制"),
        ("ＥＸＰＯＲＴ controls", "export"),
        ("das Halb-\nleitergeschäft", "Halbleiter"),
        ("die Straße", "STRASSE"),
        ("**export** controls", "export controls"),
        ("“实体清单”", "'实体清单'"),
        ("ca\u00adfe\u200bteria", "cafeteria"),
        ("cafe\u0301", "CAFÉ"),
        ("a\tb", "a b"),
        ("a loop-\ncarried value", "loop-carried"),
        ("a loop-\ncarried value", "loop- carried"),
        ("a loop-\ncarried value", "loopcarried"),
        ("a loop-carried value", "loop-"),
        ("a loop-\ncarried value", "a loop-"),
        ("Vor- und Nachteil", "vor-und"),
        ("猫《ねこ》である", "猫である"),
        ("שָׁלוֹם", "שלום"),
        ("عام ١٩٤٨", "1948"),
    ],
)
def test_script_width_case_and_line_breaks_make_no_difference(text, typed):
    assert len(found(text, typed)) == 1


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("a visa", "is a"),
        ("as far the", "art"),
        ("in 20 18", "2018"),
        ("café", "cafe"),
        ("text", " "),
        ("text", "*"),
        ("re-form", "reform"),
        ("re-form", "re form"),
        ("a reform", "re-"),
        ("10³", "103"),
        ("5*3", "53"),
        ("1½", "11/2"),
    ],
)
def test_words_are_not_found_where_a_reader_sees_none(text, typed):
    assert found(text, typed) == []


def test_a_line_break_may_divide_a_word_or_two():
    assert found("supply\nchain", "supplychain") == found("supply\nchain", "supply chain") == ["supply\nchain"]


def test_hits_that_overlap_are_counted_as_they_are_read():
    assert found("aaaaa", "aa") == ["aa", "aa"]
    assert found("banana", "ana") == ["ana"]
    assert found("aaa aaaa", "aa") == ["aa", "aa", "aa"]
    assert found("ß", "s") == ["ß"]


@given(texts, queries)
@example("aß", "as")
@example("出 a\nb", "出a b")
def test_none_is_missed_and_none_made_up(text, typed):
    assume(not fold(typed).text.endswith("-"))  # a word that is still being typed
    assert list(search(ready(text), typed)) == naive(fold(text), typed)


@given(texts, queries)
def test_hits_stand_in_order_apart_and_hold_what_was_typed(text, typed):
    assume(not fold(typed).text.endswith("-"))
    hits = list(search(ready(text), typed))
    assert all(start < end for start, end in hits)
    assert all(before[1] <= after[0] for before, after in pairwise(hits))
    wanted = fold(typed).text
    for start, end in hits:
        folded = fold(text[start:end]).text
        assert wanted in folded
        assert folded == wanted or len(folded) > len(wanted)


_dresses = st.sampled_from(
    [
        str.upper,
        str.title,
        lambda words: words.replace(" ", "\n"),
        lambda words: words.replace(" ", "   \u3000"),
        lambda words: words.replace("，", ",").replace("。", "."),
        lambda words: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in words),
        lambda words: "\n".join(words) if not words.isascii() else words,
        lambda words: "".join(simplified(set(words)).get(c, c) for c in words),
        lambda words: f"**{words}**",
    ]
)


@given(st.integers(0, 4), st.data())
def test_a_passage_is_found_in_any_dress(number, data):
    text = seed(number)
    start = data.draw(st.integers(0, len(text) - 20))
    end = start + data.draw(st.integers(2, 20))
    assume("-\n" not in text[start : end + 1])  # the hyphens of line ends are not words
    words = text[start:end].strip()
    assume(fold(words).text)
    assume(not re.search(r"[A-Za-z0-9]\n", words))
    dressed = data.draw(_dresses)(words)
    assume(fold(dressed).text == fold(words).text)
    assert search(ready(text), dressed).within(start, end)


def test_a_simplified_word_counts_alike_in_both_scripts():
    hant = seed(1)
    simple = simplified(set(hant))
    hans = "".join(simple.get(character, character) for character in hant)
    assert len(search(ready(hant), "技术民族主义")) == hans.count("技术民族主义") > 10


@given(texts, queries, st.integers(0, 40), st.integers(0, 40))
def test_the_hits_of_a_stretch_are_those_that_touch_it(text, typed, start, end):
    start, end = sorted((start, end))
    hits = search(ready(text), typed)
    assert hits.within(start, end) == [span for span in hits if span[1] > start and span[0] < end]
    number = hits.first_from(start)
    assert all(span[0] < start for span in list(hits)[:number])
    assert number == len(hits) or hits[number][0] >= start


def naive(text: Folded, typed: str) -> list[tuple[int, int]]:
    """The same by trying every place, one after the other."""
    wanted = fold(typed)
    length = len(wanted.text)
    hits: list[tuple[int, int]] = []
    for place in range(len(text.text) - length + 1 if length else 0):
        span = text.to_original(place, place + length)
        if text.text[place : place + length] != wanted.text or (hits and span[0] < hits[-1][1]):
            continue
        if all(_agree(text, place + step, wanted, step) for step in range(1, length)):
            hits.append(span)
    return hits


def _agree(text: Folded, place: int, wanted: Folded, step: int) -> bool:
    """Whether white space and hyphens before a letter are as they were typed."""
    sides = wanted.text[step - 1 : step + 1]
    if not all(side.isalnum() and (ord(side) < 0x0E00 or 0x1E00 <= ord(side) < 0x2000) for side in sides):
        return True
    kinds = {_gap(text, place), _gap(wanted, step)}
    alike = ({"break", "space"}, {"break", "nothing"}, {"line's hyphen", "hyphen"}, {"line's hyphen", "nothing"})
    return len(kinds) == 1 or kinds in alike


def _gap(folded: Folded, place: int) -> str:
    begin = folded.ends[place - 1]
    dropped = folded.original[begin : max(folded.starts[place], begin)]
    if re.search(r"[-\xad][^\S\n]*[\n\x0b\x0c\r\x85\u2028\u2029]\s*\Z", dropped) and (
        "\xad" in dropped or unicodedata.category(folded.original[folded.starts[place]]) == "Ll"
    ):
        return "line's hyphen"
    if "-" in dropped:
        return "hyphen"
    if _LINE_END.search(dropped):
        return "break"
    if any(c in "\t" or (c.isspace() and c > "\x1f") for c in dropped):
        return "space"
    if place < len(folded.text) and folded.original[folded.starts[place]] == "½" and folded.text[place - 1].isdigit():
        return "space"
    return "nothing"


def test_no_hits_are_no_hits():
    hits = search(ready(""), "word")
    assert (len(hits), list(hits), hits.first_from(0), hits.within(0, 9)) == (0, [], 0, [])
    assert isinstance(hits, Hits)

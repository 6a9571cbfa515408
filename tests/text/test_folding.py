"""Folding: texts that readers take for the same compare alike, and every position finds its way back."""

import unicodedata
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.text.characters import attaches, foldings
from argmap.text.folding import Folded, FoldTable, fold
from tests.text.seeds import seed

TRICKY = (
    "aeiouAEßİǰŉﬁſσςΣ½…㈱①㎏ﷺ　 \t\n\r\u0085\u2028-‐‑–—−\u00ad\u200b\u200d\ufe0f\u202e\ufeff\u034f*_`'\"“”"
    "«»「」『』，、。．.：；？！（）【】〈〉´¨΅῁=<\u0338\u0300\u0301\u0308\u0323\u0345\u0327かがｶﾞ\u3099\u309a国國体體広著乾戱豈"
    "《》｜ン²①㎡531xy٣א\u05b8أ\u0654\u064b\u0640๑น\u0e49\u0e4d\u0e32\u0e33\u0eb2\u0ec9\u0ecd"
    "한국\u1112\u1161\u11abㄱㅏﾡकि़क़\u09c7\u09be😀\U0001f468\U0001f1e9\ud800\udfff\U00020000𝒜"
)
texts = st.text(st.one_of(st.sampled_from(TRICKY), st.characters(exclude_categories=())), max_size=30)


def is_edge(folded: Folded, position: int) -> bool:
    """Whether the folded text can be cut here without cutting what came from one piece of the original."""
    return position in (0, len(folded.text)) or folded.ends[position - 1] <= folded.starts[position]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("在 世 界 经 济 脆 弱 性", "在世界经济脆弱性"),
        ("同盟国\n\n之间 的 分歧", "同盟国之间的分歧"),
        ("**日本**的_技术_`民族`主义", "日本的技术民族主义"),
        ("ＴＳＭＣ，２０２１年（ﾆﾎﾝ）", "tsmc,2021年(ニホン)"),
        ("“实体清单”", "「實體清單」"),
        ("«Liste» – ‘it’s’", "\"Liste\" — 'it's'"),
        ("出口、管制。", "出口, 管制."),
        ("注：甲；乙？丙！【丁】……", "注:甲;乙?丙![丁]......"),
        ("臺灣的半導體產業", "台湾的半导体产业"),
        ("頭緒並不清楚，合併餅圖", "头绪并不清楚，合并饼图"),
        ("衞生，裡面，意味著", "衛生，裏面，意味着"),
        ("広沢は円を払う", "廣澤は圓を拂う"),
        ("Halb-\nleiter", "Halbleiter"),
        ("Halb\u2010 \n leiter", "Halbleiter"),
        ("Halb\u00adlei\u200bter\ufeff", "Halbleiter"),
        ("US-\nJapan", "US-Japan"),
        ("\u202bDe\u2066utsch\u202c", "Deutsch"),
        ("STRASSE", "Straße"),
        ("ﬁnanziell", "finanziell"),
        ("½ der ㈱", "1/2 der (株)"),
        ("cafe\u0301", "café"),
        ("か\u3099 ﾊﾟ", "が パ"),
        ("\u1112\u1161\u11ab\u1100\u116e\u11a8", "한국"),
        ("伯尼·桑德斯", "伯尼・桑德斯"),
        ("שָׁלוֹם עֲלֵיכֶם", "שלום עליכם"),
        ("צה״ל", 'צה"ל'),
        ("السَّلامُ عَلَيْكُم", "السلام عليكم"),
        ("مـحـمـد", "محمد"),
        ("أحمد إلى الآن", "احمد الى الان"),
        ("۱۲۳ ١٢٣ ๑๒๓ १२३", "123 123 123 123"),
        ("کتابی", "كتابي"),
        ("น้ำ", "น\u0e4d\u0e49\u0e32"),
        ("น้ำ", "น\u0e49\u0e4d\u0e32"),
        ("ນ້ຳ", "ນ\u0ec9\u0ecd\u0eb2"),
        ("｜吾輩《わがはい》は猫《ねこ》である", "吾輩は猫である"),
        ("麦酒《ビール》を", "麦酒を"),
        ("CO₂", "CO2"),
        ("25 ㎡", "25 m²"),
        ("5 * 3", "5*3"),
    ],
)
def test_what_readers_take_for_the_same_folds_alike(one: str, other: str) -> None:
    assert fold(one).text == fold(other).text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2020-\n2021", "20202021"),
        ("a´", "á"),
        ("50%", "50"),
        ("日本", "中国"),
        ("10³", "103"),
        ("2ⁿ", "2n"),
        ("100①", "1001"),
        ("㎡", "m2"),
        ("5*3", "53"),
        ("2**3", "23"),
        ("snake_case", "snakecase"),
        ("على", "علي"),
        ("读《书名》后", "读后"),
        ("읽《かな》", "읽"),
        ("-5", "5"),
    ],
)
def test_what_differs_stays_different(one: str, other: str) -> None:
    assert fold(one).text != fold(other).text


def test_an_article_in_both_scripts_shares_its_passages() -> None:
    simplified, traditional = fold(seed(0)), fold(seed(1))
    passage = fold("由单一国家推动的、以发展为导向的技术民族主义产业政策存在局限").text
    assert passage in simplified.text
    assert passage in traditional.text
    start = traditional.text.index(passage)
    begin, end = traditional.to_original(start, start + len(passage))
    assert seed(1)[begin:end] == "由單一國家推動的、以發展為導向的技術民族主義產業政策存在侷限"


def test_a_spaced_and_hard_wrapped_passage_is_found_as_it_stands() -> None:
    folded = fold(seed(4))
    start = folded.text.index("在世界经济脆弱性更加突出,地缘政治")
    begin, end = folded.to_original(start, start + 8)
    assert seed(4)[begin:end] == "在 世 界 经 济 脆 弱 性"


def test_marks_of_emphasis_vanish_from_the_traditional_article() -> None:
    assert "**" in seed(1)
    assert "*" not in fold(seed(1)).text


def test_an_expanded_character_is_taken_whole() -> None:
    folded = fold("Maße")
    assert folded.text == "masse"
    assert folded.to_original(2, 3) == folded.to_original(3, 4) == (2, 3)
    assert folded.from_original(2, 3) == (2, 4)


def test_empty_spans_stay_empty() -> None:
    folded = fold(" a  b ")
    assert [folded.to_original(at, at) for at in range(3)] == [(1, 1), (4, 4), (6, 6)]
    assert folded.from_original(2, 4) == (1, 1)
    assert fold("\n*").from_original(0, 2) == (0, 0)


def test_a_very_long_run_of_marks_is_left_alone() -> None:
    run = "a" + "\u0301\u0327" * 100_000
    assert fold(run).text == run


def test_the_offsets_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="read-only"):
        fold("abc").starts[0] = 1


def test_threads_may_fill_one_table_at_once() -> None:
    table = FoldTable()
    codes = np.arange(0x20, 0x3000, dtype=np.uint32)
    with ThreadPoolExecutor(4) as threads:
        tables = list(threads.map(table.look_up, [codes] * 8))
    expanded = [table.expand(entries)[0].tolist() for entries in tables]
    assert all(other == expanded[0] for other in expanded)


@given(texts)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(texts)
def test_canonically_equivalent_texts_fold_alike(text: str) -> None:
    composed, decomposed = (fold(unicodedata.normalize(form, text)).text for form in ("NFC", "NFD"))
    assert composed == decomposed == fold(text).text


@given(texts, st.data())
def test_every_folded_span_folds_from_its_original_span(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    begin, stop = folded.to_original(start, end)
    again = fold(text[begin:stop]).text
    assert folded.text[start:end] in again
    if start == end or (is_edge(folded, start) and is_edge(folded, end)):
        assert again == folded.text[start:end]


@given(texts, st.data())
def test_no_smaller_original_span_would_do(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    begin, stop = folded.to_original(start, end)
    low, high = folded.from_original(begin, stop)
    if start < end:
        assert low <= start
        assert high >= end
        assert folded.to_original(low, high)[0] <= begin
        assert stop <= folded.to_original(low, high)[1]
    else:
        assert low == high


@given(texts)
def test_offsets_never_fall_and_stay_within_the_text(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert (folded.starts < folded.ends).all()
    assert (folded.starts[1:] >= folded.starts[:-1]).all()
    assert (folded.ends[1:] >= folded.ends[:-1]).all()
    assert not folded.ends.size or (folded.starts[0] >= 0 and folded.ends[-1] <= len(text))


def test_every_character_folds_to_what_folds_to_itself() -> None:
    everything = foldings(map(chr, range(0x3134F)))
    assert [c for c, folding in everything.items() if "".join(map(everything.get, folding)) != folding] == []


def test_all_that_can_end_a_composition_attaches() -> None:
    pairs = (unicodedata.decomposition(chr(code)).split() for code in range(0x110000))
    seconds = {chr(int(pair[1], 16)) for pair in pairs if len(pair) == 2 and pair[0][0] != "<"}
    assert [second for second in seconds if not attaches(second)] == []

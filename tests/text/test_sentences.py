"""Sentences and paragraphs: what a reader would select is what is selected."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.text.sentences import paragraph_at, sentence_at, sentences
from tests.text.seeds import seed

HARD_WRAPPED = (
    "The alliance between the two countries has been tested by export\n"
    "controls before. Dr. Smith, who wrote the U.S. government's first\n"
    "report in Jan. 1987, said so. Nobody listened at the time, and few\n"
    "listen today.\n\n"
    "A second paragraph begins here and goes on for a while until it is\n"
    "wrapped as well.\n"
)


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def around(text: str, words: str) -> str:
    start, end = sentence_at(text, text.index(words))
    return text[start:end]


@pytest.mark.parametrize(
    "parts",
    [
        ["他来了。", "她走了！", "真的吗？", "也许……"],
        ["“这是真的？”他问。", "“是的。”", "她答。"],
        ["“真的？”", "“是的。”", "谁知道?", "“我。”"],
        ["《谁赢了？》一书很有名。", "见下。［12］", "另见图表。③"],
        ["（见图1。）", "下一句。"],
        ["产业省(METI。译者注:前身为通产省)主导了收购。", "后来失败了。"],
        ["日本は、半導体を作る。", "「本当か。」と彼は聞いた。"],
        ["Wer hat z. B. am 1. Januar 2,5 Mrd. Yen bezahlt?", "Niemand!"],
        ["Im 21. Jahrhundert kam Dr. J. Meier.", "Er blieb bis 1999.", "Dann ging er u. a. nach Rom."],
        ["„Meine Nummer“. ist ein Programm.", "Es wächst um 21,43 Prozent."],
        ["Mr. Brown paid $3.50, i.e. too much.", "Was it for U.S. chips?", "Yes."],
        ["He lives in the U.S.", "The law is clear.", "See www.meti.go.jp/a?b=c for more (p. 12)."],
        ["It fell to 85.", "Then it rose…", "“Why?” he asked.", "“Because!”"],
        ["She wrote [1] a book.[2]", "He wrote none.¹"],
        ["中国有两种选择：1. 合作；2. 对抗。", "没有第三种。"],
    ],
)
def test_sentences_end_where_readers_end_them(parts: list[str]) -> None:
    space = "" if parts[0][0] > "\u2e7f" or parts[0][0] in "“（" else " "
    assert split(space.join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["The court held otherwise.", "lower-case words follow here.", "more of them follow."],
        ["He asked “why?”", "nobody knew (or said so.)", "it went on…", "and ended!"],
        ["1. No fishing in more than 10² lakes in any year.", "a. Fishing ends in May.", "b. The mayor decides."],
        [
            "(2) Fish are protected.",
            "a) Das Amt zahlt gem. § 7 Abs. 2 des Gesetzes.",
            "i. Nothing else.",
            "ii. The end.",
        ],
        ["He may fish here;", "(b) she may row on the lake, or", "c) swim there and", "• dive", "- or leave"],
        ["湖面禁止捕鱼", "（一）五月除外", "二、冬季除外", "第十二条 市长决定"],
        ["Der See ist tief", "§ 3 Fische sind geschützt", "# Anhang"],
        ["He lives in the U.S.", "fish etc.", "lakes"],
    ],
)
def test_a_paragraph_begins_a_sentence_after_an_end_mark_or_with_a_label(parts: list[str]) -> None:
    assert split("\n\n".join(parts)) == [part.removeprefix("# ") for part in parts]


def test_items_on_lines_of_their_own_are_sentences() -> None:
    parts = ["The rules:", "a) no fishing;", "b) no rowing,", "c. The mayor decides.", "d. nobody else."]
    assert split("\n".join(parts)) == parts


def test_a_label_is_no_sentence_by_itself() -> None:
    assert split("b.\n\nThe mayor decides.\n\n(2)\n\nFish swim.") == ["b.\n\nThe mayor decides.", "(2)\n\nFish swim."]


def test_initials_at_the_begin_of_a_wrapped_line_are_no_labels() -> None:
    text = "The lake was first described for all by Dr. A.\nB. Miller and his wife, who rowed on it for nine years."
    assert split(text) == [text]


def test_a_wrapped_line_that_begins_like_a_label_ends_its_sentence() -> None:
    text = (
        "They all fought for many long years in the last months of World War\n"
        "I. The next was the worst that people had seen until then, and so on\n"
        "for all the rest of that whole long century, until it ended at last."
    )
    assert split(text)[0].endswith("World War\nI.")


@pytest.mark.parametrize(
    "text", ["Das Amt zahlt gem. § 7 Abs. 2 BauGB.", "Siehe Art. 5 und Nr. 3 dort.", "vgl. § 3 dort."]
)
def test_abbreviations_before_a_section_sign_end_no_sentence(text: str) -> None:
    assert split(text) == [text]


def test_the_mark_of_a_heading_belongs_to_no_sentence() -> None:
    text = "# The lake\nfish swim in it.\n\n## The mayor\n\nHe has issue # 5 and C# here."
    assert split(text) == ["The lake", "fish swim in it.", "The mayor", "He has issue # 5 and C# here."]
    assert sentence_at(text, 0) == sentence_at(text, 1) == (2, 10)


def test_a_page_break_within_a_sentence_does_not_end_it() -> None:
    assert around(seed(4), "日本并不赞同美\n\n国的做法").count("日本并不赞同美\n\n国的做法") == 1


def test_a_hard_wrapped_english_text_keeps_its_sentences() -> None:
    assert [" ".join(sentence.split()) for sentence in split(HARD_WRAPPED)] == [
        "The alliance between the two countries has been tested by export controls before.",
        "Dr. Smith, who wrote the U.S. government's first report in Jan. 1987, said so.",
        "Nobody listened at the time, and few listen today.",
        "A second paragraph begins here and goes on for a while until it is wrapped as well.",
    ]


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (0, "引言"),
        (0, "技术民族主义:一个分析框架"),
        (0, "2012年,尔必达被出售给美国芯片制造商美光科技公司。"),
        (1, "那麼,日本半導體發展的戰略動因是什麼?"),
        (1, "日本東北大學(Tohoku University)"),
        (1, "另一方面,戰略聯盟依然必要。"),
        (2, "美日“供应链联盟”的联动性举措"),
        (2, "2021年4月16日,拜登与来访的菅义伟举行会面。"),
        (3, "Japans technische Ambitionen"),
        (3, "Ein weiteres Problem ist die Risikoaversion."),
        (
            3,
            "Allerdings war die Entwicklung hochentwickelter KI und Chipfabriken bis vor Kurzem, noch im zweiten "
            "Jahrzehnt des 21. Jahrhunderts, eine Spezialität Japans.",
        ),
        (4, "一、对华“脱钩”的困境和“集体韧性”战略的出台"),
        (4, "1. 出口管制"),
        (4, "日本经济界为此提醒政府，不要跟从美国推动供应链的“去中国化”。［13］"),
        (4, "可见，美国要纠集日本等盟友与中国“脱钩”未必可行。"),
        (
            4,
            "在 世 界 经 济 脆 弱 性 更 加 突 出 、地 缘 政 治 形 势 持 续 紧 张 的 背 景 下 ，"
            "经 济 安 全（economic\n\n"
            "security）正在成为大国博弈的又一个竞技场。",
        ),
        (
            4,
            "贸易方面，中国在全球商品出口中所占的比重从 2019 年的约 13% 增加到了 2021 年的\n\n近 15%。［5］",
        ),
    ],
)
def test_the_real_texts_fall_into_natural_sentences(number: int, sentence: str) -> None:
    assert around(seed(number), sentence) == sentence


@pytest.mark.parametrize("number", range(5))
def test_a_sentence_is_the_same_from_each_of_its_positions(number: int) -> None:
    text = seed(number)
    for start, end in sentences(text):
        for position in {start, (start + end) // 2, end - 1}:
            assert sentence_at(text, position) == (start, end)


def test_between_sentences_the_next_one_is_meant_and_at_the_end_the_last() -> None:
    text = "Eins.   Zwei.  \n"
    assert sentence_at(text, 6) == (8, 13)
    assert sentence_at(text, 14) == sentence_at(text, 99) == (8, 13)
    assert sentence_at("", 0) == (0, 0)


def test_a_part_of_a_text_gives_the_sentences_that_touch_it() -> None:
    text = "Eins. Zwei. Drei. Vier."
    assert list(sentences(text, 8, 14)) == [(6, 11), (12, 17)]


def test_a_text_without_stops_is_cut() -> None:
    assert [end - start for start, end in sentences("x" * 5000)] == [2000, 2000, 1000]


@given(st.text(st.sampled_from("aB 1.。！?…\n\n\u3000,中“”()[]’"), max_size=80))
def test_sentences_hold_everything_but_white_space_in_order(text: str) -> None:
    spans = list(sentences(text))
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
    assert all(start < end for start, end in spans)
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)


@given(st.text(st.sampled_from("aB 1#.。！?…\n\n\u3000,中“”()[]’"), max_size=80), st.integers(-1, 90))
def test_every_position_has_its_sentence(text: str, position: int) -> None:
    assert not text.strip() or sentence_at(text, position) in list(sentences(text))


def test_paragraphs_of_a_text_with_one_a_line() -> None:
    text = seed(3)
    start, end = paragraph_at(text, text.index("Die COVID-19-Pandemie"))
    assert (start, text[end]) == (0, "\n")
    assert text[start:end].endswith("für den Export zu decken.")


def test_paragraphs_of_a_text_with_hard_line_breaks() -> None:
    start, end = paragraph_at(HARD_WRAPPED, 100)
    assert HARD_WRAPPED[start:end].endswith("listen today.")
    assert start == 0
    text = seed(4)
    start, end = paragraph_at(text, text.index("日益关注对华关系中的竞争性"))
    assert text[start:end].startswith("所谓经济安全政策，是指")
    assert text[start:end].endswith("以加强“集体韧性”（collective resilience）。")


def test_a_heading_is_a_paragraph() -> None:
    text = seed(0)
    start = text.index("引言")
    assert paragraph_at(text, start) == (start, start + 2)


@given(st.text(st.sampled_from("aB .。\n\n\u3000中"), max_size=60), st.integers(-1, 70))
def test_a_paragraph_has_no_space_around_it(text: str, position: int) -> None:
    start, end = paragraph_at(text, position)
    assert 0 <= start <= end <= len(text)
    assert text[start:end] == text[start:end].strip()

"""The headings of real texts, and of texts of every kind."""

from itertools import pairwise

import pytest
from hypothesis import given

from argmap.find.sections import sections
from tests.find.texts import seed, texts

PARAGRAPH = "Es ist kein Geheimnis, dass Japan in den letzten Jahren auf den Märkten zurückgefallen ist. " * 3


def outline(text: str) -> list[str]:
    return ["  " * section.level + section.title for section in sections(text)]


@pytest.mark.parametrize(
    ("number", "titles"),
    [
        (
            0,
            [
                "引言",
                "技术民族主义:一个分析框架",
                "日本早期的技术民族主义政策:战后的经济奇迹",
                "发展主义导向阶段: 培育国内的高科技部门",
                "安全导向阶段:适应全球化和不断变化的地缘政治动态",
                "日本半导体产业的案例研究",
                "  1. 尔必达存储器:以发展主义为导向",
                "  2. 铠侠: 半导体行业发展的过渡阶段",
                "  3. 台积电在熊本的投资:以安全为导向的地缘战略",
                "结语",
            ],
        ),
        (
            1,
            [
                "引言",
                "技術民族主義:一個分析框架",
                "日本早期的技術民族主義政策:戰後的經濟奇蹟",
                "發展主義導向階段: 培育國內的高科技部門",
                "安全導向階段:適應全球化和不斷變化的地緣政治動態",
                "日本半導體產業的案例研究",
                "  1. 爾必達存儲器:以發展主義為導向",
                "  2. 鎧俠: 半導體行業發展的過渡階段",
                "  3. 台積電在熊本的投資:以安全為導向的地緣戰略",
                "結語",
            ],
        ),
        (
            2,
            [
                "美国拉拢日本推进“供应链合作”",
                "美日“供应链联盟”的联动性举措",
                "日本在“供应链联盟”中的作用",
                "中国的对策",
            ],
        ),
        (3, ["Japans technische Ambitionen", "Das Konjunkturpaket", "Inländische Hürden"]),
        (
            4,
            [
                "一、对华“脱钩”的困境和“集体韧性”战略的出台",
                "二、美日经济安全同盟的发端",
                "三、美日经济安全政策的一致与分歧",
                "  1. 出口管制",
                "  2. 外资审查",
                "  3. 半导体制造",
                "  4. 移动通信网络",
                "  5. 数字贸易规则",
                "四、美日经济安全政策的国内政治逻辑",
                "五、总结与前瞻",
            ],
        ),
    ],
)
def test_the_sections_of_the_real_texts(number, titles):
    assert outline(seed(number)) == titles


def test_markdown_nests_by_its_signs():
    text = f"# Map\n\n{PARAGRAPH}\n\n### Deep ##\n\n## Less *deep*\n#hashtag\n\nShort line\n\n{PARAGRAPH}"
    assert outline(text) == ["Map", "  Deep", "  Less deep"]


def test_numbers_nest_by_their_kind():
    chinese = ["第一章 导言", "一、背景", "（一）日本", "1. 法律", "1.1 Scope", "（二）美国", "二、结论"]
    text = "\n\n".join([*chinese, "Chapter 2", "IV. Ende"])
    assert [section.level for section in sections(text)] == [0, 1, 2, 3, 4, 2, 1, 0, 1]


@pytest.mark.parametrize(
    "text",
    [
        "1. apples\n2. pears\n3. plums",
        f"{PARAGRAPH}\n\n1. It was a long and winding sentence.\n\n{PARAGRAPH}",
        f"A line that ends in a stop.\n\n{PARAGRAPH}",
        f"(a caption)\n\n{PARAGRAPH}",
        "* * *\n\n" + PARAGRAPH,
        "Short\n\nlines\n\nonly",
        "",
    ],
)
def test_lists_captions_and_sentences_are_no_headings(text):
    assert outline(text) == []


def test_the_headings_of_a_wrapped_text():
    line = "It was agreed that the controls would be kept as they were, and\n"
    text = f"THE ALLIANCE\n\n{line * 3}so they were."
    assert outline(text) == ["THE ALLIANCE"]


@given(texts)
def test_headings_stand_in_order_where_they_say(text):
    found = sections(text)
    assert [section.start for section in found] == sorted(section.start for section in found)
    for section in found:
        assert 0 <= section.start < section.end <= len(text)
        assert section.title.strip()
        assert "\n" not in text[section.start : section.end]
    assert all(after.level <= before.level + 1 for before, after in pairwise(found))

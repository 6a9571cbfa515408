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


STATUTE = f"""# Fischereigesetz

## § 1 Zweck

(1) Jeder darf nach diesem Gesetz fischen. Das gilt auch für
Vereine.

1.  das Gewässer ist öffentlich, und
2.  niemand wird gestört

## § 2 Schluss

{PARAGRAPH}
"""


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (STATUTE, ["Fischereigesetz", "  § 1 Zweck", "  § 2 Schluss"]),
        (f"# One\n\n1. Apples\n\n{PARAGRAPH}\n\n# Two\n\nChapter 3\n\n{PARAGRAPH}", ["One", "Two"]),
        (
            f"# Die Ernte\n\n§ 1 Zweck\n\n{PARAGRAPH}\n\n§ 2 Maß\n\n{PARAGRAPH}",
            ["Die Ernte", "  § 1 Zweck", "  § 2 Maß"],
        ),
        (
            f"Report\n======\n\nScope\n-----\n\n{PARAGRAPH}\n\nResults\n-------\n\n1. Rain\n\nx",
            ["Report", "  Scope", "  Results"],
        ),
        (
            f"#####\nGuide\n#####\n\nUse\n***\n\nKeys\n^^^^\n\n{PARAGRAPH}\n\nEnd\n***\n",
            ["Guide", "  Use", "    Keys", "  End"],
        ),
        (f"# Code\n\n```\n# a comment\n```\n\n    # another\n\n## End\n\n{PARAGRAPH}", ["Code", "  End"]),
        (
            f"第一章 总则\n\n{PARAGRAPH}\n\n第一节 目的\n\n{PARAGRAPH}\n\n第二章 附则",
            ["第一章 总则", "  第一节 目的", "第二章 附则"],
        ),
        (f"Kapitel 1\n\n{PARAGRAPH}\n\nAnhang A\n\n{PARAGRAPH}", ["Kapitel 1", "Anhang A"]),
        (
            f"1. Rain\n\n{PARAGRAPH}\n\n1.2 In spring\n\n{PARAGRAPH}\n\n2. Wind\n\n{PARAGRAPH}",
            ["1. Rain", "  1.2 In spring", "2. Wind"],
        ),
    ],
)
def test_the_surest_headings_count_alone(text, titles):
    assert outline(text) == titles


@pytest.mark.parametrize(
    "text",
    [
        "1. The mill stands still\n\n2. The miller has left\n\n3. The wind has turned",
        f"1. It rained.\n\n{PARAGRAPH}\n\n2. It rained again.\n\n{PARAGRAPH}\n\n3. It stopped\n\n{PARAGRAPH}",
        f"(1) Everybody may fish here. That includes guests who\ncome by boat.\n\n{PARAGRAPH}",
        f"1. when it rains and the river is high\n\n{PARAGRAPH}",
        f"We turn to what was said in\nChapter 3 of the book, which is long and\nwinding.\n\n{PARAGRAPH}",
        f"Das folgt aus\n§ 5 Abs. 2 des Gesetzes und\naus anderem mehr.\n\n{PARAGRAPH}",
        f"---\ntitle: x\n---\n\n{PARAGRAPH}",
        f"{PARAGRAPH}\n\n***\n\n{PARAGRAPH}",
    ],
)
def test_numbered_sentences_and_rules_are_no_headings(text):
    assert outline(text) == []


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

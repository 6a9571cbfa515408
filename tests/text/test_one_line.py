"""A passage on one line, as it was before somebody wrapped it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.text.one_line import joined_lines, reading_line


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("二十六年內償還本\n金", "二十六年內償還本金"),
        ("日本并不赞同美\n\n国的做法", "日本并不赞同美国的做法"),
        ("eine Preisstei-\ngerung", "eine Preissteigerung"),
        ("die US-\nJapan-Allianz", "die US-Japan-Allianz"),
        ("two  lines\n of English ", "two lines of English"),
        ("2018\n年", "2018 年"),
        ("한국의\n수출", "한국의 수출"),
        ("“四边机制”\n\n“印太经济框架”", "“四边机制”“印太经济框架”"),
        ("中国……\n“美国”", "中国……“美国”"),
        ("「輸出」\n「管理」", "「輸出」「管理」"),
        ("（甲）\n（乙）", "（甲）（乙）"),
        ("《貿易》\n——他說", "《貿易》——他說"),
        ("中文（Quad）\n说", "中文（Quad）说"),
        ("ｶﾀｶﾅ\nｶﾀｶﾅ", "ｶﾀｶﾅｶﾀｶﾅ"),
        ("全国\u2028人大", "全国人大"),
        ("“四边机制”\n“Quad”", "“四边机制” “Quad”"),
        ("「한국」\n「수출」", "「한국」 「수출」"),
        ("ﾡﾢ\nﾣ", "ﾡﾢ ﾣ"),
        ("say “yes”\n“no”", "say “yes” “no”"),
        ("中国,\n美国", "中国, 美国"),
        ("🙂\n🙂", "🙂 🙂"),
        ("- \nx", "- x"),
        ("\n", ""),
        ("", ""),
    ],
)
def test_wrapped_lines_are_joined_as_they_were(text: str, read: str):
    assert reading_line(text) == read


@given(st.text(st.sampled_from("a b-\n\r本金국é\t"), max_size=40))
def test_a_line_is_one_line_and_stays_it(text: str):
    line = reading_line(text)
    assert not {"\n", "\r", "\t"} & set(line)
    assert reading_line(line) == line


def test_joined_lines_keep_other_white_space():
    assert joined_lines(" 甲  乙\n丙 \n d  e ") == " 甲  乙丙 d  e "

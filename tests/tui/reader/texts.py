"""Texts to lay out: real ones, and what hypothesis can think of."""

from pathlib import Path

from hypothesis import strategies as st

SEEDS = Path(__file__).parents[3] / "seeds"

FAMILY = "👨\u200d👩\u200d👧"
FLAG = "🇯🇵"
KEYCAP = "1\ufe0f\u20e3"
ACCENTED = "e\u0301"
HEART = "❤\ufe0f"

_CLUSTERS = [FAMILY, FLAG, KEYCAP, ACCENTED, HEART, "👍🏽", "か\u3099", "각", "\u1112\u1161\u11ab", "क्षि"]
_NOTHING_TO_SEE = ["\u200b", "\u2060", "\ufeff", "\u200d", "\ufe0f", "\u0301", "\U000e0067", "\xad"]
_DANGEROUS = ["\x1b[31m", "\x07", "\x7f", "\x9b", "\u202e", "\u2066", "\u2028", "\ud800", "\r", "\x00"]
_WORDS = ["Halbleiter", "-", "Konjunktur", " ", "  ", "the ", "2018", "\t", "\n", "\n\n", "\f", "\u3000"]
_CJK = [
    "经济安全",
    "出口管制",
    "、",
    "。",
    "，",
    "「",
    "」",
    "（",
    "）",
    "《",
    "》",
    "“",
    "”",
    "——",
    "……",
    "！？",
    "％",
]

texts = st.lists(
    st.sampled_from([*_CLUSTERS, *_NOTHING_TO_SEE, *_DANGEROUS, *_WORDS, *_CJK]) | st.text(max_size=4),
    max_size=40,
).map("".join)


def seed(number: int) -> str:
    """One of the five real texts."""
    return sorted(SEEDS.glob("*.txt"))[number].read_text(encoding="utf-8")

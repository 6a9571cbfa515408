"""Texts to be searched: real ones, and what hypothesis can think of."""

from pathlib import Path

from hypothesis import strategies as st

from argmap.find.hits import SearchableText, searchable
from argmap.text.folding import fold

SEEDS = Path(__file__).parents[2] / "seeds"

_PARTS = ["a", "b", "A", "ａ", "ß", "ss", "ﬁ", "½", "é", "e\u0301", "出", "口", "出口", "經", "经", "管制", "か\u3099"]
_DROPPED = [" ", "  ", "\n", " \n\n", "\u3000", "\u200b", "\xad", "**", "-\n", "-"]
_PUNCTUATION = ["，", ",", "。", "“", "…", "⸺"]

texts = st.lists(st.sampled_from([*_PARTS, *_DROPPED, *_PUNCTUATION]) | st.text(max_size=2), max_size=30).map("".join)
queries = st.lists(st.sampled_from([*_PARTS, *_DROPPED]), min_size=1, max_size=4).map("".join)


def seed(number: int) -> str:
    """One of the five real texts."""
    return sorted(SEEDS.glob("*.txt"))[number].read_text(encoding="utf-8")


def ready(text: str) -> SearchableText:
    """A text made ready to be searched."""
    return searchable(fold(text))

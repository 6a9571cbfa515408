"""Which language a text of the map is in, so that a reader's browser picks the right shapes of Han characters."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from argmap.model import ArgMap

HAN_FONTS: Final = {
    "hans": "'PingFang SC','Hiragino Sans GB','Microsoft YaHei','Noto Sans CJK SC','Noto Sans SC'",
    "hant": "'PingFang TC','Microsoft JhengHei','Noto Sans CJK TC','Noto Sans TC'",
    "ja": "'Hiragino Sans','Yu Gothic','Meiryo','Noto Sans CJK JP','Noto Sans JP'",
    "ko": "'Apple SD Gothic Neo','Malgun Gothic','Noto Sans CJK KR','Noto Sans KR'",
}
"""The usual fonts for each way of writing Han characters, or what is written beside them."""

_KANA: Final = re.compile("[\u3041-\u30ff]")
_HANGUL: Final = re.compile("[\uac00-\ud7a3]")
_HAN: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


def language_of(whole: ArgMap, some_id: str) -> str:
    """The BCP 47 tag of what is shown of a claim or quote; empty where nothing depends on it or nobody said."""
    quote = whole.quotes.get(some_id)
    if quote is None:
        return language_by_script(whole.claims[some_id].text)
    if quote.translation is not None:
        return language_by_script(quote.translation)
    return whole.sources[quote.source].lang or language_by_script(quote.text)


def language_by_script(text: str) -> str:
    """What the script of a text alone tells: Japanese by its kana, Korean by its Hangul, else Chinese by Han."""
    if text.isascii():
        return ""
    if _KANA.search(text):
        return "ja"
    if _HANGUL.search(text):
        return "ko"
    return "zh" if _HAN.search(text) else ""


def han_of(language: str) -> str:
    """Which of the ways of writing Han characters a BCP 47 tag asks for: a key of `HAN_FONTS`, or empty."""
    parts = language.lower().split("-")
    if parts[0] == "zh":
        return "hant" if {"hant", "tw", "hk", "mo"} & set(parts) else "hans"
    return parts[0] if parts[0] in HAN_FONTS else ""


def is_right_to_left(text: str) -> bool:
    """Whether a text is written from right to left: by its first letter that has a direction, as `dir="auto"` does."""
    if text.isascii():
        return False
    directions = map(unicodedata.bidirectional, text)
    return next((way for way in directions if way in {"L", "R", "AL"}), "L") != "L"

"""How a source and the place of a quote are cited in words, and which language a text is in."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath
from typing import Final

from argmap.corpus import QuoteState
from argmap.formats.format import Part, every_counted, losses, uncited
from argmap.model import ArgMap, Source

_SAID: Final = {
    "exact": "found word for word",
    "normalized": "the same words, but for spacing, width, script or case",
    "tracked": "its words have changed in the text since",
    "fuzzy": "similar words were found",
    "ambiguous": "several places fit",
    "rewritten": "other words are in its place now",
    "lost": "not found in the text",
    "unreadable": "the text could not be read",
}
"""Each state for a reader who does not know argmap."""


def cited(map_: ArgMap) -> list[tuple[str, Source]]:
    """The sources that a quote is taken from, by their ids."""
    left_out = uncited(map_)
    return [(at, map_.sources[at]) for at in sorted(map_.sources) if at not in left_out]


def losses_beside_sources(map_: ArgMap) -> tuple[str, ...]:
    """What a list of the cited sources does not hold."""
    return (
        "the title",
        *every_counted(
            (len(map_.claims), "claim", None),
            (len(map_.quotes), "quote", None),
            (sum(1 for _ in map_.links()), "link", None),
            (int(map_.note is not None), "note on the map", None),
            (len(cited(map_)), "path of a text", "paths of texts"),
        ),
        *losses(map_, Part.UNCITED, Part.COMMENTS, Part.CONFLICTS),
    )


def title_of(source: Source) -> str:
    """The title of a source; the name of its file where it has none."""
    return source.title or PurePosixPath(source.path).name


def state_text(quote_state: QuoteState | None) -> str:
    """How sure a quote's place is: `exact: found word for word`."""
    return "not checked" if quote_state is None else f"{quote_state.state}: {_SAID[quote_state.state]}"


def line_of(quote_state: QuoteState | None) -> int | None:
    """The line of the text, from 1, where a quote begins now, if that is known."""
    return None if quote_state is None else quote_state.line


def page_of(quote_state: QuoteState | None) -> str | None:
    """The page on which a quote stands now, or `12–13`, if the text's pages are known."""
    return None if quote_state is None else quote_state.page


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


def language_of(map_: ArgMap, some_id: str) -> str:
    """The BCP 47 tag of what is shown of a claim or quote; empty where nothing depends on it or nobody said."""
    quote = map_.quotes.get(some_id)
    if quote is None:
        return language_by_script(map_.claims[some_id].text)
    if quote.translation is not None:
        return language_by_script(quote.translation)
    return map_.sources[quote.source].lang or language_by_script(quote.text)


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

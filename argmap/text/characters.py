"""What single characters fold to, without their neighbours."""

import unicodedata
from collections.abc import Iterable

from argmap.text.han import simplified

_QUOTE, _DASH, _DOT = "'", "-", "·"


def _all_to(target: str, characters: str) -> dict[str, str]:
    return dict.fromkeys(characters, target)


PUNCTUATION = {
    **_all_to(_QUOTE, '"‘’‚‛“”„‟«»‹›「」『』《》〈〉〝〞〟′″‴´ʹʺʻʼʽ'),
    **_all_to(_DASH, "‐‑‒–—―−⁃─━〰゠᠆־⸗"),
    **_all_to(_DASH * 2, "⸺"),
    **_all_to(_DASH * 3, "⸻"),
    **_all_to(_DOT, "・‧•∙⋅"),
    **_all_to(",", "、،"),
    **_all_to(".", "。۔"),
    **_all_to("...", "⋯"),
    **_all_to(";", "؛"),
    **_all_to(":", "∶"),
    **_all_to("?", "؟"),
    **_all_to("~", "〜"),
    **_all_to("/", "⁄∕"),
    **_all_to("%", "٪"),
    **_all_to("[", "【〔〖"),
    **_all_to("]", "】〕〗"),
}
"""Punctuation of any script to one form. What NFKC unifies (full-width forms, `…`) is not repeated."""

_EMPHASIS = "*_`"

_INVISIBLE = frozenset(
    "\u034f"  # combining grapheme joiner
    "\u115f\u1160\u3164\uffa0"  # Hangul fillers
    "\u17b4\u17b5"  # Khmer inherent vowels
    "\u2800"  # empty Braille pattern
    "\u180b\u180c\u180d\u180f"  # Mongolian variation selectors
) | {chr(code) for block in (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0)) for code in block}
"""Characters without a look of their own that Unicode's categories do not give away."""

_DROPPED_CATEGORIES = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf"})
"""Spaces, separators, controls, and format characters: zero-width ones, soft hyphens, BOM, bidi controls."""


def foldings(characters: Iterable[str]) -> dict[str, str]:
    """What each character folds to: mostly one, none where it is dropped, several for `ß` or `½`."""
    plain = {character: _plain(character) for character in characters}
    simple = simplified({part for parts in plain.values() for part in parts})
    return {character: "".join(simple.get(part, part) for part in parts) for character, parts in plain.items()}


def attaches(character: str) -> bool:
    """Whether a folded character may combine with the one before it: marks, and Hangul vowels and finals.

    These are all characters with a combining class and all that end a canonical composition
    (Unicode Standard Annex 15, "NFC_Quick_Check=Maybe").
    """
    return unicodedata.category(character)[0] == "M" or "\u1161" <= character <= "\u11ff"


def _plain(character: str) -> str:
    """Everything but the Han variants."""
    unified = "".join(PUNCTUATION.get(part, part) for part in _compatible(character))
    return "".join(part for part in unified if not _is_dropped(part))


def _compatible(character: str) -> str:
    """NFKC with case folding, as Unicode's "NFKC_Casefold".

    A spacing diacritic (`¨`, `΅`) stays: NFKC would make it a space and a mark, and the mark, its space
    dropped, would jump on the letter before.
    """
    canonical = unicodedata.normalize("NFC", character)
    if canonical in PUNCTUATION or _is_spacing_diacritic(canonical):
        return canonical
    folded = unicodedata.normalize("NFKC", canonical).casefold()
    return unicodedata.normalize("NFKC", folded)


def _is_spacing_diacritic(character: str) -> bool:
    compatible = unicodedata.normalize("NFKD", character)
    return len(compatible) > 1 and compatible[0] == " "


def _is_dropped(character: str) -> bool:
    return character in _EMPHASIS or character in _INVISIBLE or unicodedata.category(character) in _DROPPED_CATEGORIES

"""What single characters fold to, without their neighbours.

What readers take for the same folds alike: the digits of any script, Hebrew with and without its points, Arabic with
and without vowel signs, tatweel and the hamza on a carrier (as in Lucene's `ArabicNormalizer`, `أ` and `إ` are `ا`;
`ى` and `ي`, `ة` and `ه` stay apart). What means something else does not: raised signs (`10³`, `x²`, `2ⁿ`) and circled
ones (`100①`) stay themselves. Subscripts fold to plain digits, for `CO₂` is mostly typed `CO2`.
"""

import unicodedata
from collections.abc import Iterable

from argmap.text.han import simplified

_QUOTE, _DASH, _DOT = "'", "-", "·"


def _all_to(target: str, characters: str) -> dict[str, str]:
    return dict.fromkeys(characters, target)


PUNCTUATION = {
    **_all_to(_QUOTE, '"״׳‘’‚‛“”„‟«»‹›「」『』《》〈〉〝〞〟′″‴´ʹʺʻʼʽ'),
    **_all_to(_DASH, "‐‑‒–—―−⁃─━〰゠᠆־⸗"),
    **_all_to(_DASH * 2, "⸺"),
    **_all_to(_DASH * 3, "⸻"),
    **_all_to(_DOT, "・‧•∙⋅"),
    **_all_to(",", "、،٬"),
    **_all_to(".", "。۔٫"),
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

_CODE_MARK = "`"
"""Always dropped; whether `*` and `_` are emphasis depends on their neighbours, see `folding`."""

_READ_AS_LETTERS = frozenset("ªº™℠")
"""Raised letters that are typed plain; other raised signs are exponents, or marks of a note."""

_LETTER_FORMS = {
    **_all_to("ا", "أإآٱ"),
    **dict(zip("ؤئۀۂۓکی", "ويهہےكي", strict=True)),
}
"""Arabic letters without their hamza or madda, and the Persian forms of two to the Arabic ones."""

_VOWEL_SIGNS = frozenset(
    chr(code)
    for block in (
        *(range(0x0591, 0x05BE), range(0x05BF, 0x05C0), range(0x05C1, 0x05C3), range(0x05C4, 0x05C6)),  # Hebrew points
        *(range(0x05C7, 0x05C8), range(0xFB1E, 0xFB1F)),
        *(range(0x0610, 0x061B), range(0x0640, 0x0641), range(0x064B, 0x0660), range(0x0670, 0x0671)),  # Arabic
        *(range(0x06D6, 0x06DD), range(0x06DF, 0x06E5), range(0x06E7, 0x06E9), range(0x06EA, 0x06EE)),
        *(range(0x08D3, 0x08E2), range(0x08E3, 0x0900)),
    )
    for code in block
)
"""Signs that Hebrew and Arabic texts carry or leave out as they like: points, accents, vowel signs, tatweel."""

_INVISIBLE = frozenset(
    "\u034f"  # combining grapheme joiner
    "\u115f\u1160\u3164\uffa0"  # Hangul fillers
    "\u17b4\u17b5"  # Khmer inherent vowels
    "\u2800"  # empty Braille pattern
    "\u180b\u180c\u180d\u180f"  # Mongolian variation selectors
) | {chr(code) for block in (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0)) for code in block}
"""Characters without a look of their own that Unicode's categories do not give away."""

_AA = "\u0e32\u0eb2"
"""The vowels of Thai and Lao that sara am ends in when it is written as two characters."""

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
    (Unicode Standard Annex 15, "NFC_Quick_Check=Maybe"), and the second half of sara am.
    """
    return unicodedata.category(character)[0] == "M" or "\u1161" <= character <= "\u11ff" or character in _AA


def _plain(character: str) -> str:
    """Everything but the Han variants."""
    unified = "".join(PUNCTUATION.get(part) or _LETTER_FORMS.get(part, part) for part in _compatible(character))
    return "".join(_as_ascii_digit(part) for part in unified if not _is_dropped(part))


def _as_ascii_digit(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    return character if digit is None else str(digit)


def _compatible(character: str) -> str:
    """NFKC with case folding, as Unicode's "NFKC_Casefold".

    A spacing diacritic (`¨`, `΅`) stays: NFKC would make it a space and a mark, and the mark, its space
    dropped, would jump on the letter before.
    """
    canonical = unicodedata.normalize("NFC", character)
    if canonical in PUNCTUATION or _is_spacing_diacritic(canonical) or _stays_apart(canonical):
        return canonical
    parts = _parts(canonical)
    if any(map(_stays_apart, parts)):
        return "".join(map(_compatible, parts))  # `㎡`, which is `m²`
    folded = unicodedata.normalize("NFKC", canonical).casefold()
    return unicodedata.normalize("NFKC", folded)


def _stays_apart(character: str) -> bool:
    """Whether a sign is raised or circled and means something else than the plain one."""
    form = unicodedata.decomposition(character).partition(" ")[0] if len(character) == 1 else ""
    return form == "<circle>" or (form == "<super>" and character not in _READ_AS_LETTERS)


def _parts(character: str) -> list[str]:
    """What a compatibility character is made of, one step down; empty where it is none."""
    form, _, codes = (unicodedata.decomposition(character) if len(character) == 1 else "").partition(" ")
    return [chr(int(code, 16)) for code in codes.split()] if form.startswith("<") else []


def _is_spacing_diacritic(character: str) -> bool:
    compatible = unicodedata.normalize("NFKD", character)
    return len(compatible) > 1 and compatible[0] == " "


def _is_dropped(character: str) -> bool:
    if character == _CODE_MARK or character in _INVISIBLE or character in _VOWEL_SIGNS:
        return True
    return unicodedata.category(character) in _DROPPED_CATEGORIES

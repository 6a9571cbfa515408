"""What single characters fold to, without their neighbours; variant Han characters; short texts as people compare them.

What readers take for the same folds alike: the digits of any script, Hebrew with and without its points, Arabic with
and without vowel signs, tatweel and the hamza on a carrier (as in Lucene's `ArabicNormalizer`, `أ` and `إ` are `ا`;
`ى` and `ي`, `ة` and `ه` stay apart). What means something else does not: raised signs (`10³`, `x²`, `2ⁿ`) and circled
ones (`100①`) stay themselves. Subscripts fold to plain digits, for `CO₂` is mostly typed `CO2`.

The one form of variant Han characters is OpenCC's, in a file beside this one that scripts/han_forms.py writes: OpenCC
itself has no wheel for each new Python and each system, and texts must not be compared differently where it is missing.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

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


NEVER_FIRST: Final = "、。，．・：；？！」』】）〕〉》〗］｝”’…‥％℃‰～゛゜ヽヾゝゞ々ー,.:;?!)]}%°"
"""What must not begin a row."""


NEVER_LAST: Final = "「『【（〔〈《〖［｛“‘„‚([{＄￥"
"""What must not end a row."""


HAN_BLOCKS = (
    range(0x2E80, 0x3008),  # radicals, 々, 〇
    range(0x3400, 0xA000),  # extension A and the unified ideographs
    range(0xF900, 0xFB00),  # compatibility ideographs
    range(0x20000, 0x34000),  # extensions B and later
)


def is_han(character: str) -> bool:
    """Whether `character` stands in one of Unicode's blocks of Han characters."""
    code = ord(character)
    return any(code in block for block in HAN_BLOCKS)


def simplified(characters: Iterable[str]) -> dict[str, str]:
    """The simplified form of each Han character that has another one; the rest is left out."""
    forms = _forms()
    return {character: forms[character] for character in characters if character in forms}


@cache
def _forms() -> dict[str, str]:
    lines = Path(__file__).with_name("han_forms.txt").read_text("utf-8").splitlines()
    return {variant: line[0] for line in lines if not line.startswith("#") for variant in line[1:]}


_BETWEEN_IDEOGRAPHS = re.compile(r"(?<=[\u2e80-\u9fff\uf900-\ufaff]) (?=[\u2e80-\u9fff\uf900-\ufaff])")
_SIMPLIFIED: dict[int, str] = {}
"""The simplified form of every Han character that was seen so far."""


@lru_cache(maxsize=2**14)  # a letter more asks the same sentences again
def comparable(text: str) -> str:
    """A text of one width, one case and one Han script, in which white space is a space, between ideographs nothing.

    Nothing else is dropped, so that words stay apart; see `folding.fold` for finding passages of a source.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    if plain.isascii():
        return plain

    strangers = {sign for sign in plain if ord(sign) not in _SIMPLIFIED and is_han(sign)}
    if strangers:
        forms = simplified(strangers)
        _SIMPLIFIED.update((ord(sign), forms.get(sign, sign)) for sign in strangers)
    return _BETWEEN_IDEOGRAPHS.sub("", plain).translate(_SIMPLIFIED)

"""Numbers that a program writes before paragraphs and items of lists, which stand nowhere in the text of a document.

HTML has five kinds of numerals (HTML, 4.4.5, `type`), Word some sixty (ECMA-376-1, 17.18.59, ST_NumberFormat), of which
those are here that people use; the others become decimal ones, as Word itself shows those that it has no letters for.
How Word counts stands in 17.9: levels of a list share what they count, and a level begins anew below a higher one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST_ROMAN: Final = 3999
_MOST_LETTERS: Final = 30
"""Times that a letter is repeated: more are no number that anybody reads."""
_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
_GREEK: Final = "αβγδεζηθικλμνξοπρστυφχψω"
_RUSSIAN: Final = "абвгдежзиклмнопрстуфхцчшщыэюя"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_KANA: Final = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_IROHA: Final = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
_GANADA: Final = "가나다라마바사아자차카타파하"
_CHOSUNG: Final = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
_HEBREW: Final = "אבגדהוזחטיכלמנסעפצקרשת"
_ARABIC: Final = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_THAI: Final = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_HAN: Final = ("〇一二三四五六七八九", "十百千", "万")
_LEGAL: Final = ("零壹贰叁肆伍陆柒捌玖", "拾佰仟", "万")
_LEGAL_TRADITIONAL: Final = ("零壹貳參肆伍陸柒捌玖", "拾佰仟", "萬")

BULLETS: Final = frozenset({"bullet", "none", ""})
"""The formats of levels that have no number."""


def numeral(number: int, kind: str) -> str:
    """A number, from 0, as `kind` writes it: a name of Word's, or of HTML's types one of `1 a A i I`."""
    written = _KINDS.get(kind, str)(number) if number > 0 or kind in _WITH_ZERO else str(number)
    return written or str(number)


def _roman(number: int) -> str:
    if number > _MOST_ROMAN:
        return str(number)
    said = ""
    for value, letters in _ROMAN:
        said += letters * (number // value)
        number %= value
    return said


def _repeated(letters: str) -> Callable[[int], str]:
    """Letters as Word counts with them: after z comes aa, then bb."""

    def written(number: int) -> str:
        times, place = divmod(number - 1, len(letters))
        return letters[place] * (times + 1) if times < _MOST_LETTERS else ""

    return written


def _positional(number: int) -> str:
    """Letters as browsers count with them: after z comes aa, then ab."""
    said = ""
    while number > 0:
        number, place = divmod(number - 1, len(_LATIN))
        said = _LATIN[place] + said
    return said


def _cycle(signs: str) -> Callable[[int], str]:
    """Signs for as many numbers as there are; figures after that."""
    return lambda number: signs[number - 1] if number <= len(signs) else str(number)


def _chinese(signs: tuple[str, str, str], *, leading_one: bool) -> Callable[[int], str]:
    """Chinese numerals with their units: 二十一, 一百〇五. Without `leading_one`, 10 is 十."""
    digits, units, myriad = signs

    def under_myriad(number: int) -> str:
        said, gap = "", False
        for place in (3, 2, 1, 0):
            digit = number // 10**place % 10
            if digit == 0:
                gap = bool(said)
                continue
            said += (digits[0] if gap else "") + digits[digit] + (units[place - 1] if place else "")
            gap = False
        return said

    def written(number: int) -> str:
        if number >= 10**8:
            return str(number)
        high, low = divmod(number, 10**4)
        said = (under_myriad(high) + myriad if high else "") + (digits[0] if high and 0 < low < 1000 else "")
        said += under_myriad(low)
        return said[1:] if said.startswith(digits[1] + units[0]) and not leading_one else said

    return written


def _digit_by_digit(digits: str) -> Callable[[int], str]:
    return lambda number: "".join(digits[int(digit)] for digit in str(number))


def _ordinal(number: int) -> str:
    ending = "th" if 10 < number % 100 < 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _upper(made: Callable[[int], str]) -> Callable[[int], str]:
    return lambda number: made(number).upper()


_counting = _chinese(_HAN, leading_one=False)
_WITH_ZERO: Final = frozenset({"decimalZero", "decimalFullWidth", "decimalFullWidth2", "chineseCounting"})
_KINDS: Final[Mapping[str, Callable[[int], str]]] = {
    "1": str,
    "a": _positional,
    "A": _upper(_positional),
    "i": _roman,
    "I": _upper(_roman),
    "decimalZero": lambda number: f"{number:02}",
    "lowerRoman": _roman,
    "upperRoman": _upper(_roman),
    "lowerLetter": _repeated(_LATIN),
    "upperLetter": _upper(_repeated(_LATIN)),
    "lowerGreek": _repeated(_GREEK),
    "russianLower": _repeated(_RUSSIAN),
    "russianUpper": _upper(_repeated(_RUSSIAN)),
    "ordinal": _ordinal,
    "numberInDash": lambda number: f"- {number} -",
    "decimalFullWidth": _digit_by_digit("０１２３４５６７８９"),
    "decimalFullWidth2": _digit_by_digit("０１２３４５６７８９"),
    "decimalEnclosedCircle": _cycle("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
    "decimalEnclosedCircleChinese": _cycle("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
    "decimalEnclosedParen": _cycle("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
    "decimalEnclosedFullstop": _cycle("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "japaneseCounting": _counting,
    "koreanCounting": _digit_by_digit("영일이삼사오육칠팔구"),
    "ideographDigital": _digit_by_digit(_HAN[0]),
    "japaneseDigitalTenThousand": _digit_by_digit(_HAN[0]),
    "taiwaneseDigital": _digit_by_digit(_HAN[0]),
    "koreanDigital": _digit_by_digit("영일이삼사오육칠팔구"),
    "chineseLegalSimplified": _chinese(_LEGAL, leading_one=True),
    "ideographLegalTraditional": _chinese(_LEGAL_TRADITIONAL, leading_one=True),
    "japaneseLegal": _chinese(("零壱弐参四伍六七八九", "拾百阡", "萬"), leading_one=True),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographZodiacTraditional": lambda number: _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12],
    "ideographEnclosedCircle": _cycle("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    "aiueo": _cycle(_KANA),
    "aiueoFullWidth": _cycle(_KANA),
    "iroha": _cycle(_IROHA),
    "irohaFullWidth": _cycle(_IROHA),
    "ganada": _cycle(_GANADA),
    "chosung": _cycle(_CHOSUNG),
    "hebrew2": _cycle(_HEBREW),
    "arabicAlpha": _cycle(_ARABIC),
    "thaiLetters": _cycle(_THAI),
    "thaiNumbers": _digit_by_digit("๐๑๒๓๔๕๖๗๘๙"),
    "hindiNumbers": _digit_by_digit("०१२३४५६७८९"),
}

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS: Final = 9
_PLACE: Final = re.compile(r"%([1-9])")
_MOST_LINKS: Final = 20
"""Steps from one definition of a list to another: more are a circle."""


class _Level:
    """How one level of a list counts."""

    def __init__(self, element: Element) -> None:
        self.start = number_in(element, "start", 0)
        self.restarts_below = number_in(element, "lvlRestart", _LEVELS)
        """The level, from 1, after which it begins anew at the latest; 0 for never."""
        formats = list(element.iter(f"{_W}numFmt"))  # a format of its own stands with a plain one to fall back on
        self.kind = (formats[-1].get(f"{_W}val") or "") if formats else "decimal"
        own = next((one.get(f"{_W}format") or "" for one in formats if one.get(f"{_W}val") == "custom"), "")
        first = own.partition(",")[0].strip()
        self.width = len(first) if first.isdecimal() else 0
        """Figures of a number, at least: 3 for 001."""
        text = element.find(f"{_W}lvlText")
        self.text = "" if text is None else text.get(f"{_W}val") or ""
        self.is_legal = is_on(element.find(f"{_W}isLgl"))
        suffix = element.find(f"{_W}suff")
        self.gap = "" if suffix is not None and suffix.get(f"{_W}val") == "nothing" else " "
        style = element.find(f"{_W}pStyle")
        self.style = None if style is None else style.get(f"{_W}val")

    def written(self, number: int, *, legal: bool) -> str:
        return str(number) if legal and self.kind != "decimalZero" else numeral(number, self.kind).zfill(self.width)


class WordLists:
    """The lists of a Word document, which count the paragraphs that are put to them in their order."""

    def __init__(self, numbering: Element | None, styles: Mapping[str, Element]) -> None:
        """`numbering` is the root of `numbering.xml`; `styles` has the styles of paragraphs by their ids."""
        self._styles = styles
        self._abstract: dict[str, Element] = {}
        self._lists: dict[str, Element] = {}
        for element in () if numbering is None else numbering:
            if element.tag == f"{_W}abstractNum":
                self._abstract[element.get(f"{_W}abstractNumId") or ""] = element
            elif element.tag == f"{_W}num":
                self._lists[element.get(f"{_W}numId") or ""] = element
        self._levels: dict[str, Mapping[int, _Level]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def sign(self, paragraph: Element, style: str | None) -> str:
        """What stands before a paragraph, with the gap after it; counts the paragraph. `- ` for bullets."""
        list_id, level = self._place_of(paragraph, style)
        if list_id not in self._lists:
            is_item = list_id not in {None, "0"} or (
                list_id is None and paragraph.find(f"{_W}pPr/{_W}numPr") is not None
            )
            return "- " if is_item else ""
        levels = self._levels_of(list_id)
        if level not in levels:
            return "- "
        counts = self._count(list_id, level, levels)
        shown = levels[level]
        if shown.kind in BULLETS and not _PLACE.search(shown.text):
            return "- " if shown.kind == "bullet" else f"{shown.text}{shown.gap}" if shown.text.strip() else ""

        def place(found: re.Match[str]) -> str:
            wanted = int(found[1]) - 1
            number = counts[wanted]
            if number is None or wanted not in levels or wanted > level:
                return ""
            return levels[wanted].written(number, legal=shown.is_legal)

        label = _PLACE.sub(place, shown.text).strip()
        return f"{label}{shown.gap}" if label else ""

    def _count(self, list_id: str, level: int, levels: Mapping[int, _Level]) -> list[int | None]:
        counts = self._counts.setdefault(self._abstract_id(list_id), [None] * _LEVELS)
        for number, start in self._overrides(list_id):
            if number <= level and (list_id, number) not in self._begun:
                self._begun.add((list_id, number))
                counts[number] = start - 1 if number == level else start
        for above in range(level):
            if counts[above] is None and above in levels:
                counts[above] = levels[above].start
        counts[level] = levels[level].start if counts[level] is None else (counts[level] or 0) + 1
        for below in range(level + 1, _LEVELS):
            if below not in levels or level < levels[below].restarts_below:
                counts[below] = None
        return counts

    def _overrides(self, list_id: str) -> Iterator[tuple[int, int]]:
        for override in self._lists[list_id].findall(f"{_W}lvlOverride"):
            start = override.find(f"{_W}startOverride")
            level = _whole(override.get(f"{_W}ilvl"), 0)
            if start is not None and 0 <= level < _LEVELS:
                yield level, _whole(start.get(f"{_W}val"), 1)

    def _levels_of(self, list_id: str) -> Mapping[int, _Level]:
        """The levels of a list by their numbers from 0: those of its kind, and those that it has of its own."""
        if list_id not in self._levels:
            kind = self._abstract.get(self._abstract_id(list_id))
            elements = [] if kind is None else kind.findall(f"{_W}lvl")
            elements += [own for one in self._lists[list_id].iter(f"{_W}lvlOverride") for own in one.iter(f"{_W}lvl")]
            found = {_whole(one.get(f"{_W}ilvl"), 0): _Level(one) for one in elements}
            self._levels[list_id] = {number: level for number, level in found.items() if 0 <= number < _LEVELS}
        return self._levels[list_id]

    def _abstract_id(self, list_id: str) -> str:
        """The id of the kind of list; one that is only a link to a style of lists has that of the style."""
        for _ in range(_MOST_LINKS):
            named = self._lists[list_id].find(f"{_W}abstractNumId")
            kind_id = "" if named is None else named.get(f"{_W}val") or ""
            kind = self._abstract.get(kind_id)
            link = None if kind is None else kind.find(f"{_W}numStyleLink")
            style = self._styles.get("" if link is None else link.get(f"{_W}val") or "")
            further = None if style is None else style.find(f"{_W}pPr/{_W}numPr/{_W}numId")
            target = None if further is None else further.get(f"{_W}val")
            if target is None or target == list_id or target not in self._lists:
                return kind_id
            list_id = target
        return ""

    def _place_of(self, paragraph: Element, style: str | None) -> tuple[str | None, int]:
        """The list of a paragraph and its level in it, by its own properties, else by those of its style."""
        list_id, level = _place_in(paragraph)
        for _ in range(_MOST_LINKS):
            element = self._styles.get(style or "")
            if element is None or (list_id is not None and level is not None):
                break
            styled_id, styled_level = _place_in(element)
            if list_id is None and styled_id is not None:
                list_id = styled_id
                if level is None and styled_level is None and list_id in self._lists:
                    at = self._levels_of(list_id).items()
                    level = next((number for number, one in at if one.style == style), None)
            level = styled_level if level is None else level
            based_on = element.find(f"{_W}basedOn")
            style = None if based_on is None else based_on.get(f"{_W}val")
        return list_id, min(max(level or 0, 0), _LEVELS - 1)


def is_on(element: Element | None) -> bool:
    """Whether a property that is there or not is on."""
    return element is not None and element.get(f"{_W}val") not in {"0", "false", "off"}


def number_in(element: Element, tag: str, otherwise: int) -> int:
    """The number that a child of an element tells."""
    child = element.find(f"{_W}{tag}")
    return otherwise if child is None else _whole(child.get(f"{_W}val"), otherwise)


def _whole(said: str | None, otherwise: int) -> int:
    return int(said) if said and said.isdecimal() and len(said) < 10 else otherwise


def _place_in(element: Element) -> tuple[str | None, int | None]:
    properties = element.find(f"{_W}pPr/{_W}numPr")
    if properties is None:
        return None, None
    list_id = properties.find(f"{_W}numId")
    level = properties.find(f"{_W}ilvl")
    return (
        None if list_id is None else list_id.get(f"{_W}val"),
        None if level is None else _whole(level.get(f"{_W}val"), 0),
    )

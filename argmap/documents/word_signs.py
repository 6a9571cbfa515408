"""Signs that Word keeps apart from its text: those of equations, and the characters of symbol fonts.

Equations are elements of their own (Office Math, ECMA-376-1, 22.1): a fraction is a numerator and a denominator, and
its stroke is written nowhere. In plain text they stand in one line, `(a+b)/2`, `√(x)`, with brackets where they must.
Symbol fonts have pictures in the place of letters, so that the code of a character tells nothing without the font.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
UNKNOWN_SYMBOL: Final = "\ufffd"

_SYMBOL_FROM_21: Final = (
    "!∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
)
_SYMBOL_FROM_A0: Final = (
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\ufffd〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
)
_SYMBOL: Final = {
    **dict(enumerate(_SYMBOL_FROM_21, 0x21)),
    **dict(enumerate(_SYMBOL_FROM_A0, 0xA0)),
}
"""The font Symbol by its codes (Adobe, Symbol Encoding to Unicode, symbol.txt)."""
_WINGDINGS: Final = {
    **dict(enumerate("✏✂✁👓🔔📖🕯☎✆✉🖂📪📫📬📭📁📂📄🗏🗐🗄⌛🖮🖰🖲💻🖴💾📼✇✍🖎✌👌👍👎☜☞☝☟🖐☺😐☹💣☠", 0x21)),
    **dict(enumerate("🏳🏱✈☼💧❄🕆✞🕈✠✡☪☯ॐ☸♈♉♊♋♌♍♎♏♐♑♒♓🙰🙵●🔾■□🞐❑❒⬧⧫◆❖⬥⌧⮹⌘🏵🏶🙶🙷", 0x4F)),
    **dict(enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿", 0x80)),
    **dict(enumerate("·•⚫⚪🞆🞈◉◎🔿▪◻🟂✦★✶✴✹✵", 0x9E)),
    **dict(enumerate("⌖⟡⌑⯐✪✰", 0xB1 + 1)),
    **dict(zip(range(0xD5, 0xE8), "⌫⌦⮘⮚⮙⮛⮈⮊⮉⮋🡨🡪🡩🡫🡬🡭🡯🡮🡸", strict=True)),
    **dict(zip(range(0xE8, 0xF8), "🡺🡹🡻🡼🡽🡿🡾⇦⇨⇧⇩⬄⇳⬁⬀⬃", strict=True)),
    **dict(zip(range(0xF8, 0xFF), "⬂🢬🢭🗶✔🗷🗹", strict=True)),
}
"""The font Wingdings by its codes (Unicode, L2/12-368, mapping of Wingdings)."""
_FONTS: Final = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}


def symbol(code: str, font: str) -> str:
    """A character of a symbol font as Unicode has it; UNKNOWN_SYMBOL for one without a known meaning.

    `code` is hexadecimal, and often in the private area from F000 on.
    """
    try:
        number = int(code, 16)
    except ValueError:
        return UNKNOWN_SYMBOL
    table = _FONTS.get(font.strip().lower())
    if table is not None:
        return table.get(number & 0xFF, " " if number & 0xFF == 0x20 else UNKNOWN_SYMBOL)
    is_plain = 0x20 <= number < 0xD800 or 0xF900 <= number <= 0x10FFFF
    return chr(number) if is_plain and not font.lower().startswith(("wingdings", "webdings")) else UNKNOWN_SYMBOL


def before_part(element: Element) -> str:
    """What stands before a part of an equation in plain text."""
    return _BEFORE.get(_name(element), _nothing)(element)


def after_part(element: Element) -> str:
    """What stands after a part of an equation in plain text."""
    return _AFTER.get(_name(element), _nothing)(element)


def level_of(element: Element) -> str:
    """`raised` or `lowered` for a part of an equation that stands above or below the line, else nothing."""
    name = _name(element)
    if name == "lim":
        return "lowered" if _above(element) == "limLow" else "raised"
    return {"sup": "raised", "deg": "raised", "sub": "lowered"}.get(name, "")


def _nothing(_element: Element) -> str:
    return ""


def _name(element: Element | None) -> str:
    return "" if element is None else str(element.tag).removeprefix(MATH)


def _above(element: Element) -> str:
    return _name(element.getparent())


def _sign_of(element: Element | None, name: str, otherwise: str) -> str:
    """A sign of an equation, as the properties of the element have it."""
    found = None if element is None else element.find(f"{MATH}{_name(element)}Pr/{MATH}{name}")
    return otherwise if found is None else found.get(f"{MATH}val") or ""


def _is_simple(element: Element) -> bool:
    """Whether a part of an equation needs no brackets."""
    said = "".join(one.text or "" for one in element.iter(f"{MATH}t")).strip()
    return said.isalnum() and (len(said) == 1 or said.isdecimal())


def _between(element: Element, sign: str) -> str:
    """A sign between siblings of one kind."""
    before = element.getprevious()
    return sign if before is not None and before.tag == element.tag else ""


def _before_base(element: Element) -> str:
    above = _above(element)
    if above == "d":
        return _between(element, _sign_of(element.getparent(), "sepChr", "|"))
    if above in {"rad", "func"}:
        return "√(" if above == "rad" else " "
    return _between(element, {"eqArr": "; ", "mr": ", "}.get(above, ""))


_BEFORE: Final[Mapping[str, Callable[[Element], str]]] = {
    "num": lambda part: "" if _is_simple(part) else "(",
    "den": lambda part: "/" if _is_simple(part) else "/(",
    "d": lambda part: _sign_of(part, "begChr", "("),
    "nary": lambda part: _sign_of(part, "chr", "∫"),
    "m": lambda _: "(",
    "mr": lambda part: _between(part, "; "),
    "e": _before_base,
}
_AFTER: Final[Mapping[str, Callable[[Element], str]]] = {
    "num": lambda part: "" if _is_simple(part) else ")",
    "den": lambda part: "" if _is_simple(part) else ")",
    "d": lambda part: _sign_of(part, "endChr", ")"),
    "acc": lambda part: _sign_of(part, "chr", "\u0302"),
    "m": lambda _: ")",
    "e": lambda part: ")" if _above(part) == "rad" else "",
}

"""User text on its way to a terminal.

Text from files, maps and strangers can hold escape sequences and bidi overrides. Each dangerous character becomes
a harmless picture of itself, one code point for one, so that offsets into the text stay offsets into what is shown.
"""

from typing import Final

REPLACEMENT: Final = "\ufffd"
"""Stands for a character that has no picture of its own and must not reach the terminal."""

_BIDI_CONTROLS = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x2070))
_LINE_SEPARATORS = (0x2028, 0x2029)
_SURROGATES = range(0xD800, 0xE000)

PICTURES: Final[dict[int, str]] = {
    **{code: chr(0x2400 + code) for code in range(0x20)},
    0x7F: "\u2421",
    **dict.fromkeys((*range(0x80, 0xA0), *_BIDI_CONTROLS, *_LINE_SEPARATORS, *_SURROGATES), REPLACEMENT),
}
"""What is shown for each code point that is not shown as itself, for `str.translate`.

C0 controls and DEL have pictures in Unicode's Control Pictures block; C1 controls, bidi controls, line separators
and lone surrogates have none.
"""

_ONE_LINE = {**PICTURES, ord("\n"): " ", ord("\t"): " "}
_MANY_LINES = {**PICTURES, ord("\n"): "\n", ord("\t"): " "}


def visible(text: str) -> str:
    """The text with every control, bidi control, line separator and lone surrogate replaced, one to one."""
    return text.translate(PICTURES)


def visible_line(text: str) -> str:
    """The same, with line breaks and tabs as spaces."""
    return text.translate(_ONE_LINE)


def visible_lines(text: str) -> str:
    """The same, with line breaks kept and tabs as spaces."""
    return text.translate(_MANY_LINES)

r"""Writing the text of a document that says what is a paragraph, a heading, and the end of a page.

White space in what is said means no more than in HTML: a run of it is one space, and none stands where a line of
ideographs was wrapped. Control characters are dropped, so that the only form feeds are the ends of pages.

Superscripts and subscripts become Unicode's own characters where all of them have one (10³, H₂O), else they stand in
brackets (`x^(2k/q)`, `c_(Q)`): in plain text 10³ must not read 103. Ordinals (19th), symbols, and what has brackets of
its own (`[3]`) stay as they are, for they cannot be taken for something else.
"""

from __future__ import annotations

import re
from typing import Final

from argmap.text.pages import BREAK

_LINE: Final = "\v"
"""Stands for a line break that is meant, until white space is made tidy."""
_RAISED: Final = "\x0e"
_LOWERED: Final = "\x0f"
_LEVEL: Final = "\x10"
"""Stand before a superscript, before a subscript, and after each, until the paragraph ends."""
_CONTROLS: Final = {
    **dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), None),
    **dict.fromkeys(map(ord, "\t\n\f\v\x85"), "\n"),
    ord("\r"): "\n",
    ord("\ufeff"): None,
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}
_IDEOGRAPH: Final = "\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
_WRAPPED_IDEOGRAPHS: Final = re.compile(rf"(?<=[{_IDEOGRAPH}])[ ]*\n[ \n]*(?=[{_IDEOGRAPH}])")
_SPACES: Final = re.compile(r"[ \n]+")
_AROUND_LINES: Final = re.compile(rf" ?{_LINE}+ ?")
_AT_LEVELS: Final = re.compile(f"([{_RAISED}{_LOWERED}{_LEVEL}])")
_SUPERSCRIPTS: Final = (
    "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ",
)
_SUBSCRIPTS: Final = ("0123456789+-−=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ")
"""Characters, and those that Unicode has of them above or below the line."""
_SCRIPTS: Final = {
    _RAISED: (str.maketrans(*_SUPERSCRIPTS), "^"),
    _LOWERED: (str.maketrans(*_SUBSCRIPTS), "_"),
}
_WITH_CHARACTERS: Final = {
    kind: re.compile(f"[{re.escape(plain)}][{re.escape(plain)} ,;–]*|[{made}]+")
    for kind, (plain, made) in ((_RAISED, _SUPERSCRIPTS), (_LOWERED, _SUBSCRIPTS))
}
"""What can be written with those characters; lists and ranges keep their commas and dashes."""
_BRACKETED: Final = re.compile(r"(?:\[[^\[\]]*\]|［[^［］]*］|【[^【】]*】|〔[^〔〕]*〕|[^\w\s\[\]［］【】〔〕])+")
_ORDINAL: Final = re.compile(r"(?i:st|nd|rd|th|er|re|ère|ème|eme|ième|nde?|st?e|os|as)")
_NUMBER_BEFORE: Final = re.compile(r"(?:\d|\b[IVXLCM]+)\Z")
LONGEST_NUMBER: Final = 16
"""Code points before a superscript that tell whether it belongs to a number."""
_WORD: Final = re.compile(r"[^\W\d_]{4}")
"""Letters that are read as a word: Unicode's small ones are for signs and abbreviations."""
_WORD_BEFORE: Final = re.compile(r"[^\W\d_]{3}\Z")
_BREAKS: Final = re.compile(f"([{_LINE}{BREAK}])")
_MARKS: Final = {"TM": "™", "SM": "℠"}
_LONGEST_SCRIPT: Final = 60
"""Code points of a superscript; more are prose in small print."""


class TextWriter:
    """Takes a document bit by bit; what it made of it stands in `text` and `labels`."""

    def __init__(self, first_label: str = "") -> None:
        """`first_label` is what the page is called on which the document begins, if that is known."""
        self._paragraphs: list[str] = []
        self._said: list[str] = []
        self._labels: list[str] = [first_label]
        self._begun = False

    def say(self, text: str) -> None:
        """Go on in the paragraph."""
        self._said.append(text.translate(_CONTROLS))

    def line_break(self) -> None:
        """Go on in the next line of the same paragraph."""
        self._said.append(_LINE)

    def raise_level(self) -> None:
        """What is said from here on is a superscript, until the level ends."""
        self._said.append(_RAISED)

    def lower_level(self) -> None:
        """What is said from here on is a subscript, until the level ends."""
        self._said.append(_LOWERED)

    def end_level(self) -> None:
        """The superscript or subscript ends, as it does with the paragraph."""
        self._said.append(_LEVEL)

    def page(self, label: str) -> None:
        """A page begins here."""
        if not self._begun and not any(said.strip() for said in self._said):
            self._labels[-1] = label  # nothing stands before it
        else:
            self._said.append(BREAK)
            self._labels.append(label)

    def end(self, sign: str = "") -> bool:
        """The paragraph ends; `sign` goes before it: `## `, `- `. Gives whether there was one: something was said."""
        said = _joined(_with_scripts("".join(self._said)))
        body = said.strip(f" {_LINE}{BREAK}")
        body = body if body.strip("| ") else ""  # the empty row of a table
        before, _, after = said.partition(body) if body else (said, "", "")
        breaks = BREAK * before.count(BREAK)
        if body:
            self._begun = True
            text = _joined(body.replace(_LINE, "\n")) if sign.startswith("#") else body.replace(_LINE, "\n")
            self._paragraphs.append(f"{breaks}{sign}{text}")
            breaks = BREAK * after.count(BREAK)
        self._said = [breaks]
        return bool(body)

    def verbatim(self, text: str) -> None:
        """A paragraph in which every space and line break is meant."""
        self.end()
        lines = text.replace("\r\n", "\n").expandtabs(4).split("\n")
        clean = "\n".join(line.translate(_CONTROLS).rstrip() for line in lines).strip("\n")
        if clean.strip():
            self._begun = True
            self._paragraphs.append("".join(self._said) + clean)
            self._said = []

    @property
    def text(self) -> str:
        """All that was written; pages at the end that bear nothing are there, too, but none where none has a label."""
        self.end()
        if not self._paragraphs:
            return ""
        written = "\n\n".join(self._paragraphs) + "\n" + "".join(self._said)
        return written if self.labels else written.replace(BREAK, "")

    @property
    def labels(self) -> tuple[str, ...]:
        """The label of each page; none where no page bears one."""
        return tuple(self._labels) if any(self._labels) else ()


def _joined(said: str) -> str:
    """What was said with white space made tidy."""
    return _AROUND_LINES.sub(_LINE, _SPACES.sub(" ", _WRAPPED_IDEOGRAPHS.sub("", said)))


_Pieces = list[str | tuple[str, list[str]]]
"""Text, and scripts, each with its level and its parts."""


def superscript(text: str, before: str = "") -> str:
    """A superscript in plain text; `before` is what stands before it in its line."""
    if text.upper() in _MARKS:
        return _MARKS[text.upper()]
    if _ORDINAL.fullmatch(text) and _NUMBER_BEFORE.search(before):
        return text
    return _script(text, _RAISED, before)


def subscript(text: str, before: str = "") -> str:
    """A subscript in plain text; `before` as for superscripts."""
    return _script(text, _LOWERED, before)


def _script(text: str, level: str, before: str) -> str:
    table, sign = _SCRIPTS[level]
    if _WITH_CHARACTERS[level].fullmatch(text) and not _WORD.search(text):
        return text.translate(table)
    is_prose = len(text) > _LONGEST_SCRIPT or (_WORD.match(text) and _WORD_BEFORE.search(before))
    is_plain = is_prose or not any(map(str.isalnum, text)) or _BRACKETED.fullmatch(text)
    return text if is_plain else f"{sign}({text})"


def _with_scripts(said: str) -> str:
    """What was said with its superscripts and subscripts as plain text; no paragraph is one as a whole."""
    if not _AT_LEVELS.search(said):
        return said
    open_levels: list[tuple[_Pieces, list[str]]] = [([], [])]
    """For each level that is open what is in it, and the parts of its script until now."""
    pieces = _AT_LEVELS.split(said)
    for piece in (*pieces, *(_LEVEL * pieces.count(_RAISED) + _LEVEL * pieces.count(_LOWERED))):
        inside, parts = open_levels[-1]
        if piece in _SCRIPTS:  # one that follows another at once goes on in it
            last = inside[-1] if inside else ""
            goes_on = isinstance(last, tuple) and last[0] == piece
            parts = last[1] if goes_on and isinstance(last, tuple) else []
            if not goes_on:
                inside.append((piece, parts))
            open_levels.append(([], parts))
        elif piece != _LEVEL:
            inside.extend([piece] if piece else [])
        elif len(open_levels) > 1:
            open_levels.pop()
            parts.append(_shown(inside))
    top = open_levels[0][0]
    alone = [one for one in top if not (isinstance(one, str) and not one.strip())]
    if len(alone) == 1:
        return "".join(one if isinstance(one, str) else "".join(one[1]) for one in top)
    return _shown(top)


def _shown(pieces: _Pieces) -> str:
    """Text, and scripts each with its level, as text; line breaks and ends of pages in a script stay."""
    shown = ""
    for piece in pieces:
        if isinstance(piece, str):
            shown += piece
            continue
        level, parts = piece
        for part in _BREAKS.split("".join(parts)):
            words = " ".join(part.split())
            if not words or _BREAKS.fullmatch(part):
                shown += part
                continue
            made = (superscript if level == _RAISED else subscript)(words, shown[-LONGEST_NUMBER:])
            shown += f"{part[: len(part) - len(part.lstrip())]}{made}{part[len(part.rstrip()) :]}"
    return shown

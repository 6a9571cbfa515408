"""Argdown cut into tokens, by the rules of the lexer of @argdown/core 1.7.5.

What a sign means depends on where it stands: a `+` begins a relation only at the beginning of a line. Tags and links
are looked for within so many characters, and what is searched in vain is searched once, so that a file of nothing but
brackets is read in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import Final, NamedTuple


class Kind(Enum):
    """What a token is."""

    BLANK = auto()
    """One or more blank lines: they end a block."""
    NEWLINE = auto()
    HEADING = auto()
    """Its value is the `#` signs."""
    RELATION = auto()
    """Its value is the symbol, its indent the white space before it."""
    NUMBER = auto()
    """The `(1)` of a premise or conclusion; its value is the number."""
    BULLET = auto()
    INFERENCE = auto()
    INFERENCE_END = auto()
    COMMA = auto()
    """Between two inference rules."""
    DATA = auto()
    """Metadata, with their braces."""
    STATEMENT = auto()
    """`[title]:`; its value is the title, as with the following."""
    STATEMENT_REFERENCE = auto()
    ARGUMENT = auto()
    ARGUMENT_REFERENCE = auto()
    LINK = auto()
    """`[text](address)`; its value is all of it but the first bracket."""
    TAG = auto()
    EMPHASIS = auto()
    """`*`, `**`, `_` or `__` where it may begin emphasis."""
    EMPHASIS_END = auto()
    """Its value is the space after it, if there is one."""
    TEXT = auto()
    COMMENT = auto()
    """Its value is the comment's words."""


class Token(NamedTuple):
    """A piece of the text."""

    kind: Kind
    value: str
    line: int
    """From 1."""
    indent: int = 0
    raw: str = ""
    """How it is written, where it may turn out to be plain text."""


class EndlessError(Exception):
    """Raised where something begins that never ends, at this line; so it is with files that are cut off."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


_COMMENT_OPENING: Final = {"<!--": "-->", "/*": "*/"}
_LINE_COMMENT: Final = re.compile(r"//([^\n]*)")
_DATA: Final = re.compile(r"\{[^}]*(?:\}(?!\s[^,}])[^}]*)*\}(?!\s*[,}])")
"""The first brace that white space and more text follow closes the metadata, or else the last one."""


_DATA_LIMIT: Final = re.compile(r"\}\s[^,}]")
_CUT_OFF_DATA: Final = re.compile(r"\{\s*[\"'\w-]+\s*:\s")
_BLANK: Final = re.compile(r"(?:[ \t]*\n){2,}")
_NEWLINE: Final = re.compile(r"[ \t]*\n")
_HEADING: Final = re.compile(r"(#+) ")
_LINE_BEGIN: Final = re.compile(
    r"([' \t]*)(?:(?P<inference>--)|(?P<relation>[+-]>|<?[+-]|><|_>|<_|_(?=\s))"
    r"|\((?P<number>\d+)\)|(?P<bullet>\d+\.(?=\s)|\*(?=\s)))"
)
_PIECE: Final = re.compile(
    r"\\(?P<escaped>[^\n\u2028\u2029] *)"
    r"|(?P<shortcode>(?:\.\S+?\.|:\S+?:)[ \t]?)"
    r"|#(?:\((?P<tag>[^)]{1,300})\)|(?P<word>[a-zA-z0-9\xa0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef-]+))[ \t]?"
    r"|(?P<spaces>[ \t]+)"
    r"|(?P<text>[^\\@#*_\[\],.:;</>\n(){}-]+|[@#\[\],.:;</>(){}-][ \t]?|\\)"
)
_FAR: Final = 310
"""Within so many characters the text of a link ends."""


_LINK: Final = re.compile(r"\[([^\]]{1,300}?\]\([^)]{1,1000}?\)[ \t]?)")
_TITLES: Final = {
    "[": (("]:", Kind.STATEMENT), ("]", Kind.STATEMENT_REFERENCE)),
    "<": ((">:", Kind.ARGUMENT), (">", Kind.ARGUMENT_REFERENCE)),
}
"""What a title can end in, and what it is the title of."""


_MENTIONS: Final = {"@[": "]", "@<": ">"}
_EMPHASIS: Final = re.compile(r"\*\*?|__?")
_EMPHASIS_MAY_END: Final = re.compile(r"[ \t]|(?=[\n)}_.,!?;:*-]|\Z)")
_INFERENCE_PIECE: Final = re.compile(
    r"\\(?P<escaped>[^\n] *)|(?P<shortcode>(?:\.\S+?\.|:\S+?:)[ \t]?)|(?P<end>-{2,})|(?P<comma>,)|(?P<spaces>[ \t]+)"
    r"|(?P<text>[^\\@#*_\[\],.:;</>\n(){}-]+|[@#*_\[\].:;</>(){}-][ \t]?|\\)"
)
_KINDS: Final = {
    "tag": Kind.TAG,
    "word": Kind.TAG,
    "end": Kind.INFERENCE_END,
    "comma": Kind.COMMA,
}


def tokens(text: str, first_line: int = 1) -> Iterator[Token]:
    """The tokens of a text whose lines end in a line feed alone. Raises EndlessError."""
    return _Lexer(text, first_line).run()


class _Lexer:
    """Where the lexer is. A new line and a blank line are remembered, for what may follow depends on them."""

    def __init__(self, text: str, line: int) -> None:
        self._text = text
        self._line = line
        self._at = 0
        self._before: Kind | None = None
        self._in_inference = False
        self._open_emphasis: list[str] = []
        self._no_data_before = 0
        self._none_before: dict[str, int] = {}
        self._missing: set[str] = set()
        """The ends of comments that do not come any more."""

    def run(self) -> Iterator[Token]:
        while self._at < len(self._text):
            begin = self._at
            token = (
                self._comment()
                or self._data()
                or self._line_end()
                or self._line_begin()
                or self._bracketed()
                or self._piece()
            )
            if token is not None:
                yield token
                if token.kind is not Kind.COMMENT:
                    self._before = token.kind
            self._line += self._text.count("\n", begin, self._at)

    def _token(self, kind: Kind, value: str, end: int, indent: int = 0) -> Token:
        raw = self._text[self._at : end]
        self._at = end
        return Token(kind, value, self._line, indent, raw)

    def _comment(self) -> Token | None:
        """A comment, which takes the line ends after it along where it has lines to itself."""
        text, at = self._text, self._at
        if text[at] not in "</":
            return None
        for opening, closing in _COMMENT_OPENING.items():
            if text.startswith(opening, at):
                end = -1 if closing in self._missing else text.find(closing, at + len(opening))
                if end >= 0:
                    words = text[at + len(opening) : end]
                    return self._token(Kind.COMMENT, words, self._after_comment(end + len(closing)))
                self._missing.add(closing)
                if opening == "<!--":
                    raise EndlessError("a comment begins here and does not end; close it with -->", self._line)
        if found := _LINE_COMMENT.match(text, at):
            return self._token(Kind.COMMENT, found[1], self._after_comment(found.end()))
        return None

    def _after_comment(self, end: int) -> int:
        text = self._text
        if self._before in (None, Kind.BLANK):
            while found := _NEWLINE.match(text, end):
                end = found.end()
        elif self._before is Kind.NEWLINE and (found := _NEWLINE.match(text, end)):
            return end if _NEWLINE.match(text, found.end()) else found.end()
        return end

    def _data(self) -> Token | None:
        text, at = self._text, self._at
        if text[at] != "{" or at < self._no_data_before:
            return None
        if found := _DATA.match(text, at):
            return self._token(Kind.DATA, found[0], found.end())
        end = _DATA_LIMIT.search(text, at)
        self._no_data_before = end.start() if end else len(text)
        if _CUT_OFF_DATA.match(text, at):
            raise EndlessError("metadata begin here and do not end; close them with }", self._line)
        return None

    def _line_end(self) -> Token | None:
        text, at = self._text, self._at
        if text[at] not in " \t\n":
            return None
        if self._before is not Kind.BLANK and (found := _BLANK.match(text, at)):
            self._in_inference = False
            self._open_emphasis.clear()
            return self._token(Kind.BLANK, "", found.end())
        found = _NEWLINE.match(text, at)
        if found is None:
            return None
        return self._token(Kind.BLANK if self._before in (None, Kind.BLANK) else Kind.NEWLINE, "", found.end())

    def _line_begin(self) -> Token | None:
        """What only the beginning of a line can hold."""
        if self._in_inference or self._before not in (None, Kind.NEWLINE, Kind.BLANK):
            return None
        if heading := _HEADING.match(self._text, self._at):
            return self._token(Kind.HEADING, heading[1], heading.end())
        found = _LINE_BEGIN.match(self._text, self._at)
        return self._sign(found) if found else None

    def _sign(self, found: re.Match[str]) -> Token:
        """The sign that a line begins with. An inference stands in a block, so after a blank line `--` is an attack."""
        indent, end = len(found[1]), found.end()
        if found["inference"] and self._before is Kind.BLANK:
            return self._token(Kind.RELATION, "-", end - 1, indent)
        if found["inference"]:
            self._in_inference = True
            return self._token(Kind.INFERENCE, "", end)
        if found["relation"]:
            return self._token(Kind.RELATION, found["relation"], end, indent)
        kind, value = (Kind.NUMBER, found["number"]) if found["number"] else (Kind.BULLET, "")
        return self._token(kind, value, end)

    def _bracketed(self) -> Token | None:
        """A link, a title or the mention of one."""
        text, at = self._text, self._at
        if self._in_inference or text[at] not in "[<@":
            return None
        if closing := _MENTIONS.get(text[at : at + 2]):
            end = self._on_this_line(closing, at + 3)
            space = text[end + 1 : end + 2] if text[end + 1 : end + 2] in (" ", "\t") else ""
            return self._token(Kind.TEXT, text[at + 2 : end] + space, end + 1 + len(space)) if end > 0 else None
        if text[at] == "[" and text.find("](", at, at + _FAR) > 0 and (found := _LINK.match(text, at)):
            return self._token(Kind.LINK, found[1], found.end())
        for closing, kind in _TITLES.get(text[at], ()):
            end = self._on_this_line(closing, at + 2)
            if end > 0 and (len(closing) == 2 or text[at + 1] not in "-\n"):
                after = end + len(closing)
                space = " " if text[after : after + 1] in (" ", "\t") else ""  # of no meaning behind a title
                title = self._token(kind, text[at + 1 : end], after)
                return title._replace(raw=title.raw + space)
        return None

    def _on_this_line(self, sign: str, begin: int) -> int:
        """Where a sign stands next on this line; -1 where it does not. Each line is searched in vain once only."""
        if begin < self._none_before.get(sign, 0):
            return -1
        end = self._text.find("\n", begin - 1)
        end = len(self._text) if end < 0 else end
        found = self._text.find(sign, begin, end)
        if found < 0:
            self._none_before[sign] = end
        return found

    def _piece(self) -> Token | None:
        if not self._in_inference and self._text[self._at] in "*_":
            return self._emphasis()
        found = (_INFERENCE_PIECE if self._in_inference else _PIECE).match(self._text, self._at)
        assert found is not None
        kind = found.lastgroup or ""
        if kind == "spaces":
            self._at = found.end()
            return None
        if kind == "end":
            self._in_inference = False
        if kind in _KINDS:
            return self._token(_KINDS[kind], found[kind], found.end())
        words = _shown_for(found[kind]) if kind == "shortcode" else found[kind]
        return self._token(Kind.TEXT, words, found.end())

    def _emphasis(self) -> Token:
        """A mark of emphasis: the end of what is open, where it can be that, else a beginning, else a plain sign."""
        text, at = self._text, self._at
        found = _EMPHASIS.match(text, at)
        assert found is not None
        for mark in dict.fromkeys((found[0], found[0][0])):
            end = _EMPHASIS_MAY_END.match(text, at + len(mark))
            if self._open_emphasis[-1:] == [mark] and end:
                self._open_emphasis.pop()
                return self._token(Kind.EMPHASIS_END, end[0], end.end())
        if text[found.end() : found.end() + 1].isspace():
            end_of_sign = at + 2 if text[at + 1] in " \t" else at + 1
            return self._token(Kind.TEXT, text[at:end_of_sign], end_of_sign)
        self._open_emphasis.append(found[0])
        return self._token(Kind.EMPHASIS, found[0], found.end())


def _shown_for(code: str) -> str:
    """What is shown for a shortcode, with the space after it; any other such word is shown as it is."""
    bare = code.rstrip(" \t")
    return SHORTCODES.get(bare, bare) + code[len(bare) :]


_SIGNS: Final = {
    "∀": "A",
    "∃": "E",
    "𝗢": "O",
    "𝗣": "P",
    "→": "->",
    "↔": "<->",
    "¬": "~",
    "∧": "^",
    "∨": "v",
    "⊻": "v_",
    "◇": "<>",
    "◻": "[]",
    "😀": "happy",
    "☺": "smile smiley",
    "😆": "laugh lol",
    "🤣": "rofl",
    "😂": "joy",
    "❤": "heart",
    "❓": "? question",
    "😍": "love",
    "😉": "wink",
    "🤫": "shush",
    "😐": "meh",
    "🙄": "eye-roll",
    "😢": "sad",
    "😞": "disappointed",
    "😱": "scream",
    "👍": "+1 up",
    "👎": "-1 down",
    "🤔": "think",
    "⭐": "star",
    "✔": "y agree",
    "❌": "n disagree",
}
SHORTCODES: Final = {
    f"{mark}{name}{mark}": sign for sign, names in _SIGNS.items() for name in names.split() for mark in ".:"
}
"""What is shown for each code, with its marks."""

"""User text on its way into Argdown: read as words by its lexer, whatever signs it holds."""

from __future__ import annotations

import json
import re
from typing import Final

from argmap.text.one_line import reading_line
from argmap.text.visible import PICTURES, visible_line

_SIGN: Final = re.compile(
    r"[\\\[\]<>{}#@*_]"
    r"|^[-+]"
    r"|/(?=[/*])"  # a comment
    r"|=(?===)"  # front matter
    r"|(?<=@include)\("  # replaced by a file before anything is read
    r"|\.(?=[^ ]+?\.)|:(?=[^ ]+?:)"  # a shortcode: `.n.` shows as a cross
)
_YAML_SIGN: Final = re.compile(
    r"[{}]|=(?==)|(?<==)=|@(?=include\()|[\ufeff\ufffe\uffff"
    + "".join(map(re.escape, map(chr, sorted(PICTURES))))
    + "]"
)
_TAG: Final = re.compile(r"(?!\s)[^)\n]{1,200}(?<!\s)")


def shown(text: str) -> str:
    """A text on one line and without dangerous characters: what an Argdown statement can say of it."""
    return visible_line(reading_line(text))


def escaped(line: str) -> str:
    """A line such as `shown` gives, written so that Argdown reads these very characters."""
    return _SIGN.sub(r"\\\g<0>", line)


def yaml_string(text: str) -> str:
    """A text as YAML's double-quoted string that Argdown's lexer takes whole, on one line.

    JSON's escapes are YAML's too. A closing brace would end the metadata, and `===` the front matter, so these are
    escaped as well; so is what must not reach a terminal, for people read these files there.
    """
    quoted = json.dumps(text, ensure_ascii=False)
    return _YAML_SIGN.sub(_code, quoted)


def tag_mark(tag: str) -> str | None:
    """A tag as it is written in a text; None where Argdown, which knows no escapes in tags, cannot write it so."""
    whole = _TAG.fullmatch(tag) and visible_line(tag) == tag and "@include(" not in tag
    return f"#({tag})" if whole else None


def _code(sign: re.Match[str]) -> str:
    code = ord(sign[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"

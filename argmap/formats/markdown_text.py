"""User text on its way into Markdown: to be read as words by GitHub's Markdown and by what GitHub does after it.

The rules are those of the GitHub Flavored Markdown specification (CommonMark with tables, strikethrough and
autolinks), with footnotes, mentions, emoji codes and formulas as GitHub's own documentation tells of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import quote

from argmap.text.one_line import reading_line
from argmap.text.paragraphs import blocks_of
from argmap.text.visible import visible_line

_SIGN: Final = re.compile(r"[\\`*_{}\[\]<>#|~]|&(?=#?\w+;)")
_LINE_BEGIN: Final = re.compile(r"^(?=[-+=:])|(?<=^\d)(?=[.)])|^(\d{2,9})(?=[.)])")
_BREAK: Final = "\0"
"""Marks a place that is to be parted; no text holds it once it is visible."""
_PARTED: Final = "<!-- -->"
"""An empty comment shows nothing; backslashes do not help where GitHub looks at the text after it has been read."""
_JOINED_LATER: Final = re.compile(
    r"(?<=:)(?=//)"  # http://…, in whatever scheme
    r"|(?<=www)(?=\.)"
    r"|(?<=@)(?=[\w-])"  # @mention, and mail addresses
    r"|(?<=mailto)(?=:)|(?<=xmpp)(?=:)"
    r"|(?<=#)(?=\d)|(?<=GH)(?=-\d)"  # issue #12
    r"|(?<=:)(?=[a-z0-9_+-]+:)",  # :emoji:
    re.IGNORECASE,
)
_DOLLAR: Final = r"<span>\$</span>"
"""Escaped for Pandoc, remark-math and KaTeX; in a tag of its own, since GitHub looks for formulas before escapes."""
_WEB_PAGE: Final = re.compile(r"https?://[^/\s]", re.IGNORECASE)
_IN_URL: Final = "!#%&'()*+,-./:;=?@[]~"
"""What stays as it is in an address; angle brackets and white space would end a link, dollars begin a formula."""
HARD_BREAK: Final = "\\"
"""At the end of a line: the next begins a new one."""
MADE_HERE: Final = "<!-- Written by argmap for readers. To import it, take the map itself, or json or argdown. -->"
"""The last line of what argmap writes as Markdown: no other tool writes it, and nobody sees it."""
_OLD_SIGNS: Final = re.compile(
    r"^ *- \*\*(?:(?:Support|Counter), only together|Undercut \(it does not follow\)(?:, only together)?):\*\*"
    r"|(?:^|\s)\*(?:For it|Against it):\* |^ *\*Note:\* "
    r"|\(<[^>\n]{1,400}>\)\. (?:Not looked for|(?:Exact|Folded|Carried|Fuzzy|Ambiguous|Rewritten|Lost|Unreadable):) ?",
    re.MULTILINE,
)
"""What only argmap's Markdown has, of the time before it ended in that line."""


def markdown_text(text: str) -> str:
    """A text on one line that shows as it is: no markup, link, mention, emoji, formula, list or heading."""
    line = _JOINED_LATER.sub(_BREAK, visible_line(reading_line(text)))
    line = _LINE_BEGIN.sub(r"\1\\", _SIGN.sub(r"\\\g<0>", line))
    return line.replace(_BREAK, _PARTED).replace("$", _DOLLAR)


def markdown_note(note: str, *, before_list: bool = False) -> list[str]:
    """The lines of a note of paragraphs and lists, each as `markdown_text` shows it; blank ones part them.

    Where it ends in a list and stands `before_list`, a comment parts that from the other, or they would be one.
    """
    lines: list[str] = []
    margins: list[int] = []  # the columns at which the words of the entries around the next begin
    in_list = False
    for block in blocks_of(note):
        if lines and not (block.mark and in_list):
            lines.append("")
        in_list = bool(block.mark)
        if not in_list:
            lines += f"{HARD_BREAK}\n".join(map(markdown_text, block.lines)).split("\n")
            continue
        del margins[block.depth :]
        margin = margins[-1] if margins else 0
        lines.append(f"{' ' * margin}{block.mark} {markdown_text(block.lines[0])}")
        margins.append(margin + len(block.mark) + 1)
    return [*lines, "", _PARTED] if in_list and before_list else lines


def indented(lines: Iterable[str], margin: str) -> Iterator[str]:
    """Lines with a margin before each that is not blank."""
    return (f"{margin}{line}" if line else "" for line in lines)


def is_made_here(text: str) -> bool:
    """Whether argmap wrote a text as an outline or a brief in Markdown, for readers."""
    return MADE_HERE in text or _OLD_SIGNS.search(text) is not None


def link(label: str, address: str) -> str:
    """A link with a label that is Markdown already, to an address made by `web_address` or `file_address`."""
    return f"[{label}](<{address}>)"


def web_address(url: str) -> str | None:
    """A URL as a link may have it; None for what is no page of the web, which is shown as text and not linked."""
    stripped = url.strip()
    return quote(stripped, safe=_IN_URL) if _WEB_PAGE.match(stripped) else None


def file_address(path: str, line: int | None = None) -> str:
    """The relative address of a text file, at a line as GitHub and GitLab name it."""
    return quote(path, safe="/") + (f"#L{line}" if line else "")

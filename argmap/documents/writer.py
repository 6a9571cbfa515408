r"""Writing the text of a document that says what is a paragraph, a heading, and the end of a page.

White space in what is said means no more than in HTML: a run of it is one space, and none stands where a line of
ideographs was wrapped. Control characters are dropped, so that the only form feeds are the ends of pages.
"""

from __future__ import annotations

import re
from typing import Final

from argmap.text.pages import BREAK

_LINE: Final = "\v"
"""Stands for a line break that is meant, until white space is made tidy."""
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

    def page(self, label: str) -> None:
        """A page begins here."""
        if not self._begun and not any(said.strip() for said in self._said):
            self._labels[-1] = label  # nothing stands before it
        else:
            self._said.append(BREAK)
            self._labels.append(label)

    def end(self, sign: str = "") -> None:
        """The paragraph ends; `sign` goes before it: `## `, `- `. Nothing happens where nothing was said."""
        said = _joined("".join(self._said))
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

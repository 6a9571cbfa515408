"""Choosing a section of a text by its heading."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from textual.content import Content
from textual.widgets import OptionList

from argmap.find.sections import Section
from argmap.text.folding import fold
from argmap.tui.dialogs.inputs import SafeInput
from argmap.tui.dialogs.picker import Entry, Picker
from argmap.tui.safe_text import safe


class SectionPicker(Picker[Section]):
    """The headings of a text as they nest, with their lines; the section that one is in is chosen at first."""

    def __init__(self, found: Sequence[Section], line_starts: Sequence[int], cursor: int) -> None:
        """`line_starts` says where the lines of the text begin, and `cursor` where the user is, in code points."""
        titles = [(section, fold(section.title).text) for section in found]

        def entries(typed: str) -> Sequence[Entry[Section]]:
            wanted = fold(typed).text
            return [Entry(section, _prompt(section, line_starts)) for section, title in titles if wanted in title]

        super().__init__("Sections of this text", entries, placeholder="type a part of the heading")
        self._here = max(0, bisect_right([section.start for section in found], cursor) - 1)

    def search(self, *, keep: bool = False) -> None:
        """Show the sections that fit what is typed; of all, the one that the user is in is chosen."""
        super().search(keep=keep)
        if not self.query_one(SafeInput).value and not keep:
            self.query_one(OptionList).highlighted = self._here


def _prompt(section: Section, line_starts: Sequence[int]) -> Content:
    line = bisect_right(line_starts, section.start)
    return Content.assemble("  " * section.level, safe(section.title), "  ", (f"{line:,}", "dim"))

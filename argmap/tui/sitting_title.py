"""The line above a sitting: the way back, what is being done, how far it is, and the map."""

from __future__ import annotations

from typing import Final

from rich.cells import cell_len
from textual.content import Content

from argmap.tui.bars import GAP, Bar, Entry
from argmap.tui.keys import key_of
from argmap.tui.safe_text import safe


class SittingTitle(Bar):
    """What is done at this sitting."""

    BACK: Final = Entry("back", Content.assemble(("‹", "bold"), " map"), "Go back to the map.")

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._said = Content("")

    def show(self, kind: str, progress: str, map_title: str, *, trouble: str | None) -> None:
        """Show what is done, how far it is, and why map and file are apart, if they are."""
        said = [safe(f"{trouble}: {key_of('save')} tries again")] if trouble else []
        told = Content(" · ").join([*said, safe(progress), safe(map_title)])
        self._said = Content.assemble((kind, "bold"), " · ", told)
        self._fit()

    def on_resize(self) -> None:
        """Cut the line to the new width."""
        self._fit()

    def _fit(self) -> None:
        room = self.content_size.width - cell_len(self.BACK.text.plain) - GAP
        said = self._said.truncate(max(room, 0), ellipsis=True) if cell_len(self._said.plain) > room else self._said
        self.show_entries([self.BACK, Entry("", said)])

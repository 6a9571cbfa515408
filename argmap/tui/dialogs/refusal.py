"""The line in which a dialog says why what was filled in cannot be."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from textual.widgets import Static

from argmap.corpus import OutsideProject
from argmap.edit import Refused
from argmap.store import MapFileError
from argmap.text import UnreadableSource
from argmap.tui.safe_text import safe

T = TypeVar("T")


class RefusalLine(Static):
    """Takes no room until something is refused."""

    DEFAULT_CSS = """
    RefusalLine { display: none; height: auto; color: $text-error; padding: 0 1; margin-top: 1; }
    """

    def lets(self, carry_out: Callable[[T], None] | None, value: T) -> bool:
        """Carry something out; where it is refused, say why, and let the dialog stay."""
        if carry_out is not None:
            try:
                carry_out(value)
            except (Refused, UnreadableSource, OutsideProject, MapFileError) as refusal:
                self.update(safe(str(refusal), multiline=True))
                self.display = True
                return False
        return True

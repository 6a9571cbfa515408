"""What the screen remembers of its own accord between sessions: the theme and how texts and drawings were looked at.

The file is a convenience, not data: where it cannot be read or written the screen looks as it does at first.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Final

from argmap.files.reading import read_file
from argmap.files.writing import replace_own
from argmap.text import system_reason
from argmap.tui.settings.folders import state_folder

LARGEST: Final = 1_000_000
"""Bytes beyond which the file is none of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How the user looks at things."""

    theme: str | None = None
    numbered: bool = True
    """Whether the lines of texts are numbered."""
    text_width: int | None = None
    """The cells in a row of a text; None for as many as the reader chooses."""
    drawn_down: bool = False
    """Whether the drawn map has its theses at the top, not at the left."""
    drawn_zoom: int = 1
    """How much of each box is drawn; see `argmap.tui.canvas.zoom`."""
    overview: bool = False
    """Whether the small picture of the whole drawing is shown."""


class RememberedHabits:
    """The habits in their file: read once, written when one changes."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file or state_folder() / "habits.json"
        self.trouble: str | None = None
        """Why they could not be written, in a sentence to be told once."""
        self.habits = self._read()

    def change(self, **changes: Any) -> None:  # noqa: ANN401 (the fields of Habits)
        """Remember other habits; those that others wrote meanwhile stay."""
        after = replace(self._read(), **changes)
        if after == self.habits:
            return
        self.habits = after
        import json

        try:
            replace_own(self._file, json.dumps(asdict(after), indent=1).encode())
        except OSError as fault:
            self.trouble = (
                f"{', '.join(changes)} will be forgotten: {self._file} cannot be written ({system_reason(fault)})"
            )

    def _read(self) -> Habits:
        """What is in the file; what is broken in it is as if it had never been set."""
        try:
            data = read_file(self._file, LARGEST)
            import json  # before the first paint only where there is something to read

            known = json.loads(data)
        except (OSError, ValueError, RecursionError):
            return Habits()
        return _habits(known) if isinstance(known, dict) else Habits()


def _habits(known: dict[str, Any]) -> Habits:
    kinds = {
        "theme": str, "numbered": bool, "text_width": int,
        "drawn_down": bool, "drawn_zoom": int, "overview": bool,
    }  # fmt: skip
    names = (one.name for one in fields(Habits))
    return Habits(**{name: known[name] for name in names if type(known.get(name)) is kinds[name]})

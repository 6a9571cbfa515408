"""Going to a line by its number."""

from __future__ import annotations

from argmap.tui.reader.bar import ReaderBar


class LineBar(ReaderBar):
    """Shows the line while its number is typed. A number beyond the last line leads to the last."""

    NAME = "line"
    SIGN = ":"
    PLACEHOLDER = "the number of a line"
    RESTRICT = r"\d{0,8}"

    def typed(self, value: str) -> None:
        """Show the line."""
        starts = self.reader.line_starts
        self.say(f"of {len(starts):,}")
        if value:
            line = max(1, min(int(value), len(starts)))
            start = starts[line - 1]
            end = starts[line] - 1 if line < len(starts) else len(self.reader.text)
            self.reader.go_to(start, end, passing=True)
        else:
            self.reader.return_to(self.origin)

    def stayed(self) -> None:
        """A line is gone to once: there is nothing more to say."""
        self.close()

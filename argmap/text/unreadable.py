"""How reading a source fails."""

from argmap.files.errors import system_reason

__all__ = ["UnreadableSource", "system_reason"]


class UnreadableSource(Exception):  # noqa: N818 - it names a state of the source, which the screen shows
    """A source cannot be read as text. The message says why, and how to mend it, in whole sentences."""

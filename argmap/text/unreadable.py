"""The one way in which reading a source fails."""


class UnreadableSource(Exception):  # noqa: N818 - it names a state of the source, which the screen shows
    """A source cannot be read as text. The message says why, and how to mend it, in whole sentences."""

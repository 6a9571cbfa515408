"""Choosing the encoding of a text, with a preview of what the text is in each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from textual.content import Content

from argmap.files.encodings import codec_of
from argmap.text import UnreadableSource, decode
from argmap.text.one_line import reading_line
from argmap.text.reading import Decoded
from argmap.tui.dialogs.picker import Entry, Picker
from argmap.tui.keys import key_of
from argmap.tui.panes.glyphs import cut
from argmap.tui.safe_text import safe

_BEFORE: Final = 12
_SHOWN: Final = 60
"""Cells of the preview, from a little before the first character that is not ASCII."""


class EncodingPicker(Picker[str]):
    """Gives the name of an encoding: one in which a text may be, or any other that is typed."""

    def __init__(self, name: str, data: bytes, readings: Sequence[Decoded]) -> None:
        """`data` is what the file `name` holds, `readings` what it may be, the likeliest first."""

        def entries(typed: str) -> Sequence[Entry[str]]:
            fitting = [one for one in readings if typed.strip().lower() in one.encoding.lower()]
            return [_entry(one) for one in fitting]

        def named(typed: str) -> Entry[str] | None:
            if codec_of(typed) is None or any(codec_of(typed) == codec_of(one.encoding) for one in readings):
                return None
            try:
                return _entry(decode(data, typed))
            except UnreadableSource:
                return None

        guess = ", which is a guess" if readings[0].is_guess else ""
        super().__init__(
            f"{name} was read as {readings[0].encoding}{guess}. Which of these is right?",
            entries,
            new=named,
            makes="in that encoding",
            placeholder=f"{key_of('dialog.select')} takes the first; or type the name of another encoding",
        )


def _entry(reading: Decoded) -> Entry[str]:
    return Entry(reading.encoding, Content.assemble(f"{reading.encoding:<14} ", safe(_preview(reading.text))))


def _preview(text: str) -> str:
    first = re.search("[^\x00-\x7f]", text)
    begin = max(0, first.start() - _BEFORE) if first else 0
    return cut(reading_line(text[begin : begin + _SHOWN]), _SHOWN)

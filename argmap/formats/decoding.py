"""From the bytes of a foreign file to its text, read as argmap reads the texts that it quotes."""

from dataclasses import replace

from argmap.formats.format import Incoming, UnreadableFormat
from argmap.text import UnreadableSource, decode


def decoded(incoming: Incoming) -> str:
    r"""The text of a file: UTF-8, else what its mark or its characters tell, with `\n` for `\r\n` and no mark.

    Raises UnreadableFormat for a file that is binary, or damaged in its encoding.
    """
    try:
        return decode(incoming.data)[0]
    except UnreadableSource as fault:
        raise UnreadableFormat(incoming.name, _said(fault)) from fault


def in_utf_8(incoming: Incoming, encoding: str) -> Incoming:
    """The same file as UTF-8, where a person says what it is in. Raises UnreadableFormat where it is not in that."""
    try:
        text = decode(incoming.data, encoding).text
    except UnreadableSource as fault:
        raise UnreadableFormat(incoming.name, _said(fault)) from fault
    return replace(incoming, data=text.encode("utf-8", "replace"))


def assumed_encoding(incoming: Incoming) -> str | None:
    """What a file without a mark was taken to be in, as IANA names it; None for UTF-8, and for what is no text."""
    try:
        encoding = decode(incoming.data)[1]
    except UnreadableSource:
        return None
    return None if encoding.startswith("UTF-8") else encoding


def _said(fault: UnreadableSource) -> str:
    sentence = str(fault)
    return sentence[:1].lower() + sentence[1:]

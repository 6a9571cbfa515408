"""From the bytes of a foreign file to its text, read as argmap reads the texts that it quotes."""

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


def _said(fault: UnreadableSource) -> str:
    sentence = str(fault)
    return sentence[:1].lower() + sentence[1:]

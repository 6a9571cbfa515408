"""A map as text and back: the laws of the file hold between these two functions."""

from dataclasses import replace

from argmap.model import ArgMap
from argmap.store.comments import gather, weave
from argmap.store.faults import InvalidMap
from argmap.store.locating import Locator
from argmap.store.reading import Reader
from argmap.store.scanner import scan
from argmap.store.syntax import decode, parse
from argmap.store.writing import pieces

__all__ = ["decode", "dumps", "loads"]


def loads(text: str, name: str = "<map>") -> ArgMap:
    """The map that `text` holds, with its comments; `name` is the file's name in messages.

    Raises InvalidMap with everything that is wrong, by line.
    """
    tables = parse(text, name)
    reader = Reader()
    whole = reader.read(tables)
    if reader.found:
        locator = Locator(name, scan(text))
        faults = {locator.fault(*finding) for finding in reader.found}
        raise InvalidMap(sorted(faults, key=lambda fault: (fault.line, fault.what)))
    if "#" not in text:
        return whole
    return replace(whole, comments=gather(scan(text), whole.addresses()))


def dumps(whole: ArgMap) -> str:
    """The canonical text of a map: the same map always gives the same text.

    Raises UnwritableMap for a text with half a surrogate pair, which UTF-8 does not have.
    """
    return weave(pieces(whole), whole.comments)

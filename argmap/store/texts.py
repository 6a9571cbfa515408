"""A map as text and back: the laws of the file hold between these two functions.

What only some files need (lines, comments, the canonical text) is imported when one needs it: most commands
read a sound map without comments, in a hook, and should have done so at once.
"""

from dataclasses import replace

from argmap.model import ArgMap
from argmap.store.faults import InvalidMap
from argmap.store.reading import Reader
from argmap.store.syntax import parse


def loads(text: str, name: str = "<map>") -> ArgMap:
    """The map that `text` holds, with its comments; `name` is the file's name in messages.

    Raises InvalidMap with everything that is wrong, by line.
    """
    tables = parse(text, name)
    reader = Reader()
    whole = reader.read(tables)
    if reader.found:
        from argmap.store.locating import Locator

        locator = Locator(name, text)
        faults = {locator.fault(*finding) for finding in reader.found}
        raise InvalidMap(sorted(faults, key=lambda fault: (fault.line, fault.what)))
    if "#" not in text:
        return whole
    from argmap.store.comments import gather
    from argmap.store.scanner import scan

    return replace(whole, comments=gather(scan(text), whole.addresses()))

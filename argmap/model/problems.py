"""What can be wrong with a map, said so that a person can mend it."""

from typing import NamedTuple

from argmap.model.addresses import Address, address_text


class Problem(NamedTuple):
    """One thing that is wrong, where it is, and how to mend it."""

    where: Address
    """The element of the map that the problem is about; `()` is the whole map."""
    what: str
    """What is wrong, as a sentence without a full stop."""
    mend: str
    """What the reader can do about it, as an imperative without a full stop."""

    def __str__(self) -> str:
        place = f"{address_text(self.where)}: " if self.where else ""
        return f"{place}{self.what}; {self.mend}"

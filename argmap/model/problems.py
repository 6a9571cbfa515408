"""What can be wrong with a map, said so that a person can mend it."""

from types import MappingProxyType
from typing import Final, NamedTuple

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


NUMBERS: Final = MappingProxyType({"year": range(-9999, 10_000), "at": range(2**26 + 1)})
"""The numbers that a map has, by field: a year in four digits, but for 0, and a place in a text of at most 64 MiB."""

_EXAMPLES: Final = MappingProxyType(
    {"year": "write the year in four digits, as 2022", "at": "count code points from 0"}
)


def number_problem(here: Address, field: str, number: int) -> Problem | None:
    """What is wrong with `number` in a field; None where nothing is."""
    allowed = NUMBERS[field]
    if field == "year" and number == 0:
        return Problem(here, "there is no year 0", "leave it out where it is not known; 1 BC is -1")
    if number in allowed:
        return None
    if field == "at" and -(10**9) < number < 0:
        return Problem(here, f"{number} is before the text", _EXAMPLES[field])
    # A number of thousands of digits cannot even be said: Python refuses to write it in decimals.
    said = str(number) if abs(number) < 10**20 else "a number of more than twenty digits"
    what = f"`{here[-1]}` is {said}, and must be from {allowed[0]} to {allowed[-1]}"
    return Problem(here, what, _EXAMPLES[field])

"""The one canonical text of a map, as a list of pieces: what stands in the file, line by line, before comments.

Layout: sections in the order of the design, tables by id, keys in the order of the field table, one entry of
a list a line, nothing that is empty.
"""

from collections.abc import Iterable, Iterator

from argmap.model import FORMAT, Address, ArgMap, Premises, premises_text
from argmap.store.conflict_fields import CONFLICTS, fields_at
from argmap.store.escapes import key, line_string, lines_string
from argmap.store.fields import MAP_FIELDS, SECTIONS, Field, Kind
from argmap.store.marks import Mark, Piece

_SECTIONS = ("map", *(section.name for section in SECTIONS))


def pieces(whole: ArgMap) -> Iterator[Piece]:
    """Everything that the file of `whole` holds, in its order.

    Raises UnwritableMap for a text with half a surrogate pair.
    """
    yield Piece(Mark.KEY, ("format",), f"format = {FORMAT}")
    yield Piece(Mark.TABLE, ("map",), "[map]")
    yield from _fields(whole, MAP_FIELDS, ("map",))
    for section in SECTIONS:
        elements = getattr(whole, section.name)
        for element_id in sorted(elements):
            here = (section.name, element_id)
            yield _header(here)
            yield from _fields(elements[element_id], section.fields, here)
    for where in sorted(whole.conflicts, key=_order):
        at = (CONFLICTS, *where)
        yield _header(at)
        yield from _fields(whole.conflicts[where], fields_at(where), at)


def _order(where: Address) -> tuple[int, Address]:
    """Conflicts in the order of the sections."""
    return _SECTIONS.index(where[0]), where


def _fields(element: object, fields: tuple[Field, ...], where: Address) -> Iterator[Piece]:
    for field in fields:
        value = getattr(element, field.name)
        at = (*where, field.name)
        if not field.required and value in (None, "", (), field.absent):
            continue
        match field.kind:
            case Kind.TAGS:
                yield from _list(at, sorted(set(value)))
            case Kind.ORDERED_IDS:
                yield from _list(at, value)
            case Kind.PREMISES:
                yield from _list(at, _sorted_premises(value))
            case Kind.UNDERCUTS:
                yield from _undercuts(at, value.items())
            case Kind.PROSE if "\n" in value:
                yield Piece(Mark.KEY, at, f"{field.name} = {lines_string(value)}")
            case Kind.NUMBER | Kind.POSITION:
                yield Piece(Mark.KEY, at, f"{field.name} = {value}")
            case _:
                yield Piece(Mark.KEY, at, f"{field.name} = {line_string(value)}")


def _undercuts(at: Address, undercuts: Iterable[tuple[Premises, tuple[Premises, ...]]]) -> Iterator[Piece]:
    lists = {premises_text(tuple(sorted(against))): entries for against, entries in undercuts if entries}
    if lists:
        yield _header(at)
    for against in sorted(lists):
        yield from _list((*at, against), _sorted_premises(lists[against]))


def _header(at: Address) -> Piece:
    return Piece(Mark.TABLE, at, f"[{'.'.join(map(key, at))}]")


def _list(at: Address, entries: Iterable[str]) -> Iterator[Piece]:
    yield Piece(Mark.KEY, at, f"{key(at[-1])} = [")
    for entry in entries:
        yield Piece(Mark.ENTRY, (*at, entry), f"    {line_string(entry)},")
    yield Piece(Mark.CLOSE, at, "]")


def _sorted_premises(premises: Iterable[Premises]) -> list[str]:
    return sorted(premises_text(tuple(sorted(members))) for members in premises)

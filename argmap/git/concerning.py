"""The part of what changed between two maps that is about one element."""

from dataclasses import replace

from argmap.diff import Changes, ElementChange, FieldChange, How, LinkChange, Value, diff
from argmap.model import ArgMap

_MISLEADING = ('"""', "'''", "\\u", "\\U")
"""Where a line may look like a table's and be none, or an id may be written with escapes."""

_TABLE = "\n["
"""How a table begins, with the end of the line before it."""


def tables_naming(some_id: str, text: str) -> list[str]:
    """The parts of the file that can have to do with an element, so that most versions need no parsing."""
    if any(sign in text for sign in _MISLEADING):
        return [text]
    tables = []
    at = text.find(some_id)
    while at >= 0:
        after = at + len(some_id)
        if not _goes_on(text[at - 1 : at]) and not _goes_on(text[after : after + 1]):
            after = text.find(_TABLE, after) + 1 or len(text)
            tables.append(text[text.rfind(_TABLE, 0, at) + 1 : after])
        at = text.find(some_id, after)
    return tables


def _goes_on(char: str) -> bool:
    """Whether an id that stands beside `char` is only part of a longer one."""
    return char.isalnum() or char in ("-", "_")


def concerning(some_id: str, old: ArgMap | None, new: ArgMap | None) -> Changes:
    """What changed of the element called `some_id` in `new` (in `old`, where it is gone), and of its links."""
    nothing = ArgMap(title="")
    changes = diff(old or nothing, new or nothing)
    names = {some_id, changes.renamed.get(some_id, some_id)}
    kept = [_only_about(names, element) for element in changes.elements]
    return replace(changes, elements=tuple(element for element in kept if element is not None))


def in_all(found: list[Changes]) -> Changes:
    """What a merge did by itself: the part of the first changes that all have, whatever side they are seen from."""
    first, *others = found
    if not others:
        return first
    sides = [
        {(element.section, element.id, element.how): element for element in changes.elements} for changes in others
    ]
    kept = []
    for element in first.elements:
        key = (element.section, element.id, element.how)
        if all(key in side for side in sides):
            kept.append(_shared(element, [side[key] for side in sides]))
    return replace(first, elements=tuple(element for element in kept if element is not None))


def _shared(element: ElementChange, others: list[ElementChange]) -> ElementChange | None:
    """The part of what changed that the `others` have too; None where that is nothing."""
    shared = replace(
        element,
        old_id=element.old_id if all(other.old_id for other in others) else None,
        fields=tuple(field for field in element.fields if _from_all_sides(field, others)),
        links=tuple(link for link in element.links if all(link in other.links for other in others)),
        consequences=tuple(
            said for said in element.consequences if all(said in other.consequences for other in others)
        ),
    )
    says = shared.old_id or shared.fields or shared.links or shared.consequences or element.how is not How.CHANGED
    return shared if says else None


def _from_all_sides(field: FieldChange, others: list[ElementChange]) -> bool:
    """Whether a field is another one than on any side; a set that only joins what the sides have is not."""
    sides = [field, *(other.field(field.name) for other in others)]
    joined = set().union(*(_members(side.old) for side in sides if side))
    return all(sides) and (not joined or _members(field.new) != joined)


def _only_about(names: set[str], element: ElementChange) -> ElementChange | None:
    """The part of what changed that is about the element with one of the `names`."""
    if element.id in names:
        return element
    if element.section == "map":
        theses = element.field("thesis")
        before, after = (_members(theses.old) & names, _members(theses.new) & names) if theses else (set(), set())
        return None if before == after else replace(element, fields=(FieldChange("thesis", (*before,), (*after,)),))
    links = tuple(link for link in element.links if _names_one_of(names, link))
    return replace(element, fields=(), links=links, consequences=()) if links else None


def _members(value: Value) -> set[str]:
    return set(value) if isinstance(value, tuple) else set()


def _names_one_of(names: set[str], changed: LinkChange) -> bool:
    return any(names.intersection((*link.premises, *link.against)) for link in (*changed.old, *changed.new))


def id_before(some_id: str, changes: Changes) -> str:
    """What the element called `some_id` after the changes was called before them."""
    return next((old for old, new in changes.renamed.items() if new == some_id), some_id)

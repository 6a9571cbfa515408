"""The single things that changed: what a person takes back one at a time."""

from collections.abc import Iterator
from dataclasses import replace

from argmap.diff.changes import ElementChange, FieldChange, How
from argmap.model import ANCHOR


def parts(element: ElementChange) -> Iterator[ElementChange]:
    """What changed of an element, one thing each: its id, a field, a link. What came or went is one thing as a whole.

    The fields that anchor a quote are one thing; what follows from a change is none.
    """
    if element.how is not How.CHANGED:
        yield replace(element, consequences=())
        return
    bare = replace(element, old_id=None, fields=(), links=(), consequences=())
    if element.old_id is not None:
        yield replace(bare, old_id=element.old_id)
    for fields in _together(element):
        yield replace(bare, fields=fields)
    for link in element.links:
        yield replace(bare, links=(link,))


def _together(element: ElementChange) -> Iterator[tuple[FieldChange, ...]]:
    anchor = tuple(field for field in element.fields if element.section == "quotes" and field.name in ANCHOR)
    if anchor:
        yield anchor
    for field in element.fields:
        if field not in anchor:
            yield (field,)

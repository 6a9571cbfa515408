"""The map as an immutable value: what a map *is*, before any file, text or screen.

Everything above this layer reads these values and makes new ones; nothing changes one in place.
"""

from argmap.model.ids import ID_PATTERN, NewIds, address_with_ids, is_id, meant, premises_with_ids, slug, with_ids
from argmap.model.rules import Problem, fields_in_conflict, is_living, living_conflicts, problems
from argmap.model.values import (
    ANCHOR,
    FORMAT,
    Address,
    ArgMap,
    Claim,
    Comment,
    Conflict,
    Link,
    Premises,
    Quote,
    Reading,
    Role,
    Side,
    Source,
    address_text,
    link_in_conflict,
    parse_premises,
    premises_text,
    tidy_comments,
)

__all__ = [
    "ANCHOR",
    "FORMAT",
    "ID_PATTERN",
    "Address",
    "ArgMap",
    "Claim",
    "Comment",
    "Conflict",
    "Link",
    "NewIds",
    "Premises",
    "Problem",
    "Quote",
    "Reading",
    "Role",
    "Side",
    "Source",
    "address_text",
    "address_with_ids",
    "fields_in_conflict",
    "is_id",
    "is_living",
    "link_in_conflict",
    "living_conflicts",
    "meant",
    "parse_premises",
    "premises_text",
    "premises_with_ids",
    "problems",
    "slug",
    "tidy_comments",
    "with_ids",
]

"""The map as an immutable value: what a map *is*, before any file, text or screen.

Everything above this floor reads these values and makes new ones; nothing changes one in place.
"""

from argmap.model.addresses import Address, Comment, address_text, tidy_comments
from argmap.model.ids import ID_PATTERN, is_id, slug
from argmap.model.problems import Problem
from argmap.model.renaming import NewIds, address_with_ids, premises_with_ids, with_ids
from argmap.model.rules import problems
from argmap.model.values import (
    FORMAT,
    ArgMap,
    Claim,
    Link,
    Premises,
    Quote,
    Role,
    Source,
    parse_premises,
    premises_text,
)

__all__ = [
    "FORMAT",
    "ID_PATTERN",
    "Address",
    "ArgMap",
    "Claim",
    "Comment",
    "Link",
    "NewIds",
    "Premises",
    "Problem",
    "Quote",
    "Role",
    "Source",
    "address_text",
    "address_with_ids",
    "is_id",
    "parse_premises",
    "premises_text",
    "premises_with_ids",
    "problems",
    "slug",
    "tidy_comments",
    "with_ids",
]

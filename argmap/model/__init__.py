"""The map as an immutable value: what a map *is*, before any file, text or screen.

Everything above this floor reads these values and makes new ones; nothing changes one in place.
"""

from argmap.model.addresses import Address, Comment, address_text, tidy_comments
from argmap.model.conflict_rules import fields_in_conflict, is_living, living_conflicts
from argmap.model.conflicts import Conflict, Reading, Side, link_in_conflict
from argmap.model.ids import ID_PATTERN, is_id, meant, slug
from argmap.model.links import Link, Premises, Role, parse_premises, premises_text
from argmap.model.problems import Problem
from argmap.model.renaming import NewIds, address_with_ids, premises_with_ids, with_ids
from argmap.model.rules import problems
from argmap.model.values import ANCHOR, FORMAT, ArgMap, Claim, Quote, Source

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

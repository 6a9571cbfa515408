"""Every change to a map, as a pure function from map to map.

Each returns a new, sound map (or a map and the id it made) and raises `Refused`, with the fix, where the
result would break a rule. Comments follow the elements they stand beside.
"""

from argmap.edit.conflicts import circle_closed, refused_sides, resolve_conflict, version_text
from argmap.edit.elements import (
    ClaimFields,
    MapFields,
    QuoteFields,
    SourceFields,
    add_claim,
    add_quote,
    add_source,
    change_claim,
    change_map,
    change_quote,
    change_source,
    link_each,
    merge_claims,
    place_theses,
    remove,
    remove_each,
    rename,
    replace_anchors,
    retag,
    set_theses,
    shift_theses,
    unlink_each,
)
from argmap.edit.links import join, joined_link, link, move, single_links, take_apart, turn, undercut, unlink
from argmap.edit.losses import Losses, losses
from argmap.edit.refusal import Refused

__all__ = [
    "ClaimFields",
    "Losses",
    "MapFields",
    "QuoteFields",
    "Refused",
    "SourceFields",
    "add_claim",
    "add_quote",
    "add_source",
    "change_claim",
    "change_map",
    "change_quote",
    "change_source",
    "circle_closed",
    "join",
    "joined_link",
    "link",
    "link_each",
    "losses",
    "merge_claims",
    "move",
    "place_theses",
    "refused_sides",
    "remove",
    "remove_each",
    "rename",
    "replace_anchors",
    "resolve_conflict",
    "retag",
    "set_theses",
    "shift_theses",
    "single_links",
    "take_apart",
    "turn",
    "undercut",
    "unlink",
    "unlink_each",
    "version_text",
]

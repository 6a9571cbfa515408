"""The `[conflicts]` table: which tables it has, and the fields of each, from the fields of what they are about.

[conflicts.claims.some-claim.text]
base = "It is so."
ours = "It is said to be so."
theirs = "It is not so."

[conflicts.claims.some-claim.link."some-quote + other-quote"]
ours = "support"
theirs = "counter"
"""

from argmap.model import Address, fields_in_conflict
from argmap.model.conflicts import ELEMENT, ID, LINK
from argmap.store.fields import MAP_FIELDS, SECTIONS, Field, Kind

CONFLICTS = "conflicts"

_READINGS = (
    ("base", "What both sides began with; absent where there was nothing."),
    ("ours", "What our side says; absent where it has nothing there."),
    ("theirs", "What their side says; absent where it has nothing there."),
)
_EARLIER = Field(
    "earlier", Kind.TAGS, "Readings from earlier merges that nobody has decided on either.", '["…"]', absent=()
)
_UNDERCUT = Field(
    "undercut",
    Kind.PREMISES,
    "What undercuts the link, while it is not in the map.",
    '["some-claim"]',
    absent=(),
)
_ELEMENT = Field(ELEMENT, Kind.LINE, "One side removed it, the other changed it.", '"removed"')
_ID = Field(ID, Kind.LINE, "Each side gave it another id.", '"some-id"')
_LINK = Field(LINK, Kind.LINE, "What the link does.", '"support"')


def subjects(section: str) -> dict[str, Field]:
    """What there can be conflicts about in `map` or an element of `section`, apart from links, by name."""
    fields = MAP_FIELDS if section == "map" else next(some.fields for some in SECTIONS if some.name == section)
    possible = fields_in_conflict(section)
    about = {field.name: field for field in fields if field.name in possible}
    return about if section == "map" else about | {ELEMENT: _ELEMENT, ID: _ID}


def readings_of(subject: Field) -> tuple[Field, ...]:
    """The fields of the table of a conflict about `subject`."""
    readings = (Field(name, subject.kind, says, subject.example) for name, says in _READINGS)
    return (*readings, *((_UNDERCUT,) if subject is _LINK else ()), _EARLIER)


def fields_at(where: Address) -> tuple[Field, ...]:
    """The fields of the table of the conflict about `where`."""
    return readings_of(link_subject() if len(where) == 4 else subjects(where[0])[where[-1]])


def link_subject() -> Field:
    """The subject of a conflict about a link."""
    return _LINK


def is_conflict_table(at: Address) -> bool:
    """Whether `at`, which begins with `conflicts`, is the address of a table and not of a key in one."""
    length = 3 if at[1:2] == ("map",) else 5 if at[3:4] == (LINK,) else 4
    return len(at) == length

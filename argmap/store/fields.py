"""The fields of a map's file: the one table behind reading, writing, error messages and the JSON Schema.

The order of the fields is the order of the keys in the file. The tables of `[conflicts]` have fields made from those
of what they are about:

[conflicts.claims.some-claim.text]
base = "It is so."
ours = "It is said to be so."
theirs = "It is not so."

[conflicts.claims.some-claim.link."some-quote + other-quote"]
ours = "support"
theirs = "counter"
"""

from collections.abc import Mapping
from enum import Enum, auto
from types import MappingProxyType
from typing import NamedTuple

from argmap.model import Address, Claim, Quote, Source, fields_in_conflict, parse_premises, premises_text
from argmap.model.values import ELEMENT, ID, LINK


class Kind(Enum):
    """What a field holds, and so how it is read, written and described."""

    LINE = auto()
    """A text, always written in one line."""
    PROSE = auto()
    """A text, written over several lines where it has several."""
    NUMBER = auto()
    """A whole number."""
    POSITION = auto()
    """A whole number that counts code points."""
    TAGS = auto()
    """A list of texts; the file has each once, sorted."""
    ORDERED_IDS = auto()
    """A list of ids whose order says something."""
    PREMISES = auto()
    """A list of links' beginnings, `a` or `a + b`; the file has them sorted."""
    UNDERCUTS = auto()
    """A table from the premises of a link under attack to a list of premises against it."""


class Field(NamedTuple):
    """One key of a table."""

    name: str
    kind: Kind
    description: str
    """For the JSON Schema: what the key means."""
    example: str
    """A value as the file writes it, for the fix of a missing or wrong one."""
    required: bool = False
    absent: str | int | tuple[()] | Mapping[str, str] | None = None
    """What the model holds where the file does not have the key."""


class Section(NamedTuple):
    """A section of the file: a table of elements by id."""

    name: str
    word: str
    """What one element is called."""
    element: type[Source] | type[Claim] | type[Quote]
    fields: tuple[Field, ...]
    description: str


_NO_UNDERCUTS: Mapping[str, str] = MappingProxyType({})
_NOTE = Field("note", Kind.PROSE, "A note that readers of the map see.", '"…"')
_TAGS = Field("tags", Kind.TAGS, "Words to sort and filter by.", '["export-controls"]', absent=())
MAP_FIELDS = (
    Field("title", Kind.LINE, "The title of the map.", '"The title"', required=True),
    _NOTE,
    Field(
        "thesis",
        Kind.ORDERED_IDS,
        "Ids of the theses, in the order in which they are shown.",
        '["some-claim"]',
        absent=(),
    ),
)
_SOURCE_FIELDS = (
    Field(
        "path",
        Kind.LINE,
        "The text file, relative to the map's own folder, with `/`.",
        '"../texts/speech.txt"',
        required=True,
    ),
    Field("title", Kind.LINE, "The title of the text.", '"The title"'),
    Field("author", Kind.LINE, "Who wrote the text.", '"The author"'),
    Field("lang", Kind.LINE, "The language of the text, as a BCP 47 tag: zh, zh-Hant, de.", '"en"'),
    Field("year", Kind.NUMBER, "The year in which the text was published.", "2022"),
    Field("url", Kind.LINE, "Where the text was published.", '"https://example.org"'),
    _NOTE,
    _TAGS,
    Field(
        "encoding",
        Kind.LINE,
        "The encoding of the text file, where it is not UTF-8 and has no byte order mark.",
        '"windows-1252"',
    ),
    Field(
        "blob",
        Kind.LINE,
        "Git's id of the bytes in which the quotes were last anchored: what `git hash-object` prints.",
        '"e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"',
    ),
)
_CLAIM_FIELDS = (
    Field("text", Kind.PROSE, "The claim, as a sentence.", '"It is so."', required=True),
    _NOTE,
    _TAGS,
    Field(
        "supported_by",
        Kind.PREMISES,
        "Ids of the claims and quotes that support this claim; `a + b` where they do so only together.",
        '["some-quote"]',
        absent=(),
    ),
    Field(
        "countered_by",
        Kind.PREMISES,
        "Ids of the claims and quotes that counter this claim; `a + b` where they do so only together.",
        '["some-quote"]',
        absent=(),
    ),
    Field(
        "undercut",
        Kind.UNDERCUTS,
        "For a link to this claim, named by its premises: what undercuts it.",
        '{ some-quote = ["some-claim"] }',
        absent=_NO_UNDERCUTS,
    ),
)
_QUOTE_FIELDS = (
    Field("source", Kind.LINE, "The id of the source that is quoted.", '"some-source"', required=True),
    Field("text", Kind.LINE, "The passage, verbatim.", '"the words"', required=True),
    Field("before", Kind.LINE, "The words before the passage, verbatim.", '"…"', absent=""),
    Field("after", Kind.LINE, "The words after the passage, verbatim.", '"…"', absent=""),
    Field(
        "at",
        Kind.POSITION,
        "Where the passage began when it was anchored, in code points of the text, from 0.",
        "9123",
        absent=0,
    ),
    Field(
        "alike",
        Kind.NUMBER,
        "How alike the most similar other passage of that text was, in percent.",
        "87",
    ),
    Field(
        "blob",
        Kind.LINE,
        "Git's id of the bytes this quote was anchored in, where they are not its source's.",
        '"e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"',
    ),
    Field("translation", Kind.PROSE, "The passage in the language of the map.", '"…"'),
    _NOTE,
    _TAGS,
)
SECTIONS = (
    Section("sources", "source", Source, _SOURCE_FIELDS, "The texts that are quoted, by id."),
    Section("claims", "claim", Claim, _CLAIM_FIELDS, "The claims and the links to them, by id."),
    Section("quotes", "quote", Quote, _QUOTE_FIELDS, "The passages, by id."),
)
_LINK_LISTS = ("supported_by", "countered_by", "undercut")


def same_premises(written: str) -> str:
    """Premises as the canonical file writes them: `b+a` becomes `a + b`."""
    return premises_text(parse_premises(written))


def model_address(written: Address) -> Address:
    """The address by which the model knows what stands at these keys of a file: premises canonical."""
    if len(written) > 3 and written[0] == "claims" and written[2] in _LINK_LISTS:
        return (*written[:3], *map(same_premises, written[3:]))
    if written[:2] == ("conflicts", "claims") and written[3:4] == ("link",) and len(written) > 4:
        entries = written[6:] if written[5:6] != ("undercut",) else tuple(map(same_premises, written[6:]))
        return (*written[:4], same_premises(written[4]), *written[5:6], *entries)
    return written


CONFLICTS = "conflicts"
_READINGS = (
    ("base", "What both sides began with; absent where there was nothing."),
    ("ours", "What our side says; absent where it has nothing there."),
    ("theirs", "What their side says; absent where it has nothing there."),
)
_EARLIER = Field("earlier", Kind.TAGS, "Versions from earlier merges that are not resolved either.", '["…"]', absent=())
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

"""What stands in an Argdown document, block by block, before it is known which titles mean the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from argmap.formats.format import Untaken

Value = str | list["Value"] | dict[str, "Value"]
"""A value of metadata; numbers and truth values are texts as well."""


class Sort(StrEnum):
    """What a title names; each has its own names."""

    STATEMENT = "statement"
    ARGUMENT = "argument"


class Symbol(StrEnum):
    """A relation as it is written between the element above it and the element behind it."""

    SUPPORTED_BY = "+"
    ATTACKED_BY = "-"
    SUPPORTS = "+>"
    ATTACKS = "->"
    UNDERCUT_BY = "_"
    UNDERCUTS = "_>"
    CONTRADICTS = "><"


@dataclass(eq=False, slots=True)
class Mention:
    """One place where a statement or argument is defined or referred to."""

    sort: Sort
    title: str | None
    """None for a statement without a title."""
    line: int
    text: str | None = None
    """Its words on one line, without tags and marks; None for a reference."""
    tags: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    """Of the links in its text."""
    data: Mapping[str, Value] = field(default_factory=dict)


@dataclass(eq=False, slots=True)
class Inference:
    """The line between premises and a conclusion."""

    line: int
    rules: list[str] = field(default_factory=list)
    data: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Related:
    """A relation between two places."""

    symbol: Symbol
    above: Mention | Inference
    behind: Mention
    line: int


@dataclass(frozen=True, slots=True)
class Step:
    """A premise or conclusion of an argument."""

    number: int
    statement: Mention
    inference: Inference | None
    """The inference it is drawn by; None for a premise."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; it groups what follows it."""

    level: int
    title: str
    tags: tuple[str, ...]
    line: int


@dataclass(slots=True)
class Block:
    """What stands between two blank lines."""

    line: int
    heading: Heading | None = None
    elements: list[Mention] = field(default_factory=list)
    """The statement or argument, or those of a list."""
    steps: list[Step] = field(default_factory=list)
    """A premise–conclusion structure."""


@dataclass(slots=True)
class Document:
    """A whole document."""

    front_matter: Mapping[str, Value] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    related: list[Related] = field(default_factory=list)
    """The relations, in the order of the text."""
    comments: list[int] = field(default_factory=list)
    """The lines of the comments."""
    untaken: list[Untaken] = field(default_factory=list)

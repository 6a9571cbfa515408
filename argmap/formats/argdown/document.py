"""What an Argdown document says: statements, arguments, inferences and the relations between them, each once.

The same title is the same statement, wherever it stands. As in `argdown json`, what an argument with a premise–
conclusion structure bears on is borne on by its conclusion, and what undercuts it undercuts its last inference.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from argmap.formats.format import Skipped

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
    skipped: list[Skipped] = field(default_factory=list)


class Bearing(StrEnum):
    """What a relation says, in the words of `argdown json`."""

    SUPPORT = "support"
    ATTACK = "attack"
    UNDERCUT = "undercut"
    ENTAILS = "entails"
    CONTRARY = "contrary"
    CONTRADICTORY = "contradictory"


@dataclass(eq=False, slots=True)
class Element:
    """A statement or an argument."""

    sort: Sort
    title: str | None
    line: int
    mentions: list[Mention] = field(default_factory=list)
    heading: Heading | None = None
    """The heading under which it is defined first."""
    inferred: list[Inferred] = field(default_factory=list)
    """For an argument, what is inferred in it, step by step."""

    @property
    def wording(self) -> Mention | None:
        """The definition that counts, as Argdown has it: the one that says so, else the last."""
        defined = [mention for mention in self.mentions if mention.text]
        chosen = [mention for mention in defined if mention.data.get("isCanonical")] or defined
        return chosen[-1] if chosen else None

    @property
    def tags(self) -> list[str]:
        """The tags of all its mentions, each once."""
        return list(dict.fromkeys(tag for mention in self.mentions for tag in mention.tags))

    @property
    def data(self) -> dict[str, Value]:
        """The metadata of all its mentions; a later one counts."""
        return {key: value for mention in self.mentions for key, value in mention.data.items()}


@dataclass(eq=False, slots=True)
class Inferred:
    """One inference of an argument, from its premises to its conclusion."""

    premises: tuple[Element, ...]
    conclusion: Element
    inference: Inference


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation; the symmetric ones stand once."""

    bearing: Bearing
    start: Element
    end: Element | Inferred
    line: int


_UPWARD = {
    Symbol.SUPPORTED_BY: Bearing.SUPPORT,
    Symbol.ATTACKED_BY: Bearing.ATTACK,
    Symbol.UNDERCUT_BY: Bearing.UNDERCUT,
}
_DOWNWARD = {
    Symbol.SUPPORTS: Bearing.SUPPORT,
    Symbol.ATTACKS: Bearing.ATTACK,
    Symbol.UNDERCUTS: Bearing.UNDERCUT,
    Symbol.CONTRADICTS: Bearing.CONTRADICTORY,
}
_OPPOSED = frozenset({Bearing.ATTACK, Bearing.CONTRARY, Bearing.CONTRADICTORY})


class Debate:
    """A document's statements, arguments and relations. What does not fit is told to `leave`, with its line."""

    def __init__(self, document: Document, leave: Callable[[str, int], None]) -> None:
        self.elements: list[Element] = []
        self._known: dict[tuple[Sort, str], Element] = {}
        self._of: dict[Mention | Inference, Element | Inferred] = {}
        self._leave = leave
        self._gather(document)
        relations = [found for related in document.related if (found := self._relation(related))]
        if _is_strict(document.front_matter):
            relations = _strictly(relations)
        self.relations = _without_redundant(relations)

    def of_sort(self, sort: Sort) -> list[Element]:
        """All statements, or all arguments."""
        return [element for element in self.elements if element.sort is sort]

    def _gather(self, document: Document) -> None:
        """All elements in the order of the text: those of blocks and, where they stand, those of relations."""
        heading: Heading | None = None
        related = iter((*document.related, None))
        waiting = next(related)
        before: Block | None = None
        for at, block in enumerate(document.blocks):
            heading = block.heading or heading
            for mention in (*block.elements, *(step.statement for step in block.steps)):
                self._element(mention, heading)
            next_line = document.blocks[at + 1].line if at + 1 < len(document.blocks) else None
            while waiting is not None and (next_line is None or waiting.line < next_line):
                self._element(waiting.behind, heading)
                waiting = next(related)
            if block.steps:
                self._argue(block, before, heading)
            before = block

    def _element(self, mention: Mention, heading: Heading | None) -> Element:
        element = self._known.get((mention.sort, mention.title)) if mention.title is not None else None
        if element is None:
            element = Element(mention.sort, mention.title, mention.line)
            self.elements.append(element)
            if mention.title is not None:
                self._known[mention.sort, mention.title] = element
        element.mentions.append(mention)
        if element.heading is None and mention.text is not None:
            element.heading = heading
        self._of[mention] = element
        return element

    def _argue(self, block: Block, before: Block | None, heading: Heading | None) -> None:
        """Give the inferences of a block to the argument above it, or to one without a title."""
        if all(step.inference is None for step in block.steps[1:]):
            self._leave("premises from which nothing is inferred; put a line of ---- before the conclusion", block.line)
            return
        named = before.elements[0] if before and len(before.elements) == 1 and not before.steps else None
        if named is None or named.sort is not Sort.ARGUMENT:
            named = Mention(Sort.ARGUMENT, None, block.line)
            self._element(named, heading)
        argument = self._of[named]
        assert isinstance(argument, Element)
        if argument.inferred:
            self._leave(f"a second premise–conclusion structure of <{argument.title}>", block.line)
            return
        premises: list[Step] = []
        for step in block.steps:
            if step.inference is not None and premises:
                inferred = Inferred(self._used(step.inference, premises, block), self._statement(step), step.inference)
                argument.inferred.append(inferred)
                self._of[step.inference] = inferred
                premises = []
            premises.append(step)
        if len(premises) > 1:
            self._leave("premises behind the last conclusion", premises[1].statement.line)
        used = {premise for inferred in argument.inferred for premise in inferred.premises}
        for step in block.steps[: -len(premises)]:
            if self._statement(step) not in used:
                name = f" of <{argument.title}>" if argument.title else ""
                message = f"that ({step.number}) is a premise{name}: no inference uses it; it is a claim without a link"
                self._leave(message, step.statement.line)

    def _used(self, inference: Inference, premises: list[Step], block: Block) -> tuple[Element, ...]:
        """The premises of an inference: those that it says it uses, else all since the last conclusion, itself too."""
        uses = inference.data.get("uses")
        numbered = {str(step.number): step for step in block.steps}
        if isinstance(uses, list):
            named = [numbered[number] for number in uses if isinstance(number, str) and number in numbered]
            if named and len(named) == len(uses):
                return tuple(map(self._statement, named))
            self._leave("`uses` names a premise that is not there", inference.line)
        return tuple(map(self._statement, premises))

    def _statement(self, step: Step) -> Element:
        element = self._of[step.statement]
        assert isinstance(element, Element)
        return element

    def _relation(self, related: Related) -> Relation | None:
        above, behind = self._of.get(related.above), self._of[related.behind]
        upward = _UPWARD.get(related.symbol)
        if above is None or (isinstance(above, Inferred) and upward is not Bearing.UNDERCUT):
            self._leave("a relation of an inference that is none of its undercuts", related.line)
            return None
        start, end = (behind, above) if upward else (above, behind)
        if isinstance(start, Element) and start.inferred:
            start = start.inferred[-1].conclusion
            if start is end:  # the argument is named again under what it concludes
                return None
        bearing = upward or _DOWNWARD[related.symbol]
        if bearing is Bearing.UNDERCUT and isinstance(end, Element) and end.inferred:
            end = end.inferred[-1]
        assert isinstance(start, Element)
        return Relation(bearing, start, end, related.line)


def _is_strict(front_matter: Mapping[str, Value]) -> bool:
    model = front_matter.get("model")
    return isinstance(model, dict) and model.get("mode") == "strict"


def _strictly(relations: list[Relation]) -> list[Relation]:
    """The relations with those between statements as strict mode reads them: not reasons, but logic."""
    logical = {Bearing.SUPPORT: Bearing.ENTAILS, Bearing.ATTACK: Bearing.CONTRARY}
    return [
        Relation(logical.get(relation.bearing, relation.bearing), relation.start, relation.end, relation.line)
        if relation.start.sort is Sort.STATEMENT and _is_statement(relation.end)
        else relation
        for relation in relations
    ]


def _is_statement(end: Element | Inferred) -> bool:
    return isinstance(end, Element) and end.sort is Sort.STATEMENT


def _without_redundant(relations: list[Relation]) -> list[Relation]:
    """Each relation once; and none that only says less of what another says.

    An attack on an argument says less where the same statement is opposed to one of the argument's premises.
    """
    kept: dict[tuple[Bearing, frozenset[object] | tuple[object, object]], Relation] = {}
    for relation in relations:
        symmetric = relation.bearing in (Bearing.CONTRARY, Bearing.CONTRADICTORY)
        ends = (relation.start, relation.end)
        kept.setdefault((relation.bearing, frozenset(ends) if symmetric else ends), relation)
    opposed: dict[Element | Inferred, set[Element | Inferred]] = {}
    for relation in kept.values():
        if relation.bearing in _OPPOSED and _is_statement(relation.end):
            opposed.setdefault(relation.start, set()).add(relation.end)
            if relation.bearing is not Bearing.ATTACK:
                opposed.setdefault(relation.end, set()).add(relation.start)
    return [relation for relation in kept.values() if not _says_less(relation, opposed)]


def _says_less(relation: Relation, opposed: Mapping[Element | Inferred, set[Element | Inferred]]) -> bool:
    end = relation.end
    if relation.bearing is not Bearing.ATTACK or not isinstance(end, Element) or end.sort is Sort.STATEMENT:
        return False
    premises = {premise for inferred in end.inferred for premise in inferred.premises}
    return bool(premises & opposed.get(relation.start, set()))

"""The map as an abstract argumentation framework (Dung 1995): arguments, and which attacks which.

Claims and quotes are arguments, and a counter of one premise is an attack. What a framework has no word for is said
with further arguments, so that a solver's answer is an answer about the map:

- A claim that rests on something falls when nothing of it holds: `unsupported_c` attacks it, and is attacked by each
  of its supports (a set of necessary supports: Nouioua and Risch 2011, Argumentation Frameworks with Necessities). A
  claim that rests on nothing stands by itself until it is countered, as do premises in the reading of AIF by Bex,
  Modgil, Prakken and Reed 2013.
- Linked premises, and a link that is undercut, are an argument `link_1` in place of the premise. It falls when one of
  its premises p does, for `without_p` attacks it, and p attacks `without_p` (joint attacks: Nielsen and Parsons 2006;
  attacks on attacks: Boella, Gabbay, van der Torre and Villata 2009, Meta-argumentation Modelling I).
- An undercut attacks the argument of the link that it is against.

Quotes are never attacked themselves. In the grounded extension stand the claims that no reading of the map can doubt.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from argmap.formats.diagram import diagram_of, shown_words
from argmap.formats.format import Exported, ExportInput, Format, Part, losses
from argmap.model import ArgMap, Role, premises_text
from argmap.text.one_line import reading_line
from argmap.text.visible import visible_line

_LOST: Final = (
    Part.THESES,
    Part.ORIGINALS,
    Part.NOTES,
    Part.TAGS,
    Part.ANCHORS,
    Part.SOURCES,
    Part.COMMENTS,
    Part.CONFLICTS,
)


@dataclass(frozen=True, slots=True)
class Framework:
    """Arguments with what they stand for, on one line; and the attacks, each once."""

    arguments: Mapping[str, str]
    """By names of lower-case ASCII letters, digits and `_` that begin with a letter, as logic programs have them."""
    attacks: tuple[tuple[str, str], ...]


def framework_of(export_input: ExportInput) -> Framework:
    """The framework of a whole map; see above for what is an argument."""
    map_, diagram = export_input.map, diagram_of(export_input)
    made = _Making()
    for some_id in diagram.boxes:
        kind = "c" if some_id in map_.claims else "q"
        made.name(some_id, f"{kind}_{some_id}", shown_words(export_input, some_id))
    for joint in diagram.joints:
        against = f"the link of {premises_text(joint.link.against)} to " if joint.link.against else ""
        by = premises_text(joint.link.premises)
        made.name(joint.name, joint.name, f"the {joint.link.role} of {against}{joint.link.target} by {by}")
    for edge in diagram.edges:
        if edge.ends_in_joint:
            made.attacks.append((made.doubt("without", edge.tail), made.names[edge.head]))
        elif edge.role is Role.SUPPORT:
            made.attacks.append((made.names[edge.tail], made.doubt("unsupported", edge.head)))
        else:
            made.attacks.append((made.names[edge.tail], made.names[edge.head]))
    return Framework(made.arguments, tuple(made.attacks))


def lost_in_framework(map_: ArgMap) -> tuple[str, ...]:
    """What solvers' formats have no place for."""
    return ("the title", *losses(map_, *_LOST))


@dataclass(slots=True)
class _Making:
    """A framework in the making."""

    names: dict[str, str] = field(default_factory=dict)
    """By what is named: an id, the name of a joint, or what is said of a doubt."""
    arguments: dict[str, str] = field(default_factory=dict)
    attacks: list[tuple[str, str]] = field(default_factory=list)

    def name(self, key: str, wanted: str, said: str) -> str:
        """A new argument; its name is told apart from those there are."""
        plain = wanted.replace("-", "_").replace(".", "_")
        name, number = plain, 2
        while name in self.arguments:
            name, number = f"{plain}_{number}", number + 1
        self.names[key] = name
        self.arguments[name] = visible_line(reading_line(said))
        return name

    def doubt(self, kind: str, of: str) -> str:
        """The argument that `of` does not hold, or is not supported: made when it is asked for first."""
        said = f"{of} does not hold" if kind == "without" else f"nothing that supports {of} holds"
        if said in self.names:
            return self.names[said]
        doubted = self.names[of]
        name = self.name(said, f"{kind}_{doubted}", said)
        self.attacks.append((doubted, name) if kind == "without" else (name, doubted))
        return name


def export_apx(export_input: ExportInput) -> Exported:
    """The framework as a logic program, which clingo and other solvers read."""
    return Exported("".join(f"{line}\n" for line in _lines(export_input)), lost_in_framework(export_input.map))


def _lines(export_input: ExportInput) -> Iterator[str]:
    framework = framework_of(export_input)
    for name, said in framework.arguments.items():
        yield f"% {said}"
        yield f"arg({name})."
    for attacker, attacked in framework.attacks:
        yield f"att({attacker},{attacked})."


APX = Format(
    name="apx",
    label="APX",
    suffixes=(".apx",),
    keeps="the argument as arguments and attacks for solvers, supports and undercuts too; texts as comments",
    loses="title, marks of theses, original words of translated quotes, notes, tags, contexts of quotes, sources",
    export=export_apx,
    opens_texts=False,
)


def export_tgf(export_input: ExportInput) -> Exported:
    """The framework as a graph of attacks."""
    framework = framework_of(export_input)
    nodes = [f"{name} {said}" for name, said in framework.arguments.items()]
    edges = [f"{attacker} {attacked}" for attacker, attacked in framework.attacks]
    return Exported("".join(f"{line}\n" for line in (*nodes, "#", *edges)), lost_in_framework(export_input.map))


TGF = Format(
    name="tgf",
    label="TGF",
    suffixes=(".tgf",),
    keeps="the argument as arguments and attacks for solvers, supports and undercuts too; texts as labels",
    loses="title, marks of theses, original words of translated quotes, notes, tags, contexts of quotes, sources",
    export=export_tgf,
    opens_texts=False,
)

"""TGF, the Trivial Graph Format: the map as a framework for solvers of abstract argumentation.

A line for each argument, its name and what it stands for; `#`; and a line for each attack, the names of its ends.
"""

from __future__ import annotations

from argmap.formats.format import Exported, Format, Material
from argmap.formats.framework import framework_of, lost_in_framework


def export(material: Material) -> Exported:
    """The framework as a graph of attacks."""
    framework = framework_of(material)
    nodes = [f"{name} {said}" for name, said in framework.arguments.items()]
    edges = [f"{attacker} {attacked}" for attacker, attacked in framework.attacks]
    return Exported("".join(f"{line}\n" for line in (*nodes, "#", *edges)), lost_in_framework(material.map))


FORMAT = Format(
    name="tgf",
    label="TGF",
    suffixes=(".tgf",),
    keeps="the argument as arguments and attacks for solvers, supports and undercuts too; texts as labels",
    loses="title, marks of theses, original words of translated quotes, notes, tags, contexts of quotes, sources",
    export=export,
    opens_texts=False,
)

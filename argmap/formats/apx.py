"""APX: the map as facts for solvers of abstract argumentation, in the format of ASPARTIX and the ICCMA contests.

`arg(a).` for each argument and `att(a,b).` for each attack; a comment before an argument says what it stands for.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.formats.format import Exported, Format, Material
from argmap.formats.framework import framework_of, lost_in_framework


def export(material: Material) -> Exported:
    """The framework as a logic program, which clingo and other solvers read."""
    return Exported("".join(f"{line}\n" for line in _lines(material)), lost_in_framework(material.map))


def _lines(material: Material) -> Iterator[str]:
    framework = framework_of(material)
    for name, said in framework.arguments.items():
        yield f"% {said}"
        yield f"arg({name})."
    for attacker, attacked in framework.attacks:
        yield f"att({attacker},{attacked})."


FORMAT = Format(
    name="apx",
    label="APX",
    suffixes=(".apx",),
    keeps="the argument as arguments and attacks for solvers, supports and undercuts too; texts as comments",
    loses="title, marks of theses, original words of translated quotes, notes, tags, contexts of quotes, sources",
    export=export,
    opens_texts=False,
)

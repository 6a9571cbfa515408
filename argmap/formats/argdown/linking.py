"""From the relations and inferences of a debate to the links of a map."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from argmap.formats.argdown.debate import Bearing, Debate, Element, Inferred, Relation
from argmap.formats.argdown.document import Sort
from argmap.formats.argdown.writing import DENIAL, UNDERCUT
from argmap.formats.gathering import Gathering
from argmap.model import Link, Premises, Role

_ROLES: Final = {
    Bearing.SUPPORT: Role.SUPPORT,
    Bearing.ENTAILS: Role.SUPPORT,
    Bearing.ATTACK: Role.COUNTER,
    Bearing.CONTRARY: Role.COUNTER,
    Bearing.CONTRADICTORY: Role.COUNTER,
}
_SYMMETRIC: Final = frozenset({Bearing.CONTRARY, Bearing.CONTRADICTORY})


def denials(debate: Debate) -> dict[Element, list[Relation]]:
    """The statements of an own export that are no claims, each with the relations by which it denies something.

    See `writing`: they conclude an argument whose premises counter a claim together, or undercut an inference.
    """
    found: dict[Element, list[Relation]] = {
        element: []
        for element in debate.of_sort(Sort.STATEMENT)
        if not element.inferred and element.data.get("kind") in (DENIAL, UNDERCUT)
    }
    for relation in debate.relations:
        if relation.start in found and relation.bearing in (Bearing.ATTACK, Bearing.UNDERCUT):
            found[relation.start].append(relation)
    return {element: relations for element, relations in found.items() if relations}


def link(
    gathering: Gathering,
    debate: Debate,
    ids: Mapping[Element, str],
    denying: Mapping[Element, list[Relation]],
) -> None:
    """Add every link to the gathering; `ids` are those of the claims and quotes. The rest is told to it."""
    _Linking(gathering, debate, ids, denying).run()


class _Linking:
    def __init__(
        self,
        gathering: Gathering,
        debate: Debate,
        ids: Mapping[Element, str],
        denying: Mapping[Element, list[Relation]],
    ) -> None:
        self._gathering = gathering
        self._debate = debate
        self._ids = ids
        self._denying = denying
        self._links_of: dict[Inferred, list[Link]] = {}
        self._links_from: dict[str, list[Link]] = {}

    def run(self) -> None:
        inferences = [each for element in self._debate.elements for each in element.inferred]
        for inferred in inferences:
            self._conclude(inferred)
        strikes: list[tuple[Premises, Relation]] = list(self._joint_strikes(inferences))
        for relation in self._debate.relations:
            if relation.start not in self._denying:
                strikes += self._relate(relation)
        for premises, relation in strikes:
            self._strike(premises, relation)

    def _premises(self, inferred: Inferred) -> Premises | None:
        """The ids of the premises; None where one has none."""
        known = {self._ids[each] for each in inferred.premises if each in self._ids}
        return tuple(sorted(known)) if len(known) == len(set(inferred.premises)) else None

    def _conclude(self, inferred: Inferred) -> None:
        """Link the premises of an inference to its conclusion, or to the claims that this only denies."""
        premises, conclusion = self._premises(inferred), inferred.conclusion
        self._links_of[inferred] = []
        if premises is None or not (conclusion in self._ids or conclusion in self._denying):
            self._gathering.leave("an inference from or to what is no claim", inferred.inference.line)
            return
        if conclusion in self._ids:
            links = [Link(premises, Role.SUPPORT, self._ids[conclusion])]
        else:
            attacked = (each.end for each in self._denying[conclusion] if each.bearing is Bearing.ATTACK)
            targets = (self._ids.get(end) for end in attacked if isinstance(end, Element))
            links = [Link(premises, Role.COUNTER, target) for target in targets if target is not None]
        for made in links:
            self._add(made, inferred.inference.line)
        self._links_of[inferred] = links

    def _joint_strikes(self, inferences: list[Inferred]) -> Iterator[tuple[Premises, Relation]]:
        for inferred in inferences:
            premises = self._premises(inferred)
            for denied in self._denying.get(inferred.conclusion, ()):
                if premises and denied.bearing is Bearing.UNDERCUT:
                    yield premises, denied

    def _relate(self, relation: Relation) -> Iterator[tuple[Premises, Relation]]:
        """Link the ends of a relation; what strikes links instead is given back, to be done when all are there."""
        start, end = self._ids.get(relation.start), relation.end
        if start is None:
            self._gathering.leave(f"the {relation.bearing} by what is no claim", relation.line)
        elif relation.bearing is Bearing.UNDERCUT:
            yield (start,), relation
        elif isinstance(end, Inferred) or end.inferred:
            yield from self._sketched(start, relation)
        elif end not in self._ids:
            self._gathering.leave(f"the {relation.bearing} of what is no claim", relation.line)
        else:
            role = _ROLES[relation.bearing]
            self._add(Link((start,), role, self._ids[end]), relation.line)
            if relation.bearing in _SYMMETRIC:
                self._add(Link((self._ids[end],), role, start), relation.line)

    def _add(self, made: Link, line: int) -> None:
        self._gathering.add_link(made, line)
        for premise in made.premises:
            self._links_from.setdefault(premise, []).append(made)

    def _sketched(self, start: str, relation: Relation) -> Iterator[tuple[Premises, Relation]]:
        """A relation to an argument with premises, of which it is not said which of them is meant."""
        assert isinstance(relation.end, Element)
        what = f"which premise of <{relation.end.title}> `{start}` {relation.bearing}s is not said"
        if relation.bearing is Bearing.ATTACK:
            self._gathering.leave(f"{what}; taken as an undercut of its inference", relation.line)
            yield (start,), Relation(Bearing.UNDERCUT, relation.start, relation.end.inferred[-1], relation.line)
        else:
            self._gathering.leave(what, relation.line)

    def _strike(self, premises: Premises, relation: Relation) -> None:
        """Undercut the links of an inference, or all from a claim."""
        end = relation.end
        struck = self._links_of[end] if isinstance(end, Inferred) else self._links_from.get(self._ids.get(end, ""), [])
        for some in struck:
            undercut = Link(premises, Role.UNDERCUT, some.target, some.premises)
            self._gathering.add_link(undercut, relation.line)
        if not struck:
            title = "an inference" if isinstance(end, Inferred) else f"`{self._ids.get(end, end.title)}`"
            self._gathering.leave(f"the undercut of {title}, from which no link leads on", relation.line)

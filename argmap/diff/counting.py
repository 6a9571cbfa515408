"""How much changed, in numbers."""

from collections import Counter

from argmap.diff.changes import Changes, ElementChange, How, Tie

Stat = dict[str, dict[str, int]]
"""What was counted (`claims`), and how many of them were `added`; without what did not change."""

_TIES = {Tie.GROUPED: "regrouped", Tie.UNGROUPED: "regrouped"}


def stat(changes: Changes) -> Stat:
    """How many sources, claims, quotes and links changed, and how; what was renamed and changed counts once."""
    counted: Stat = {}
    for section in ("map", "sources", "claims", "quotes"):
        hows = Counter(_how(element) for element in changes.elements if element.section == section)
        hows.pop("", None)
        if hows:
            counted[section] = dict(hows)
    ties = Counter(_TIES.get(link.how, str(link.how)) for element in changes.elements for link in element.links)
    if ties:
        counted["links"] = dict(ties)
    conflicts = {"arisen": len(changes.arisen), "decided": len(changes.decided)}
    if any(conflicts.values()):
        counted["conflicts"] = {how: number for how, number in conflicts.items() if number}
    return counted


def _how(element: ElementChange) -> str:
    """The one word for what became of an element; empty where only links to or from it changed."""
    if element.how is not How.CHANGED:
        return str(element.how)
    if element.old_id is not None:
        return "renamed"
    if element.only_reanchored:
        return "re-anchored"
    return "changed" if element.fields else ""

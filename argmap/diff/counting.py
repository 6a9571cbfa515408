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


def in_words(changes: Changes) -> str:
    """How much changed, in a few words: `2 claims added, 1 claim reworded`; empty where nothing did."""
    counted: Counter[tuple[str, str]] = Counter()
    for section in ("claims", "quotes", "sources"):
        for element in changes.elements:
            if element.section == section and _how(element):
                counted[section.removesuffix("s"), _done(element)] += 1
    for element in changes.elements:
        for link in element.links:
            counted["link", str(link.how)] += element.how is How.CHANGED
    said = [f"{number} {what}{'s' if number > 1 else ''} {how}" for (what, how), number in counted.items() if number]
    if any(element.section == "map" for element in changes.elements):
        said.append("title, note or theses changed")
    for number, how in ((len(changes.arisen), "arisen"), (len(changes.decided), "decided")):
        if number:
            said.append(f"{number} conflict{'s' if number > 1 else ''} {how}")
    return ", ".join(said)


def _done(element: ElementChange) -> str:
    """What became of an element: `reworded` says more than `changed`."""
    how, text = _how(element), element.field("text")
    return "reworded" if how == "changed" and text and not text.same_words else how


def _how(element: ElementChange) -> str:
    """The one word for what became of an element; empty where only links to or from it changed."""
    if element.how is not How.CHANGED:
        return str(element.how)
    if element.old_id is not None:
        return "renamed"
    if element.only_reanchored:
        return "re-anchored"
    return "changed" if element.fields else ""

"""The action that puts a tag on what is marked, or takes it off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from textual.content import Content

from argmap import edit
from argmap.tui.bench import Bench
from argmap.tui.dialogs.picker import Entry, Picker
from argmap.tui.named_edits import elements_of
from argmap.tui.safe_text import safe
from argmap.tui.searching import Searchable, found
from argmap.tui.sentences import count


async def tag(bench: Bench) -> None:
    """Choose a tag among those of the map, or type a new one: it is put on everything that is marked.

    Where all of that has it already, it is taken off.
    """
    now = bench.situation()
    ids = [now.source_id] if now.source_id else elements_of(now.spots)
    whole = bench.session.map
    tags_of = {
        some_id: element.tags
        for section in (whole.sources, whole.claims, whole.quotes)
        for some_id, element in section.items()
    }
    used = Counter(one for tags in tags_of.values() for one in tags)
    mine = Counter(one for some_id in ids for one in tags_of[some_id])
    ordered = sorted(used, key=lambda one: (one not in mine, -used[one], one))
    among = [Searchable(one, (one,)) for one in ordered]

    def entries(typed: str) -> Sequence[Entry[str]]:
        return [Entry(one, _prompt(one, mine[one], len(ids), used[one])) for one in found(typed, among)]

    def new(typed: str) -> Entry[str] | None:
        name = " ".join(typed.split())
        return Entry(name, Content.assemble(("new tag: ", "bold"), safe(name))) if name and name not in used else None

    def carry_out(chosen: str) -> None:
        off = mine[chosen] == len(ids)
        whom = ids[0] if len(ids) == 1 else count(len(ids), "element")
        name = f"take #{chosen} off {whom}" if off else f"tag {whom} #{chosen}"
        tags = [chosen]
        bench.keeper.do(name, lambda current: edit.retag(current, ids, **({"drop": tags} if off else {"add": tags})))

    what = ids[0] if len(ids) == 1 else count(len(ids), "element")
    hint = "type a tag" if not used else "type a tag, or choose one that is used already"
    await bench.ask(Picker[str](f"Tag {what}", entries, new=new, placeholder=hint, carry_out=carry_out))


def _prompt(tag: str, having: int, of: int, used: int) -> Content:
    """A tag, whether what is marked has it, and how often the map does."""
    sign = "✓ " if having == of else "· " if having else "  "
    said = "take off" if having == of else f"on {having} of {of} already" if having else ""
    return Content.assemble((sign, "bold"), safe(tag), (f"  {count(used, 'use')}  {said}", "dim"))

"""What a key that ties something to a claim acts on: what is marked in the texts, or what the cursor is on."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from argmap.tui.bench import Bench
from argmap.tui.marking.overlaps import settled
from argmap.tui.named_edits import Premise
from argmap.tui.sentences import premises_sentence, shortened
from argmap.tui.situation import Pane, Situation
from argmap.tui.waiting import Errand, Progress

_LENGTH = 36
"""Cells of a passage that a dialog's title shows, so that what is asked about it still stands there at 80 columns."""
_QUICKLY_ANCHORED = 200_000
"""Code points of a text in which an anchor is made within a frame or two of the screen."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One or several premises to be, and how to call them."""

    words: str
    """What they say, shortened, as a dialog's title has it."""
    premises: tuple[Premise, ...]
    marked: bool = False
    """Whether they were marked for it in the texts, which is done with as soon as they are linked."""
    errand: Errand[bool] | None = None
    """The making of anchors in long texts, which goes on while the user chooses."""

    @property
    def plural(self) -> bool:
        """Whether several hold only together."""
        return len(self.premises) > 1

    @property
    def ids(self) -> list[str]:
        """Those of them that are in the map already, as rows of it."""
        return [] if self.marked else [premise.id for premise in self.premises if premise.id is not None]

    async def anchored(self, bench: Bench) -> bool:
        """Whether every anchor is made; False where the user would not wait for it."""
        if self.errand is None:
            return True
        made = await self.errand.outcome(bench, "Anchoring the passage in its text …")
        return made is not None

    def done_with(self, bench: Bench) -> None:
        """Let go of what was marked."""
        if self.marked:
            bench.collection.clear()
            bench.show_map()
            bench.let_selection_go()


async def subject(bench: Bench, *, alone: bool = False) -> Subject | None:
    """What the keys act on now; None where the user goes back when asked about an overlap.

    That is what is collected together with what is selected; without these, what the cursor is on. With `alone`
    nothing that is collected is taken.
    """
    now = bench.situation()
    collected = [] if alone or now.pane is not Pane.READER else list(bench.collection)
    if now.passage is None and not collected:
        return Subject(premises_sentence(now.map, now.premises, _LENGTH), tuple(map(Premise, now.premises)))
    if now.passage is not None:
        mark = await settled(bench, now.passage)
        if mark is None:
            return None
        collected.append(mark)
    words = " & ".join(f"“{shortened(mark.words, _LENGTH // len(collected))}”" for mark in collected)
    return Subject(words, tuple(collected), marked=True, errand=_anchoring(collected))


def marks_something(now: Situation) -> bool:
    """Whether something is marked in the texts that the keys act on."""
    return now.passage is not None or (now.pane is Pane.READER and now.collected > 0)


def _anchoring(marks: Sequence[Premise]) -> Errand[bool] | None:
    """The making of anchors that would hold up the keys, begun; the first one imports what texts are folded with."""
    most = _QUICKLY_ANCHORED if "argmap.text.folding" in sys.modules else 0
    slow = [mark.marked for mark in marks if mark.needs_anchor and len(mark.marked.opened.text) > most]

    def work(_progress: Progress) -> bool:
        for mark in slow:
            mark.opened.anchor(mark.span)
        return True

    return Errand(work) if slow else None

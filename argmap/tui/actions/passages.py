"""What a link or an edit acts on: the selected passage, which may overlap a quote or change its words."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from textual.content import Content

from argmap.corpus import OpenText
from argmap.model import ArgMap
from argmap.tui.content import Searchable, found, premises_sentence, safe, shortened
from argmap.tui.dialogs.progress import BackgroundTask, Progress
from argmap.tui.state.context import MapContext, Pane, Passage
from argmap.tui.state.edits import Premise, Span
from argmap.tui.state.host import ActionHost
from argmap.tui.widgets.details import GONE, NEW, differences
from argmap.tui.widgets.painted_pane import Piece

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
    task: BackgroundTask[bool] | None = None
    """The making of anchors in long texts, which goes on while the user chooses."""

    @property
    def plural(self) -> bool:
        """Whether several hold only together."""
        return len(self.premises) > 1

    @property
    def ids(self) -> list[str]:
        """Those of them that are in the map already, as rows of it."""
        return [] if self.marked else [premise.id for premise in self.premises if premise.id is not None]

    async def anchored(self, host: ActionHost) -> bool:
        """Whether every anchor is made; False where the user would not wait for it."""
        if self.task is None:
            return True
        made = await self.task.outcome(host, "Anchoring the passage in its text …")
        return made is not None

    def done_with(self, host: ActionHost) -> None:
        """Let go of what was marked."""
        if self.marked:
            host.collection.clear()
            host.show_map()
            host.let_selection_go()


async def subject(host: ActionHost, *, alone: bool = False) -> Subject | None:
    """What the keys act on now; None where the user goes back when asked about an overlap.

    That is what is collected together with what is selected; without these, what the cursor is on. With `alone`
    nothing that is collected is taken.
    """
    now = host.context()
    collected = [] if alone or now.pane is not Pane.READER else list(host.collection)
    if now.passage is None and not collected:
        return Subject(premises_sentence(now.map, now.premises, _LENGTH), tuple(map(Premise, now.premises)))
    if now.passage is not None:
        mark = await settled(host, now.passage)
        if mark is None:
            return None
        collected.append(mark)
    words = " & ".join(f"“{shortened(mark.words, _LENGTH // len(collected))}”" for mark in collected)
    return Subject(words, tuple(collected), marked=True, task=_anchoring(collected))


def marks_something(now: MapContext) -> bool:
    """Whether something is marked in the texts that the keys act on."""
    return now.passage is not None or (now.pane is Pane.READER and now.collected > 0)


def _anchoring(marks: Sequence[Premise]) -> BackgroundTask[bool] | None:
    """The making of anchors that would hold up the keys, begun; the first one imports what texts are folded with."""
    most = _QUICKLY_ANCHORED if "argmap.text.folding" in sys.modules else 0
    slow = [mark.marked for mark in marks if mark.needs_anchor and len(mark.marked.opened.text) > most]

    def work(_progress: Progress) -> bool:
        for mark in slow:
            mark.opened.anchor(mark.span)
        return True

    return BackgroundTask(work) if slow else None


BOTH: Final = "Keep both"
WIDEN: Final = "Merge"
USE: Final = "Use the quote"


async def settled(host: ActionHost, passage: Passage) -> Premise | None:
    """What a passage is to become, asked where it overlaps a quote; None where the user goes back."""
    mark = Premise.of(passage)
    if passage.quote_id is not None or not passage.overlapping:
        return mark
    quote_id = passage.overlapping[0][0]
    if len(passage.overlapping) > 1:
        chosen = await _which(host, passage)
        if chosen is None:
            return None
        quote_id = chosen
    if quote_id == BOTH:
        return mark
    return await _with_one(host, mark, quote_id, dict(passage.overlapping)[quote_id])


async def _with_one(host: ActionHost, mark: Premise, quote_id: str, place: Span) -> Premise | None:
    """Ask what is to become of a mark that overlaps one quote, which stands at a place of the same text."""
    from argmap.tui.dialogs.form import Question

    quote = host.session.map.quotes[quote_id]
    both = union(mark.marked.span, place)
    widens = both != place
    body = explanation(mark, quote_id, quote.text, both if widens else None)
    answers = [WIDEN, BOTH, USE] if widens else [USE, BOTH]
    answer = await host.ask(Question("This passage overlaps a quote", body, answers))
    if answer == USE:
        return mark.at(place, quote_id)
    if answer == WIDEN:
        return mark.at(both, quote_id, widened=quote)
    return mark if answer == BOTH else None


async def _which(host: ActionHost, passage: Passage) -> str | None:
    """Which of several quotes is meant, or `BOTH` for a quote beside them."""
    from argmap.tui.dialogs.picker import Entry, Picker

    whole: ArgMap = host.session.map
    prompts = {at: _prompt(passage.opened, at, span) for at, span in passage.overlapping}
    among = [Searchable(at, (at, whole.quotes[at].text)) for at in prompts]
    beside = Entry(BOTH, Content.assemble(("keep all: ", "bold"), "a new quote beside these"))

    def entries(typed: str) -> list[Entry[str]]:
        listed = [Entry(at, prompts[at]) for at in found(typed, among)]
        return listed if typed.strip() else [*listed, beside]

    title = f"This passage overlaps {len(prompts)} quotes: merge with which?"
    return await host.ask(Picker[str](title, entries, placeholder="type words or the id of a quote"))


def explanation(mark: Premise, quote_id: str, words: str, both: Span | None) -> Content:
    """What merging would do to the words of a quote; where that is nothing (`both` is None), what the two say."""
    name = safe(quote_id)
    if both is None:
        return Content.assemble(
            ("selected: ", "dim"),
            safe(mark.words),
            ("\n\nis within the quote ", "dim"),
            name,
            ("\n\n", ""),
            safe(words),
        )
    merged = mark.marked.opened.text[both[0] : both[1]]
    return Content.assemble(("Merging widens the quote ", "dim"), name, ("\n\n", ""), wordings(words, merged))


def union(span: Span, other: Span) -> Span:
    """The smallest span that holds both."""
    return min(span[0], other[0]), max(span[1], other[1])


def _prompt(opened: OpenText, quote_id: str, place: Span) -> Content:
    return Content.assemble(safe(opened.text[place[0] : place[1]]), "  ", (quote_id, "dim"))


_STYLES: Final = {GONE: "strike $text-error", NEW: "underline bold $text-success", "": ""}


def wordings(old: str, new: str) -> Content:
    """Two wordings, the old one first; what is gone is struck through, what is new underlined."""
    compared = differences(old, new)
    return Content.assemble(("now:  ", "dim"), *_styled(compared.kept), ("\n\nthen: ", "dim"), *_styled(compared.now))


def _styled(pieces: Sequence[Piece]) -> list[Content]:
    return [safe(piece.text).stylize(_STYLES[piece.style]) for piece in pieces]

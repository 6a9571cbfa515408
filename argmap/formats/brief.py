"""A brief: claims as prose, with an endnote for each passage they rest on or that speaks against them.

Each thesis is a section. A claim that rests on other claims has a paragraph of its own; one that rests on passages
alone is a sentence, with their marks, in the paragraphs of the claims that it bears on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from argmap.formats.format import Exported, ExportInput, Format, losses
from argmap.formats.markdown import LOST, closing, footnote_mark, loose_heading, markdown_note, markdown_text, opening
from argmap.graph import outline
from argmap.model import ArgMap, Link, Premises, Role


def export(export_input: ExportInput) -> Exported:
    """The map as prose in GitHub Flavored Markdown, with endnotes."""
    map_ = export_input.map
    met = set(map_.thesis)
    loose = [row.id for row in outline(map_) if not row.guides and row.id not in met]
    sections = {thesis: list(argued_below(map_, thesis, met)) for thesis in map_.thesis}
    further = [some for root in loose for some in (root, *argued_below(map_, root, met))]
    places = [*(some for thesis, below in sections.items() for some in (thesis, *below)), *further]
    prose = Prose(map_, {some_id: number for number, some_id in enumerate(places)})
    lines = list(opening(map_))
    for thesis, below in sections.items():
        lines += [
            "",
            f"## {_place(thesis)}{prose.lead(thesis)}",
            *_noted(map_, thesis),
            *_parted(prose.case(thesis)),
        ]
        for claim_id in below:
            lines += _paragraph(prose, claim_id)
    if further:
        lines += ["", loose_heading(map_)]
        for some_id in further:
            lines += _paragraph(prose, some_id)
    lines += closing(export_input, map_.quotes, with_words=True)
    return Exported("\n".join(lines) + "\n", losses(map_, *LOST))


def _paragraph(prose: Prose, some_id: str) -> Iterator[str]:
    """A claim or passage with what stands for and against it: one paragraph, unless its note has several."""
    if some_id in prose.map_.quotes:
        yield from ("", prose.premise(some_id, prose.places[some_id]))
        return
    said = f"{_place(some_id)}{prose.lead(some_id, emphasis='**')}"
    note = [*_noted(prose.map_, some_id)]
    if len(note) > 2:
        yield from ("", said, *note, *_parted(prose.case(some_id)))
    else:
        yield from ("", " ".join([said, *note[1:], *prose.case(some_id)]))


def _noted(map_: ArgMap, claim_id: str) -> Iterator[str]:
    note = map_.claims[claim_id].note
    if note is not None:
        yield from ("", *markdown_note(note))


def _parted(paragraphs: Iterable[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        yield from ("", paragraph)


def _place(claim_id: str) -> str:
    return f'<a id="{claim_id}"></a>'


BRIEF = Format(
    name="brief",
    label="Brief",
    suffixes=(".brief.md",),
    keeps="claims as prose, notes, an endnote for each quote with its translation, source, line and state",
    loses="tags, the contexts of quotes, the languages of sources, comments",
    export=export,
)


_SENTENCE_ENDS: Final = tuple(".!?…。！？”\"'»")
_CASE: Final = {Role.SUPPORT: "For it:", Role.COUNTER: "Against it:"}


@dataclass(frozen=True, slots=True)
class Prose:
    """A map to be told, with the places of those claims that have a paragraph of their own."""

    map_: ArgMap
    places: Mapping[str, int]
    """The number of the paragraph of each claim that is argued in one."""

    def lead(self, claim_id: str, emphasis: str = "") -> str:
        """The claim as a sentence, with the marks of the passages that say it, and of those that speak against it."""
        said, countered = self._marks(claim_id, Role.SUPPORT), self._marks(claim_id, Role.COUNTER)
        sentence = f"{emphasis}{_sentence(self.map_.claims[claim_id].text)}{emphasis}{said}"
        return f"{sentence} (but see {countered})" if countered else sentence

    def case(self, claim_id: str) -> Iterator[str]:
        """What stands for a claim, and what against it, beyond the passages that its lead has marks of."""
        here = self.places[claim_id]
        for role, begin in _CASE.items():
            links = (link for link in self.map_.links_to(claim_id) if link.role is role)
            steps = " ".join(self._step(link, here) for link in links if not is_plain(self.map_, link))
            if steps:
                yield f"*{begin}* {steps}"

    def premise(self, some_id: str, here: int) -> str:
        """A claim or a passage as a sentence of paragraph `here`."""
        if some_id in self.map_.quotes:
            quote = self.map_.quotes[some_id]
            return f"“{markdown_text(quote.translation or quote.text)}”{footnote_mark(some_id)}"
        if some_id in self.places:
            way = "above" if self.places[some_id] < here else "below"
            return f"{_sentence(self.map_.claims[some_id].text)} ([argued {way}](#{some_id}))"
        note = self.map_.claims[some_id].note
        return self.lead(some_id) + (f" ({markdown_note(note)[0]})" if note else "")

    def _step(self, link: Link, here: int) -> str:
        """The premises of a link, and why they may not carry it."""
        said = self._joined(link.premises, here)
        undercut = self.map_.claims[link.target].undercut.get(link.premises, ())
        against = " ".join(self._joined(group, here) for group in undercut)
        return f"{said} (This may not follow: {against})" if against else said

    def _joined(self, premises: Premises, here: int) -> str:
        said = " *And:* ".join(self.premise(some_id, here) for some_id in premises)
        return f"Taken together: {said}" if len(premises) > 1 else said

    def _marks(self, claim_id: str, role: Role) -> str:
        links = (link for link in self.map_.links_to(claim_id) if link.role is role)
        return " ".join(footnote_mark(link.premises[0]) for link in links if is_plain(self.map_, link))


def is_plain(map_: ArgMap, link: Link) -> bool:
    """Whether a link is one passage that nothing undercuts: a mark at its claim says all of it."""
    undercut = map_.claims[link.target].undercut
    return link.premises[0] in map_.quotes and len(link.premises) == 1 and link.premises not in undercut


def is_argued(map_: ArgMap, claim_id: str) -> bool:
    """Whether a claim takes more than a sentence with marks, or has a note of several paragraphs or a list."""
    note = map_.claims[claim_id].note
    if note is not None and len(markdown_note(note)) > 1:
        return True
    return any(link.role is not Role.UNDERCUT and not is_plain(map_, link) for link in map_.links_to(claim_id))


def argued_below(map_: ArgMap, root: str, met: set[str]) -> Iterator[str]:
    """The claims that `root` rests on and that take more than a sentence, each before what it rests on itself.

    Those in `met`, and what only they rest on, are left out; all that are come by are added to it.
    """
    met.add(root)
    stack = _claims_for(map_, root)
    while stack:
        claim_id = stack.pop()
        if claim_id in met:
            continue
        met.add(claim_id)
        if is_argued(map_, claim_id):
            yield claim_id
        stack.extend(_claims_for(map_, claim_id))


def _claims_for(map_: ArgMap, some_id: str) -> list[str]:
    """The claims that bear on a claim or undercut its links, the first of them last."""
    links = list(map_.links_to(some_id)) if some_id in map_.claims else []
    return [member for link in reversed(links) for member in reversed(link.premises) if member in map_.claims]


def _sentence(text: str) -> str:
    said = markdown_text(text)
    return said if said.endswith(_SENTENCE_ENDS) else f"{said}."

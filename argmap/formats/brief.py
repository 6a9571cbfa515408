"""A brief: claims as prose, with an endnote for each passage they rest on or that speaks against them.

Each thesis is a section. A claim that rests on other claims has a paragraph of its own; one that rests on passages
alone is a sentence, with their marks, in the paragraphs of the claims that it bears on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from argmap.formats.brief_prose import Prose, argued_below
from argmap.formats.format import Exported, Format, Material
from argmap.formats.losses import losses
from argmap.formats.markdown_citing import LOST, closing, loose_heading, opening
from argmap.formats.markdown_text import markdown_note
from argmap.graph import outline
from argmap.model import ArgMap


def export(material: Material) -> Exported:
    """The map as prose in GitHub Flavored Markdown, with endnotes."""
    whole = material.map
    met = set(whole.thesis)
    loose = [row.id for row in outline(whole) if not row.guides and row.id not in met]
    sections = {thesis: list(argued_below(whole, thesis, met)) for thesis in whole.thesis}
    further = [some for root in loose for some in (root, *argued_below(whole, root, met))]
    places = [*(some for thesis, below in sections.items() for some in (thesis, *below)), *further]
    prose = Prose(whole, {some_id: number for number, some_id in enumerate(places)})
    lines = list(opening(whole))
    for thesis, below in sections.items():
        lines += [
            "",
            f"## {_place(thesis)}{prose.lead(thesis)}",
            *_noted(whole, thesis),
            *_parted(prose.case(thesis)),
        ]
        for claim_id in below:
            lines += _paragraph(prose, claim_id)
    if further:
        lines += ["", loose_heading(whole)]
        for some_id in further:
            lines += _paragraph(prose, some_id)
    lines += closing(material, whole.quotes, with_words=True)
    return Exported("\n".join(lines) + "\n", losses(whole, *LOST))


def _paragraph(prose: Prose, some_id: str) -> Iterator[str]:
    """A claim or passage with what stands for and against it: one paragraph, unless its note has several."""
    if some_id in prose.whole.quotes:
        yield from ("", prose.premise(some_id, prose.places[some_id]))
        return
    said = f"{_place(some_id)}{prose.lead(some_id, emphasis='**')}"
    note = [*_noted(prose.whole, some_id)]
    if len(note) > 2:
        yield from ("", said, *note, *_parted(prose.case(some_id)))
    else:
        yield from ("", " ".join([said, *note[1:], *prose.case(some_id)]))


def _noted(whole: ArgMap, claim_id: str) -> Iterator[str]:
    note = whole.claims[claim_id].note
    if note is not None:
        yield from ("", *markdown_note(note))


def _parted(paragraphs: Iterable[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        yield from ("", paragraph)


def _place(claim_id: str) -> str:
    return f'<a id="{claim_id}"></a>'


FORMAT = Format(
    name="brief",
    label="Brief",
    suffixes=(".brief.md",),
    keeps="claims as prose, notes, an endnote for each quote with its translation, source, line and state",
    loses="tags, the contexts of quotes, the languages of sources, comments",
    export=export,
)

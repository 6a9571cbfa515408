"""W3C Web Annotation: the quotes of a map as annotations of their texts, and the annotations of others as quotes.

A quote is an annotation whose target is a passage: a TextQuoteSelector with its words and what stands around them,
and a TextPositionSelector, in code points, with the place where it stands now. Its translation, note and tags are
bodies, and so is each claim that it supports or counters.

Some things the standard has no place for (argmap's ids, the sources, where the passage was when it was anchored) stand
under keys `argmap:…`, which a second context makes terms of JSON-LD. **Out and in again gives the same sources and
quotes, the words of the claims that quotes alone support or counter, and those links**; all else is lost and said.

Coming in, what Hypothesis' API (`{"rows": […]}`) and its client (`{"annotations": […]}`) export is read as well. A
reply is a claim that bears on nothing, since nothing says whether it agrees; its note names what it answers. Who
annotated, and when, stands in the note; the label of a page becomes a page of the text that is made of the passages.
Format: https://www.w3.org/TR/annotation-model/ and https://h.readthedocs.io/en/latest/api-reference/.
"""

from argmap.formats.annotations.reading import looks_like, read
from argmap.formats.annotations.writing import export
from argmap.formats.format import Format

ANNOTATIONS = Format(
    name="annotations",
    label="W3C Web Annotation (JSON-LD)",
    suffixes=(".jsonld", ".annotations.json", ".json"),
    keeps="sources, quotes with anchors, translations, notes and tags, and the claims that they support or counter",
    loses="claims without quotes, links between claims, undercuts, theses, notes and tags of claims",
    export=export,
    read=read,
    looks_like=looks_like,
)

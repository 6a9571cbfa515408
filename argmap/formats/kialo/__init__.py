"""Kialo's text export of a discussion, in its old and its current form.

A pro supports the claim it stands under, a con counters it. `-> See 1.2.` is a link to the claim of that number. A
question is no claim: it goes into the map's note, and the theses under it are the map's. What is listed under
`Sources:` with a passage becomes a source with its URL, and the passage a quote that supports each claim in which its
`[n]` stood; one without a passage is named in the notes of these claims. Links inside a claim, which the old form has
instead, stay in its note: without a passage they would each need an empty text.
Format: https://support.kialo.com/en/hc/exporting-a-discussion/, and files that others have put on the web.
"""

from argmap.formats.format import Format
from argmap.formats.kialo.reading import looks_like, read

FORMAT = Format(
    name="kialo",
    label="Kialo text export",
    suffixes=(".txt",),
    keeps="theses, pros and cons, links between them, sources with URL and quoted passages",
    loses="votes, comments and authors, which the export does not have either",
    read=read,
    looks_like=looks_like,
)

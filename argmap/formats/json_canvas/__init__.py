"""JSON Canvas 1.0, which Obsidian and others show: the map laid out in boxes and arrows, and canvases as maps.

Going out, a claim is a box with its words, note and tags; a thesis begins with ◆. A quote is a box with its passage as
a Markdown quotation, its translation, and a link to its source. Every edge says `supports`, `counters` or `undercuts`
and has a colour. Linked premises meet in a small box with the sign of their role, and so does whatever undercuts a
link: an edge can only lead to a box, and a premise of two such links could not stand in two groups at once.

**Out and in again gives the same claims and quotes with their ids, words, translations, notes and tags, the paths and
titles of the sources that are quoted, all links, and the theses**, but for white space in everything except the
passages, whose context and place come back where the text is at hand and has them but once. Tags that Obsidian has no
sign for and all else are lost and said. A map without theses comes back with the claims that its argument ends in.

Coming in, what an edge does is told by its label, else by its colour (green, red, orange); an edge without either is
taken for a support, which is said. A box that is a quotation becomes a quote, a linked file or page a source. A group
that an edge leads out of is a group of linked premises; the name of any other becomes a tag of what is in it.
Format: https://jsoncanvas.org/spec/1.0/.
"""

from argmap.formats.format import Format
from argmap.formats.json_canvas.reading import looks_like, read
from argmap.formats.json_canvas.writing import export

CANVAS = Format(
    name="canvas",
    label="JSON Canvas (Obsidian)",
    suffixes=(".canvas", ".canvas.json", ".json"),
    keeps="claims, quotes, links, theses, translations, notes and tags, laid out",
    loses="the title, the places of quotes, all of sources but path and title, white space",
    export=export,
    read=read,
    looks_like=looks_like,
)

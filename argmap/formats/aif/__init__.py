"""AIF, the Argument Interchange Format, as JSON: what AIFdb, OVA and arguebuf read and write.

A claim is an information node (I), and so is a quote. A support is `I → RA → I`, a counter `I → CA → I`; linked
premises lead into one RA or CA; an undercut is `I → CA → RA` (or `→ CA`). Node ids are argmap's own ids.

AIF has no place for anchors, tags, notes or theses. They stand in a key `argmap` of the node and of the whole, which
other readers pass over: **out and in again gives the same map**, but for comments of the file and undecided
conflicts. A program that reads the file and writes its own loses that key, and quotes come back from it as claims.

Format: http://www.arg.tech/f/LREC2018-AIF.pdf; the JSON as http://www.aifdb.org gives it.
"""

from argmap.formats.aif.reading import looks_like, read
from argmap.formats.aif.writing import export
from argmap.formats.format import Format

FORMAT = Format(
    name="aif",
    label="AIF JSON (AIFdb)",
    suffixes=(".aif.json", ".json"),
    keeps="everything, the anchors of quotes, notes, tags and theses in keys that other programs pass over",
    loses="comments, undecided conflicts; coming in: dialogue, rephrasings, preferences, schemes by name",
    export=export,
    read=read,
    opens_texts=False,
    looks_like=looks_like,
)

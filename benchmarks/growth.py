"""How the time of every parser grows with the length of hostile inputs: the exponent, 1 for linear, 2 for quadratic.

python benchmarks/growth.py [PARSER…]     each parser and input that grows faster than a power of 1.3, then a summary
python benchmarks/growth.py --all         every one of them

Inputs are of 10 kB, 100 kB and 1 MB; a longer one is left out where it would take more than a minute. The exponent is
that of the last two lengths; below 20 ms nothing can be said, and the exponent is 0.
"""

import contextlib
import gc
import html
import io
import json
import math
import sys
import time
import zipfile
from collections.abc import Callable, Iterator

from argmap.documents.converting import convert
from argmap.documents.document import Unconvertible
from argmap.documents.entry import bibtex_entries, json_entries
from argmap.files.errors import UnreadableSource
from argmap.formats import Incoming, UnreadableFormat
from argmap.formats.format import ExportInput
from argmap.formats.import_file import read_as
from argmap.formats.json_canvas.boxes import box_text, markdown_of
from argmap.formats.registry import formats
from argmap.model import ArgMap, Claim, Quote, Source
from argmap.store import InvalidMap, loads
from argmap.store.scanner import scan
from argmap.text.folding import fold
from argmap.text.one_line import reading_line
from argmap.text.pages import pages_of
from argmap.text.reading import decode
from argmap.text.sentences import gaps, paragraph_at, sentences
from argmap.text.visible import visible_lines

LENGTHS = (10_000, 100_000, 1_000_000)
_MEASURABLE = 0.02
_LONGEST = 60.0
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_PARTS = {
    "epub": {
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
        "content.opf": '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata/><manifest>'
        '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="a"/></spine></package>',
        "a.xhtml": '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>@</p></body></html>',
    },
    "docx": {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body><w:p><w:r>'
        '<w:t xml:space="preserve">@</w:t></w:r></w:p></w:body></w:document>',
    },
}
"""The least files of a book and of a Word document, with `@` for their words."""

PIECES = (
    *" \n\t\u3000\u00a0-_=*#>|\\`~.:,;'\"/[](){}<&!@+a1é中",
    *("[[", "![", "](", "/*", "<!--", "//", "{{", "${", "[^", "**", "__", "``", "~~", "--", "->", "<-", "::", "\\\\"),
    *(
        "\n\n",
        "\n ",
        " \n",
        "\n- ",
        "\n  - ",
        "\n> ",
        "\n# ",
        "\n* ",
        "\n[",
        "\n<",
        "\n(",
        "\n1. ",
        "\n|",
        "\r",
        "\r\n",
    ),
    *(
        "a ",
        "a\n",
        "[a",
        "<a ",
        "(1) ",
        "a: ",
        "&amp",
        '"a',
        "'a",
        "a,",
        "a\t",
        "{a:",
        "[a]: ",
        "<a>: ",
        ".a",
        ":a ",
        "#a",
    ),
    *(
        "\n\n[a]: b",
        "\n  + ",
        "\n  - [a]",
        "{a: b}",
        "[a](",
        "=\n",
        "===\n",
        "a = [",
        '"""',
        "'''",
        "[a.",
        "a.a.",
        "att(a,b).\n",
    ),
)
"""What a hostile text repeats: openers that nothing closes, runs of blanks and of one character, nested lists."""
FRAMES = {
    "alone": "{}",
    "JSON text": '{{"nodes": [{{"id": "a", "type": "text", "text": "{}"}}], "edges": []}}',
    "TOML text": 'format = 1\n[map]\ntitle = "{}"\n',
    "paragraph": "<html><body><p>{}</p></body></html>",
    "Kialo text": "Discussion Title: a\n\n1. {}\n",
    "AIF text": '{{"nodes": [{{"nodeID": "1", "text": "{}", "type": "I"}}], "edges": [], "locutions": []}}',
    "annotation": '[{{"type": "Annotation", "target": {{"source": "a", "selector": '
    '{{"type": "TextQuoteSelector", "exact": "{}"}}}}}}]',
    "front matter": "===\na: {}\n===\n\n[a]: b\n",
    "metadata": "[a]: b {{a: {}}}\n",
}
"""What is around the pieces; a format is read with each of these that is named for it in `_FRAMES_OF`."""
_FRAMES_OF = {
    "canvas": ("JSON text",),
    "map": ("TOML text",),
    "kialo": ("Kialo text",),
    "aif": ("AIF text",),
    "xaif": ("AIF text",),
    "annotations": ("annotation",),
    "html": ("paragraph",),
    "argdown": ("front matter", "metadata"),
}
_WRITTEN_AS_JSON = ("JSON text", "TOML text", "AIF text", "annotation")
_HEAD = 'format = 1\n[map]\ntitle = "t"\n'
NUMBERED = {
    "claims that are not there": '[claims.a-@]\ntext = "a"\nsupported_by = ["b-@"]\n',
    "sources that are not there": '[quotes.a-@]\nsource = "b-@"\ntext = "a"\nat = 1\n[sources.c-@]\npath = "x"\n',
    "ids that are none": '[claims."A @"]\ntext = "a"\n',
    "ids twice": '[claims.a@]\ntext = "a"\n[sources.a@]\npath = "x"\n',
    "circles": '[claims.a@]\ntext = "a"\nsupported_by = ["a0", "a@1"]\n[claims.a@1]\ntext = "b"\n',
    "a chain": '[claims.a@]\ntext = "a"\nsupported_by = ["a@1"]\n[claims.a@1]\ntext = "b"\n',
    "undercuts of nothing": '[claims.a@]\ntext = "a"\n[claims.a@.undercut]\nb = ["c"]\n',
    "unknown keys": '[claims.a@]\ntext = "a"\nb@ = 1\n',
    "unknown tables": "[b@]\na = 1\n",
    "wrong types": "[claims.a@]\ntext = 1\n",
    "comments": '# @\n[claims.a@] # @\ntext = "a" # @\n# @\n',
    "the same comments": "# a\n",
    "conflict markers": "<<<<<<< a\na@ = 1\n=======\na@ = 2\n>>>>>>> b\n",
    "inline tables": "a@ = {\n}\n",
}
"""Pieces of a map that are written many times, each time with another number for `@`."""


def readers() -> Iterator[tuple[str, Callable[[str], object]]]:
    for known in formats():
        if known.read is not None:
            yield known.name, lambda text, known=known: read_as(Incoming(data=text.encode(), name="x"), known)
    yield "map", loads
    yield "scanner", lambda text: list(scan(text))
    yield "decoding", lambda text: decode(text.encode())
    yield "decoding gb18030", lambda text: decode((text + "统一").encode("gb18030"))
    yield "kinds of encodings", lambda text: decode(text.encode("gb18030") + b"\xd6\xd0\x81")
    for encoding in ("big5", "shift_jis", "euc_jp", "euc_kr", "utf-16", "cp1252"):
        yield (
            f"decoding {encoding}",
            lambda text, encoding=encoding: decode(text.encode(encoding, "replace") + b"\xe4 "),
        )
    for kind in ("html", "epub", "docx"):
        yield kind, lambda text, kind=kind: convert(kind, document(kind, text), "x", lambda _share: None, whole=False)
    for name in ("json", "bib"):
        yield f"entries {name}", lambda text, name=name: entries(name, text)
    for known in formats():
        if known.export is not None and known.name != "png":
            yield f"{known.name} export", lambda text, known=known: known.export(export_input(text))
    yield "sentences", lambda text: list(sentences(text))
    yield "paragraphs", lambda text: paragraph_at(text, len(text) // 2)
    yield "folding", fold
    yield "one line", lambda text: reading_line(f"a {text} b")
    yield "gaps", lambda text: sum(1 for _ in gaps(text))
    yield "pages", lambda text: pages_of(f"[{text}\f{text}")
    yield "visible", visible_lines
    yield "canvas box", lambda text: (said := box_text(text)) and markdown_of(said)


def document(kind: str, text: str) -> bytes:
    """A document whose one paragraph is `text`; as HTML, `text` itself."""
    if kind == "html":
        return text.encode()
    said = html.escape("".join(character for character in text if character >= " " or character in "\t\n"))
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, part in _PARTS[kind].items():
            archive.writestr(name, part.replace("@", said))
    return content.getvalue()


def entries(name: str, text: str) -> object:
    if name == "bib":
        return bibtex_entries(f"@article{{a, title = {{{text}}}}}\n{text}".encode(), "x.bib")
    return json_entries(json.dumps([{"type": "book", "title": text, "file": text}]).encode(), "x.json")


def export_input(text: str) -> ExportInput:
    """A map of which each part says `text`."""
    source = Source(path="a.txt", title=text, author=text)
    quote = Quote(source="s", text=text or "a", before=text, after=text, at=0, note=text)
    claims = {"c": Claim(text=text or "a", note=text, supported_by=(("q",),))}
    whole = ArgMap(title=text, thesis=("c",), sources={"s": source}, quotes={"q": quote}, claims=claims)
    return ExportInput(map=whole, texts={"s": text})


def seconds(read: Callable[[str], object], text: str) -> float:
    gc.collect()
    begin = time.process_time()
    with contextlib.suppress(UnreadableFormat, InvalidMap, UnreadableSource, Unconvertible, ValueError):
        read(text)
    return time.process_time() - begin


def exponent(read: Callable[[str], object], piece: str, frame: str, lengths: tuple[int, ...] = LENGTHS) -> float:
    """By what power the time grows, between the last two lengths that were measured."""
    taken: list[float] = []
    for length in lengths:
        if frame == "numbered":
            times = range(length // len(piece))
            taken.append(seconds(read, _HEAD + "".join(piece.replace("@", str(number)) for number in times)))
            continue
        body = piece * (length // len(piece.encode()))
        if frame in _WRITTEN_AS_JSON:
            body = json.dumps(body, ensure_ascii=False)[1:-1]  # TOML escapes what is in these as JSON does
        taken.append(seconds(read, FRAMES[frame].format(body)))
        if taken[-1] * 100 > _LONGEST and len(taken) > 1:
            break
    if len(taken) < 2 or taken[-1] < _MEASURABLE:
        return 0.0
    return math.log(taken[-1] / max(taken[-2], 1e-3), 10)


def main(words: list[str]) -> int:
    shows_all = "--all" in words
    chosen = [word for word in words if word != "--all"]
    worst: dict[str, float] = {}
    for name, read in readers():
        if chosen and name not in chosen:
            continue
        tried = [(frame, piece, piece) for frame in ("alone", *_FRAMES_OF.get(name, ())) for piece in PIECES]
        if name in ("map", "scanner"):
            tried += [("numbered", piece, said) for said, piece in NUMBERED.items()]
        for frame, piece, said in tried:
            power = exponent(read, piece, frame)
            worst[name] = max(worst.get(name, 0.0), power)
            if shows_all or power > 1.3:
                print(f"{name:18} {frame:12} {said!r:14} {power:.2f}", flush=True)
        print(f"{name:18} at most {worst[name]:.2f}", flush=True)
    return int(any(power > 1.3 for power in worst.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

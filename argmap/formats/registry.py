"""The formats that a map travels in, by name. The module of a format is imported when it is needed first."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from argmap.formats.format import Format, Incoming, UnreadableFormat, decoded

MODULES: Final[tuple[tuple[str, str], ...]] = (
    ("markdown", "argmap.formats.markdown"),
    ("brief", "argmap.formats.brief"),
    ("html", "argmap.formats.html"),
    ("svg", "argmap.formats.svg"),
    ("png", "argmap.formats.svg"),
    ("dot", "argmap.formats.dot"),
    ("mermaid", "argmap.formats.mermaid"),
    ("graphml", "argmap.formats.graphml"),
    ("argdown", "argmap.formats.argdown"),
    ("aif", "argmap.formats.aif"),
    ("xaif", "argmap.formats.aif"),
    ("canvas", "argmap.formats.json_canvas"),
    ("annotations", "argmap.formats.annotations"),
    ("json", "argmap.formats.json_map"),
    ("outline", "argmap.formats.outline"),
    ("csv", "argmap.formats.table"),
    ("tsv", "argmap.formats.table"),
    ("apx", "argmap.formats.solvers"),
    ("tgf", "argmap.formats.solvers"),
    ("kialo", "argmap.formats.kialo"),
    ("bibtex", "argmap.formats.bibliography"),
    ("csl", "argmap.formats.bibliography"),
    ("toml", "argmap.formats.toml_map"),
)
"""The names in the order in which they are listed, each with its module; the format is named in capitals there."""


ALIASES: Final = {
    "md": "markdown",
    "gfm": "markdown",
    "commonmark": "markdown",
    "htm": "html",
    "gv": "dot",
    "jsoncanvas": "canvas",
    "annotation": "annotations",
    "webannotation": "annotations",
    "webannotations": "annotations",
    "w3c": "annotations",
    "hypothesis": "annotations",
    "aifjson": "aif",
    "aifdb": "aif",
    "ova": "xaif",
    "kialotxt": "kialo",
    "bib": "bibtex",
    "biblatex": "bibtex",
    "zotero": "csl",
}
"""What people call formats, in small letters without signs, beside their names, labels and endings."""

OTHER_FORMATS: Final = {
    "yaml": "`json` holds the whole map",
    "yml": "`json` holds the whole map",
    "jsonl": "`json` holds the whole map",
    "json5": "`json` holds the whole map",
    "xml": "`graphml` is XML with the claims and links; `json` holds the whole map",
    "pdf": "export `html` or `brief`, and print it to PDF",
    "docx": "export `brief`, and let pandoc make a document of it",
    "odt": "export `brief`, and let pandoc make a document of it",
    "tex": "export `brief`, and let pandoc make LaTeX of it",
    "latex": "export `brief`, and let pandoc make LaTeX of it",
    "xlsx": "`csv` is opened by every spreadsheet",
    "excel": "`csv` is opened by every spreadsheet",
    "ods": "`csv` is opened by every spreadsheet",
    "jpg": "`png` is a picture of pixels, `svg` one of shapes",
    "jpeg": "`png` is a picture of pixels, `svg` one of shapes",
    "gif": "`png` is a picture of pixels, `svg` one of shapes",
    "webp": "`png` is a picture of pixels, `svg` one of shapes",
    "gml": "`graphml` is read by the programs that read GML",
    "gexf": "`graphml` is read by Gephi, too",
    "opml": "`outline` is indented text",
    "ris": "`bibtex` and `csl` are read by reference managers",
    "rdf": "`annotations` and `aif` are JSON that RDF tools read",
    "ttl": "`annotations` and `aif` are JSON that RDF tools read",
    "turtle": "`annotations` and `aif` are JSON that RDF tools read",
    "plantuml": "`mermaid` and `dot` are drawn by other programs",
    "drawio": "`svg` is opened by draw.io; `graphml` holds the links",
    "excalidraw": "`mermaid` is read by Excalidraw",
}
"""Formats that argmap has not, and what to use in place of them."""


def formats_called(word: str) -> tuple[Format, ...]:
    """The formats that a word can mean: by name, by what people call them, else by how the names of their files end.

    Several where the word does not settle it (`txt`).
    """
    wanted = _plain(word)
    names = dict(MODULES)
    if wanted in names or wanted in ALIASES:
        return (format_named(ALIASES.get(wanted, wanted)),)
    labelled = [known for known in formats() if wanted in _words_of_label(known.label)]
    if labelled or not wanted:
        return tuple(labelled)
    return tuple(known for known in formats() if f".{word.lower().removeprefix('.')}" in known.suffixes)


def meant(word: str) -> str | None:
    """The name of the format that a mistyped word means beyond doubt; None where it may mean another one.

    A letter too many, missing, wrong or in the wrong place, of a name of four letters and more.
    """
    from rapidfuzz.distance import OSA

    wanted = _plain(word)
    if len(wanted) < 3 or wanted in OTHER_FORMATS:
        return None
    known = {**{name: name for name, _ in MODULES}, **ALIASES}
    near = {target for name, target in known.items() if len(name) > 3 and OSA.distance(wanted, name) == 1}
    return near.pop() if len(near) == 1 else None


def _plain(word: str) -> str:
    """A word without signs and capitals: `CSL-JSON` is `csljson`."""
    return "".join(filter(str.isalnum, word.lower()))


def _words_of_label(label: str) -> frozenset[str]:
    """What a label calls its format: `DOT (Graphviz)` is `dot` and `graphviz`."""
    before, _, inside = label.partition("(")
    return frozenset(map(_plain, (label, before, inside)))


def format_named(name: str) -> Format:
    """The format of a name. Raises KeyError."""
    found = getattr(import_module(dict(MODULES)[name]), name.upper())
    assert isinstance(found, Format)
    return found


def format_for(name: str) -> Format | None:
    """The format that a new file of this name is to be written in; None where the name does not settle it.

    Of several formats whose names end so, the one with the longer ending is meant, then the one named like it.
    """
    fitting = [
        (len(suffix), suffix == f".{known.name}", known)
        for known in formats()
        if known.export is not None
        for suffix in known.suffixes
        if name.lower().endswith(suffix)
    ]
    ranks = [fit[:2] for fit in fitting]
    best = [known for *rank, known in fitting if tuple(rank) == max(ranks)]
    return best[0] if len(best) == 1 else None


def formats() -> tuple[Format, ...]:
    """Every format."""
    return tuple(format_named(name) for name, _ in MODULES)


def format_of(incoming: Incoming) -> Format:
    """The format that a file is in, by its name, else by its content. Raises UnreadableFormat.

    A name that ends as several formats' do (`.json`) says nothing by itself: the content decides among them.
    """
    readers = [known for known in formats() if known.read is not None]
    named = [known for known in readers if incoming.name.lower().endswith(known.suffixes)]
    if len(named) == 1:
        return named[0]
    for known in named or readers:
        if known.looks_like is not None and known.looks_like(incoming):
            return known
    if not decoded(incoming).strip():
        raise UnreadableFormat(incoming.name, "the file is empty; name one with an argument in it")
    names = ", ".join(known.name for known in readers)
    raise UnreadableFormat(incoming.name, f"not recognized as any format; choose one with --from: {names}")

"""An Argdown document as a map.

Statements become claims, and so do arguments that are only described. A premise–conclusion structure becomes linked
premises for each of its inferences; what else is known of its argument goes into the note of the conclusion. An
undercut of a statement or described argument undercuts the links from it. Contradiction counters both ways, and so
does, in strict mode, an attack between statements; entailment supports. Headings become tags.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from argmap.formats.argdown.debate import Debate, Element
from argmap.formats.argdown.document import Document, Sort
from argmap.formats.argdown.elements import OWN, Elements, texts_of
from argmap.formats.argdown.including import Whole, included
from argmap.formats.argdown.linking import denials, link
from argmap.formats.argdown.parsing import FRONT_MATTER, parsed
from argmap.formats.argdown.tokens import EndlessError
from argmap.formats.decoding import decoded
from argmap.formats.format import Imported, Incoming, UnreadableFormat, Untaken
from argmap.formats.gathering import Gathering, titled
from argmap.formats.losses import counted
from argmap.formats.outline_lines import fences

_TITLED: Final = re.compile(r"^[ \t]*(?:\[[^\]\n]+\]|<[^>\n-][^>\n]*>)(?::\s|\s*$)", re.MULTILINE)
_CLOSING: Final = re.compile(r"[ \t>]*(?:`{3,}|~{3,})[ \t]*")
_RELATED: Final = re.compile(r"^[ \t]+(?:<?[-+_]|[-+_]>|><)[ \t]+[\[<]", re.MULTILINE)


def read(incoming: Incoming) -> Imported:
    """The map that a document makes. Raises UnreadableFormat."""
    text, outside = _in_fences(decoded(incoming).replace("\r", "\n"))
    whole = included(incoming.name, text, incoming.neighbour)
    try:
        document = parsed(whole.text)
    except EndlessError as fault:
        file, line = whole.place(fault.line)
        raise UnreadableFormat(file or incoming.name, str(fault), line) from fault
    imported = _imported(document, titled(incoming))
    if OWN in document.front_matter and not text.endswith("\n"):
        outside.append(
            Untaken("the end of the file, which argmap ends with a line break; it is cut off", text.count("\n") + 1)
        )
    untaken = (*outside, *whole.untaken, *(_placed(whole, each) for each in imported.untaken))
    if not imported.map.ids and OWN not in document.front_matter:
        why = f"{untaken[0].said}; " if untaken else ""
        said = f"no statement of Argdown stands here; {why}write one as `[Title]: text`, or name another format"
        raise UnreadableFormat(incoming.name, said, untaken[0].line if untaken else None)
    return replace(imported, untaken=tuple(sorted(untaken, key=lambda each: each.line or 0)))


def looks_like_argdown(incoming: Incoming) -> bool:
    """Whether a text has titles in brackets as well as relations to such."""
    try:
        text = decoded(incoming)
    except UnreadableFormat:
        return False
    blocks = [*fences(text)]
    if any(_is_argdown(info) for _, _, info in blocks):
        return True
    lines = text.split("\n")
    for first, last, _ in blocks:  # what other code holds says nothing of the document
        lines[first - 1 : last] = [""] * (last - first + 1)
    outside = "\n".join(lines)
    return _TITLED.search(outside) is not None and _RELATED.search(outside) is not None


def _in_fences(text: str) -> tuple[str, list[Untaken]]:
    """The Argdown in the fenced blocks of a Markdown document, each line where it stands; all of another text.

    With it, what is left out: the other words of the document, and the front matter of all blocks but the first.
    """
    blocks = [(first, last) for first, last, info in fences(text) if _is_argdown(info)]
    if not blocks:
        return text, []
    lines = text.split("\n")
    kept = [""] * len(lines)
    left = []
    for number, (first, last) in enumerate(blocks):
        end = last if last > first and _CLOSING.fullmatch(lines[last - 1]) else last + 1
        margin = lines[first - 1][: len(lines[first - 1]) - len(lines[first - 1].lstrip(" \t>"))]
        inside = [line.removeprefix(margin) for line in lines[first : end - 1]]
        matter = FRONT_MATTER.match("\n".join(inside)) if number else None
        if matter:
            passed = matter[0].count("\n") + 1
            inside[:passed] = [""] * passed
            left.append(Untaken("the front matter of a further block; only that of the first counts", first + 1))
        kept[first : first + len(inside)] = inside
    within = {number for first, last in blocks for number in range(first, last + 1)}
    outside = [number for number, line in enumerate(lines, start=1) if line.strip() and number not in within]
    if outside:
        left.append(
            Untaken(f"{counted(len(outside), 'line')} outside the blocks of Argdown, the first here", outside[0])
        )
    return "\n".join(kept), left


def _is_argdown(info: str) -> bool:
    """Whether a fenced block says that it is Argdown, as `argdown`, `argdown-map` or `{.argdown}`."""
    return re.match(r"\{?\s*\.?argdown(?:-map)?\b", info, re.IGNORECASE) is not None


def _imported(document: Document, fallback_title: str) -> Imported:
    gathering = Gathering()
    gathering.untaken += document.untaken
    if document.comments:
        gathering.leave(f"comments, {len(document.comments)} in number, the first here", document.comments[0])
    debate = Debate(document, gathering.leave)
    found = document.front_matter.get(OWN)
    own = found if isinstance(found, dict) else None
    denying = denials(debate) if own is not None else {}
    elements = Elements(gathering, own)
    ids = elements.add_all(each for each in debate.elements if not each.inferred and each not in denying)
    _describe(debate, elements, ids)
    link(gathering, debate, ids, denying)
    thesis = own.get("thesis") if own is not None else None
    return gathering.imported(
        _title(document, fallback_title),
        note=elements.note_of_map(document.front_matter),
        thesis=None if thesis is None else [some for some in texts_of(thesis) if some in gathering.claims],
    )


def _title(document: Document, fallback: str) -> str:
    title = document.front_matter.get("title")
    headings = (block.heading.title for block in document.blocks if block.heading and block.heading.title)
    return title if isinstance(title, str) and title else next(headings, fallback)


def _describe(debate: Debate, elements: Elements, ids: Mapping[Element, str]) -> None:
    """What is known of arguments and inferences goes to their conclusions."""
    for argument in debate.of_sort(Sort.ARGUMENT):
        for inferred in argument.inferred:
            conclusion = inferred.conclusion
            if conclusion in ids:
                rules = ", ".join(inferred.inference.rules)
                elements.add_note(ids[conclusion], f"inference: {rules}" if rules else None)
                if inferred is argument.inferred[-1]:
                    elements.describe(ids[conclusion], argument, with_tags=conclusion.title is None)


def _placed(whole: Whole, untaken: Untaken) -> Untaken:
    """The same with the line of its own file, which is said where that is an included one."""
    if untaken.line is None:
        return untaken
    file, line = whole.place(untaken.line)
    return Untaken(f"{file}:{line}: {untaken.said}") if file else replace(untaken, line=line)

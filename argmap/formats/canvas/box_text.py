"""The Markdown in a box of a canvas: plain words on their way into it, and back.

Words are escaped for the Markdown of Obsidian, which is CommonMark with highlights, comments, tags and formulas.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from typing import Final
from urllib.parse import quote as percent_encoded
from urllib.parse import unquote

from argmap.graph.signs import ROLE_SIGN, THESIS_SIGN
from argmap.model import Role
from argmap.text.one_line import reading_line

JOINT_SIGNS: Final = {**{sign: role for role, sign in ROLE_SIGN.items()}, "-": Role.COUNTER, "&": None}
"""What stands in a box in which linked premises meet, and what it says of their role."""

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~$=^%]|&(?=[#\w])")
_LINE_BEGIN = re.compile(r"^(\s*)(?=[-+:])|^(\s*\d+)(?=[.)])")
_MARKUP = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<entity>&#?\w+;)"
    r"|!?\[\[(?:[^\[\]|]*\|)?(?P<page>[^\[\]|]*)\]\]"  # no `[` in it: a text of nothing but `[` is read once
    r"|!?\[(?P<label>(?:\\.|[^\[\]\\])*)\]\([^()]*\)"
    r"|<[^<>]*>|\*\*|==|~~|`|\*(?=\S)|(?<=\S)\*|(?<!\w)_|_(?!\w)"
)
_NOTE: Final = "Note: "
"""Before the note on a quotation, which follows its translation."""
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n")
_HEADING = re.compile(r"^\s*(?:#{1,6}\s+|[-*+]\s+)")
_TAG: Final = r"#(?=[\d/-]*[^\W\d])([\w/-]+)"
_TAGS = re.compile(rf"\s*(?:{_TAG}\s*)+")
_SOURCE = re.compile(r'—\s*\[(?P<label>(?:\\.|[^\]\\])*)\]\((?P<path>[^\s()]*)(?:\s+"(?P<id>[^"]*)")?\)')


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """Where a quotation in a box says that it is from."""

    path: str
    title: str
    """Empty where it has none."""
    id: str
    doubt: str = ""
    """What to say where it is not sure that the passage stands there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxText:
    """What a box says."""

    text: str
    """The claim on one line; the passage as it stands, where it is a quotation."""
    is_thesis: bool = False
    is_quotation: bool = False
    translation: str = ""
    """Of a quotation, on one line."""
    note: tuple[str, ...] = ()
    """Its paragraphs."""
    tags: tuple[str, ...] = ()
    cited: Cited | None = None


def one_line(text: str) -> str:
    """A text on one line, as Markdown shows a paragraph."""
    return reading_line(text)


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a text, with their line breaks, which Obsidian shows."""
    return [lines for part in _BLANK_LINES.split(text) if (lines := _tidy_lines(part))]


def can_be_tag(tag: str) -> bool:
    """Whether Obsidian has a sign for a tag: one word, not of digits alone."""
    return re.fullmatch(_TAG, f"#{tag}") is not None


def markdown_of(box: BoxText) -> str:
    """A box as Markdown."""
    if box.is_quotation:
        blocks = ["\n".join(f"> {_escaped(line)}" for line in box.text.split("\n"))]
    else:
        blocks = [f"{THESIS_SIGN} {_claim(box.text)}" if box.is_thesis else _claim(box.text)]
    if box.translation:
        blocks.append(_guarded(box.translation) if box.translation.startswith(_NOTE) else _escaped(box.translation))
    blocks += [
        (_NOTE if box.is_quotation and not at else "") + _escaped_lines(said) for at, said in enumerate(box.note)
    ]
    if box.tags:
        blocks.append(" ".join(f"#{tag}" for tag in box.tags))
    if box.cited:
        label, path = _escaped(box.cited.title or box.cited.id), percent_encoded(box.cited.path, safe="/")
        blocks.append(f'— [{label}]({path} "{box.cited.id}"){box.cited.doubt}')
    return "\n\n".join(blocks)


def box_text(markdown: str) -> BoxText | None:
    """What a box with this Markdown says; None where it has no words."""
    lines = markdown.strip("\n").split("\n")
    quoted = next((at for at, line in enumerate(lines) if not line.lstrip().startswith(">")), len(lines))
    rest = _BLANK_LINES.split("\n".join(lines[quoted:]))
    blocks = [block.strip("\n") for block in rest if block.strip()]
    if not quoted and not blocks:
        return None
    first = "" if quoted else blocks.pop(0)
    cited = _cited(blocks)
    tags = tuple(re.findall(_TAG, blocks.pop())) if blocks and _TAGS.fullmatch(blocks[-1]) else ()
    if quoted:
        begins = next((at for at, block in enumerate(blocks) if block.startswith(_NOTE)), len(blocks))
        translation = " ".join(map(_line, blocks[:begins]))
        note = [block.removeprefix(_NOTE) for block in blocks[begins:]]
        passage = "\n".join(_plain(re.sub(r"^\s*> ?", "", line)) for line in lines[:quoted])
        found = BoxText(
            text=passage,
            is_quotation=True,
            translation=translation,
            note=_paragraphs(note),
            tags=_tidy(tags),
            cited=cited,
        )
    else:
        bare = _HEADING.sub("", first).strip()
        is_thesis = bare.startswith(THESIS_SIGN)
        text = _line(bare.removeprefix(THESIS_SIGN))
        found = BoxText(text=text, is_thesis=is_thesis, note=_paragraphs(blocks), tags=_tidy(tags))
    return found if found.text.strip() else None


def _claim(text: str) -> str:
    """The words of a claim, so that they are not taken for a sign of ours."""
    return _guarded(text) if text in JOINT_SIGNS or text.startswith(THESIS_SIGN) else _escaped(text)


def _guarded(text: str) -> str:
    """Words that begin like something of ours, and are not."""
    return f"&#{ord(text[0])};{_escaped(text[1:])}"


def _line(markdown: str) -> str:
    return one_line(_plain(markdown))


def _paragraphs(blocks: Sequence[str]) -> tuple[str, ...]:
    return tuple(lines for block in blocks if (lines := _tidy_lines(_plain(block))))


def _tidy_lines(text: str) -> str:
    return "\n".join(line for each in text.split("\n") if (line := one_line(each)))


def _escaped_lines(text: str) -> str:
    return "\n".join(map(_escaped, text.split("\n")))


def _escaped(text: str) -> str:
    return _LINE_BEGIN.sub(r"\1\2\\", _SPECIAL.sub(r"\\\g<0>", text))


def _plain(markdown: str) -> str:
    return _MARKUP.sub(_words, markdown)


def _words(found: re.Match[str]) -> str:
    entity = unescape(found["entity"]) if found["entity"] else None
    label = _plain(found["label"]) if found["label"] else None
    return found["escaped"] or entity or found["page"] or label or ""


def _cited(blocks: list[str]) -> Cited | None:
    """The source that the last block names, which is taken off."""
    found = _SOURCE.match(blocks[-1].strip()) if blocks else None
    if found is None:
        return None
    blocks.pop()
    title, some_id = _line(found["label"]), found["id"] or ""
    return Cited(path=unquote(found["path"]), title="" if title == some_id else title, id=some_id)


def _tidy(tags: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(set(tags)))

"""What changed, as plain text, in colour, as Markdown for a review comment, and as JSON."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from argmap.cli.output import on_terminal, say_lines
from argmap.diff import Changes, ElementChange, FieldChange, How, Line, LinkChange, Piece, Tone, stat, told, wording
from argmap.diff.changes import PROSE_FIELDS
from argmap.model import Address, ArgMap, Link
from argmap.text.visible import visible_line

_STYLE = {
    Tone.GONE: "red strike",
    Tone.NEW: "bold green",
    Tone.ID: "cyan",
    Tone.REMINDER: "dim",
    Tone.CONSEQUENCE: "bold yellow",
}
_SIGN_STYLE = {"+": "bold green", "-": "bold red", "~": "bold blue", "!": "bold yellow"}


class MapDiff(NamedTuple):
    """What changed in one map, and what its two versions are called."""

    old_name: str
    new_name: str
    changes: Changes

    @property
    def name(self) -> str:
        """Both names in one."""
        return self.new_name if self.old_name == self.new_name else f"{self.old_name} → {self.new_name}"


def numbers(changes: Changes) -> str:
    """How much changed, in one line: `claims: 1 added, 2 changed; links: 1 lost`."""
    parts = []
    for what, counted in stat(changes).items():
        if what == "map":
            parts.append("the map changed")
        else:
            parts.append(f"{what}: " + ", ".join(f"{number} {how}" for how, number in counted.items()))
    return "; ".join(parts)


def text_lines(compared: MapDiff) -> Iterator[str]:
    """Plain text, with what went and came in `[-…-]` and `{+…+}`."""
    yield compared.name
    for line in told(compared.changes):
        body = "".join(map(_plain, line.pieces))
        yield f"{'    ' * line.depth}{line.sign or ' '} {body}"


def _plain(piece: Piece) -> str:
    if piece.tone is Tone.GONE:
        return f"[-{piece.text}-]"
    return f"{{+{piece.text}+}}" if piece.tone is Tone.NEW else piece.text


def print_diff(compared: MapDiff) -> None:
    """Prints what changed, in colour where git would do so."""
    if _in_colour():
        _print_in_colour(compared)
    else:
        say_lines(text_lines(compared))


def _in_colour() -> bool:
    """Whether a person sees it and wants colours: by NO_COLOR, else by git's settings, where there is a git."""
    if os.environ.get("NO_COLOR"):
        return False
    from argmap.git.faults import GitFault
    from argmap.git.running import Git

    try:
        return Git(Path()).in_colour(terminal=on_terminal())
    except GitFault:
        return on_terminal()


def _print_in_colour(compared: MapDiff) -> None:
    """Prints in colour, wrapped under the line's own beginning."""
    from rich.console import Console
    from rich.text import Text

    console = Console(force_terminal=True)
    console.print(Text(visible_line(compared.name), "bold underline"), soft_wrap=True)
    for line in told(compared.changes):
        indent = "    " * line.depth
        body = Text.assemble(*((visible_line(piece.text), _STYLE.get(piece.tone, "")) for piece in line.pieces))
        for number, row in enumerate(body.wrap(console, max(console.width - len(indent) - 2, 24))):
            row.rstrip()
            sign = Text(f"{indent}{line.sign or ' '} ", _SIGN_STYLE.get(line.sign, ""))
            console.print((Text(indent + "  ") if number else sign) + row, soft_wrap=True)


def markdown_lines(compared: MapDiff, *, only_numbers: bool = False) -> Iterator[str]:
    """Markdown for a review comment: what a text holds is never read as markup, a mention or a link."""
    yield f"### {_escaped(compared.name)}"
    yield ""
    yield _escaped(numbers(compared.changes))
    if only_numbers:
        return
    yield ""
    for line in told(compared.changes):
        yield f"{'  ' * line.depth}- {_markdown_sign(line)}{''.join(map(_markdown, line.pieces))}"


def _markdown_sign(line: Line) -> str:
    return {"+": "➕ ", "-": "➖ ", "~": "✏️ ", "!": "⚠️ "}.get(line.sign, "")


def _markdown(piece: Piece) -> str:
    text = _escaped(piece.text)
    match piece.tone:
        case Tone.GONE:
            return f"<del>{text}</del>"
        case Tone.NEW:
            return f"<ins>{text}</ins>"
        case Tone.ID:
            return f"<code>{text}</code>"
        case Tone.CONSEQUENCE:
            return f"<strong>{text}</strong>"
    return text


def _escaped(text: str) -> str:
    """Every ASCII sign that Markdown, HTML or GitHub could read, as a character reference."""
    line = visible_line(text)
    return "".join(f"&#{ord(char)};" if char in "&<>\"'`*_~[](){}\\|#@!$^" else char for char in line).replace(
        "://", ":&#47;/"
    )


def as_json(compared: MapDiff, *, only_numbers: bool = False) -> dict[str, Any]:
    """Everything that changed, for programs."""
    told_as_json: dict[str, Any] = {
        "old": compared.old_name,
        "new": compared.new_name,
        "stat": stat(compared.changes),
    }
    if not only_numbers:
        told_as_json["renamed"] = dict(compared.changes.renamed)
        arisen, decided = compared.changes.arisen, compared.changes.decided
        told_as_json["conflicts"] = {
            "arisen": [_conflict(where, compared.changes.new) for where in arisen],
            "decided": [_conflict(where, compared.changes.old) for where in decided],
        }
        told_as_json["changes"] = [_element(element, compared.changes) for element in compared.changes.elements]
    return told_as_json


def _conflict(where: Address, whole: ArgMap) -> dict[str, Any]:
    conflict = whole.conflicts[where]
    return {"where": where, "base": conflict.base, "ours": conflict.ours, "theirs": conflict.theirs}


def _element(element: ElementChange, changes: Changes) -> dict[str, Any]:
    whole = changes.old if element.how is How.REMOVED else changes.new
    return {
        "section": element.section,
        "id": element.id,
        "how": element.how,
        **({"old_id": element.old_id} if element.old_id else {}),
        **(
            {"text": getattr(whole, element.section)[element.id].text}
            if element.section in ("claims", "quotes")
            else {}
        ),
        "fields": [
            {
                "name": changed.name,
                "old": changed.old,
                "new": changed.new,
                **(_words(changed) if changed.name in PROSE_FIELDS else {}),
            }
            for changed in element.fields
        ],
        "links": [_link_change(changed) for changed in element.links],
        "consequences": element.consequences,
    }


def _words(changed: FieldChange) -> dict[str, Any]:
    marked = wording(str(changed.old or ""), str(changed.new or ""))
    return {"same_words": changed.same_words, "words": [(stretch.mark, stretch.text) for stretch in marked]}


def _link_change(changed: LinkChange) -> dict[str, Any]:
    return {"how": changed.how, "old": list(map(_link, changed.old)), "new": list(map(_link, changed.new))}


def _link(link: Link) -> dict[str, Any]:
    against = {"against": link.against} if link.against else {}
    return {"from": link.premises, "role": link.role, "to": link.target, **against}

"""A map as Argdown, so that the real program reads the same statements and relations, and `reading` the same map.

Ids are titles, for titles know no escapes. A link from one premise that nobody undercuts is a line under its claim.
Every other link is an argument with a premise–conclusion structure: only its inference can be undercut, and only its
premises hold together. Such an argument concludes with a claim; to counter one it needs a statement that denies the
claim, and to undercut one that denies the inference. These two kinds of statements say so in their metadata.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Final

from argmap.corpus import QuoteState
from argmap.formats.format import Exported, ExportInput, Part, losses
from argmap.model import ArgMap, Claim, Link, Quote, Role, Source, premises_text
from argmap.text.one_line import reading_line
from argmap.text.visible import PICTURES, visible_line

QUOTE: Final = "quote"
DENIAL: Final = "denial"
UNDERCUT: Final = "undercut"
"""The kinds of statements that are no claims, as the metadata tell them."""


_MISREAD_TITLES: Final = frozenset({"constructor"})
"""Ids that stop the real program: JavaScript's objects have a member of that name."""


Data = dict[str, str]
"""Metadata, by key; the values are YAML already."""


def written(export_input: ExportInput) -> Exported:
    """The map in Argdown."""
    map_ = export_input.map
    blocks = [_front_matter(map_)]
    first = list(dict.fromkeys(claim_id for claim_id in map_.thesis if claim_id in map_.claims))
    for claim_id in (*first, *sorted(map_.claims.keys() - first)):
        blocks += _claim(map_, claim_id)
    for quote_id in sorted(map_.quotes):
        blocks.append(_quote(quote_id, map_.quotes[quote_id], export_input.quote_states.get(quote_id)))
    if len(blocks) == 1:
        blocks.append(f"# {escaped(shown(map_.title)) or '…'}")
    return Exported("\n\n".join(blocks) + "\n", losses(map_, Part.COMMENTS, Part.CONFLICTS))


def title_of(some_id: str) -> str:
    """The title under which a claim or quote stands."""
    return some_id.capitalize() if some_id in _MISREAD_TITLES else some_id


def _front_matter(map_: ArgMap) -> str:
    lines = [f"title: {yaml_string(map_.title)}", "model:", "  removeTagsFromText: true", "argmap:", "  format: 1"]
    lines.append(f"  thesis: {_yaml_list(map_.thesis)}")
    if map_.note is not None:
        lines.append(f"  note: {yaml_string(map_.note)}")
    if map_.sources:
        lines.append("  sources:")
    for source_id in sorted(map_.sources):
        lines.append(f"    {yaml_string(source_id)}:")
        lines += (f"      {key}: {value}" for key, value in _source_data(map_.sources[source_id]).items())
    return "\n".join(("===", *lines, "==="))


def _source_data(source: Source) -> Data:
    data: Data = {}
    for field in fields(source):
        value = getattr(source, field.name)
        if isinstance(value, tuple):
            data |= {field.name: _yaml_list(value)} if value else {}
        elif value is not None:
            data[field.name] = yaml_string(value) if isinstance(value, str) else str(value)
    return data


def _claim(map_: ArgMap, claim_id: str) -> Iterator[str]:
    """The statement with its plain links, then an argument for every other link, and what these conclude with."""
    claim = map_.claims[claim_id]
    links = list(map_.links_to(claim_id))
    lines = [_statement(claim_id, claim.text, claim.tags, _texts(note=claim.note))]
    lines += (
        f"  {'+' if link.role is Role.SUPPORT else '-'} [{title_of(link.premises[0])}]"
        for link in links
        if _is_plain(link, claim)
    )
    yield "\n".join(lines)
    argued = [link for link in links if not _is_plain(link, claim) and not _undercuts_alone(link)]
    if any(link.role is Role.COUNTER for link in argued):
        denial = _statement(f"not {claim_id}", f"¬ {claim.text}", (), {"kind": yaml_string(DENIAL)})
        yield f"{denial}\n  -> [{title_of(claim_id)}]"
    for link in argued:
        yield from _argument(link, claim)


def _is_plain(link: Link, claim: Claim) -> bool:
    return link.role is not Role.UNDERCUT and len(link.premises) == 1 and link.premises not in claim.undercut


def _undercuts_alone(link: Link) -> bool:
    """Whether it is written as a line under the inference that it undercuts."""
    return link.role is Role.UNDERCUT and len(link.premises) == 1


def _argument(link: Link, claim: Claim) -> Iterator[str]:
    """A link as an argument: its premises, its inference with the undercuts of that, its conclusion."""
    lines = [f"<{_name(link)}>", ""]
    lines += (f"({number}) [{title_of(premise)}]" for number, premise in enumerate(link.premises, 1))
    lines.append("----")
    against = claim.undercut.get(link.premises, ()) if link.role is not Role.UNDERCUT else ()
    lines += (f"  <_ [{title_of(premises[0])}]" for premises in against if len(premises) == 1)
    denied = f"not {_name(link)}"
    if any(len(premises) > 1 for premises in against):
        lines.append(f"  <_ [{denied}]")
        yield _statement(denied, f"¬ ({_name(link)})", (), {"kind": yaml_string(UNDERCUT)})
    lines.append(f"({len(link.premises) + 1}) [{_conclusion(link, claim)}]")
    yield "\n".join(lines)


def _conclusion(link: Link, claim: Claim) -> str:
    if link.role is Role.UNDERCUT:
        role = claim.role_of(link.against) or Role.SUPPORT
        return f"not {_name(Link(link.against, role, link.target))}"
    return title_of(link.target) if link.role is Role.SUPPORT else f"not {link.target}"


def _name(link: Link) -> str:
    """The title of a link's argument, unlike that of any other: ids hold no spaces."""
    premises = premises_text(link.premises)
    if link.role is Role.UNDERCUT:
        return f"{premises} undercuts {premises_text(link.against)} for {link.target}"
    return f"{premises} {'for' if link.role is Role.SUPPORT else 'against'} {link.target}"


def _quote(quote_id: str, quote: Quote, quote_state: QuoteState | None) -> str:
    data = {"kind": yaml_string(QUOTE), "source": yaml_string(quote.source)}
    if quote_state is not None:
        data |= {"line": str(quote_state.line)} if quote_state.line else {}
        data["state"] = yaml_string(quote_state.state)
    data |= _texts(translation=quote.translation, note=quote.note)
    data |= _texts(before=quote.before or None, after=quote.after or None)
    data["at"] = str(quote.at)
    data |= {} if quote.alike is None else {"alike": str(quote.alike)}
    return _statement(quote_id, quote.text, quote.tags, data | _texts(blob=quote.blob))


def _statement(title: str, text: str, tags: Iterable[str], data: Data) -> str:
    """A definition; the metadata hold the text and the tags where the line itself cannot."""
    line = shown(text)
    marks = {tag: tag_mark(tag) for tag in tags}
    data = data | (_texts(text=text) if line != text else {})
    if None in marks.values():
        data["tags"] = _yaml_list(tag for tag, mark in marks.items() if mark is None)
    head = " ".join((f"[{title_of(title)}]:", escaped(line), *filter(None, marks.values())))
    return f"{head} {{\n{_yaml_lines(data)}}}" if data else head


def _texts(**some: str | None) -> Data:
    return {key: yaml_string(text) for key, text in some.items() if text is not None}


def _yaml_lines(data: Mapping[str, str]) -> str:
    return "".join(f"  {key}: {value}\n" for key, value in data.items())


def _yaml_list(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(yaml_string, texts))}]"


_SIGN: Final = re.compile(
    r"[\\\[\]<>{}#@*_]"
    r"|^[-+]"
    r"|/(?=[/*])"  # a comment
    r"|=(?===)"  # front matter
    r"|(?<=@include)\("  # replaced by a file before anything is read
    r"|\.(?=[^ ]+?\.)|:(?=[^ ]+?:)"  # a shortcode: `.n.` shows as a cross
)
_YAML_SIGN: Final = re.compile(
    r"[{}]|=(?==)|(?<==)=|@(?=include\()|[\ufeff\ufffe\uffff"
    + "".join(map(re.escape, map(chr, sorted(PICTURES))))
    + "]"
)
_TAG: Final = re.compile(r"(?!\s)[^)\n]{1,200}(?<!\s)")


def shown(text: str) -> str:
    """A text on one line and without dangerous characters: what an Argdown statement can say of it."""
    return visible_line(reading_line(text))


def escaped(line: str) -> str:
    """A line such as `shown` gives, written so that Argdown reads these very characters."""
    return _SIGN.sub(r"\\\g<0>", line)


def yaml_string(text: str) -> str:
    """A text as YAML's double-quoted string that Argdown's lexer takes whole, on one line.

    JSON's escapes are YAML's too. A closing brace would end the metadata, and `===` the front matter, so these are
    escaped as well; so is what must not reach a terminal, for people read these files there.
    """
    quoted = json.dumps(text, ensure_ascii=False)
    return _YAML_SIGN.sub(_code, quoted)


def tag_mark(tag: str) -> str | None:
    """A tag as it is written in a text; None where Argdown, which knows no escapes in tags, cannot write it so."""
    map_ = _TAG.fullmatch(tag) and visible_line(tag) == tag and "@include(" not in tag
    return f"#({tag})" if map_ else None


def _code(sign: re.Match[str]) -> str:
    code = ord(sign[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"

"""Markdown: the argument as a nested outline that a person would send to a colleague.

Each thesis is a section, and below it a list of what speaks for and against it, down to the quotes. An element that
bears on several claims stands in full once, and is named with a link to that place everywhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote

from argmap.formats.format import Exported, ExportInput, Format, Part, losses
from argmap.formats.sources import line_of, state_text, title_of
from argmap.graph import Kind, Row, outline
from argmap.model import ArgMap, Quote, Role, Source
from argmap.text.one_line import reading_line
from argmap.text.sentences import blocks_of
from argmap.text.visible import visible_line

_ROLE: Final = {Role.SUPPORT: "Support", Role.COUNTER: "Counter", Role.UNDERCUT: "Undercut (it does not follow)"}
_ENTRY: Final = re.compile(r"- |\d+\. ")
"""How the line of a list begins, and no line of a paragraph: there the sign is escaped."""


def export(export_input: ExportInput) -> Exported:
    """The map as GitHub Flavored Markdown with footnotes."""
    map_, rows = export_input.map, outline(export_input.map)
    named_again = frozenset(row.id for row in rows if row.again and row.kind is Kind.CLAIM)
    cited = dict.fromkeys(row.id for row in rows if row.kind is Kind.QUOTE)
    lines = list(opening(map_))
    for section in sections(map_, rows):
        lines += _heading(section, map_, named_again)
        lines += [_item(entry, map_, named_again) for entry in section.entries]
    lines += closing(export_input, cited)
    return Exported("\n".join(lines) + "\n", losses(map_, *LOST, Part.CLAIM_IDS))


def _heading(section: Section, map_: ArgMap, named_again: frozenset[str]) -> Iterator[str]:
    """A heading and what comes before its list; its claim is named, too, where the section goes on with it."""
    if section.head is None:
        yield from ("", loose_heading(map_), "")
        return
    claim = map_.claims[section.head.id]
    if section.is_continuation:
        yield from ("", f"### {_place(section.head.id)}{markdown_text(claim.text)}", "")
    elif section.head.again:
        yield from ("", f"## {markdown_text(claim.text)}", "", f"Shown [in full](#{section.head.id}) under another.")
    else:
        place = _place(section.head.id) if section.head.id in named_again else ""
        yield from ("", f"## {place}{markdown_text(claim.text)}", "")
        if claim.note is not None:
            yield from (*markdown_note(claim.note, before_list=True), "")


def _item(entry: Entry, map_: ArgMap, named_again: frozenset[str]) -> str:
    """A row as an entry of the list; its further lines are parted by hard breaks, so that lists stay close."""
    row, indent = entry.row, "  " * entry.level
    role = "" if row.role is None else f"**{_ROLE[row.role]}{', only together' * (row.kind is Kind.LINKED)}:** "
    if row.kind is Kind.LINKED:
        return f"{indent}- {role.rstrip()}"
    lines = [*(_quote(row, map_) if row.kind is Kind.QUOTE else _claim(entry, map_, named_again))]
    note = _note(row, map_)
    if note:  # what is no single line stands as paragraphs and lists of its own below the first
        begins_a_list = _ENTRY.match(note[0])
        lines.append("*Note:*" if begins_a_list else f"*Note:* {note[0]}")
        note = ["", *note] if begins_a_list else note[1:]
    first, *further = lines
    head = f"{HARD_BREAK}\n{indent}  ".join([f"{indent}- {role}{first}", *further])
    return "\n".join([head, *indented(note, f"{indent}  ")])


def _claim(entry: Entry, map_: ArgMap, named_again: frozenset[str]) -> Iterator[str]:
    claim_id = entry.row.id
    claim = map_.claims[claim_id]
    if entry.row.again:
        yield f"{markdown_text(claim.text)} ([in full](#{claim_id}))"
        return
    if entry.goes_on:
        yield f"{markdown_text(claim.text)} ([continued](#{claim_id}))"
    else:
        yield (_place(claim_id) if claim_id in named_again else "") + markdown_text(claim.text)


def _quote(row: Row, map_: ArgMap) -> Iterator[str]:
    quote = map_.quotes[row.id]
    yield f"“{markdown_text(quote.translation or quote.text)}”{footnote_mark(row.id)}"
    if quote.translation and not row.again:
        yield markdown_text(quote.text)


def _note(row: Row, map_: ArgMap) -> list[str]:
    """The lines of what was noted of a row; none where its element stands in full elsewhere."""
    element = map_.quotes[row.id] if row.kind is Kind.QUOTE else map_.claims[row.id]
    note = None if row.again else element.note
    return [] if note is None else markdown_note(note, before_list=True)


def _place(claim_id: str) -> str:
    """The place that links lead to."""
    return f'<a id="{claim_id}"></a>'


MARKDOWN = Format(
    name="markdown",
    label="Markdown outline",
    suffixes=(".md", ".markdown"),
    keeps="the argument as a nested list, notes, each quote with its translation and a footnote, the sources",
    loses="ids of claims, tags, the contexts of quotes, the languages of sources, comments",
    export=export,
)


_DEEPEST: Final = 6
"""The level of the list at which a claim is no more than named; joint premises and undercuts go up to two deeper."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row in a list."""

    row: Row
    level: int
    goes_on: bool
    """Whether what its claim rests on stands in a section of its own."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the list below it."""

    head: Row | None
    """The claim that it is about; None for that of all which no thesis rests on."""
    base: int
    """The depth of the rows that are the first level of its list."""
    entries: list[Entry] = field(default_factory=list)

    @property
    def is_continuation(self) -> bool:
        """Whether it goes on with a claim that is named in an earlier one."""
        return self.head is not None and self.head.depth > 0


def sections(map_: ArgMap, rows: list[Row]) -> list[Section]:
    """The sections of an outline, whose rows begin with those of the theses."""
    made: list[Section] = []
    loose = Section(None, 0)
    home: dict[int, Section] = {}  # by depth, where the next row of that depth belongs
    aside: dict[int, Section] = {}  # the same for undercuts, which stay with the row whose link they are against
    for row in rows:
        if row.depth == 0:
            thesis = row.id in map_.thesis
            section = Section(row, 1) if thesis else loose
            if thesis or not loose.entries:
                made.append(section)
            home[0] = aside[0] = section
            if thesis:
                home[1] = aside[1] = section
                continue
        section = (aside if row.role is Role.UNDERCUT else home)[row.depth]
        level = row.depth - section.base
        goes_on = level >= _DEEPEST and _rests_on_something(row, map_)
        section.entries.append(Entry(row, level, goes_on))
        home[row.depth + 1] = aside[row.depth + 1] = section
        if goes_on:
            home[row.depth + 1] = Section(row, row.depth + 1)
            made.append(home[row.depth + 1])
    return made


def _rests_on_something(row: Row, map_: ArgMap) -> bool:
    if row.kind is not Kind.CLAIM or row.again:
        return False
    claim = map_.claims[row.id]
    return bool(claim.supported_by or claim.countered_by)


_SIGN: Final = re.compile(r"[\\`*_{}\[\]<>#|~]|&(?=#?\w+;)")
_LINE_BEGIN: Final = re.compile(r"^(?=[-+=:])|(?<=^\d)(?=[.)])|^(\d{2,9})(?=[.)])")
_BREAK: Final = "\0"
"""Marks a place that is to be parted; no text holds it once it is visible."""


_PARTED: Final = "<!-- -->"
"""An empty comment shows nothing; backslashes do not help where GitHub looks at the text after it has been read."""


_JOINED_LATER: Final = re.compile(
    r"(?<=:)(?=//)"  # http://…, in whatever scheme
    r"|(?<=www)(?=\.)"
    r"|(?<=@)(?=[\w-])"  # @mention, and mail addresses
    r"|(?<=mailto)(?=:)|(?<=xmpp)(?=:)"
    r"|(?<=#)(?=\d)|(?<=GH)(?=-\d)"  # issue #12
    r"|(?<=:)(?=[a-z0-9_+-]+:)",  # :emoji:
    re.IGNORECASE,
)
_DOLLAR: Final = r"<span>\$</span>"
"""Escaped for Pandoc, remark-math and KaTeX; in a tag of its own, since GitHub looks for formulas before escapes."""


_WEB_PAGE: Final = re.compile(r"https?://[^/\s]", re.IGNORECASE)
_IN_URL: Final = "!#%&'()*+,-./:;=?@[]~"
"""What stays as it is in an address; angle brackets and white space would end a link, dollars begin a formula."""


HARD_BREAK: Final = "\\"
"""At the end of a line: the next begins a new one."""


MADE_HERE: Final = "<!-- Written by argmap for readers. To import it, take the map itself, or json or argdown. -->"
"""The last line of what argmap writes as Markdown: no other tool writes it, and nobody sees it."""


_OLD_SIGNS: Final = re.compile(
    r"^ *- \*\*(?:(?:Support|Counter), only together|Undercut \(it does not follow\)(?:, only together)?):\*\*"
    r"|(?:^|\s)\*(?:For it|Against it):\* |^ *\*Note:\* "
    r"|\(<[^>\n]{1,400}>\)\. (?:Not looked for|(?:Exact|Folded|Carried|Fuzzy|Ambiguous|Rewritten|Lost|Unreadable):) ?",
    re.MULTILINE,
)
"""What only argmap's Markdown has, of the time before it ended in that line."""


def markdown_text(text: str) -> str:
    """A text on one line that shows as it is: no markup, link, mention, emoji, formula, list or heading."""
    line = _JOINED_LATER.sub(_BREAK, visible_line(reading_line(text)))
    line = _LINE_BEGIN.sub(r"\1\\", _SIGN.sub(r"\\\g<0>", line))
    return line.replace(_BREAK, _PARTED).replace("$", _DOLLAR)


def markdown_note(note: str, *, before_list: bool = False) -> list[str]:
    """The lines of a note of paragraphs and lists, each as `markdown_text` shows it; blank ones part them.

    Where it ends in a list and stands `before_list`, a comment parts that from the other, or they would be one.
    """
    lines: list[str] = []
    margins: list[int] = []  # the columns at which the words of the entries around the next begin
    in_list = False
    for block in blocks_of(note):
        if lines and not (block.mark and in_list):
            lines.append("")
        in_list = bool(block.mark)
        if not in_list:
            lines += f"{HARD_BREAK}\n".join(map(markdown_text, block.lines)).split("\n")
            continue
        del margins[block.depth :]
        margin = margins[-1] if margins else 0
        lines.append(f"{' ' * margin}{block.mark} {markdown_text(block.lines[0])}")
        margins.append(margin + len(block.mark) + 1)
    return [*lines, "", _PARTED] if in_list and before_list else lines


def indented(lines: Iterable[str], margin: str) -> Iterator[str]:
    """Lines with a margin before each that is not blank."""
    return (f"{margin}{line}" if line else "" for line in lines)


def is_made_here(text: str) -> bool:
    """Whether argmap wrote a text as an outline or a brief in Markdown, for readers."""
    return MADE_HERE in text or _OLD_SIGNS.search(text) is not None


def link(label: str, address: str) -> str:
    """A link with a label that is Markdown already, to an address made by `web_address` or `file_address`."""
    return f"[{label}](<{address}>)"


def web_address(url: str) -> str | None:
    """A URL as a link may have it; None for what is no page of the web, which is shown as text and not linked."""
    stripped = url.strip()
    return quote(stripped, safe=_IN_URL) if _WEB_PAGE.match(stripped) else None


def file_address(path: str, line: int | None = None) -> str:
    """The relative address of a text file, at a line as GitHub and GitLab name it."""
    return quote(path, safe="/") + (f"#L{line}" if line else "")


LOST: Final = (Part.TAGS, Part.ANCHORS, Part.LANGUAGES, Part.COMMENTS, Part.CONFLICTS)
"""What no Markdown form has a place for."""


def footnote_mark(quote_id: str) -> str:
    """What stands where a quote is cited; an id is a label as it is."""
    return f"[^{quote_id}]"


def opening(map_: ArgMap) -> Iterator[str]:
    """The title and the note."""
    yield f"# {markdown_text(map_.title)}"
    if map_.note is not None:
        yield from ("", *markdown_note(map_.note))


def loose_heading(map_: ArgMap) -> str:
    """The heading of what no thesis rests on; of all, where the map has no thesis."""
    return "## Not linked to a thesis" if map_.thesis else "## The argument"


def closing(export_input: ExportInput, cited: Iterable[str], *, with_words: bool = False) -> Iterator[str]:
    """The sources, and a footnote for each quote that is `cited`: source, line, state; before them, its words."""
    if export_input.map.sources:
        yield from ("", "## Sources", "", *_sources(export_input.map))
    yield ""
    for quote_id in cited:
        quote = export_input.map.quotes[quote_id]
        note = markdown_note(quote.note) if with_words and quote.note else []
        words = _words(quote, note[0] if len(note) == 1 else "") if with_words else ""
        yield f"{footnote_mark(quote_id)}: {words}{_citation(export_input, quote_id)}"
        if len(note) > 1:
            yield from ("", *indented(note, "    "), "")
    yield from ("", MADE_HERE)


def _citation(export_input: ExportInput, quote_id: str) -> str:
    source = export_input.map.sources[export_input.map.quotes[quote_id].source]
    quote_state = export_input.quote_states.get(quote_id)
    line = line_of(quote_state)
    place = link(f"line {line}" if line else "text", file_address(source.path, line))
    page = f", {markdown_text(quote_state.cited_page)}" if quote_state and quote_state.cited_page else ""
    return f"{_named(source)}{page}, {place}. {state_text(quote_state).capitalize()}."


def _words(quote: Quote, note: str) -> str:
    """A passage as an endnote quotes it, with its translation and what was noted of it, where that is one line."""
    translation = f" (“{markdown_text(quote.translation)}”)" if quote.translation else ""
    noted = f" {note}" if note else ""
    return f"“{markdown_text(quote.text)}”{translation}.{noted} — "


def _sources(map_: ArgMap) -> Iterator[str]:
    for _, source in sorted(map_.sources.items()):
        where = [link(markdown_text(source.path), file_address(source.path)), *_page(source)]
        yield f"- {_named(source)}. " + ", ".join(where)
        if source.note is not None:
            yield from ("", *indented(markdown_note(source.note), "  "), "")


def _named(source: Source) -> str:
    author = f"{markdown_text(source.author)}, " if source.author else ""
    year = f" ({source.year})" if source.year is not None else ""
    return f"{author}*{markdown_text(title_of(source))}*{year}"


def _page(source: Source) -> Iterator[str]:
    if source.url is not None:
        address = web_address(source.url)
        shown = markdown_text(source.url)
        yield shown if address is None else link(shown, address)

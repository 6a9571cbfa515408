"""Searching all texts and the words of the map at once, as one types, and choosing where to go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from rich.cells import cell_len
from textual import on
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from argmap.find.everywhere import ElementFound, Findings, MapText, PassageFound, Snippet, find_everywhere
from argmap.find.hits import SearchableText
from argmap.text.one_line import reading_line
from argmap.tui.cell_text import cut, glyphs
from argmap.tui.content import safe
from argmap.tui.dialogs.picker import Entry, Picker
from argmap.tui.widgets.inputs import SafeInput

Found = PassageFound | ElementFound
Searched = tuple[MapText, Mapping[str, SearchableText]]
"""The words of a map, and its texts by source id."""

_BEFORE_CELLS: Final = 20
"""Cells of context before a hit, so that the hit itself is in sight on the narrowest screens."""
_LABEL_CELLS: Final = 24


class FindEverywhere(Picker[Found]):
    """Gives what was found and is to be gone to. Texts are folded and searched in a thread."""

    DEFAULT_CSS = """
    FindEverywhere {
        align: center middle;
        & #entries { text-wrap: nowrap; text-overflow: ellipsis; }
        & #nothing { display: block; }
    }
    """

    class Prepared(Message):
        """Everything can be searched now."""

        def __init__(self, searched: Searched) -> None:
            super().__init__()
            self.searched: Final = searched

    class Answered(Message):
        """What was found for the words typed at some time."""

        def __init__(self, typed: str, findings: Findings) -> None:
            super().__init__()
            self.typed: Final = typed
            self.findings: Final = findings

    def __init__(self, prepare: Callable[[], Searched], typed: str = "") -> None:
        """`prepare` reads and folds what is to be searched; it is called in a thread."""
        super().__init__(
            "Find in all texts and in the map",
            lambda _: (),
            placeholder="words in any script, of texts, claims, translations and notes",
            typed=typed,
        )
        self._prepare = prepare
        self._searched: Searched | None = None

    def on_mount(self) -> None:
        """Prepare the search."""
        self._say("preparing the texts …")
        self.run_worker(self._prepare_all, thread=True, group="preparing")

    def search(self, *, keep: bool = False) -> None:  # noqa: ARG002 (as every picker is asked)
        """Search for what is typed; the answer follows."""
        if self._searched is not None:
            typed = self.query_one(SafeInput).value
            find = partial(self._find_all, self._searched, typed)
            # Without a description, Textual writes out all texts as one, at each key.
            self.run_worker(find, thread=True, group="finding", description="search everywhere", exclusive=True)

    def _prepare_all(self) -> None:
        self.post_message(self.Prepared(self._prepare()))

    def _find_all(self, searched: Searched, typed: str) -> None:
        self.post_message(self.Answered(typed, find_everywhere(*searched, typed)))

    @on(Prepared)
    def _prepared(self, message: Prepared) -> None:
        self._searched = message.searched
        self.search()

    @on(Answered)
    def _answered(self, message: Answered) -> None:
        if message.typed != self.query_one(SafeInput).value:
            return  # something else was typed meanwhile, and will be answered
        findings = message.findings
        found: list[Found] = [*findings.elements, *findings.passages]
        self._entries = [Entry(one, _prompt(one)) for one in found]
        options = self.query_one(OptionList)
        options.set_options(Option(entry.prompt) for entry in self._entries)
        options.highlighted = 0 if self._entries else None
        self._say(_summary(message.typed, findings))

    def _say(self, words: str) -> None:
        nothing = self.query_one("#nothing", Static)
        nothing.update(safe(words))
        nothing.display = True


def _summary(typed: str, findings: Findings) -> str:
    """How much was found, and how much of it is listed."""
    if not typed.strip():
        return "type what to look for"
    if not findings.total:
        return "found nowhere"
    texts = findings.counts or {}
    passages = sum(texts.values())
    said = []
    if findings.elements:
        said.append(f"{len(findings.elements):,} in the map")
    if passages:
        said.append(f"{passages:,} in {len(texts)} text{'s' if len(texts) > 1 else ''}")
    if passages > len(findings.passages):
        said.append(f"the first {len(findings.passages):,} are listed")
    return ", ".join(said)


def _prompt(found: Found) -> Content:
    """Where something was found, and the words with what stands around them."""
    if isinstance(found, PassageFound):
        label = cut(found.source_id, _LABEL_CELLS - 7) + f":{found.line}"
    else:
        label = cut(found.element_id, _LABEL_CELLS)
    field = f"{found.field}: " if isinstance(found, ElementFound) and found.field not in {"text", "id"} else ""
    snippet = _one_line(found.snippet)
    return Content.assemble(
        (safe(label).plain, "dim"),
        "  ",
        (field, "italic"),
        safe(_tail(snippet.before, _BEFORE_CELLS)),
        (safe(snippet.words).plain, "bold underline"),
        safe(snippet.after),
    )


def _one_line(snippet: Snippet) -> Snippet:
    return Snippet(*(_flat(part) for part in (snippet.before, snippet.words, snippet.after)))


def _flat(text: str) -> str:
    """A passage on one line, with a space where white space stands at its ends."""
    line = reading_line(text)
    if not line:
        return " " if text else ""
    return " " * text[0].isspace() + line + " " * text[-1].isspace()


def _tail(text: str, width: int) -> str:
    """As much of the end of a text as fits into so many cells, after "…" if that is not all."""
    if cell_len(text) <= width:
        return text
    kept: list[str] = []
    left = width - 1
    for glyph in reversed(list(glyphs(text))):
        if glyph.width > left:
            break
        left -= glyph.width
        kept.append(glyph.text)
    return "…" + "".join(reversed(kept))

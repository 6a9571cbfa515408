"""Asking what of a document is wanted: which work of a list, the file of its text, a page with its menus or without."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from argmap.documents.converting import is_page
from argmap.documents.document import CLUTTER
from argmap.documents.entry import Entry, file_of
from argmap.tui.adding.converted import Wanted, check_text
from argmap.tui.bench import Bench
from argmap.tui.files import files_below
from argmap.tui.sentences import shortened

_TEXT, _ALL = "Its text", "All of it"
_TITLE_LENGTH: Final = 40


async def wanted_of(bench: Bench, file: Path, works: Sequence[Entry], no_texts: frozenset[str]) -> Wanted | None:
    """What of a document is wanted, where there is something to ask; None where the user goes back.

    `works` are those of a list of entries; files with an ending among `no_texts` are not offered as their text.
    """
    work = await _work_of(bench, works)
    if works and work is None:
        return None
    text_file: Path | None = None
    if work is not None:
        text_file = file_of(work, file.parent) or await _text_of(bench, work, no_texts)
        if text_file is None:
            return None
    whole = await _wants_all(bench, text_file or file) if is_page(text_file or file) else False
    return None if whole is None else Wanted(file, work.key if work else None, text_file, whole)


async def _work_of(bench: Bench, works: Sequence[Entry]) -> Entry | None:
    from argmap.tui.adding.entry_picker import EntryPicker

    return await bench.ask(EntryPicker(works)) if len(works) > 1 else next(iter(works), None)


async def _text_of(bench: Bench, work: Entry, no_texts: frozenset[str]) -> Path | None:
    """The file of the text of a work that names none, or none that is there."""
    from argmap.tui.adding.file_picker import FilePicker

    root = bench.session.corpus.project.root

    def names() -> list[str]:
        return files_below(root, lambda name: Path(name).suffix.lower() not in no_texts | {".bib", ".json"})

    title = f"Where is the text of “{shortened(work.details.title or work.key, _TITLE_LENGTH)}”?"
    return await bench.ask(FilePicker(title, root, names, no_texts, check_text))


async def _wants_all(bench: Bench, page: Path) -> bool | None:
    from argmap.tui.dialogs.question import Question

    body = f"{page.name} is a web page. {CLUTTER.capitalize()} are left out, unless you want all of it."
    answer = await bench.ask(Question("What of the page is wanted?", body, [_TEXT, _ALL, "Cancel"]))
    return {_TEXT: False, _ALL: True}.get(answer or "")

"""What concerns the file, and the program as a whole."""

from __future__ import annotations

from typing import Final

from argmap.tui import reasons
from argmap.tui.actions.action import Action

KEEPING: Final = (
    Action("undo", "keeping.undo", reasons.needs_undo, "back revert mistake"),
    Action("redo", "keeping.redo", reasons.needs_redo, "again"),
    Action("save", "keeping.save_again", reasons.needs_unsaved, "write disk store retry"),
    Action("save-copy", "keeping.save_copy", words="duplicate backup file"),
    Action("add-source", "adding.add_source.add_source", words="file open document import pdf source article upload"),
    Action("open-map", "showing.choose_map", words="switch file reload refresh again"),
    Action("copy", "clipboard.copy", reasons.needs_words, "clipboard yank"),
    Action(
        "copy-with-source",
        "clipboard.copy_with_source",
        reasons.needs_words_of_text,
        "clipboard yank citation reference bibliography",
    ),
    Action(
        "export",
        "transfer.exporting.export",
        words="out html markdown svg png dot argdown json csv publish send share print page pdf picture",
    ),
    Action(
        "import",
        "transfer.importing.import_file",
        words="in argdown aif kialo canvas annotations json outline merge take",
    ),
    Action("help", "showing.show_help", words="keys shortcuts keyboard manual tutorial guide tour"),
    Action("quit", "keeping.leave", words="exit close end bye"),
)

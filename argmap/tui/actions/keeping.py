"""What concerns the file, and the program as a whole."""

from __future__ import annotations

from typing import Final

from argmap.tui import reasons
from argmap.tui.actions.action import Action

KEEPING: Final = (
    Action(
        "undo",
        "z,ctrl+z",
        "undo",
        "Take the last edit back.",
        "keeping.undo",
        reasons.needs_undo,
        "back revert mistake",
    ),
    Action("redo", "Z,ctrl+y", "redo", "Do again what was undone.", "keeping.redo", reasons.needs_redo, "again"),
    Action(
        "save",
        "ctrl+s",
        "save again",
        "Try again to write what is not yet in the file. Edits are saved by themselves.",
        "keeping.save_again",
        reasons.needs_unsaved,
        "write disk store retry",
    ),
    Action(
        "save-copy",
        "W",
        "save a copy",
        "Write the map as it is to another file.",
        "keeping.save_copy",
        words="duplicate backup file",
    ),
    Action(
        "add-source",
        "a",
        "add text",
        "Add a text as a source.",
        "adding.add_source.add_source",
        words="file open document import pdf source article upload",
    ),
    Action(
        "open-map",
        "o",
        "open map",
        "Change to another map.",
        "showing.choose_map",
        words="switch file reload refresh again",
    ),
    Action(
        "copy",
        "ctrl+c",
        "copy",
        "Copy to the clipboard what is selected, else the words of what is under the cursor, or of all marked rows.",
        "clipboard.copy",
        reasons.needs_words,
        "clipboard yank",
    ),
    Action(
        "copy-with-source",
        "",
        "copy and cite",
        "Copy what is selected or under the cursor with its source: author, title and page of the text.",
        "clipboard.copy_with_source",
        reasons.needs_words_of_text,
        "clipboard yank citation reference bibliography",
    ),
    Action(
        "export",
        "O",
        "export",
        "Write the map, or what stands near this element, in another format, after looking at it.",
        "transfer.exporting.export",
        words="out html markdown svg png dot argdown json csv publish send share print page pdf picture",
    ),
    Action(
        "import",
        "I",
        "import",
        "Take a file of another format into this map, after looking at what would come.",
        "transfer.importing.import_file",
        words="in argdown aif kialo canvas annotations json outline merge take",
    ),
    Action(
        "help",
        "question_mark",
        "help",
        "Show the keys that work here.",
        "showing.show_help",
        words="keys shortcuts keyboard manual tutorial guide tour",
    ),
    Action(
        "quit",
        "ctrl+q",
        "quit",
        "Leave argmap. Every edit is saved already.",
        "keeping.leave",
        words="exit close end bye",
    ),
)

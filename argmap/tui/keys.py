"""Every key of argmap: the usual ones by id, those that the user chose in their place, and how keys are written.

No other module knows a key. Bindings are made by `binding`, and sentences that name a key get it by `key_of`,
`keys_in_sentence` or `with_keys`, so that they hold for whoever chose another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final, NamedTuple

from textual.binding import Binding

from argmap.model import meant

EVERYWHERE: Final = "everywhere"
"""The place of the actions, which work in every pane of a map."""


class Key(NamedTuple):
    """One thing that keys can be chosen for."""

    id: str
    """As the user's file calls it: `support`, or with its place, `reader.select`."""
    usual: str
    """The keys that it has where the user chose none, the one to show first, as Textual names them."""
    label: str
    """A word or two, for footer and palette."""
    does: str
    """What it does, as a sentence, for help, palette and tooltips."""

    @property
    def place(self) -> str:
        """Where the keys work: the first part of the id."""
        place, dot, _ = self.id.partition(".")
        return place if dot else EVERYWHERE

    @property
    def keys(self) -> str:
        """The keys that work: those that the user chose, else the usual ones."""
        return _CHOSEN.get(self.id, self.usual)


_CHOSEN: Final[dict[str, str]] = {}
"""What the user chose, by id."""


def _scrolls(place: str) -> tuple[Key, ...]:
    """The keys that scroll a pane of running text."""
    return (
        Key(f"{place}.up", "up,k", "Scroll a row up", "Scroll a row up."),
        Key(f"{place}.down", "down,j", "Scroll a row down", "Scroll a row down."),
        Key(f"{place}.page-up", "pageup", "Scroll a page up", "Scroll a page up."),
        Key(f"{place}.page-down", "pagedown,space", "Scroll a page down", "Scroll a page down."),
        Key(f"{place}.first", "home,g", "Scroll to the beginning", "Scroll to the beginning."),
        Key(f"{place}.last", "end,G", "Scroll to the end", "Scroll to the end."),
    )


def _history(place: str) -> tuple[Key, ...]:
    """The keys that every screen above the map has."""
    return (
        Key(f"{place}.undo", "z,ctrl+z", "undo", "Take the last edit back."),
        Key(f"{place}.redo", "Z,ctrl+y", "redo", "Do again what was undone."),
        Key(f"{place}.save", "ctrl+s", "save again", "Try again to write what is not yet in the file."),
        Key(f"{place}.help", "question_mark", "help", "Show the keys that work here."),
        Key(f"{place}.back", "escape,q", "back", "Go back to the map."),
    )


_TABLE: Final = (
    # What works everywhere
    Key(
        "support", "s", "support", "Let the selected passage, or the claim or quote under the cursor, support a claim."
    ),
    Key(
        "counter", "c", "counter", "Let the selected passage, or the claim or quote under the cursor, counter a claim."
    ),
    Key(
        "undercut",
        "u",
        "undercut",
        "Say that a link does not hold: the one of this row, or one that the selected passage speaks against.",
    ),
    Key("claim", "n", "new claim", "Make a new claim."),
    Key("supporting-claim", "S", "supported by", "Make or choose a claim that supports the one under the cursor."),
    Key("counterclaim", "C", "countered by", "Make or choose a claim that counters the one under the cursor."),
    Key("thesis", "t", "thesis", "Make the claim under the cursor a thesis, a root of the map; or no longer one."),
    Key(
        "unlink", "backspace", "unlink", "Take away the link of the row under the cursor; what it tied together stays."
    ),
    Key(
        "filter",
        "f",
        "filter",
        "Show only the rows that have some words, tag, role or state, that lack a quote, or that nobody answered.",
    ),
    Key("focus", "i", "focus", "Show only what hangs below this row, until that is let go."),
    Key("mark", "space", "mark", "Mark this row, or no longer: what is marked is changed all at once."),
    Key(
        "mark-all",
        "ctrl+a",
        "mark all",
        "Mark every row in sight, of a filtered map every row that was asked for; or nothing.",
    ),
    Key("let-go", "", "let go", "Mark and cut nothing any more; then show all rows again; then leave the focus."),
    Key(
        "tag",
        "l",
        "tag",
        "Put a tag on everything that is marked, or on this row; where all have it already, take it off.",
    ),
    Key(
        "turn",
        "exclamation_mark",
        "turn",
        "Turn a support into a counter, or a counter into a support; what undercuts it stays.",
    ),
    Key(
        "cut",
        "ctrl+x,d",
        "cut",
        "Take the link of this row, or of the marked rows, to put it on another claim; until then it stays.",
    ),
    Key(
        "paste",
        "ctrl+v,D",
        "paste",
        "Put what was cut on this claim, in the role it had; undercuts go to the link of this row.",
    ),
    Key(
        "join",
        "J",
        "link together",
        "Let the marked rows, or this one and another, hold only together: as linked premises.",
    ),
    Key("take-apart", "U", "take apart", "Let each of linked premises hold by itself."),
    Key(
        "merge", "M", "merge claims", "Make one claim of two that say the same, with the links, tags and notes of both."
    ),
    Key("thesis-earlier", "alt+up", "thesis up", "List this thesis one place earlier."),
    Key("thesis-later", "alt+down", "thesis down", "List this thesis one place later."),
    Key(
        "menu",
        "shift+f10",
        "menu",
        "Show everything that can be done with this row or passage; or click it with the right button.",
    ),
    Key("quote", "q", "quote", "Keep the selected passage as a quote that is not linked yet."),
    Key(
        "collect",
        "ampersand,y",
        "group",
        "Collect the selected passage for linked premises; mark more, also in other texts, then link them.",
    ),
    Key("collected", "Y", "collected", "Show the passages that are collected for linked premises, and drop some."),
    Key("edit", "e", "edit", "Change the words, translation, note and tags of what is under the cursor."),
    Key(
        "adjust",
        "A",
        "adjust",
        "Move the ends of the quote under the cursor in its text; the old and the new words are shown first.",
    ),
    Key("translate", "T", "translate", "Write the translation of the quote under the cursor."),
    Key("note", "semicolon", "note", "Write the note of the claim, quote or source under the cursor."),
    Key("edit-map", "E", "edit map", "Change the map's title and note."),
    Key("rename", "r", "rename", "Give what is under the cursor another id, everywhere it is named."),
    Key("remove", "x,delete", "remove", "Take away what is under the cursor and its links, after showing which."),
    Key(
        "search",
        "slash,ctrl+f",
        "search",
        "Search in this text as you type, whatever its script, width, case and line breaks.",
    ),
    Key("next-hit", "greater_than_sign,f3", "next hit", "Go to the next hit of the search."),
    Key("previous-hit", "less_than_sign,shift+f3", "previous hit", "Go to the hit of the search before this one."),
    Key(
        "find-everywhere",
        "F",
        "find everywhere",
        "Search in all texts, and in the claims, translations, notes and tags of the map.",
    ),
    Key("go-to-line", "colon,ctrl+g", "go to line", "Go to a line of this text by its number."),
    Key("sections", "h", "sections", "Choose a section of this text from its headings."),
    Key(
        "next-quote",
        "p",
        "next quote",
        "Go to the next quoted passage of this text; after the last one comes the first.",
    ),
    Key("previous-quote", "P", "previous quote", "Go to the quoted passage before."),
    Key("follow", "", "claims", "Go from the quoted passage at the reader's cursor to the claims it serves."),
    Key("back", "H,alt+left", "back", "Go back to the place in the texts where you were before the last jump."),
    Key("forward", "L,alt+right", "forward", "Go forward again to the place you went back from."),
    Key("line-numbers", "number_sign", "line numbers", "Number the lines of the text, or not."),
    Key("narrower", "left_square_bracket", "narrower", "Make the rows of the text narrower."),
    Key("wider", "right_square_bracket", "wider", "Make the rows of the text wider, as far as there is room."),
    Key("draw", "m", "draw map", "Draw the map as boxes and arrows, to walk through it and change it there."),
    Key(
        "review",
        "R",
        "review",
        "Show every quote that is not exact beside the words that stand there now, and answer for it.",
    ),
    Key(
        "compare",
        "V",
        "compare",
        "Compare the map with the last commit or any older version, step from change to change, and restore some.",
    ),
    Key("conflicts", "X", "decide", "Decide what a merge could not: both readings side by side, one after the other."),
    Key("undo", "z,ctrl+z", "undo", "Take the last edit back."),
    Key("redo", "Z,ctrl+y", "redo", "Do again what was undone."),
    Key(
        "save", "ctrl+s", "save again", "Try again to write what is not yet in the file. Edits are saved by themselves."
    ),
    Key("save-copy", "W", "save a copy", "Write the map as it is to another file."),
    Key("add-source", "a", "add text", "Add a text as a source."),
    Key("open-map", "o", "open map", "Change to another map."),
    Key(
        "copy",
        "ctrl+c",
        "copy",
        "Copy to the clipboard what is selected, else the words of what is under the cursor, or of all marked rows.",
    ),
    Key(
        "copy-with-source",
        "",
        "copy and cite",
        "Copy what is selected or under the cursor with its source: author, title and page of the text.",
    ),
    Key(
        "export",
        "O",
        "export",
        "Write the map, or what stands near this element, in another format, after looking at it.",
    ),
    Key("import", "I", "import", "Take a file of another format into this map, after looking at what would come."),
    Key("help", "question_mark", "help", "Show the keys that work here."),
    Key("quit", "ctrl+q", "quit", "Leave argmap. Every edit is saved already."),
    Key("palette", "ctrl+p", "All", "Find everything that can be done, by words."),
    Key("pane-sources", "1", "To sources", "Go to the sources."),
    Key("pane-reader", "2", "To reader", "Go to the reader."),
    Key("pane-outline", "3", "To outline", "Go to the map."),
    Key("pane-detail", "4", "To detail", "Go to the details."),
    Key("pane-review", "5", "To review", "Go to what is to be reviewed."),
    Key("next-pane", "tab", "Next pane", "Go to the next pane."),
    Key("previous-pane", "shift+tab", "Previous pane", "Go to the pane before."),
    # The text
    Key(
        "reader.select",
        "v,space",
        "Select",
        "Begin selecting at the cursor; every move then selects. Again: end selecting, keep the selection.",
    ),
    Key("reader.grow", "full_stop", "Sentence", "Select the sentence at the cursor; again: the next one, too."),
    Key(
        "reader.widen-selection",
        "plus",
        "Wider selection",
        "Select the word at the cursor; again: its sentence, its paragraph, the whole text.",
    ),
    Key(
        "reader.narrow-selection",
        "minus",
        "Smaller selection",
        "Select less: the first paragraph, sentence or word of what is selected.",
    ),
    Key(
        "reader.select-lines", "equals_sign", "Lines", "Select the whole line at the cursor; again: the next one, too."
    ),
    Key("reader.other-end", "o", "Other end", "Go to the other end of the selection, to move that."),
    Key("reader.press", "enter", "Claims", "Go from the quoted passage at the cursor to the claims it is tied to."),
    Key("reader.let-go", "escape", "Let go", "Select nothing any more, and mark no hits."),
    Key(
        "reader.left",
        "left",
        "To the character before",
        "Go to the character before; while selecting, select up to there.",
    ),
    Key("reader.select-left", "shift+left", "Select to the character before", "Select up to the character before."),
    Key(
        "reader.right",
        "right",
        "To the character after",
        "Go to the character after; while selecting, select up to there.",
    ),
    Key("reader.select-right", "shift+right", "Select to the character after", "Select up to the character after."),
    Key("reader.up", "up,k", "To the row above", "Go to the row above; while selecting, select up to there."),
    Key("reader.select-up", "shift+up", "Select to the row above", "Select up to the row above."),
    Key("reader.down", "down,j", "To the row below", "Go to the row below; while selecting, select up to there."),
    Key("reader.select-down", "shift+down", "Select to the row below", "Select up to the row below."),
    Key(
        "reader.word-left",
        "b,ctrl+left",
        "To the word before",
        "Go to the word before; while selecting, select up to there.",
    ),
    Key("reader.select-word-left", "ctrl+shift+left", "Select to the word before", "Select up to the word before."),
    Key(
        "reader.word-right",
        "w,ctrl+right",
        "To the next word",
        "Go to the next word; while selecting, select up to there.",
    ),
    Key("reader.select-word-right", "ctrl+shift+right", "Select to the next word", "Select up to the next word."),
    Key(
        "reader.sentence-left",
        "left_parenthesis",
        "To the beginning of the sentence, then the one before",
        "Go to the beginning of the sentence, then the one before; while selecting, select up to there.",
    ),
    Key(
        "reader.sentence-right",
        "right_parenthesis",
        "To the next sentence",
        "Go to the next sentence; while selecting, select up to there.",
    ),
    Key(
        "reader.paragraph-left",
        "left_curly_bracket,ctrl+up",
        "To the beginning of the paragraph, then the one before",
        "Go to the beginning of the paragraph, then the one before; while selecting, select up to there.",
    ),
    Key(
        "reader.select-paragraph-left",
        "ctrl+shift+up",
        "Select to the beginning of the paragraph, then the one before",
        "Select up to the beginning of the paragraph, then the one before.",
    ),
    Key(
        "reader.paragraph-right",
        "right_curly_bracket,ctrl+down",
        "To the next paragraph",
        "Go to the next paragraph; while selecting, select up to there.",
    ),
    Key(
        "reader.select-paragraph-right",
        "ctrl+shift+down",
        "Select to the next paragraph",
        "Select up to the next paragraph.",
    ),
    Key(
        "reader.row-start",
        "home",
        "To the beginning of the row",
        "Go to the beginning of the row; while selecting, select up to there.",
    ),
    Key(
        "reader.select-row-start",
        "shift+home",
        "Select to the beginning of the row",
        "Select up to the beginning of the row.",
    ),
    Key(
        "reader.row-end",
        "end",
        "To the end of the row",
        "Go to the end of the row; while selecting, select up to there.",
    ),
    Key("reader.select-row-end", "shift+end", "Select to the end of the row", "Select up to the end of the row."),
    Key(
        "reader.page-up", "pageup", "To the page before", "Go to the page before; while selecting, select up to there."
    ),
    Key("reader.select-page-up", "shift+pageup", "Select to the page before", "Select up to the page before."),
    Key(
        "reader.page-down", "pagedown", "To the next page", "Go to the next page; while selecting, select up to there."
    ),
    Key("reader.select-page-down", "shift+pagedown", "Select to the next page", "Select up to the next page."),
    Key(
        "reader.text-start",
        "g,ctrl+home",
        "To the beginning of the text",
        "Go to the beginning of the text; while selecting, select up to there.",
    ),
    Key(
        "reader.select-text-start",
        "ctrl+shift+home",
        "Select to the beginning of the text",
        "Select up to the beginning of the text.",
    ),
    Key(
        "reader.text-end",
        "G,ctrl+end",
        "To the end of the text",
        "Go to the end of the text; while selecting, select up to there.",
    ),
    Key(
        "reader.select-text-end", "ctrl+shift+end", "Select to the end of the text", "Select up to the end of the text."
    ),
    Key("reader.stay", "escape", "Stay", "Stay with the text that was open, while another one takes long to open."),
    # The lines to type in
    Key("bar.next-hit", "down,f3", "Next", "Go to the next hit."),
    Key("bar.hit-before", "up,shift+f3", "Previous", "Go to the hit before."),
    Key("bar.go-back", "escape", "Back", "Go back to where you were."),
    Key("bar.stay", "enter", "Stay here", "Stay at this place."),
    # Every list
    Key("list.choose", "enter", "Go there", "Go to what this row stands for."),
    Key("list.up", "up,k", "To the row above", "Go to the row above."),
    Key("list.down", "down,j", "To the row below", "Go to the row below."),
    Key("list.page-up", "pageup", "A page up", "Go up by a page."),
    Key("list.page-down", "pagedown", "A page down", "Go down by a page."),
    Key("list.first", "home,g", "To the first row", "Go to the first row."),
    Key("list.last", "end,G", "To the last row", "Go to the last row."),
    # The map as a tree
    Key(
        "outline.fold",
        "left",
        "Fold",
        "Hide what hangs below this row; where nothing is open, go to the row above in the tree.",
    ),
    Key(
        "outline.unfold",
        "right",
        "Unfold",
        "Show what hangs below this row; where it is open, go to the first row below.",
    ),
    Key("outline.fold-all", "shift+left", "Fold all", "Fold, or collapse, every row of the map."),
    Key("outline.unfold-all", "shift+right", "Unfold all", "Unfold, or expand, every row of the map."),
    Key("outline.mark-up", "shift+up", "Mark up", "Mark this row and the one above, and so on."),
    Key("outline.mark-down", "shift+down", "Mark down", "Mark this row and the one below, and so on."),
    Key(
        "outline.let-go",
        "escape",
        "Let go",
        "Mark and cut nothing any more; then show all rows again; then leave the subtree.",
    ),
    *_scrolls("detail"),
    *_scrolls("sheet"),
    # The graph
    Key("canvas.back", "escape,m", "Back", "Go back to the panes: close the drawing, show the tree."),
    Key("canvas.go-there", "enter", "Go there", "Go to what this box stands for."),
    Key("canvas.up", "up", "Up", "Go to the box above: along a link if one leads there, else to the nearest."),
    Key("canvas.down", "down", "Down", "Go to the box below: along a link if one leads there, else to the nearest."),
    Key(
        "canvas.left",
        "left",
        "Left",
        "Go to the box at the left: along a link if one leads there, else to the nearest.",
    ),
    Key(
        "canvas.right",
        "right",
        "Right",
        "Go to the box at the right: along a link if one leads there, else to the nearest.",
    ),
    Key("canvas.next", "tab", "Next", "Go to the next box in reading order."),
    Key("canvas.previous", "shift+tab", "Previous", "Go to the box before in reading order."),
    Key(
        "canvas.next-link",
        "full_stop",
        "Next link",
        "Select the next link of this box: what keys do to links, they do to it.",
    ),
    Key("canvas.first", "home", "First", "Go to the first thesis."),
    Key("canvas.pan-up", "ctrl+up", "Pan up", "Move the drawing a little, to see what is above."),
    Key("canvas.pan-down", "ctrl+down", "Pan down", "Move the drawing a little, to see what is below."),
    Key("canvas.pan-left", "ctrl+left", "Pan left", "Move the drawing a little, to see what is at the left."),
    Key("canvas.pan-right", "ctrl+right", "Pan right", "Move the drawing a little, to see what is at the right."),
    Key("canvas.half-up", "shift+up,pageup", "Half up", "Move the drawing by half a screen, to see what is above."),
    Key(
        "canvas.half-down",
        "shift+down,pagedown",
        "Half down",
        "Move the drawing by half a screen, to see what is below.",
    ),
    Key(
        "canvas.half-left", "shift+left", "Half left", "Move the drawing by half a screen, to see what is at the left."
    ),
    Key(
        "canvas.half-right",
        "shift+right",
        "Half right",
        "Move the drawing by half a screen, to see what is at the right.",
    ),
    Key("canvas.larger", "plus,equals_sign", "Larger", "Zoom in: show more of each box: dots, titles, full text."),
    Key("canvas.smaller", "minus", "Smaller", "Zoom out: show less of each box: full text, titles, dots."),
    Key("canvas.turn", "v", "Turn", "Turn the drawing (rotate its direction): theses at the left, or at the top."),
    Key(
        "canvas.overview", "w", "Overview", "Show or hide the overview, a small picture of the whole drawing (minimap)."
    ),
    Key("canvas.focus", "i", "Focus", "Show only the neighbourhood of this box; again: a step more."),
    Key("canvas.show-all", "escape", "Show all", "Mark and cut nothing any more; then show the whole map again."),
    Key("canvas.search", "slash", "Search", "Find words in the drawing."),
    Key("canvas.next-hit", "right_square_bracket,f3", "Next hit", "Go to the next box that was found."),
    Key("canvas.previous-hit", "left_square_bracket,shift+f3", "Previous hit", "Go to the box before that was found."),
    Key("canvas-search.close", "escape", "Close", "Close the search."),
    Key("canvas-search.next", "down,f3", "Next hit", "Go to the next box."),
    Key("canvas-search.previous", "up,shift+f3", "Previous hit", "Go to the box before."),
    Key("canvas-search.stay", "enter", "Go there", "Stay at the box that was found."),
    # The screens of their own
    Key("review.accept", "a", "accept", "Let the quote have the words and the place in which it was found."),
    Key(
        "review.accept-moved",
        "A",
        "accept moved",
        "Accept all quotes that only moved or were re-wrapped, in one step that can be undone.",
    ),
    Key("review.choose", "c", "choose", "Let the quote stand at the place that is shown, with the words there."),
    Key("review.reselect", "t", "re-select", "Select the quote’s passage in the text yourself."),
    Key("review.later", "l", "later", "Leave the quote as it is, and skip it in this sitting."),
    Key("review.kept", "L", "bring back", "Bring back what was kept for later."),
    Key("review.drop", "x,delete", "drop", "Take the quote away with its links, after showing which."),
    Key("review.next", "n", "next", "Go to the next quote."),
    Key("review.previous", "p", "previous", "Go to the quote before."),
    Key("review.next-place", "right", "next place", "Show the next place where the quote may stand."),
    Key("review.previous-place", "left", "previous place", "Show the place before."),
    *_history("review"),
    Key("compare.next", "n,right_curly_bracket", "next", "Go to the next element that changed."),
    Key("compare.previous", "p,left_curly_bracket", "previous", "Go to the element that changed before this one."),
    Key(
        "compare.restore",
        "r",
        "restore",
        "Put back what this row says has changed, as it was in the older version; one step that can be undone.",
    ),
    Key("compare.go", "f", "on the map", "Go back to the map, to what changed here."),
    Key(
        "compare.draw",
        "m",
        "draw map",
        "Draw both versions in one, with what came, went and changed marked; again: show the tree.",
    ),
    Key("compare.against", "V", "other version", "Compare with another version."),
    *_history("compare"),
    Key("conflicts.ours", "o,1", "take ours", "Let the map say what our side says."),
    Key("conflicts.theirs", "t,2", "take theirs", "Let the map say what their side says."),
    Key("conflicts.both", "b,3", "both", "Keep both notes, one after the other."),
    Key("conflicts.edit", "e", "own words", "Decide it by words of your own."),
    Key("conflicts.next", "n,right_curly_bracket", "next", "Go to the next conflict."),
    Key("conflicts.previous", "p,left_curly_bracket", "previous", "Go to the conflict before this one."),
    Key("conflicts.go", "f", "on the map", "Go back to the map, to what this is about."),
    *_history("conflicts"),
    Key("reselect.take", "enter", "Take", "Let the quote be of what is selected."),
    Key("reselect.leave", "escape", "Back", "Leave the quote."),
    # Before a map is open
    Key("welcome.new", "n", "Start a map", "Start a map."),
    Key("welcome.text", "a", "Start with a text", "Start with a text."),
    Key("welcome.tour", "t", "Take the tour", "Take the tour."),
    Key("welcome.sample", "s", "Open the sample", "Open the sample."),
    Key("welcome.leave", "q,escape", "Leave", "Leave."),
    Key("tour.next", "f9", "Go on in the tour", "Go on in the tour."),
    Key("tour.back", "f8", "Go back in the tour", "Go back in the tour."),
    # Dialogs
    Key("dialog.cancel", "escape", "Cancel", "Close the dialog and change nothing."),
    Key("dialog.select", "enter", "Select", "Select the entry, or press the button, that has the cursor."),
    Key("dialog.next-field", "tab", "Next field", "Go to the next field or button."),
    Key("dialog.previous-field", "shift+tab", "Previous field", "Go to the field or button before."),
    Key("dialog.up", "up,ctrl+k", "Up", "Go to the entry above."),
    Key("dialog.down", "down,ctrl+j", "Down", "Go to the entry below."),
    Key("dialog.page-up", "pageup", "A page up", "Go up by a page of entries."),
    Key("dialog.page-down", "pagedown", "A page down", "Go down by a page of entries."),
    Key("dialog.new", "ctrl+n", "New", "Take what is typed as it is, whatever else fits it."),
    Key("form.save", "ctrl+s", "Keep", "Keep what is filled in."),
    Key("form.editor", "ctrl+o", "Editor", "Go on in $EDITOR with the text of this field."),
    Key("form.select-all", "ctrl+a", "Select all", "Select all that is typed in this field."),
    Key("filter.tick", "space", "Tick", "Tick the choice under the cursor, or no longer."),
    Key("question.next", "right,down", "Next", "Go to the next answer."),
    Key("question.previous", "left,up", "Previous", "Go to the answer before."),
    Key("question.page-up", "pageup", "A page up", "Scroll the question a page up."),
    Key("question.page-down", "pagedown", "A page down", "Scroll the question a page down."),
    Key("preview.up", "ctrl+up", "Further back", "Scroll the preview a page up."),
    Key("preview.down", "ctrl+down", "Further on", "Scroll the preview a page down."),
    Key("help-page.close", "escape,question_mark,enter,q", "Close", "Close the help."),
    Key("help-page.up", "up,k", "Up", "Scroll the help a row up."),
    Key("help-page.down", "down,j", "Down", "Scroll the help a row down."),
    Key("help-page.page-up", "pageup", "A page up", "Scroll the help a page up."),
    Key("help-page.page-down", "pagedown", "A page down", "Scroll the help a page down."),
    Key("help-page.first", "home", "First", "Scroll to the beginning of the help."),
    Key("help-page.last", "end", "Last", "Scroll to the end of the help."),
)
KEYS: Final[Mapping[str, Key]] = {key.id: key for key in _TABLE}
"""Everything that keys can be chosen for by its id, place by place, in the order of the help."""


PLACES: Final[Mapping[str, str]] = {
    EVERYWHERE: EVERYWHERE,
    "reader": "reader",
    "bar": "search bar",
    "list": "list",
    "outline": "outline",
    "detail": "details",
    "sheet": "comparison",
    "canvas": "graph",
    "canvas-search": "search of the graph",
    "review": "review",
    "compare": "compare",
    "conflicts": "conflicts",
    "reselect": "re-selection",
    "welcome": "welcome",
    "tour": "tutorial",
    "dialog": "dialogs",
    "form": "forms",
    "filter": "filter",
    "question": "questions",
    "preview": "preview of an export or import",
    "help-page": "help",
}
"""What users call the places."""


# The keys that work, and how sentences name them
def choose_keys(chosen: Mapping[str, str]) -> Mapping[str, str]:
    """Let these be the keys, by id; everything else keeps its usual ones, and so does what is refused.

    Gives what is refused, by id, each with what is wrong and how to fix it. Called before the first screen is made.
    """
    faults = _refused(chosen)
    _CHOSEN.clear()
    _CHOSEN.update((some_id, keys) for some_id, keys in chosen.items() if some_id not in faults)
    return faults


def keys_of(some_id: str) -> str:
    """The keys that work for something, as Textual names them."""
    return KEYS[some_id].keys


def key_of(some_id: str) -> str:
    """The key to name for something, as a person would write it; empty where it has none."""
    return key_name(keys_of(some_id).split(",", maxsplit=1)[0])


def keys_in_sentence(*ids: str) -> str:
    """The keys of several things beside each other: `↑↓`, `ctrl+↑↓`, or with a gap where one is more than a sign."""
    parts = [key_of(some_id).rpartition("+") for some_id in ids]
    modifiers, signs = {f"{modifier}{plus}" for modifier, plus, _ in parts}, [sign for _, _, sign in parts]
    if len(modifiers) == 1 and all(len(sign) == 1 for sign in signs):
        return "".join([*modifiers, *signs])
    return " ".join(map(key_of, ids))


def with_keys(sentence: str) -> str:
    """A sentence in which `{support}` stands for the key of that, and `{reader.grow}` for the one of a pane."""
    return re.sub(r"\{([\w.-]+)\}", lambda found: key_of(found[1]), sentence)


_NAMES: Final = {
    "question_mark": "?",
    "full_stop": ".",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "number_sign": "#",
    "slash": "/",
    "ampersand": "&",
    "semicolon": ";",
    "plus": "+",
    "minus": "-",
    "equals_sign": "=",
    "colon": ":",
    "exclamation_mark": "!",
    "escape": "esc",
    "delete": "del",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}


def key_name(key: str) -> str:
    """A key as a person would write it."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    return "+".join([*modifiers, _NAMES.get(last, last)])


# Bindings
def binding(some_id: str, action: str, *, priority: bool = False) -> Binding:
    """The binding by which Textual does an action for the keys of something.

    It is made of the usual keys: the keys that the user chose reach it by the app's `keymap`.
    """
    _, usual, label, does = KEYS[some_id]
    return Binding(usual, action, label, show=False, priority=priority, tooltip=does, id=some_id)


def bindings(place: str, actions: Mapping[str, str]) -> list[Binding]:
    """The bindings of a place, from what follows the dot in their ids to the action of each."""
    return [binding(f"{place}.{name}", action) for name, action in actions.items()]


def keymap() -> Mapping[str, str]:
    """The keys that the user chose, by the ids of bindings, as Textual takes them."""
    return dict(_CHOSEN)


# What a user's file may say
_KEY: Final = re.compile(r"(?:(?:ctrl|shift|alt|super|hyper|meta)\+)*(?:[A-Za-z0-9_]+|[^\sA-Za-z0-9_])")
"""A key as Textual names it, or the character that it types."""


def are_keys(value: object) -> bool:
    """Whether something read from a file is keys, separated by commas."""
    return isinstance(value, str) and all(_KEY.fullmatch(key) for key in _split(value))


def _split(keys: str) -> list[str]:
    """The single keys; a comma by itself is the key."""
    return [","] if keys.strip() == "," else [key.strip() for key in keys.split(",")]


def as_they_arrive(keys: str) -> str:
    """Keys as they arrive from the terminal: `question_mark` for `?`."""
    from textual.keys import _character_to_key  # Textual's own names; it has no public way to them

    named = []
    for key in _split(keys):
        *modifiers, last = [*key[:-1].split("+"), key[-1]] if key.endswith("+") else key.split("+")
        modifiers = [modifier for modifier in modifiers if modifier]
        named.append("+".join([*modifiers, _character_to_key(last) if len(last) == 1 else last]))
    return ",".join(named)


_IN_EVERY: Final = ("palette", "quit", "tour.next", "tour.back")
"""What works on every screen and in every dialog, before all else."""


_TOGETHER: Final = (
    ("reader", EVERYWHERE),
    ("bar", EVERYWHERE),
    ("list", "outline", EVERYWHERE),
    ("detail", EVERYWHERE),
    ("canvas", EVERYWHERE),
    ("canvas-search", EVERYWHERE),
    *((pane, screen) for screen in ("review", "compare", "conflicts") for pane in ("list", "sheet")),
    ("canvas", "compare"),
    ("canvas-search", "compare"),
    ("reader", "reselect"),
    ("welcome", "dialog"),
    ("form", "dialog"),
    ("filter", "dialog"),
    ("question", "dialog"),
    ("preview", "dialog"),
    ("help-page",),
)
"""The places whose keys work at one time, from what has the keyboard outwards."""


_PANES_OF: Final = dict.fromkeys(("review", "compare", "conflicts"), ("next-pane", "previous-pane"))
"""What else works on a screen."""


_TYPED_IN: Final = frozenset({"bar", "canvas-search", "dialog", "form"})
"""The places where a field may have the keyboard: it takes what can be typed, and the keys of its cursor."""


_FIELD_KEYS: Final = re.compile(
    r"(shift\+|ctrl\+|ctrl\+shift\+)?(left|right|up|down|home|end)|pageup|pagedown|((ctrl|alt|super)\+)?backspace"
    r"|(alt\+)?delete|ctrl\+(shift\+)?[akz]|ctrl\+[cdefuvwxy]|super\+[cvxyz]|f6|f7"
)
"""The keys by which Textual's fields move their cursor and change what is typed."""


def _refused(chosen: Mapping[str, str]) -> dict[str, str]:
    """The choices that cannot be, by id, each with what is wrong and how to fix it.

    What is refused keeps its usual keys, which may be those that something else was given: that is refused, too.
    """
    faults = {some_id: _unknown(some_id) for some_id in chosen if some_id not in KEYS}
    while True:
        kept = {some_id: keys for some_id, keys in chosen.items() if some_id not in faults}
        found = list(_wrong(kept))
        if not found:
            return faults
        for some_id, said in found:
            faults.setdefault(some_id, said)


def _unknown(some_id: str) -> str:
    close = meant(some_id, KEYS)
    hint = f"did you mean `{close}`?" if close else "`argmap keys` lists what there is"
    return f"nothing is called `{some_id}`; {hint}"


def _wrong(chosen: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Choices by id that are no keys, do something else already, or would be typed."""
    for some_id, keys in chosen.items():
        yield from ((some_id, _no_key(key)) for key in keys.split(",") if key and not _is_key(key))
        yield from ((some_id, said) for key in keys.split(",") if (said := _typed(some_id, key)) is not None)
    told: set[tuple[str, str]] = set()
    for places in _TOGETHER:
        for one, other, key in _clashes(places, chosen):
            if (one.id, other.id) not in told:
                told.add((one.id, other.id))
                yield (one.id if one.id in chosen else other.id), _clash(one, other, key)


_UNDERSCORES: Final = str.maketrans(" -", "__")
"""How Textual writes the names of characters."""


def _is_key(key: str) -> bool:
    """Whether Textual knows a key by this name."""
    from textual.keys import KEY_NAME_REPLACEMENTS, Keys

    last = key.rpartition("+")[2] or key
    named = {unicodedata.name(chr(code)).lower().translate(_UNDERSCORES) for code in range(0x21, 0x7F)}
    known = {*named, *(str(one.value) for one in Keys), *KEY_NAME_REPLACEMENTS.values()}
    if len(last) == 1 or last in known or re.fullmatch(r"f\d+", last):
        return True
    try:
        unicodedata.lookup(last.replace("_", " "))
    except KeyError:
        return False
    return True


def _no_key(key: str) -> str:
    return f"`{key}` is not the name of a key; write it as `argmap keys` does: `ctrl+s`, `f5`, `slash`"


def _typed(some_id: str, key: str) -> str | None:
    """Why a key chosen for something would never reach it."""
    from textual.keys import key_to_character

    place, usual = KEYS[some_id].place, KEYS[some_id].usual.split(",")
    if place not in _TYPED_IN or key in usual:
        return None
    typed = key_to_character(key) if "+" not in key else None
    if typed is not None and typed.isprintable():
        return f"the key `{key_name(key)}` of `{some_id}` is typed into the field there; give it one with ctrl, or f2"
    if _FIELD_KEYS.fullmatch(key):
        return f"the key `{key_name(key)}` of `{some_id}` moves or edits in the field there; give it another key"
    return None


def _clashes(places: Collection[str], chosen: Mapping[str, str]) -> Iterator[tuple[Key, Key, str]]:
    """Two things that work at one time and have one key, which they have not from the beginning."""
    owners: dict[str, list[Key]] = {}
    for one in _working(places):
        for key in filter(None, chosen.get(one.id, one.usual).split(",")):
            owners.setdefault(key, []).append(one)
    for key, several in owners.items():
        for one, other in combinations(several, 2):
            by_design = key in one.usual.split(",") and key in other.usual.split(",")
            if not by_design and (one.id in chosen or other.id in chosen):
                yield one, other, key


def _working(places: Collection[str]) -> Iterator[Key]:
    """What works where these places are, from the innermost outwards."""
    ids: dict[str, None] = {}
    for place in places:
        ids.update(dict.fromkeys(key.id for key in _TABLE if key.place == place))
        ids.update(dict.fromkeys(_PANES_OF.get(place, ())))
    return (KEYS[some_id] for some_id in [*ids, *(one for one in _IN_EVERY if one not in ids)])


def _clash(one: Key, other: Key, key: str) -> str:
    fix = "give one of them another key"
    if one.place == other.place:
        where = "" if one.place == EVERYWHERE else f" in the {PLACES[one.place]}"
        return f"the key `{key_name(key)}` is that of `{one.id}` and `{other.id}`{where}; {fix}"
    there = f"but in the {PLACES[one.place]} that of `{one.id}`"
    return f"the key `{key_name(key)}` is that of `{other.id}`, {there}; {fix}"


Section = tuple[str, Sequence[tuple[str, str]]]
"""A heading, and keys as Textual names them with what they do."""

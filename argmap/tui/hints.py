"""What the footer says: the few keys that matter where the user is, and why some do nothing now."""

from __future__ import annotations

from typing import Final

from argmap.tui.actions import ACTIONS
from argmap.tui.actions.action import first_key
from argmap.tui.actions.chosen_keys import keys_in_force
from argmap.tui.bars import Hint
from argmap.tui.situation import Pane, Situation

MOST_HINTS: Final = 6

_SELECT = Hint(
    "v",
    "select",
    "Begin selecting at the cursor; every move then selects. Or drag.",
    "focused.toggle_selecting",
    binding="reader.select",
)
_SENTENCE = Hint(
    ".",
    "sentence",
    "Select the sentence at the cursor; again: the next one, too.",
    "focused.grow",
    binding="reader.grow",
)
_LET_GO = Hint("esc", "let go", "Select nothing any more.", "focused.let_go", binding="reader.let-go")
_CLAIMS = Hint(
    "enter",
    "claims",
    "Go from the quoted passage at the cursor to the claims it serves.",
    "focused.press_quote",
    binding="reader.press",
)
_GO_THERE = Hint("enter", "go there", "Go to what this row stands for.", "focused.choose", binding="list.choose")
_REVIEW = Hint(
    "enter", "review", "Compare the quote with what stands in its text now.", "focused.choose", binding="list.choose"
)

_PLACES: Final[dict[Pane, tuple[str | Hint, ...]]] = {
    Pane.READER: (_SENTENCE, _SELECT, "support", "counter", "undo"),
    Pane.OUTLINE: ("claim", "counterclaim", "edit", "filter", "undo"),
    Pane.DETAIL: ("edit", "support", "counter", "remove", "undo"),
    Pane.SOURCES: (_GO_THERE, "add-source", "edit", "remove", "undo"),
    Pane.REVIEW: (_REVIEW, "edit", "remove", "undo"),
}
_STAY: Final = Hint("enter", "stay here", "Stay at this place.", "focused.stay", binding="bar.stay")
_GO_BACK: Final = Hint("esc", "back", "Go back to where you were.", "focused.go_back", binding="bar.go-back")
_NEXT: Final = Hint("down", "next", "Go to the next hit.", "focused.hit(1)", binding="bar.next-hit")
_BEFORE: Final = Hint("up", "before", "Go to the hit before.", "focused.hit(-1)", binding="bar.hit-before")
_TYPING: Final[dict[str, tuple[Hint, ...]]] = {
    "search": (_STAY, _NEXT, _BEFORE, _GO_BACK),
    "line": (_STAY, _GO_BACK),
}
_WITHOUT_TEXTS: Final = ("add-source", "claim", "import", "undo")
_WITH_PASSAGE: Final = ("support", "counter", "undercut", "collect", _LET_GO)
_FREE: Final = Hint("esc", "let go", "Mark and cut nothing any more, then show the whole map again.", "act('let-go')")
_WITH_MARKS: Final = ("support", "tag", "cut", "join", _FREE)
_WITH_CUT: Final = ("paste", "claim", "undo", _FREE)
_IN_A_PART: Final = ("filter", "counterclaim", "edit", "undo", _FREE)
_ON_QUOTE: Final = (_CLAIMS, "adjust", "translate", "support", "counter")
_WITH_COLLECTED: Final = ("support", "counter", "undercut", "collect", "collected")


def hints(now: Situation) -> list[Hint]:
    """At most six keys, `?` always the last, but where it would be typed."""
    if now.typing is not None:
        return [_hint(entry, now) for entry in _TYPING[now.typing]]
    chosen = _WITH_PASSAGE if now.passage else _PLACES[now.pane]
    if now.pane is Pane.OUTLINE and (now.marked or now.cut or now.narrowed):
        chosen = _WITH_CUT if now.cut else _WITH_MARKS if now.marked else _IN_A_PART
    if now.quoted and not now.passage:
        chosen = _ON_QUOTE
    if now.pane is Pane.READER and now.collected:
        chosen = _WITH_COLLECTED
    if now.pane is Pane.READER and not now.undo:
        chosen = tuple("search" if entry == "undo" else entry for entry in chosen)
    if now.pane is Pane.READER and not now.map.sources:
        chosen = _WITHOUT_TEXTS
    if now.map.conflicts:
        chosen = ("conflicts", *chosen)
    return [_hint(entry, now) for entry in (*chosen[: MOST_HINTS - 1], "help")]


def _hint(entry: str | Hint, now: Situation) -> Hint:
    if isinstance(entry, Hint):
        return entry._replace(key=first_key(keys_in_force(entry.binding, entry.key)))
    action = ACTIONS[entry]
    return Hint(action.shown_key, action.label, action.tooltip, f"act('{action.name}')", action.why_not(now))

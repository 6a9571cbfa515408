"""What the footer says: the few keys that matter where the user is, and why some do nothing now."""

from __future__ import annotations

from typing import Final, NamedTuple

from argmap.tui.actions import ACTIONS
from argmap.tui.bars import Hint
from argmap.tui.keys import KEYS, key_of
from argmap.tui.situation import Pane, Situation

MOST_HINTS: Final = 6


class _OwnHint(NamedTuple):
    """What a pane does by a key of its own."""

    id: str
    """The id of its keys."""
    action: str
    label: str = ""
    """In place of the label that the table of keys has."""
    tooltip: str = ""
    """In place of its sentence."""


def hint(some_id: str, action: str, label: str = "", tooltip: str = "", why_not: str | None = None) -> Hint:
    """What the footer says of something by the id of its keys: in the words of their table where none are given."""
    known = KEYS[some_id]
    return Hint(key_of(some_id), label or known.label.lower(), tooltip or known.does, action, why_not)


_SELECT = _OwnHint("reader.select", "focused.toggle_selecting")
_SENTENCE = _OwnHint("reader.grow", "focused.grow")
_LET_GO = _OwnHint("reader.let-go", "focused.let_go", tooltip="Select nothing any more.")
_CLAIMS = _OwnHint("reader.press", "focused.press_quote")
_GO_THERE = _OwnHint("list.choose", "focused.choose")
_REVIEW = _OwnHint("list.choose", "focused.choose", "review", "Compare the quote with what stands in its text now.")

_PLACES: Final[dict[Pane, tuple[str | _OwnHint, ...]]] = {
    Pane.READER: (_SENTENCE, _SELECT, "support", "counter", "undo"),
    Pane.OUTLINE: ("claim", "counterclaim", "edit", "filter", "undo"),
    Pane.DETAIL: ("edit", "support", "counter", "remove", "undo"),
    Pane.SOURCES: (_GO_THERE, "add-source", "edit", "remove", "undo"),
    Pane.REVIEW: (_REVIEW, "edit", "remove", "undo"),
}
_STAY: Final = _OwnHint("bar.stay", "focused.stay")
_GO_BACK: Final = _OwnHint("bar.go-back", "focused.go_back")
_NEXT: Final = _OwnHint("bar.next-hit", "focused.hit(1)")
_BEFORE: Final = _OwnHint("bar.hit-before", "focused.hit(-1)", "before")
_TYPING: Final[dict[str, tuple[_OwnHint, ...]]] = {
    "search": (_STAY, _NEXT, _BEFORE, _GO_BACK),
    "line": (_STAY, _GO_BACK),
}
_WITHOUT_TEXTS: Final = ("add-source", "claim", "import", "undo")
_WITH_PASSAGE: Final = ("support", "counter", "undercut", "collect", _LET_GO)
_FREE: Final = _OwnHint(
    "outline.let-go", "act('let-go')", tooltip="Mark and cut nothing any more, then show the whole map again."
)
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


def _hint(entry: str | _OwnHint, now: Situation) -> Hint:
    if isinstance(entry, _OwnHint):
        return hint(*entry)
    return hint(entry, f"act('{entry}')", why_not=ACTIONS[entry].why_not(now))

"""What footer and help say: the keys that matter where the user is, all that work there, why some do nothing now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from argmap.tui.actions.action import Actions, by_availability
from argmap.tui.keys import KEYS, Section, key_of, with_keys
from argmap.tui.state.context import MapContext, Pane
from argmap.tui.widgets.bars import Hint, hint

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
    "outline.let-go", "try('let-go')", tooltip="Mark and cut nothing any more, then show the whole map again."
)
_SHOW_ALL: Final = _FREE._replace(id="canvas.show-all")
"""The same, by the key that the graph has for it."""
_OPEN_BOX: Final = _OwnHint("canvas.go-there", "focused.choose")
_WITH_MARKS: Final = ("support", "tag", "cut", "join", _FREE)
_WITH_CUT: Final = ("paste", "claim", "undo", _FREE)
_IN_A_PART: Final = ("filter", "counterclaim", "edit", "undo", _FREE)
_ON_QUOTE: Final = (_CLAIMS, "adjust", "translate", "support", "counter")
_WITH_COLLECTED: Final = ("support", "counter", "undercut", "collect", "collected")


def hints(now: MapContext, actions: Actions) -> list[Hint]:
    """At most six keys of the panes, `?` always the last, but where it would be typed."""
    if now.typing is not None:
        return [_hint(entry, now, actions) for entry in _TYPING[now.typing]]
    return [_hint(entry, now, actions) for entry in (*_in_pane(now)[: MOST_HINTS - 1], "help")]


def hints_of_graph(now: MapContext, actions: Actions) -> list[Hint]:
    """At most six keys of the graph: as in the tree, but for what its menu has, to make room for opening the box."""
    *others, help_ = (*_in_pane(now)[: MOST_HINTS - 1], "help")
    free = (_SHOW_ALL if entry is _FREE else entry for entry in others if entry != "filter")
    return [_hint(entry, now, actions) for entry in (*(_OPEN_BOX, *free)[: MOST_HINTS - 1], help_)]


def _in_pane(now: MapContext) -> tuple[str | _OwnHint, ...]:
    """What matters where the user is, most important first."""
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
        return ("conflicts", *chosen)
    return chosen


def _hint(entry: str | _OwnHint, now: MapContext, actions: Actions) -> Hint:
    if isinstance(entry, _OwnHint):
        return hint(*entry)
    return hint(entry, f"try('{entry}')", why_not=actions[entry].disabled_reason(now))


_NAMES = {
    Pane.SOURCES: "the sources",
    Pane.READER: "the reader",
    Pane.OUTLINE: "the map",
    Pane.DETAIL: "the details",
    Pane.REVIEW: "what is to be reviewed",
}
_SIGNS = (
    ("+  −  ×", "supports, counters, undercuts"),
    ("◆  &  ↑", "a thesis, one of several linked premises, something that stands in full elsewhere"),
    ("●  ▲", "a quote that is found; one whose words or place have changed"),
    ("?  ✎  ✗  !", "one that fits several places, was rewritten, is lost, or whose text cannot be read"),
)
_USUAL_PANES = [KEYS[f"pane-{pane}"].usual for pane in Pane]


def sections(now: MapContext, pane_keys: Sequence[tuple[str, str]], actions: Actions) -> list[Section]:
    """What the help says where a map is edited; `pane_keys` are those of the pane itself, with what they do."""
    possible, impossible = by_availability(actions.values(), now)
    everywhere = ("Everywhere", _everywhere())
    return [possible, (f"In {_NAMES[now.pane]}", pane_keys), everywhere, impossible, ("Signs", _SIGNS)]


def _everywhere() -> Sequence[tuple[str, str]]:
    """The keys that lead to other panes, and to everything."""
    panes = [key_of(f"pane-{pane}") for pane in Pane]
    shown = f"{panes[0]}…{panes[-1]}" if panes == _USUAL_PANES else ",".join(panes)
    return (
        (shown, "Go to the sources, the reader, the map, the details, or what is to be reviewed."),
        (key_of("next-pane"), with_keys("Go to the next pane; {previous-pane} to the one before.")),
        (key_of("palette"), KEYS["palette"].does),
    )

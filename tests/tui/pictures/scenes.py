"""Every screen, and the keys that lead to it: pictured, looked at in other colours, and filled with hostile words."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from textual.widgets import Input, TextArea

from argmap.corpus.sample import copy_sample
from argmap.tui.app import ArgmapApp, opened_at_once
from argmap.tui.dialogs.version_picker import Against
from argmap.tui.screens.compare import CompareScreen
from argmap.tui.tour import Tour
from tests.tui.app.walking import Walk
from tests.tui.conflicts.merges import undecided, until
from tests.tui.pictures.project import empty_map, pictured_project

Begin = Callable[[Path], ArgmapApp]
SMALL_DARK, SMALL_LIGHT = ("small", "dark"), ("small", "light")
LARGE_DARK, LARGE_LIGHT = ("large", "dark"), ("large", "light")


@dataclass(frozen=True)
class Scene:
    """A screen as a user meets it."""

    name: str
    act: Callable[[Walk], Awaitable[None]]
    """What leads there from the workbench as it opens."""
    words: tuple[str, ...] = ()
    """What can be read there, on a small screen and on a large one."""
    look: tuple[str, str] | None = None
    """The size of the screen and the theme in which it is pictured."""
    leave: tuple[str, ...] = ("escape",)
    """The keys that lead back."""


def pressing(*keys: str) -> Callable[[Walk], Awaitable[None]]:
    """Presses keys, one after the other, each when the one before was answered."""

    async def act(user: Walk) -> None:
        for key in keys:
            await user.press(key)

    return act


def typing(*keys: str, text: str) -> Callable[[Walk], Awaitable[None]]:
    """Presses keys, then types some words."""

    async def act(user: Walk) -> None:
        await pressing(*keys)(user)
        await user.type(text)

    return act


async def _compare(user: Walk) -> None:
    user.app.push_screen(CompareScreen(user.bench, Against("HEAD", "HEAD, the last commit")))
    await until(user, lambda: user.app.screen.query("#changes") and user.app.screen.changes.row_count())
    await user.press("n")


async def _compare_drawn(user: Walk) -> None:
    await _compare(user)
    await user.press("m")
    await until(user, lambda: user.app.screen.canvas.drawing.boxes)
    await user.press("p")


async def _sheet(user: Walk) -> None:
    await until(user, lambda: not getattr(user.app.screen, "is_making", False))


async def _export(user: Walk) -> None:
    await user.press("O")
    await _sheet(user)


async def _import(user: Walk) -> None:
    await user.press("I")
    await user.type("rivals", "enter")
    await _sheet(user)


async def _filtered(user: Walk) -> None:
    await user.press("3", "f")
    await user.type("japan", "enter")
    await user.press("home", "space", "down", "space")


async def _nothing(user: Walk) -> None:
    pass


async def _selected(user: Walk) -> None:
    await until(user, lambda: any("HEAD" in entry.text.plain for entry in user.bar("#title")))
    await pressing("2", "right_parenthesis", "full_stop")(user)


WORKBENCH = (
    Scene("workbench", _selected, ("2 to review", "zh · 出口管制", "changed since HEAD", "s support"), LARGE_DARK),
    Scene(
        "picker",
        typing("2", "full_stop", "s", text="a"),
        ("Which claim does “两国因此在目的上不同。” support?", "aims 目的.  targets", "new claim: a", "ctrl+n new"),
        SMALL_DARK,
        ("escape", "escape"),
    ),
    Scene(
        "form", pressing("3", "home", "e"), ("Edit diverge", "widely on 出口管制.", "Both sides.", "Keep"), LARGE_DARK
    ),
    Scene(
        "question",
        pressing("3", "home", "x"),
        ("Remove diverge?", "widely on 出口管制.”", "Undo brings everything back.", "←→ choose"),
        SMALL_LIGHT,
    ),
    Scene(
        "help", pressing("3", "question_mark"), ("What can be done now", "Make a new claim.", "esc closes"), LARGE_DARK
    ),
    Scene("palette", typing("ctrl+p", text="und"), ("Undercut  (u)", "there is nothing to undo."), SMALL_LIGHT),
    Scene(
        "review",
        pressing("R"),
        ("Not exact 3", "no trace of it", "a few words differ", "only re-wrapped", "Kept · critics", "x drop"),
        LARGE_LIGHT,
    ),
    Scene(
        "canvas-titles",
        pressing("3", "home", "m"),
        ("Map · Export controls 出口管制", "“美国利用“实体清单”对华为", "“Japan did not widen its", "+ larger"),
        SMALL_LIGHT,
    ),
    Scene(
        "canvas-dots",
        pressing("3", "home", "m", "minus"),
        ("┗╍╍╍×╍╍╍●◀─┴╌●◀───○", "+ larger"),
        SMALL_DARK,
        ("plus", "escape"),
    ),
    Scene(
        "canvas-full",
        pressing("3", "home", "m", "plus"),
        (
            "║ The US and Japan diverge widely on 出  ║",
            "║ 口管制.                                ║",
            "│ entity-list",
            "╏",
        ),
        LARGE_DARK,
        ("minus", "escape"),
    ),
    Scene(
        "find",
        typing("F", text="japan"),
        ("Find in all texts and in the map", "widely on 出口管制.", "de:1", "4 in the map, 1 in 1 text"),
        SMALL_DARK,
    ),
    Scene(
        "compare",
        _compare,
        (
            "4 elements changed since HEAD",
            "~ note: Both sides.",
            "has support",
            "├─× Only the targets",
        ),
        LARGE_DARK,
    ),
    Scene(
        "compare-drawn",
        _compare_drawn,
        ("╔════ ~ reworded, note ══════╗", "╭──── ! has support for the…─╮", "║ widely on 出口管制.        ║"),
        LARGE_LIGHT,
    ),
    Scene(
        "export",
        _export,
        (
            "Export the map",
            "## The US and Japan diverge widely on 出口管制.",
            "“美国利用“实体清单”对华为等企业实施了制裁”",
            "Write",
        ),
        SMALL_DARK,
    ),
    Scene("import", _import, ("Import rivals.outline", "“日本企业会失去市场。”", "Take it in"), LARGE_LIGHT),
    Scene(
        "tree-filtered",
        _filtered,
        ("Map: 4 of 10 · “japan”", "2 marked · esc lets go", "claim wassenaar", "ctrl+x cut"),
        SMALL_LIGHT,
        ("escape", "escape"),
    ),
)
"""What is reached from one open map, in an order in which none disturbs the next."""


def on_map(made: Callable[[Path], Path]) -> Begin:
    """The app on a map that is made first, in the folder in which the user stands."""

    def begin(root: Path) -> ArgmapApp:
        path = made(root).relative_to(root)
        return ArgmapApp([path], opened_at_once([path]))

    return begin


def _welcome(_root: Path) -> ArgmapApp:
    return ArgmapApp([], None, Path("/harbour"))


def _toured(root: Path) -> ArgmapApp:
    maps = [copy_sample(root)]
    app = ArgmapApp(maps, opened_at_once(maps))
    app.tour = Tour(root)
    return app


UNDECIDED = ("4 conflicts left to resolve", "≠ subsidies", "They diverge sharply 目的相同.", "They part ways 目的不同.")
WELCOMED = ("There is no map in /harbour yet.", "Start a map", "Take the tour", "Open the sample")
STAGES: dict[str, tuple[Begin, tuple[Scene, ...]]] = {
    "map": (on_map(pictured_project), WORKBENCH),
    "merged": (on_map(undecided), (Scene("conflicts", pressing("X", "n"), UNDECIDED, LARGE_LIGHT),)),
    "empty": (on_map(empty_map), (Scene("workbench-empty", _nothing, ("No text is open yet.",), SMALL_DARK),)),
    "nowhere": (_welcome, (Scene("welcome", _nothing, WELCOMED, LARGE_LIGHT),)),
    "tour": (_toured, (Scene("tour", _nothing, ("1/13 Read", "brutus · ", "f9 next"), SMALL_LIGHT),)),
}
"""How the app begins, and what can be seen from there."""


async def at_rest(user: Walk) -> None:
    """Waits until everything is found and shown; nothing blinks, and no toast is in sight."""
    await until(user, lambda: all(worker.is_finished for worker in user.app.workers if worker.group != "actions"))
    user.app.clear_notifications()
    for field in user.app.screen.query("Input, TextArea").results(Input | TextArea):
        field.cursor_blink = False
    await user.pilot.pause()

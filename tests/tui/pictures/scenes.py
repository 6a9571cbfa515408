"""Every screen, and the keys that lead to it: pictured, looked at in other colours, and filled with hostile words."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from textual.widgets import Input, TextArea

from argmap.corpus.sample import copy_sample
from argmap.tui.app import ArgmapApp, opened_at_once
from argmap.tui.comparing.choosing import Against
from argmap.tui.comparing.screen import CompareScreen
from argmap.tui.tour.guide import Tour
from tests.tui.app.walking import Walk
from tests.tui.conflicts.merges import undecided, until
from tests.tui.pictures.project import empty_map, pictured_project

Begin = Callable[[Path], ArgmapApp]


@dataclass(frozen=True)
class Scene:
    """A screen as a user meets it."""

    name: str
    act: Callable[[Walk], Awaitable[None]]
    """What leads there from the workbench as it opens."""
    leave: tuple[str, ...] = ("escape",)
    """The keys that lead back."""
    repainted: bool = True
    """Whether it takes on another theme while it is open; Textual's own palette does not."""


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
    Scene("workbench", _selected),
    Scene("picker", typing("2", "full_stop", "s", text="a"), ("escape", "escape")),
    Scene("form", pressing("3", "home", "e")),
    Scene("question", pressing("3", "home", "x")),
    Scene("help", pressing("3", "question_mark")),
    Scene("palette", typing("ctrl+p", text="und"), repainted=False),
    Scene("review", pressing("R")),
    Scene("canvas-titles", pressing("3", "home", "m")),
    Scene("canvas-dots", pressing("3", "home", "m", "minus"), ("plus", "escape")),
    Scene("canvas-full", pressing("3", "home", "m", "plus"), ("minus", "escape")),
    Scene("find", typing("F", text="japan")),
    Scene("compare", _compare),
    Scene("compare-drawn", _compare_drawn),
    Scene("export", _export),
    Scene("import", _import),
    Scene("tree-filtered", _filtered, ("escape", "escape")),
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


STAGES: dict[str, tuple[Begin, tuple[Scene, ...]]] = {
    "map": (on_map(pictured_project), WORKBENCH),
    "merged": (on_map(undecided), (Scene("conflicts", pressing("X", "n")),)),
    "empty": (on_map(empty_map), (Scene("workbench-empty", _nothing),)),
    "nowhere": (_welcome, (Scene("welcome", _nothing),)),
    "tour": (_toured, (Scene("tour", _nothing),)),
}
"""How the app begins, and what can be seen from there."""


async def at_rest(user: Walk) -> None:
    """Waits until everything is found and shown; nothing blinks, and no toast is in sight."""
    await until(user, lambda: all(worker.is_finished for worker in user.app.workers if worker.group != "actions"))
    user.app.clear_notifications()
    for field in user.app.screen.query("Input, TextArea").results(Input | TextArea):
        field.cursor_blink = False
    await user.pilot.pause()

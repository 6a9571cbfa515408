"""Walking through the app as a user does, on a small map of Chinese and German texts."""

import subprocess
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from argmap import edit
from argmap.corpus import Corpus, Project
from argmap.corpus.anchoring import add_passage
from argmap.model import ArgMap, Claim, Role, Source
from argmap.store import load
from argmap.store.saving import save
from argmap.tui.app import ArgmapApp, opened_at_once
from argmap.tui.dialogs.form import Form, Question
from argmap.tui.dialogs.picker import Picker
from argmap.tui.screens.main import MainLayout, MainScreen
from argmap.tui.widgets.bars import Bar, Entry
from tests.tui.at_once import completed, limited, until
from tests.tui.inside import has_looked, toasts

CHINESE = (
    "出口管制\n\n"
    "在出口管制方面，美国于2018年通过了新法案。日本没有像美国那样把管制对象扩大到基础和新兴技术。"
    "事实上，美国利用“实体清单”对华为等企业实施了制裁。\n\n"
    "日本政府认为，出口管制的目的是防止武器扩散。两国因此在目的上不同。\n"
)
GERMAN = (
    "Japans Konjunkturpaket\n\nDie Regierung fördert Halbleiter mit zehn Billionen Yen. "
    "Kritiker halten das für zu viel. Der Plan gilt bis 2030.\n"
)
_SHORT = ("texts", "opening", "describing")
"""The groups of workers that end by themselves; those of actions wait for answers."""

QUOTED = "日本没有像美国那样把管制对象扩大到基础和新兴技术"
TRANSLATION = "Japan did not extend the controls to emerging technologies"


def small_project(root: Path) -> Path:
    """A project with two texts and a map of three claims and two quotes; gives the map's path."""
    (root / "texts").mkdir(parents=True)
    (root / "maps").mkdir()
    (root / "texts/zh.txt").write_text(CHINESE, encoding="utf-8")
    (root / "texts/de.txt").write_text(GERMAN, encoding="utf-8")
    (root / "texts/more.txt").write_text("A third text. It is in no map yet.\n", encoding="utf-8")
    path = root / "maps/small.toml"
    corpus = Corpus(Project.of(path))
    whole = ArgMap(title="Export controls 出口管制")
    for name, title in (("zh", "出口管制"), ("de", None)):
        source = Source(path=f"../texts/{name}.txt", title=title, lang=name)
        whole, _ = edit.add_source(whole, source, name)
    for claim_id, text in (
        ("diverge", "The US and Japan diverge on export controls."),
        ("align", "Japan aligns its controls with Washington’s."),
        ("subsidies", "Subsidies for chips are wasteful."),
    ):
        whole, _ = edit.add_claim(whole, Claim(text=text, tags=("chips",) if claim_id == "subsidies" else ()), claim_id)
    whole = edit.change_map(whole, thesis=("diverge",))
    opened = corpus.open(whole.sources["zh"])
    at = CHINESE.index(QUOTED)
    whole, _ = add_passage(whole, "zh", opened, (at, at + len(QUOTED)), "no-extension", translation=TRANSLATION)
    opened = corpus.open(whole.sources["de"])
    at = GERMAN.index("Kritiker halten das für zu viel")
    whole, _ = add_passage(whole, "de", opened, (at, at + 31), "critics")
    whole = edit.link(whole, ("no-extension",), Role.SUPPORT, "diverge")
    whole = edit.link(whole, ("align",), Role.COUNTER, "diverge")
    whole = edit.link(whole, ("critics",), Role.SUPPORT, "subsidies")
    save(path, whole, None)
    return path


def committed(path: Path) -> None:
    """Commits the map's project, so that `added_lines` and `removed_lines` tell what changed since."""
    root = path.parent.parent
    for arguments in (
        ("init", "-q"),
        ("add", "-A"),
        ("-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qm", "x"),
    ):
        subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True, timeout=60)


def diff_lines(path: Path, sign: str) -> list[str]:
    """The lines that `git diff` shows with a sign, without blank ones."""
    shown = subprocess.run(
        ["git", "-c", "core.quotepath=off", "diff", "-U0", "--", str(path)],
        cwd=path.parent,
        check=True,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    ).stdout.splitlines()
    return [line[1:] for line in shown if line[:1] == sign and line[:3] != sign * 3 and line[1:].strip()]


class Walk:
    """What a user does and sees."""

    def __init__(self, pilot: Pilot[int], app: ArgmapApp) -> None:
        self.pilot = pilot
        self.app = app

    @property
    def bench(self) -> MainScreen:
        return next(screen for screen in self.app.screen_stack if isinstance(screen, MainScreen))

    @property
    def map(self) -> ArgMap:
        """The map as it is in memory."""
        return self.bench.session.map

    @property
    def on_disk(self) -> ArgMap:
        """The map as its file says it."""
        return load(self.bench.session.path).map

    @property
    def said(self) -> list[str]:
        """The toasts in sight."""
        return toasts(self.app)

    @property
    def desk(self) -> MainLayout:
        return self.bench.query_one(MainLayout)

    @property
    def reader(self):
        return self.desk.reader

    @property
    def outline(self):
        return self.desk.outline

    @property
    def dialog(self) -> Picker | Form | Question | None:
        screen = self.app.screen
        return screen if isinstance(screen, Picker | Form | Question) else None

    @property
    def selected(self) -> str | None:
        """The words selected in the reader."""
        span = self.reader.selected_span
        return None if span is None else self.reader.text[span[0] : span[1]]

    def text_of(self, selector: str) -> str:
        """What a line of the screen says."""
        return str(self.app.screen.query_one(selector).render())

    def hints(self) -> list[str]:
        """The keys of the footer that can be pressed."""
        return [entry.text.plain for entry in self.bar("#hints") if not entry.tooltip.startswith("Not now")]

    def bar(self, selector: str) -> list[Entry]:
        """The entries of the title, the tabs or the footer."""
        return [entry for _, _, entry in self.bench.query_one(selector, Bar).places()]

    async def click_bar(self, selector: str, words: str) -> None:
        """Clicks the entry of a bar that has these words."""
        begin = next(at for at, _, entry in self.bench.query_one(selector, Bar).places() if words in entry.text.plain)
        await self.click(selector, offset=(begin + 2, 0))

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.settle()

    async def type(self, text: str, *then: str) -> None:
        """Types words, as an input method sends them, then presses keys."""
        focused = self.app.screen.focused
        insert = focused.insert_text_at_cursor if isinstance(focused, Input) else focused.insert
        insert(text)
        await self.pilot.pause()
        await self.press(*then)

    async def click(self, selector: str, **more) -> None:
        await self.pilot.click(selector, **more)
        await self.settle()

    async def settle(self) -> None:
        """Waits until texts are read and quotes are found, and everything is shown."""
        quiet = 0
        async with limited(lambda: f"texts and quotes to be looked up and shown; workers: {list(self.app.workers)}"):
            while quiet < 2:
                working = [worker for worker in self.app.workers if worker.group in _SHORT and not worker.is_finished]
                await completed(working)
                looked = all(has_looked(screen) for screen in self.app.screen_stack if isinstance(screen, MainScreen))
                quiet = quiet + 1 if looked and not working else 0
                await self.pilot.pause()

    async def until(self, happened: Callable[[], object], what: str) -> None:
        """Waits until something has happened that `settle` does not wait for."""
        await until(happened, what, lambda: self.pilot.pause(0.02))


@asynccontextmanager
async def walk(*maps: Path, size: tuple[int, int] = (140, 40)) -> AsyncIterator[Walk]:
    app = ArgmapApp(maps, opened_at_once(maps))
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        walking = Walk(pilot, app)
        await walking.settle()
        yield walking

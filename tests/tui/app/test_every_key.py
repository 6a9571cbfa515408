"""Every key of every screen was chosen anew: the new one does what the old one did, and nothing says the old one.

The screens are those of the pictures; a key that leads to one is looked up among the keys that work at that moment.
"""

import os
import re
from collections.abc import Iterator, Sequence
from importlib import import_module
from itertools import zip_longest
from pathlib import Path
from pkgutil import walk_packages

import pytest
from textual.actions import parse
from textual.binding import Binding
from textual.dom import DOMNode
from textual.events import Key as KeyPressed
from textual.widgets import Input

import argmap.tui
from argmap.tui.dialogs.help import Help
from argmap.tui.keys import KEYS, binding, choose_keys, key_name
from argmap.tui.widgets.bars import HintBar, PaneTabs
from argmap.tui.widgets.canvas.canvas_pane import Tools
from argmap.tui.widgets.inputs import SafeTextArea
from tests.tui.app.walking import Walk
from tests.tui.at_once import until
from tests.tui.inside import chain, dispatched, lines
from tests.tui.pictures.scenes import STAGES, Scene, at_rest, pressing, typing

OTHER = {some_id: f"f{number}" for number, some_id in enumerate(KEYS, 101)}
"""A key for everything that can have one: no other has it, and no sentence names it by chance."""
SENTINEL = "palette"
"""Tells that all keys typed before it have arrived: it comes before everything, wherever the keyboard is."""
OLD = re.compile(
    r"(?<![\w+./-])(?:esc|enter|tab|pgup|pgdn|del|backspace|space tick|\^[a-z]|(?:ctrl|shift|alt)\+\S+|f\d{1,2}"
    r"|[←→↑↓]+ \w+)(?!\w)"
)
"""A key as it is written, as far as no words or numbers of a map look like one."""


async def _search_of_the_graph(user: Walk) -> None:
    await pressing("3", "m", "slash")(user)
    await until(lambda: isinstance(user.app.focused, Input), "the line to type in", user.pilot.pause)
    await user.type("a")


MORE = {
    "map": (
        Scene("searching", typing("2", "slash", text="a"), leave=("escape",)),
        Scene("line", typing("2", "colon", text="2"), leave=("escape",)),
        Scene("reselecting", pressing("R", "down", "t"), leave=("escape", "escape", "escape")),
        Scene("graph-search", _search_of_the_graph, leave=("escape", "escape")),
        Scene("filter", pressing("3", "f")),
        Scene("collected", pressing("2", "right_parenthesis", "full_stop", "ampersand", "Y"), leave=("escape",)),
        Scene("files", pressing("a")),
        Scene("menu", pressing("3", "home", "shift+f10")),
        *(Scene(f"pane-{number}", pressing(str(number)), leave=()) for number in range(1, 6)),
    ),
    "merged": (),
    "empty": (),
    "nowhere": (Scene("welcome-form", pressing("n"), leave=("escape",)),),
    "tour": (),
}
LEFT_TO_TEXTUAL = {"ctrl+c"}
"""Keys that do something of Textual's own where nothing of argmap has them: this one says how to quit."""
Act = tuple[str, tuple[object, ...]]
"""The name of an action, and its parameters."""
AT_ONCE = 10
"""How many keys are typed before what they did is looked at."""
READ_ONLY = {"empty", "tour"}
"""Where only what is said is looked at: their keys are pressed on the map."""
LEFT_OUT = {"palette"}
"""Textual's own dialog: its keys are Textual's, and no screen names them."""


@pytest.fixture(autouse=True)
def _usual_keys_afterwards() -> Iterator[None]:
    yield
    choose_keys({})


def _classes() -> Iterator[type[DOMNode]]:
    for module in walk_packages(argmap.tui.__path__, "argmap.tui."):
        for value in vars(import_module(module.name)).values():
            if isinstance(value, type) and issubclass(value, DOMNode) and value.__module__ == module.name:
                yield value


def test_every_binding_is_made_from_the_table_and_everything_in_the_table_is_bound():
    bound = set()
    for some_class in _classes():
        ids = [one.id for one in vars(some_class).get("BINDINGS", ())]
        assert len(ids) == len(set(ids)), some_class
        for one in vars(some_class).get("BINDINGS", ()):
            assert isinstance(one, Binding), some_class
            assert one == binding(str(one.id), one.action, priority=one.priority), some_class
            bound.add(one.id)
    by_hand = {"tour.next", "tour.back"}  # bound where the tour begins
    only_the_palette_has_them = {one.id for one in KEYS.values() if not one.usual}
    assert bound | by_hand | only_the_palette_has_them == set(KEYS)


def test_on_the_screens_above_the_map_no_list_takes_a_key_of_the_screen():
    of_lists = {key for one in KEYS.values() if one.place in {"list", "sheet"} for key in one.usual.split(",")}
    of_screens = {
        key: one
        for one in KEYS.values()
        if one.place in {"review", "compare", "conflicts"}
        for key in one.usual.split(",")
    }
    assert of_lists & of_screens.keys() == set()


class OtherKeys(Walk):
    """A user who chose other keys for everything."""

    async def press(self, *keys: str) -> None:
        for key in keys:
            await super().press(self._now(key))

    async def leave(self, usual: str) -> None:
        """Presses what a usual key did for several things, one after the other, until another screen is shown."""
        screen = self.app.screen
        ids = dict.fromkeys(
            one.id for _, one in chain(screen) if one.id in KEYS and usual in KEYS[one.id].usual.split(",")
        )
        for some_id in ids:
            if self.app.screen is screen:
                await super().press(OTHER[str(some_id)])

    def _now(self, usual: str) -> str:
        """The key that does now what a usual one did where the keyboard is."""
        focused = self.app.focused
        if isinstance(focused, Input | SafeTextArea) and len(usual) == 1:
            return usual
        for _, one in chain(self.app.screen):
            if one.id in KEYS and usual in KEYS[one.id].usual.split(","):
                return OTHER[one.id]
        return usual


def _choose_all() -> None:
    file = Path(os.environ["XDG_CONFIG_HOME"]) / "argmap" / "config.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("[keys]\n" + "".join(f'"{some_id}" = "{key}"\n' for some_id, key in OTHER.items()))


async def _done(user: Walk, record: list[Act], keys: Sequence[str]) -> list[Act]:
    """What is done for some keys, in their order; it is not done really."""
    done: list[Act] = []
    for begin in range(0, len(keys), AT_ONCE):
        record.clear()
        for key in [*keys[begin : begin + AT_ONCE], OTHER[SENTINEL]]:
            user.app.post_message(KeyPressed(key, None))
        await until(lambda: ("command_palette", ()) in record, "the keys to arrive", lambda: user.pilot.pause(0.01))
        done += record[:-1]
    return done


def _act(one: Binding) -> Act:
    """What a key leads to: for an action of a screen, to doing it or to saying why it cannot be done now."""
    _, name, parameters = parse(one.action)
    return ("try", parameters) if name == "act" else (name, parameters)


def _works(node: DOMNode, one: Binding) -> bool:
    _, name, parameters = parse(one.action)
    return name == "act" or bool(node.check_action(name, parameters))


async def _every_key_acts(user: Walk, record: list[Act], name: str, pressed: set[str]) -> None:
    """Presses what works here and was not `pressed` elsewhere by its new key, then by its usual ones."""
    here: dict[str, tuple[DOMNode, Binding]] = {}
    for node, one in chain(user.app.screen):
        known = one.id in KEYS and one.id != SENTINEL
        if known and _works(node, one) and (one.id not in here or one.priority):
            here[one.id] = (node, one)
    assert {some_id: one.key for some_id, (_, one) in here.items()} == {some_id: OTHER[some_id] for some_id in here}
    anew = sorted(here.keys() - pressed, key=lambda some_id: not here[some_id][1].priority)
    expected = [_act(here[some_id][1]) for some_id in anew]
    done = await _done(user, record, [OTHER[some_id] for some_id in anew])
    assert [*zip_longest(anew, done)] == [*zip_longest(anew, expected)], (name, user.app.focused)
    usual = {key for some_id in anew for key in KEYS[some_id].usual.split(",")} - LEFT_TO_TEXTUAL
    done = await _done(user, record, sorted(usual))
    assert not set(done) & set(expected), (name, user.app.focused)
    pressed.update(anew)


def _no_old_key_is_said(user: Walk, name: str) -> None:
    new = {key_name(key) for key in OTHER.values()}
    painted = "\n".join(lines(user.app))
    assert not OLD.findall(painted), f"{name}\n{painted}"
    for bar in user.app.screen.query("HintBar, PaneTabs, Tools").results(HintBar | PaneTabs | Tools):
        for entry in bar.entries:
            words = entry.text.plain.split()
            assert words[0] in new or words[0] == "‹", (name, entry)
    if isinstance(user.app.screen, Help):
        for heading, rows in user.app.screen.sections:
            if heading not in {"Signs", "The sides"}:
                for keys, said in rows:
                    assert all(not key or key in OTHER.values() or key in new for key in keys.split(",")), (keys, said)


@pytest.mark.parametrize("stage", STAGES)
async def test_every_new_key_acts_and_every_old_one_is_forgotten(
    stage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    _choose_all()
    begin, scenes = STAGES[stage]
    app = begin(tmp_path)
    async with app.run_test(size=(120, 40), notifications=True, tooltips=True) as pilot:
        user, pressed = OtherKeys(pilot, app), set[str]()
        await at_rest(user)
        assert not app.settings.faults
        for scene in (*scenes, *MORE[stage]):
            if scene.name in LEFT_OUT:
                continue
            await scene.act(user)
            await at_rest(user)
            _no_old_key_is_said(user, scene.name)
            if stage not in READ_ONLY:
                with dispatched(app) as record:
                    await _every_key_acts(user, record, scene.name, pressed)
            if stage != "nowhere":  # from the welcome, they would lead out of argmap
                for key in scene.leave:
                    await user.leave(key)
        assert app.return_code is None

"""Every sentence names the key that works: also where the user has chosen another."""

import os
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from argmap.model import ArgMap, Claim, Link, Role
from argmap.tui.actions.footer import sections
from argmap.tui.keys import KEYS, choose_keys, key_name
from argmap.tui.screens.map_actions import ACTIONS
from argmap.tui.state.context import MapContext, Pane, RowRef
from tests.tui.app.walking import QUOTED, small_project, walk
from tests.tui.marking.selecting import put_cursor


@pytest.fixture
def other_keys() -> Iterator[dict[str, str]]:
    """Another key for everything that can have one: a name that no sentence has by chance."""
    chosen = {name: f"ctrl+f{number}" for number, name in enumerate(KEYS, 30)}
    assert not choose_keys(chosen)
    yield chosen
    choose_keys({})


def _situations() -> Iterator[MapContext]:
    claims = {"a": Claim(text="A", supported_by=(("b",),)), "b": Claim(text="B")}
    linked = Link(("b",), Role.SUPPORT, "a")
    for whole, pane, premises in product((ArgMap(title=""), ArgMap(title="", claims=claims)), Pane, ((), ("b",))):
        here = MapContext(pane, whole, premises=premises)
        yield here
        yield here._replace(cut=(RowRef(("b",), linked),))
        yield here._replace(premises=("a", "b"), marked=(RowRef(("a", "b"), None),))


def test_no_reason_and_no_page_of_the_help_names_a_key_that_does_nothing(other_keys: dict[str, str]):
    usual = {key_name(key) for one in KEYS.values() for key in one.usual.split(",")} - {"-", "+", "&", ""}
    for now in _situations():
        said = [action.disabled_reason(now) or "" for action in ACTIONS.values()]
        said += [action.tooltip for action in ACTIONS.values()]
        said += [f"{key} {words}" for _, page in sections(now, (), ACTIONS)[:4] for key, words in page]
        for sentence in said:
            words = {word.strip("(),:;.") or word for word in sentence.split()} - {"a", "I"}
            assert not words & usual, sentence


async def test_keys_that_can_do_nothing_name_the_keys_that_were_chosen(tmp_path: Path):
    file = Path(os.environ["XDG_CONFIG_HOME"]) / "argmap" / "config.toml"
    file.parent.mkdir(parents=True)
    keys = {"reader.select": "f5", "reader.grow": "f6", "reselect.take": "f7", "edit": "f8", "pane-sources": "f9"}
    file.write_text("[keys]\n" + "".join(f'"{name}" = "{key}"\n' for name, key in keys.items()))
    async with walk(small_project(tmp_path)) as user:
        await user.press("ctrl+home", "q")
        assert "f5 and ←→, f6 for a sentence" in user.said[-1]
        await put_cursor(user, QUOTED)
        await user.press("A")
        shown = user.text_of("#hints")
        assert "f7 take" in shown
        assert "f5 select  f6 sentence" in shown
        await user.press("escape", "f7")
        assert "f5 and ←→" in user.said[-1]
    choose_keys({})

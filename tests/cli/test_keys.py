"""`keys`, `tutorial` and the empty folder, where there is no screen."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from argmap.tui.keys import choose_keys
from tests.cli.conftest import Ran

Argmap = Callable[..., Ran]


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "argmap").mkdir()
    yield tmp_path / "argmap" / "config.toml"
    choose_keys({})


def test_every_key_is_listed_with_its_name_and_the_file_to_change_it_in(argmap: Argmap, config: Path):
    listed = argmap("keys")
    assert listed.code == 0
    assert "reader.select" in listed.out
    assert str(config) in listed.err
    names = [one["name"] for one in argmap("keys", "--json").json["keys"]]
    assert len(names) == len(set(names)) > 60


def test_a_key_that_was_chosen_is_listed_and_a_slip_is_an_error(argmap: Argmap, config: Path):
    config.write_text('theme = "nord"\n[keys]\nsupport = "f5"\nundoo = "f6"\n')
    listed = argmap("keys")
    assert listed.code == 2
    assert "support                      f5" in listed.out
    assert "did you mean `undo`?" in listed.err


def test_the_tutorial_needs_a_terminal(argmap: Argmap):
    assert argmap("tutorial").code == 3


def test_without_a_terminal_an_empty_folder_is_an_error_that_says_how_to_begin(argmap: Argmap, tmp_path: Path):
    assert "argmap new" in argmap("open", tmp_path).err

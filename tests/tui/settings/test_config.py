"""What a user's file of settings says, and what is wrong in it."""

from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from argmap.tui.keys import EVERYWHERE, KEYS, choose_keys, key_of
from argmap.tui.settings import Config, Habits, RememberedHabits, apply_config, parsed, read_config


@pytest.fixture(autouse=True)
def _usual_keys_afterwards():
    yield
    choose_keys({})


def test_keys_are_written_as_they_are_typed_or_as_they_are_called():
    config = parsed(b'theme = "nord"\n[keys]\nsupport = "+"\nundo = "ctrl+z, ?"\nhelp = ","\nredo = "ctrl++"\n', "c")
    assert config.theme == "nord"
    assert dict(config.keys) == {
        "support": "plus",
        "undo": "ctrl+z,question_mark",
        "help": "comma",
        "redo": "ctrl+plus",
    }
    assert not config.faults


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("theme = 3", "c:1", "a name in quotes"),
        ('\ncolour = "red"', "c:2", "no setting `colour`"),
        ('keys = "s"', "c:1", "a table"),
        ("[keys]\nsupport = 4", "c:2", "written in quotes"),
        ('[keys]\nsupport = "a b"', "c:2", "separated by commas"),
        ("theme = ", "c:1", "not valid TOML"),
        ("\xff", "c:1", "not valid TOML"),
    ],
)
def test_a_fault_names_its_line_and_the_mend(text: str, place: str, said: str):
    [fault] = parsed(text.encode(), "c").faults
    assert fault.startswith(place)
    assert said in fault


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path):
    assert read_config(tmp_path / "none.toml") == Config()
    assert "cannot be read" in read_config(tmp_path).faults[0]


def test_names_that_mean_nothing_and_keys_that_mean_two_things_are_said():
    config = Config(theme="nrod", keys={"suport": "a", "support": "c", "reader.select": "full_stop"})
    faults = apply_config(config, Path("config.toml"), {"nord"})
    assert [fault.partition(": ")[2] for fault in faults] == [
        "nothing is called `suport`; did you mean `support`?",
        "the key `.` is that of `reader.select` and `reader.grow` in the reader; give one of them another key",
        "the key `c` is that of `support` and `counter`; give one of them another key",
        "there is no theme `nrod`; there are nord",
    ]
    assert (key_of("support"), key_of("reader.select")) == ("s", "v")  # what is refused keeps its usual keys


def test_what_is_refused_is_said_with_its_line():
    file = b'theme = "nord"\n\n[keys]\nundo = "f5"\nsupport = "c"\n'
    [fault] = apply_config(parsed(file, "c"), Path("c"), {"nord"})
    assert fault.startswith("c:5: the key `c`")
    assert key_of("undo") == "f5"


def test_two_keys_can_be_exchanged():
    assert apply_config(Config(keys={"support": "c", "counter": "s"}), Path("c"), ()) == []
    assert (key_of("support"), key_of("counter")) == ("c", "s")


def test_a_key_that_became_free_by_a_choice_that_is_refused_is_not_free():
    faults = apply_config(Config(keys={"support": "c", "counter": "u"}), Path("c"), ())
    assert len(faults) == 2
    assert (key_of("support"), key_of("counter"), key_of("undercut")) == ("s", "c", "u")


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"dialog.cancel": "x"}, "is typed into the field there"),
        ({"bar.stay": "space"}, "is typed into the field there"),
        ({"dialog.new": "ctrl+w"}, "moves or edits in the field there"),
        ({"list.choose": "ctrl+p"}, "that of `palette`"),
        ({"review.accept": "j"}, "in the list that of `list.down`"),
        ({"dialog.next-field": "escape"}, "that of `dialog.next-field`"),
        ({"form.save": "enter"}, "`form.save`"),
        ({"claim": "notakey"}, "`notakey` is not the name of a key"),
        ({"claim": "n,ctrl+shfit"}, "`ctrl+shfit` is not the name of a key"),
    ],
)
def test_a_key_that_would_never_arrive_is_refused(chosen: dict[str, str], said: str):
    [fault] = apply_config(Config(keys=chosen), Path("c"), ())
    assert said in fault


def test_the_fields_of_textual_have_no_other_keys_of_their_own():
    own = {key for field in (Input, TextArea) for one in field.BINDINGS for key in one.key.split(",")} - {"enter"}
    for key in sorted(own):
        assert apply_config(Config(keys={"dialog.new": key}), Path("c"), ()), key


def test_by_themselves_no_two_things_in_one_place_have_one_key():
    # As if every key had been chosen by the user just as it is.
    chosen = Config(keys={one.id: one.usual for one in KEYS.values()})
    assert apply_config(chosen, Path("c"), ()) == []
    assert {"everywhere", "reader", "outline", "list", "canvas", "review", "bar"} <= {
        one.place for one in KEYS.values()
    }
    assert all(one.does.endswith(".") for one in KEYS.values())
    assert all(one.usual for one in KEYS.values() if one.place != EVERYWHERE)


def test_habits_are_remembered(tmp_path: Path):
    file = tmp_path / "new" / "habits.json"
    RememberedHabits(file).change(theme="nord")
    other = RememberedHabits(file)
    RememberedHabits(file).change(numbered=False)
    other.change(text_width=60)
    assert RememberedHabits(file).habits == Habits(theme="nord", numbered=False, text_width=60)


@pytest.mark.parametrize("broken", ["", "[", "[]", '{"theme": 4, "numbered": 1}', '{"other": 1}', "[" * 100_000])
def test_habits_of_a_broken_file_are_those_of_the_first_day(tmp_path: Path, broken: str):
    file = tmp_path / "habits.json"
    file.write_text(broken)
    remembered = RememberedHabits(file)
    assert remembered.habits == Habits()
    remembered.change(numbered=False)
    assert RememberedHabits(file).habits.numbered is False


def test_habits_that_cannot_be_written_are_said(tmp_path: Path):
    (tmp_path / "file").write_text("")
    remembered = RememberedHabits(tmp_path / "file" / "habits.json")
    remembered.change(theme="nord")
    assert remembered.trouble is not None
    assert "theme will be forgotten" in remembered.trouble
    assert remembered.habits.theme == "nord"


def test_a_key_that_a_pane_has_for_itself_is_said_where_it_is_chosen_for_something_else():
    config = Config(keys={"undo": "b", "list.choose": "n"})
    assert [fault.partition(": ")[2] for fault in apply_config(config, Path("c"), ())] == [
        "the key `b` is that of `undo`, but in the reader that of `reader.word-left`; give one of them another key",
        "the key `n` is that of `claim`, but in the list that of `list.choose`; give one of them another key",
    ]

"""Where one was in a text is known in the next session, and nothing breaks where it is not."""

from pathlib import Path

import pytest

from argmap.tui.state.history import MOST, LastPlaces, Remembered, state_file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state" / "places.json"


TEXT, OTHER = Path("/texts/出口.txt"), Path("/texts/other\udc80.txt")


def test_the_last_place_in_each_text_is_known_in_the_next_session(file):
    places = LastPlaces(file)
    assert (places.trouble, places.remembered.place_in(TEXT)) == (None, None)
    places.remember(TEXT, 42)
    places.remember(OTHER, 7)
    again = LastPlaces(file)
    assert (again.remembered.place_in(TEXT), again.remembered.place_in(OTHER)) == (42, 7)
    assert again.remembered.last_of([TEXT, OTHER]) == OTHER
    again.remember(TEXT, 43)
    assert LastPlaces(file).remembered.last_of([TEXT, OTHER]) == TEXT
    assert [path.name for path in file.parent.iterdir()] == ["places.json"]


def test_two_sessions_forget_nothing_of_each_other(file):
    one, two = LastPlaces(file), LastPlaces(file)
    one.remember(TEXT, 1)
    two.remember(OTHER, 2)
    known = LastPlaces(file).remembered
    assert (known.place_in(TEXT), known.place_in(OTHER)) == (1, 2)


@pytest.mark.parametrize(
    "broken", ["", "{", "[]", "null", '{"version": 2, "places": {}}', '{"version": 1}', "[" * 100_000, "\ud800"]
)
def test_a_broken_file_is_told_of_once_and_written_anew(file, broken):
    file.parent.mkdir()
    file.write_bytes(broken.encode("utf-8", "surrogatepass"))
    places = LastPlaces(file)
    assert "cannot be read" in places.trouble
    assert str(file) in places.trouble
    places.remember(TEXT, 5)
    again = LastPlaces(file)
    assert (again.trouble, again.remembered.place_in(TEXT)) == (None, 5)


def test_nonsense_among_the_places_is_passed_over(file):
    file.parent.mkdir()
    file.write_text('{"version": 1, "places": {"/a": -1, "/b": "x", "/c": true, "/d": 3}}')
    assert LastPlaces(file).remembered == Remembered((("/d", 3),))


def test_where_nothing_can_be_written_the_session_goes_on(tmp_path):
    blocked = tmp_path / "a file"
    blocked.write_text("in the way")
    places = LastPlaces(blocked / "places.json")
    places.remember(TEXT, 5)
    assert "cannot be" in places.trouble
    assert places.remembered.place_in(TEXT) == 5


def test_texts_not_opened_for_long_are_forgotten():
    known = Remembered()
    for number in range(MOST + 1):
        known = known.at(Path(f"/{number}"), number)
    assert len(known.offsets) == MOST
    assert known.place_in(Path("/0")) is None
    assert known.last_of([Path("/0")]) is None


def test_the_file_is_the_users_own(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert state_file() == tmp_path / "argmap" / "places.json"

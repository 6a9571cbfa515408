"""What a user sees first."""

from pathlib import Path

import pytest
from textual.css.stylesheet import Stylesheet

from argmap.tui.app import ArgmapApp, opened_at_once, run_screen
from argmap.tui.dialogs.picker import MapChooser
from argmap.tui.screens.main import MainScreen
from tests.tui.app.walking import QUOTED, small_project, walk
from tests.tui.at_once import completed
from tests.tui.inside import held_back_at_each_rendering


async def test_one_map_opens_at_once_on_the_first_quote_of_its_first_thesis(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        assert user.reader.has_focus
        assert user.reader.text.startswith("出口管制")
        assert user.reader.text[user.reader.cursor :].startswith(QUOTED)
        assert user.outline.current.id == "diverge"
        assert "Export controls 出口管制" in user.text_of("#title")
        assert user.text_of("#title").endswith("small.toml · saved")
        roles = {mark.key: str(mark.role) for mark in user.reader.highlights_at(user.reader.cursor)}
        assert roles == {"no-extension": "support"}


async def test_several_maps_are_chosen_from_with_what_each_holds(tmp_path: Path):
    first, second = small_project(tmp_path / "a"), small_project(tmp_path / "b")
    second.write_text(second.read_text().replace("Export controls 出口管制", "Chips [red]and[/b] more"))
    broken = tmp_path / "broken.toml"
    broken.write_text("[map]\ntitel = 1\n")
    async with walk(first, second, broken) as user:
        assert isinstance(user.app.screen, MapChooser)
        shown = [str(option.prompt) for option in user.dialog.query_one("#entries").options]
        assert "3 claims, 2 quotes, nothing to review" in shown[0]
        assert "Chips [red]and[/b] more" in shown[1]
        assert "does not open" in shown[2]
        await user.type("red", "enter")
        assert user.map.title == "Chips [red]and[/b] more"
        await user.press("o")
        await user.press("enter")
        assert user.map.title == "Export controls 出口管制"
        assert sum(isinstance(screen, MainScreen) for screen in user.app.screen_stack) == 1


async def test_a_map_is_left_for_itself_or_another_and_only_one_is_ever_open(tmp_path: Path):
    path = small_project(tmp_path)
    async with walk(path) as user:
        first = user.bench
        await user.press("o", "enter")
        assert user.bench is not first
        assert user.app.screen is user.bench
        assert not first.is_running
        assert not first.is_attached
        await user.press("n")
        await user.type("Only one of us writes", "enter")
        await user.pilot.pause(1.2)
        assert user.said == ["claim only-one-of-us-writes · z takes it back"]


async def test_the_shell_is_told_of_a_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def crashed(app: ArgmapApp) -> None:
        app.exit(return_code=1)

    monkeypatch.setattr(ArgmapApp, "run", crashed)
    assert run_screen([small_project(tmp_path)]) == 1


async def test_a_broken_map_says_where_and_how_to_mend_it_and_can_be_tried_again(tmp_path: Path):
    path = small_project(tmp_path)
    sound = path.read_text()
    path.write_text(sound.replace('"align"', '"alinge"', 1) + "\nfoo = 1\n")
    async with walk(path) as user:
        body = str(user.dialog.query_one("#body Static").render())
        assert f"{path}:" in body
        assert "alinge" in body
        path.write_text(sound)
        await user.press("enter")
        assert user.map.title == "Export controls 出口管制"


async def test_a_broken_map_can_be_left(tmp_path: Path):
    path = tmp_path / "maps.toml"
    path.write_bytes(b"\xff\xfe\x00")
    app = ArgmapApp([path])
    async with app.run_test(notifications=True) as pilot:
        await completed(app.workers)
        await pilot.pause()
        await pilot.press("right", "enter")
    assert app.return_value == 2


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda file: file.unlink(), "is missing"),
        (lambda file: (file.unlink(), file.mkdir()), "folder"),
        (lambda file: file.write_bytes(b"\x00\x01\x02" * 99), "text"),
    ],
)
async def test_a_map_opens_when_a_text_cannot_be_read_and_the_quotes_say_why(tmp_path: Path, spoil, said):
    path = small_project(tmp_path)
    spoil(tmp_path / "texts/zh.txt")
    async with walk(path) as user:
        assert said in user.text_of("#notice")
        assert user.bench.query_one("#review").current == "no-extension"
        await user.press("3", "down", "enter")
        assert user.dialog is None
        await user.press("1", "end", "enter", "1", "home", "enter")
        assert "Konjunkturpaket" in user.reader.text


async def test_a_text_outside_the_project_is_never_read(tmp_path: Path):
    path = small_project(tmp_path / "project")
    (tmp_path / "secret.txt").write_text("secret")
    path.write_text(path.read_text().replace("../texts/zh.txt", "../../secret.txt"))
    async with walk(path) as user:
        assert "outside the project" in user.text_of("#notice")


async def test_an_empty_map_names_the_keys_that_fill_it(tmp_path: Path):
    path = tmp_path / "maps/empty.toml"
    path.parent.mkdir()
    path.write_text('format = 1\n\n[map]\ntitle = "Nothing yet"\n')
    (tmp_path / "text.txt").write_text("One sentence. Another one.\n")
    async with walk(path) as user:
        assert "Press a to add a text" in user.text_of("#notice")
        await user.press("a")
        await user.type("text", "enter")
        assert user.reader.text == "One sentence. Another one.\n"
        await user.press("2", "full_stop", "s")
        await user.type("A first claim", "enter")
        assert user.on_disk.thesis == ("a-first-claim",)
        assert [link.target for link in user.on_disk.links()] == ["a-first-claim"]


async def test_the_map_is_styled_and_rendered_once_before_it_is_shown(tmp_path: Path, monkeypatch):
    rendered, parsed_anew = held_back_at_each_rendering(monkeypatch), []
    reparse = Stylesheet.reparse

    def parsing_anew(stylesheet):
        parsed_anew.append(stylesheet)
        reparse(stylesheet)

    monkeypatch.setattr(Stylesheet, "reparse", parsing_anew)
    path = small_project(tmp_path)
    app = ArgmapApp([path], opened_at_once([path]))
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.pause()
        assert rendered
        assert not any(rendered)  # what is rendered while updates are held back is not shown
        assert not parsed_anew

"""Getting about: between panes, from passages to claims and back, on large screens and small ones."""

from pathlib import Path

from textual.command import CommandPalette

from tests.tui.app.walking import CHINESE, QUOTED, small_project, walk


async def test_from_a_quote_to_its_passage_and_from_a_passage_to_its_claims(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        user.reader.action_move("text_start")
        user.outline.reveal("critics")
        await user.press("3", "enter")
        assert user.reader.has_focus
        assert user.reader.text[user.reader.cursor :].startswith("Kritiker halten")
        user.outline.reveal("no-extension")
        await user.press("3", "enter")
        assert user.reader.text[user.reader.cursor :].startswith(QUOTED)
        user.outline.reveal("diverge")
        await user.press("enter")
        assert user.outline.has_focus
        assert user.outline.current.id == "no-extension"
        await user.press("up", "enter")
        assert user.bench.query_one("#detail").has_focus


async def test_panes_are_reached_by_number_and_by_tab(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        order = []
        for key in "12345":
            await user.press(key)
            order.append(user.app.focused.id)
        assert order == ["sources", "reader", "outline", "detail", "review"]
        await user.press("tab")
        assert user.app.focused.id == "sources"
        await user.press("shift+tab", "shift+tab")
        assert user.app.focused.id == "detail"
        await user.press("1", "home", "enter")
        assert user.reader.has_focus
        assert "Konjunkturpaket" in user.reader.text
        await user.press("right_parenthesis", "right_parenthesis")
        place = user.reader.cursor
        await user.press("1", "end", "enter", "1", "home", "enter")
        assert user.reader.cursor == place


async def test_a_small_screen_shows_one_part_and_a_larger_one_keeps_focus_and_place(tmp_path: Path):
    async with walk(small_project(tmp_path), size=(140, 40)) as user:
        place = user.reader.cursor
        await user.pilot.resize_terminal(80, 24)
        await user.settle()
        assert shown(user) == ["reader"]
        assert user.reader.has_focus
        assert user.reader.cursor == place
        await user.press("3")
        assert shown(user) == ["outline", "detail"]
        assert [entry.text.plain.strip() for entry in user.bar("#tabs") if "reverse" in entry.style] == ["3 map"]
        await user.click_bar("#tabs", "texts")
        assert shown(user) == ["sources", "review"]
        await user.pilot.resize_terminal(40, 12)
        await user.settle()
        assert shown(user) == ["sources"]
        assert user.bar("#hints")[-1].text.plain == "^p all"
        await user.press("5")
        assert shown(user) == ["review"]
        await user.press("4")
        assert shown(user) == ["detail"]
        await user.press("3")
        assert shown(user) == ["outline"]
        await user.pilot.resize_terminal(140, 40)
        await user.settle()
        assert len(shown(user)) == 5
        assert user.outline.has_focus
        assert user.reader.cursor == place


async def test_everything_can_be_clicked(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await user.click("#sources", offset=(4, 1))
        assert "Konjunkturpaket" in user.reader.text
        user.outline.reveal("no-extension")
        await user.click("#outline", offset=(12, user.outline.cursor + 1), times=2)
        assert user.reader.text == CHINESE
        await user.click_bar("#hints", "? help")
        assert user.app.screen.query_one("#dialog").border_title == "Keys"
        await user.press("escape")
        await user.click_bar("#hints", "all")
        assert isinstance(user.app.screen, CommandPalette)


async def test_help_and_palette_know_every_action_and_the_footer_six_and_the_way_to_all(tmp_path: Path):
    from argmap.tui.palette import ActionProvider
    from argmap.tui.screens.map_actions import ACTIONS

    async with walk(small_project(tmp_path), size=(120, 60)) as user:
        await user.press("question_mark")
        page = "".join(
            segment.text
            for line in user.app.screen.query_one("#dialog Static").render_lines(_whole(user))
            for segment in line
        )
        assert "Select the sentence at the cursor" in page
        assert "Keep the selected passage" not in page
        assert "select a passage in the text first" in page
        await user.press("escape")

        provider = ActionProvider(user.bench)
        offered = [hit async for hit in provider.discover()]
        assert {action.label.casefold() for action in ACTIONS.values()} <= {
            str(hit.display).casefold().rsplit("  (", 1)[0] for hit in offered
        }
        found = [str(hit.match_display) async for hit in provider.search("switch map")]
        assert found == ["Open map  (o)"]
        for key in "12345":
            await user.press(key)
            assert len(user.bar("#hints")) <= 6 + 1


def _whole(user):
    return user.app.screen.query_one("#dialog Static").size.region


def shown(user) -> list[str]:
    """The panes in sight."""
    panes = ("sources", "review", "reader", "outline", "detail")
    return [pane for pane in panes if user.bench.query_one(f"#{pane}").region.area]


def painted_in(pane) -> str:
    """The words that stand in a pane."""
    return "\n".join(pane.render_line(y).text for y in range(pane.size.height))


async def test_the_detail_shows_the_quote_to_review_under_the_cursor(tmp_path: Path):
    path = small_project(tmp_path)
    for text in ("zh", "de"):
        (tmp_path / f"texts/{text}.txt").write_text("Something else entirely.")
    async with walk(path) as user:
        await user.press("5")
        assert user.desk.review.current is not None
        assert f"quote {user.desk.review.current}" in painted_in(user.desk.detail)
        await user.press("down")
        assert user.desk.review.current == "no-extension"
        assert "quote no-extension" in painted_in(user.desk.detail)
        await user.press("3")
        assert "thesis diverge" in painted_in(user.desk.detail)

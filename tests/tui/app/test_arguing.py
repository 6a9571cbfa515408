"""Working on the map itself."""

from pathlib import Path

from argmap import edit
from argmap.model import Link, Role
from argmap.store import load
from argmap.store.saving import save
from argmap.tui.dialogs.form import Form, Question
from tests.tui.app.walking import small_project, walk
from tests.tui.marking.selecting import answer


async def test_claims_are_made_countered_supported_undercut_and_undone_to_the_beginning(tmp_path: Path):
    path = small_project(tmp_path)
    before = path.read_bytes()
    async with walk(path) as user:
        await user.press("3", "n")
        assert isinstance(user.dialog, Form)
        await user.type("A fresh claim", "enter")
        assert user.on_disk.claims["a-fresh-claim"].text == "A fresh claim"
        assert user.on_disk.thesis == ("diverge",)
        assert user.outline.current.id == "a-fresh-claim"

        await user.press("C")
        await user.type("On the contrary", "enter")
        assert Link(("on-the-contrary",), Role.COUNTER, "a-fresh-claim") in user.on_disk.links_to("a-fresh-claim")
        assert user.outline.current_link == Link(("on-the-contrary",), Role.COUNTER, "a-fresh-claim")

        await user.press("u")
        await user.type("It does not follow", "enter")
        assert user.on_disk.claims["a-fresh-claim"].undercut == {("on-the-contrary",): (("it-does-not-follow",),)}

        await user.press("S")
        await user.type("wasteful", "enter")
        assert Link(("subsidies",), Role.SUPPORT, "it-does-not-follow") in user.on_disk.links()

        await user.press("s")
        await user.type("diverge on export", "enter")
        assert Link(("subsidies",), Role.SUPPORT, "diverge") in user.on_disk.links()

        await user.press("backspace")
        assert Link(("subsidies",), Role.SUPPORT, "diverge") not in user.on_disk.links()
        assert "subsidies" in user.on_disk.claims

        user.outline.reveal("a-fresh-claim")
        await user.press("t")
        assert user.on_disk.thesis == ("diverge", "a-fresh-claim")

        await user.press(*["z"] * 7)
        assert path.read_bytes() == before
        assert user.bench.session.undo_name is None
        await user.press(*["ctrl+y"] * 7)
        assert user.on_disk.thesis == ("diverge", "a-fresh-claim")


async def test_words_notes_tags_translations_and_ids_are_edited(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await user.press("3", "e")
        await user.type(" Somewhat.", "tab")
        await user.type("first line", "enter")
        await user.type("second line", "ctrl+s")
        assert user.on_disk.claims["diverge"].text == "The US and Japan diverge on export controls. Somewhat."
        assert user.on_disk.claims["diverge"].note == "first line\nsecond line"

        await user.press("down")
        user.outline.reveal("no-extension")
        await user.press("e", "ctrl+a", "delete")
        await user.type("another translation", "tab", "tab")
        await user.type("b，a", "enter")
        quote = user.on_disk.quotes["no-extension"]
        assert (quote.translation, quote.tags) == ("another translation", ("a", "b"))

        await user.press("r", "end", "ctrl+u")
        await user.type("not-extended", "enter")
        assert ("not-extended",) in user.on_disk.claims["diverge"].supported_by
        await user.press("r", "end", "ctrl+u")
        await user.type("Not An Id", "enter")
        assert "cannot be an id" in user.text_of("RefusalLine")
        await user.press("escape")
        await answer(user, "Drop it")

        await user.press("1", "up", "e")
        await user.type("Ein Titel", "tab", "tab", "tab")
        await user.type("zweitausend", "enter")
        assert "is no year" in user.text_of("RefusalLine")
        await user.press("escape")
        await answer(user, "Drop it")
        await user.press("e")
        await user.type("Ein Titel", "enter")
        assert user.on_disk.sources["de"].title == "Ein Titel"

        await user.press("E")
        await user.type("!", "enter")
        assert user.on_disk.title == "Export controls 出口管制!"


async def test_removing_says_what_goes_too(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await user.press("3", "x")
        body = str(user.dialog.query_one("#body Static").render())
        assert "“Japan aligns its controls with Washington’s.” counters “The US and Japan" in body
        await user.press("escape")
        assert "diverge" in user.on_disk.claims
        await user.press("delete", "enter")
        assert "diverge" not in user.on_disk.claims
        assert user.on_disk.thesis == ()
        assert "no-extension" in user.on_disk.quotes
        await user.press("1", "end", "x")
        assert isinstance(user.dialog, Question)
        await user.press("right", "enter")
        assert "zh" in user.on_disk.sources
        await user.press("x", "enter")
        assert "zh" not in user.on_disk.sources
        assert "no-extension" not in user.on_disk.quotes
        assert "Konjunkturpaket" in user.reader.text


async def test_what_cannot_be_is_refused_with_the_mend(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        user.outline.reveal("no-extension")
        await user.press("3", "s")
        await user.type("diverge", "enter")
        assert "already supports" in user.said[-1]
        user.outline.reveal("diverge")
        await user.press("S")
        await user.type("align", "enter")
        assert Link(("align",), Role.SUPPORT, "diverge") in user.on_disk.links()
        user.outline.reveal("align")
        await user.press("S")
        await user.type("diverge", "enter")
        assert "circle" in user.said[-1] or "cycle" in user.said[-1]


async def test_what_goes_with_a_link_and_what_may_not_fit_any_more_is_in_the_message(tmp_path: Path):
    path = small_project(tmp_path)
    async with walk(path) as user:
        await user.press("3")
        user.outline.reveal("align")
        await user.press("u")
        await user.type("It was only one year", "enter")
        user.outline.reveal_link(Link(("align",), Role.COUNTER, "diverge"))
        await user.press("!")
        assert "look again at its 1 undercut" in user.said[-1]
        before = path.read_bytes()
        await user.press("backspace")
        assert "Deleted with it: the link “It was only one year” undercuts that “Japan aligns" in user.said[-1]
        assert "Linked to nothing then: “It was only one year”" in user.said[-1]
        await user.press("z")
        assert path.read_bytes() == before


async def test_notes_that_still_name_an_old_id_are_in_the_message(tmp_path: Path):
    path = small_project(tmp_path)
    whole = load(path)
    save(path, edit.change_claim(whole.map, "subsidies", note="Compare diverge."), whole.fingerprint)
    async with walk(path) as user:
        user.outline.reveal("diverge")
        await user.press("3", "r", "end", "ctrl+u")
        await user.type("differ", "enter")
        line = path.read_text("utf-8").split("\n").index('note = "Compare diverge."') + 1
        assert f"notes and comments still name diverge, in the file on line {line}" in user.said[-1]


async def test_a_new_id_deletes_nothing_and_says_so(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        user.bench.reveal("align")
        await user.press("3", "r", "end", "ctrl+u")
        await user.type("together", "enter")
        assert "together" in user.map.claims
        assert user.said == ["rename align to together · z takes it back"]

"""A sitting on the screen, by keys: what is shown, what each answer does, and that nothing is written before it."""

from threading import Event

from textual.widgets import Static

from argmap import edit
from argmap.store import load
from argmap.store.saving import save
from argmap.tui.dialogs.form import Question
from argmap.tui.dialogs.help import Help
from argmap.tui.screens.review import ReviewScreen
from argmap.tui.state.review_cases import weighed
from tests.tui.app.walking import walk
from tests.tui.at_once import LIMIT
from tests.tui.inside import items_of, style_of
from tests.tui.marking.selecting import asked
from tests.tui.review.sitting import NEW_EN, NEW_ZH, QUOTED, REPEATED, ZH, edited_project, sitting, with_other_anchor


def nothing(user) -> str:
    return str(user.review.query_one("#nothing", Static).render())


async def test_the_kept_words_stand_beside_those_found_now_with_what_differs_marked(tmp_path):
    async with sitting(edited_project(tmp_path), current="reworded") as user:
        assert user.shown == "reworded"
        assert "".join(user.styled("#kept", "gone")) == "清企业"
        assert "".join(user.styled("#now", "new")) == "名公司"
        assert "line 7 · a few words differ" in user.title("#now")
        assert "日本没有像美国那样把管制对象" in user.seen("#now").replace(" ", "")
        kept = user.seen("#kept")
        assert "“Washington sanctions firms such as Huawei”" in kept
        assert "supports The US and Japan diverge on export controls. diverge" in kept
        assert "undercuts that “Japan aligns its controls.” counters" in kept
        left, right = user.review.query_one("#kept"), user.review.query_one("#now")
        assert (left.region.y, left.region.right) == (right.region.y, right.region.x)
        assert (style_of(left, "gone").strike, style_of(right, "new").underline) == (True, True)
        assert (str(left.border_subtitle), str(right.border_subtitle)) == ("struck through: gone", "underlined: new")
        await user.go_to("english")
        assert (user.styled("#kept", "gone"), user.styled("#now", "new")) == ([" export"], ["all "])


async def test_accepting_writes_one_named_step_and_goes_on_to_the_next_quote(tmp_path):
    async with sitting(edited_project(tmp_path), current="english") as user:
        before = user.bytes
        assert user.listed == ["german", "lost", "rewritten", "twice", "english", "reworded", "wrapped"]
        await user.press("down", "up", "n", "p", "right", "tab", "tab", "shift+tab", "shift+tab", "enter")
        assert user.bytes == before
        await user.go_to("english")
        await user.press("a")
        assert (
            user.on_disk.quotes["english"].text
            == "We will keep all our controls aligned with those of our closest partners"
        )
        assert user.bench.session.undo_name == "accept english as found"
        assert user.listed == ["german", "lost", "rewritten", "twice", "reworded", "wrapped"]
        assert user.shown == "reworded"
        await user.press("z")
        assert user.bytes == before
        assert user.shown == "english"
        await user.press("Z")
        assert user.on_disk.quotes["english"].text.startswith("We will keep all")


async def test_quick_keys_never_answer_for_a_quote_twice(tmp_path):
    async with sitting(edited_project(tmp_path), current="english") as user:
        await user.pilot.press("a", "a", "a")
        await user.settle()
        assert user.listed == ["german", "lost", "rewritten", "twice"]
        assert not [said for said in user.said if "meanwhile" in said]


async def test_all_that_only_moved_is_accepted_in_one_step(tmp_path):
    async with sitting(edited_project(tmp_path)) as user:
        before = user.bytes
        await user.press("A")
        assert user.bench.session.undo_name == "accept 2 quotes that only moved"
        assert "wrapped" not in user.listed
        assert user.on_disk.quotes["wrapped"].text != QUOTED["wrapped"][1]
        assert user.on_disk.quotes["english"].text == QUOTED["english"][1]
        await user.press("z")
        assert user.bytes == before
        assert "wrapped" in user.listed


async def test_another_place_is_looked_at_and_chosen(tmp_path):
    async with sitting(edited_project(tmp_path), current="twice") as user:
        before = user.bytes
        assert user.seen("#places").count("the same words") == 2
        assert "line 11 " + REPEATED[:5] in user.seen("#places")
        await user.press("a")
        assert "several places fit" in user.said[-1]
        await user.press("right")
        assert "line 15" in user.title("#now")
        assert user.bytes == before
        await user.press("c")
        assert user.bench.session.undo_name == "anchor twice at line 15"
        assert user.on_disk.quotes["twice"].at == NEW_ZH.rindex(REPEATED)
        assert "twice" not in user.listed
        await user.press("z", "enter", "down", "enter")
        assert user.on_disk.quotes["twice"].at == NEW_ZH.rindex(REPEATED)


async def test_what_is_accepted_is_always_what_is_shown(tmp_path):
    path = edited_project(tmp_path)
    text = tmp_path / "texts/en.txt"
    text.write_text(f"{NEW_EN}\n{QUOTED['english'][1].replace(' ', chr(10))}, he said.\n", "utf-8")
    async with sitting(path, current="english") as user:
        before = user.bytes
        assert len(items_of(user.review.query_one("#places"))) == 2
        await user.press("left" if "line 1 " in user.title("#now") else "right", "a")
        assert "another place is shown" in user.said[-1]
        assert user.bytes == before


async def test_rewritten_words_are_taken_only_when_they_are_chosen(tmp_path):
    async with sitting(edited_project(tmp_path), current="rewritten") as user:
        before = user.bytes
        await user.press("a")
        assert "other words stand there now" in user.said[-1]
        assert user.bytes == before
        await user.press("c")
        assert user.on_disk.quotes["rewritten"].text.startswith("气候变化与渔业谈判")


async def test_a_passage_is_selected_in_the_text_instead(tmp_path):
    async with sitting(edited_project(tmp_path), current="lost") as user:
        before = user.bytes
        await user.press("t", "enter")
        assert "select the passage first" in user.said[-1]
        await user.press("g", "right_parenthesis", "right_parenthesis", "full_stop")
        assert user.bytes == before
        await user.press("enter")
        assert user.on_disk.quotes["lost"].text == "Nobody expects a change before the spring."
        assert user.bench.session.undo_name == "re-select lost"
        assert "lost" not in user.listed


async def test_the_place_is_shown_selected_and_escape_leaves_the_quote(tmp_path):
    async with sitting(edited_project(tmp_path), current="english") as user:
        before = user.bytes
        await user.press("t")
        reader = user.app.screen.query_one("#text")
        assert reader.text[slice(*reader.selected_span)].startswith("We will keep all our controls")
        await user.press("escape")
        assert user.app.screen is not user.review
        await user.press("escape")
        assert user.app.screen is user.review
        assert user.bytes == before


async def test_a_quote_is_kept_for_later_and_brought_back(tmp_path):
    async with sitting(edited_project(tmp_path), current="twice") as user:
        before = user.bytes
        await user.press("l")
        assert "twice" not in user.listed
        assert user.shown == "english"
        await user.press("L")
        assert "twice" in user.listed
        await user.press(*"lllllll")
        assert "nothing more in this sitting: 7 kept for later, L brings them back" in nothing(user)
        assert user.bytes == before
        await user.press("L")
        assert len(user.listed) == 7


async def test_dropping_names_the_links_that_go_and_asks(tmp_path):
    async with sitting(edited_project(tmp_path), current="reworded") as user:
        before = user.bytes
        await user.press("x")
        assert isinstance(user.dialog, Question)
        assert "supports “The US and Japan diverge" in asked(user)
        assert "undercuts" in asked(user)
        await user.press("escape")
        assert user.bytes == before
        await user.press("x", "enter")
        assert "reworded" not in user.on_disk.quotes
        assert user.bench.session.undo_name == "drop reworded"
        await user.press("z")
        assert user.bytes == before


async def test_a_text_that_cannot_be_read_says_why_and_how_to_mend_it(tmp_path):
    async with sitting(edited_project(tmp_path)) as user:
        assert user.shown == "german"
        assert "de.txt is missing. Put the file back, or correct the path." in user.seen("#now")
        await user.press("a")
        assert "cannot be read" in user.said[-1]
        (tmp_path / "texts/de.txt").write_text("Kritiker halten das für zu viel.", "utf-8")
        user.review.glance()
        await user.settle()
        assert "german" not in user.listed


async def test_an_answer_to_words_that_changed_meanwhile_is_refused_and_they_are_looked_for_again(tmp_path):
    async with sitting(edited_project(tmp_path), current="english") as user:
        (tmp_path / "texts/en.txt").write_text(NEW_EN.replace("closest", "oldest"), "utf-8")
        before = user.bytes
        await user.press("a")
        assert "changed meanwhile" in user.said[-1]
        assert user.bytes == before
        await user.go_to("english")
        assert "oldest" in "".join(user.styled("#now", "new"))
        await user.press("a")
        assert "oldest partners" in user.on_disk.quotes["english"].text


async def test_an_edit_by_another_program_is_taken_over_before_the_answer(tmp_path):
    path = edited_project(tmp_path)
    async with sitting(path, current="english") as user:
        loaded = load(path)
        save(path, edit.change_quote(loaded.map, "english", note="theirs"), loaded.fingerprint)
        await user.press("a")
        quote = user.on_disk.quotes["english"]
        assert (quote.note, quote.text[:16]) == ("theirs", "We will keep all")
        loaded = load(path)
        save(path, with_other_anchor(loaded.map, "reworded"), loaded.fingerprint)
        await user.go_to("reworded")
        await user.press("a")
        assert user.on_disk.quotes["reworded"].before == "…"


async def test_an_answer_that_cannot_be_written_is_kept_and_said(tmp_path):
    path = edited_project(tmp_path)
    async with sitting(path, current="english") as user:
        whole = path.read_bytes()
        path.write_bytes(b"<<<<<<< ours\n")
        await user.press("a")
        assert isinstance(user.dialog, Question)
        await user.press("escape")
        assert user.bench.session.unsaved == ("accept english as found",)
        assert "not saved" in str(user.review.query_one("#sitting-title").render())
        path.write_bytes(whole)
        await user.press("ctrl+s")
        assert user.on_disk.quotes["english"].text.startswith("We will keep all")
        assert "not saved" not in str(user.review.query_one("#sitting-title").render())


async def test_where_every_quote_stands_there_is_nothing_to_review(tmp_path):
    path = edited_project(tmp_path)
    loaded = load(path)
    whole = loaded.map
    for quote_id in ("twice", "german", "lost", "english"):
        whole = edit.remove(whole, quote_id)
    save(path, whole, loaded.fingerprint)
    (tmp_path / "texts/zh.txt").write_text(ZH, "utf-8", newline="")
    async with sitting(path) as user:
        assert nothing(user) == "nothing to review: every quote stands in its text"
        await user.press("a")
        assert "there is nothing to review" in user.said[-1]
        await user.press("escape")
        assert user.app.screen is user.bench


async def test_help_and_palette_know_every_action(tmp_path):
    async with sitting(edited_project(tmp_path), current="english") as user:
        await user.press("question_mark")
        assert isinstance(user.app.screen, Help)
        await user.press("escape", "ctrl+p")
        await user.type("re-wrapped one step")
        await user.pilot.pause(0.5)
        await user.press("enter")
        await user.pilot.pause(0.2)
        await user.settle()
        assert user.bench.session.undo_name == "accept 2 quotes that only moved"


async def test_the_review_is_opened_from_its_pane_and_by_a_key_and_leads_back(tmp_path):
    async with walk(edited_project(tmp_path)) as user:
        await user.press("5", "down", "enter")
        assert isinstance(user.app.screen, ReviewScreen)
        assert user.app.screen.context().case.quote_id == "lost"
        await user.press("escape")
        assert user.app.screen is user.bench
        await user.press("3", "R")
        assert isinstance(user.app.screen, ReviewScreen)
        await user.press("A", "escape")
        assert user.on_disk.quotes["wrapped"].text != QUOTED["wrapped"][1]
        assert user.bench.query_one("#review").row_count() == 6


async def test_what_is_to_be_reviewed_is_counted_as_on_the_map(tmp_path):
    async with sitting(edited_project(tmp_path)) as user:
        doubtful = [quote_id for quote_id, one in user.bench.snapshot.states.items() if one.needs_review]
        assert len(doubtful) == 6
        assert "review · 6 to review · 2 only moved" in user.text_of("#sitting-title")
        assert user.title("#cases") == "Not exact 7"


async def test_nothing_is_said_to_be_reviewed_before_the_texts_were_looked_in(tmp_path, monkeypatch):
    looked = Event()
    monkeypatch.setattr(
        "argmap.tui.screens.review.weighed", lambda *given: weighed(*given) if looked.wait(LIMIT) else None
    )
    async with walk(edited_project(tmp_path)) as user:
        user.app.push_screen(ReviewScreen(user.bench))
        await user.pilot.pause()
        await user.pilot.pause()
        assert "review · looking … · " in user.text_of("#sitting-title")
        looked.set()
        await user.settle()
        assert "6 to review" in user.text_of("#sitting-title")


async def test_a_score_that_counts_the_context_never_contradicts_what_is_said_of_the_words(tmp_path):
    path = edited_project(tmp_path)
    half = NEW_ZH.replace("日本企业的出口因此受到严重损害", "而这是另外一回事了")
    (tmp_path / "texts/zh.txt").write_text(half, "utf-8")
    async with sitting(path, current="reworded") as user:
        assert "words like it stand here; together with what surrounds them, " in user.seen("#now")


async def test_after_a_refusal_what_others_wrote_is_looked_at(tmp_path):
    path = edited_project(tmp_path)
    async with sitting(path, current="reworded") as user:
        loaded = load(path)
        save(path, with_other_anchor(loaded.map, "reworded"), loaded.fingerprint)
        await user.press("a")
        assert any("changed or removed meanwhile" in said for said in user.said)
        await user.go_to("reworded")
        assert user.seen("#kept").startswith("…")
        await user.press("a")
        assert user.bench.session.undo_name == "accept reworded as found"


async def test_a_file_that_broke_meanwhile_is_said_in_the_title_and_no_longer_when_it_is_mended(tmp_path):
    path = edited_project(tmp_path)
    async with sitting(path) as user:
        sound = path.read_bytes()
        path.write_bytes(sound + b"<<<<<<< ours\n")
        user.review.glance()
        user.review.glance()
        await user.settle()
        await user.press("escape")
        assert "review · the file changed on disk and does not load: ctrl+s tries again · " in user.text_of(
            "#sitting-title"
        )
        path.write_bytes(sound)
        user.review.glance()
        await user.settle()
        assert "review · 6 to review" in user.text_of("#sitting-title")


async def test_what_was_done_above_the_review_is_seen_when_one_is_back(tmp_path):
    async with sitting(edited_project(tmp_path)) as user:
        await user.press("question_mark")
        user.bench.controller.do("drop lost", lambda whole: edit.remove(whole, "lost"))
        await user.press("escape")
        user.review.glance()
        await user.settle()
        assert "lost" not in user.listed
        assert "5 to review" in user.text_of("#sitting-title")


async def test_a_passage_selected_in_a_text_that_changed_meanwhile_is_not_taken(tmp_path):
    async with sitting(edited_project(tmp_path), current="english") as user:
        before = user.bytes
        await user.press("t")
        (tmp_path / "texts/en.txt").write_text(f"A new beginning.\n{NEW_EN}", "utf-8")
        await user.press("enter")
        assert "the text of `en` changed meanwhile" in user.said[-1]
        assert user.bytes == before
        await user.go_to("english")
        await user.press("t", "enter")
        assert user.on_disk.quotes["english"].text.startswith("We will keep all our controls")


async def test_no_look_at_any_place_writes_anything(tmp_path):
    path = edited_project(tmp_path)
    before, written = path.read_bytes(), path.stat().st_mtime_ns
    async with sitting(path, glances=0.05) as user:
        for _ in range(len(user.listed)):
            await user.press("right", "left", "tab", "down", "up", "shift+tab", "n")
        await user.pilot.pause(0.1)
        await user.press("L", "question_mark", "escape", "escape")
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, written)


async def test_the_footer_names_undo_as_soon_as_nothing_that_only_moved_is_left(tmp_path):
    async with sitting(edited_project(tmp_path), current="english") as user:

        def footer() -> list[str]:
            return [hint.action for hint in user.app.screen.footer()]

        assert "try('accept-moved')" in footer()
        assert "try('undo')" not in footer()
        await user.press("A", "n", "n")
        assert "try('undo')" in footer(), user.shown
        assert len(footer()) == 6
        await user.press("z")
        assert "try('accept-moved')" in footer()

"""Texts and maps from strangers: nothing of them is obeyed, wherever the review screen shows it."""

from argmap import edit
from argmap.store import load
from argmap.store.saving import save
from tests.tui.app.test_hostile_maps import HOSTILE, assert_harmless, terminal_text
from tests.tui.review.sitting import NEW_ZH, edited_project, sitting


async def test_hostile_words_are_shown_as_they_are_and_can_be_answered(tmp_path):
    path = edited_project(tmp_path)
    loaded = load(path)
    whole = edit.change_map(loaded.map, title=HOSTILE)
    for quote_id in whole.quotes:
        whole = edit.change_quote(whole, quote_id, translation=HOSTILE, note=HOSTILE)
    for claim_id in whole.claims:
        whole = edit.change_claim(whole, claim_id, text=HOSTILE)
    save(path, whole, loaded.fingerprint)
    text = (
        NEW_ZH.replace("名单对华为", f"名单{HOSTILE}对华为").replace("事实上", HOSTILE)
        + "x" * 10_000
        + "\u200b" * 5_000
    )
    (tmp_path / "texts/zh.txt").write_text(text, "utf-8", newline="")
    async with sitting(path, current="reworded") as user:
        assert user.shown == "reworded"
        assert "[/b][red]x[@click=app.quit]y" in user.seen("#now").replace(" ", "")
        for keys in ((), ("t",), ("x",), ("question_mark",)):
            await user.press(*keys)
            assert_harmless(user)
            await user.press(*["escape"] * 2 if keys == ("t",) else ["escape"] if keys else [])
        assert "[/b]" in terminal_text(user)
        await user.press("c" if user.review.context().case.quote_state.span is None else "a")
        assert_harmless(user)
        assert "reworded" not in user.listed

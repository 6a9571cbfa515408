"""Maps and texts from strangers: nothing of them is read as markup or reaches the terminal as an escape."""

from pathlib import Path

from argmap import edit
from argmap.store import load
from argmap.store.saving import save
from tests.tui.app.walking import CHINESE, small_project, walk
from tests.tui.inside import lines

HOSTILE = "[/b][red]x[@click=app.quit]y \x1b]0;owned\x07 \x9b31m \u202eevil $error [link=file:///]"


def hostile_project(root: Path) -> Path:
    """The small project with awkward words in every field that a person can fill in."""
    path = small_project(root)
    (root / "texts/zh.txt").write_text(CHINESE.replace("事实上", HOSTILE))
    (root / "texts/[b]name[@x].txt").write_text(HOSTILE)
    loaded = load(path)
    whole = edit.change_map(loaded.map, title=HOSTILE, note=HOSTILE)
    for claim_id in whole.claims:
        whole = edit.change_claim(whole, claim_id, text=f"{claim_id} {HOSTILE}", note=HOSTILE, tags=(HOSTILE,))
    for quote_id in whole.quotes:
        whole = edit.change_quote(whole, quote_id, translation=f"{quote_id} {HOSTILE}", note=HOSTILE, tags=(HOSTILE,))
    whole = edit.change_source(whole, "zh", title=HOSTILE, author=HOSTILE, note=HOSTILE, lang=HOSTILE)
    save(path, whole, loaded.fingerprint)
    return path


def terminal_text(user) -> str:
    """What is on the screen, as text."""
    return "\n".join(lines(user.app))


def assert_harmless(user) -> None:
    shown = terminal_text(user)
    assert not {character for character in shown if ord(character) < 32 and character != "\n"}
    assert not {"\x9b", "\u202e", "\x7f"} & set(shown)


async def test_hostile_words_are_edited_without_being_changed_and_told_without_being_obeyed(tmp_path: Path):
    async with walk(hostile_project(tmp_path), size=(160, 50)) as user:
        await user.press("3", "e", "tab", "tab")
        await user.type(", more", "enter")
        claim = user.on_disk.claims["diverge"]
        assert claim.text == f"diverge {HOSTILE}"
        assert claim.note == HOSTILE
        await user.press("n")
        await user.type(f"A claim {HOSTILE}", "enter")
        assert_harmless(user)
        user.bench.tell(HOSTILE)
        await user.settle()
        assert_harmless(user)
        await user.press("a")
        await user.type("name", "enter")
        assert_harmless(user)
        (tmp_path / "texts/[b]name[@x].txt").unlink()
        user.bench.glance()
        await user.settle()
        assert "is missing" in user.text_of("#notice")
        assert_harmless(user)

"""Every action that arranges the argument is one step, on a row and on all that are marked, and is taken back whole."""

from collections.abc import Sequence
from pathlib import Path

from argmap import edit
from argmap.model import Claim, Role
from argmap.store import load
from argmap.store.saving import save
from tests.tui.app.walking import Walk, small_project, walk

Step = str | tuple[str, ...]
"""A key; or, in a tuple, words to type and then keys."""

ONE = {
    "turn": ("align", ["exclamation_mark"]),
    "cut and paste": ("align", ["d", "reveal purpose", "D"]),
    "move an undercut": ("undercut", ["d", "reveal no-extension", "D"]),
    "link together": ("no-extension", ["J", "enter"]),
    "take apart": ("group", ["U"]),
    "merge": ("purpose", ["M", ("Subsidies", "enter"), "enter"]),
    "merge in new words": ("purpose", ["M", ("Subsidies", "enter"), "right", "right", "enter", ("；又", "ctrl+s")]),
    "tag": ("purpose", ["l", ("新标签", "enter")]),
    "thesis": ("subsidies", ["t"]),
    "thesis up": ("purpose", ["alt+up"]),
    "thesis down": ("diverge", ["alt+down"]),
    "support": ("subsidies", ["s", ("两国", "enter")]),
    "counter": ("subsidies", ["c", ("两国", "enter")]),
    "supported by": ("purpose", ["S", ("Ein neuer Grund", "enter")]),
    "countered by": ("purpose", ["C", ("一个反对的理由", "enter")]),
    "undercut": ("no-extension", ["u", ("It does not follow", "enter")]),
    "unlink": ("align", ["backspace"]),
    "remove": ("align", ["x", "enter"]),
    "rename": ("align", ["r", "ctrl+u", ("another-name", "enter")]),
}
ALL = {
    "turn": (("align", "no-extension"), ["exclamation_mark"]),
    "cut and paste": (("align", "no-extension"), ["d", "reveal purpose", "D"]),
    "link together": (("no-extension", "scope"), ["J"]),
    "merge": (("purpose", "subsidies"), ["M", "enter"]),
    "tag": (("align", "no-extension", "purpose"), ["l", ("新标签", "enter")]),
    "untag": (("subsidies", "align"), ["l", ("chips", "enter")]),
    "thesis": (("subsidies", "align"), ["t"]),
    "thesis down": (("diverge",), ["alt+down"]),
    "support": (("subsidies", "align"), ["s", ("两国", "enter")]),
    "counter a new claim": (("subsidies", "align"), ["c", ("一个新的主张", "ctrl+n")]),
    "unlink": (("align", "no-extension"), ["backspace"]),
    "remove": (("align", "subsidies"), ["x", "enter"]),
}


def commented_map(root: Path) -> Path:
    """The small map with two theses, linked premises, an undercut, and a person's comments everywhere."""
    path = small_project(root)
    loaded = load(path)
    whole, _ = edit.add_claim(loaded.map, Claim(text="两国的目的不同", note="想一想", tags=("目的",)), "purpose")
    whole, _ = edit.add_claim(whole, Claim(text="The scope differs, too."), "scope")
    whole = edit.change_map(whole, thesis=("diverge", "purpose"))
    whole = edit.link(whole, ("scope",), Role.SUPPORT, "diverge")
    whole = edit.link(whole, ("critics", "scope"), Role.SUPPORT, "purpose")
    whole = edit.undercut(whole, ("critics",), ("align",), "diverge")
    save(path, whole, loaded.fingerprint)
    lines = path.read_text(encoding="utf-8").splitlines()
    noted = [f"{line}  # 注{at}" if line.startswith(("    ", "[")) else line for at, line in enumerate(lines)]
    path.write_text("\n".join(["# a map of mine", *noted, ""]), encoding="utf-8")
    loaded = load(path)
    save(path, loaded.map, loaded.fingerprint)
    return path


def go_to(user: Walk, name: str) -> None:
    outline = user.outline
    if name == "undercut":
        outline.reveal_link(next(link for link in user.map.links_to("diverge") if link.role is Role.UNDERCUT))
    elif name == "group":
        outline.reveal_link(next(link for link in user.map.links_to("purpose")))
    else:
        assert outline.reveal(name)


async def take(user: Walk, steps: Sequence[Step]) -> None:
    for step in steps:
        if isinstance(step, tuple):
            await user.type(*step)
        elif step.startswith("reveal "):
            go_to(user, step.removeprefix("reveal "))
        else:
            await user.press(step)


async def done_and_undone(user: Walk, path: Path, steps: Sequence[Step]) -> None:
    before, map_before = path.read_bytes(), user.map
    await take(user, steps)
    assert user.app.screen is user.bench, user.said
    assert path.read_bytes() != before, user.said
    after, map_after = path.read_bytes(), user.map
    assert load(path).map == map_after
    await user.press("escape", "escape", "z")
    assert user.map == map_before
    assert user.bench.session.undo_name is None  # it was one step
    assert path.read_bytes() == before
    await user.press("Z")
    assert path.read_bytes() == after
    await user.press("z")
    assert path.read_bytes() == before


async def test_what_is_done_to_a_row_is_one_step_and_its_undo_gives_the_same_bytes(tmp_path: Path):
    path = commented_map(tmp_path)
    async with walk(path) as user:
        await user.press("3")
        for action, (row, steps) in ONE.items():
            print(action)  # shown where it fails
            go_to(user, row)
            await done_and_undone(user, path, steps)


async def test_what_is_done_to_all_marked_rows_is_one_step_and_its_undo_gives_the_same_bytes(tmp_path: Path):
    path = commented_map(tmp_path)
    async with walk(path) as user:
        await user.press("3")
        for action, (rows, steps) in ALL.items():
            print(action)  # shown where it fails
            for row in rows:
                go_to(user, row)
                await user.press("space")
            await done_and_undone(user, path, steps)

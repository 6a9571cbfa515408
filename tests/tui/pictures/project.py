"""A project with something to see on every screen: quotes to review, changes since HEAD, linked premises, undercuts."""

from pathlib import Path

from argmap import edit
from argmap.corpus import Corpus, Project
from argmap.corpus.anchoring import add_passage
from argmap.model import ArgMap, Claim, Role
from argmap.store import load
from tests.git.conftest import new_work
from tests.tui.app.walking import CHINESE, GERMAN, small_project
from tests.tui.conflicts.merges import changed

LISTED = "美国利用“实体清单”对华为等企业实施了制裁"
AIM = "出口管制的目的是防止武器扩散"
OUTLINE = (
    "Japan should widen its list.\n  + Washington asks for it.\n  - 日本企业会失去市场。\n    × Losses were small.\n"
)


def pictured_project(root: Path) -> Path:
    """A map in git that was changed since HEAD, beside texts that were edited since; gives its path."""
    path = small_project(root)
    corpus = Corpus(Project.of(path))
    changed(path, lambda whole: _argued(whole, corpus))
    (root / "rivals.outline").write_text(OUTLINE, "utf-8")
    new_work(root).commit("Begin")
    changed(path, _revised)
    (root / "texts/zh.txt").write_text(
        CHINESE.replace("实施了制裁", "采取了制裁措施").replace("日本没有像美国", "日本没有\n像美国"), "utf-8"
    )
    (root / "texts/de.txt").write_text(GERMAN.replace("Kritiker halten das für zu viel. ", ""), "utf-8")
    return path


def _argued(whole: ArgMap, corpus: Corpus) -> ArgMap:
    opened = corpus.open(whole.sources["zh"])
    for quote_id, words in (("entity-list", LISTED), ("purpose", AIM)):
        at = opened.text.index(words)
        whole, _ = add_passage(whole, "zh", opened, (at, at + len(words)), quote_id)
    whole, _ = edit.add_claim(whole, Claim(text="Only the targets differ, not the aims 目的."), "targets")
    whole = edit.link(whole, ("entity-list", "purpose"), Role.SUPPORT, "diverge")
    whole = edit.undercut(whole, ("targets",), ("align",), "diverge")
    return edit.link(whole, ("subsidies",), Role.COUNTER, "align")


def _revised(whole: ArgMap) -> ArgMap:
    whole = edit.change_claim(whole, "diverge", text="The US and Japan diverge widely on 出口管制.", note="Both sides.")
    whole, _ = edit.add_claim(whole, Claim(text="Japan’s list follows the Wassenaar list."), "wassenaar")
    whole = edit.link(whole, ("wassenaar",), Role.SUPPORT, "align")
    return edit.change_quote(whole, "no-extension", translation="Japan did not widen its controls")


def empty_map(root: Path) -> Path:
    """A map with nothing in it but its title."""
    path = small_project(root)
    whole = load(path).map
    changed(path, lambda _: ArgMap(title=whole.title))
    return path

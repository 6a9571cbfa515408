"""A project whose texts were edited in every way since they were quoted, and a sitting in which it is reviewed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from argmap import edit
from argmap.corpus import Corpus, Project
from argmap.corpus.anchoring import add_passage
from argmap.model import ArgMap, Claim, Quote, Role, Source
from argmap.store import load
from argmap.store.saving import save
from argmap.tui.screens.review import ReviewScreen
from argmap.tui.state.review_cases import ReviewQueue, review_queue, weighed
from tests.tui.app.walking import Walk, committed, walk
from tests.tui.inside import items_of

REPEATED = "这一句话在文中出现了两次，谁也分不清楚。"
ZH = (
    "一、出口管制\n\n"
    "在出口管制方面，美国于2018年通过了《出口管制改革法》，对十四类新兴技术实施额外管制。"
    "日本没有像美国那样把管制对象扩大到基础和新兴技术，维持了防止武器扩散的既有目的。"
    "事实上，美国利用实体清单对华为等企业实施了制裁，日本企业的出口因此受到严重损害。\n\n"
    f"二、半导体\n\n{REPEATED}\n\n"
    "日本政府计划拨付三千五百亿日元预算，建立日美合作的研究基地，并与美国联合研发尖端半导体。"
    "更令日本担忧的是，美国可能要求其限制对华半导体制造设备及其零部件的出口。"
    f"经团联则认为，对重要物资应当采取支援而非管制的做法。\n\n{REPEATED}\n"
)
EN = (
    "The alliance is older than the quarrel. We will keep our export controls aligned with those of our closest "
    "partners, and we will say so in public. Nobody expects a change before the spring.\n\n"
    "A last paragraph, which was cut from the speech before it was given, promised new money for the yards.\n"
)
DE = "Die Regierung fördert Halbleiter mit zehn Billionen Yen. Kritiker halten das für zu viel.\n"

QUOTED = {
    "moved": ("zh", "经团联则认为，对重要物资应当采取支援而非管制的做法"),
    "wrapped": ("zh", "日本没有像美国那样把管制对象扩大到基础和新兴技术，维持了防止武器扩散的既有目的"),
    "reworded": ("zh", "美国利用实体清单对华为等企业实施了制裁，日本企业的出口因此受到严重损害"),
    "rewritten": ("zh", "日本政府计划拨付三千五百亿日元预算，建立日美合作的研究基地，并与美国联合研发尖端半导体"),
    "english": ("en", "We will keep our export controls aligned with those of our closest partners"),
    "lost": ("en", "promised new money for the yards"),
    "german": ("de", "Kritiker halten das für zu viel"),
}

NEW_ZH = "导言：本文经过修订。\n\n" + (
    ZH.replace("那样把管制对象扩大", "那样\n把管制对象\n扩大")
    .replace("利用实体清单对华为等企业", "利用实体名单对华为等公司")
    .replace(QUOTED["rewritten"][1], "气候变化与渔业谈判占去了会议的大部分时间，其余议题只好留待来年再议")
)
NEW_EN = EN.replace("keep our export controls", "keep all our controls").replace(EN.split("\n\n")[1], "")


def edited_project(root: Path, *, in_git: bool = False) -> Path:
    """A map with a quote for each state, beside the texts as they are after somebody edited them; gives its path.

    With `in_git`, the texts as they were quoted are committed.
    """
    (root / "texts").mkdir(parents=True)
    (root / "maps").mkdir()
    for source, text in (("zh", ZH), ("en", EN), ("de", DE)):
        (root / f"texts/{source}.txt").write_text(text, "utf-8", newline="")
    path = root / "maps/review.toml"
    save(path, _quoting(Corpus(Project.of(path))), None)
    if in_git:
        committed(path)
    (root / "texts/zh.txt").write_text(NEW_ZH, "utf-8", newline="")
    (root / "texts/en.txt").write_text(NEW_EN, "utf-8", newline="")
    (root / "texts/de.txt").unlink()
    return path


def _quoting(corpus: Corpus) -> ArgMap:
    whole = ArgMap(title="Export controls 出口管制")
    for source in ("zh", "en", "de"):
        whole, _ = edit.add_source(whole, Source(path=f"../texts/{source}.txt", lang=source), source)
    whole, _ = edit.add_claim(whole, Claim(text="The US and Japan diverge on export controls."), "diverge")
    whole, _ = edit.add_claim(whole, Claim(text="Japan aligns its controls."), "align")
    for quote_id, (source, words) in QUOTED.items():
        opened = corpus.open(whole.sources[source])
        at = opened.text.index(words)
        whole, _ = add_passage(whole, source, opened, (at, at + len(words)), quote_id)
    stray = Quote(source="zh", text=REPEATED.rstrip("。"), at=(ZH.index(REPEATED) + ZH.rindex(REPEATED)) // 2)
    whole, _ = edit.add_quote(whole, stray, "twice")
    whole = edit.change_quote(whole, "reworded", translation="Washington sanctions firms such as Huawei")
    whole = edit.link(whole, ("reworded",), Role.SUPPORT, "diverge")
    whole = edit.link(whole, ("english", "moved"), Role.SUPPORT, "align")
    whole = edit.link(whole, ("align",), Role.COUNTER, "diverge")
    return edit.undercut(whole, ("reworded",), ("align",), "diverge")


def queue_of(path: Path, later: tuple[str, ...] = ()) -> tuple[ArgMap, ReviewQueue]:
    """The map and what is to be reviewed of it, as a sitting would begin with it."""
    whole = load(path).map
    found = weighed(Corpus(Project.of(path)), whole)
    return whole, review_queue(whole, found.quote_states, found.opened, later)


def case_of(path: Path, quote_id: str):
    """One of the quotes as it would be shown, also one that is exact."""
    left = queue_of(path)[1]
    return next(case for case in (*left.cases, *left.moved) if case.quote_id == quote_id)


def with_other_anchor(whole: ArgMap, quote_id: str) -> ArgMap:
    """The map after somebody else anchored a quote elsewhere."""
    return edit.replace_anchors(whole, {quote_id: replace(whole.quotes[quote_id], at=7, before="…")}, {})


class Sitting(Walk):
    """What a reviewer does and sees."""

    @property
    def review(self) -> ReviewScreen:
        return next(screen for screen in self.app.screen_stack if isinstance(screen, ReviewScreen))

    @property
    def listed(self) -> list[str]:
        """The quotes in the list, from its top."""
        return [case.quote_id for case in items_of(self.review.query_one("#cases"))]

    @property
    def shown(self) -> str | None:
        """The quote that is shown."""
        case = self.review.context().case
        return case.quote_id if case and self.review.query_one("#review-desk").display else None

    @property
    def bytes(self) -> bytes:
        """The map's file."""
        return self.bench.session.path.read_bytes()

    def seen(self, selector: str) -> str:
        """All that a pane says, also out of sight, as one line."""
        pane = self.review.query_one(selector)
        width = pane.scrollable_content_region.width
        rows = ["".join(piece.text for piece in pane.row_pieces(row, width)) for row in range(pane.row_count())]
        return " ".join(" ".join(rows).split())

    def title(self, selector: str) -> str:
        """The title of a pane."""
        return str(self.review.query_one(selector).border_title)

    def styled(self, selector: str, style: str) -> list[str]:
        """The runs of a pane's text that are shown in a style."""
        pane = self.review.query_one(selector)
        width = pane.scrollable_content_region.width
        pieces = [piece for row in range(pane.row_count()) for piece in pane.row_pieces(row, width)]
        return [piece.text for piece in pieces if piece.style == style]

    def keys(self) -> dict[str, str]:
        """The footer: each label, and why it does nothing now."""
        return {str(entry.text): entry.tooltip for entry in self.review.hints.entries}

    async def go_to(self, quote_id: str) -> None:
        """Moves the cursor of the list to a quote."""
        self.review.query_one("#cases").go_to_row(self.listed.index(quote_id))
        await self.settle()

    async def press_hint(self, label: str) -> None:
        """Clicks a key of the footer."""
        bar = self.app.screen.query_one("#hints")
        begin = next(begin for begin, _, entry in bar.places() if label in str(entry.text))
        await self.click("#hints", offset=(begin + 1 + bar.styles.padding.left, 0))


@asynccontextmanager
async def sitting(
    path: Path, size: tuple[int, int] = (110, 30), current: str | None = None, glances: float = 3600
) -> AsyncIterator[Sitting]:
    """A review of a map; `glances` are the seconds after which it looks at the disk by itself."""
    with patch("argmap.tui.screens.base.GLANCE_SECONDS", glances):
        async with walk(path, size=size) as user:
            user.app.push_screen(ReviewScreen(user.bench, current))
            reviewer = Sitting(user.pilot, user.app)
            await reviewer.settle()
            yield reviewer

"""A small map with everything that the panes show, and how its quotes stand."""

from argmap.anchor import Resolution
from argmap.anchor.resolution import Candidate, State
from argmap.corpus import QuoteState
from argmap.model import ArgMap, Claim, Quote, Source

MAP = ArgMap(
    title="美日经济安全同盟",
    thesis=("diverge",),
    sources={
        "gui-2022": Source(path="a.txt", lang="zh"),
        "konjunktur": Source(path="b.txt", lang="de"),
        "park-2023": Source(path="c.txt", lang="zh-Hant"),
    },
    claims={
        "diverge": Claim(
            text="The US and Japan diverge on export controls.",
            note="Says nothing of 2023.",
            tags=("export-controls", "出口管制"),
            supported_by=(("law-2018", "no-extension"), ("purpose",), ("wide",)),
            countered_by=(("align",),),
            undercut={("purpose",): (("later",),)},
        ),
        "align": Claim(text="Japan is aligning its controls with Washington's.", countered_by=(("wide",),)),
        "later": Claim(text="The list was extended later."),
        "wide": Claim(text="美国扩大了出口管制的范围", supported_by=(("law-2018",),)),
    },
    quotes={
        "no-extension": Quote(
            source="gui-2022",
            text="没有像美国那样把管制对象\n扩大到基础和新兴技术",
            translation="did not, as the US did, extend the controls",
        ),
        "law-2018": Quote(source="gui-2022", text="在出口管制方面，美国于 2018 年通过了《出口管制改革法》"),
        "purpose": Quote(source="park-2023", text="防止武器擴散", note="The list’s purpose."),
        "stray": Quote(source="konjunktur", text="Die Regierung plant ein Konjunkturpaket."),
    },
)

STANDINGS = {
    "no-extension": QuoteState(Resolution(State.EXACT, 10, 30, 1.0), line=3),
    "law-2018": QuoteState(Resolution(State.FUZZY, 40, 70, 0.91), line=7),
    "purpose": QuoteState(
        Resolution(State.AMBIGUOUS, candidates=(Candidate(1, 7, 0.9), Candidate(50, 56, 0.9)), reason="it stands twice")
    ),
    "stray": QuoteState(None, fault="`b.txt` is a folder; give the path of a text"),
}

OUTLINE = """\
▾◆ The US and Japan diverge on export controls.
 ├▾+ together:
 │ ├─& “在出口管制方面，美国于 2018 年通过了《出口管制改革法》” ▲
 │ └─& “did not, as the US did, extend the controls” ●
 ├▾+ “防止武器擴散” ?
 │ └─× The list was extended later.
 ├▾+ 美国扩大了出口管制的范围
 │ └─+ “在出口管制方面，美国于 2018 年通过了《出口管制改革法》” ↑ ▲
 └▾− Japan is aligning its controls with Washington's.
   └─− 美国扩大了出口管制的范围 ↑
 · “Die Regierung plant ein Konjunkturpaket.” !"""
"""The outline of `MAP`, with runs of blanks as one."""


def chain(length):
    """A map whose claims support one another in one line, `c0` at its root."""
    claims = {
        f"c{at}": Claim(text=f"claim {at}", supported_by=((f"c{at + 1}",),) if at + 1 < length else ())
        for at in range(length)
    }
    return ArgMap(title="chain", thesis=("c0",), claims=claims)


def fan(width, depth=1):
    """A map with one root and `width` claims that support it, each supported by one below and so on."""
    claims = {"root": Claim(text="root", supported_by=tuple(sorted((f"c{at}-0",) for at in range(width))))}
    for at in range(width):
        for level in range(depth):
            below = ((f"c{at}-{level + 1}",),) if level + 1 < depth else ()
            claims[f"c{at}-{level}"] = Claim(text=f"claim {at}.{level}", supported_by=below)
    return ArgMap(title="fan", thesis=("root",), claims=claims)

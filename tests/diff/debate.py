"""A small map that tests take apart: supports, linked premises, a counter, an undercut, two theses."""

from argmap.model import ArgMap, Claim, Comment, Quote, Source

DEBATE = ArgMap(
    title="Controls",
    thesis=("diverge", "align"),
    sources={
        "gui": Source(path="../texts/gui.txt", author="归泳涛", year=2022, blob="3f" * 20),
        "speech": Source(path="../texts/speech.txt", title="A speech"),
    },
    claims={
        "diverge": Claim(
            text="The US and Japan diverge on export controls.",
            tags=("controls",),
            supported_by=(("law", "purpose"), ("list",)),
            countered_by=(("align",),),
            undercut={("list",): (("later",),)},
        ),
        "align": Claim(text="Japan is aligning its controls with Washington's."),
        "later": Claim(text="The list was extended later.", supported_by=(("said",),)),
    },
    quotes={
        "list": Quote(
            source="gui",
            text="没有像美国那样把管制对象扩大到基础和新兴技术",
            at=120,
            translation="did not extend it",
        ),
        "law": Quote(source="gui", text="美国于2018年通过了《出口管制改革法》", at=20),
        "purpose": Quote(source="gui", text="理由是防止武器扩散", at=60),
        "said": Quote(source="speech", text="we will extend it", at=3),
    },
    comments={("claims", "diverge"): Comment(above=("# the heart of it",))},
)

"""What is lost is counted, and nothing is said of what is not there."""

from argmap.formats.losses import Part, losses
from argmap.model import ArgMap, Claim, Quote, Source


def test_only_what_a_map_holds_is_said_to_be_lost() -> None:
    whole = ArgMap(
        title="T",
        note="why",
        sources={"s": Source(path="a.txt", tags=("x",)), "unread": Source(path="b.txt", note="later")},
        claims={
            "c": Claim(
                text="C",
                supported_by=(("d", "q"),),
                countered_by=(("q",),),
                undercut={("q",): (("d",),)},
                tags=("x", "y"),
            ),
            "d": Claim(text="D"),
        },
        quotes={"q": Quote(source="s", text="Q", translation="Q in English")},
    )
    assert losses(whole, *Part) == (
        "2 notes",
        "3 tags",
        "1 translation",
        "1 translated quote’s own words",
        "1 quote’s context and position",
        "2 sources’ details",
        "1 source that no quote is taken from",
        "1 undercut",
    )
    assert losses(ArgMap(title="T"), *Part) == ()

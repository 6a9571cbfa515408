"""The map as a Mermaid flowchart: nothing in a text is left that Mermaid would read as anything but text."""

import re

import pytest
from hypothesis import given

from argmap.formats import ExportInput
from argmap.formats.diagram import diagram_of, shown_words
from argmap.formats.mermaid import export
from argmap.model import ArgMap, Claim, Quote, Source
from argmap.text.one_line import reading_line
from argmap.text.visible import visible_line
from tests.laws import examples
from tests.strategies import maps

LABEL = r"(?:#\d+;|[^\x00-\x1f\"#<>&%`*_~$:;\\{}\[\]|^=@+])*"
LINE = re.compile(
    rf'  N-[a-z0-9_-]+(?:\(\["{LABEL}"\]\):::thesis|\("{LABEL}"\):::claim|\["{LABEL}<br/>{LABEL}"\]:::quote)'
    rf'|  J\d+\(\("{LABEL}"\)\):::joint'
    rf'|  (?:N-[a-z0-9_-]+|J\d+) (?:---|(?:-->|--x|-\.-o)\|"{LABEL}"\|) (?:N-[a-z0-9_-]+|J\d+)'
    r"|  classDef \w+ [\w:#,-]+|  linkStyle [\d,]+ [\w:#,-]+"
)
HEAD = re.compile(r'---\ntitle: "(?:\\.|[^"\\<>%#\n])*"\n---\nflowchart RL\n')


def chart(whole: ArgMap) -> list[str]:
    told = str(export(ExportInput(map=whole)).content)
    head = HEAD.match(told)
    assert head is not None
    return told[head.end() :].split("\n")[:-1]


def shown(label: str) -> str:
    """A label as Mermaid shows it."""
    return re.sub(r"#(\d+);", lambda sign: chr(int(sign[1])), label).replace("\u2060", "")


@examples(20)
@given(maps())
def test_a_chart_has_only_its_own_syntax_and_every_text_in_full(whole: ArgMap) -> None:
    lines = chart(whole)
    assert [line for line in lines if LINE.fullmatch(line) is None] == []
    diagram = diagram_of(ExportInput(map=whole))
    assert sum(" N-" in line or " J" in line for line in lines) == (
        len(diagram.boxes) + len(diagram.joints) + len(diagram.edges)
    )
    for some_id in diagram.boxes:
        [line] = [line for line in lines if re.match(rf"  N-{some_id}[(\[]", line)]
        words = visible_line(reading_line(shown_words(ExportInput(map=whole), some_id)))
        assert words.replace("\u2060", "") in shown(line)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ('say "no" #1', "say #34;no#34; #35;1"),
        ("1. first", "1#46; first"),
        ("- first", "#45; first"),
        ("a well-kept 2.5 % rise.", "a well-kept 2.5 #37; rise."),
        ("www.x.org", "www#46;x#46;org"),
        ("fa:fa-car", "fa#58;\u2060fa-car"),
        ("$$x$$", "#36;\u2060#36;x#36;\u2060#36;"),
        ("a\\n", "a#92;\u2060n"),
        ("ﬂ°°60¶ß", "ﬂ\u2060°°60¶\u2060ß"),
        ("没有像\n美国那样", "没有像美国那样"),
    ],
)
def test_signs_are_written_as_numbers(text: str, label: str) -> None:
    assert f'  N-c("{label}"):::claim' in chart(ArgMap(title="T", claims={"c": Claim(text=text)}))


def test_links_are_told_apart_and_joined() -> None:
    whole = ArgMap(
        title="Q&A <b>",
        thesis=("end",),
        sources={"s": Source(path="s.txt")},
        claims={
            "end": Claim(text="C", supported_by=(("a", "q"),), countered_by=(("a",),), undercut={("a",): (("q",),)}),
            "a": Claim(text="A"),
        },
        quotes={"q": Quote(source="s", text="原文", translation="Q")},
    )
    written = export(ExportInput(map=whole))
    assert str(written.content).splitlines()[1] == 'title: "Q＆A ‹b›"'
    assert chart(whole)[:12] == [
        '  N-end(["C"]):::thesis',
        '  N-a("A"):::claim',
        '  N-q["“Q”<br/>s"]:::quote',
        '  J1(("#38;")):::joint',
        '  J2((" ")):::joint',
        "  N-a --- J1",
        "  N-q --- J1",
        '  J1 -->|"#43;"| N-end',
        "  N-a --- J2",
        '  J2 --x|"−"| N-end',
        '  N-q -.-o|"×"| J2',
        "  classDef claim fill:#f6f8fa,stroke:#57606a,color:#1f2328",
    ]
    assert chart(whole)[-3:] == [
        "  linkStyle 3,4 stroke:#cf222e,stroke-width:2px",
        "  linkStyle 0,1,2 stroke:#1a7f37,stroke-width:2px",
        "  linkStyle 5 stroke:#8250df,stroke-width:2px",
    ]
    assert written.losses == (
        "1 translated quote’s own words",
        "1 quote’s context and position",
        "1 source’s details",
    )


def test_a_chart_too_large_for_most_pages_is_said_to_be() -> None:
    claims = {f"c{number}": Claim(text="word " * 20) for number in range(600)}
    [lost] = export(ExportInput(map=ArgMap(title="T", claims=claims))).losses
    assert "50,000 characters" in lost

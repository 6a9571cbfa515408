"""What argmap writes as Argdown, read by the program of Argdown's authors.

These tests run when `argdown` (npm install @argdown/cli@1.7.5) is on the PATH, or when ARGMAP_ARGDOWN names it;
ARGMAP_ARGDOWN_MAPS says of how many generated maps.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from argmap.formats import ExportInput
from argmap.formats.argdown import ARGDOWN
from argmap.formats.argdown.writing import shown, title_of
from argmap.model import ArgMap, Claim, Link, Role
from argmap.store import loads
from tests.strategies import maps

PROGRAM = os.environ.get("ARGMAP_ARGDOWN") or shutil.which("argdown")
GENERATED = int(os.environ.get("ARGMAP_ARGDOWN_MAPS", "25"))
REAL = sorted((Path(__file__).parents[2] / "maps").glob("*.toml"))

pytestmark = pytest.mark.skipif(
    PROGRAM is None, reason="argdown is not on the PATH (npm install @argdown/cli@1.7.5), nor named by ARGMAP_ARGDOWN"
)


def read_by_the_program(folder: Path, wholes: list[ArgMap]) -> list[dict]:
    """What `argdown json` says of the exports of these maps, of all in one run."""
    for number, whole in enumerate(wholes):
        (folder / f"{number}.argdown").write_text(ARGDOWN.export(ExportInput(map=whole)).content, encoding="utf-8")
    run = subprocess.run(
        [PROGRAM, "json", "*.argdown", "out"], cwd=folder, capture_output=True, text=True, timeout=300, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return [json.loads((folder / "out" / f"{number}.json").read_text()) for number in range(len(wholes))]


def links_in(said: dict) -> set[Link]:
    """The links of a map as the statements, arguments and relations of `argdown json` tell them."""
    kinds = {title: (each.get("data") or {}).get("kind") for title, each in said["statements"].items()}
    links, denied, undercut = set(), {}, []
    for relation in said["relations"]:
        start, end = relation["from"], relation["to"]
        if relation["relationType"] == "undercut":
            undercut.append((start, end))
        elif kinds[start] == "denial":
            denied[start] = end
        else:
            role = {"support": Role.SUPPORT, "attack": Role.COUNTER}[relation["relationType"]]
            links.add(Link((start.lower(),), role, end.lower()))
    concluded, of_argument = {}, {}
    for title, argument in said["arguments"].items():
        *premises, conclusion = argument["pcs"]
        assert [each["role"] for each in argument["pcs"]] == ["premise"] * len(premises) + ["main-conclusion"]
        group, end = tuple(sorted(each["title"].lower() for each in premises)), conclusion["title"]
        if kinds[end] == "undercut":
            concluded.setdefault(end, []).append(group)
        elif kinds[end] == "denial":
            of_argument[title] = Link(group, Role.COUNTER, denied[end].lower())
        else:
            of_argument[title] = Link(group, Role.SUPPORT, end.lower())
    links |= set(of_argument.values())
    for start, title in undercut:
        struck = of_argument[title]
        groups = concluded[start] if kinds[start] == "undercut" else [(start.lower(),)]
        links |= {Link(group, Role.UNDERCUT, struck.target, struck.premises) for group in groups}
    return links


def assert_the_same(said: dict, whole: ArgMap) -> None:
    elements = {**whole.claims, **whole.quotes}
    statements = {
        title: each
        for title, each in said["statements"].items()
        if (each.get("data") or {}).get("kind") not in ("denial", "undercut")
    }
    if elements:
        assert set(statements) == set(map(title_of, elements))
    for some_id, element in elements.items():
        statement = statements[title_of(some_id)]
        (text,) = [member["text"] for member in statement["members"] if not member.get("isReference")]
        assert text.strip(" ") == shown(element.text)
        data = statement.get("data") or {}
        assert data.get("text", shown(element.text)) == element.text
        assert sorted([*(statement.get("tags") or []), *data.get("tags", [])]) == list(element.tags)
    for quote_id, quote in whole.quotes.items():
        data = statements[title_of(quote_id)]["data"]
        assert (data["source"], data["at"]) == (quote.source, quote.at)
        assert data.get("translation") == quote.translation
    assert links_in(said) == set(whole.links())


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_the_program_reads_a_real_map_as_the_same_statements_and_links(path, tmp_path):
    whole = loads(path.read_text(encoding="utf-8"))
    (said,) = read_by_the_program(tmp_path, [whole])
    assert_the_same(said, whole)


def test_the_program_reads_generated_maps_as_the_same_statements_and_links(tmp_path):
    wholes: list[ArgMap] = []

    @settings(max_examples=GENERATED, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(maps())
    def gather(whole: ArgMap) -> None:
        wholes.append(whole)

    gather()
    for said, whole in zip(read_by_the_program(tmp_path, wholes), wholes, strict=True):
        assert_the_same(said, whole)


def test_the_program_reads_what_looks_like_its_own_syntax_as_words(tmp_path):
    texts = [
        "@include(/etc/passwd) and [x](y) and @[a] and #tag, #(tag)",
        "https://a.b.c:80/x.y // not a comment /* nor this */ <!-- nor this -->",
        "a === b === c ==== {x: 1} more } \\ end\\",
        "- leading, + plus, _word and *star* and __bold__",
        ".n. :+1: .A. x.y.z 3.14.15 … ... ::: a:b:c",
        "(1) one 1. two ---- three -> four >< five <_ six",
        "<a>: b [c]: d",
        "第一，“实体清单”。#标签，后文",
    ]
    whole = ArgMap(
        title="=== # [x]",
        claims={"constructor": Claim(text="x", tags=("@include(x", "a) b", "constructor", "标签，一"))}
        | {f"c{at}": Claim(text=text, supported_by=(("constructor",),)) for at, text in enumerate(texts)},
    )
    (said,) = read_by_the_program(tmp_path, [whole])
    assert_the_same(said, whole)

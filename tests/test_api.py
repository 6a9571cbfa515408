"""The public API: what its page shows, and every failure as the error that is documented."""

import doctest
import inspect
import re
from pathlib import Path

import pytest

from argmap import api
from argmap.store import load

ROOT = Path(__file__).parents[1]


@pytest.fixture
def debate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> api.Map:
    monkeypatch.chdir(tmp_path)
    return api.sample("debate")


def test_the_examples_of_the_page_are_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    ran = doctest.testfile(str(ROOT / "docs" / "api.md"), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert ran.attempted > 30
    assert ran.failed == 0


def test_every_promised_name_is_there_and_says_what_it_is():
    for name in api.__all__:
        assert inspect.getdoc(getattr(api, name)), name
    for name, member in inspect.getmembers(api.Map):
        if not name.startswith("_"):
            assert inspect.getdoc(member), name


def test_every_error_is_documented_and_an_argmap_error():
    errors = {
        name for name in api.__all__ if isinstance(each := getattr(api, name), type) and issubclass(each, Exception)
    }
    assert all(issubclass(getattr(api, name), api.ArgmapError) for name in errors)
    table = set(re.findall(r"^\| `(\w+Error)` \|", (ROOT / "docs" / "api.md").read_text("utf-8"), re.MULTILINE))
    assert table == errors - {"ArgmapError"}


def test_edits_are_in_memory_until_they_are_saved(debate: api.Map):
    before = debate.path.read_bytes()
    claim = debate.add_claim("Silence is not consent.", id="silence", thesis=True, note="Ours.", tags=["paper"])
    debate.link(["paper", "silence"], "counters", "bill-needed")
    assert debate.path.read_bytes() == before
    assert debate.is_changed
    debate.save()
    assert not debate.is_changed
    written = load(debate.path).map
    assert written.thesis == ("bill-needed", claim)
    assert ("paper", "silence") in written.claims["bill-needed"].countered_by
    assert api.open(debate.path).claims == debate.claims


def test_saving_merges_with_what_another_program_saved(debate: api.Map):
    other = api.open(debate.path)
    other.add_claim("One.", id="one")
    other.save()
    debate.add_claim("Two.", id="two")
    debate.save()
    assert {"one", "two"} <= set(debate.claims)
    assert {"one", "two"} <= set(load(debate.path).map.claims)
    assert debate.conflicts == ()


def test_what_clashes_is_kept_and_listed(debate: api.Map):
    other = api.open(debate.path)
    other.change("paper", text="Paper protects nobody.")
    other.save()
    debate.change("paper", text="Paper protects everybody.")
    debate.save()
    assert debate.conflicts == ("claims.paper.text",)


def test_a_failed_save_keeps_the_edits_and_can_be_tried_again(debate: api.Map, monkeypatch: pytest.MonkeyPatch):
    debate.add_claim("Later.", id="later")
    folder = debate.path.parent
    kept = folder.rename(folder.with_name("away"))
    for _ in range(2):
        with pytest.raises(api.NotSavedError):
            debate.save()
        assert debate.is_changed
        assert "later" in debate.claims
    kept.rename(folder)
    debate.save()
    assert "later" in load(debate.path).map.claims


def test_all_quotes_are_resolved_where_none_is_named(debate: api.Map):
    found = debate.resolve()
    assert found.keys() == debate.quotes.keys()
    for at, each in found.items():
        assert (each.state, each.text) == ("exact", debate.quotes[at].text)


def test_a_text_that_cannot_be_read_makes_its_quotes_unreadable(debate: api.Map):
    (debate.path.parent / debate.sources["brutus"].path).unlink()
    found = debate.resolve("boast")["boast"]
    assert (found.state, found.start, found.text, found.needs_review) == ("unreadable", None, None, True)
    assert found.reason
    with pytest.raises(api.UnreadableError):
        debate.text("brutus")
    with pytest.raises(api.RefusedError, match="unreadable"):
        debate.accept("boast")


def test_accepting_all_takes_what_is_found_and_leaves_the_rest(debate: api.Map):
    text = debate.path.parent / debate.sources["hamilton"].path
    text.write_bytes(Path("debate/corrected/federalist-84.txt").read_bytes())
    doubtful = {at for at, found in debate.resolve().items() if found.needs_review}
    assert doubtful == {"pretext", "stipulations", "surrender-nothing", "usurp"}
    debate.accept()
    debate.save()
    assert {found.state for found in api.open(debate.path).resolve().values()} == {"exact"}


def test_a_passage_that_is_quoted_already_gives_its_quote(debate: api.Map):
    assert debate.add_quote("brutus", debate.quotes["boast"].text, id="other") == "boast"
    assert not debate.is_changed


def test_of_several_places_the_line_chooses(debate: api.Map):
    with pytest.raises(api.RefusedError, match="in 2 places") as refused:
        debate.add_quote("hamilton", "titles of nobility")
    lines = re.findall(r"\d+", str(refused.value).partition("line: ")[2])
    made = debate.add_quote("hamilton", "titles of nobility", line=int(lines[1]))
    assert debate.resolve(made)[made].line == int(lines[1])
    with pytest.raises(api.RefusedError, match="are not on line 1 "):
        debate.add_quote("hamilton", "titles of nobility", line=1)


def test_elements_are_changed_renamed_and_removed(debate: api.Map):
    debate.change("boast", note="Of Britain.", translation=None)
    debate.change("hamilton", year=1787, tags=["federalist"])
    debate.rename("boast", "proud-britain")
    assert debate.quotes["proud-britain"].note == "Of Britain."
    assert debate.sources["hamilton"].tags == ("federalist",)
    link = next(link for link in debate.links if link.premises == ("proud-britain",))
    debate.unlink(link)
    assert link not in debate.links
    debate.remove("proud-britain")
    assert "proud-britain" not in debate.quotes
    with pytest.raises(api.RefusedError):
        debate.remove("hamilton")
    debate.remove("hamilton", cascade=True)
    assert {quote.source for quote in debate.quotes.values()} == {"brutus"}


@pytest.mark.parametrize(
    "asked",
    [
        lambda debate: debate.resolve("nobody"),
        lambda debate: debate.resolve("paper"),
        lambda debate: debate.text("nobody"),
        lambda debate: debate.text("paper"),
        lambda debate: debate.accept("nobody"),
        lambda debate: debate.add_claim(""),
        lambda debate: debate.add_claim("Words.", id="paper"),
        lambda debate: debate.add_quote("nobody", "words"),
        lambda debate: debate.add_quote("brutus", " "),
        lambda debate: debate.link("nobody", "supports", "paper"),
        lambda debate: debate.link("boast", "likes", "paper"),
        lambda debate: debate.link("paper", "supports", "paper"),
        lambda debate: debate.undercut("boast", "usurp", "paper"),
        lambda debate: debate.unlink(api.Link(("boast",), api.Role.SUPPORT, "paper")),
        lambda debate: debate.change("nobody", text="Words."),
        lambda debate: debate.change("boast", words="Words."),
        lambda debate: debate.change("paper", text=""),
        lambda debate: debate.rename("paper", "boast"),
        lambda debate: debate.remove("nobody"),
        lambda debate: debate.export("nothing"),
        lambda debate: debate.export("kialo"),
        lambda debate: debate.export(),
        lambda debate: debate.export(file="map.unknown"),
        lambda debate: debate.export("toml", file=debate.path),
        lambda debate: debate.add_source("page.html"),
        lambda debate: api.new("other.toml", " "),
    ],
)
def test_what_does_not_fit_is_refused_with_a_mend_and_changes_nothing(debate: api.Map, asked):
    before = debate.path.read_bytes()
    with pytest.raises(api.RefusedError, match=r"; |choose|give"):
        asked(debate)
    assert not debate.is_changed
    assert debate.path.read_bytes() == before


def test_texts_outside_the_project_or_missing_are_unreadable(debate: api.Map, tmp_path: Path):
    (tmp_path / "outside.txt").write_text("Words.", "utf-8")
    for name in ("outside.txt", "debate/missing.txt", "debate/texts"):
        with pytest.raises(api.UnreadableError):
            debate.add_source(name)


def test_maps_that_are_missing_or_invalid_are_told_apart(debate: api.Map):
    with pytest.raises(api.UnreadableError):
        api.open("nothing.toml")
    debate.path.write_text("format = 1\n[map]\ntitel = 'x'\n", "utf-8")
    with pytest.raises(api.InvalidMapError) as invalid:
        api.open(debate.path)
    assert [(fault.file, fault.line) for fault in invalid.value.faults] == [
        (str(debate.path), 2),
        (str(debate.path), 3),
    ]
    assert "titel" in str(invalid.value)


def test_no_file_is_replaced_by_a_new_map(debate: api.Map):
    with pytest.raises(api.NotSavedError):
        api.new(debate.path, "Another")


def test_every_format_is_exported_and_written(debate: api.Map, tmp_path: Path):
    for name in ("markdown", "html", "json", "argdown", "csv", "toml"):
        exported = debate.export(name)
        again = debate.export(name, tmp_path / "out" / f"debate.{name}")
        content = again.content.encode() if isinstance(again.content, str) else again.content
        assert (tmp_path / "out" / f"debate.{name}").read_bytes() == content
        assert exported.losses == again.losses
    assert '"title": "Does the Constitution need a bill of rights?"' in debate.export("json").content

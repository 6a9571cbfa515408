"""The commands that make and change a map, as their user sees them."""

import difflib
from collections.abc import Callable

import pytest

from argmap.text.folding import fold
from tests.cli.conftest import Ran
from tests.project import ProjectFolder

Argmap = Callable[..., Ran]

LAW = "“美国于 2018 年通过了《出口管制改革法》”"
NO_EXTENSION = "“日本没有像美国那样把管制对象扩大到基础和新兴技术”"


def added(before: str, after: str) -> list[str]:
    """The lines that `after` has and `before` has not; fails if any other line went."""
    changes = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    assert [line for line in changes if line.startswith("-")] == []
    return [line[2:] for line in changes if line.startswith("+") and line[2:]]


def test_new_makes_an_empty_map_and_prints_its_name(project: ProjectFolder, argmap: Argmap):
    path = project.root / "maps" / "second.toml"
    ran = argmap("new", path, "--title", "Zweite", "--thesis", "Sie streiten.")
    assert (ran.code, ran.out) == (0, f"{path}\n")
    assert "Next: argmap add source" in ran.err
    assert path.read_text("utf-8") == (
        'format = 1\n\n[map]\ntitle = "Zweite"\nthesis = [\n    "sie-streiten",\n]\n\n'
        '[claims.sie-streiten]\ntext = "Sie streiten."\n'
    )


@pytest.mark.parametrize("name", ["second", "second.txt"])
def test_new_asks_for_the_ending_toml(project: ProjectFolder, argmap: Argmap, name: str):
    ran = argmap("new", project.root / name, "--title", "x")
    assert ran.code == 3
    assert "second.toml" in ran.err


def test_new_never_overwrites(filled: ProjectFolder, argmap: Argmap):
    before = filled.toml
    assert argmap("new", filled.map_path, "--title", "x").code == 3
    assert filled.toml == before


def test_linking_a_support_adds_one_line_to_the_file(filled: ProjectFolder, argmap: Argmap):
    before = filled.toml
    assert argmap("link", filled.map_path, "aligned", "counters", "diverge").code == 0
    assert added(before, filled.toml) == ['    "aligned",']


def test_quoting_and_linking_in_one_command(filled: ProjectFolder, argmap: Argmap):
    before = filled.toml
    ran = argmap(
        "add", "quote", filled.map_path, "gui", "日本与美国在出口管制上存在分歧",
        "--id", "differ", "--supports", "diverge", "--translation", "Japan and the US differ on export controls",
    )  # fmt: skip
    assert ran.out == "differ\n"
    assert added(before, filled.toml) == [
        '    "differ",',
        "[quotes.differ]",
        'source = "gui"',
        'text = "日本与美国在出口管制上存在分歧"',
        'before = "没有像美国那样把管制对象扩大到基础和新兴技术。\\n这是重复的一句话。\\n"',
        'after = "。\\n这是重复的一句话。\\n"',
        "at = 75",
        "alike = 0",
        'translation = "Japan and the US differ on export controls"',
    ]


def test_a_quote_is_found_in_another_script_and_stored_as_the_source_has_it(filled: ProjectFolder, argmap: Argmap):
    ran = argmap("add", "quote", filled.map_path, "gui", "日本與美國在 出口管制上\n存在分歧")
    assert ran.code == 0
    assert filled.map.quotes[ran.out.strip()].text == "日本与美国在出口管制上存在分歧"


def test_a_quote_read_from_stdin(filled: ProjectFolder, argmap: Argmap, monkeypatch: pytest.MonkeyPatch):
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO("We stand\ntogether.\n"))
    ran = argmap("add", "quote", filled.map_path, "speech", "-")
    assert filled.map.quotes[ran.out.strip()].text == "We stand together."


def test_words_that_stand_twice_are_refused_with_both_places(filled: ProjectFolder, argmap: Argmap):
    before = filled.toml
    ran = argmap("add", "quote", filled.map_path, "gui", "这是重复的一句话")
    assert ran.code == 3
    assert "occur 2 times" in ran.err
    assert "controls.txt:4" in ran.err
    assert "controls.txt:6" in ran.err
    assert filled.toml == before
    ran = argmap("add", "quote", filled.map_path, "gui", "这是重复的一句话", "--line", 6)
    assert ran.code == 0
    shown = argmap("show", filled.map_path, "--json").json["maps"][0]["quotes"]
    assert {quote["id"]: quote["line"] for quote in shown}[ran.out.strip()] == 6


def test_words_that_stand_nowhere_are_refused_with_the_most_similar(filled: ProjectFolder, argmap: Argmap):
    ran = argmap("add", "quote", filled.map_path, "gui", "日本没有像美国那样把管制的对象扩展到基础与新兴技术")
    assert ran.code == 3
    assert "are not found in controls.txt" in ran.err
    assert "controls.txt:3" in ran.err


@pytest.fixture
def farm(filled: ProjectFolder, argmap: Argmap) -> ProjectFolder:
    """The project with a text that has notes, quotation marks, hyphens and repeats."""
    (filled.root / "texts" / "farm.txt").write_text(
        "The council met in spring.[12] Its loop-\ncarried plans were heard by every member,¹² and nobody\n"
        "spoke against them. It is nowhere written that a vote was “needed at all”. An area of 25 m² was enough.\n\n"
        "In autumn nobody came. Wir haben 10³ Stück davon.\n\n"
        "日本没有像美国那样把管制对象扩大到基础和新兴技术。美国利用“实体清单”对华为等企业进行制裁。\n",
        "utf-8",
    )
    assert argmap("add", "source", filled.map_path, filled.root / "texts" / "farm.txt", "--id", "farm").code == 0
    return filled


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ("loop-carried plans", "loop-\ncarried plans"),
        ("loop- carried plans", "loop-\ncarried plans"),
        ("loopcarried plans", "loop-\ncarried plans"),
        ("“In autumn nobody came.”", "In autumn nobody came."),
        ("»In autumn nobody came«.", "In autumn nobody came."),
        ("「美国利用『实体清单』对华为等企业」", "美国利用“实体清单”对华为等企业"),
        ("> In autumn\n> nobody came.", "In autumn nobody came."),
        ("- In autumn nobody came.", "In autumn nobody came."),
        ("3. In autumn nobody came.", "In autumn nobody came."),
        ("In autumn [sic] nobody came.", "In autumn nobody came."),
        ("[i]n autumn nobody came", "In autumn nobody came"),
        ("in spring. Its loop-carried", "in spring.[12] Its loop-\ncarried"),
        ("every member, and nobody", "every member,¹² and nobody"),
        ("An area … enough", "An area of 25 m² was enough"),
        ("An area [...] enough", "An area of 25 m² was enough"),
        ("An area (…) was ... enough…", "An area of 25 m² was enough"),
        ("The council met . . . Its", "The council met in spring.[12] Its"),
        ("日本没有像美国……新兴技术", "日本没有像美国那样把管制对象扩大到基础和新兴技术"),
    ],
)
def test_words_are_taken_as_people_quote_them(farm: ProjectFolder, argmap: Argmap, words: str, quoted: str):
    ran = argmap("add", "quote", farm.map_path, "farm", words)
    assert ran.code == 0, ran.err
    assert farm.map.quotes[ran.out.strip()].text == quoted
    assert ran.err == "" if fold(words).text == fold(quoted).text else f"{ran.err}".count("farm.txt:") == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("It is now here written", "[It is nowhere written]"),
        ("103 Stück davon", "[10³ Stück davon]"),
        ("An area of 25 m was", "[An area of 25 m²"),
        ("nobody … zebra", "the part “zebra” is not found"),
        ("In autumn … The council met", "not in this order"),
        ("nobody", "2 times"),
        ("  ", "no words"),
        ("“”", "are not found"),
        ("…", "are not found"),
        ("> - [sic]", "are not found"),
    ],
)
def test_what_does_not_stand_there_is_not_taken(farm: ProjectFolder, argmap: Argmap, words: str, said: str):
    before = farm.toml
    ran = argmap("add", "quote", farm.map_path, "farm", words)
    assert ran.code == 3
    assert said in ran.err
    assert farm.toml == before


def test_the_nearest_passage_is_taken_when_asked_and_shown(farm: ProjectFolder, argmap: Argmap):
    ran = argmap("add", "quote", farm.map_path, "farm", "It is now here written that votes were needed", "--nearest")
    assert ran.code == 0
    assert farm.map.quotes[ran.out.strip()].text == "It is nowhere written that a vote was “needed"
    assert "quoted the most similar passage" in ran.err
    assert "farm.txt:3" in ran.err
    before = farm.toml
    assert argmap("add", "quote", farm.map_path, "farm", "zebras graze quietly", "--nearest").code == 3
    assert farm.toml == before


@pytest.mark.parametrize(
    ("text", "words", "taken", "other"),
    [
        (
            "The clerk called witness number 37 to the stand.",
            "called witness number 36 to the stand",
            "37",
            "37 for 36",
        ),
        ("All ports will be dry by the year 2104.", "All ports will be dry by the year 2103", "2104", "2104 for 2103"),
        ("From 12 to 15 of the ships were lost.", "From 15 to 12 of the ships were lost", "12 to 15", "12"),
        ("委员会传唤了三十七名证人出庭作证。", "委员会传唤了三十六名证人出庭作证", "三十七", "三十七 for 三十六"),
        (
            "Some 1,200 ships from all the ports were lost.",
            "Some 1300 ships from all the ports were lost",
            "1,200",
            "1,200",
        ),
    ],
)
def test_a_nearest_passage_with_other_numbers_is_said_to_have_them(
    farm: ProjectFolder, argmap: Argmap, text: str, words: str, taken: str, other: str
):
    (farm.root / "texts" / "farm.txt").write_text(f"Rain fell.\n\n{text}\n", "utf-8")
    refused = argmap("add", "quote", farm.map_path, "farm", words)
    assert refused.code == 3
    assert f"it has other numbers: {other}" in refused.err
    ran = argmap("add", "quote", farm.map_path, "farm", words, "--nearest")
    assert taken in farm.map.quotes[ran.out.strip()].text
    assert f"it has other numbers: {other}" in ran.err


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Some 1,200 ships from all the ports were lost.", "Some 1200 boats from all the ports were lost"),
        ("There were 37 witnesses[12] in the courtroom.", "There were 37 witnesses in that courtroom"),
        ("委员会统一传唤了三十七名证人出庭作证。", "委员会传唤了37名证人出庭来作证"),
        ("No ship of all the ports was lost.", "No boat of all the ports was lost"),
    ],
)
def test_of_the_same_numbers_in_another_spelling_nothing_is_said(
    farm: ProjectFolder, argmap: Argmap, text: str, words: str
):
    (farm.root / "texts" / "farm.txt").write_text(f"Rain fell.\n\n{text}\n", "utf-8")
    ran = argmap("add", "quote", farm.map_path, "farm", words, "--nearest")
    assert ran.code == 0, ran.err
    assert "numbers" not in ran.err


def test_of_nearest_passages_one_with_the_same_numbers_goes_first(farm: ProjectFolder, argmap: Argmap):
    (farm.root / "texts" / "farm.txt").write_text(
        "In the morning the clerk called witness number 37 to the stand of the court.\n\n"
        "In the mornings a clerk called witness number 36 to the stand of the court.\n",
        "utf-8",
    )
    words = "In the morning the clerk called witness number 36 to the stand of the court"
    assert "number 36" in argmap("add", "quote", farm.map_path, "farm", words).err
    ran = argmap("add", "quote", farm.map_path, "farm", words, "--nearest")
    assert "number 36" in farm.map.quotes[ran.out.strip()].text
    assert "numbers" not in ran.err


def test_of_several_nearest_passages_a_line_chooses(farm: ProjectFolder, argmap: Argmap):
    (farm.root / "texts" / "farm.txt").write_text("The mill was sold.\n\nRain fell.\n\nThe mill was sold.\n", "utf-8")
    ran = argmap("add", "quote", farm.map_path, "farm", "The mill was soled", "--nearest")
    assert ran.code == 3
    assert "--line" in ran.err
    ran = argmap("add", "quote", farm.map_path, "farm", "The mill was soled", "--nearest", "--line", 5)
    assert farm.map.quotes[ran.out.strip()].at > 20


def test_a_claim_may_begin_as_an_item_of_a_list(filled: ProjectFolder, argmap: Argmap):
    ran = argmap("add", "claim", filled.map_path, "- Ports matter.", "--id", "ports", "--note", "- perhaps")
    assert ran.code == 0
    assert (filled.map.claims["ports"].text, filled.map.claims["ports"].note) == ("- Ports matter.", "- perhaps")


def test_an_undercut_is_linked_and_unlinked(filled: ProjectFolder, argmap: Argmap):
    before = filled.toml
    path = filled.map_path
    assert argmap("link", path, "aligned", "undercuts", "law-2018 + no-extension", "diverge").code == 0
    assert filled.map.claims["diverge"].undercut[("law-2018", "no-extension")] == (("aligned",),)
    assert argmap("unlink", path, "aligned", "undercuts", "no-extension", "law-2018", "diverge").code == 0
    assert filled.toml == before


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["a", "b"],
        ["supports", "diverge"],
        ["aligned", "supports"],
        ["aligned", "supports", "a", "b"],
        ["aligned", "undercuts", "diverge"],
        ["a", "supports", "b", "counters", "c"],
    ],
)
def test_a_link_that_is_no_sentence_is_refused_with_usage(filled: ProjectFolder, argmap: Argmap, words: list[str]):
    ran = argmap("link", filled.map_path, *words)
    assert ran.code == 2
    assert "Usage: argmap link" in ran.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["diverge", "supports", "diverge"], "linked to itself"),
        (["nobody", "supports", "diverge"], "no claim, quote or source `nobody`"),
        (["aligned", "supports", "law-2018"], "only claims"),
        (["align", "counters", "diverge"], "already counters"),
    ],
)
def test_a_link_that_means_nothing_is_refused(filled: ProjectFolder, argmap: Argmap, words: list[str], said: str):
    before = filled.toml
    ran = argmap("link", filled.map_path, *words)
    assert ran.code == 3
    assert said in ran.err
    assert filled.toml == before


def test_edit_changes_words_notes_and_tags(filled: ProjectFolder, argmap: Argmap):
    path = filled.map_path
    assert argmap("edit", path, "align", "--text", "They do align.", "--tag", "new", "--untag", "alliance").code == 0
    assert argmap("edit", path, "aligned", "--translation", "…", "--note", "said in 2023").code == 0
    assert argmap("edit", path, "gui", "--author", "归泳涛", "--year", 2022).code == 0
    assert argmap("edit", path, "--title", "Kontrollen", "--thesis", "align", "--thesis", "diverge").code == 0
    whole = filled.map
    assert whole.claims["align"].text == "They do align."
    assert whole.claims["align"].tags == ("new",)
    assert whole.quotes["aligned"].note == "said in 2023"
    assert (whole.sources["gui"].author, whole.sources["gui"].year) == ("归泳涛", 2022)
    assert (whole.title, whole.thesis) == ("Kontrollen", ("align", "diverge"))


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["align"], 2, "name what to change"),
        (["align", "--author", "x"], 3, "--author cannot be changed of a claim"),
        (["aligned", "--text", "nowhere in the speech"], 3, "are not found in speech.txt"),
        (["nobody", "--text", "x"], 3, "there is no"),
        (["--text", "x"], 3, "--text cannot be changed of the map itself"),
        (["--thesis", "nobody"], 3, "no claim `nobody`"),
    ],
)
def test_edit_says_what_cannot_be_changed(
    filled: ProjectFolder, argmap: Argmap, words: list[str], code: int, said: str
):
    ran = argmap("edit", filled.map_path, *words)
    assert ran.code == code
    assert said in ran.err


def test_rename_follows_every_reference(filled: ProjectFolder, argmap: Argmap):
    assert argmap("rename", filled.map_path, "no-extension", "gui-scope").code == 0
    assert "no-extension" not in filled.toml
    assert filled.toml.count("gui-scope") == 3


def test_remove_lists_all_that_is_deleted(filled: ProjectFolder, argmap: Argmap):
    before = filled.toml
    ran = argmap("remove", filled.map_path, "no-extension", "--dry-run")
    assert ran.code == 0
    assert "would be deleted: `no-extension`" in ran.err
    assert f"would also be deleted: the link {LAW} & {NO_EXTENSION} support “They diverge.”" in ran.err
    assert filled.toml == before
    ran = argmap("remove", filled.map_path, "no-extension")
    assert ran.code == 0
    assert f"also deleted: the link {LAW} & {NO_EXTENSION} support “They diverge.”" in ran.err
    assert f"also deleted: the link {NO_EXTENSION} undercuts that “They align.” counters “They diverge.”" in ran.err
    assert "no longer linked to anything, and still in the map: `law-2018`" in ran.err
    ran = argmap("remove", filled.map_path, "gui")
    assert ran.code == 3
    assert "--cascade" in ran.err
    ran = argmap("remove", filled.map_path, "gui", "--cascade")
    assert ran.code == 0
    assert "also deleted: `law-2018`" in ran.err
    assert set(filled.map.quotes) == {"aligned"}


def test_unlink_lists_the_undercuts_and_comments_that_are_deleted_with_the_link(filled: ProjectFolder, argmap: Argmap):
    path = filled.map_path
    assert argmap("add", "claim", path, "Only in 2022.", "--id", "only-then").code == 0
    assert argmap("link", path, "only-then", "undercuts", "align", "diverge").code == 0
    path.write_text(filled.toml.replace('    "only-then",', '    "only-then",  # Anna found this'), "utf-8")
    before = filled.toml
    ran = argmap("unlink", path, "align", "counters", "diverge", "--dry-run")
    assert (ran.code, filled.toml) == (0, before)
    assert "would be deleted: “They align.” counters “They diverge.”" in ran.err
    ran = argmap("unlink", path, "align", "counters", "diverge")
    assert ran.code == 0
    assert "“They align.” no longer counters “They diverge.”" in ran.err
    assert f"also deleted: the link {NO_EXTENSION} undercuts that “They align.” counters “They diverge.”" in ran.err
    assert "also deleted: the link “Only in 2022.” undercuts that “They align.” counters “They diverge.”" in ran.err
    assert "no longer linked to anything, and still in the map: `only-then`" in ran.err
    assert "also deleted: the comment # Anna found this" in ran.err
    assert "`no-extension`, " not in ran.err


def test_unlinking_what_nothing_undercuts_says_nothing_more(filled: ProjectFolder, argmap: Argmap):
    ran = argmap("unlink", filled.map_path, "aligned", "supports", "align")
    assert ran.err == f"{filled.map_path}: “Our controls are aligned” no longer supports “They align.”\n"


def test_new_theses_name_those_that_are_none_any_more(filled: ProjectFolder, argmap: Argmap):
    assert "no longer a thesis: “They diverge.”" in argmap("edit", filled.map_path, "--thesis", "align").err
    assert argmap("edit", filled.map_path, "--thesis", "").code == 0
    assert filled.map.thesis == ()
    assert argmap("edit", filled.map_path, "--thesis", "", "--thesis", "align").code == 2


@pytest.mark.parametrize(
    "words",
    [
        ["add", "claim", "MAP", "New.", "--supports", "align", "--counters", "align"],
        ["add", "quote", "MAP", "speech", "We stand", "--supports", "align", "--counters", "align"],
        ["add", "claim", "MAP", "New.", "--tag", " "],
        ["edit", "MAP", "align", "--tag", "x", "--untag", "x"],
        ["edit", "MAP", "align", "--tag", ""],
        ["edit", "MAP", "align", "--tag", "one, two"],
        ["edit", "MAP", "aligned", "--line", "2"],
        ["edit", "MAP", "aligned", "--nearest", "--note", "x"],
        ["edit", "MAP", "align", "--text", "One.", "--text=Two."],
        ["add", "claim", "MAP", "New.", "--id", "one", "--id", "two"],
        ["show", "MAP", "--json", "--ids"],
        ["check", "MAP", "--json", "--github"],
        ["diff", "MAP", "--json", "--format", "markdown"],
        ["new", "other.toml", "--title", "T", "--thesis", "They align.", "--thesis", "they  align."],
    ],
)
def test_options_that_contradict_each_other_or_mean_nothing_are_refused(
    filled: ProjectFolder, argmap: Argmap, words: list[str]
):
    before = filled.toml
    ran = argmap(*(filled.map_path if word == "MAP" else word for word in words))
    assert ran.code == 2
    assert f"`argmap {words[0]} " in ran.err
    assert filled.toml == before


def test_the_value_of_an_option_may_look_like_an_option(filled: ProjectFolder, argmap: Argmap):
    assert argmap("edit", filled.map_path, "align", "--note", "--text", "--text", "Both.").code == 0
    assert (filled.map.claims["align"].note, filled.map.claims["align"].text) == ("--text", "Both.")


def test_a_map_is_no_source_of_itself(filled: ProjectFolder, argmap: Argmap):
    before = filled.toml
    ran = argmap("add", "source", filled.map_path, filled.map_path)
    assert ran.code == 3
    assert "is the map itself" in ran.err
    assert filled.toml == before
    filled.map_path.write_text(before.replace("../texts/speech.txt", "controls.toml"), "utf-8")
    assert argmap("check", filled.map_path).code == 2


def test_words_that_do_not_begin_on_the_line_that_is_named_are_refused(filled: ProjectFolder, argmap: Argmap):
    ran = argmap("add", "quote", filled.map_path, "gui", "日本与美国在出口管制上存在分歧", "--line", 2)
    assert ran.code == 3
    assert "do not begin on line 2" in ran.err
    assert "controls.txt:5" in ran.err


def test_a_quote_can_be_chosen_at_another_place_of_the_same_words(filled: ProjectFolder, argmap: Argmap):
    path = filled.map_path
    assert argmap("add", "quote", path, "gui", "这是重复的一句话", "--line", 4, "--id", "again").code == 0
    first = filled.map.quotes["again"]
    ran = argmap("edit", path, "again", "--text", "这是重复的一句话", "--line", 6)
    assert ran.code == 0
    assert "place of again changed" in ran.err
    assert filled.map.quotes["again"].at > first.at
    assert argmap("edit", path, "again", "--text", "日本与美国在出口管制中存在分歧", "--nearest").code == 0
    assert filled.map.quotes["again"].text == "日本与美国在出口管制上存在分歧"


def test_a_new_claim_is_linked_at_once(filled: ProjectFolder, argmap: Argmap):
    ran = argmap(
        "add", "claim", filled.map_path, "Both are true.", "--id", "both",
        "--supports", "align", "--supports", "align", "--counters", "diverge",
        "--undercuts", "law-2018 + no-extension", "diverge",
    )  # fmt: skip
    assert ran.code == 0
    claims = filled.map.claims
    assert ("both",) in claims["align"].supported_by
    assert ("both",) in claims["diverge"].countered_by
    assert claims["diverge"].undercut[("law-2018", "no-extension")] == (("both",),)


def test_a_new_quote_undercuts_at_once_or_is_not_added(filled: ProjectFolder, argmap: Argmap):
    words = ("add", "quote", filled.map_path, "speech", "We stand together", "--id", "together", "--undercuts")
    assert argmap(*words, "align", "diverge").code == 0
    assert ("together",) in filled.map.claims["diverge"].undercut[("align",)]
    before = filled.toml
    ran = argmap("add", "quote", filled.map_path, "speech", "stay so", "--undercuts", "law-2018", "diverge")
    assert ran.code == 3
    assert "link it first" in ran.err
    assert filled.toml == before


def test_every_detail_can_be_emptied_and_nothing_required(filled: ProjectFolder, argmap: Argmap):
    path = filled.map_path
    details = ("--title", "--author", "--lang", "--url", "--note")
    given = [word for option in details for word in (option, " x\n")]
    assert argmap("edit", path, "gui", *given, "--year", "2022").code == 0
    assert filled.map.sources["gui"].title == "x"
    assert argmap("edit", path, "gui", "--year", "", *(word for option in details for word in (option, ""))).code == 0
    source = filled.map.sources["gui"]
    assert (source.title, source.author, source.lang, source.url, source.note, source.year) == (None,) * 6
    before = filled.toml
    for words in (["--title", ""], ["--title", " "], ["align", "--text", ""], ["aligned", "--text", " "]):
        assert argmap("edit", path, *words).code == 3
    assert argmap("edit", path, "gui", "--year", "0").code == 3
    assert filled.toml == before


def test_a_map_without_a_title_is_refused_wherever_it_comes_from(filled: ProjectFolder, argmap: Argmap):
    new = filled.root / "maps" / "second.toml"
    assert argmap("new", new, "--title", " ").code == 3
    assert not new.exists()
    filled.map_path.write_text(filled.toml.replace('title = "Controls"', 'title = ""'), "utf-8")
    ran = argmap("check", filled.map_path)
    assert ran.code == 2
    assert "controls.toml:4: the title is empty; write what the map is about" in ran.err + ran.out


def test_edit_says_what_is_the_same_as_before(filled: ProjectFolder, argmap: Argmap):
    before = filled.toml
    ran = argmap("edit", filled.map_path, "align", "--text", "They align.", "--tag", "alliance")
    assert ran.code == 0
    assert "text, tags of align are the same as before" in ran.err
    assert filled.toml == before
    ran = argmap("edit", filled.map_path, "align", "--untag", "aliance")
    assert ran.code == 3
    assert "`align` has no tag `aliance`; its tags: alliance" in ran.err


def test_a_quote_moves_to_another_copy_of_its_text(filled: ProjectFolder, argmap: Argmap):
    path = filled.map_path
    assert argmap("add", "source", path, filled.text("hant.txt"), "--id", "hant").code == 0
    assert (
        argmap(
            "add", "quote", path, "gui", "日本与美国在出口管制上存在分歧", "--id", "differ", "--supports", "diverge"
        ).code
        == 0
    )
    ran = argmap("edit", path, "differ", "--source", "hant")
    assert (ran.code, ran.err) == (0, f"{path}: source of differ changed\n")
    quote = filled.map.quotes["differ"]
    assert (quote.source, quote.text, quote.at, quote.before) == ("hant", "日本與美國在出口管制上存在分歧", 0, "")
    assert ("differ",) in filled.map.claims["diverge"].supported_by
    assert argmap("check", path).code == 0
    before = filled.toml
    ran = argmap("edit", path, "no-extension", "--source", "hant")
    assert ran.code == 3
    assert "are not found in hant.txt" in ran.err
    assert argmap("edit", path, "no-extension", "--source", "nothing").code == 3
    assert filled.toml == before


def test_a_quote_that_another_copy_has_twice_is_told_apart_by_the_words_around_it(
    filled: ProjectFolder, argmap: Argmap
):
    path = filled.map_path
    filled.text("copy.txt").write_text(
        filled.text("controls.txt").read_text("utf-8").replace("存在分歧", "存在分岐"), "utf-8"
    )
    assert argmap("add", "source", path, filled.text("copy.txt"), "--id", "copy").code == 0
    assert argmap("add", "quote", path, "gui", "这是重复的一句话", "--line", 4, "--id", "again").code == 0
    assert argmap("edit", path, "again", "--source", "copy").code == 0
    shown = argmap("show", path, "--json").json["maps"][0]["quotes"]
    assert {quote["id"]: quote["line"] for quote in shown}["again"] == 4


def test_rename_and_remove_list_the_notes_and_comments_that_name_the_old_id(filled: ProjectFolder, argmap: Argmap):
    path = filled.map_path
    assert argmap("edit", path, "diverge", "--note", "One line.\nSee law-2018，not law-2018-b.").code == 0
    path.write_text(filled.toml.replace("[quotes.aligned]", "# beside law-2018\n[quotes.aligned]"), "utf-8")
    ran = argmap("rename", path, "law-2018", "reform-act")
    assert ran.code == 0
    lines = filled.toml.split("\n")
    named = [number for number, line in enumerate(lines, 1) if "law-2018" in line]
    assert len(named) == 2
    for number in named:
        assert f"{path}:{number}: still names `law-2018`: " in ran.err
    assert len(ran.err.splitlines()) == 3
    assert "still names `aligned`" not in argmap("remove", path, "aligned").err


@pytest.mark.parametrize(
    "words",
    [
        ["show", "MAP", "--focus", "not-align"],
        ["remove", "MAP", "law-2019"],
        ["remove", "MAP", "un-aligned"],
        ["link", "MAP", "extension", "supports", "diverge"],
        ["check", "--tag"],
        ["edit", "MAP", "align", "--tagg-not", "x"],
    ],
)
def test_no_suggestion_points_to_what_means_another_thing(filled: ProjectFolder, argmap: Argmap, words: list[str]):
    ran = argmap(*(filled.map_path if word == "MAP" else word for word in words))
    assert ran.code in (2, 3)
    assert "did you mean" not in ran.err


def test_a_source_outside_the_project_is_refused(
    filled: ProjectFolder, argmap: Argmap, tmp_path_factory: pytest.TempPathFactory
):
    outside = tmp_path_factory.mktemp("elsewhere") / "text.txt"
    outside.write_text("text")
    ran = argmap("add", "source", filled.map_path, outside)
    assert ran.code == 3
    assert "copy the text into the project" in ran.err


def test_a_source_in_another_encoding_is_read_and_said(project: ProjectFolder, argmap: Argmap):
    text = project.text("gbk.txt")
    text.write_bytes(("日本没有像美国那样把管制对象扩大到基础和新兴技术。" * 20).encode("gb18030"))
    ran = argmap("add", "source", project.map_path, text)
    assert ran.code == 0
    assert "GB18030" in ran.err


POLISH = "Żółw i jaźń są słowami, które zna każde polskie dziecko.\n"


def test_the_encoding_of_a_source_is_kept_in_the_map_and_holds(project: ProjectFolder, argmap: Argmap):
    text = project.text("bałtycki.txt")
    text.write_bytes(POLISH.encode("cp1257"))
    ran = argmap("add", "source", project.map_path, text, "--id", "baltic", "--encoding", "cp1257")
    assert ran.code == 0
    assert "read as windows-1257" in ran.err
    assert 'encoding = "windows-1257"' in project.toml
    assert argmap("add", "quote", project.map_path, "baltic", "Żółw i jaźń są słowami").code == 0
    assert argmap("check", project.map_path).code == 0
    text.write_text(POLISH, "utf-8")  # somebody saved it anew: the bytes tell now
    assert argmap("check", project.map_path).code == 0


def test_a_guess_is_said_and_another_encoding_is_chosen_later(project: ProjectFolder, argmap: Argmap):
    text = project.text("bałtycki.txt")
    text.write_bytes(POLISH.encode("cp1257"))
    ran = argmap("add", "source", project.map_path, text, "--id", "baltic")
    assert "which is a guess" in ran.err
    assert "--encoding NAME" in ran.err
    assert argmap("add", "quote", project.map_path, "baltic", "Żółw").code != 0
    assert argmap("edit", project.map_path, "baltic", "--encoding", "windows-1257").code == 0
    assert argmap("add", "quote", project.map_path, "baltic", "Żółw").code == 0
    assert argmap("edit", project.map_path, "baltic", "--encoding", "utf-8").code == 4
    assert argmap("edit", project.map_path, "baltic", "--encoding", "").code == 0
    assert "encoding =" not in project.toml


def test_an_encoding_that_is_none_or_does_not_fit_is_refused(project: ProjectFolder, argmap: Argmap):
    text = project.text("text.txt")
    text.write_bytes("one\nzwölf\n".encode("cp1252"))
    ran = argmap("add", "source", project.map_path, text, "--encoding", "windows-1520")
    assert ran.code != 0
    assert "windows-1250" in ran.err
    ran = argmap("add", "source", project.map_path, text, "--encoding", "euc-jp")
    assert ran.code == 4
    assert "line 2" in ran.err
    text.write_text("zwölf\n", "utf-8")
    ran = argmap("add", "source", project.map_path, text, "--encoding", "windows-1252")
    assert ran.code == 3
    assert "is UTF-8" in ran.err
    assert "text.txt" not in project.toml


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_a_source_that_cannot_be_read_is_refused(project: ProjectFolder, argmap: Argmap, name: str):
    ran = argmap("add", "source", project.map_path, project.root / "texts" / name)
    assert ran.code == 4
    assert "Traceback" not in ran.err


def test_fmt_puts_a_hand_written_map_in_order_and_keeps_its_comments(project: ProjectFolder, argmap: Argmap):
    project.map_path.write_text(
        '# ours\nformat=1\n[claims.b]\ntext="B"   # second\n[map]\ntitle="T"\n[claims.a]\ntext="A"\n', "utf-8"
    )
    assert argmap("fmt", "--check", project.root).code == 1
    ran = argmap("fmt", project.root)
    assert (ran.code, ran.out) == (0, f"{project.map_path}\n")
    assert argmap("fmt", "--check", project.root).code == 0
    assert project.toml.index("[map]") < project.toml.index("[claims.a]") < project.toml.index("[claims.b]")
    assert "# ours" in project.toml
    assert "# second" in project.toml


def test_fmt_lists_what_it_changes_as_json(project: ProjectFolder, argmap: Argmap):
    orderly = project.map_path.with_name("b.toml")
    orderly.write_text('format = 1\n\n[map]\ntitle = "T"\n', "utf-8")
    project.map_path.write_text('format=1\n[map]\ntitle="T"\n', "utf-8")
    said = {"written": False, "changed": [str(project.map_path)], "unchanged": [str(orderly)]}
    checked = argmap("fmt", "--check", "--json", project.root)
    assert (checked.code, checked.json) == (1, said)
    assert argmap("fmt", "--json", project.root).json == said | {"written": True}


def test_a_map_that_does_not_load_is_explained_and_left_alone(filled: ProjectFolder, argmap: Argmap):
    broken = filled.toml.replace("[map]", "[map]\ncolour = 1").replace('"align",', '"algin",')
    filled.map_path.write_text(broken, "utf-8", newline="")
    ran = argmap("add", "claim", filled.map_path, "x")
    assert ran.code == 2
    assert f"{filled.map_path}:4: " in ran.err
    assert "colour" in ran.err
    assert "algin" in ran.err
    assert filled.toml == broken


def test_a_missing_map_is_said(project: ProjectFolder, argmap: Argmap):
    ran = argmap("add", "claim", project.root / "nothing.toml", "x")
    assert ran.code == 4
    assert "nothing.toml" in ran.err


def test_the_passage_of_a_quote_is_widened_and_its_links_stay(filled: ProjectFolder, argmap: Argmap):
    path = filled.map_path
    ran = argmap(
        "edit", path, "aligned", "--text", "Our controls are aligned, and they will stay so.", "--note", "whole"
    )
    assert ran.code == 0
    assert "text, note of aligned changed" in ran.err
    quote = filled.map.quotes["aligned"]
    assert quote.text == "Our controls are aligned, and they will stay so."
    assert quote.note == "whole"
    assert filled.map.claims["align"].supported_by == (("aligned",),)
    assert argmap("check", path).code == 0


def test_a_counter_that_becomes_a_support_is_said_with_the_undercuts_to_look_at(filled: ProjectFolder, argmap: Argmap):
    ran = argmap("link", filled.map_path, "align", "supports", "diverge")
    assert "no longer: “They align.” counters “They diverge.”" in ran.err
    assert (
        f"check whether it still fits: {NO_EXTENSION} undercuts that “They align.” counters “They diverge.”" in ran.err
    )
    assert filled.map.claims["diverge"].undercut == {("align",): (("no-extension",),)}
    assert argmap("unlink", filled.map_path, "no-extension", "undercuts", "align", "diverge").code == 0
    assert "still fits" not in argmap("link", filled.map_path, "align", "counters", "diverge").err


def test_one_quote_for_several_claims(filled: ProjectFolder, argmap: Argmap):
    ran = argmap(
        "add", "quote", filled.map_path, "speech", "We stand together", "--supports", "align", "--counters", "diverge"
    )
    made = ran.out.strip()
    assert (made,) in filled.map.claims["align"].supported_by
    assert (made,) in filled.map.claims["diverge"].countered_by


def test_a_claim_of_the_same_words_is_added_with_a_warning(filled: ProjectFolder, argmap: Argmap):
    ran = argmap("add", "claim", filled.map_path, "they ALIGN.")
    assert ran.code == 0
    assert "`align` already says the same" in ran.err


@pytest.mark.parametrize("inserted", ["", "A paragraph that was written in front.\n\n"])
def test_a_passage_that_is_quoted_already_is_quoted_once(filled: ProjectFolder, argmap: Argmap, inserted: str):
    text = filled.text("speech.txt")
    text.write_text(inserted + text.read_text("utf-8"), "utf-8")
    before = filled.map
    words = ("add", "quote", filled.map_path, "speech", "Our  controls are aligned", "--supports", "align")
    ran = argmap(*words, "--counters", "diverge", "--note", "heard", "--id", "mine")
    assert (ran.code, ran.out) == (0, "aligned\n")
    assert "quotes.aligned already quotes this passage; it is used\n" in ran.err
    assert "already there: “Our controls are aligned” supports “They align.”" in ran.err
    assert "added: “Our controls are aligned” counters “They diverge.”" in ran.err
    assert "its id stays" in ran.err
    assert filled.map.quotes.keys() == before.quotes.keys()
    assert filled.map.claims["align"] == before.claims["align"]
    assert ("aligned",) in filled.map.claims["diverge"].countered_by
    assert filled.map.quotes["aligned"].note == "heard"
    saved = filled.toml
    again = argmap(*words, "--note", "otherwise")
    assert (again.code, again.out, filled.toml) == (0, "aligned\n", saved)
    assert "its note stays" in again.err


def test_a_part_of_a_quoted_passage_is_a_quote_of_its_own(filled: ProjectFolder, argmap: Argmap):
    ran = argmap("add", "quote", filled.map_path, "speech", "controls are aligned")
    assert "already" not in ran.err
    assert ran.out.strip() in filled.map.quotes.keys() - {"aligned"}


def test_a_used_quote_that_changes_its_role_says_so(filled: ProjectFolder, argmap: Argmap):
    ran = argmap("add", "quote", filled.map_path, "speech", "Our controls are aligned", "--counters", "align")
    assert "no longer: “Our controls are aligned” supports “They align.”" in ran.err
    assert filled.map.claims["align"].countered_by == (("aligned",),)


def test_a_quote_reworded_to_a_quoted_passage_is_said(filled: ProjectFolder, argmap: Argmap):
    made = argmap("add", "quote", filled.map_path, "speech", "We stand together").out.strip()
    text = filled.text("speech.txt")
    text.write_text("Written in front.\n\n" + text.read_text("utf-8"), "utf-8")
    ran = argmap("edit", filled.map_path, made, "--text", "Our controls are aligned")
    assert "quotes.aligned already quotes this passage" in ran.err


@pytest.mark.parametrize(
    "words",
    [["nope", "supports", "align"], ["aligned", "undercuts", "nope", "align"], ["alignned", "supports", "align"]],
)
def test_a_link_of_an_unknown_id_is_not_deleted(filled: ProjectFolder, argmap: Argmap, words: list[str]):
    ran = argmap("unlink", filled.map_path, *words)
    assert ran.code == 3
    assert "there is no claim, quote or source `" in ran.err
    assert ("did you mean `aligned`?" in ran.err) == ("alignned" in words)


@pytest.mark.parametrize("content", ["", " \n\n"])
def test_an_empty_text_as_a_source_is_said(filled: ProjectFolder, argmap: Argmap, content: str):
    filled.text("empty.txt").write_text(content, "utf-8")
    ran = argmap("add", "source", filled.map_path, filled.text("empty.txt"))
    assert ran.code == 0
    assert "empty.txt is empty, so that nothing can be quoted from it" in ran.err


def test_a_note_of_blanks_is_no_note(filled: ProjectFolder, argmap: Argmap):
    assert argmap("edit", filled.map_path, "align", "--note", "x").code == 0
    assert argmap("edit", filled.map_path, "align", "--note", "   ").code == 0
    assert filled.map.claims["align"].note is None


def test_a_map_in_a_folder_that_cannot_be_made_is_refused(argmap, tmp_path):
    (tmp_path / "file").write_text("mine")
    made = argmap("new", tmp_path / "file" / "map.toml", "--title", "T")
    assert made.code == 4
    assert "choose another place" in made.err


@pytest.mark.parametrize(
    ("words", "said", "command"),
    [
        (["check", "--jsn"], "there is no option `--jsn`; did you mean `--json`?", "check"),
        (["check", "--zzz"], "there is no option `--zzz`; leave it out", "check"),
        (["add", "claim"], "`MAP` is missing; add it", "add claim"),
        (["new", "m.toml"], "`--title` is missing; add it", "new"),
        (["new", "m.toml", "two", "--title", "T"], "there are more words than this command accepts", "new"),
        (["export", "m.toml", "json", "--depth", "x"], "`--depth` must be a whole number, at least 0", "export"),
        (["export", "m.toml", "json", "--depth", "-1"], "`--depth` must be a whole number, at least 0", "export"),
        (["serve", "--port", "0"], "`--port` must be a whole number, at least 1 and at most 65535", "serve"),
        (["edit", "m.toml", "x", "--year", "old"], "`--year` must be a whole number", "edit"),
        (["diff", "--format", "pdf"], "`--format` must be one of text, markdown", "diff"),
        (["new", ".", "--title", "T"], "`MAP` must be a file", "new"),
        (["add", "nothing"], "give one of these after `argmap add`: claim, quote, source", "add"),
        (["edit", "m.toml", "x", "--text"], "the option `--text` needs a value", None),
        (["show", "--json=1"], "the option `--json` has no value; leave it out", None),
    ],
)
def test_a_command_line_that_is_none_is_refused_in_our_own_words(argmap: Argmap, words, said, command):
    ran = argmap(*words)
    assert ran.code == 2
    assert ran.err.startswith(f"argmap: {said}")
    if command:
        assert f"Usage: argmap {command} " in ran.err
        assert f"`argmap {command} --help` explains it" in ran.err
    assert ran.out == ""


@pytest.mark.parametrize("words", [["--cache", "--no-cache"], ["--no-cache", "--global", "--cache"]])
def test_an_option_and_its_opposite_are_refused(argmap: Argmap, words: list[str]):
    ran = argmap("git", "enable", *words)
    assert ran.code == 2
    assert "contradict each other" in ran.err

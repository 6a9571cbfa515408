"""Quotes carried by the text that they were anchored in, read back from git."""

import subprocess
from pathlib import Path

import pytest

from argmap.corpus import Corpus, Project, QuoteState
from argmap.git import PastTexts, UnknownBlob
from argmap.git.faults import NoRepository
from argmap.store import load
from argmap.text.reading import blob_id
from tests.git.conftest import Argmap, MapInGit, Work, new_work

TWINS = "这是重复的一句话。\n"
SPEECH = "We stand together. Our controls are aligned, and they will stay so.\n"
REWORDED = "We stand together. All of our many export controls had been well aligned, and they will stay so.\n"


def quote_state(maps: MapInGit, quote_id: str) -> QuoteState:
    whole = load(maps.map_path).map
    return Corpus(Project.of(maps.map_path)).quote_states(whole)[quote_id]


def test_a_quote_is_carried_through_the_text_that_git_still_has(maps: MapInGit):
    maps.write("texts/speech.txt", REWORDED)
    maps.commit()
    assert quote_state(maps, "aligned").no_old_text is None
    assert quote_state(maps, "aligned").state in ("tracked", "fuzzy")


def test_an_old_text_is_read_from_a_pack_after_a_rename_and_from_another_branch(maps: MapInGit):
    old = maps.project.text("speech.txt").read_bytes()
    maps.git("checkout", "-q", "-b", "elsewhere")
    other = "Only on a branch.\n"
    maps.write("texts/branch.txt", other)
    maps.commit()
    maps.git("checkout", "-q", "main")
    maps.git("mv", "texts/speech.txt", "texts/renamed.txt")
    maps.commit("rename")
    maps.git("gc", "-q", "--aggressive", "--prune=now")
    texts = PastTexts(maps.root)
    assert texts.text(blob_id(old)) == SPEECH
    assert texts.text(blob_id(other.encode())) == other
    texts.close()


def test_an_old_text_is_decoded_as_sources_are(work: Work):
    data = "出口管制\r\n方面\r\n".encode("gb18030") * 40
    work.write("text.txt", data)
    work.commit()
    assert PastTexts(work.root).text(blob_id(data)) == "出口管制\n方面\n" * 40


def test_many_texts_are_read_by_one_process(work: Work, monkeypatch: pytest.MonkeyPatch):
    contents = [f"text number {number}\n" for number in range(50)]
    for number, content in enumerate(contents):
        work.write(f"{number}.txt", content)
    work.commit()
    started: list[object] = []
    real = subprocess.Popen

    def counted(*words: object, **options: object) -> object:
        started.append(words)
        return real(*words, **options)  # type: ignore[call-overload]

    texts = PastTexts(work.root)
    monkeypatch.setattr(subprocess, "Popen", counted)
    assert [texts.text(blob_id(content.encode())) for content in contents] == contents
    assert len(started) == 1


def test_a_version_that_was_never_committed_is_said_to_be_missing(maps: MapInGit):
    whole = maps.project.toml
    maps.write("maps/controls.toml", whole.replace(blob_id(SPEECH.encode()), "ab" * 20))
    maps.write("texts/speech.txt", REWORDED)
    assert quote_state(maps, "aligned").no_old_text == "the version that it was anchored in was never committed here"


@pytest.mark.parametrize("id_", ["HEAD", "HEAD:texts/speech.txt", "--help", "", "ab" * 19, "x\ny"])
def test_what_is_no_id_of_a_version_is_never_given_to_git(maps: MapInGit, id_: str):
    with pytest.raises(UnknownBlob, match="is not a valid git id of a version"):
        PastTexts(maps.root).text(id_)


def test_a_tree_is_no_text(maps: MapInGit):
    with pytest.raises(UnknownBlob):
        PastTexts(maps.root).text(maps.git("rev-parse", "HEAD^{tree}").strip())


def test_a_shallow_clone_says_what_would_bring_the_old_text(maps: MapInGit, tmp_path: Path):
    old = blob_id(SPEECH.encode())
    maps.write("texts/speech.txt", REWORDED)
    maps.commit()
    clone = tmp_path / "shallow"
    maps.git("clone", "-q", "--depth=1", f"file://{maps.root}", clone)
    with pytest.raises(UnknownBlob, match="git fetch --unshallow"):
        PastTexts(clone).text(old)


def test_converted_line_ends_are_said_to_be_the_reason(work: Work):
    work.git("config", "core.autocrlf", "true")
    data = b"One line.\r\nAnother.\r\n"
    work.write("text.txt", data)
    work.commit()
    with pytest.raises(UnknownBlob, match=r"core\.autocrlf"):
        PastTexts(work.root).text(blob_id(data))


def test_a_partial_clone_says_so_and_fetches_nothing(maps: MapInGit, tmp_path: Path):
    old = blob_id(SPEECH.encode())
    maps.write("texts/speech.txt", REWORDED)
    maps.commit()
    maps.git("config", "uploadpack.allowFilter", "true")
    maps.git("config", "uploadpack.allowAnySHA1InWant", "true")
    clone = tmp_path / "partial"
    maps.git("clone", "-q", "--filter=blob:none", f"file://{maps.root}", clone)
    texts = PastTexts(clone)
    for _ in range(2):
        with pytest.raises(UnknownBlob, match="partial clone"):
            texts.text(old)
    assert texts.text(blob_id(REWORDED.encode())) == REWORDED


def test_a_repository_with_other_ids_says_so(tmp_path: Path):
    work = Work(tmp_path)
    work.git("init", "-q", "--object-format=sha256")
    work.write("text.txt", "words\n")
    work.commit()
    with pytest.raises(UnknownBlob, match="sha256"):
        PastTexts(tmp_path).text(blob_id(b"words\n"))


def test_outside_a_repository_quotes_are_found_without_history(maps: MapInGit, tmp_path: Path):
    maps.write("texts/speech.txt", REWORDED)
    (maps.root / ".git").rename(tmp_path / "away")
    found = quote_state(maps, "aligned")
    assert found.no_old_text is not None
    assert "is not in a git repository" in found.no_old_text
    with pytest.raises(NoRepository):
        PastTexts(maps.root)


def test_without_git_quotes_are_still_checked(maps: MapInGit, monkeypatch: pytest.MonkeyPatch, argmap: Argmap):
    maps.write("texts/speech.txt", "Nothing of it is left here.\n")
    monkeypatch.setenv("PATH", str(maps.root))
    ran = argmap("check", maps.map_path)
    assert ran.code == 1
    assert "aligned is lost" in ran.out
    assert "git is not installed" in ran.out


def test_no_git_is_started_where_no_text_has_changed(maps: MapInGit, monkeypatch: pytest.MonkeyPatch, argmap: Argmap):
    def started(*_words: object, **_options: object) -> object:
        raise AssertionError("a process was started")

    monkeypatch.setattr(subprocess, "Popen", started)
    assert argmap("check", maps.map_path).code == 0


def test_a_look_alike_is_not_taken_where_git_knows_that_the_passage_is_gone(work: Work, argmap: Argmap):
    other = "".join(f"Paragraph {number} speaks of matter {number * 7}.\n\n" for number in range(40))
    kept, gone = "The rule applies to all exporters of chips.", "The rule applies to all importers of chips."
    text = work.write("texts/rule.txt", f"{other}{kept}\n\nIn between.\n\n{gone}\n\n{other}")
    map_path = work.root / "maps" / "rule.toml"
    for command in (
        ["new", map_path, "--title", "Rule"],
        ["add", "source", map_path, text, "--id", "rule"],
        ["add", "quote", map_path, "rule", gone, "--id", "importers"],
    ):
        assert argmap(*command).code == 0
    work.commit()
    work.write("texts/rule.txt", f"{other}{kept}\n\nIn between.\n\n{other}")
    [quote] = argmap("anchor", map_path, "--json").json["maps"][0]["quotes"]
    assert quote["state"] in ("lost", "rewritten")


def test_a_project_inside_a_foreign_repository_is_looked_at_no_more_than_git_does(
    maps: MapInGit, monkeypatch: pytest.MonkeyPatch
):
    maps.write("texts/speech.txt", REWORDED)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    missing = quote_state(maps, "aligned").no_old_text
    assert missing is not None
    assert "belongs to another user" in missing
    assert f"safe.directory '{maps.root}'" in missing


def test_a_repository_found_from_a_worktree_and_a_submodule(maps: MapInGit, tmp_path: Path):
    old = blob_id(SPEECH.encode())
    maps.git("worktree", "add", "-q", tmp_path / "tree")
    assert PastTexts(tmp_path / "tree" / "maps").text(old) == SPEECH
    outer = new_work(tmp_path / "outer")
    outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", maps.root, "inner")
    assert PastTexts(outer.root / "inner" / "texts").text(old) == SPEECH

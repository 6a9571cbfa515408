"""What comes from disk, and what no importer may hand on."""

from pathlib import Path

import pytest

from argmap.corpus import Project
from argmap.files.errors import UnreadableSource
from argmap.formats import Format, Imported, Incoming, UnreadableFormat
from argmap.formats.import_file import LARGEST, incoming_file, read_as
from argmap.model import ArgMap, Claim


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with texts inside it and one outside."""
    root = tmp_path / "project"
    (root / "deep").mkdir(parents=True)
    (root / "inside.txt").write_text("inside", "utf-8")
    (root / "deep" / "file.argdown").write_text("[A]", "utf-8")
    (tmp_path / "outside.txt").write_text("outside", "utf-8")
    (root / "link.txt").symlink_to(tmp_path / "outside.txt")
    return root


def test_files_beside_it_are_read_inside_the_project_alone(project: Path) -> None:
    read = incoming_file(project / "deep" / "file.argdown", Project(project / "m.toml", project)).neighbour
    assert read("../inside.txt") == "inside"
    (project / ".git").mkdir()
    (project / ".git" / "config").write_text("secret", "utf-8")
    for path in (
        "../../outside.txt",
        "../link.txt",
        "../.git/config",
        "../.git/../inside.txt/../.git/config",
        "/etc/passwd",
        "none.txt",
        ".",
        "\0",
        "a" * 300,
    ):
        assert read(path) is None


def test_of_a_file_from_elsewhere_only_what_lies_below_its_folder_is_read(project: Path) -> None:
    elsewhere = project.parent / "downloads"
    elsewhere.mkdir()
    (elsewhere / "file.argdown").write_text("[A]", "utf-8")
    (elsewhere / "more.argdown").write_text("[B]", "utf-8")
    read = incoming_file(elsewhere / "file.argdown", Project(project / "m.toml", project)).neighbour
    assert read("more.argdown") == "[B]"
    (elsewhere / ".GIT").mkdir()
    (elsewhere / ".GIT" / "config").write_text("secret", "utf-8")
    for path in ("../outside.txt", ".GIT/config"):
        assert read(path) is None
    assert read("../project/inside.txt") is None


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "huge.json").open("wb") as huge:
        huge.truncate(LARGEST + 1)
    with pytest.raises(UnreadableSource, match="at most 100 MB are read"):
        incoming_file(tmp_path / "huge.json", Project.of(tmp_path / "m.toml"))


def reader(read: object) -> Format:
    return Format(name="x", label="Ex", suffixes=(".x",), keeps="", loses="", read=read)  # type: ignore[arg-type]


def test_a_map_that_breaks_a_rule_is_never_handed_on() -> None:
    unsound = Imported(map=ArgMap(title="T", claims={"a": Claim(text="A", supported_by=(("gone",),))}))
    with pytest.raises(UnreadableFormat, match=r"^f\.x: read as Ex, it does not give a valid map: .*gone"):
        read_as(Incoming(data=b"", name="f.x"), reader(lambda _incoming: unsound))


def test_parts_too_deep_in_one_another_are_no_traceback() -> None:
    def deeper(incoming: Incoming) -> Imported:
        return deeper(incoming)

    with pytest.raises(UnreadableFormat, match=r"^f\.x: parts are nested too deep"):
        read_as(Incoming(data=b"", name="f.x"), reader(deeper))


def test_a_format_that_only_goes_out_reads_nothing() -> None:
    with pytest.raises(UnreadableFormat, match="Ex can only be written, not read"):
        read_as(Incoming(data=b"", name="f.x"), reader(None))

"""Whatever argmap writes is whole or not there at all: on a full disk, in a read-only folder, killed at any call."""

import ast
import errno
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import argmap
from argmap.cli.main import run
from argmap.files import writing
from argmap.model import ArgMap, Claim
from argmap.store import dumps, load
from tests.writing.faulty import FaultyOs
from tests.writing.writers import ENDED_WELL, NAMES, WRITERS, Writer, broken, contents, inside, lasting, prepared

each_writer = pytest.mark.parametrize("writer", WRITERS, ids=NAMES)
KILLED = ("a command edits a map", "merge --stages and the copy it keeps", "git enable adds attributes", "a rescue")
"""Writers that are really killed; the others are looked at where they would be."""


def acted(writer: Writer, folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """The exit code, and what was said."""
    capsys.readouterr()
    with inside(folder):
        code = writer.act()
    return code, "".join(capsys.readouterr())


@each_writer
def test_each_call_that_fails_leaves_old_or_new_and_is_said(
    writer: Writer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    template = prepared(writer, tmp_path / "before")
    shutil.copytree(template, tmp_path / "after", symlinks=True)
    well = acted(writer, tmp_path / "after", capsys)[0]
    before, after = contents(template), contents(tmp_path / "after")
    assert before != after or writer.reads_back
    for failing in range(1, 500):
        failed: list[str] = []

        def at_call(number: int, name: str, carry_out: Callable[[], object], arguments: tuple) -> object:
            if number != failing:  # noqa: B023 - called before the next
                return carry_out()
            failed.append(name)  # noqa: B023
            if name == "write":
                os.write(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
            elif name == "close":
                carry_out()  # a descriptor is gone also where closing it fails
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        trial = tmp_path / str(failing)
        shutil.copytree(template, trial, symlinks=True)
        with monkeypatch.context() as patch:
            patch.setattr(writing, "os", FaultyOs(at_call))
            code, message = acted(writer, trial, capsys)
        found = contents(trial)
        where = f"{writer.name}: call {failing}, {failed}, exit code {code}: {message}"
        if not failed:
            assert failing > 3, "nothing is written"
            assert code == well
            break
        assert not broken(before, after, found), where
        assert "Traceback" not in message
        if code == well:  # what failed came after the file was in its place, or another place was found
            assert found != before or writer.reads_back, where
        else:
            assert code == writer.fails_with, where
            assert message, where
            assert found == before or writer.name in SEVERAL_FILES, where
        shutil.rmtree(trial)


SEVERAL_FILES = {"the sample", "merge --stages and the copy it keeps", "a rescue"}
"""Those that write one file after another: each of them is whole, and those that were written before a fault stay."""


@each_writer
def test_before_any_call_and_amid_each_write_each_file_is_old_or_new(
    writer: Writer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """What is on the disk then is what a process leaves that is killed there, as the next test shows."""
    folder = prepared(writer, tmp_path / "project")
    before, left = contents(folder), {}

    def at_call(number: int, name: str, carry_out: Callable[[], object], arguments: tuple) -> object:
        left[f"before call {number}, {name}"] = contents(folder)
        if name != "write":
            return carry_out()
        descriptor, data = arguments[0], bytes(arguments[1])
        half = os.write(descriptor, data[: len(data) // 2])
        left[f"amid call {number}"] = contents(folder)
        return half + os.write(descriptor, data[half:])

    with monkeypatch.context() as patch:
        patch.setattr(writing, "os", FaultyOs(at_call))
        acted(writer, folder, capsys)
    after = contents(folder)
    assert len(left) > 4, "nothing is written"
    for where, found in left.items():
        assert not broken(before, after, lasting(writer, found)), f"{writer.name}: {where}"


@pytest.mark.skipif(os.name == "nt", reason="needs fork and SIGKILL")
def test_killed_at_any_call_each_file_is_old_or_new(tmp_path: Path):
    killer = [sys.executable, "-m", "tests.writing.kill_writers", str(tmp_path), *KILLED]
    told = subprocess.run(killer, capture_output=True, text=True, check=False, timeout=600)
    assert told.returncode == 0, told.stderr[-3000:]
    assert int(told.stdout) > 5 * len(KILLED)


@contextmanager
def small_disk(folder: Path, size: str = "192m") -> Iterator[Path]:
    """A disk of its own, which only root can mount."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        pytest.skip("a small disk can be mounted only by root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder: Path) -> None:
    """Leave no room on the disk that a folder is on."""
    with (folder / "everything").open("wb", buffering=0) as file:
        size = 2**20
        while size:
            try:
                file.write(b"\0" * size)
            except OSError:
                size //= 2


def everything_refuses(there: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    before = {name: contents(folder) for name, folder in there.items()}
    for writer in (one for one in WRITERS if one.name in there):
        code, message = acted(writer, there[writer.name], capsys)
        assert code == writer.fails_with, (writer.name, code, message)
        assert "Traceback" not in message
        found = contents(there[writer.name])
        if writer.name == "a rescue":  # its act breaks the map on purpose
            found["maps/controls.toml"] = before[writer.name]["maps/controls.toml"]
        assert found == before[writer.name], writer.name


def test_on_a_disk_that_is_really_full_nothing_is_lost(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    with small_disk(tmp_path / "disk") as disk:
        there = {writer.name: prepared(writer, disk / str(number)) for number, writer in enumerate(WRITERS)}
        fill(disk)
        del there["a rescue"]  # which breaks the map first, and that takes room
        del there["the editor's file"]  # which goes where the system has room for such files
        everything_refuses(there, capsys)


def test_on_a_disk_that_is_read_only_nothing_is_lost(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    with small_disk(tmp_path / "disk") as disk:
        there = {writer.name: prepared(writer, disk / str(number)) for number, writer in enumerate(WRITERS)}
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        del there["the editor's file"]
        everything_refuses(there, capsys)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write into every folder")
def test_in_folders_that_are_read_only_nothing_is_lost(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    there = {writer.name: prepared(writer, tmp_path / str(number)) for number, writer in enumerate(WRITERS)}
    del there["a rescue"]  # which breaks the map first
    del there["the editor's file"]
    folders = [folder for one in there.values() for folder in (one, *one.rglob("*")) if folder.is_dir()]
    for folder in folders:
        folder.chmod(0o555)
    try:
        everything_refuses(there, capsys)
    finally:
        for folder in folders:
            folder.chmod(0o755)


def test_temporary_files_are_never_more_readable_than_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Looked at before every call, under a umask that would let everybody read."""
    seen: set[int] = set()

    def at_call(_number: int, _name: str, carry_out: Callable[[], object], _arguments: tuple) -> object:
        done = carry_out()
        seen.update(stat.S_IMODE(file.stat().st_mode) for file in tmp_path.glob("maps/.argmap-*"))
        return done

    writer = next(one for one in WRITERS if one.name == "a command edits a map")
    shutil.copytree(prepared(writer, tmp_path / "project"), tmp_path, dirs_exist_ok=True)
    (tmp_path / "maps/controls.toml").chmod(0o600)
    old = os.umask(0)
    try:
        with monkeypatch.context() as patch, inside(tmp_path):
            patch.setattr(writing, "os", FaultyOs(at_call))
            assert writer.act() == ENDED_WELL
    finally:
        os.umask(old)
    assert seen == {0o600}
    assert stat.S_IMODE((tmp_path / "maps/controls.toml").stat().st_mode) == 0o600


WRITING_METHODS = frozenset({"write_text", "write_bytes", "touch", "hardlink_to", "symlink_to", "link_to", "rename_to"})
WRITING_FUNCTIONS = {
    "os": frozenset({"open", "fdopen", "replace", "rename", "renames", "link", "symlink", "truncate", "mkfifo"}),
    "shutil": frozenset({"copy", "copy2", "copyfile", "copyfileobj", "copytree", "move", "make_archive"}),
    "tempfile": frozenset({"mkstemp", "mkdtemp", "NamedTemporaryFile", "TemporaryFile", "TemporaryDirectory"}),
}
READING_MODES = frozenset({"r", "rb", "rt"})
ALLOWED = {
    ("files/writing.py", "os.open"),
    ("files/reading.py", "os.open"),
    ("files/reading.py", "os.fdopen"),
    ("files/writing.py", "os.replace"),
    ("documents/child_process.py", "os.fdopen"),  # the pipe to the process that asked
    ("cli/open.py", "tempfile.TemporaryDirectory"),  # folders, into which the one writer writes
    ("tui/screens/welcome.py", "tempfile.TemporaryDirectory"),
    ("tui/widgets/inputs.py", "tempfile.mkdtemp"),
    ("git/running.py", "tempfile.TemporaryFile"),  # what git says while it runs; these have no name
    ("git/repository.py", "tempfile.TemporaryFile"),
}


def writing_calls(code: str) -> Iterator[str]:
    """What in a module may write a file, by its name as it is called."""
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.Call):
            continue
        function = ast.unparse(node.func)
        base, _, name = function.rpartition(".")
        if function == "os.open" and ast.unparse(node.args[0]) == "os.devnull":
            continue  # for output that nobody reads
        if name in WRITING_FUNCTIONS.get(base, ()) or name in WRITING_METHODS:
            yield function
        elif name == "open" and base not in ("os", "webbrowser") and (mode := opening_mode(node, function)) is not None:
            if mode not in READING_MODES:
                yield function
        elif name in ("rename", "replace") and base and len(node.args) == 1 and not node.keywords:
            yield function  # Path's; those of texts have two arguments
        elif name == "save" and base.endswith(("image", "picture")):
            yield function


def opening_mode(node: ast.Call, function: str) -> str | None:
    """The mode of a call of `open`; None where it opens something other than a file."""
    at = 1 if function in ("open", "io.open") else 0
    given = [*node.args[at : at + 1], *(word.value for word in node.keywords if word.arg == "mode")]
    if not given:
        return "r" if function in ("open", "io.open") else None
    return str(given[0].value) if isinstance(given[0], ast.Constant) and isinstance(given[0].value, str) else None


def test_no_other_module_writes_files():
    """What writes a file goes through `argmap.files.writing`, or is one of few that are named here with a reason."""
    top = Path(argmap.__file__).parent
    found = {
        (file.relative_to(top).as_posix(), called)
        for file in top.rglob("*.py")
        for called in writing_calls(file.read_text("utf-8"))
    }
    assert found == ALLOWED


@pytest.mark.parametrize(
    "code",
    [
        "path.write_text('x')",
        "path.write_bytes(b'x')",
        "open(path, 'w')",
        "open(path, mode='ab')",
        "path.open('xb')",
        "os.replace(a, b)",
        "temporary.replace(target)",
        "shutil.copy2(a, b)",
        "tempfile.mkstemp()",
        "path.touch()",
    ],
)
def test_a_writer_of_any_kind_would_be_found(code: str):
    assert list(writing_calls(code))


def test_every_writer_of_maps_and_texts_is_walked():
    """The functions that write are called in these modules only, each of which a writer above stands for."""
    top = Path(argmap.__file__).parent
    writing = {"save", "save_new", "write_file", "write_whole", "replace_own", "copy_sample", "save_copy"}
    calling = set()
    for file in top.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in writing:
                calling.add(file.relative_to(top).as_posix())
    assert calling == {
        "api.py",
        "cli/anchor.py",
        "cli/export.py",
        "cli/fmt.py",
        "cli/import_.py",
        "cli/new.py",
        "cli/merge.py",
        "cli/open.py",
        "cli/common.py",
        "corpus/sample.py",
        "files/writing.py",
        "formats/import_plan.py",
        "git/drivers.py",
        "git/merging.py",
        "session.py",
        "store/saving.py",
        "tui/actions/add_source.py",
        "tui/widgets/inputs.py",
        "tui/actions/file.py",
        "tui/settings.py",
        "tui/screens/transfer.py",
        "tui/state/history.py",
        "tui/screens/welcome.py",
    }


@pytest.mark.parametrize("argmap_is_there", [True, False], ids=["by argmap", "by git where argmap has gone"])
def test_a_merge_on_a_full_disk_is_a_conflict_with_ours_whole(tmp_path: Path, argmap_is_there: bool):
    """As `git merge` makes it: the repository has room, the disk of the work tree holds only git's temporary files."""

    def work(*words: str, good: tuple[int, ...] = (0,)) -> str:
        identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
        ran = subprocess.run(["git", *identity, *words], cwd=disk, capture_output=True, text=True, check=False)
        assert ran.returncode in good, ran
        return ran.stdout + ran.stderr

    def save_claims(*words: str) -> None:
        claims = {f"claim-{number}": Claim(text=f"Number {number} says so. " * 20) for number in range(40)}
        claims |= {word: Claim(text=f"{word} is added. " * 20) for word in words}
        file.write_text(dumps(ArgMap(title="Many", claims=claims)), "utf-8")

    with small_disk(tmp_path / "disk", size="512k") as disk, inside(disk):
        file = disk / "many.toml"
        work("init", "-q", "-b", "main", "--separate-git-dir", str(tmp_path / "repository"))
        save_claims()
        assert run(["git", "enable"]) == 0
        if not argmap_is_there:
            driver = work("config", "merge.argmap.driver").strip()
            work("config", "merge.argmap.driver", driver.replace(sys.executable, "/gone/python"))
        work("add", "-A")
        work("commit", "-qm", "Begin")
        work("checkout", "-qb", "theirs")
        save_claims("aaa")
        work("commit", "-qam", "Theirs")
        work("checkout", "-q", "main")
        save_claims("zzz")
        work("commit", "-qam", "Ours")
        ours, size = file.read_bytes(), len(file.read_bytes()) // 1024 + 4
        room = int(subprocess.check_output(["df", "-k", "--output=avail", "."], text=True).split()[-1])
        left = 3 * size + size // 2  # for three versions, and half of a fourth
        (disk / "fill").write_bytes(b"\0" * 1024 * (room - left))
        (tmp_path / "repository/info/exclude").write_text("fill\n")
        message = work("merge", "--no-edit", "theirs", good=(1,))
        assert "CONFLICT" in message
        assert ("cannot be written (the disk is full)" in message) == argmap_is_there
        assert file.read_bytes() == ours
        assert work("rev-parse", "HEAD") == work("rev-parse", "main")
        assert {entry.name for entry in disk.iterdir()} == {".git", "fill", ".gitattributes", "many.toml"}
        (disk / "fill").unlink()
        assert run(["merge", "--stages", "many.toml"]) == 0
        assert {"aaa", "zzz"} <= set(load(file).map.claims)

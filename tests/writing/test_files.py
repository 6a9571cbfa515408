"""Files by name: only regular ones are read, only what lies in the project is written through links, locks end."""

import fcntl
import os
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from argmap.cli.main import run
from argmap.cli.textconv import textconv
from argmap.files import writing
from argmap.files.projects import LeadsOut, target_of
from argmap.files.reading import NotRegular, TooLarge, first_bytes, open_regular, read_file
from argmap.files.writing import LockHeld, Patience, patience, replace_own, write_whole
from argmap.git.merging import merge_files
from argmap.store import ChangedOnDisk, SaveFailed, load
from argmap.store.saving import save, save_new, write_file
from tests.project import ProjectFolder, filled_project

MAP = "maps/controls.toml"


def pipe(file: Path) -> None:
    os.mkfifo(file)


def socket_at(file: Path) -> None:
    here = Path.cwd()
    os.chdir(file.parent)  # the paths of sockets are short
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(file.name)
    finally:
        os.chdir(here)


def device(file: Path) -> None:
    file.symlink_to("/dev/zero")


KINDS = [(pipe, "a pipe"), (socket_at, "a socket"), (device, "a device"), (Path.mkdir, "a folder")]
each_kind = pytest.mark.parametrize(("make", "kind"), KINDS, ids=[kind for _, kind in KINDS])


def nothing(_target: Path) -> None:
    """A check that allows every write."""


@each_kind
def test_what_is_no_regular_file_is_neither_read_nor_replaced(tmp_path: Path, make: Callable[[Path], None], kind: str):
    make(tmp_path / "x.toml")
    for read in (open_regular, lambda file: read_file(file, 100), lambda file: first_bytes(file, 5)):
        with pytest.raises(NotRegular) as refused:
            read(tmp_path / "x.toml")
        assert refused.value.kind == kind
    with pytest.raises(OSError, match=f"this is {kind}|leads out of the project"):
        write_whole(tmp_path / "x.toml", b"x", nothing)
    assert [entry.name for entry in tmp_path.iterdir()] == ["x.toml"]


def test_a_pipe_that_takes_the_place_of_a_file_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Between the look at the file and its opening."""
    file, looked = tmp_path / "x.toml", os.stat
    file.write_bytes(b"x")

    def look(path: Path) -> os.stat_result:
        found = looked(path)
        if path == file and stat.S_ISREG(found.st_mode):
            file.unlink()
            os.mkfifo(file)
        return found

    monkeypatch.setattr(os, "stat", look)
    with pytest.raises(NotRegular):
        read_file(file, 100)


def test_a_file_may_have_just_as_many_bytes_as_are_allowed(tmp_path: Path):
    (tmp_path / "x").write_bytes(b"12345")
    assert read_file(tmp_path / "x", 5) == b"12345"
    with pytest.raises(TooLarge) as refused:
        read_file(tmp_path / "x", 4)
    assert refused.value.size == 5


COMMANDS = {
    "show": ["show", "x.toml"],
    "the screen's name": ["x.toml"],
    "check": ["check", "x.toml"],
    "check of a folder": ["check", "."],
    "anchor": ["anchor", "x.toml", "--write"],
    "fmt": ["fmt", "x.toml"],
    "fmt of a folder": ["fmt"],
    "add claim": ["add", "claim", "x.toml", "Words."],
    "add source to it": ["add", "source", "x.toml", "texts/speech.txt"],
    "add source of it": ["add", "source", MAP, "x.toml"],
    "add source of a document": ["add", "source", MAP, "x.pdf"],
    "add source of a book": ["add", "source", MAP, "x.epub"],
    "add source of a page": ["add", "source", MAP, "x.html"],
    "add source of works": ["add", "source", MAP, "x.bib"],
    "add source of works in JSON": ["add", "source", MAP, "x.json"],
    "add quote": ["add", "quote", "x.toml", "s", "words"],
    "add quote of a text that became it": ["add", "quote", MAP, "speech", "We stand together"],
    "link": ["link", "x.toml", "a", "supports", "b"],
    "unlink": ["unlink", "x.toml", "a", "supports", "b"],
    "edit": ["edit", "x.toml", "a", "--text", "b"],
    "rename": ["rename", "x.toml", "a", "b"],
    "remove": ["remove", "x.toml", "a"],
    "merge base": ["merge", "x.toml", MAP, MAP, "-o", "out.toml"],
    "merge ours": ["merge", MAP, "x.toml", MAP, "-o", "out.toml"],
    "merge output": ["merge", MAP, MAP, MAP, "-o", "x.toml"],
    "resolve": ["resolve", "x.toml", "ours"],
    "export": ["export", "x.toml", "dot"],
    "export into it": ["export", MAP, "dot", "-o", "x.toml"],
    "export into a picture": ["export", MAP, "svg", "-o", "x.svg"],
    "import": ["import", "x.toml", "-o", "y.toml"],
    "import of another format": ["import", "x.json", "-o", "y.toml"],
    "import into it": ["import", "a.outline", "--into", "x.toml"],
    "diff": ["diff", "x.toml", MAP],
    "merge driver, base": ["git", "merge-driver", "x.toml", MAP, MAP, "7", MAP],
    "merge driver, ours": ["git", "merge-driver", MAP, "x.toml", MAP, "7", MAP],
    "merge driver, theirs": ["git", "merge-driver", MAP, MAP, "x.toml", "7", MAP],
    "diff driver": ["git", "diff-driver", MAP, "x.toml", "1", "100644", MAP, "2", "100644"],
    "log": ["log", "x.toml", "a"],
}
ENDINGS = ("toml", "json", "pdf", "epub", "html", "bib", "svg", "txt")


@pytest.mark.parametrize(("make", "kind"), KINDS[:3], ids=[kind for _, kind in KINDS[:3]])
@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_no_command_waits_for_what_is_no_file(
    filled: ProjectFolder,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    make: Callable[[Path], None],
    kind: str,
):
    monkeypatch.chdir(filled.root)
    for ending in ENDINGS:
        make(filled.root / f"x.{ending}")
    (filled.root / "a.outline").write_text("A\n  + B\n", "utf-8")
    filled.text("speech.txt").unlink()
    make(filled.text("speech.txt"))
    capsys.readouterr()
    code = run(words)
    message = "".join(capsys.readouterr())
    assert "Traceback" not in message
    if words[0] == "log":  # git is asked first, and knows no such file
        assert code in (3, 4)
        return
    assert code in ((3, 4) if "outside the project" in message else (4,)), message
    assert kind in message or "out of the project" in message or "outside the project" in message, message


@each_kind
def test_what_prints_lines_for_git_waits_for_no_pipe(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], make: Callable[[Path], None], kind: str
):
    make(tmp_path / "x.toml")
    assert textconv([str(tmp_path / "x.toml")]) == 4
    assert f"this is {kind}" in capsys.readouterr().err


def test_the_settings_and_what_is_remembered_may_be_pipes(tmp_path: Path):
    from argmap.tui.settings import Habits, RememberedHabits, read_config
    from argmap.tui.state.history import LastPlaces

    os.mkfifo(tmp_path / "pipe")
    assert "pipe: cannot be read (this is a pipe); " in read_config(tmp_path / "pipe").faults[0]
    assert RememberedHabits(tmp_path / "pipe").habits == Habits()
    assert "pipe cannot be read (this is a pipe)" in (LastPlaces(tmp_path / "pipe").trouble or "")


@pytest.mark.parametrize("name", [".gitattributes", ".gitignore", ".git/config", ".git/info/attributes"])
def test_git_is_not_asked_where_it_would_read_a_pipe(
    filled: ProjectFolder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
):
    (filled.root / ".git").rmdir()
    subprocess.run(["git", "init", "-q", filled.root], check=True)
    (filled.root / name).unlink(missing_ok=True)
    os.mkfifo(filled.root / name)
    monkeypatch.chdir(filled.root)
    for words in (["git", "status"], ["git", "enable"], ["git", "disable"], ["diff"], ["log", MAP, "align"]):
        assert run(words) == 4
        assert f"{name} is a pipe, from which git would read without end" in capsys.readouterr().err


# Links


@pytest.fixture
def stranger(tmp_path: Path) -> Path:
    """A repository of a stranger's, in a folder with a file of the user's."""
    (tmp_path / "profile").write_bytes(b"mine")
    (tmp_path / "evil").mkdir()
    filled_project(tmp_path / "evil")
    return tmp_path / "evil"


@contextmanager
def untouched(stranger: Path) -> Iterator[None]:
    """Nothing outside the repository is changed or made meanwhile."""
    outside = stranger.parent
    yield
    assert (outside / "profile").read_bytes() == b"mine"
    assert sorted(entry.name for entry in outside.iterdir()) in (["evil", "profile"], ["evil", "folder", "profile"])
    if (outside / "folder").is_dir():
        assert list((outside / "folder").iterdir()) == []


@pytest.mark.parametrize(
    "words",
    [
        ["export", MAP, "dot", "-o", "link.dot"],
        ["new", "link.toml", "--title", "T"],
        ["new", "folder/new.toml", "--title", "T"],
        ["new", "folder/deep/new.toml", "--title", "T"],
        ["export", MAP, "dot", "-o", "folder/out.dot"],
        ["export", MAP, "dot", "-o", "folder/deep/out.dot"],
        ["import", "a.outline", "-o", "link.toml"],
        ["import", "a.outline", "-o", "folder/deep/a.toml"],
        ["merge", MAP, MAP, MAP, "-o", "link.toml"],
        ["add", "source", MAP, "page.html", "--to", "link.txt"],
        ["add", "source", MAP, "page.html", "--to", "folder/a.txt"],
        ["export", MAP, "dot", "-o", "git.dot"],
    ],
)
def test_no_command_writes_through_a_link_out_of_the_project(
    stranger: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: list[str]
):
    monkeypatch.chdir(stranger)
    (stranger.parent / "folder").mkdir()
    for name in ("link.dot", "link.toml", "link.txt"):
        (stranger / name).symlink_to("../made" if words[0] in ("new", "import") else "../profile")
    (stranger / "folder").symlink_to("../folder")
    (stranger / "git.dot").symlink_to(".git/hooks-pre-commit")
    (stranger / "a.outline").write_text("A\n  + B\n", "utf-8")
    (stranger / "page.html").write_text("<p>Words.</p>", "utf-8")
    with untouched(stranger):
        code = run(words)
    message = capsys.readouterr().err
    assert code in (3, 4), message
    assert "out of the project" in message or "outside the project" in message or "already there" in message, message
    assert list((stranger / ".git").iterdir()) == []


def test_a_map_that_leads_out_is_not_saved(stranger: Path):
    outside = stranger.parent / "folder"
    outside.mkdir()
    save_new(outside / "theirs.toml", load(stranger / MAP).map)
    before = (outside / "theirs.toml").read_bytes()
    (stranger / "maps/linked.toml").symlink_to(outside / "theirs.toml")
    assert run(["add", "claim", str(stranger / "maps/linked.toml"), "More."]) == 4
    assert (outside / "theirs.toml").read_bytes() == before


def test_links_inside_the_project_are_followed_and_stay(stranger: Path):
    (stranger / "linked.toml").symlink_to(MAP)
    (stranger / "also").symlink_to("maps")
    assert run(["add", "claim", str(stranger / "linked.toml"), "One more."]) == 0
    assert run(["add", "claim", str(stranger / "also/controls.toml"), "Two more."]) == 0
    assert (stranger / "linked.toml").is_symlink()
    assert {"one-more", "two-more"} <= set(load(stranger / MAP).map.claims)


def test_the_users_own_links_to_folders_are_followed_where_there_is_no_project(tmp_path: Path):
    (tmp_path / "data").mkdir()
    (tmp_path / "desktop").symlink_to("data")
    write_file(tmp_path / "desktop/out.dot", b"x", replaces=False)
    assert (tmp_path / "data/out.dot").read_bytes() == b"x"
    (tmp_path / "link.dot").symlink_to("data/out.dot")
    write_file(tmp_path / "link.dot", b"y", replaces=True)
    assert (tmp_path / "data/out.dot").read_bytes() == b"y"
    (tmp_path / "data/back.dot").symlink_to("../other.dot")
    with pytest.raises(SaveFailed, match="leads out of the project"):
        write_file(tmp_path / "data/back.dot", b"z", replaces=True)


def test_a_project_that_is_reached_by_a_link_is_the_same_project(tmp_path: Path):
    (tmp_path / "real").mkdir()
    filled_project(tmp_path / "real")
    (tmp_path / "work").symlink_to("real")
    assert run(["add", "claim", str(tmp_path / "work" / MAP), "More."]) == 0
    assert target_of(tmp_path / "work/maps/../out.dot") == tmp_path / "real/out.dot"
    assert target_of(tmp_path / "work/../out.dot") == tmp_path / "out.dot"


def test_links_in_a_circle_are_refused(tmp_path: Path):
    (tmp_path / "a.dot").symlink_to("b.dot")
    (tmp_path / "b.dot").symlink_to("a.dot")
    with pytest.raises(SaveFailed, match="symbolic links lead in a circle"):
        write_file(tmp_path / "a.dot", b"x", replaces=True)
    assert (tmp_path / "a.dot").is_symlink()


def test_what_argmap_keeps_for_itself_replaces_no_other_file_through_a_link(tmp_path: Path):
    (tmp_path / "profile").write_bytes(b"mine")
    (tmp_path / "state").mkdir()
    (tmp_path / "state/places.json").symlink_to("../profile")
    with pytest.raises(LeadsOut):
        replace_own(tmp_path / "state/places.json", b"{}")
    assert (tmp_path / "profile").read_bytes() == b"mine"


def test_a_hard_link_elsewhere_keeps_what_it_held(tmp_path: Path):
    (tmp_path / "profile").write_bytes(b"mine")
    os.link(tmp_path / "profile", tmp_path / "out.dot")
    write_file(tmp_path / "out.dot", b"x", replaces=True)
    assert (tmp_path / "profile").read_bytes() == b"mine"


# Owner and mode


def mode_of(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


@contextmanager
def umask(mask: int) -> Iterator[None]:
    old = os.umask(mask)
    try:
        yield
    finally:
        os.umask(old)


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_gets_what_the_umask_leaves(tmp_path: Path, mask: int, mode: int):
    with umask(mask):
        write_file(tmp_path / "a.dot", b"x", replaces=False)
        assert run(["new", str(tmp_path / "b.toml"), "--title", "T"]) == 0
    assert mode_of(tmp_path / "a.dot") == mode_of(tmp_path / "b.toml") == mode


def test_copies_of_a_private_map_are_private(filled: ProjectFolder):
    from argmap.session import Session
    from argmap.tui.actions.add_source import copied

    filled.map_path.chmod(0o600)
    with umask(0o022):
        Session(filled.map_path).save_copy(filled.root / "maps/copy.toml")
        filled.text("speech.txt").chmod(0o600)
        copied(filled.text("speech.txt"), filled.root / "copy.txt", lambda _: None)
        replace_own(filled.root / "places.json", b"{}")
    for name in ("maps/copy.toml", "copy.txt", "places.json"):
        assert mode_of(filled.root / name) == 0o600


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root edits another user's file")
def test_another_users_file_stays_theirs(tmp_path: Path):
    file = tmp_path / "map.dot"
    file.write_bytes(b"x")
    os.chown(file, 1234, 2345)
    file.chmod(0o640)
    write_file(file, b"y", replaces=True)
    found = file.stat()
    assert (found.st_uid, found.st_gid, stat.S_IMODE(found.st_mode)) == (1234, 2345, 0o640)


def test_where_the_group_cannot_stay_ours_gets_no_more_than_everybody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    file = tmp_path / "map.dot"
    file.write_bytes(b"x")
    file.chmod(0o664)
    looked = Path.stat

    def look(path: Path, **more: bool) -> os.stat_result:
        found = looked(path, **more)
        return os.stat_result((*found[:4], found.st_uid + 1, found.st_gid + 1, *found[6:])) if path == file else found

    def refuse(*_: object) -> None:
        raise PermissionError(1, "not permitted")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "stat", look)
        patch.setattr(writing.os, "fchown", refuse)
        write_file(file, b"y", replaces=True)
    assert (file.read_bytes(), mode_of(file)) == (b"y", 0o644)


# Locks and programs that save at the same time


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    descriptor = os.open(folder, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        yield
    finally:
        os.close(descriptor)


def test_a_lock_is_said_after_a_second_and_given_up_in_the_end(tmp_path: Path):
    message: list[tuple[float, str]] = []
    begun = time.monotonic()
    token = patience.set(Patience(1.2, lambda text: message.append((time.monotonic() - begun, text))))
    try:
        with locked(tmp_path), pytest.raises(LockHeld) as refused:
            write_whole(tmp_path / "a.dot", b"x", nothing)
    finally:
        patience.reset(token)
    ((when, text),) = message
    assert when >= 1
    assert text == f"waiting for another program that has locked {tmp_path} …"
    assert time.monotonic() - begun >= 1.2
    assert refused.value.what == f"another program has locked {tmp_path} for more than 1 second"
    assert list(tmp_path.iterdir()) == []


class FastTime:
    """A clock that runs twenty times as fast."""

    sleep, time = staticmethod(time.sleep), staticmethod(time.time)

    @staticmethod
    def monotonic() -> float:
        return time.monotonic() * 20


def test_commands_wait_ten_seconds_and_say_so(
    filled: ProjectFolder, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    before = filled.toml
    monkeypatch.setattr(writing, "time", FastTime)
    with locked(filled.map_path.parent):
        assert run(["add", "claim", str(filled.map_path), "More."]) == 4
    message = capsys.readouterr().err
    assert f"waiting for another program that has locked {filled.map_path.parent} …" in message
    assert "has locked" in message.splitlines()[-1]
    assert "for more than 10 seconds; wait until it is done or end it, then try again" in message
    assert filled.toml == before


def test_a_lock_that_ends_is_waited_for(tmp_path: Path):
    descriptor = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    threading.Timer(0.3, os.close, [descriptor]).start()
    write_file(tmp_path / "a.dot", b"x", replaces=False)
    assert (tmp_path / "a.dot").read_bytes() == b"x"


def test_twelve_claims_added_at_once_are_all_there(filled: ProjectFolder):
    """The commands as a shell starts them; each makes its edit on what the others have saved."""
    adding = [sys.executable, "-m", "argmap", "add", "claim", str(filled.map_path)]
    started = [
        subprocess.Popen([*adding, f"Claim number {number}."], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for number in range(12)
    ]
    ended = [(*program.communicate(timeout=120), program.returncode) for program in started]
    assert [code for _, _, code in ended] == [0] * 12, ended
    assert {out.decode().strip() for out, _, _ in ended} == {f"claim-number-{number}" for number in range(12)}
    assert {f"claim-number-{number}" for number in range(12)} <= set(filled.map.claims)
    assert [entry.name for entry in filled.map_path.parent.iterdir()] == ["controls.toml"]


@pytest.mark.parametrize(
    ("words", "there"),
    [
        (["edit", MAP, "no-extension", "--text", "日本与美国在出口管制上存在分歧", "--note", "N"], "no-extension"),
        (["rename", MAP, "align", "agree"], "agree"),
        (["link", MAP, "law-2018", "supports", "align"], "law-2018"),
        (["unlink", MAP, "align", "counters", "diverge"], "align"),
        (["add", "source", MAP, "texts/paket.txt", "--id", "paket"], "paket"),
        (["add", "quote", MAP, "speech", "We stand together", "--id", "stand"], "stand"),
        (["anchor", MAP, "--write"], "no-extension"),
        (["fmt", MAP], "no-extension"),
        (["import", "a.outline", "--into", MAP], "diverge"),
    ],
    ids=lambda words: " ".join(words[:2]) if isinstance(words, list) else "",
)
def test_each_edit_is_made_again_on_what_another_program_saved(
    filled: ProjectFolder, monkeypatch: pytest.MonkeyPatch, words: list[str], there: str
):
    """The other program saves between reading and saving, three times."""
    monkeypatch.chdir(filled.root)
    (filled.root / "a.outline").write_text("They diverge.\n  + Costs\n", "utf-8")
    if words[0] == "anchor":
        text = filled.text("controls.txt")
        text.write_text(f"Ein Satz davor.\n{text.read_text('utf-8')}", "utf-8")
    if words[0] == "fmt":
        filled.map_path.write_text(filled.toml + "\n\n", "utf-8")
    fsync, others = os.fsync, [1, 2, 3]

    def meanwhile(descriptor: int) -> None:
        fsync(descriptor)
        if others:
            number = others.pop()
            with filled.map_path.open("a", encoding="utf-8") as file:
                file.write(f"# another program, {number}\n")

    monkeypatch.setattr(os, "fsync", meanwhile)
    assert run(words) == 0
    whole = filled.map
    assert there in {*whole.claims, *whole.quotes, *whole.sources}
    assert not others
    assert filled.toml.count("# another program") == 3


def test_a_file_that_never_stops_changing_is_refused_in_the_end(filled: ProjectFolder, monkeypatch: pytest.MonkeyPatch):
    number, fsync = iter(range(10_000)), os.fsync

    def meanwhile(descriptor: int) -> None:
        fsync(descriptor)
        with filled.map_path.open("a", encoding="utf-8") as file:
            file.write(f"# {next(number)}\n")

    monkeypatch.setattr(os, "fsync", meanwhile)
    assert run(["add", "claim", str(filled.map_path), "More."]) == 4
    assert "more" not in filled.map.claims


def test_a_save_says_what_another_program_holds(filled: ProjectFolder):
    token = patience.set(Patience(0.1))
    loaded = load(filled.map_path)
    from argmap import edit

    try:
        with locked(filled.map_path.parent), pytest.raises(SaveFailed, match="not saved: another program has locked"):
            save(filled.map_path, edit.change_map(loaded.map, title="New"), loaded.fingerprint)
    finally:
        patience.reset(token)
    with pytest.raises(ChangedOnDisk):
        save(filled.map_path, loaded.map, None)


# The merge driver on a full disk


def test_a_merge_that_cannot_be_written_leaves_ours_and_a_conflict(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    filled_project(tmp_path)
    base = (tmp_path / MAP).read_text("utf-8")
    for name, words in (("base", "They diverge."), ("ours", "They diverge."), ("theirs", "They part.")):
        (tmp_path / f"{name}.toml").write_text(base.replace("They diverge.", words), "utf-8")
    sides = [tmp_path / f"{name}.toml" for name in ("base", "ours", "theirs")]

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        outcome = merge_files(*sides, name="maps/x.toml", marker_size=7)
    assert not outcome.clean
    assert "cannot be written (the disk is full), so our version is kept, unmerged" in outcome.message
    assert sides[1].read_text("utf-8") == base
    assert merge_files(*sides, name="maps/x.toml", marker_size=7).clean

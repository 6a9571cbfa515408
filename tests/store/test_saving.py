"""Saving: whole or not at all, never over another's change, and a refusal loses nothing."""

import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from argmap.model import ArgMap, Claim
from argmap.store import ChangedOnDisk, Fingerprint, SaveFailed, UnwritableMap, dumps, fingerprint, load
from argmap.store.saving import save

OLD = ArgMap(title="Old", claims={"so": Claim(text="So it is.")})
NEW = ArgMap(title="New", claims={"so": Claim(text="So it is."), "no": Claim(text="No.")})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "map.toml"


@pytest.fixture
def saved(path: Path) -> Fingerprint:
    return save(path, OLD, None)


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_a_map_that_would_not_load_is_not_saved(path, saved):
    broken = ArgMap(title="New", thesis=("nothing", "nowhere"), claims=NEW.claims)
    with pytest.raises(UnwritableMap, match=r"not saved: .*there is no claim `nothing`.*1 more") as refused:
        save(path, broken, saved)
    assert "nothing was lost" in str(refused.value)
    assert load(path) == (OLD, saved)
    assert names(path.parent) == ["map.toml"]


def test_a_saved_map_loads_and_leaves_nothing_else_in_the_folder(path, saved):
    assert load(path) == (OLD, saved)
    assert load(path).fingerprint == fingerprint(path) == saved
    after = save(path, NEW, saved)
    assert load(path) == (NEW, after)
    assert path.read_bytes() == dumps(NEW).encode()
    assert names(path.parent) == ["map.toml"]


def test_saving_what_is_there_already_does_not_touch_the_file(path, saved):
    os.utime(path, (1, 1))
    assert save(path, OLD, saved) == saved
    assert path.stat().st_mtime == 1


def test_a_file_that_another_program_changed_is_never_overwritten(path, saved):
    path.write_text(dumps(OLD) + "# from an editor\n", "utf-8")
    with pytest.raises(ChangedOnDisk, match="was changed by something else since it was read, so nothing was"):
        save(path, NEW, saved)
    assert path.read_text("utf-8").endswith("# from an editor\n")
    assert names(path.parent) == ["map.toml"]


def test_a_change_in_the_last_instant_before_the_rename_is_not_overwritten(path, saved, monkeypatch):
    flush = os.fsync

    def meanwhile(descriptor):
        flush(descriptor)
        path.write_text("# from an editor\n", "utf-8")

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(ChangedOnDisk):
        save(path, NEW, saved)
    assert path.read_text("utf-8") == "# from an editor\n"
    assert names(path.parent) == ["map.toml"]


def test_a_removed_file_is_not_made_again_and_a_new_one_does_not_replace_another(path, saved):
    with pytest.raises(ChangedOnDisk, match="a file with this name already exists"):
        save(path, NEW, None)
    path.unlink()
    with pytest.raises(ChangedOnDisk, match="was removed or renamed since it was read"):
        save(path, NEW, saved)
    assert fingerprint(path) is None


def test_programs_that_save_at_the_same_time_lose_none_of_their_changes(path):
    save(path, OLD, None)
    script = (
        "import sys; from pathlib import Path; from dataclasses import replace\n"
        "from argmap.store import *; from argmap.store.saving import save; from argmap.model import Claim\n"
        "path, me = Path(sys.argv[1]), sys.argv[2]\n"
        "for nth in range(40):\n"
        "    while True:\n"
        "        whole, state = load(path)\n"
        "        more = replace(whole, claims={**whole.claims, f'{me}-{nth}': Claim(text='x')})\n"
        "        try: save(path, more, state); break\n"
        "        except ChangedOnDisk: pass\n"
    )
    programs = [subprocess.Popen([sys.executable, "-c", script, str(path), name]) for name in ("a", "b", "c")]
    assert [program.wait(60) for program in programs] == [0, 0, 0]
    assert len(load(path).map.claims) == 1 + 3 * 40


@pytest.mark.skipif(os.name == "nt", reason="needs modes and symbolic links")
def test_mode_and_symbolic_link_are_kept(path, saved, tmp_path):
    (tmp_path / ".git").mkdir()
    path.chmod(0o640)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    link = elsewhere / "link.toml"
    link.symlink_to("../map.toml")
    save(link, NEW, saved)
    assert link.is_symlink()
    assert load(path).map == NEW
    assert path.stat().st_mode & 0o777 == 0o640
    assert names(elsewhere) == ["link.toml"]


@pytest.mark.skipif(os.name == "nt", reason="needs modes")
def test_a_new_file_gets_the_mode_that_new_files_get(path, saved):
    other = path.with_name("other")
    other.touch()
    assert path.stat().st_mode == other.stat().st_mode


@pytest.mark.parametrize("call", ["fsync", "open", "replace"])
@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "the disk is full; make room on it"),
        (errno.EROFS, "the disk is read-only; make it writable"),
        (errno.EACCES, "writing is not permitted; make the file and its folder writable"),
        (errno.EIO, "try again, or save elsewhere"),
    ],
)
def test_a_refused_save_says_why_and_leaves_the_old_file(path, saved, monkeypatch, number, told, call):
    def refuse(*_args):
        raise OSError(number, os.strerror(number))

    opens = os.open
    refusals = {
        "fsync": refuse,
        "open": lambda file, flags, *mode: (refuse if flags & os.O_CREAT else opens)(file, flags, *mode),
        "replace": refuse,
    }
    with monkeypatch.context() as patch:
        patch.setattr(os, call, refusals[call])
        with pytest.raises(SaveFailed) as caught:
            save(path, NEW, saved)
    assert told in str(caught.value)
    assert "nothing was lost" in str(caught.value)
    assert load(path) == (OLD, saved)
    assert names(path.parent) == ["map.toml"]
    save(path, NEW, saved)


def test_a_write_protected_file_stays_protected(path, saved, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_args: False)  # for root, modes do not bite
    with pytest.raises(SaveFailed, match="writing is not permitted"):
        save(path, NEW, saved)
    assert load(path).map == OLD


def test_a_folder_that_took_the_place_of_the_file_is_told(path, saved):
    path.unlink()
    path.mkdir()
    with pytest.raises(SaveFailed, match="this is a folder"):
        save(path, NEW, saved)


def test_a_folder_that_does_not_exist_is_told(tmp_path):
    with pytest.raises(SaveFailed, match="the folder does not exist; make the folder"):
        save(tmp_path / "none" / "map.toml", OLD, None)


def test_a_file_size_limit_in_the_middle_of_a_write_leaves_the_old_file(path, saved):
    pytest.importorskip("resource")
    script = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from argmap.store import *; from argmap.store.saving import save; from argmap.model import ArgMap\n"
        "path = Path(sys.argv[1]); state = load(path).fingerprint\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try: save(path, ArgMap(title='New', note='x' * 100_000), state)\n"
        "except SaveFailed as error: print(error)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True, timeout=60
    )
    assert "the file would be larger than the system allows" in told.stdout
    assert load(path) == (OLD, saved)
    assert names(path.parent) == ["map.toml"]


def test_a_full_disk_in_the_middle_of_a_write_leaves_the_old_file(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False, timeout=60).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        pytest.skip("a small disk can be mounted only by root")
    try:
        path = disk / "map.toml"
        state = save(path, OLD, None)
        with pytest.raises(SaveFailed, match="the disk is full"):
            save(path, ArgMap(title="New", note="x" * 100_000), state)
        assert load(path) == (OLD, state)
        assert names(disk) == ["map.toml"]
    finally:
        subprocess.run(["umount", str(disk)], check=True, timeout=60)


def test_temporary_files_of_killed_saves_are_removed_when_they_are_old(path, saved):
    old, young, other = (path.with_name(name) for name in (".argmap-1.tmp", ".argmap-2.tmp", ".other.tmp"))
    for file in (old, young, other):
        file.touch()
    hours_ago = time.time() - 2 * 3600
    os.utime(old, (hours_ago, hours_ago))
    os.utime(other, (hours_ago, hours_ago))
    save(path, NEW, saved)
    assert names(path.parent) == [".argmap-2.tmp", ".other.tmp", "map.toml"]


@pytest.mark.skipif(os.name == "nt", reason="needs fork and SIGKILL")
def test_killed_at_any_of_two_hundred_instants_the_file_is_whole_old_or_new(path):
    killer = [sys.executable, "-m", "tests.store.kill_saves", str(path)]
    told = subprocess.run(killer, capture_output=True, text=True, check=False, timeout=240)
    assert told.returncode == 0, told.stderr
    assert sorted(told.stdout.split()) == ["New", "Old"]  # the kills fell into saves of both

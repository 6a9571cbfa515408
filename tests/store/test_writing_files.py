"""Files that are no map (exports, texts of imports): written whole, or not at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from argmap.model import ArgMap, Claim
from argmap.store import ChangedOnDisk, SaveFailed
from argmap.store.reading import LARGEST_FILE
from argmap.store.saving import save, write_file


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_new_file_holds_just_the_bytes(tmp_path: Path) -> None:
    write_file(tmp_path / "map.dot", b"digraph {}\r\n", replaces=False)
    assert (tmp_path / "map.dot").read_bytes() == b"digraph {}\r\n"
    assert names(tmp_path) == ["map.dot"]


def test_a_file_is_replaced_with_its_mode_only_where_that_is_wanted(tmp_path: Path) -> None:
    file = tmp_path / "map.dot"
    file.write_bytes(b"old")
    file.chmod(0o640)
    with pytest.raises(ChangedOnDisk, match="a file with this name already exists"):
        write_file(file, b"new", replaces=False)
    assert file.read_bytes() == b"old"
    write_file(file, b"new", replaces=True)
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"new", 0o640)
    assert names(tmp_path) == ["map.dot"]


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real.dot").write_bytes(b"old")
    (tmp_path / "link.dot").symlink_to("real.dot")
    write_file(tmp_path / "link.dot", b"new", replaces=True)
    assert (tmp_path / "link.dot").is_symlink()
    assert (tmp_path / "real.dot").read_bytes() == b"new"


def test_a_folder_and_a_pipe_are_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(SaveFailed, match="this is a folder; name a file in it"):
        write_file(tmp_path / "out", b"x", replaces=True)
    with pytest.raises(SaveFailed, match="this is a pipe; name a file"):
        write_file(tmp_path / "pipe", b"x", replaces=True)
    assert names(tmp_path) == ["out", "pipe"]


def test_a_folder_that_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(SaveFailed, match=r"no/map\.dot: not written: the folder does not exist; make the folder$"):
        write_file(tmp_path / "no" / "map.dot", b"x", replaces=True)


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "map.dot").write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SaveFailed, match="the disk is full; make room on it"):
        write_file(tmp_path / "map.dot", b"new", replaces=True)
    assert (tmp_path / "map.dot").read_bytes() == b"old"
    assert names(tmp_path) == ["map.dot"]


def test_being_killed_before_the_rename_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "map.dot").write_bytes(b"old")
    program = (
        "import os, pathlib, signal, sys\n"
        "from argmap.store.saving import write_file\n"
        "os.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "write_file(pathlib.Path(sys.argv[1]), b'new' * 1000, replaces=True)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path / "map.dot")], check=False, timeout=60)
    assert done.returncode == -9
    assert (tmp_path / "map.dot").read_bytes() == b"old"


def test_a_map_that_no_argmap_could_read_again_is_not_saved(tmp_path: Path) -> None:
    whole = ArgMap(title="T", claims={"a": Claim(text="x" * (LARGEST_FILE + 1))})
    with pytest.raises(SaveFailed, match="at most 16 MB are read again; make several maps of it"):
        save(tmp_path / "map.toml", whole, None)
    assert names(tmp_path) == []

"""Documents that end their reader, or never let it end: argmap says so, and goes on."""

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from argmap.documents import Unconvertible, child_process
from argmap.documents.child_process import convert_apart
from tests.cli.conftest import Ran
from tests.documents.making import Line, paragraphs, pdf
from tests.project import new_project


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Lets the child run other code where it imports PDFium."""

    def put(code: str) -> None:
        folder = tmp_path / "reader"
        folder.mkdir()
        (folder / "pypdfium2.py").write_text(code, "utf-8")
        monkeypatch.syspath_prepend(folder)

    return put


def convert(data: bytes = b"%PDF-1.7\n", reached=lambda _: None):
    return convert_apart("pdf", data, "a.pdf", reached, whole=False)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no signals")
def test_a_document_that_crashes_its_reader_changes_nothing(tmp_path: Path, argmap: Callable[..., Ran], reader):
    (tmp_path / "project").mkdir()
    project = new_project(tmp_path / "project")
    before = project.map_path.read_bytes()
    reader("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)")
    file = tmp_path / "harm.pdf"
    file.write_bytes(b"%PDF-1.7\n")
    ran = argmap("add", "source", project.map_path, file)
    assert ran.code == 4
    assert "harm.pdf cannot be read: its reader crashed (SIGSEGV)" in ran.err
    assert "print it to a new PDF" in ran.err
    assert project.map_path.read_bytes() == before


def test_a_reader_that_comes_to_no_end_is_ended(reader, monkeypatch: pytest.MonkeyPatch):
    reader("import time; time.sleep(3600)")
    monkeypatch.setattr(child_process, "MOST_SILENCE", 1.0)
    with pytest.raises(Unconvertible, match=r"a\.pdf takes too long"):
        convert()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems limit no memory")
def test_a_reader_that_wants_all_memory_gets_none(reader):
    reader("bytearray(64 * 2**30)")
    with pytest.raises(Unconvertible, match="needs more than 2 GB of memory"):
        convert()


def test_a_reader_that_fails_is_said_to(reader):
    reader("print('noise'); raise KeyError('x')")
    with pytest.raises(Unconvertible, match=r"its reader failed \(KeyError\)"):
        convert()


def test_who_does_not_want_a_document_any_more_waits_for_nothing(reader):
    class EnoughError(Exception):
        pass

    calls = []

    def stop(share: float) -> None:
        calls.append(share)
        if len(calls) == 3:
            raise EnoughError

    reader("import time; time.sleep(3600)")
    with pytest.raises(EnoughError):
        convert(reached=stop)


def test_a_large_document_comes_through_whole():
    pages = [[Line(f"Page {number} of a long book, in words.", 400)] for number in range(200)]
    document = convert(pdf(pages))
    assert document.text.count("\f") == 199
    assert "Page 199 of a long book" in document.text


def test_labels_in_a_circle_end_nothing():
    circle = pdf([paragraphs("Words")], labels="] >> /PageLabels 1 0 R /Kids [1 0 R] /X << /Y [")
    with suppress(Unconvertible):
        assert "Words" in convert(circle).text

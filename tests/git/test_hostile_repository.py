"""A repository from a stranger, whose configuration, attributes and hooks name programs: argmap runs none of them."""

import ast
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

import argmap.git
from argmap.cli.git import _work_tree
from argmap.git import GitFault, PastTexts, Repository, map_at, state_of
from argmap.git.running import Git
from argmap.store import MapFileError
from tests.git.conftest import Argmap, MapInGit

HOOKS = (
    "applypatch-msg",
    "commit-msg",
    "fsmonitor-watchman",
    "p4-changelist",
    "post-applypatch",
    "post-checkout",
    "post-commit",
    "post-index-change",
    "post-merge",
    "post-rewrite",
    "pre-applypatch",
    "pre-auto-gc",
    "pre-commit",
    "pre-merge-commit",
    "pre-push",
    "pre-rebase",
    "prepare-commit-msg",
    "proc-receive",
    "push-to-checkout",
    "reference-transaction",
    "sendemail-validate",
)

SETTINGS = (
    "core.pager",
    "core.editor",
    "core.askPass",
    "core.sshCommand",
    "core.gitProxy",
    "core.fsmonitor",
    "core.alternateRefsCommand",
    "sequence.editor",
    "credential.helper",
    "diff.external",
    "gpg.program",
    "gpg.ssh.program",
    "gpg.x509.program",
    "interactive.diffFilter",
    "pager.log",
    "pager.diff",
    "pager.config",
    "pager.status",
    "pager.branch",
    "web.browser.evil.cmd",
    "browser.evil.cmd",
    "uploadpack.packObjectsHook",
    "trailer.evil.command",
    "trailer.evil.cmd",
    "tar.evil.command",
    "sendemail.smtpServer",
    "filter.evil.clean",
    "filter.evil.smudge",
    "filter.evil.process",
    "filter.a.b.clean",
    "filter.a.b.process",
    "diff.evil.command",
    "diff.evil.textconv",
    "diff.argmap.command",
    "diff.argmap.textconv",
    "merge.evil.driver",
    "merge.argmap.driver",
    "difftool.evil.cmd",
    "mergetool.evil.cmd",
    "remote.origin.receivepack",
    "remote.origin.uploadpack",
)


def git_commands_in_the_source() -> set[str]:
    """The commands of git that argmap's source names."""
    known = set(
        subprocess.run(["git", "--list-cmds=builtins"], capture_output=True, check=True).stdout.decode().split()
    )
    folder = Path(argmap.git.__file__).parent
    trees = [ast.parse(file.read_text("utf-8")) for file in folder.glob("*.py")]
    called = [node.args for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    tuples = [node.elts for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Tuple)]
    firsts = {words[0].value for words in (*called, *tuples) if words and isinstance(words[0], ast.Constant)}
    return {first for first in firsts if isinstance(first, str) and first in known}


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    """What exists only once a program of the repository has run."""
    return tmp_path / "a-program-ran"


@pytest.fixture
def hostile(maps: MapInGit, evidence: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> MapInGit:
    """A repository with programs everywhere, and files that git would send through them."""
    program = maps.write(".git/evil", f"#!/bin/sh\necho \"$0 $*\" >> '{evidence}'\n")
    program.chmod(0o755)
    maps.write("texts/plain.txt", "It is plain.")
    maps.write("sub/file.txt", "inner\n")
    maps.git("init", "-q", maps.root / "sub")
    inner = MapInGit(maps.root / "sub", maps.project)
    inner.commit("Begin")
    maps.argmap("edit", maps.map_path, "diverge", "--text", "They part.", said="Reword")
    maps.git("checkout", "-q", "-b", "side", "HEAD~1")
    maps.argmap("edit", maps.map_path, "diverge", "--text", "They drift apart.", said="Reword otherwise")
    maps.git("mv", "maps/controls.toml", "maps/moved.toml")
    maps.commit("Move")
    maps.git("checkout", "-q", "main")
    future = time.time() + 10_000
    os.utime(
        maps.write("texts/racy.txt", "Git looks into it, for it seems to be written after the index."), (future,) * 2
    )
    maps.commit("Add a text")
    for work in (maps, inner):
        for name in HOOKS:
            work.write(f".git/hooks/{name}", program.read_bytes()).chmod(0o755)
        work.write(
            ".git/info/attributes",
            "* filter=evil diff=evil merge=evil ident\n*.txt filter=a.b diff=argmap\nplain.txt -filter\n",
        )
        for name in SETTINGS:
            work.git("config", name, program)
        for name in ("filter.evil.required", "log.showSignature", "core.untrackedCache", "commit.gpgSign"):
            work.git("config", name, "true")
        work.git("config", "protocol.allow", "always")
        work.git("config", "protocol.ext.allow", "always")
        for name in git_commands_in_the_source():
            work.git("config", f"alias.{name}", f"!{program}")
        work.git("config", "status.submoduleSummary", "true")
        work.git("config", "diff.submodule", "log")
        work.git("config", "core.repositoryFormatVersion", "1")
        work.git("config", "extensions.partialClone", "origin")
        work.git("config", "remote.origin.promisor", "true")
        work.git("config", "remote.origin.url", f"ext::{program} %S")
    inner.git("config", "filter.inner.clean", program)
    inner.write(".git/info/attributes", "* filter=inner\n")
    maps.write("texts/new.txt", "new")
    maps.write("texts/plain.txt", "It is otherwise.")
    touched = {*maps.root.glob("texts/*.txt"), maps.map_path, inner.root / "file.txt"} - {maps.root / "texts/racy.txt"}
    for file in touched:
        os.utime(file, (1, 1))  # so that git has to compare what is in it
    monkeypatch.chdir(maps.root)
    assert not evidence.exists() or evidence.unlink() is None
    return maps


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """The words of all git commands that were run."""
    ran: set[str] = set()
    real = Git.command

    def recorded(self: Git, *words: str) -> list[str]:
        ran.update(words)
        return real(self, *words)

    monkeypatch.setattr(Git, "command", recorded)
    return ran


def test_the_programs_would_run_if_git_were_asked_plainly(hostile: MapInGit, evidence: Path):
    for words in (["status"], ["diff"], ["ls-files", "--others"], ["hash-object", "texts/new.txt"]):
        subprocess.run(["git", "-C", hostile.root, *words], capture_output=True, check=False)
        assert evidence.exists(), words
        evidence.unlink()


def test_no_command_runs_a_program_of_the_repository(
    hostile: MapInGit, argmap: Argmap, evidence: Path, commands: set[str]
):
    file, gone = hostile.map_path, "0" * 39 + "1"
    walks = [
        lambda: argmap("diff"),
        lambda: argmap("diff", "HEAD~1", "HEAD"),
        lambda: argmap("diff", "main...side"),
        lambda: argmap("log", file, "diverge"),
        lambda: argmap("log", file, "diverge", "--revision", "side"),
        lambda: argmap("check"),
        lambda: argmap("anchor", file),
        lambda: argmap("show", file),
        lambda: argmap("git", "status"),
        lambda: argmap("git", "enable", "--cache"),
        lambda: argmap("git", "disable"),
        _work_tree,
        lambda: state_of(Repository.of(file), file),
        lambda: map_at(Repository.of(file), "side", file),
        lambda: PastTexts(hostile.root)._read(gone, None),
        lambda: Repository.of(file).objects.read(gone),
        lambda: Repository.of(file).objects.read("HEAD:maps\n"),
        lambda: argmap("merge", "--stages", file),
        lambda: argmap("git", "merge-driver", "--", *conflicting(hostile), "7", "x.toml"),
    ]
    for walk in walks:
        with suppress(GitFault, MapFileError):  # whether it is done is for other tests; here only what runs counts
            walk()
        assert not evidence.exists(), evidence.read_text()
    assert git_commands_in_the_source() <= commands


def conflicting(work: MapInGit) -> list[Path]:
    """Three files that are no maps."""
    return [work.write(f".git/{side}", f"{side}\n") for side in ("base", "ours", "theirs")]


def test_a_filter_that_cannot_be_switched_off_is_refused(hostile: MapInGit, argmap: Argmap, evidence: Path):
    with (hostile.root / ".git" / "config").open("a") as config:
        config.write(f'[filter "a=b"]\n\tclean = {hostile.root}/.git/evil\n')
    hostile.write(".git/info/attributes", "* filter=a=b\n")
    ran = argmap("diff")
    assert (ran.code, "a filter `a=b`, which cannot be switched off" in ran.err) == (3, True)
    assert not evidence.exists()

"""The suite started from a hook of a linked work tree, by a developer who has set whatever disturbs it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TESTS = (
    "cli/test_diffing.py",
    "cli/test_exporting.py::test_the_printed_bytes_are_utf_8_whatever_the_locale",
    "git/test_drivers.py::test_git_diff_tells_what_changed_in_the_argument",
    "git/test_drivers.py::test_in_a_worktree_and_in_a_submodule",
    "git/test_finishing.py::test_what_lines_cannot_merge_values_can",
    "store/test_writing_files.py",
    "text/test_reading.py",
    "tui/app/test_title.py::test_what_git_says_follows_edits_and_commits",
    "tui/reader/test_searching.py::test_hits_are_marked_and_counted_with_every_letter",
)
"""Tests that commit, print in colours and in columns, start programs, create files, draw screens."""

GIT_CONFIG = """\
[commit]
	gpgsign = true
[tag]
	gpgsign = true
[gpg]
	program = false
[core]
	hooksPath = {hooks}
	autocrlf = true
	pager = false
	editor = false
	attributesFile = {hooks}/attributes
	excludesFile = {hooks}/attributes
[color]
	ui = always
[diff]
	external = false
	noprefix = true
[init]
	defaultBranch = trunk
[user]
	useConfigOnly = true
[merge]
	ff = only
	conflictStyle = diff3
"""


class Developer:
    """A home folder full of settings, and a repository with a linked work tree in which a hook runs."""

    def __init__(self, root: Path) -> None:
        self.root, self.repository, self.linked = root, root / "repository", root / "linked"
        hooks = root / "hooks"
        hooks.mkdir(parents=True)
        for name in ("pre-commit", "commit-msg", "post-checkout", "pre-merge-commit", "reference-transaction"):
            (hooks / name).write_text("#!/bin/sh\nexit 1\n")
            (hooks / name).chmod(0o755)
        (hooks / "attributes").write_text("*\n")
        git = ("git", "-C", str(self.repository))
        for command in (
            ("git", "init", "-q", str(self.repository)),
            (*git, "commit", "-q", "--allow-empty", "-m", "The developer's own"),
            (*git, "worktree", "add", "-q", "-b", "feature", str(self.linked)),
        ):
            subprocess.run(command, check=True, capture_output=True, timeout=60)
        (self.linked / "staged.txt").write_text("Not yet committed.\n")
        subprocess.run(["git", "add", "-A"], cwd=self.linked, check=True, timeout=60)
        (root / ".gitconfig").write_text(GIT_CONFIG.format(hooks=hooks))
        (root / "argmap").mkdir()
        (root / "argmap/config.toml").write_text('theme = "textual-light"\nnot a setting\n')

    def environment(self) -> dict[str, str]:
        git_dir = self.repository / ".git/worktrees/linked"
        return os.environ | {
            "HOME": str(self.root),
            "XDG_CONFIG_HOME": str(self.root),
            "XDG_STATE_HOME": "/dev/null/state",
            "GIT_DIR": str(git_dir),
            "GIT_WORK_TREE": str(self.linked),
            "GIT_INDEX_FILE": str(git_dir / "index"),
            "GIT_PREFIX": "",
            "GIT_CONFIG_GLOBAL": str(self.root / ".gitconfig"),
            "GIT_CONFIG_SYSTEM": str(self.root / ".gitconfig"),
            "GIT_CONFIG_NOSYSTEM": "0",
            "GIT_CONFIG_PARAMETERS": "'commit.gpgsign=true'",
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": "core.bare",
            "GIT_CONFIG_VALUE_0": "true",
            "GIT_AUTHOR_DATE": "1999-01-01T00:00:00Z",
            "GIT_REFLOG_ACTION": "rebase",
            "GIT_EDITOR": "false",
            "GIT_PAGER": "false",
            "GIT_EXTERNAL_DIFF": "false",
            "GIT_TRACE": "1",
            "GIT_LITERAL_PATHSPECS": "1",
            "EDITOR": "false",
            "VISUAL": "false",
            "PAGER": "false",
            "LESS": "-E",
            "NO_COLOR": "1",
            "CLICOLOR": "0",
            "TERM": "dumb",
            "COLUMNS": "40",
            "LINES": "7",
            "TZ": "Pacific/Kiritimati",
            "LC_ALL": "C",
            "LANGUAGE": "tr",
            "TMUX": "/nowhere,1,0",
            "TEXTUAL_DRIVER": "nothing.of:TheKind",
            "TEXTUAL_COLOR_SYSTEM": "standard",
            "PYTHONWARNINGS": "error",
            "PYTHONIOENCODING": "ascii",
            "http_proxy": "http://127.0.0.1:9",
        }

    def files(self) -> dict[str, bytes]:
        """All of the developer's files: refs, index, configuration, objects, settings."""
        return {str(file): file.read_bytes() for file in sorted(self.root.rglob("*")) if file.is_file()}


@pytest.fixture
def developer(tmp_path: Path) -> Developer:
    return Developer(tmp_path / "developer")


def test_a_hostile_environment_neither_fails_the_tests_nor_is_changed_by_them(developer: Developer, tmp_path: Path):
    before = developer.files()
    ran = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), "--rootdir", str(ROOT)),
            *("-n", "0", "-p", "no:cacheprovider", "--basetemp", str(tmp_path / "inner")),
            *(str(ROOT / "tests" / test) for test in TESTS),
        ],
        cwd=developer.linked,
        env=developer.environment(),
        umask=0o077,
        capture_output=True,
        text=True,
        check=False,
        timeout=280,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert developer.files() == before

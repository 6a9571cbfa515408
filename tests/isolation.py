"""Tests, and the programs that they start, see neither the developer's settings nor the developer's repository.

Everything that is not listed here is taken out of the environment: what git exports to its hooks (`GIT_DIR`,
`GIT_INDEX_FILE` …, by which a test would commit into the developer's repository), NO_COLOR, COLUMNS, LC_ALL, EDITOR,
TMUX, proxies, and whatever a later release of git, Python or Textual begins to read. `isolate` must run before argmap
and Textual are imported; the processes that pytest-xdist starts inherit what it did.
"""

import importlib
import locale
import os
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_KEPT = frozenset(
    {
        *("PATH", "PATHEXT", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PROGRAMDATA", "PROGRAMFILES"),
        *("TMPDIR", "TEMP", "TMP", "USER", "LOGNAME", "USERNAME"),
        *("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LOCALE_ARCHIVE", "LOCPATH", "TZDIR", "FONTCONFIG_FILE"),
        *("VIRTUAL_ENV", "PYTHONHOME", "PYTHONPATH", "PYTHONPYCACHEPREFIX", "PYTHONDONTWRITEBYTECODE"),
        "TEXTUAL_SNAPSHOT_TEMPDIR",  # where the workers of a run leave their pictures
        *("ARGMAP_LAWS", "ARGMAP_FUZZ", "ARGMAP_FUZZ_SEED", "ARGMAP_ARGDOWN", "ARGMAP_ARGDOWN_MAPS"),
    }
)
"""The variables by which programs and libraries are found, and those that choose among our own tests."""
_KEPT_BEGINNINGS = ("PYTEST_", "COV_", "COVERAGE_", "NIX_", "PLAYWRIGHT_", "FONTCONFIG_")

_UTF_8 = ("C.UTF-8", "C.utf8", "en_US.UTF-8")
"""Locales of UTF-8: macOS has no C.UTF-8 before its release 15."""

_SETTINGS = {
    "TERM": "xterm-256color",
    "TZ": "UTC",
    "HYPOTHESIS_STORAGE_DIRECTORY": str(Path(__file__).parents[1] / ".hypothesis"),  # else wherever pytest is started
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_EDITOR": ":",
    "GIT_SEQUENCE_EDITOR": ":",
    "GIT_PAGER": "cat",
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_AUTHOR_DATE": "2024-05-01T10:00:00+02:00",
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@example.org",
    "GIT_COMMITTER_DATE": "2024-05-01T10:00:00+02:00",
}


def isolate() -> None:
    """Takes the developer's settings out of this process, for good."""
    before = dict(os.environ)
    home = Path(tempfile.gettempdir(), "argmap-tests-have-no-home")  # until a test has one of its own
    _set_environment({**_kept(before), **_SETTINGS, "LC_ALL": _locale(), **_places(home, home.parent)})
    os.umask(0o022)
    if hasattr(time, "tzset"):
        time.tzset()
    if any(name.startswith("TEXTUAL") for name in before) and "textual.constants" in sys.modules:
        importlib.reload(sys.modules["textual.constants"])  # a plugin of pytest had imported it


def forget_warning_filters() -> None:
    """Undoes PYTHONWARNINGS, which Python read when it started; to be called where pytest is configured."""
    if sys.warnoptions:
        sys.warnoptions.clear()
        warnings.resetwarnings()


@contextmanager
def home_at(home: Path, ceiling: Path) -> Iterator[None]:
    """An empty home folder; afterwards the environment, the umask and the time zone are as they were.

    `ceiling` is the folder at which git ends to look for a repository: the temporary folder may lie in one.
    """
    home.mkdir()
    before = dict(os.environ)
    os.environ.update(_places(home, ceiling))
    try:
        yield
    finally:
        if dict(os.environ) != before:
            _set_environment(before)
        os.umask(0o022)
        if hasattr(time, "tzset"):
            time.tzset()


def _kept(environment: Mapping[str, str]) -> dict[str, str]:
    return {
        name: value for name, value in environment.items() if name.upper() in _KEPT or name.startswith(_KEPT_BEGINNINGS)
    }


def _places(home: Path, ceiling: Path) -> dict[str, str]:
    """Where programs look for the user's files."""
    names = {"CONFIG": "config", "STATE": "state", "DATA": "data", "CACHE": "cache", "RUNTIME": "run"}
    folders = {f"XDG_{name}_{'DIR' if name == 'RUNTIME' else 'HOME'}": home / at for name, at in names.items()}
    if os.name == "nt":
        folders |= {"USERPROFILE": home, "APPDATA": home / "roaming", "LOCALAPPDATA": home / "local"}
    return {
        "HOME": str(home),
        "GIT_CONFIG_GLOBAL": str(home / "gitconfig"),
        "GIT_CEILING_DIRECTORIES": str(ceiling),
        **{name: str(folder) for name, folder in folders.items()},
    }


def _locale() -> str:
    """A locale of UTF-8 that this machine has; it is this process's from now on."""
    for name in _UTF_8:
        try:
            return locale.setlocale(locale.LC_CTYPE, name)
        except locale.Error:
            continue
    return "C"


def _set_environment(wanted: Mapping[str, str]) -> None:
    for name in os.environ.keys() - wanted.keys():
        del os.environ[name]
    os.environ.update(wanted)

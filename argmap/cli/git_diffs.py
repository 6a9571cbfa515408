"""What `git diff` prints of a map: the semantic diff, and git's own where a side is no sound map."""

from collections.abc import Sequence
from pathlib import Path

from argmap.cli.diff_views import MapDiff, print_diff
from argmap.cli.diffing import changes_of
from argmap.cli.output import say, say_lines
from argmap.model import ArgMap
from argmap.store import MapFileError, decode, loads
from argmap.store.files import read_bytes

_NO_FILE = "/dev/null"

_FILES = ("100644", "100755", ".")
"""The modes of files, and what git hands over where there is none; symbolic links and submodules hold no map."""


def print_driver_diff(words: Sequence[str]) -> None:
    """Prints what changed between the two files that git names; see GIT_EXTERNAL_DIFF in git(1)."""
    if len(words) < 7:
        say(f"* Unmerged path {words[0]}")
        return
    path, old, old_mode, new, new_mode = words[0], words[1], words[3], words[4], words[6]
    renamed = words[7] if len(words) > 7 else path
    if not {old_mode, new_mode}.issubset(_FILES):
        _print_line_diff(path, renamed, old, new)
        return
    try:
        before, after = _side(old, f"a/{path}"), _side(new, f"b/{renamed}")
    except MapFileError as fault:
        say(str(fault).splitlines()[0])
        _print_line_diff(path, renamed, old, new)
        return
    compared = MapDiff(path, renamed, changes_of(before, after))
    if not compared.changes and _NO_FILE not in (old, new) and Path(old).read_bytes() == Path(new).read_bytes():
        mode = "" if old_mode == new_mode else f"; its mode was {old_mode} and is {new_mode} now"
        say(f"{compared.name}: the same content{mode}")
    elif not compared.changes:
        say(f"{compared.name}: the same argument; only comments or layout differ")
    else:
        print_diff(compared)
    say()


def _side(file: str, called: str) -> ArgMap | None:
    """The map in a file that git hands over, often a temporary one; messages call it as git's own diff does."""
    return None if file == _NO_FILE else loads(decode(read_bytes(Path(file)), called), called)


def _print_line_diff(path: str, renamed: str, old: str, new: str) -> None:
    import difflib

    sides = [b"" if file == _NO_FILE else read_bytes(Path(file)) for file in (old, new)]
    if any(b"\0" in side for side in sides):
        say(f"Binary files a/{path} and b/{renamed} differ")
        return
    before, after = (side.decode("utf-8", "replace").split("\n") for side in sides)
    say_lines(difflib.unified_diff(before, after, f"a/{path}", f"b/{renamed}", lineterm=""))

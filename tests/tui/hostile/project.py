"""A project in which every text that a person or a file can give is hostile."""

import os
import subprocess
from pathlib import Path

from argmap import edit
from argmap.diff import merge
from argmap.model import ArgMap
from tests.strategies import AWKWARD
from tests.tui.app.walking import CHINESE, small_project
from tests.tui.conflicts.merges import changed
from tests.tui.pictures.project import pictured_project

MARKUP = "[/b][red]x[@click=app.quit]y[/] [link=file:///]z $error \\[ "
ESCAPES = "\x1b]0;owned\x07 \x1b[2J\x9b31m \u202eevil \x7f\x85\u2028\r"
LONG = "w" * 10_000
NOTHING = "\u200b" * 2_000 + "\ufeff"
WORDS = f"{MARKUP}{ESCAPES}\t"
"""Short enough that what is asked about it is in sight."""
EVERYTHING = f"{WORDS}{' '.join(AWKWARD)}\n{LONG}{NOTHING}"

READ = EVERYTHING.replace("\0", "")
"""What a file may hold that is still read as a text."""


def hostile_project(root: Path) -> Path:
    """The map that is pictured, with hostile words everywhere; gives its path."""
    path = pictured_project(root)
    for name, text in (
        ("zh", CHINESE.replace("事实上", f"事实上{READ}") + READ),
        ("[b]name[@click=app.quit]", READ),
    ):
        (root / f"texts/{name}.txt").write_text(text, "utf-8", newline="")
    (root / "rivals[red]\u202e.outline").write_text(f"- {WORDS}\n  + {MARKUP}\n", "utf-8")
    (root / "rivals.outline").write_text(f"{WORDS.strip()}\n  + {MARKUP}\n  - {LONG}\n", "utf-8")
    (root / os.fsdecode(b"texts/no-unicode-\xff.txt")).write_text(WORDS, "utf-8")
    _commit(root)
    changed(path, _spoiled)
    _commit(root)
    changed(path, lambda whole: edit.change_claim(whole, "diverge", text=f"again {WORDS}", note=MARKUP))
    return path


def hostile_merge(root: Path) -> Path:
    """A map in which a merge left conflicts of hostile words."""
    path = small_project(root)

    def side(base: ArgMap, who: str) -> ArgMap:
        whole = edit.change_claim(base, "diverge", text=f"{who} {WORDS}", note=f"{who} {EVERYTHING}")
        return edit.change_claim(whole, "align", text=f"{who} {EVERYTHING}")

    changed(path, lambda base: merge(base, side(base, "ours"), side(base, "theirs")).map)
    return path


def _spoiled(whole: ArgMap) -> ArgMap:
    whole = edit.change_map(whole, title=WORDS, note=EVERYTHING)
    for claim_id in whole.claims:
        words = EVERYTHING if claim_id == "targets" else WORDS
        whole = edit.change_claim(whole, claim_id, text=f"{claim_id} {words}", note=EVERYTHING, tags=(MARKUP, ESCAPES))
    for quote_id in whole.quotes:
        whole = edit.change_quote(whole, quote_id, translation=f"{quote_id} {WORDS}", note=EVERYTHING, tags=(WORDS,))
    return edit.change_source(whole, "zh", title=WORDS, author=WORDS, note=WORDS, lang=MARKUP, url=f"http://{MARKUP}")


def _commit(root: Path) -> None:
    """Commits everything under a name and with words that are hostile, too, as far as git takes them."""
    who = "[/b][@click=app.quit]x \u202eevil \x1b[31m"
    subprocess.run(["git", "add", "-A"], cwd=root, check=True, capture_output=True, timeout=60)
    said = ["-c", f"user.name={who}", "-c", "user.email=[/b]@x"]
    subprocess.run(
        ["git", *said, "commit", "-qm", f"{MARKUP}\x1b]0;owned\x07 \u202eevil"],
        cwd=root,
        check=True,
        capture_output=True,
        env={"PATH": "/usr/bin:/bin", "HOME": str(root), "GIT_AUTHOR_NAME": who, "GIT_COMMITTER_NAME": who},
        timeout=60,
    )

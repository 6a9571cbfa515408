"""Everything in argmap that writes files: what is there before, and how it is started."""

import os
import shutil
import subprocess
from collections.abc import Callable
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from argmap import api
from argmap.cli.main import run
from argmap.corpus import Project
from argmap.corpus.sample import copy_sample, correct_text
from argmap.model import ArgMap, Claim
from argmap.session import Outcome, Session
from argmap.store import MapFileError
from argmap.tui.actions.add_source import Wanted, converted, copied
from argmap.tui.app import rescued
from argmap.tui.dialogs.progress import Progress
from argmap.tui.screens.welcome import _made
from argmap.tui.settings import RememberedHabits
from argmap.tui.state.history import LastPlaces
from argmap.tui.widgets.inputs import NoEditing, written_in_editor
from tests.project import filled_project

MAP = Path("maps/controls.toml")
ENDED_WELL = 0
NOT_WRITTEN = 4
CONFLICTS = 64
"""What the merge driver ends with where something is left to decide."""

Act = Callable[[], int]


@dataclass(frozen=True)
class Writer:
    """One thing that writes. Both functions work in the current folder, which holds a project."""

    name: str
    act: Act
    """Gives an exit code: `NOT_WRITTEN` where a function, not a command, says that it failed."""
    prepare: Callable[[], None] = lambda: None
    fails_with: int = NOT_WRITTEN
    reads_back: bool = False
    """Whether it also reads and removes what it wrote, so that nothing of it stays."""


def command(*words: str) -> Act:
    return lambda: run(list(words))


def function(act: Callable[[], object]) -> Act:
    def code() -> int:
        try:
            act()
        except (MapFileError, NoEditing, api.NotSavedError, OSError) as fault:
            print(fault)
            return NOT_WRITTEN
        return ENDED_WELL

    return code


def git(*words: str, good: tuple[int, ...] = (0,)) -> None:
    identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false"]
    ran = subprocess.run(["git", *identity, *words], capture_output=True, check=False)
    assert ran.returncode in good, ran.stderr


def edited_copies() -> None:
    """Three versions of the map, of which two say a claim differently."""
    for name, words in (("base", "They diverge."), ("ours", "They diverge widely."), ("theirs", "They drift apart.")):
        Path(f"{name}.toml").write_text(MAP.read_text("utf-8").replace("They diverge.", words), "utf-8")


def copies_that_agree() -> None:
    """Three versions, of which only one says the claim differently."""
    edited_copies()
    shutil.copy("base.toml", "ours.toml")


def unsound_base() -> None:
    """The same, where the common version is no map but its lines merge."""
    copies_that_agree()
    base = Path("base.toml")
    base.write_text(base.read_text("utf-8").replace("format = 1", "format = one"), "utf-8")


def conflict() -> None:
    edited_copies()
    assert run(["merge", "base.toml", "ours.toml", "theirs.toml", "-o", "maps/conflict.toml"]) == 1


def repository() -> None:
    shutil.rmtree(".git")
    git("init", "-q", "-b", "main")


def extended_attributes() -> None:
    repository()
    Path(".gitattributes").write_bytes(b"* text=auto\n")


def enabled() -> None:
    repository()
    assert run(["git", "enable"]) == 0


def enabled_and_extended() -> None:
    extended_attributes()
    assert run(["git", "enable"]) == 0


def conflicting_branches() -> None:
    repository()
    git("add", ".")
    git("commit", "-qm", "Begin")
    git("checkout", "-qb", "theirs")
    assert run(["edit", str(MAP), "diverge", "--text", "They drift apart."]) == 0
    git("commit", "-qam", "Theirs")
    git("checkout", "-q", "main")
    assert run(["edit", str(MAP), "diverge", "--text", "They diverge widely."]) == 0
    git("commit", "-qam", "Ours")
    git("merge", "-q", "theirs", good=(1,))


def moved_text() -> None:
    text = Path("texts/speech.txt")
    text.write_bytes(b"A new beginning.\n" + text.read_bytes())


def loose_form() -> None:
    MAP.write_text(MAP.read_text("utf-8") + "\n\n\n", "utf-8")


def annotations() -> None:
    selector = '{"type": "TextQuoteSelector", "exact": "We stand together.", "prefix": "", "suffix": ""}'
    target = f'{{"source": "https://example.org/p", "selector": [{selector}]}}'
    Path("notes.json").write_text(
        f'[{{"uri": "https://example.org/p", "text": "", "tags": [], "target": [{target}], "id": "x1"}}]', "utf-8"
    )


def page() -> None:
    Path("page.html").write_text("<title>A page</title><body><p>We stand together, he said.</p></body>", "utf-8")


def outside_text() -> None:
    Path("elsewhere").mkdir()
    Path("elsewhere/long.txt").write_bytes(b"Words. " * 300_000)


def an_export() -> None:
    Path("out.dot").write_bytes(b"what was there")


def sample_before() -> None:
    copy_sample(Path("tour"))


def convert() -> None:
    project = Project.of(MAP)
    converted(Wanted(Path("page.html")), project.root / "texts", project, Progress())


def remember_place() -> None:
    places = LastPlaces(Path("state/places.json"))
    places.remember(Path("texts/speech.txt"), 7)
    if places.trouble:
        raise NoEditing(places.trouble)


def remember_habit() -> None:
    habits = RememberedHabits(Path("state/habits.json"))
    habits.change(drawn_zoom=2)
    if habits.trouble:
        raise NoEditing(habits.trouble)


def earlier_state() -> None:
    LastPlaces(Path("state/places.json")).remember(Path("texts/paket.txt"), 3)
    RememberedHabits(Path("state/habits.json")).change(drawn_zoom=3)


def edit_by_api() -> None:
    edited = api.open(MAP)
    edited.add_claim("New.")
    edited.save()


def edit_on_screen() -> None:
    report = Session(MAP).do("add claim", adding)
    if report.outcome is Outcome.UNSAVED:
        raise NoEditing(report.message)


def adding(whole: ArgMap) -> ArgMap:
    return ArgMap(**{**vars_of(whole), "claims": {**whole.claims, "new": Claim(text="New.")}})


def vars_of(whole: ArgMap) -> dict[str, object]:
    return {name: getattr(whole, name) for name in whole.__dataclass_fields__}


def rescue() -> None:
    """The map's own file was changed meanwhile and does not load, so the edit goes beside it."""
    session = Session(MAP)
    MAP.write_text("no map", "utf-8")
    session.do("add claim", adding)
    if rescued(session) is None:
        raise NoEditing("nothing could be rescued")


def before_rescue() -> None:
    Path("state/argmap").mkdir(parents=True)


class App:
    """What the editor needs of an app."""

    @staticmethod
    @contextmanager
    def suspend():
        with nullcontext():
            yield


def write_in_editor() -> None:
    written_in_editor(App(), "Some words.")


def scratch_folder() -> None:
    Path("scratch").mkdir()


MERGE_DRIVER = ("git", "merge-driver", "base.toml", "ours.toml", "theirs.toml", "7", "maps/controls.toml")

WRITERS = [
    Writer("a command edits a map", command("add", "claim", str(MAP), "New.")),
    Writer("a new map in a new folder", command("new", "fresh/deep/first.toml", "--title", "T")),
    Writer("fmt", command("fmt", str(MAP)), loose_form),
    Writer("anchor --write", command("anchor", str(MAP), "--write"), moved_text),
    Writer("merge", command("merge", "base.toml", "ours.toml", "theirs.toml", "-o", "maps/merged.toml"), edited_copies),
    Writer("resolve", command("resolve", "maps/conflict.toml", "ours"), conflict),
    Writer("merge --stages and the copy it keeps", command("merge", "--stages", str(MAP)), conflicting_branches),
    Writer("the merge driver", command(*MERGE_DRIVER), copies_that_agree, CONFLICTS),
    Writer("the merge driver by lines", command(*MERGE_DRIVER), unsound_base, CONFLICTS),
    Writer("git enable makes attributes", command("git", "enable"), repository),
    Writer("git enable adds attributes", command("git", "enable"), extended_attributes),
    Writer("git disable takes lines away", command("git", "disable"), enabled_and_extended),
    Writer("a new export", command("export", str(MAP), "dot", "-o", "out/new/map.dot")),
    Writer("an export over another", command("export", str(MAP), "html", "-o", "out.dot"), an_export),
    Writer("import of a map and its texts", command("import", "notes.json", "-o", "in/notes.toml"), annotations),
    Writer("import into a map", command("import", "notes.json", "--into", str(MAP)), annotations),
    Writer("add source of a document", command("add", "source", str(MAP), "page.html"), page),
    Writer("a document on the screen", function(convert), page),
    Writer(
        "a text copied in on the screen",
        function(lambda: copied(Path("elsewhere/long.txt"), Path("texts/long.txt"), lambda _: None)),
        outside_text,
    ),
    Writer("the last places", function(remember_place)),
    Writer("other last places", function(remember_place), earlier_state),
    Writer("the habits", function(remember_habit)),
    Writer("other habits", function(remember_habit), earlier_state),
    Writer("an edit on the screen", function(edit_on_screen)),
    Writer("a script edits a map", function(edit_by_api)),
    Writer("a script makes a map", function(lambda: api.new("fresh/map.toml", "New"))),
    Writer("a script exports a map", function(lambda: api.open(MAP).export("dot", "out/map.dot"))),
    Writer("a copy of the map", function(lambda: Session(MAP).save_copy(Path("maps/copy.toml")))),
    Writer("a rescue", function(rescue), before_rescue),
    Writer("the first map of a folder", function(lambda: _made(Path(), {"title": "T", "thesis": "So it is."}))),
    Writer("the sample", function(lambda: copy_sample(Path("argmap-sample")))),
    Writer("the edited text of the tour", function(lambda: correct_text(Path("tour"))), sample_before),
    Writer("the editor's file", function(write_in_editor), scratch_folder, reads_back=True),
]
NAMES = [writer.name for writer in WRITERS]
BY_NAME = {writer.name: writer for writer in WRITERS}


def prepared(writer: Writer, folder: Path) -> Path:
    """A project in which the writer can be started."""
    folder.mkdir(parents=True)
    filled_project(folder)
    with inside(folder):
        writer.prepare()
    return folder


@contextmanager
def inside(folder: Path):
    """In a folder, with what the user and the system keep elsewhere below it."""
    variables = {
        "XDG_STATE_HOME": str(folder / "state"),
        "EDITOR": "true",
        "VISUAL": "",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
    }
    if (folder / "scratch").is_dir():
        variables["TMPDIR"] = str(folder / "scratch")
    before, here = {name: os.environ.get(name) for name in variables}, Path.cwd()
    import tempfile

    os.environ.update(variables)
    tempfile.tempdir = None
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(here)
        tempfile.tempdir = None
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def contents(folder: Path) -> dict[str, bytes]:
    """All files below a folder, and of git's own the settings alone, in whatever order git writes them."""
    found = {}
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        if name == ".git/config":
            found[name] = settings(file.read_bytes())
        elif file.is_file() and not name.startswith(".git/"):
            found[name] = file.read_bytes()
    return found


@cache
def settings(config: bytes) -> bytes:
    """What git reads in a file of its settings, sorted."""
    command = ["git", "config", "-f", "-", "-z", "--list"]
    listed = subprocess.run(command, input=config, capture_output=True, check=True, timeout=60)
    return b"\0".join(sorted(listed.stdout.split(b"\0")))


def lasting(writer: Writer, left: dict[str, bytes]) -> dict[str, bytes]:
    """What a writer that was stopped left, without its temporary files."""
    scratch = "scratch/" if writer.reads_back else None
    return {
        name: data
        for name, data in left.items()
        if ".argmap-" not in name and not (scratch and name.startswith(scratch))
    }


def broken(before: dict[str, bytes], after: dict[str, bytes], found: dict[str, bytes]) -> list[str]:
    """The files that are neither as they were nor as they are to be; `after` is what they are without any fault."""
    wrong = []
    for name in {*before, *after, *found}:
        allowed = {before.get(name), after.get(name)}
        if name not in before and name not in after:
            allowed = {*after.values()}  # a whole file under another name, such as a second rescue
        if found.get(name) not in allowed:
            wrong.append(name)
    return sorted(wrong)

"""`argmap`: the table of the commands, and how one command line is run.

A command's module is imported only when that command runs, so that `argmap check` starts quickly.
"""

import errno
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from argmap.cli.output import LEAST_CODE, CommandFailed, ExitCode, print_to_nowhere, refusal, report
from argmap.files.errors import system_reason
from argmap.files.writing import Patience, patience

COMMANDS = {
    "new": ("new", "Create an empty map."),
    "show": ("show", "Print the argument as a tree, with the state of each quote."),
    "check": ("check", "Check that maps are valid and every quote is found."),
    "anchor": ("anchor", "Show where each quote is found now; --write stores it."),
    "fmt": ("fmt", "Put maps into their canonical form."),
    "add": ("add", "Add a source, a claim or a quote, and print its id."),
    "link": ("link", "Link claims or quotes: support, counter or undercut."),
    "unlink": ("link", "Delete a link, with what undercuts it."),
    "edit": ("edit", "Change the words, note, tags or other details of an element or the map."),
    "rename": ("edit", "Give an element another id, everywhere."),
    "remove": ("edit", "Delete an element and the links it is an end of."),
    "diff": ("diff", "Show what changed in the argument, between revisions or files."),
    "merge": ("merge", "Merge two versions of a map."),
    "resolve": ("merge", "Resolve the conflicts that a merge left."),
    "log": ("log", "Show the history of a claim or quote through the commits."),
    "export": ("export", "Export a map: a page, a picture, a document, data."),
    "import": ("import_", "Import a file in another format as a new map, or into a map."),
    "git": ("git", "Set up git's diff and merge drivers for maps."),
    "schema": ("new", "Print the JSON Schema of the file, for editors."),
    "completion": ("main", "Print the completion script for your shell."),
    "serve": ("serve", "Open the TUI in a browser on this machine."),
    "keys": ("keys", "List the keys of the TUI, and how to change them."),
    "tutorial": ("open", "Take the guided tour on a copy of the sample map."),
    "open": ("open", "Open the TUI; `argmap PATH` does the same."),
}
_FUNCTIONS = {"import": "import_file", "open": "open_screen"}
"""The functions of commands whose names are words of Python's."""


_REFUSED_OUTPUT = frozenset({errno.ENOSPC, errno.EFBIG, errno.EIO, errno.EBADF})
"""What the system says of an open stream that takes nothing more; who writes files says so in words of their own."""


class _NobodyReads(Exception):  # noqa: N818 - it is no fault
    """The reader of the output has gone."""


class LazyCommands(click.Group):
    """The commands by name; an argument that is none of them is a path to open."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order in which a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"argmap.cli.{COMMANDS[cmd_name][0]}")
        command = getattr(module, _FUNCTIONS.get(cmd_name, cmd_name))
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the words name. Raises click.UsageError where they give an option twice that counts once."""
        name, command, rest = super().resolve_command(ctx, args)
        if command is not None and not ctx.resilient_parsing:
            _refuse_repeated(ctx, command, str(name), rest)
        return name, command, rest

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - what a command gives
        """Runs the command; click would end the program with its own code where nobody reads the output any more."""
        try:
            result = super().invoke(ctx)
        except BrokenPipeError as gone:
            raise _NobodyReads from gone
        except CommandFailed as failed:
            raise CommandFailed(max(failed.code, ctx.meta.get(LEAST_CODE, failed.code)), failed.message) from None
        return max(result, ctx.meta.get(LEAST_CODE, result)) if isinstance(result, int) else result

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Lists the commands from their one-line summaries, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Puts `open` before arguments that begin with no command."""
        if not args or (not args[0].startswith("-") and args[0] not in COMMANDS):
            if args and not Path(args[0]).exists() and os.sep not in args[0]:
                self._no_such_word(ctx, args[0])
            args = ["open", *args]
        return super().parse_args(ctx, args)

    def _no_such_word(self, ctx: click.Context, word: str) -> None:
        from argmap.model import meant

        close = meant(word, COMMANDS)
        hint = f"Did you mean `{close}`?" if close else "`argmap --help` lists the commands."
        raise click.UsageError(f"`{word}` is not a command, and not a file or folder here. {hint}", ctx)


def _refuse_repeated(parent: click.Context, command: click.Command, name: str, words: Sequence[str]) -> None:
    """Raises click.UsageError for an option that is given twice and counts once: click would take the last.

    So it would of `--x` and `--no-x`, which contradict each other.
    """
    ctx = click.Context(command, info_name=name, parent=parent)
    if isinstance(command, click.Group):
        below = command.get_command(ctx, words[0]) if words else None
        if below is not None:
            _refuse_repeated(ctx, below, words[0], words[1:])
        return
    once = {
        at: option
        for option in command.params
        if isinstance(option, click.Option) and not option.multiple and not option.is_flag
        for at in option.opts
    }
    switches = {
        at: (option.name, names[0])
        for option in command.params
        if isinstance(option, click.Option) and option.secondary_opts
        for names in (option.opts, option.secondary_opts)
        for at in names
    }
    seen: set[str | None] = set()
    switched: dict[str | None, str] = {}
    left = iter(words)
    for word in left:
        if word == "--":
            return
        named, is_joined, _ = word.partition("=")
        if named in switches:
            switch, way = switches[named]
            other = switched.setdefault(switch, way)
            if other != way:
                raise click.UsageError(f"`{other}` and `{way}` contradict each other; leave one out", ctx)
        option = once.get(named)
        if option is None:
            continue
        if option.name in seen:
            raise click.UsageError(f"`{named}` is given twice; leave one out", ctx)
        seen.add(option.name)
        if not is_joined:
            next(left, None)  # its value, which may look like an option


def _print_version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from argmap import __version__

        click.echo(f"argmap {__version__}")
        ctx.exit()


@click.command(
    cls=LazyCommands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 done · 1 something to review · 2 invalid map or command line · "
    "3 the request cannot be met · 4 a file cannot be read or written.",
)
@click.option(
    "--version", is_flag=True, callback=_print_version, expose_value=False, is_eager=True, help="Print the version."
)
def argmap() -> None:
    """Map arguments: quotes from texts, the claims they support or counter, in a file made for git.

    `argmap PATH` opens the map (or the maps in the folder) PATH in the TUI; without a terminal it prints what
    `argmap show` prints. `argmap COMMAND --help` explains a command.
    """


def run(arguments: Sequence[str]) -> int:
    """Runs one command line and gives its exit code; every foreseen failure is one message on stderr."""
    patience.set(Patience(report=report))
    try:
        _check_words(arguments)
        result = argmap.main(list(arguments), prog_name="argmap", standalone_mode=False)
        sys.stdout.flush()
    except CommandFailed as failed:
        report(f"argmap: {failed.message}")
        return failed.code
    except click.UsageError as wrong:
        from argmap.cli.failures import wrong_usage

        report(wrong_usage(wrong, arguments))
        return ExitCode.INVALID
    except click.Abort:
        return ExitCode.INVALID
    except (BrokenPipeError, _NobodyReads):
        # The reader of our output has gone (`argmap show | head`); python would complain again at exit.
        print_to_nowhere(sys.stdout)
        return ExitCode.OK
    except Exception as fault:
        return _failed(fault)
    return result if isinstance(result, int) else ExitCode.OK


def _check_words(arguments: Sequence[str]) -> None:
    """Refuse words that no shell can give, which programs that call `run` can: no file can be named by them."""
    for word in arguments:
        try:
            encoded = word.encode("utf-8", "surrogateescape")
        except UnicodeEncodeError:
            raise CommandFailed(ExitCode.INVALID, f"`{word}` holds half a surrogate pair; write it without") from None
        if b"\0" in encoded:
            raise CommandFailed(ExitCode.INVALID, f"`{word}` holds a NUL character; write it without")


def _failed(fault: Exception) -> int:
    """Says a foreseen failure and gives its exit code; raises `fault` again where the program itself is at fault."""
    if isinstance(fault, OSError) and fault.errno in _REFUSED_OUTPUT and fault.filename is None:
        print_to_nowhere(sys.stdout)
        report(f"argmap: the output cannot be written: {system_reason(fault)}; print it elsewhere")
        return ExitCode.UNREACHABLE
    from argmap.cli.failures import explain

    code, message = explain(fault)
    report(message)
    return code


_SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=click.Choice(_SHELLS))
def completion(shell: str) -> int:
    """Print the script that lets SHELL complete commands, options, maps and the ids in them.

    \b
    bash   argmap completion bash >> ~/.bashrc
    zsh    argmap completion zsh >> ~/.zshrc
    fish   argmap completion fish > ~/.config/fish/completions/argmap.fish
    """
    from click.shell_completion import get_completion_class  # 2 ms that other commands need not wait for

    kind = get_completion_class(shell)
    if kind is None:
        raise refusal(f"this version of click completes nothing in {shell}")
    click.echo(kind(argmap, {}, "argmap", "_ARGMAP_COMPLETE").source())
    return ExitCode.OK

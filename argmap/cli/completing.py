"""`completion`: words completed by the shell, ids included."""

import click
from click.shell_completion import get_completion_class

from argmap.cli.exits import ExitCode, refusal

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
    from argmap.cli.main import argmap

    kind = get_completion_class(shell)
    if kind is None:
        raise refusal(f"this version of click completes nothing in {shell}")
    click.echo(kind(argmap, {}, "argmap", "_ARGMAP_COMPLETE").source())
    return ExitCode.OK

"""`keys`: every key that can be chosen, and where the file lies in which one chooses it."""

import click

from argmap.cli.common import json_option, say_json
from argmap.cli.output import ExitCode, narrate, say


@click.command()
@json_option
def keys(as_json: bool) -> int:
    """List what can be done on the screen, with its keys and the name by which they can be changed.

    \b
    Keys and theme are set in the file that is named below the list:
      theme = "nord"
      [keys]
      support = "+"
      undo = "ctrl+z, backspace"
      "reader.select" = "space"

    Exit codes: 0 · 2 something in that file cannot be.
    """
    from argmap.tui.actions import key_name
    from argmap.tui.actions.chosen_keys import choose_keys
    from argmap.tui.settings.config import read_config
    from argmap.tui.settings.folders import config_file
    from argmap.tui.settings.known_keys import faults_of, known_keys, known_themes

    file = config_file()
    config = read_config(file)
    choose_keys(config.keys)
    listed = known_keys()
    faults = faults_of(config, file, known_themes())
    if as_json:
        found = [{"name": one.name, "place": one.place, "keys": one.keys, "does": one.said} for one in listed]
        say_json({"file": str(file), "keys": found, "faults": faults})
    else:
        place = ""
        for one in listed:
            if one.place != place:
                place = one.place
                say(f"{place}:")
            shown = ", ".join(key_name(key) for key in one.keys.split(",") if key) or "(none)"
            say(f"  {one.name:<28} {shown:<24} {one.said}")
        narrate(f"They can be changed in {file}; `argmap keys --help` shows how.")
        for fault in faults:
            narrate(f"argmap: {fault}")
    return ExitCode.INVALID if faults else ExitCode.OK

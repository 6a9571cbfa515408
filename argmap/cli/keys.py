"""`keys`: every key that can be chosen, and where the file lies in which one chooses it."""

import click

from argmap.cli.common import json_option, print_json
from argmap.cli.output import ExitCode, report, say


@click.command()
@json_option
def keys(as_json: bool) -> int:
    """List the actions of the TUI, with their keys and the name by which the keys can be changed.

    \b
    Keys and theme are set in the file that is printed below the list:
      theme = "nord"
      [keys]
      support = "f5"
      undo = "ctrl+z, ctrl+u"
      "reader.select" = "space"

    A key that would do two things in one place, or would be typed as text, is refused: the action keeps its default
    keys. docs/keys.md lists the default keys.

    Exit codes: 0 · 2 that file is not valid.
    """
    from argmap.tui.keys import KEYS, PLACES, key_name
    from argmap.tui.settings import apply_config, config_file, known_themes, read_config

    file = config_file()
    config = read_config(file)
    faults = apply_config(config, file, known_themes())
    if as_json:
        found = [{"name": one.id, "place": one.place, "keys": one.keys, "does": one.does} for one in KEYS.values()]
        print_json({"file": str(file), "keys": found, "faults": faults})
    else:
        place = ""
        for one in KEYS.values():
            if one.place != place:
                place = one.place
                say(f"{PLACES[place]}:")
            shown = ", ".join(key_name(key) for key in one.keys.split(",") if key) or "(none)"
            say(f"  {one.id:<28} {shown:<24} {one.does}")
        report(f"They can be changed in {file}; `argmap keys --help` shows how.")
        for fault in faults:
            report(f"argmap: {fault}")
    return ExitCode.INVALID if faults else ExitCode.OK

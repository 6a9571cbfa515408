"""TOML strings, and any text made safe to show in a message.

tomli-w is not used for strings: it leaves C1 controls, bidi controls and other unseen characters as they are.
In a map from a stranger they would let a line read otherwise than it is ("Trojan Source", CVE-2021-42574)
and reach the terminal of whoever prints the file.
"""

import re

from argmap.store.faults import UnwritableMap

_UNSEEN = r"\x00-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
_UNSEEN_CHARACTER = f"[{_UNSEEN}]"
_ESCAPED_IN_LINE = rf'[\\"{_UNSEEN}]'
_ESCAPED_IN_LINES = rf"""(?xm)
      (?!\n) [\\{_UNSEEN}]
    | "  (?= "" | "?\Z )               # what would end the string
    | [ ] (?= \n | \Z )                # what editors strip
    | ^ ([<>=|]) (?= \1{{6}} )         # what git and we would take for a conflict marker
"""
_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_LONGEST_SHOWN = 200


def line_string(text: str) -> str:
    """`text` as a TOML basic string in one line. Raises UnwritableMap for half a surrogate pair."""
    return f'"{re.sub(_ESCAPED_IN_LINE, _escape, text)}"'


def lines_string(text: str) -> str:
    """`text` as TOML has it over several lines. Raises UnwritableMap for half a surrogate pair."""
    return f'"""\n{re.sub(_ESCAPED_IN_LINES, _escape, text)}"""'


def key(name: str) -> str:
    """`name` as a TOML key, quoted where it must be. Raises UnwritableMap for half a surrogate pair."""
    return name if _BARE_KEY.fullmatch(name) else line_string(name)


def shown(text: str) -> str:
    """`text` for a message: in one line, unseen characters as escapes, cut where it is very long."""
    cut = text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"
    return re.sub(_UNSEEN_CHARACTER, lambda found: f"\\u{ord(found[0]):04x}", cut)


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    if "\ud800" <= character <= "\udfff":
        around = found.string[max(0, found.start() - 20) : found.end() + 20]
        raise UnwritableMap(
            f"the text `{shown(around)}` holds half a surrogate pair, which no text file can hold; take it out"
        )
    return _SHORT.get(character) or f"\\u{ord(character):04x}"

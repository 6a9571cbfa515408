"""The YAML in an Argdown document: metadata behind a statement, and the front matter.

Read with PyYAML's parser, whose events say only what stands there: every scalar is the text it is written as, so
that no `no` becomes False and no date a number. Aliases, of which a short text can unfold to gigabytes, are refused.
"""

from __future__ import annotations

import re
from typing import Final

import yaml

from argmap.formats.argdown.document import Value

_DEEPEST: Final = 50
_BLOCK_BEGIN: Final = re.compile(r"\{[ \t]*\n")
_LOADER: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""The one in C, where PyYAML was built with it, reads ten times as fast."""


class UnreadableYaml(Exception):  # noqa: N818 - says why, for the user
    """Raised for text that is no YAML; `line` is that of the fault, from 0 for the first of the text."""

    def __init__(self, said: str, line: int) -> None:
        super().__init__(said)
        self.line = line


def metadata(written: str) -> dict[str, Value]:
    """The metadata in braces. Raises UnreadableYaml.

    Where a line break follows the opening brace, block YAML stands between the braces; else they are YAML's own.
    """
    block = _BLOCK_BEGIN.match(written)
    return mapping("\n" + written[block.end() : -1] if block else written)


def mapping(text: str) -> dict[str, Value]:
    """The mapping that a text of YAML is; empty for an empty text. Raises UnreadableYaml for anything else."""
    try:
        value = _value(text)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        raise UnreadableYaml(f"{fault.problem or fault.context}", mark.line if mark else 0) from fault
    except yaml.YAMLError as fault:
        raise UnreadableYaml("a character that YAML does not allow", 0) from fault
    if isinstance(value, dict):
        return value
    if value == "":
        return {}
    raise UnreadableYaml("no keys with values", 0)


def _value(text: str) -> Value:
    """The value of a text of YAML, built without recursion."""
    root: list[Value] = []
    open_nodes: list[tuple[dict[str, Value] | list[Value], list[Value]]] = []
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.AliasEvent):
            raise UnreadableYaml("an alias (`*…`), which is not read; write the value itself", _line(event))
        if isinstance(event, yaml.CollectionStartEvent):
            if len(open_nodes) == _DEEPEST:
                raise UnreadableYaml(f"values nested more than {_DEEPEST} deep", _line(event))
            node: dict[str, Value] | list[Value] = {} if isinstance(event, yaml.MappingStartEvent) else []
            open_nodes.append((node, []))
        elif isinstance(event, yaml.ScalarEvent | yaml.CollectionEndEvent):
            value: Value = event.value if isinstance(event, yaml.ScalarEvent) else open_nodes.pop()[0]
            _put(value, open_nodes, root, _line(event))
    return root[0] if root else ""


def _line(event: yaml.Event) -> int:
    return event.start_mark.line if event.start_mark else 0


def _put(
    value: Value,
    open_nodes: list[tuple[dict[str, Value] | list[Value], list[Value]]],
    root: list[Value],
    line: int,
) -> None:
    """Put a value that is complete where it belongs: a mapping takes a key first, and then what it stands for."""
    if not open_nodes:
        root.append(value)
        return
    node, key = open_nodes[-1]
    if isinstance(node, list):
        node.append(value)
    elif key:
        node[str(key.pop())] = value
    elif isinstance(value, str):
        key.append(value)
    else:
        raise UnreadableYaml("a key that is no word", line)

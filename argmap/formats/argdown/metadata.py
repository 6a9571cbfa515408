"""The YAML in an Argdown document: metadata behind a statement, and the front matter.

Read with PyYAML's parser, whose events say only what stands there: every scalar is the text it is written as, so
that no `no` becomes False and no date a number. Aliases, of which a short text can unfold to gigabytes, are refused.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Final

import yaml

from argmap.formats.argdown.document import Value

_DEEPEST: Final = 50
_BLOCK_BEGIN: Final = re.compile(r"\{[ \t]*\n")
_LOADER: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""The one in C, where PyYAML was built with it, reads ten times as fast."""

_TOO_DEEP: Final = f"values are nested more than {_DEEPEST} deep; write them flatter"
_NOT_YAML: Final = "this is not valid YAML; close its brackets and quotes, and put values with `:` or `#` in quotes"

_Node = tuple[list[Value] | dict[str, Value], list[str]]
"""A list or mapping that is not complete; for a mapping, beside it the key whose value comes next."""


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
        raise UnreadableYaml(_TOO_DEEP if _lies_deep(text) else _NOT_YAML, mark.line if mark else 0) from fault
    except yaml.YAMLError as fault:
        raise UnreadableYaml("a character that YAML does not allow; remove it", 0) from fault
    if isinstance(value, dict):
        return value
    if value == "":
        return {}
    raise UnreadableYaml("no keys with values", 0)


def _lies_deep(text: str) -> bool:
    """Whether the brackets of a text that could not be read are nested too deep, wherever they stand."""
    steps = (1 if sign in "[{" else -1 for sign in text if sign in "[]{}")
    return max(accumulate(steps), default=0) > _DEEPEST


def _value(text: str) -> Value:
    """The value of a text of YAML, built without recursion."""
    root: list[Value] = []
    nodes: list[_Node] = [(root, [])]
    for event in yaml.parse(text, Loader=_LOADER):
        line = event.start_mark.line if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent):
            raise UnreadableYaml("an alias (`*…`), which is not read; write the value itself", line)
        if isinstance(event, yaml.CollectionStartEvent):
            if len(nodes) > _DEEPEST:
                raise UnreadableYaml(_TOO_DEEP, line)
            nodes.append(({} if isinstance(event, yaml.MappingStartEvent) else [], []))
        elif isinstance(event, yaml.ScalarEvent):
            _put(event.value, nodes[-1], line)
        elif isinstance(event, yaml.CollectionEndEvent):
            value, _ = nodes.pop()
            _put(value, nodes[-1], line)
    return root[0] if root else ""


def _put(value: Value, node: _Node, line: int) -> None:
    """Put a value that is complete where it belongs: a mapping takes a key first, and then what it stands for."""
    into, key = node
    if isinstance(into, list):
        into.append(value)
    elif key:
        into[key.pop()] = value
    elif isinstance(value, str):
        key.append(value)
    else:
        raise UnreadableYaml("a key that is no word", line)

"""Foreign files as they come to an importer."""

import json

from argmap.formats import ExportInput, Format, Imported, Incoming, UnreadableFormat
from argmap.model import ArgMap, problems


def incoming(content: object, name: str = "debate.json", files: dict[str, str] | None = None) -> Incoming:
    """A file: bytes or text as they are, anything else as JSON; `files` lie beside it."""
    if not isinstance(content, bytes | str):
        content = json.dumps(content, indent=1, ensure_ascii=False)
    data = content.encode() if isinstance(content, str) else content
    return Incoming(data=data, name=name, neighbour=(files or {}).get)


def imported(fmt: Format, content: object, name: str = "debate.json", files: dict[str, str] | None = None) -> Imported:
    """What a format makes of a file; the map is sound, whatever the file."""
    made = fmt.read(incoming(content, name, files))
    assert problems(made.map) == []
    return made


def refusal(fmt: Format, content: object, name: str = "debate.json") -> str:
    """What a format says of a file that it refuses."""
    try:
        fmt.read(incoming(content, name))
    except UnreadableFormat as fault:
        return str(fault)
    raise AssertionError("the file was imported")


def exported(fmt: Format, whole: ArgMap) -> str:
    """A map in a format that is text."""
    content = fmt.export(ExportInput(map=whole)).content
    assert isinstance(content, str)
    return content


def said(made: Imported) -> str:
    """Everything that was not taken, a line each: `12: what`."""
    return "\n".join(f"{one.line}: {one.message}" for one in made.skipped)

"""A map's file: TOML in and out, with comments, and saving that loses nothing.

One map has one text: `dumps` decides every byte, and `loads` refuses whatever breaks a rule. What saves and what
describes the file is imported when it is first asked for, for most processes only read.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from argmap.store.faults import (
    ChangedOnDisk,
    Fault,
    InvalidMap,
    MapFileError,
    SaveFailed,
    UnreadableMap,
    UnwritableMap,
)
from argmap.store.files import Fingerprint, LoadedMap, fingerprint, load
from argmap.store.locating import lines_of, mentions
from argmap.store.syntax import decode
from argmap.store.texts import loads
from argmap.store.writing import dumps

if TYPE_CHECKING:
    from argmap.store.saving import in_folder, make_folder, save, save_new, write_file
    from argmap.store.schema import schema

__all__ = [
    "ChangedOnDisk",
    "Fault",
    "Fingerprint",
    "InvalidMap",
    "LoadedMap",
    "MapFileError",
    "SaveFailed",
    "UnreadableMap",
    "UnwritableMap",
    "decode",
    "dumps",
    "fingerprint",
    "in_folder",
    "lines_of",
    "load",
    "loads",
    "make_folder",
    "mentions",
    "save",
    "save_new",
    "schema",
    "write_file",
]

_MODULE_OF = {
    "in_folder": "saving",
    "make_folder": "saving",
    "save": "saving",
    "save_new": "saving",
    "write_file": "saving",
    "schema": "schema",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - PEP 562: what a name stands for depends on the name
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
    globals()[name] = found
    return found

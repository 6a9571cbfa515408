"""A map's file: TOML in and out, with comments, and saving that loses nothing.

One map has one text: `dumps` decides every byte, and `loads` refuses whatever breaks a rule.
"""

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
from argmap.store.locating import lines_of
from argmap.store.saving import save, save_new, write_file
from argmap.store.schema import schema
from argmap.store.syntax import decode
from argmap.store.texts import dumps, loads

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
    "lines_of",
    "load",
    "loads",
    "save",
    "save_new",
    "schema",
    "write_file",
]

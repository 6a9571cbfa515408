"""A map's file: TOML in and out, with comments.

One map has one text: `dumps` decides every byte, and `loads` refuses whatever breaks a rule. What saves is in
`argmap.store.saving`: git starts a process for each version of a map that it shows, which would wait 5 ms for that and
for pathlib.
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
from argmap.store.reading import Fingerprint, LoadedMap, fingerprint, load, loads, read_bytes
from argmap.store.scanner import lines_of, mentions
from argmap.store.syntax import decode
from argmap.store.writing import dumps

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
    "mentions",
    "read_bytes",
]

"""Giving memory back to the system that was only needed to open a long text.

Where the C library is not glibc, nothing is done.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ctypes import CDLL

MUCH: Final = 1_000_000
"""Bytes of a text from which opening it takes tens of megabytes for a moment."""
_M_MMAP_THRESHOLD: Final = -3
"""What glibc's `mallopt(3)` calls the size from which a block is mapped by itself, and unmapped when it is freed."""


def give_back_large_blocks() -> None:
    """From now on, let the system have every large block as soon as it is freed.

    glibc raises the threshold with every large block that is freed, up to 32 MB, and keeps blocks below it for the
    next time: the bytes of a text of several megabytes stayed with the process (`benchmarks/memory.py`).
    """
    library = _c_library()
    if library is not None and hasattr(library, "mallopt"):
        library.mallopt(_M_MMAP_THRESHOLD, MUCH)


def give_back_small_blocks() -> None:
    """Let the system have what small blocks left free: a megabyte or two, once a long text is open."""
    library = _c_library()
    if library is not None and hasattr(library, "malloc_trim"):
        library.malloc_trim(0)


@cache
def _c_library() -> CDLL | None:
    if sys.platform != "linux":
        return None
    from ctypes import CDLL

    return CDLL(None)

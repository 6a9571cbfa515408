"""Giving memory back to the system that was only needed to open a long text."""

from __future__ import annotations

import sys
from typing import Final

MUCH: Final = 1_000_000
"""Bytes of a text from which opening it takes tens of megabytes for a moment."""
_M_MMAP_THRESHOLD: Final = -3
"""What glibc's `mallopt(3)` calls the size from which a block is mapped by itself, and unmapped when it is freed."""


def give_back_large_blocks() -> None:
    """From now on, let the system have every large block as soon as it is freed.

    glibc raises the threshold with every large block that is freed, up to 32 MB, and keeps blocks below it for the
    next time: most of what a text of several megabytes took to be decoded, measured and wrapped stayed with the
    process (`benchmarks/memory.py`). Does nothing where the C library is not glibc.
    """
    if sys.platform == "linux":
        import ctypes

        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(_M_MMAP_THRESHOLD, MUCH)

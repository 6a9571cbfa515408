"""The calls by which files are written, counted, so that each of them can fail or be the last."""

import os
from collections.abc import Callable
from typing import Any

COUNTED = ("open", "write", "fsync", "close", "replace", "makedirs", "fchmod", "unlink")
"""The calls of `argmap.files.writing` that change something on the disk, or flush it."""


class FaultyOs:
    """The module `os`, in which `at_call` is told of each such call and may carry it out, raise or end the process."""

    def __init__(self, at_call: Callable[[int, str, Callable[[], Any], tuple[Any, ...]], Any]) -> None:
        self._at_call = at_call
        self._writing: set[int] = set()
        self.calls = 0

    def __getattr__(self, name: str) -> Any:
        call = getattr(os, name)
        if name not in COUNTED:
            return call

        def counted(*arguments: Any, **more: Any) -> Any:
            if name == "open" and not arguments[1] & os.O_CREAT and not os.path.isdir(arguments[0]):  # noqa: PTH112
                return call(*arguments, **more)  # a file that is read
            if name == "close" and arguments[0] not in self._writing:
                return call(*arguments, **more)
            self.calls += 1
            result = self._at_call(self.calls, name, lambda: call(*arguments, **more), arguments)
            if name == "open":
                self._writing.add(result)
            elif name == "close":
                self._writing.discard(arguments[0])
            return result

        return counted

"""Converting a document in a process of its own, so that a file that ends its reader does not end argmap.

The libraries that read documents are written in C, and files are made that crash them or never let them come to an
end. The child gets the bytes of the document on its stdin after one line of JSON that says what is wanted, and writes
one object of JSON a line to its stdout: how far it is, and at the end the document, or why there is none. It may use
as much memory and processor time as is allowed below, where the system knows such limits, and is ended by the parent
where it says nothing for too long, or where the user does not want the document any more.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from typing import IO, Any, Final

from argmap.documents.document import Details, Document, Reached, Unconvertible
from argmap.extras import MissingExtra

MOST_MEMORY: Final = 2 * 2**30
"""Bytes of address space: ten times what a book of 100 MB takes."""
MOST_SILENCE: Final = 180.0
"""Seconds in which no page is finished; a page takes some milliseconds."""
_MOST_PROCESSOR_TIME: Final = 3600
"""Seconds, for all pages together."""
_STEP: Final = 0.1
"""Seconds between two looks whether the user still wants the document."""
_REPORTS_APART: Final = 0.05
_CODE: Final = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
from argmap.documents.child_process import serve
from argmap.documents.converting import convert
serve(convert)
"""
_INSTEAD: Final = "Open it in a browser or its own program, print it to a new PDF, and add that."


def convert_apart(kind: str, data: bytes, name: str, reached: Reached, *, whole: bool) -> Document:
    """What `converting.convert` makes of a document, in a child process.

    Raises Unconvertible, also where the reader crashes or takes too much; MissingExtra, OSError where no process
    can be started, and what `reached` raises.
    """
    child = subprocess.Popen(
        [sys.executable, "-P", "-c", _CODE, json.dumps(sys.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    assert child.stdin is not None
    assert child.stdout is not None
    said: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
    request = json.dumps({"kind": kind, "name": name, "whole": whole}).encode() + b"\n"
    threads = (
        threading.Thread(target=_send, args=(child.stdin, request, data), daemon=True),
        threading.Thread(target=_receive, args=(child.stdout, said), daemon=True),
    )
    for thread in threads:
        thread.start()
    try:
        return _outcome(child, said, name, reached)
    finally:
        child.kill()
        child.wait()
        for thread in threads:
            thread.join()


def _send(stdin: IO[bytes], *pieces: bytes) -> None:
    with suppress(OSError), stdin:  # a child that has crashed reads no more
        for piece in pieces:
            stdin.write(piece)


def _receive(stdout: IO[bytes], said: queue.SimpleQueue[dict[str, Any] | None]) -> None:
    with stdout:
        for line in stdout:
            try:
                said.put(json.loads(line))
            except ValueError:
                break  # cut short, as the child crashed
    said.put(None)


def _outcome(
    child: subprocess.Popen[bytes], said: queue.SimpleQueue[dict[str, Any] | None], name: str, reached: Reached
) -> Document:
    share, heard = 0.0, time.monotonic()
    while True:
        reached(share)
        try:
            message = said.get(timeout=_STEP)
        except queue.Empty:
            if time.monotonic() - heard > MOST_SILENCE:
                raise Unconvertible(
                    f"{name} takes too long: no further page was finished in {MOST_SILENCE / 60:.0f} minutes. "
                    f"Nothing was changed. {_INSTEAD}"
                ) from None
            continue
        heard = time.monotonic()
        if message is None:
            raise Unconvertible(_of_a_crash(name, child.wait()))
        if "reached" in message:
            share = float(message["reached"])
        elif "refused" in message:
            raise Unconvertible(str(message["refused"]))
        elif "missing" in message:
            raise MissingExtra(str(message["missing"]), "documents")
        else:
            return _document(message["document"])


def _of_a_crash(name: str, code: int) -> str:
    """What is said of a child that ended without an answer; `code` is its exit code, or minus its signal."""
    if code == -getattr(signal, "SIGXCPU", 0):
        return f"{name} takes too long: it was read for an hour. Nothing was changed. {_INSTEAD}"
    try:
        how = f" ({signal.Signals(-code).name})" if code < 0 else f" (exit code {code})"
    except ValueError:
        how = f" (signal {-code})"
    return (
        f"{name} cannot be read: its reader crashed{how}, or needed more than {MOST_MEMORY // 2**30} GB of memory. "
        f"It is damaged or malicious. Nothing was changed. {_INSTEAD}"
    )


def _document(value: dict[str, Any]) -> Document:
    return Document(
        text=value["text"],
        labels=tuple(value["labels"]),
        details=Details(**value["details"]),
        converter=value["converter"],
        left_out=tuple(value["left_out"]),
        doubts=tuple(value["doubts"]),
    )


def serve(convert: Callable[..., Document]) -> None:
    """What the child does: convert the document on stdin, and write on stdout what comes of it.

    `convert` is that of `converting`, which imports this module.
    """
    with suppress(AttributeError, OSError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends it
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints
    _limit()

    request = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    last = 0.0

    def answer(**message: object) -> None:
        answers.write(json.dumps(message).encode() + b"\n")
        answers.flush()

    def reached(share: float) -> None:
        nonlocal last
        if time.monotonic() - last > _REPORTS_APART:
            last = time.monotonic()
            answer(reached=share)

    name = request["name"]
    try:
        document = convert(request["kind"], data, name, reached, whole=request["whole"])
        answer(document=asdict(document))
    except Unconvertible as refusal:
        answer(refused=str(refusal))
    except ImportError:
        answer(missing=request["kind"].upper())
    except MemoryError:
        answer(refused=f"{name} needs more than {MOST_MEMORY // 2**30} GB of memory. Split it into parts.")
    except BrokenPipeError:
        pass  # nobody waits any more
    except Exception as fault:
        failed = f"its reader failed ({type(fault).__name__})"
        answer(refused=f"{name} cannot be read: {failed}. It may be damaged. {_INSTEAD}")


def _limit() -> None:
    """Limit the memory and time of this process, where the system can."""
    try:
        import resource
    except ImportError:
        return  # Windows: the parent's patience is the limit
    for kind, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, _MOST_PROCESSOR_TIME),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):  # macOS has no limit of memory, and a lower one may stand already
            _, hardest = resource.getrlimit(kind)
            resource.setrlimit(kind, (most if hardest == resource.RLIM_INFINITY else min(most, hardest), hardest))

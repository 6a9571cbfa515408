"""A map as lines that read well in a line-by-line diff: what git's `textconv` is given.

Elements stand in the order of their ids, and a line names others by id alone, so that one change of the argument
changes few lines. Lines have no signs of their own, for the diff gives them some. Everything that the file says is
here, but for its comments.

Git starts a process for each version of a map that `git log -p` or `git blame` shows, so nothing is imported here that
this does not need: no click, no pathlib, no hashes.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from argmap import __version__
from argmap.model import ArgMap, Claim, Link, Quote, Reading, Role, Source, address_text, premises_text
from argmap.store.faults import InvalidMap, UnreadableMap
from argmap.store.reading import loads, read_bytes
from argmap.store.syntax import decode
from argmap.text.one_line import reading_line
from argmap.text.visible import visible_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CACHED = "--cached-by"
"""Comes before the version of argmap whose lines git keeps; another version must not add its own to them."""


def textconv(words: Sequence[str]) -> int:
    """Prints the map `[--cached-by VERSION] [--] FILE` as lines, and gives the exit code.

    What is no valid map is printed as it is: git compares the lines then, as it would without argmap.
    """
    words = list(words)
    if words[:1] == [CACHED]:
        if words[1:2] != [__version__]:
            sys.stderr.write(
                f"argmap: git has cached the lines of maps that argmap {' '.join(words[1:2])} made, and this is argmap "
                f"{__version__}; run `argmap git enable` once, or read on with --no-textconv\n"
            )
            return 1
        del words[:2]
    if words[:1] == ["--"]:
        del words[0]
    if len(words) != 1:
        sys.stderr.write("argmap: usage: argmap git textconv [--cached-by VERSION] [--] FILE\n")
        return 2
    try:
        data = read_bytes(words[0])
    except UnreadableMap as fault:
        sys.stderr.write(f"argmap: {fault}\n")
        return 4
    try:
        lines = readable_lines(loads(decode(data, words[0]), words[0]))
        data = "".join(f"{visible_line(line)}\n" for line in lines).encode("utf-8", "backslashreplace")
    except InvalidMap:
        if b"\0" in data:
            from argmap.text.reading import blob_id

            data = f"binary data, {len(data)} bytes, {blob_id(data)}\n".encode()
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nobody reads on; Python flushes at its end
    except OSError as refused:
        from argmap.files.errors import system_reason

        sys.stderr.write(f"argmap: the lines cannot be written: {system_reason(refused)}\n")
        return 4
    return 0


def readable_lines(map_: ArgMap) -> Iterator[str]:
    """The map, line by line; wrapped lines within a text are joined."""
    yield f"map: {reading_line(map_.title)}"
    yield from _optional(note=map_.note)
    for claim_id in map_.thesis:
        yield f"    thesis {claim_id}"
    for claim_id, claim in sorted(map_.claims.items()):
        yield from ("", f"claim {claim_id}", *_claim(claim), *map(_link, map_.links_to(claim_id)))
    for quote_id, quote in sorted(map_.quotes.items()):
        yield from ("", f"quote {quote_id}", *_quote(quote))
    for source_id, source in sorted(map_.sources.items()):
        yield from ("", f"source {source_id}", *_source(source))
    for where, conflict in sorted(map_.conflicts.items()):
        sides = {"base": conflict.base, "ours": conflict.ours, "theirs": conflict.theirs}
        yield from (
            "",
            f"conflict {address_text(where)}",
            *_optional(**{at: _said(side) for at, side in sides.items()}),
        )


def _claim(claim: Claim) -> Iterator[str]:
    yield f"    {reading_line(claim.text)}"
    yield from _optional(note=claim.note, tags=", ".join(claim.tags))


def _link(link: Link) -> str:
    if link.role is Role.UNDERCUT:
        return f"    its link from {premises_text(link.against)} undercut by {premises_text(link.premises)}"
    verb = "supported by" if link.role is Role.SUPPORT else "countered by"
    return f"    {verb} {premises_text(link.premises)}"


def _quote(quote: Quote) -> Iterator[str]:
    yield f"    “{reading_line(quote.text)}”"
    yield from _optional(translation=quote.translation, note=quote.note, tags=", ".join(quote.tags))
    yield f"    from {quote.source} at {quote.at}" + (f" in version {quote.blob}" if quote.blob else "")
    yield from _optional(before=quote.before, after=quote.after)


def _source(source: Source) -> Iterator[str]:
    year = None if source.year is None else str(source.year)
    yield from _optional(title=source.title, author=source.author, year=year, lang=source.lang, url=source.url)
    yield from _optional(path=source.path, encoding=source.encoding, version=source.blob)
    yield from _optional(note=source.note, tags=", ".join(source.tags))


def _optional(**fields: str | None) -> Iterator[str]:
    for name, value in fields.items():
        if value:
            yield f"    {name}: {reading_line(value)}"


def _said(reading: Reading) -> str | None:
    if isinstance(reading, tuple):
        return ", ".join(reading)
    return None if reading is None else str(reading)

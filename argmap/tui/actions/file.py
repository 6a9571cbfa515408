"""Actions on history, file and clipboard: undo, redo, save again, quit, copy."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from argmap.corpus.texts import as_cited
from argmap.edit import Refused
from argmap.edit.sentences import words_of
from argmap.session import Trouble, TroubleKind
from argmap.store import MapFileError
from argmap.text.one_line import reading_line
from argmap.tui.content import count
from argmap.tui.state.context import MapContext, Passage
from argmap.tui.state.controller import git_left_sides, merge_sides_of
from argmap.tui.state.host import ActionHost

if TYPE_CHECKING:
    from argmap.corpus import QuoteState
    from argmap.model import Source

TRY_AGAIN = "Try again"
MERGE = "Merge the two sides"
WRITE_AGAIN = "Write it again"
SAVE_COPY = "Save a copy"
LATER = "Later"
MERGING = (
    "Git left two sides of it. They can be merged as arguments, not as lines: what clashes is kept in both readings, "
    "to be decided side by side. The file as it is now is kept beside it."
)


async def undo(host: ActionHost) -> None:
    """Take the last edit back."""
    host.controller.undo()


async def redo(host: ActionHost) -> None:
    """Do the last edit that was taken back again."""
    host.controller.redo()


async def save_again(host: ActionHost) -> None:
    """Write what is not yet in the file."""
    host.controller.save_again()


async def save_copy(host: ActionHost) -> None:
    """Write the map as it is to a file that is not there yet."""
    from argmap.tui.dialogs.form import Field, Form

    path = host.session.path
    suggested = str(path.with_name(f"{path.stem}-copy{path.suffix}"))

    def carry_out(answers: dict[str, str]) -> None:
        wanted = Path(answers.get("path", suggested)).expanduser()
        host.controller.save_copy(wanted)
        host.tell(f"saved as {wanted}")

    await host.ask(Form("Save a copy", [Field("path", "File", suggested)], keep="Save", carry_out=carry_out))


async def tell_trouble(host: ActionHost, trouble: Trouble) -> None:
    """Say that file and map are apart, and offer the ways on."""
    from argmap.tui.dialogs.form import Question

    session = host.session
    gone = trouble.kind is TroubleKind.GONE
    title = "Not saved" if session.unsaved else "The file is gone" if gone else "The file on disk does not load"
    kept = f"\n\n{edits_kept(host)}" if session.unsaved else "\n\nThe map as it was is still open here."
    sides = await asyncio.to_thread(git_left_sides, session.path)
    offer = [MERGE] if sides else []
    ways = [WRITE_AGAIN if gone else TRY_AGAIN, SAVE_COPY, LATER]
    body = (f"{MERGING}\n\n" if sides else "") + trouble.text + kept
    answer = await host.ask(Question(title, body, [*offer, *ways], warning=True))
    if answer == MERGE:
        await merge_sides(host)
    elif answer == WRITE_AGAIN:
        host.controller.write_again()
    elif answer == TRY_AGAIN:
        host.controller.save_again()
    elif answer == SAVE_COPY:
        await save_copy(host)


async def merge_sides(host: ActionHost) -> None:
    """Merge what git left in the file, take that over, and go on to what is to be decided."""
    from argmap.git import GitFault

    try:
        said, _ = await asyncio.to_thread(merge_sides_of, host.session.path)
    except (GitFault, MapFileError, Refused) as fault:
        host.tell(str(fault), "error")
        return
    with host.controller.deciding():
        host.controller.save_again()
    host.tell(said)
    if host.session.map.conflicts:
        await host.decide_conflicts()


def edits_kept(host: ActionHost) -> str:
    """Which edits are in memory only."""
    unsaved = host.session.unsaved
    return "\n".join([f"{count(len(unsaved), 'edit')} in memory only:", *(f"· {name}" for name in unsaved)])


async def leave(host: ActionHost) -> None:
    """End argmap; where edits are not in the file, ask first."""
    from argmap.tui.dialogs.form import Question

    if not host.session.unsaved:
        host.leave()
        return
    lose = f"Quit and lose {count(len(host.session.unsaved), 'edit')}"
    answer = await host.ask(
        Question("Not everything is saved", edits_kept(host), [TRY_AGAIN, SAVE_COPY, lose, "Stay"], warning=True)
    )
    if answer == TRY_AGAIN:
        host.controller.save_again()
        if not host.session.unsaved:
            host.leave()
    elif answer == SAVE_COPY:
        await save_copy(host)
    elif answer == lose:
        host.leave()


MOST_BYTES: Final = 700_000
"""In UTF-8; as a terminal is told them they are a third more, and tmux takes a million bytes at once, as many do."""


class Copied(NamedTuple):
    """What goes to the clipboard."""

    words: str
    said: str
    """What it is, in a few words."""


async def copy(host: ActionHost) -> None:
    """Copy the words of what is selected or under the cursor."""
    _hand_over(host, copied(host.context()))


async def copy_with_source(host: ActionHost) -> None:
    """Copy them with where they are from."""
    _hand_over(host, copied_with_source(host.context(), host.snapshot.states))


def copied(now: MapContext) -> Copied:
    """The words of a passage as they stand in the text; of the map, verbatim if one is meant, else a line each."""
    if (passage := now.passage or now.quoted) is not None:
        return Copied(_words_in(passage), _name_of(now))
    members = _members(now)
    if len(members) == 1:
        return Copied(_own_words(now, members[0]), _name_of(now))
    return Copied("\n".join(reading_line(_own_words(now, member)) for member in members), _name_of(now))


def copied_with_source(now: MapContext, quote_states: Mapping[str, QuoteState]) -> Copied:
    """The same on one line each, quotes in quotation marks with their source and page, as far as these are known."""
    if (passage := now.passage or now.quoted) is not None:
        page = passage.opened.page_of(*passage.span)
        cited = _cited(_words_in(passage), now.map.sources[passage.source_id], page)
        return Copied(cited, f"{_name_of(now)} with its source")
    lines = []
    for member in _members(now):
        quote = now.map.quotes.get(member)
        if quote is None:
            lines.append(reading_line(_own_words(now, member)))
        else:
            quote_state = quote_states.get(member)
            lines.append(_cited(quote.text, now.map.sources[quote.source], quote_state.page if quote_state else None))
    return Copied("\n".join(lines), f"{_name_of(now)} with {'their sources' if len(lines) > 1 else 'its source'}")


def _hand_over(host: ActionHost, what: Copied) -> None:
    length = len(what.words)
    if len(what.words.encode()) > MOST_BYTES:
        host.tell(f"{length:,} characters are more than a terminal hands to the clipboard: select less", "warning")
        return
    host.copy(what.words)
    host.tell(f"copied {what.said}: {length:,} character{'' if length == 1 else 's'}")


def _members(now: MapContext) -> list[str]:
    """The claims and quotes that are marked or under the cursor, each once; or the source."""
    if now.source_id is not None:
        return [now.source_id]
    return list(dict.fromkeys(chain.from_iterable(spot.premises for spot in now.spots)))


def _own_words(now: MapContext, member: str) -> str:
    """What a claim says, or the text of a quote in its own language; a source as it is cited."""
    if member in now.map.quotes:
        return now.map.quotes[member].text
    if member in now.map.sources:
        return _source_said(now.map.sources[member], None)
    return words_of(now.map, member)


def _words_in(passage: Passage) -> str:
    return passage.opened.text[passage.span[0] : passage.span[1]]


def _name_of(now: MapContext) -> str:
    if now.passage is not None:
        return "the selected passage"
    members = _members(now)
    if len(members) > 1:
        return count(len(members), "row")
    if now.source_id is not None:
        return "the source"
    return "the quote" if now.quoted or members[0] in now.map.quotes else "the claim"


def _cited(words: str, source: Source, page: str | None) -> str:
    return f"“{reading_line(words)}” ({_source_said(source, page)})"


def _source_said(source: Source, page: str | None) -> str:
    """Author, title, year and page of a source, as far as they are known; for want of a title, the file's name."""
    title = source.title or source.path.rpartition("/")[2]
    return ", ".join(reading_line(part) for part in _present(source.author, title, source.year, as_cited(page)))


def _present(*parts: str | int | None) -> Iterable[str]:
    return (str(part) for part in parts if part)


async def choose_map(host: ActionHost) -> None:
    """Change to another of the maps that were named at the start, or that lie beside this one."""
    from argmap.tui.dialogs.picker import MapChooser

    if host.session.unsaved:
        raise Refused("this map has edits that are not in its file", "save them first, or save a copy")
    path = await host.ask(MapChooser(host.maps))
    if path is not None:
        host.open_map(path)

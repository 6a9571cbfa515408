"""`anchor`: where each quote stands now, old words beside new, and storing that."""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import click

from argmap.cli.common import (
    Maps,
    json_option,
    load_map,
    narrate_old_translation,
    one_of,
    paths_argument,
    retried,
    say_json,
)
from argmap.cli.output import ExitCode, count, narrate, say
from argmap.corpus import Corpus, Project, Standing
from argmap.corpus.anchoring import reanchor
from argmap.diff import same_words
from argmap.model import ArgMap
from argmap.store import LoadedMap, load
from argmap.store.saving import save


@click.command()
@paths_argument
@click.option("--write", is_flag=True, help="Store the places and words found, for every quote that was found.")
@click.option("--quote", "only", multiple=True, metavar="ID", help="Only this quote; can be given several times.")
@click.option("--all", "show_all", is_flag=True, help="List the exact quotes too.")
@json_option
def anchor(paths: tuple[Path, ...], write: bool, only: tuple[str, ...], show_all: bool, as_json: bool) -> int:
    """Show where each quote is found in its text as it is now; without PATH, for every map below this folder.

    Where the words differ, the stored ones (-) and those found (+) are printed. Quotes that are ambiguous,
    rewritten or lost are never stored.
    """
    reports = []
    waiting = False
    maps = Maps(paths)
    if only:
        known = {at for _, whole in maps.each(load_map) for at in whole.quotes}
        for quote_id in only:
            one_of(quote_id, known, "quote")
    for path, (corpus, loaded, standings, stored, reworded) in maps.each(partial(_found, only=only, write=write)):
        # What was found is settled once it is stored; what was not found waits for a person in any case.
        waiting |= any(one.span is None or (one.needs_review and not write) for one in standings.values())
        if as_json:
            reports.append(_as_json(path, loaded.map, corpus, standings, stored))
            continue
        for quote_id in sorted(standings):
            if show_all or standings[quote_id].state != "exact":
                for line in _lines(path, loaded.map, corpus, quote_id, standings[quote_id]):
                    say(line)
        for quote_id in reworded:
            narrate_old_translation(loaded.map.quotes[quote_id], quote_id)
        if write:
            narrate(f"{path}: {count(len(stored), 'quote')} changed" if stored else f"{path}: nothing to store")
    if as_json:
        say_json({"maps": [*reports, *(one.as_json for one in maps.failed)]})
    return ExitCode.REVIEW if waiting else ExitCode.OK


def _found(
    path: Path, only: tuple[str, ...], *, write: bool
) -> tuple[Corpus, LoadedMap, dict[str, Standing], tuple[str, ...], tuple[str, ...]]:
    """The map with its texts, where its quotes stand, and what of that was stored, as `_store` gives it."""
    corpus = Corpus(Project.of(path))

    def attempt() -> tuple[Corpus, LoadedMap, dict[str, Standing], tuple[str, ...], tuple[str, ...]]:
        loaded = load(path)
        standings = corpus.standings(loaded.map)
        if only:
            standings = {at: standing for at, standing in standings.items() if at in only}
        return corpus, loaded, standings, *(_store(path, loaded, corpus, standings) if write else ((), ()))

    return retried(attempt)


def _store(
    path: Path, loaded: LoadedMap, corpus: Corpus, standings: Mapping[str, Standing]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Stores where quotes were found; gives the ids of those whose lines changed, and of those whose words did."""
    before, after = loaded.map.quotes, reanchor(corpus, loaded.map, standings)
    if after != loaded.map:
        save(path, after, loaded.fingerprint)
    changed = tuple(sorted(at for at, quote in after.quotes.items() if quote != before[at]))
    return changed, tuple(at for at in changed if not same_words(before[at].text, after.quotes[at].text))


def _lines(path: Path, whole: ArgMap, corpus: Corpus, quote_id: str, standing: Standing) -> Iterator[str]:
    quote = whole.quotes[quote_id]
    place = f"{whole.sources[quote.source].path}:{standing.line}" if standing.line else quote.source
    resolution = standing.resolution
    sure = f", {resolution.score:.0%}" if resolution and standing.state == "fuzzy" else ""
    missing = standing.no_old_text if standing.needs_review else None
    why = (standing.fault, resolution.reason if resolution else None, missing)
    yield " · ".join([f"{path}: {quote_id}: {standing.state}{sure}", place, *filter(None, why)])
    if resolution is None:
        return
    text = corpus.open(whole.sources[quote.source]).text
    if resolution.start is not None and not same_words(quote.text, text[resolution.start : resolution.end]):
        yield f"  - {quote.text}"
        yield f"  + {text[resolution.start : resolution.end]}"
    for candidate in resolution.candidates:
        line = corpus.open(whole.sources[quote.source]).line_at(candidate.start)
        yield f"  ? line {line}, {candidate.score:.0%}: {text[candidate.start : candidate.end]}"


def _as_json(
    path: Path, whole: ArgMap, corpus: Corpus, standings: Mapping[str, Standing], stored: tuple[str, ...]
) -> dict[str, Any]:
    return {
        "path": path.as_posix(),
        "stored": list(stored),
        "quotes": [
            standing_as_json(whole, corpus, quote_id, standing) for quote_id, standing in sorted(standings.items())
        ],
    }


def standing_as_json(whole: ArgMap, corpus: Corpus, quote_id: str, standing: Standing) -> dict[str, Any]:
    """Where one quote stands, for `--json`: positions in code points, the words stored and found."""
    quote = whole.quotes[quote_id]
    told: dict[str, Any] = {"id": quote_id, "source": quote.source, "state": standing.state, "text": quote.text}
    resolution = standing.resolution
    if resolution is None:
        return told | {"fault": standing.fault}
    text = corpus.open(whole.sources[quote.source]).text
    if resolution.start is not None:
        told |= {
            "line": standing.line,
            **({"page": standing.page} if standing.page else {}),
            "start": resolution.start,
            "end": resolution.end,
            "found": text[resolution.start : resolution.end],
        }
    if resolution.candidates:
        told["candidates"] = [
            {
                "start": at.start,
                "end": at.end,
                "score": round(at.score, 3),
                "text": text[at.start : at.end],
            }
            for at in resolution.candidates
        ]
    if standing.no_old_text:
        told["no_old_text"] = standing.no_old_text
    return told | {"score": round(resolution.score, 3)}

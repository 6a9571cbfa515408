"""`anchor`: where each quote is found now, old words beside new, and storing that."""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import click

from argmap.cli.common import (
    Maps,
    json_option,
    load_map,
    one_of,
    paths_argument,
    print_json,
    report_old_translation,
    retried,
)
from argmap.cli.output import ExitCode, count, report, say
from argmap.corpus import Corpus, Project, QuoteState
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
        known = {at for _, map_ in maps.each(load_map) for at in map_.quotes}
        for quote_id in only:
            one_of(quote_id, known, "quote")
    for path, (corpus, loaded, quote_states, stored, reworded) in maps.each(partial(_found, only=only, write=write)):
        # What was found is settled once it is stored; what was not found waits for a person in any case.
        waiting |= any(one.span is None or (one.needs_review and not write) for one in quote_states.values())
        if as_json:
            reports.append(_as_json(path, loaded.map, corpus, quote_states, stored))
            continue
        for quote_id in sorted(quote_states):
            if show_all or quote_states[quote_id].state != "exact":
                for line in _lines(path, loaded.map, corpus, quote_id, quote_states[quote_id]):
                    say(line)
        for quote_id in reworded:
            report_old_translation(loaded.map.quotes[quote_id], quote_id)
        if write:
            report(f"{path}: {count(len(stored), 'quote')} changed" if stored else f"{path}: nothing to store")
    if as_json:
        print_json({"maps": [*reports, *(one.as_json for one in maps.failed)]})
    return ExitCode.REVIEW if waiting else ExitCode.OK


def _found(
    path: Path, only: tuple[str, ...], *, write: bool
) -> tuple[Corpus, LoadedMap, dict[str, QuoteState], tuple[str, ...], tuple[str, ...]]:
    """The map with its texts, where its quotes are found, and what of that was stored, as `_store` gives it."""
    corpus = Corpus(Project.of(path))

    def attempt() -> tuple[Corpus, LoadedMap, dict[str, QuoteState], tuple[str, ...], tuple[str, ...]]:
        loaded = load(path)
        quote_states = corpus.quote_states(loaded.map)
        if only:
            quote_states = {at: quote_state for at, quote_state in quote_states.items() if at in only}
        return corpus, loaded, quote_states, *(_store(path, loaded, corpus, quote_states) if write else ((), ()))

    return retried(attempt)


def _store(
    path: Path, loaded: LoadedMap, corpus: Corpus, quote_states: Mapping[str, QuoteState]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Stores where quotes were found; gives the ids of those whose lines changed, and of those whose words did."""
    before, after = loaded.map.quotes, reanchor(corpus, loaded.map, quote_states)
    if after != loaded.map:
        save(path, after, loaded.fingerprint)
    changed = tuple(sorted(at for at, quote in after.quotes.items() if quote != before[at]))
    return changed, tuple(at for at in changed if not same_words(before[at].text, after.quotes[at].text))


def _lines(path: Path, map_: ArgMap, corpus: Corpus, quote_id: str, quote_state: QuoteState) -> Iterator[str]:
    quote = map_.quotes[quote_id]
    place = f"{map_.sources[quote.source].path}:{quote_state.line}" if quote_state.line else quote.source
    resolution = quote_state.resolution
    sure = f", {resolution.score:.0%}" if resolution and quote_state.state == "fuzzy" else ""
    missing = quote_state.no_old_text if quote_state.needs_review else None
    why = (quote_state.fault, resolution.reason if resolution else None, missing)
    yield " · ".join([f"{path}: {quote_id}: {quote_state.state}{sure}", place, *filter(None, why)])
    if resolution is None:
        return
    text = corpus.open(map_.sources[quote.source]).text
    if resolution.start is not None and not same_words(quote.text, text[resolution.start : resolution.end]):
        yield f"  - {quote.text}"
        yield f"  + {text[resolution.start : resolution.end]}"
    for candidate in resolution.candidates:
        line = corpus.open(map_.sources[quote.source]).line_at(candidate.start)
        yield f"  ? line {line}, {candidate.score:.0%}: {text[candidate.start : candidate.end]}"


def _as_json(
    path: Path, map_: ArgMap, corpus: Corpus, quote_states: Mapping[str, QuoteState], stored: tuple[str, ...]
) -> dict[str, Any]:
    return {
        "path": path.as_posix(),
        "stored": list(stored),
        "quotes": [
            quote_state_as_json(map_, corpus, quote_id, quote_state)
            for quote_id, quote_state in sorted(quote_states.items())
        ],
    }


def quote_state_as_json(map_: ArgMap, corpus: Corpus, quote_id: str, quote_state: QuoteState) -> dict[str, Any]:
    """Where one quote is found, for `--json`: positions in code points, the words stored and found."""
    quote = map_.quotes[quote_id]
    told: dict[str, Any] = {"id": quote_id, "source": quote.source, "state": quote_state.state, "text": quote.text}
    resolution = quote_state.resolution
    if resolution is None:
        return told | {"fault": quote_state.fault}
    text = corpus.open(map_.sources[quote.source]).text
    if resolution.start is not None:
        told |= {
            "line": quote_state.line,
            **({"page": quote_state.page} if quote_state.page else {}),
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
    if quote_state.no_old_text:
        told["no_old_text"] = quote_state.no_old_text
    return told | {"score": round(resolution.score, 3)}

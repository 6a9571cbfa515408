"""What an export is made from: the map or a part of it, its texts, and its paths as they will be read."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from argmap.corpus import Corpus, OutsideProject, Project
from argmap.edit.refusal import known
from argmap.files.errors import UnreadableSource
from argmap.formats.format import ExportInput, Format
from argmap.graph.webs import neighbourhood
from argmap.model import ArgMap, Claim, Premises, living_conflicts, tidy_comments


def export_input_for(fmt: Format, map_: ArgMap, corpus: Corpus, folder: Path | None = None) -> ExportInput:
    """The input of a map's export, whose file will lie in `folder`, if that is known."""
    texts, quote_states = {}, {}
    if fmt.opens_texts:
        for source_id, source in map_.sources.items():
            if not map_.quotes_of(source_id):
                continue  # a text that nobody cites does not leave with the map
            try:
                texts[source_id] = corpus.open(source).text
            except (OutsideProject, UnreadableSource):
                continue  # what is known of these is in the states of their quotes
        quote_states = corpus.quote_states(map_)
    seen_from = map_ if folder is None else with_paths_from(map_, corpus.project, folder)
    return ExportInput(map=seen_from, quote_states=quote_states, texts=texts)


def with_paths_from(map_: ArgMap, project: Project, folder: Path) -> ArgMap:
    """A map whose sources' paths lead from `folder` instead of from the map's own; the same outside the project."""
    here, there = project.map_path.parent, folder.resolve()
    if here == there or not there.is_relative_to(project.root):
        return map_
    sources = {
        at: replace(source, path=Path(os.path.relpath(here / source.path, there)).as_posix())
        for at, source in map_.sources.items()
    }
    return replace(map_, sources=sources)


def excerpt(map_: ArgMap, focus: str, depth: int) -> ArgMap:
    """The part of a map that `depth` links lead to from the claim, quote or source `focus`, as a sound map.

    Of a source, its quotes are the beginning. It has the links whose ends are all in the part; its theses are those
    of the map, or where none of these is in it, the claim `focus` itself. Raises Refused for an unknown id.
    """
    section = known(map_, focus)
    around = set(map_.quotes_of(focus)) if section == "sources" else {focus}
    near = neighbourhood(map_, around, depth)
    quotes = {at: quote for at, quote in map_.quotes.items() if at in near}
    used = {quote.source for quote in quotes.values()} | ({focus} if section == "sources" else set())
    thesis = tuple(at for at in map_.thesis if at in near)
    part = replace(
        map_,
        thesis=thesis or ((focus,) if section == "claims" else ()),
        sources={at: source for at, source in map_.sources.items() if at in used},
        claims={at: _between(claim, near) for at, claim in map_.claims.items() if at in near},
        quotes=quotes,
    )
    part = replace(part, conflicts=living_conflicts(part))
    return replace(part, comments=tidy_comments(part.comments, part.addresses()))


def _between(claim: Claim, near: frozenset[str]) -> Claim:
    """`claim` with those of its links that begin inside `near`."""
    supported, countered = _inside(claim.supported_by, near), _inside(claim.countered_by, near)
    undercut: Mapping[Premises, tuple[Premises, ...]] = {
        against: _inside(groups, near)
        for against, groups in claim.undercut.items()
        if (against in supported or against in countered) and _inside(groups, near)
    }
    return replace(claim, supported_by=supported, countered_by=countered, undercut=undercut)


def _inside(groups: tuple[Premises, ...], near: frozenset[str]) -> tuple[Premises, ...]:
    return tuple(group for group in groups if near.issuperset(group))

"""What an export is made of, gathered: the map or a part of it, its texts, and its paths as they will be read."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from argmap.corpus import Corpus, OutsideProject, Project
from argmap.formats.format import Format, Material
from argmap.model import ArgMap
from argmap.text import UnreadableSource


def material_for(fmt: Format, whole: ArgMap, corpus: Corpus, folder: Path | None = None) -> Material:
    """The material for a map's export, whose file will lie in `folder`, if that is known."""
    texts, standings = {}, {}
    if fmt.opens_texts:
        for source_id, source in whole.sources.items():
            if not whole.quotes_of(source_id):
                continue  # a text that nobody cites does not leave with the map
            try:
                texts[source_id] = corpus.open(source).text
            except (OutsideProject, UnreadableSource):
                continue  # what is known of these is in the standings of their quotes
        standings = corpus.standings(whole)
    seen_from = whole if folder is None else with_paths_from(whole, corpus.project, folder)
    return Material(map=seen_from, standings=standings, texts=texts)


def with_paths_from(whole: ArgMap, project: Project, folder: Path) -> ArgMap:
    """A map whose sources' paths lead from `folder` instead of from the map's own; the same outside the project."""
    here, there = project.map_path.parent, folder.resolve()
    if here == there or not there.is_relative_to(project.root):
        return whole
    sources = {
        at: replace(source, path=Path(os.path.relpath(here / source.path, there)).as_posix())
        for at, source in whole.sources.items()
    }
    return replace(whole, sources=sources)

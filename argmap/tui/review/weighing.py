"""Finding out how every quote of a map stands, beside the screen, so that no key waits for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from textual.message import Message

from argmap.corpus import Corpus, OpenText, OutsideProject, Standing
from argmap.model import ArgMap
from argmap.text import UnreadableSource


class Weighed(Message):
    """It is known how every quote of a map stands."""

    def __init__(self, whole: ArgMap, standings: Mapping[str, Standing], opened: Mapping[str, OpenText]) -> None:
        super().__init__()
        self.whole: Final = whole
        """The map that was looked at."""
        self.standings: Final = standings
        self.opened: Final = opened
        """The texts that could be read, by source."""


def weighed(corpus: Corpus, whole: ArgMap) -> Weighed:
    """How every quote of a map stands, in texts that did not change while they were looked in."""
    opened = readable(corpus, whole)
    while True:
        standings = corpus.standings(whole)
        afterwards = readable(corpus, whole)
        if versions(afterwards) == versions(opened):
            _prepare(whole, standings, afterwards)
            return Weighed(whole, standings, afterwards)
        opened = afterwards


def _prepare(whole: ArgMap, standings: Mapping[str, Standing], opened: Mapping[str, OpenText]) -> None:
    """Make the indexes by which other places are found, so that no key waits for them."""
    due = {whole.quotes[quote_id].source for quote_id, standing in standings.items() if standing.state != "exact"}
    for source_id in due & opened.keys():
        opened[source_id].resolver.prepare()


def readable(corpus: Corpus, whole: ArgMap) -> dict[str, OpenText]:
    """The texts of a map as they are now, by source, without those that cannot be read: their quotes say why."""
    opened = {}
    for source_id, source in whole.sources.items():
        try:
            opened[source_id] = corpus.open(source)
        except (OutsideProject, UnreadableSource):
            continue
    return opened


def versions(opened: Mapping[str, OpenText]) -> dict[str, str]:
    """Which version of each text is open."""
    return {source_id: text.content.blob for source_id, text in opened.items()}

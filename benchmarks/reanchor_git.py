"""Re-anchoring through a real repository: the protocol of reanchor.py, with the old texts fetched from git.

For each pair of texts the old one is committed in a temporary repository, then renamed and committed as the new
one. The quotes are anchored in the old text and resolved as `argmap check` does it: by a corpus that knows the
version they were anchored in by its blob id alone.

`ms` is the time of one quote. What is done once for a text, whatever the number of its quotes, is left out: making the
repository, starting git, reading and comparing the two texts.
"""

import functools
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from argmap.anchor import Resolver
from argmap.corpus import Corpus, Project
from argmap.model import ArgMap, Quote, Source
from argmap.text.reading import SourceText, read_source

AUTHOR = ("-c", "user.name=ActionHost", "-c", "user.email=bench@example.org", "-c", "core.autocrlf=false")


@functools.lru_cache(maxsize=4)
def read(path: str) -> SourceText:
    """A text, with its folding."""
    return read_source(Path(path))


@functools.lru_cache(maxsize=2)
def marking(path: str) -> Resolver:
    """The text in which a reader marks passages."""
    return Resolver(read(path).text, folded=lambda: read(path).folded)


class Repository:
    """A temporary repository with the two versions of every text that was asked about."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.git("init", "-q")
        (root / "maps").mkdir()
        self.corpus = Corpus(Project(root / "maps" / "bench.toml", root))
        self._sources: dict[tuple[str, str], Source] = {}

    def git(self, *words: str) -> None:
        subprocess.run(["git", "-C", str(self.root), *AUTHOR, *words], check=True, stdout=subprocess.DEVNULL)

    def source(self, old: str, new: str) -> Source:
        """The source whose old version is in the history, and whose new one is in the work tree."""
        if (old, new) not in self._sources:
            name = f"{len(self._sources)}.txt"
            first, renamed = self.root / f"old-{name}", self.root / f"new-{name}"
            first.write_bytes(Path(old).read_bytes())
            self.git("add", "-A")
            self.git("commit", "-qm", f"Add {name}")
            first.rename(renamed)
            renamed.write_bytes(Path(new).read_bytes())
            self.git("add", "-A")
            self.git("commit", "-qm", f"Rename and edit {name}")
            self._sources[old, new] = Source(path=f"../{renamed.name}", blob=read(old).blob)
            self._prepare(self._sources[old, new])
        return self._sources[old, new]

    def resolve(self, source: Source, quote: Quote) -> dict[str, object]:
        """Where the quote stands now."""
        whole = ArgMap(title="ActionHost", sources={"source": source}, quotes={"quote": quote})
        began = time.perf_counter()
        quote_state = self.corpus.quote_states(whole)["quote"]
        taken = time.perf_counter() - began
        if quote_state.no_old_text:
            sys.exit(f"the old text was not found: {quote_state.no_old_text}")
        start, end = quote_state.span or (None, None)
        score = quote_state.resolution.score if quote_state.resolution else 0.0
        return {"start": start, "end": end, "score": score, "state": quote_state.state, "ms": taken * 1000}

    def _prepare(self, source: Source) -> None:
        """Has the two texts compared once, by looking for words that stand nowhere."""
        self.resolve(source, Quote(source="source", text="∅ words that stand nowhere at all ∅"))


def main() -> None:
    """Answers each case in turn."""
    with tempfile.TemporaryDirectory() as folder:
        repository = Repository(Path(folder))
        for line in sys.stdin:
            case = json.loads(line)
            start = case["start"]
            anchor = marking(case["old_text"]).anchor(start, start + len(case["exact"]))
            quote = Quote(
                source="source",
                text=anchor.text,
                before=anchor.before,
                after=anchor.after,
                at=anchor.at,
                alike=anchor.alike,
            )
            source = repository.source(case["old_text"], case["new_text"])
            print(json.dumps({"id": case["id"], **repository.resolve(source, quote)}), flush=True)


if __name__ == "__main__":
    main()

"""How soon an exported page is there: from navigation to the first paint, and to the end of loading, its script run.

    python benchmarks/page.py [--rounds N] [NODES…]

Generated maps (those of benchmarks/canvas.py) are exported to HTML and opened from disk in the headless Chromium of
this machine, each time in a new window. Medians are printed; a page of 2,000 boxes is to be there within a second.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from canvas import large_map

from argmap.formats import ExportInput
from argmap.formats.html import HTML
from tests.formats.browsing import chromium

SIZES = (100, 2_000, 10_000)
TARGET_NODES, TARGET_SECONDS = 2_000, 1.0
TIMES = """() => [performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
                   performance.getEntriesByType('navigation')[0].loadEventEnd]"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("sizes", type=int, nargs="*", default=list(SIZES), metavar="NODES")
    options = parser.parse_args()
    with chromium() as browser, tempfile.TemporaryDirectory() as made:
        for size in options.sizes:
            file = Path(made) / f"{size}.html"
            file.write_text(str(HTML.export(ExportInput(map=large_map(size))).content), encoding="utf-8", newline="")
            rounds = []
            for _ in range(options.rounds):
                tab = browser.new_page(viewport={"width": 1440, "height": 900})
                tab.goto(file.as_uri())
                while not tab.evaluate("performance.getEntriesByName('first-contentful-paint').length"):
                    tab.wait_for_timeout(50)  # wait_for_function would need eval, which the page forbids
                rounds.append(tab.evaluate(TIMES))
                tab.close()
            paint, loaded = (statistics.median(times) / 1000 for times in zip(*rounds, strict=True))
            megabytes = file.stat().st_size / 1e6
            late = size == TARGET_NODES and loaded > TARGET_SECONDS
            print(
                f"{size:6,} boxes  {megabytes:5.1f} MB  first paint {paint:5.2f} s  loaded {loaded:5.2f} s"
                + (f"   TOO SLOW (most {TARGET_SECONDS})" if late else ""),
                flush=True,
            )


if __name__ == "__main__":
    main()

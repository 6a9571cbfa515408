"""Quotes whose texts did not change are checked without loading what only edited texts need."""

import subprocess
import sys

PROGRAM = """
import sys
from argmap.anchor import Resolver, Selector, State
text = "Vorwort. " * 40 + "Der Ausschuss berichtet dem Landtag." + " Nachwort." * 40
quote = Selector("Der Ausschuss berichtet", "Vorwort. ", " dem Landtag.", 360)
assert Resolver(text).resolve(quote, same_text=True).state is State.EXACT
assert Resolver("Neu. " + text).resolve(quote).state is State.EXACT
print(sorted({"numpy", "rapidfuzz", "opencc", "logging", "asyncio"} & set(sys.modules)))
"""


def test_verbatim_quotes_load_no_heavy_library() -> None:
    loaded = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True, timeout=60)
    assert loaded.stdout.strip() == "[]"

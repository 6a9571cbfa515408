"""How the time of every parser grows with the length of hostile inputs: the exponent, 1 for linear, 2 for quadratic.

python benchmarks/growth.py [PARSER…]     each parser and input that grows faster than a power of 1.3, then a summary
python benchmarks/growth.py --all         every one of them

Inputs are of 10 kB, 100 kB and 1 MB; a longer one is left out where it would take more than a minute. The exponent is
that of the last two lengths; below 20 ms nothing can be said, and the exponent is 0.
"""

import contextlib
import gc
import json
import math
import sys
import time
from collections.abc import Callable, Iterator

from argmap.formats import Incoming, UnreadableFormat
from argmap.formats.canvas.box_text import box_text, markdown_of
from argmap.formats.incoming import read_as
from argmap.formats.registry import formats
from argmap.store import InvalidMap, loads
from argmap.store.scanner import scan
from argmap.text import UnreadableSource, decode
from argmap.text.folding import fold
from argmap.text.lines import gaps
from argmap.text.one_line import reading_line
from argmap.text.pages import pages_of
from argmap.text.visible import visible_lines

LENGTHS = (10_000, 100_000, 1_000_000)
_MEASURABLE = 0.02
_LONGEST = 60.0

PIECES = (
    *" \n\t\u3000\u00a0-_=*#>|\\`~.:,;'\"/[](){}<&!@+a1é中",
    *("[[", "![", "](", "/*", "<!--", "//", "{{", "${", "[^", "**", "__", "``", "~~", "--", "->", "<-", "::", "\\\\"),
    *(
        "\n\n",
        "\n ",
        " \n",
        "\n- ",
        "\n  - ",
        "\n> ",
        "\n# ",
        "\n* ",
        "\n[",
        "\n<",
        "\n(",
        "\n1. ",
        "\n|",
        "\r",
        "\r\n",
    ),
    *(
        "a ",
        "a\n",
        "[a",
        "<a ",
        "(1) ",
        "a: ",
        "&amp",
        '"a',
        "'a",
        "a,",
        "a\t",
        "{a:",
        "[a]: ",
        "<a>: ",
        ".a",
        ":a ",
        "#a",
    ),
    *(
        "\n\n[a]: b",
        "\n  + ",
        "\n  - [a]",
        "{a: b}",
        "[a](",
        "=\n",
        "===\n",
        "a = [",
        '"""',
        "'''",
        "[a.",
        "a.a.",
        "att(a,b).\n",
    ),
)
"""What a hostile text repeats: openers that nothing closes, runs of blanks and of one character, nested lists."""
FRAMES = {
    "alone": "{}",
    "JSON text": '{{"nodes": [{{"id": "a", "type": "text", "text": "{}"}}], "edges": []}}',
    "TOML text": 'format = 1\n[map]\ntitle = "{}"\n',
}


def readers() -> Iterator[tuple[str, Callable[[str], object]]]:
    for known in formats():
        if known.read is not None:
            yield known.name, lambda text, known=known: read_as(Incoming(data=text.encode(), name="x"), known)
    yield "map", loads
    yield "scanner", lambda text: list(scan(text))
    yield "decoding", lambda text: decode(text.encode())
    yield "decoding gb18030", lambda text: decode((text + "统一").encode("gb18030"))
    yield "folding", fold
    yield "one line", lambda text: reading_line(f"a {text} b")
    yield "gaps", lambda text: sum(1 for _ in gaps(text))
    yield "pages", lambda text: pages_of(f"[{text}\f{text}")
    yield "visible", visible_lines
    yield "canvas box", lambda text: (said := box_text(text)) and markdown_of(said)


def seconds(read: Callable[[str], object], text: str) -> float:
    gc.collect()
    begin = time.process_time()
    with contextlib.suppress(UnreadableFormat, InvalidMap, UnreadableSource, ValueError):
        read(text)
    return time.process_time() - begin


def exponent(read: Callable[[str], object], piece: str, frame: str, lengths: tuple[int, ...] = LENGTHS) -> float:
    """By what power the time grows, between the last two lengths that were measured."""
    taken: list[float] = []
    for length in lengths:
        body = piece * (length // len(piece.encode()))
        if frame != "alone":
            body = json.dumps(body, ensure_ascii=False)[1:-1]  # TOML escapes what is in these as JSON does
        taken.append(seconds(read, FRAMES[frame].format(body)))
        if taken[-1] * 100 > _LONGEST and len(taken) > 1:
            break
    if len(taken) < 2 or taken[-1] < _MEASURABLE:
        return 0.0
    return math.log(taken[-1] / max(taken[-2], 1e-4), 10)


def main(words: list[str]) -> int:
    shows_all = "--all" in words
    chosen = [word for word in words if word != "--all"]
    worst: dict[str, float] = {}
    for name, read in readers():
        if chosen and name not in chosen:
            continue
        for frame in (
            ("alone", "TOML text") if name == "map" else ("alone", "JSON text") if name == "canvas" else ("alone",)
        ):
            for piece in PIECES:
                power = exponent(read, piece, frame)
                worst[name] = max(worst.get(name, 0.0), power)
                if shows_all or power > 1.3:
                    print(f"{name:18} {frame:10} {piece!r:14} {power:.2f}", flush=True)
        print(f"{name:18} at most {worst[name]:.2f}", flush=True)
    return int(any(power > 1.3 for power in worst.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""How soon a command answers: `argmap check maps/` beside bare imports, in one run.

The floor is `python -c "import pydantic, rapidfuzz, tomllib, rich"`, as the target says; beside it stands
what importing one pydantic model costs, which is why the map's values are plain dataclasses.

    python benchmarks/startup.py [ROUNDS]
"""

import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
FLOOR = "import pydantic, rapidfuzz, tomllib, rich"
MODEL = "import pydantic\nclass M(pydantic.BaseModel):\n    a: str\n    b: tuple[str, ...] = ()\nM(a='x')"


def commands() -> dict[str, list[str]]:
    """What is timed, by name."""
    python = sys.executable
    argmap = shutil.which("argmap", path=str(Path(python).parent)) or shutil.which("argmap")
    if argmap is None:
        sys.exit("argmap is not installed beside this python; run `make setup` first")
    return {
        "floor": [python, "-c", FLOOR],
        "argmap check maps": [argmap, "check", str(ROOT / "maps")],
        "argmap --version": [argmap, "--version"],
        "argmap show maps": [argmap, "show", str(ROOT / "maps")],
        "one pydantic model": [python, "-c", MODEL],
    }


def seconds(command: list[str]) -> float:
    """One run of one command, from start to exit."""
    begin = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True, cwd=ROOT)
    return time.perf_counter() - begin


def main() -> None:
    """Times the commands in turn, so that a machine that slows down slows all of them."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    timed = commands()
    for command in timed.values():
        seconds(command)
    taken: dict[str, list[float]] = {name: [] for name in timed}
    for _ in range(rounds):
        for name, command in timed.items():
            taken[name].append(seconds(command))
    floor = statistics.median(taken["floor"])
    print(f"floor: python -c '{FLOOR}'")
    for name, times in taken.items():
        median = statistics.median(times)
        print(f"{name:22} {median * 1000:7.1f} ms median   {median / floor:5.2f} x floor")


if __name__ == "__main__":
    main()

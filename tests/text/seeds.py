"""The five real texts, for tests."""

from functools import cache
from pathlib import Path

SEEDS = Path(__file__).parents[2] / "seeds"


def seed_path(number: int) -> Path:
    (path,) = SEEDS.glob(f"{number:03}_*.txt")
    return path


@cache
def seed(number: int) -> str:
    return seed_path(number).read_text(encoding="utf-8")

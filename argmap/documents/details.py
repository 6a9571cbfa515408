"""What documents say of themselves, made fit for the fields of a source."""

from __future__ import annotations

import re
from typing import Final

from argmap.text.one_line import reading_line
from argmap.text.visible import PICTURES

_LONGEST: Final = 500
"""Code points of a title or of authors; longer is no title but a text gone astray."""
_YEAR: Final = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
_DOI: Final = re.compile(r"\b10\.\d{4,9}/[^\s\"<>{}|\\^`]+")
_ADDRESS: Final = re.compile(r"https?://[^\s\"<>{}|\\^`]+", re.IGNORECASE)
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,3}")
_HIDDEN: Final = dict.fromkeys(code for code in PICTURES if chr(code) not in "\t\n\r")


def counted(number: int, thing: str) -> str:
    """A number of things: `1 comment`, `1,200 comments`."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def one_line(said: str | None) -> str | None:
    """A title or names on one line, without what must not be shown; None where nothing is left."""
    if said is None:
        return None
    shown = reading_line(said.translate(_HIDDEN))
    return shown if 0 < len(shown) <= _LONGEST else None


def year_in(said: str | None) -> int | None:
    """The first year in a date as people and programs write it."""
    found = _YEAR.search(said or "")
    return int(found[1]) if found else None


def doi_in(said: str | None) -> str | None:
    """The address of the first DOI in what is said."""
    found = _DOI.search(said or "")
    return f"https://doi.org/{found[0].rstrip('.,;:)]')}" if found else None


def address_in(said: str | None) -> str | None:
    """What is said, where it is an address of the web."""
    stripped = (said or "").strip()
    return stripped if _ADDRESS.fullmatch(stripped) and len(stripped) <= 2000 else None


def language_tag(said: str | None) -> str | None:
    """A language as the map has it: `zh-Hant`, `de`; None for anything else."""
    stripped = (said or "").strip()
    return stripped.replace("_", "-") if _LANGUAGE.fullmatch(stripped) else None

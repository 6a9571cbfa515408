"""The rules a map keeps, each with what to say when it is broken.

A value may break them (a file being mended, a merge half done); `problems` finds all breaches in one go.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from argmap.model.addresses import Address
from argmap.model.conflict_rules import conflict_problems
from argmap.model.ids import is_id, meant, slug
from argmap.model.links import Premises, premises_text
from argmap.model.problems import Problem, number_problem
from argmap.model.values import ArgMap, Claim

_BLOB = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_SECTION_NAMES = {"sources": "source", "claims": "claim", "quotes": "quote"}


def problems(whole: ArgMap) -> list[Problem]:
    """Every rule that `whole` breaks, in no particular order; empty for a sound map."""
    return [
        *_title(whole),
        *_ids(whole),
        *_thesis(whole),
        *_sources(whole),
        *_quotes(whole),
        *_claims(whole),
        *_support_cycles(whole),
        *conflict_problems(whole),
    ]


def _title(whole: ArgMap) -> Iterator[Problem]:
    if not whole.title.strip():
        yield Problem(("map", "title"), "the title is empty", "write what the map is about")


def _ids(whole: ArgMap) -> Iterator[Problem]:
    owner: dict[str, str] = {}
    for section, word in _SECTION_NAMES.items():
        for some_id in getattr(whole, section):
            here = (section, some_id)
            if not is_id(some_id):
                proposed = slug(some_id, whole.ids)
                yield Problem(
                    here,
                    f"`{some_id}` cannot be an id: ids are lower-case ASCII words joined by `-`",
                    f"rename it, for example to `{proposed}`",
                )
            if some_id in owner:
                yield Problem(
                    here,
                    f"the id `{some_id}` is already that of a {owner[some_id]}",
                    f"give this {word} another id and change the links to it",
                )
            owner.setdefault(some_id, word)


def _thesis(whole: ArgMap) -> Iterator[Problem]:
    for claim_id, times in Counter(whole.thesis).items():
        here = ("map", "thesis", claim_id)
        if claim_id not in whole.claims:
            yield Problem(here, f"there is no claim `{claim_id}`", _nearest(claim_id, whole.claims))
        if times > 1:
            yield Problem(here, f"`{claim_id}` is listed {times} times", "keep one")


def _sources(whole: ArgMap) -> Iterator[Problem]:
    for source_id, source in whole.sources.items():
        here = ("sources", source_id)
        path = source.path
        if not path.strip():
            yield Problem((*here, "path"), "the path is empty", "name the text file, relative to the map")
        elif "\\" in path or path.startswith("/") or re.match(r"[A-Za-z]:", path):
            yield Problem(
                (*here, "path"),
                f"`{path}` is no path relative to the map's folder, written with `/`",
                "write it relative to the map, for example `../texts/speech.txt`",
            )
        elif not path.isprintable():
            yield Problem((*here, "path"), "the path holds a control character", "write the path without it")
        if source.year is not None and (problem := number_problem((*here, "year"), "year", source.year)):
            yield problem
        yield from _blob(here, source.blob)


def _quotes(whole: ArgMap) -> Iterator[Problem]:
    for quote_id, quote in whole.quotes.items():
        here = ("quotes", quote_id)
        if quote.source not in whole.sources:
            yield Problem(
                (*here, "source"),
                f"there is no source `{quote.source}`",
                _nearest(quote.source, whole.sources),
            )
        if not quote.text.strip():
            yield Problem((*here, "text"), "the quote has no words", "write the passage it quotes, or remove it")
        if problem := number_problem((*here, "at"), "at", quote.at):
            yield problem
        yield from _blob(here, quote.blob)


def _blob(here: Address, blob: str | None) -> Iterator[Problem]:
    if blob is not None and not _BLOB.fullmatch(blob):
        yield Problem(
            (*here, "blob"),
            f"`{blob}` is not a git blob id",
            "write what `git hash-object` prints for the text, or drop the line",
        )


def _claims(whole: ArgMap) -> Iterator[Problem]:
    for claim_id, claim in whole.claims.items():
        here = ("claims", claim_id)
        if not claim.text.strip():
            yield Problem((*here, "text"), "the claim has no words", "write the claim as a sentence")
        for key, group in (("supported_by", claim.supported_by), ("countered_by", claim.countered_by)):
            yield from _premise_list(whole, claim_id, (*here, key), group)
        for premises in sorted(set(claim.supported_by) & set(claim.countered_by)):
            yield Problem(
                (*here, "countered_by", premises_text(premises)),
                f"`{premises_text(premises)}` both supports and counters `{claim_id}`",
                "keep one of the two links",
            )
        yield from _undercuts(whole, claim_id, claim)


def _premise_list(whole: ArgMap, claim_id: str, here: Address, group: tuple[Premises, ...]) -> Iterator[Problem]:
    for premises, times in Counter(group).items():
        entry = (*here, premises_text(premises))
        if times > 1:
            yield Problem(entry, f"`{premises_text(premises)}` is listed {times} times", "keep one")
        if claim_id in premises:
            yield Problem(entry, f"`{claim_id}` is linked to itself", "remove the link")
        yield from _members(whole, entry, premises)


def _members(whole: ArgMap, entry: Address, premises: Premises) -> Iterator[Problem]:
    for member, times in Counter(premises).items():
        if times > 1:
            yield Problem(entry, f"`{member}` is linked with itself", "name each premise once")
        if member in whole.claims or member in whole.quotes:
            continue
        if member in whole.sources:
            yield Problem(
                entry,
                f"`{member}` is a source, and only claims and quotes can be premises",
                "quote a passage of it and link the quote",
            )
        elif not member:
            yield Problem(entry, "a premise is missing beside the `+`", "name it, or drop the `+`")
        else:
            yield Problem(
                entry,
                f"there is no claim or quote `{member}`",
                _nearest(member, {**whole.claims, **whole.quotes}),
            )


def _undercuts(whole: ArgMap, claim_id: str, claim: Claim) -> Iterator[Problem]:
    for against, undercutters in claim.undercut.items():
        here = ("claims", claim_id, "undercut", premises_text(against))
        if claim.role_of(against) is None:
            yield Problem(
                here,
                f"`{premises_text(against)}` neither supports nor counters `{claim_id}`, "
                "so there is no link to undercut",
                "name the premises exactly as in supported_by or countered_by (`a + b` for linked ones), "
                "or remove the undercut",
            )
        for premises, times in Counter(undercutters).items():
            entry = (*here, premises_text(premises))
            if times > 1:
                yield Problem(entry, f"`{premises_text(premises)}` is listed {times} times", "keep one")
            if claim_id in premises or set(premises) & set(against):
                yield Problem(
                    entry,
                    f"`{premises_text(premises)}` would undercut a link that it is itself an end of",
                    "undercut the link with another claim or quote",
                )
            yield from _members(whole, entry, premises)


def _support_cycles(whole: ArgMap) -> Iterator[Problem]:
    """One problem for each cycle that a depth-first walk along supports closes."""
    done: set[str] = set()
    for root in sorted(whole.claims):
        path: dict[str, None] = {}  # in order, and quick to ask: chains can be long
        stack: list[tuple[str, Iterator[tuple[Premises, str]]]] = []
        if root not in done:
            path[root] = None
            stack.append((root, _supporters(whole, root)))
        while stack:
            claim_id, supporters = stack[-1]
            step = next(supporters, None)
            if step is None:
                stack.pop()
                path.popitem()
                done.add(claim_id)
                continue
            premises, supporter = step
            if supporter == claim_id or supporter in done:
                continue
            if supporter in path:
                steps = list(path)
                loop = [*steps[steps.index(supporter) :], supporter]
                yield Problem(
                    ("claims", claim_id, "supported_by", premises_text(premises)),
                    "claims support each other in a circle: " + " ← ".join(loop),
                    "remove one of these links",
                )
                continue
            path[supporter] = None
            stack.append((supporter, _supporters(whole, supporter)))


def _supporters(whole: ArgMap, claim_id: str) -> Iterator[tuple[Premises, str]]:
    for premises in whole.claims[claim_id].supported_by:
        for member in premises:
            if member in whole.claims:
                yield premises, member


def _nearest(name: str, known: Mapping[str, object]) -> str:
    """A fix that names the known id that `name` was meant to be, where there is one."""
    close = meant(name, known)
    if close is not None:
        return f"did you mean `{close}`? Otherwise add it, or remove the reference"
    return "add it, or remove the reference"

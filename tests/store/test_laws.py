"""What holds for every map and its file."""

import tomllib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.model import ArgMap, Claim, Quote, Source, problems
from argmap.store import InvalidMap, UnwritableMap, decode, dumps, lines_of, loads
from tests.laws import examples
from tests.strategies import ids, maps, quotes, texts

law = examples(30)


@law
@given(maps(comments=True))
def test_a_saved_map_reads_back_as_the_same_map(whole: ArgMap):
    assert not problems(whole)
    assert loads(dumps(whole)) == whole


@law
@given(maps(comments=True))
def test_loading_and_saving_an_unchanged_file_changes_no_byte(whole: ArgMap):
    text = dumps(whole)
    assert dumps(loads(text)) == text


@law
@given(maps(comments=True), st.randoms(use_true_random=False))
def test_the_same_map_gives_the_same_bytes_whatever_the_order_it_was_made_in(whole, random):
    def shuffled(some):
        return tuple(random.sample(some, len(some)))

    def by_id(some):
        return dict(shuffled(list(some.items())))

    def other(claim):
        undercut = {key: shuffled(entries) for key, entries in by_id(claim.undercut).items()}
        return replace(
            claim,
            tags=shuffled(claim.tags),
            supported_by=shuffled(claim.supported_by),
            countered_by=shuffled(claim.countered_by),
            undercut=undercut,
        )

    again = replace(
        whole,
        sources=by_id(whole.sources),
        claims=by_id({claim_id: other(claim) for claim_id, claim in whole.claims.items()}),
        quotes=by_id(whole.quotes),
        comments=by_id(whole.comments),
    )
    assert dumps(again) == dumps(whole)


@law
@given(maps(comments=True))
def test_the_map_knows_the_address_of_everything_in_its_file(whole: ArgMap):
    assert set(lines_of(dumps(whole))) - {("sources",), ("claims",), ("quotes",)} == whole.addresses() - {()}


@law
@given(maps())
def test_no_line_of_a_file_reads_as_a_conflict_or_hides_anything(whole: ArgMap):
    text = dumps(whole)
    assert {character for character in text if character < " " or "\x7f" <= character < "\xa0"} == {"\n"}
    for line in text.split("\n"):
        assert not line.endswith((" ", "\t"))
        assert not line.startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||"))


def tables(text: str) -> dict[str, str]:
    """The parts of a file by their header; independent of everything but the lines of the headers."""
    lines = text.split("\n")
    starts = sorted(line for at, line in lines_of(text).items() if lines[line - 1].startswith("["))
    return {
        lines[start - 1]: "\n".join(lines[start:end]).strip("\n")
        for start, end in zip(starts, [*(start - 1 for start in starts[1:]), len(lines)], strict=True)
    }


@law
@given(maps(), texts(), st.data())
def test_changing_a_claim_changes_only_its_table(whole, text, data):
    whole = replace(whole, claims={**whole.claims, "one": Claim(text="One.")})
    claim_id = data.draw(st.sampled_from(sorted(whole.claims)))
    changed = replace(whole.claims[claim_id], **{data.draw(st.sampled_from(["text", "note"])): text})
    edited = replace(whole, claims={**whole.claims, claim_id: changed})
    before, after = tables(dumps(whole)), tables(dumps(edited))
    header = f"[claims.{claim_id}]"
    assert {**before, header: ""} == {**after, header: ""}


@law
@given(maps(), st.data())
def test_a_new_quote_is_one_new_table(whole, data):
    whole = replace(whole, sources={**whole.sources, "one": Source(path="one.txt")})
    made = data.draw(quotes(sorted(whole.sources)))
    edited = replace(whole, quotes={**whole.quotes, "new": made})
    before, after = tables(dumps(whole)), tables(dumps(edited))
    del after["[quotes.new]"]
    assert before == after


@law
@given(maps(), st.sets(ids(), min_size=2, max_size=6))
def test_a_new_support_is_one_new_line(whole, supporters):
    first, *rest = sorted(supporters)
    claims = {claim_id: Claim(text="So it is.") for claim_id in supporters}
    base = replace(whole, quotes={}, claims={**claims, "goal": Claim(text="So.", supported_by=((first,),))})
    for supporter in rest:
        goal = base.claims["goal"]
        linked = replace(goal, supported_by=(*goal.supported_by, (supporter,)))
        more = replace(base, claims={**base.claims, "goal": linked})
        before, after = dumps(base).split("\n"), dumps(more).split("\n")
        new = next(nth for nth, line in enumerate(after) if line != before[nth])
        assert after[new] == f'    "{supporter}",'
        assert after[:new] + after[new + 1 :] == before
        base = more


@law
@given(maps(comments=True), st.lists(st.tuples(st.integers(0), st.sampled_from(["#", "# why", "# [x]"])), max_size=6))
def test_a_comment_written_anywhere_stays_exactly_there(whole, notes):
    text = dumps(whole)
    values = tomllib.loads(text)
    for place, note in notes:
        lines = text.split("\n")[:-1]
        at = place % len(lines)
        indent = "    " if lines[at] == "]" or lines[at].startswith("    ") else ""
        inserted = "\n".join([*lines[:at], indent + note, *lines[at:], ""])
        beside = "\n".join([*lines[:at], f"{lines[at]}   {note}", *lines[at + 1 :], ""])
        for attempt in (inserted, beside) if place % 2 else (beside, inserted):
            # Where nothing but a comment came in, the values are the same (else it fell into a string).
            if lines[at].strip() and "#" not in lines[at] and is_same_toml(attempt, values):
                text = attempt
                break
    assert dumps(loads(text)) == text


def is_same_toml(text: str, values: dict) -> bool:
    try:
        return tomllib.loads(text) == values
    except tomllib.TOMLDecodeError:
        return False


@law
@given(st.text() | st.text("[]{}\"'#=,.\\\n ab1"))
def test_any_text_is_a_map_or_refused_with_its_faults(text):
    refused_or_read(text)


@law
@given(st.binary())
def test_any_bytes_are_a_map_or_refused_with_their_faults(data):
    try:
        text = decode(data, "map.toml")
    except InvalidMap as invalid:
        check_faults(invalid, data.count(b"\n") + 1)
    else:
        refused_or_read(text)


@examples(60)
@given(maps(comments=True), st.data())
def test_a_damaged_file_is_a_map_or_refused_with_its_faults(whole, data):
    text = dumps(whole)
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.sampled_from([0, 1, 2, 30])))
        pieces = st.sampled_from(
            ['"', '"""', "[", "]", "{", "\n", "=", "#", "'''", "1", "x.y", "<<<<<<< a\n", "\\", ","]
        )
        text = text[:start] + data.draw(pieces | st.just("")) + text[end:]
    refused_or_read(text)


def refused_or_read(text: str) -> None:
    try:
        whole = loads(text, "map.toml")
    except InvalidMap as invalid:
        check_faults(invalid, text.count("\n") + 1)
    else:
        canonical = dumps(whole)
        assert loads(canonical) == whole
        assert dumps(loads(canonical)) == canonical


def check_faults(invalid: InvalidMap, last_line: int) -> None:
    assert invalid.faults
    for fault in invalid.faults:
        assert 1 <= fault.line <= last_line
        assert fault.what
        assert fault.fix
        assert "\n" not in str(fault)


@pytest.mark.parametrize(
    "whole",
    [
        ArgMap(title="half \ud83d a pair"),
        ArgMap(title="t", note="line\n\udc00"),
        ArgMap(title="t", quotes={"q": Quote(source="s", text="\ud800")}, sources={"s": Source(path="p")}),
    ],
)
def test_half_a_surrogate_pair_is_refused_because_no_file_can_hold_it(whole):
    with pytest.raises(UnwritableMap, match="half a surrogate pair"):
        dumps(whole)

import re
from dataclasses import replace

import pytest
from hypothesis import given

from argmap.anchor import Resolution
from argmap.anchor.resolution import State
from argmap.corpus import QuoteState
from argmap.graph import outline
from argmap.tui.state.loader import meaning
from argmap.tui.state.snapshot import Snapshot
from argmap.tui.widgets.details import DetailPane, Paragraph, details, wrapped
from argmap.tui.widgets.painted_pane import Piece
from tests.laws import examples
from tests.strategies import maps
from tests.tui.inside import bindings_of
from tests.tui.panes.samples import MAP, STANDINGS
from tests.tui.panes.screens import seen, show_in, showing


def row_of(*premises, nth=0):
    return [row for row in outline(MAP) if row.premises == premises][nth]


def shown(row, now=None, width=58):
    """The details of a row as text, with runs of blanks inside a row as one."""
    paragraphs = details(Snapshot(MAP, STANDINGS, {} if now is None else {row.id: now}), row)
    rows = ["".join(piece.text for piece in row) for paragraph in paragraphs for row in wrapped(paragraph, width)]
    return "\n".join(re.sub(r"(?<=\S) +", " ", row.rstrip()) for row in rows)


def test_a_claim_in_full():
    assert shown(row_of("diverge")) == (
        "thesis diverge\n"
        "The US and Japan diverge on export controls.\n"
        "\n"
        "Says nothing of 2023.\n"
        "#export-controls #出口管制\n"
        "3 supports · 1 counter · 1 undercut"
    )


def test_a_claim_that_bears_on_others_the_link_of_its_row_first():
    assert (shown(row_of("wide", nth=1))).split("\n\n")[1:] == [
        "− counters\n  Japan is aligning its controls with Washington's. align",
        "+ supports\n  The US and Japan diverge on export controls. diverge",
    ]


def test_a_quote_in_full_with_the_line_breaks_of_its_text_folded_away():
    assert shown(row_of("no-extension")) == (
        "quote no-extension\n"
        "● exact gui-2022:3\n"
        "\n"
        "“did not, as the US did, extend the controls”\n"
        "\n"
        "没有像美国那样把管制对象扩大到基础和新兴技术\n"
        "\n"
        "+ supports together with law-2018\n"
        "  The US and Japan diverge on export controls. diverge"
    )


def test_a_quote_in_doubt_says_why_and_its_link_what_undercuts_it():
    assert shown(row_of("purpose")) == (
        "quote purpose\n"
        "? 2 places park-2023\n"
        "it stands twice\n"
        "\n"
        "防止武器擴散\n"
        "\n"
        "The list’s purpose.\n"
        "\n"
        "+ supports\n"
        "  The US and Japan diverge on export controls. diverge\n"
        "  × The list was extended later. later"
    )


def test_an_undercut_names_the_link_it_speaks_against():
    assert (shown(row_of("later"))).split("\n\n")[1] == (
        "× undercuts the link of\n  “防止武器擴散” purpose\n+ The US and Japan diverge on export controls. diverge"
    )


def test_linked_premises_name_their_members():
    assert shown(row_of("law-2018", "no-extension")) == (
        "linked premises\n"
        "& “在出口管制方面，美国于 2018 年通过了《出口管制改革法》”\n"
        "  law-2018\n"
        "& “did not, as the US did, extend the controls” no-\n"
        "  extension\n"
        "\n"
        "+ supports\n"
        "  The US and Japan diverge on export controls. diverge"
    )


def test_words_that_changed_stand_beside_the_stored_ones():
    said = shown(row_of("law-2018"), now="在出口管制方面，美国在 2018 年\n通过《出口管制改革法》")
    assert "– 在出口管制方面，美国于 2018 年通过了《出口管制改革法》\n" in said
    assert "+ 在出口管制方面，美国在 2018 年通过《出口管制改革法》\n" in said
    assert "words like it stand here (91% alike)" in said


def test_words_that_are_only_wrapped_otherwise_stand_once():
    said = shown(row_of("no-extension"), now="没有像美国那样把管制\n对象扩大到基础和新兴技术")
    assert "–" not in said


def test_of_an_endless_paragraph_the_beginning_is_shown():
    rows = list(wrapped(Paragraph((Piece("管" * 1_000_000),)), 40))
    assert len(rows) == 1001
    assert rows[-1][-1].text == "管…"


@pytest.mark.parametrize("state", [state for state in State if state is not State.EXACT])
def test_every_state_is_explained(state):
    assert meaning(QuoteState(Resolution(state)))


def test_a_text_that_cannot_be_read_says_why():
    assert meaning(STANDINGS["stray"]) == "`b.txt` is a folder; give the path of a text"


@examples(50)
@given(maps())
def test_every_row_of_any_map_has_details(whole):
    for row in outline(whole):
        assert list(details(Snapshot(whole), row))


async def test_the_keys_scroll():
    pane = DetailPane()
    long = replace(MAP, claims={**MAP.claims, "diverge": replace(MAP.claims["diverge"], note="一行\n" * 60)})
    async with showing(pane, size=(40, 12)) as pilot:
        show_in(pane, long, {}, row_of("diverge"))
        for key, top in [("j", 1), ("k", 0), ("down", 1), ("up", 0), ("pagedown", 9), ("pageup", 0), ("space", 9)]:
            await pilot.press(key)
            await pilot.pause()
            assert pane.scroll_offset.y == top, key
        for key, top in [("end", pane.row_count() - 10), ("home", 0), ("G", pane.row_count() - 10), ("g", 0)]:
            await pilot.press(key)
            await pilot.pause()
            assert pane.scroll_offset.y == top, key


async def test_the_same_row_after_an_edit_stays_where_it_was_scrolled_and_another_begins_at_its_top():
    pane = DetailPane()
    long = replace(MAP, claims={**MAP.claims, "diverge": replace(MAP.claims["diverge"], note="一行\n" * 60)})
    async with showing(pane, size=(40, 12)) as pilot:
        show_in(pane, long, {}, row_of("diverge"))
        await pilot.press("pagedown")
        await pilot.pause()
        show_in(pane, long, {}, row_of("diverge"))
        assert pane.scroll_offset.y == 9
        show_in(pane, long, {}, row_of("align"))
        assert pane.scroll_offset.y == 0


async def test_a_pane_shows_the_details_wrapped_to_its_width_and_says_how_to_choose():
    pane = DetailPane()
    async with showing(pane, size=(24, 12)) as pilot:
        assert seen(pane) == "choose a row of the\nmap to see it in full"
        show_in(pane, MAP, {}, row_of("diverge"))
        assert seen(pane).splitlines()[1:4] == ["The US and Japan", "diverge on export", "controls."]
        await pilot.resize_terminal(60, 12)
        await pilot.pause()
        assert seen(pane).splitlines()[1] == "The US and Japan diverge on export controls."


def test_every_key_has_an_id_and_a_tooltip():
    bindings = bindings_of(DetailPane())
    assert {binding.id.split(".")[0] for binding in bindings} == {"detail"}
    assert all(binding.tooltip for binding in bindings)


def test_why_the_old_text_could_not_help_is_said():
    quote_state = QuoteState(
        Resolution(State.LOST), no_old_text="this is a shallow clone; `git fetch --unshallow` fixes it"
    )
    row = row_of("no-extension")
    said = "".join(piece.text for one in details(Snapshot(MAP, {row.id: quote_state}), row) for piece in one.pieces)
    assert "the text it was kept from is not at hand: this is a shallow clone" in said

"""What changes the argument."""

from __future__ import annotations

from typing import Final

from argmap.tui import reasons
from argmap.tui.actions.action import Action
from argmap.tui.arranging import why_not

ARGUING: Final = (
    Action(
        "support",
        "s",
        "support",
        "Let the selected passage, or the claim or quote under the cursor, support a claim.",
        "arguing.support",
        reasons.needs_subject,
        "link pro for connect tie evidence reason argue",
    ),
    Action(
        "counter",
        "c",
        "counter",
        "Let the selected passage, or the claim or quote under the cursor, counter a claim.",
        "arguing.counter",
        reasons.needs_subject,
        "link con against attack oppose argue rebut objection contradict",
    ),
    Action(
        "undercut",
        "u",
        "undercut",
        "Say that a link does not hold: the one of this row, or one that the selected passage speaks against.",
        "arguing.undercut",
        reasons.undercuts,
        "link granted but does not follow objection rebut inference",
    ),
    Action(
        "claim", "n", "new claim", "Make a new claim.", "arguing.add_claim", words="add thesis statement sentence main"
    ),
    Action(
        "supporting-claim",
        "S",
        "supported by",
        "Make or choose a claim that supports the one under the cursor.",
        "arguing.add_support",
        reasons.needs_claim,
        "new claim pro reason argument for evidence because",
    ),
    Action(
        "counterclaim",
        "C",
        "countered by",
        "Make or choose a claim that counters the one under the cursor.",
        "arguing.add_counter",
        reasons.needs_claim,
        "new claim counterclaim con against oppose argue rebut rebuttal objection attack answer",
    ),
    Action(
        "thesis",
        "t",
        "thesis",
        "Make the claim under the cursor a thesis, a root of the map; or no longer one.",
        "arguing.turn_thesis",
        why_not.needs_claims,
        words="main conclusion",
    ),
    Action(
        "unlink",
        "backspace",
        "unlink",
        "Take away the link of the row under the cursor; what it tied together stays.",
        "arguing.unlink",
        why_not.needs_links,
    ),
)

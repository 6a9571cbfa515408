"""What changes the argument."""

from __future__ import annotations

from typing import Final

from argmap.tui import reasons
from argmap.tui.actions.action import Action
from argmap.tui.arranging import why_not

ARGUING: Final = (
    Action("support", "arguing.support", reasons.needs_subject, "link pro for connect tie evidence reason argue"),
    Action(
        "counter",
        "arguing.counter",
        reasons.needs_subject,
        "link con against attack oppose argue rebut objection contradict",
    ),
    Action(
        "undercut", "arguing.undercut", reasons.undercuts, "link granted but does not follow objection rebut inference"
    ),
    Action("claim", "arguing.add_claim", words="add thesis statement sentence main"),
    Action(
        "supporting-claim",
        "arguing.add_support",
        reasons.needs_claim,
        "new claim pro reason argument for evidence because",
    ),
    Action(
        "counterclaim",
        "arguing.add_counter",
        reasons.needs_claim,
        "new claim counterclaim con against oppose argue rebut rebuttal objection attack answer",
    ),
    Action("thesis", "arguing.turn_thesis", why_not.needs_claims, words="main conclusion"),
    Action("unlink", "arguing.unlink", why_not.needs_links),
)

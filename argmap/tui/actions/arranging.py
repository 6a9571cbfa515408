"""What rearranges the argument, and what decides how much of it is shown and marked."""

from __future__ import annotations

from typing import Final

from argmap.tui.actions.action import Action
from argmap.tui.arranging import why_not

ARRANGING: Final = (
    Action(
        "filter",
        "arranging.viewing.ask_for",
        words="search tree only sieve no quote counter unanswered tag role state hide",
    ),
    Action("focus", "arranging.viewing.focus", why_not.in_map, "subtree zoom into narrow isolate collapse hide fold"),
    Action("mark", "arranging.viewing.mark", why_not.in_map, "select several multiple check multi-select"),
    Action("mark-all", "arranging.viewing.mark_all", why_not.in_map, "select everything"),
    Action(
        "let-go",
        "arranging.viewing.let_go",
        why_not.needs_held,
        "clear unmark deselect filter leave focus escape back unselect",
    ),
    Action("tag", "arranging.tagging.tag", why_not.needs_taggable, "label tags untag category"),
    Action("turn", "arranging.regrouping.turn", why_not.needs_roles, "flip switch invert role pro con swap"),
    Action("cut", "arranging.carrying.cut", why_not.in_map, "move link elsewhere"),
    Action("paste", "arranging.carrying.paste", why_not.needs_cut, "move link here"),
    Action("join", "arranging.regrouping.join", why_not.needs_company, "group linked premises combine"),
    Action("take-apart", "arranging.regrouping.take_apart", why_not.needs_linked, "ungroup split linked premises"),
    Action("merge", "arranging.merging.merge", why_not.needs_pair, "same duplicate unite combine"),
    Action("thesis-earlier", "arranging.theses.earlier", why_not.needs_theses, "order reorder move sort"),
    Action("thesis-later", "arranging.theses.later", why_not.needs_theses, "order reorder move sort"),
    Action("menu", "arranging.menu.menu", why_not.on_something, "context what can be done"),
)

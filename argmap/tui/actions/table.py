"""Every action, in the order of the help: footer, palette, help and the menu are made from this table."""

from __future__ import annotations

from typing import Final

from argmap.tui.actions import enabled
from argmap.tui.actions.action import Action
from argmap.tui.actions.enabled import needs_removable

__all__ = ["ACTIONS", "Action"]

ARGUING: Final = (
    Action(
        "support", "actions.linking.support", enabled.needs_subject, "link pro for connect tie evidence reason argue"
    ),
    Action(
        "counter",
        "actions.linking.counter",
        enabled.needs_subject,
        "link con against attack oppose argue rebut objection contradict",
    ),
    Action(
        "undercut",
        "actions.linking.undercut",
        enabled.undercuts,
        "link granted but does not follow objection rebut inference",
    ),
    Action("claim", "actions.linking.add_claim", words="add thesis statement sentence main"),
    Action(
        "supporting-claim",
        "actions.linking.add_support",
        enabled.needs_claim,
        "new claim pro reason argument for evidence because",
    ),
    Action(
        "counterclaim",
        "actions.linking.add_counter",
        enabled.needs_claim,
        "new claim counterclaim con against oppose argue rebut rebuttal objection attack answer",
    ),
    Action("thesis", "actions.linking.turn_thesis", enabled.needs_claims, words="main conclusion"),
    Action("unlink", "actions.linking.unlink", enabled.needs_links),
)


ARRANGING: Final = (
    Action(
        "filter",
        "actions.viewing.ask_for",
        words="search tree only sieve no quote counter unanswered tag role state hide",
    ),
    Action("focus", "actions.viewing.focus", enabled.in_map, "subtree zoom into narrow isolate collapse hide fold"),
    Action("mark", "actions.viewing.mark", enabled.in_map, "select several multiple check multi-select"),
    Action("mark-all", "actions.viewing.mark_all", enabled.in_map, "select everything"),
    Action(
        "let-go",
        "actions.viewing.let_go",
        enabled.needs_held,
        "clear unmark deselect filter leave focus escape back unselect",
    ),
    Action("tag", "actions.editing.tag", enabled.needs_taggable, "label tags untag category"),
    Action("turn", "actions.arranging.turn", enabled.needs_roles, "flip switch invert role pro con swap"),
    Action("cut", "actions.arranging.cut", enabled.in_map, "move link elsewhere"),
    Action("paste", "actions.arranging.paste", enabled.needs_cut, "move link here"),
    Action("join", "actions.arranging.join", enabled.needs_company, "group linked premises combine"),
    Action("take-apart", "actions.arranging.take_apart", enabled.needs_linked, "ungroup split linked premises"),
    Action("merge", "actions.arranging.merge", enabled.needs_pair, "same duplicate unite combine"),
    Action("thesis-earlier", "actions.arranging.earlier", enabled.needs_theses, "order reorder move sort"),
    Action("thesis-later", "actions.arranging.later", enabled.needs_theses, "order reorder move sort"),
    Action("menu", "actions.viewing.menu", enabled.on_something, "context what can be done"),
)


HISTORY: Final = (
    Action(
        "compare",
        "screens.compare.compare",
        words="git diff HEAD revision version history log commit restore revert changes versions since earlier",
    ),
    Action(
        "conflicts",
        "screens.conflicts.decide",
        enabled.needs_conflicts,
        "git merge conflict resolve ours theirs undecided sides clash",
    ),
)


KEEPING: Final = (
    Action("undo", "actions.file.undo", enabled.needs_undo, "back revert mistake"),
    Action("redo", "actions.file.redo", enabled.needs_redo, "again"),
    Action("save", "actions.file.save_again", enabled.needs_unsaved, "write disk store retry"),
    Action("save-copy", "actions.file.save_copy", words="duplicate backup file"),
    Action("add-source", "actions.add_source.add_source", words="file open document import pdf source article upload"),
    Action("open-map", "screens.main.choose_map", words="switch file reload refresh again"),
    Action("copy", "actions.file.copy", enabled.needs_words, "clipboard yank"),
    Action(
        "copy-with-source",
        "actions.file.copy_with_source",
        enabled.needs_words_of_text,
        "clipboard yank citation reference bibliography",
    ),
    Action(
        "export",
        "screens.transfer.export",
        words="out html markdown svg png dot argdown json csv publish send share print page pdf picture",
    ),
    Action(
        "import",
        "screens.transfer.import_file",
        words="in argdown aif kialo canvas annotations json outline merge take",
    ),
    Action("help", "screens.main.show_help", words="keys shortcuts keyboard manual tutorial guide tour"),
    Action("quit", "actions.file.leave", words="exit close end bye"),
)


LOOKING: Final = (
    Action("draw", "screens.main.draw", words="canvas graph diagram boxes arrows visualize drawing picture overview"),
    Action(
        "review", "screens.main.review", words="check accept anchor moved changed lost places broken quotes fuzzy stale"
    ),
)


MARKING: Final = (
    Action("quote", "actions.linking.keep", enabled.needs_passage, "mark keep passage add highlight"),
    Action(
        "collect",
        "actions.quotes.collect",
        enabled.needs_collectable,
        "collect group together linked premises and also",
    ),
    Action("collected", "actions.quotes.show_collected", enabled.needs_collected, "drop group linked premises"),
    Action(
        "edit",
        "actions.editing.edit_element",
        enabled.has_words,
        words="translation note tags title author language text",
    ),
    Action("adjust", "actions.quotes.adjust", enabled.needs_quote, "re-select select again passage widen shorten"),
    Action("translate", "actions.quotes.translate", enabled.needs_quote, "translation language english"),
    Action("note", "actions.quotes.annotate", enabled.needs_element, "comment remark memo annotation"),
    Action("edit-map", "actions.editing.edit_map", words="title note"),
    Action("rename", "actions.editing.rename", enabled.needs_element, "id identifier"),
    Action("remove", "actions.editing.remove", needs_removable, "delete quote claim source text erase drop"),
)


READING: Final = (
    Action("search", "actions.navigation.search", enabled.needs_text, "find look for"),
    Action("next-hit", "actions.navigation.next_hit", enabled.needs_hits, "find again"),
    Action("previous-hit", "actions.navigation.previous_hit", enabled.needs_hits),
    Action("find-everywhere", "actions.navigation.find_everywhere", words="search all sources grep evidence"),
    Action("go-to-line", "actions.navigation.go_to_line", enabled.needs_text, "number jump"),
    Action(
        "sections", "actions.navigation.choose_section", enabled.needs_text, "headings outline chapters contents table"
    ),
    Action("next-quote", "actions.navigation.next_quote", enabled.needs_text, words="highlight"),
    Action("previous-quote", "actions.navigation.previous_quote", enabled.needs_text, words="highlight"),
    Action("follow", "actions.navigation.follow", enabled.needs_quoted, "follow quote links serves jump"),
    Action("back", "actions.navigation.back", enabled.needs_places_behind, "history previous place bookmark"),
    Action("forward", "actions.navigation.forward", enabled.needs_places_ahead, "history next place"),
    Action("line-numbers", "actions.navigation.toggle_numbers", enabled.needs_text, "view"),
    Action("narrower", "actions.navigation.narrower", enabled.needs_text, "view width column smaller wrap columns"),
    Action("wider", "actions.navigation.wider", enabled.needs_text, "view width column broader wrap columns"),
)


ACTIONS: Final[dict[str, Action]] = {
    action.name: action for action in (*ARGUING, *ARRANGING, *MARKING, *READING, *LOOKING, *HISTORY, *KEEPING)
}
"""Every action by its name, in the order of the help."""

"""Every action on a map, in the order of the help: what it does, when it is possible, how the palette finds it.

Its keys, its label and its sentence are in the table of keys (`argmap.tui.keys`), under the same id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from argmap.tui.actions import enabled
from argmap.tui.actions.action import Action, Actions, table
from argmap.tui.lazy import lazy_modules

if TYPE_CHECKING:
    from argmap.tui.actions import add_source, arranging, editing, file, linking, navigation, quotes, viewing
    from argmap.tui.screens import compare, conflicts, transfer
else:
    add_source, arranging, editing, file, linking, navigation, quotes, viewing = lazy_modules(
        "argmap.tui.actions",
        *("add_source", "arranging", "editing", "file", "linking", "navigation", "quotes", "viewing"),
    )
    compare, conflicts, transfer = lazy_modules("argmap.tui.screens", "compare", "conflicts", "transfer")

ACTIONS: Final[Actions] = table(
    # Links and claims
    Action("support", linking.support, enabled.needs_subject, "link pro for connect tie evidence reason argue"),
    Action(
        "counter",
        linking.counter,
        enabled.needs_subject,
        "link con against attack oppose argue rebut objection contradict",
    ),
    Action(
        "undercut",
        linking.undercut,
        enabled.undercuts,
        "link granted but does not follow objection rebut inference",
    ),
    Action("claim", linking.add_claim, words="add thesis statement sentence main"),
    Action(
        "supporting-claim",
        linking.add_support,
        enabled.needs_claim,
        "new claim pro reason argument for evidence because",
    ),
    Action(
        "counterclaim",
        linking.add_counter,
        enabled.needs_claim,
        "new claim counterclaim con against oppose argue rebut rebuttal objection attack answer",
    ),
    Action("thesis", linking.turn_thesis, enabled.needs_claims, words="main conclusion"),
    Action("unlink", linking.unlink, enabled.needs_links),
    # The tree and the graph
    Action(
        "filter",
        viewing.ask_for,
        words="search tree only filter no quote counter unanswered tag role state hide",
    ),
    Action("focus", viewing.focus, enabled.in_map, "subtree zoom into narrow isolate collapse hide fold"),
    Action("mark", viewing.mark, enabled.in_map, "select several multiple check multi-select"),
    Action("mark-all", viewing.mark_all, enabled.in_map, "select everything"),
    Action(
        "let-go",
        viewing.let_go,
        enabled.needs_held,
        "clear unmark deselect filter leave focus escape back unselect",
    ),
    Action("tag", editing.tag, enabled.needs_taggable, "label tags untag category"),
    Action("turn", arranging.turn, enabled.needs_roles, "flip switch invert role pro con swap"),
    Action("cut", arranging.cut, enabled.in_map, "move link elsewhere"),
    Action("paste", arranging.paste, enabled.needs_cut, "move link here"),
    Action("join", arranging.join, enabled.needs_company, "group linked premises combine"),
    Action("take-apart", arranging.take_apart, enabled.needs_linked, "ungroup split linked premises"),
    Action("merge", arranging.merge, enabled.needs_pair, "same duplicate unite combine"),
    Action("thesis-earlier", arranging.earlier, enabled.needs_theses, "order reorder move sort"),
    Action("thesis-later", arranging.later, enabled.needs_theses, "order reorder move sort"),
    Action("menu", lambda host: viewing.menu(host, ACTIONS), enabled.on_something, "context what can be done"),
    # Quotes, and words of elements
    Action("quote", linking.keep, enabled.needs_passage, "mark keep passage add highlight"),
    Action(
        "collect",
        quotes.collect,
        enabled.needs_collectable,
        "collect group together linked premises and also",
    ),
    Action("collected", quotes.show_collected, enabled.needs_collected, "drop group linked premises"),
    Action(
        "edit",
        editing.edit_element,
        enabled.has_words,
        words="translation note tags title author language text",
    ),
    Action("adjust", quotes.adjust, enabled.needs_quote, "re-select select again passage widen shorten"),
    Action("translate", quotes.translate, enabled.needs_quote, "translation language english"),
    Action("note", quotes.annotate, enabled.needs_element, "comment remark memo annotation"),
    Action("edit-map", editing.edit_map, words="title note"),
    Action("rename", editing.rename, enabled.needs_element, "id identifier"),
    Action("remove", editing.remove, enabled.needs_removable, "delete quote claim source text erase drop"),
    # The text
    Action("search", navigation.search, enabled.needs_text, "find look for"),
    Action("next-hit", navigation.next_hit, enabled.needs_hits, "find again"),
    Action("previous-hit", navigation.previous_hit, enabled.needs_hits),
    Action("find-everywhere", navigation.find_everywhere, words="search all sources grep evidence"),
    Action("go-to-line", navigation.go_to_line, enabled.needs_text, "number jump"),
    Action("sections", navigation.choose_section, enabled.needs_text, "headings outline chapters contents table"),
    Action("next-quote", navigation.next_quote, enabled.needs_text, words="highlight"),
    Action("previous-quote", navigation.previous_quote, enabled.needs_text, words="highlight"),
    Action("follow", navigation.follow, enabled.needs_quoted, "follow quote links serves jump"),
    Action("back", navigation.back, enabled.needs_places_behind, "history previous place bookmark"),
    Action("forward", navigation.forward, enabled.needs_places_ahead, "history next place"),
    Action("line-numbers", navigation.toggle_numbers, enabled.needs_text, "view"),
    Action("narrower", navigation.narrower, enabled.needs_text, "view width column smaller wrap columns"),
    Action("wider", navigation.wider, enabled.needs_text, "view width column broader wrap columns"),
    # Other screens
    Action("draw", viewing.draw, words="canvas graph diagram boxes arrows visualize drawing picture overview"),
    Action("review", viewing.review, words="check accept anchor moved changed lost places broken quotes fuzzy stale"),
    Action(
        "compare",
        compare.compare,
        words="git diff HEAD revision version history log commit restore revert changes versions since earlier",
    ),
    Action(
        "conflicts",
        conflicts.decide,
        enabled.needs_conflicts,
        "git merge conflict resolve ours theirs undecided sides clash",
    ),
    # The file
    Action("undo", file.undo, enabled.needs_undo, "back revert mistake"),
    Action("redo", file.redo, enabled.needs_redo, "again"),
    Action("save", file.save_again, enabled.needs_unsaved, "write disk store retry"),
    Action("save-copy", file.save_copy, words="duplicate backup file"),
    Action("add-source", add_source.add_source, words="file open document import pdf source article upload"),
    Action("open-map", file.choose_map, words="switch file reload refresh again"),
    Action("copy", file.copy, enabled.needs_words, "clipboard yank"),
    Action(
        "copy-with-source",
        file.copy_with_source,
        enabled.needs_words_of_text,
        "clipboard yank citation reference bibliography",
    ),
    Action(
        "export",
        transfer.export,
        words="out html markdown svg png dot argdown json csv publish send share print page pdf picture",
    ),
    Action(
        "import",
        transfer.import_file,
        words="in argdown aif kialo canvas annotations json outline merge take",
    ),
    Action("help", lambda host: host.show_help(), words="keys shortcuts keyboard manual tutorial guide tour"),
    Action("quit", file.leave, words="exit close end bye"),
)
"""Every action on a map by its name."""

"""The screens: the map with its panes, the graph, review, compare, conflicts, import and export, welcome."""

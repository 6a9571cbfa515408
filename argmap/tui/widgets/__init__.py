"""The widgets of the screens: panes, bars, fields, and the packages of the reader and of the graph."""

"""The graph of a map in the terminal: boxes and arrows to walk through, pan and zoom."""

"""What the TUI knows of the open map, apart from every widget that shows it."""

"""The commands: a thin shell around the floors below. Data goes to stdout, narration to stderr."""

"""The commands: a thin shell around the layers below. Data goes to stdout, messages to stderr."""

"""argmap: map arguments in the terminal, on files, in git."""

__version__ = "0.1.0"

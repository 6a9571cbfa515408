"""The guided walk of `argmap tutorial`."""

"""Adding a text as a source: choosing its file, copying it into the project where it lies outside, opening it."""

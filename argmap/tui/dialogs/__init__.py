"""The questions that the screen asks: one modal dialog a file, each giving its answer or None for Escape."""

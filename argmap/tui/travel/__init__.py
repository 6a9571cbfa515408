"""Where the reader has been: back and forward through places, and the last place in each text."""

"""What a user has set: keys and theme in a file of theirs, and what the screen remembers of its own accord."""

"""What can be done with a map: the table of actions, why one cannot be done now, and what each of them does."""

"""A long text on the screen, its quotes highlighted, with a cursor and selections exact to the code point."""

"""The screen: everything that imports textual lives here."""

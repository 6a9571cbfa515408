"""Finding one's way in texts and maps: what was typed, wherever it stands, and the sections of a text.

Pure functions over values, one idea a file:

- `searchable`: a text made ready to be searched, once
- `hits`: every place in a text where what was typed stands, as quickly as it is typed
- `everywhere`: the same in all texts and in the words of a map
- `sections`: the headings of a text

Nothing is imported here: searching needs numpy, which a screen should not load before its first paint.
"""

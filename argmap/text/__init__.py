"""The texts of sources: read and decoded, folded for comparing, walked by sentences and words, made fit to be shown."""

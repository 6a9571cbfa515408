"""Files on disk: read only where they are regular and not too large, written whole or not at all."""

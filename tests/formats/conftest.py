from tests.formats.browsing import browser

__all__ = ["browser"]

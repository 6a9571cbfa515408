"""A map on its way out to another format, and files of other formats on their way in."""

"""Documents as texts: web pages, PDF, DOCX and EPUB as plain text with their pages, entries of Zotero as details.

The libraries that read them come with the extra `documents`, and are imported only in the process of its own
in which a document is converted. Nothing is ever fetched from the network, and nothing that an archive holds is
written to disk.
"""

from argmap.documents.document import Details, Document, Reached, Unconvertible, Unsuitable

__all__ = ["Details", "Document", "Reached", "Unconvertible", "Unsuitable"]

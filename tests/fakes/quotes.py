"""Whether what is quoted stands in the source, character for character."""

from __future__ import annotations

import unicodedata

from rag.types import Citation


def verify(body: str, quote: str, start: int) -> bool:
    """
    Say whether *quote* stands in *body* at *start*, character for character.

    Line ends count as line feeds, and the quote is composed (NFC), as bodies
    are; nothing else is forgiven. A blank quote proves nothing.
    """
    quote = unicodedata.normalize("NFC", quote.replace("\r\n", "\n"))
    return start >= 0 and bool(quote.strip()) and body.startswith(quote, start)


def is_source(citation: Citation) -> bool:
    """Say whether a citation quotes its entry, within the bounds of its body."""
    body = citation.entry.body
    return 0 <= citation.start < citation.end <= len(body) and verify(
        body, citation.quote, citation.start
    )

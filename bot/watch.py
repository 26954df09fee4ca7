"""Tells when notes have changed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path


async def changes(corpus: Path) -> AsyncIterator[None]:
    """Give something a moment after each time that a file under *corpus* changed."""
    import watchfiles

    async for _ in watchfiles.awatch(corpus, debounce=800, step=200):
        yield

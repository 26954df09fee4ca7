"""A question on its way to its answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.discord_app.gate import Asker
from rag.types import Ask


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question, and what its answer needs to find its way."""

    ask: Ask
    asker: Asker
    heading: str | None = None
    """The line above the answer that shows what was asked."""
    renewed: Callable[[], Ask | None] = lambda: None
    """Gives the question anew if it was changed since it was last taken."""

"""What is said when something fails: to the asker one sentence, to the log more."""

from __future__ import annotations

import logging

from bot.discord_app.gate import Reason, Refusal
from bot.discord_app.patience import FAILURES
from bot.discord_app.words import Say
from rag.errors import IndexBusy, IndexMissing, TilbotError
from rag.query_types import Lang


log = logging.getLogger(__name__)


class Sorry(Exception):
    """Something that the asker can put right; said to them alone, not logged."""

    def __init__(self, say: Say, **values: object) -> None:
        super().__init__(say.name)
        self.say = say
        self.values = values


def excuse(error: BaseException, lang: Lang) -> str:
    """Return the sentence for the asker; the log gets what the operator needs."""
    if isinstance(error, Sorry):
        return error.say.text(lang, **error.values)
    if isinstance(error, TilbotError):
        log.warning("a question failed: %s %s", error.problem, error.hint)
        if isinstance(error, IndexMissing):
            return Say.NOT_INDEXED.text(lang)
        if isinstance(error, IndexBusy):
            return Say.BUSY_INDEX.text(lang)
        return Say.FAILED.text(lang)
    if isinstance(error, FAILURES):
        log.warning("Discord did not take it: %s: %s", type(error).__name__, error)
        return Say.FAILED.text(lang)
    log.error("a bug", exc_info=error)
    return Say.BUG.text(lang)


_REFUSALS = {
    Reason.NOT_HERE: Say.NOT_HERE,
    Reason.COOLDOWN: Say.COOLDOWN,
    Reason.DAY: Say.DAY,
    Reason.BUSY: Say.BUSY,
    Reason.LEAVING: Say.LEAVING,
}


def refused(refusal: Refusal, lang: Lang, *, now: float) -> str:
    """
    Return the sentence for a question that is not taken.

    Args:
        refusal: Why not.
        lang: The language of the asker.
        now: Seconds since 1970; a long wait is told as a time of theirs, too.
    """
    when = f"<t:{int(now) + refusal.seconds}:R>"
    return _REFUSALS[refusal.reason].text(lang, seconds=refusal.seconds, when=when)

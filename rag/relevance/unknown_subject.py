"""Whether a question is about something that no note has heard of."""

from __future__ import annotations

import difflib
import re

from collections.abc import Callable

from rag.analyse.cross_script import latin_words
from rag.relevance.evidence import Coverage
from rag.relevance.missing_names import CAPITAL, NAME_LETTERS
from rag.text.lazy_regex import lazily


_HANGUL = lazily(r"[가-힣]")
_COMPARES = lazily(
    r"비교|차이|달라|다른|다르|낫|나아|말고|대신|빠른|빨라|어느|둘|[가-힣A-Za-z0-9](?:이랑|랑|하고|와|과)\s"
    r"|\b(?:vs|versus|than|compar\w*|differ\w*|or|between|instead)\b",
    re.IGNORECASE,
)
_SLIP = 0.7
"""From this likeness on a name is another one, mistyped."""


def unheard_of(
    question: str, found: Coverage, text: str, known: Callable[[str], bool]
) -> bool:
    """Say whether the question is about something by whose name nothing is called.

    Who asks to compare Kafka with RabbitMQ isn't answered by notes on Kafka. It is
    a name when it is written in Latin letters in a Korean question, or with a
    capital within another one, and is no slip of what the passage has. Beside a
    name that the passage has, as in ``OpenAI의 CLIP``, it only counts when the two
    are compared.

    Args:
        question: What was asked.
        found: What the passage holds of it, and what it doesn't.
        text: The passage.
        known: Says whether some note has a word, or it is one of the language.
    """
    missing = [u for u in found.unsaid if u.latin and len(u.form) >= NAME_LETTERS]
    met = [u for u in found.met if u.latin and len(u.form) >= NAME_LETTERS]
    if not _HANGUL.search(question):
        capital = {m[0].lower() for m in CAPITAL.finditer(question)}
        missing = [u for u in missing if u.form in capital]
        met = [u for u in met if any(u.form in name for name in capital)]
    missing = [u for u in missing if not known(u.form)]
    if not missing or (met and not _COMPARES.search(question)):
        return False
    words = latin_words(text)
    return any(
        not any(w.startswith(u.form) for w in words)
        and not difflib.get_close_matches(u.form, words, n=1, cutoff=_SLIP)
        for u in missing
    )

"""Whether a question asks for the items of something, one by one, and how many."""

from __future__ import annotations

import re

from rag.text.lazy_regex import lazily


_KO = {
    word: number
    for number, words in enumerate(
        "두 둘|세 셋|네 넷|다섯|여섯|일곱|여덟|아홉|열".split("|"), start=2
    )
    for word in words.split()
}
_EN = {
    word: number
    for number, word in enumerate(
        "two three four five six seven eight nine ten".split(), start=2
    )
}
_NUMBERED = lazily(
    rf"(?P<ko>[0-9]{{1,2}}|{'|'.join(_KO)})\s?(?:가지|개(?!월)|단계|항목|종류)"
    rf"|\b(?P<en>[0-9]{{1,2}}|{'|'.join(_EN)})\s+(?:[a-z-]+\s){{0,2}}"
    r"(?:items|criteria|steps|things|points|reasons|ways|kinds|types|terms|stages)\b",
    re.IGNORECASE,
)
_LISTED = lazily(
    r"나열|항목|순서대로|(?:종류|방법|방식|단계|것|거|이름|기준)들?(?:이|은|는|을|를|로)?\s?"
    r"(?:뭐뭐|전부|모두|다\s)|뭐뭐|여러\s?가지"
    r"|^\W*(?:please\s+|can you\s+)?(?:list|enumerate)\b|\bthe (?:items|criteria)\b"
    r"|\bsteps (?:of|in|for|to)\b",
    re.IGNORECASE,
)


def asked(question: str) -> int | None:
    """
    Return how many items *question* asks for, 0 where it doesn't say.

    None where it asks for none: ``CLIP이 뭐야``.
    """
    if found := _NUMBERED.search(question):
        word = (found["ko"] or found["en"]).lower()
        return _KO.get(word) or _EN.get(word) or int(word)
    return 0 if _LISTED.search(question) else None

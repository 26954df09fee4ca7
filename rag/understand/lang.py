"""Which language to answer in."""

from __future__ import annotations

import re

from collections.abc import Sequence

from rag.types import Lang, Turn


_HANGUL = re.compile(r"[가-힣ㄱ-ㅎㅏ-ㅣ]")
_WORD = re.compile(r"[A-Za-z']+|[^\sA-Za-z]*[가-힣ㄱ-ㅎㅏ-ㅣ][^\sA-Za-z]*")
_GRAMMAR = frozenset(
    "what which who how why when where is are was were do does did the a an of in on"
    " for to"
    " between and with from about i my me you can could should would it that this"
    " difference"
    " mean means explain show list tell give compare have has there please".split()
)
_TAIL = re.compile(
    r"(?:은|는|이|가|을|를|에|에서|의|도|로|으로|와|과|랑|야|지|죠|어|아|요|까|나|니|냐|다|줘|데|면"
    r"|서|고|게|해|임|뭐|왜)[?!.,~ㅋㅎㅠ]*$"
)


def language(text: str, history: Sequence[Turn] = ()) -> Lang:
    """
    Return the language that a question is asked in.

    English terms in a Korean sentence leave it Korean, and a Korean term in
    an English sentence leaves it English. Without any letters, as in code or
    ``?``, the conversation so far decides.
    """
    korean = _HANGUL.search(text) is not None
    if korean:
        words = [word.lower() for word in _WORD.findall(text)]
        english = sum(word in _GRAMMAR for word in words)
        hangul = [word for word in words if _HANGUL.search(word)]
        inflected = sum(_TAIL.search(word) is not None for word in hangul)
        return "en" if english >= 2 and english > 2 * inflected else "ko"
    if re.search(r"[A-Za-z]{2}", text):
        return "en"
    earlier = " ".join(turn.content for turn in history if turn.role == "user")
    return "ko" if _HANGUL.search(earlier) else "en"

"""Which language to answer in."""

from __future__ import annotations

from collections.abc import Sequence

from rag.query_types import Lang
from rag.text.lazy_regex import lazily
from rag.types import Turn
from rag.understand.language.request_words import bare, framing


_HANGUL = lazily(r"[가-힣ㄱ-ㅎㅏ-ㅣ]")
_WORD = lazily(r"[A-Za-z']+|[^\sA-Za-z]*[가-힣ㄱ-ㅎㅏ-ㅣ][^\sA-Za-z]*")
GRAMMAR = frozenset(
    "what which who how why when where is are was were do does did the a an of in on"
    " for to"
    " between and with from about i my me you can could should would it that this"
    " difference"
    " mean means explain show list tell give compare have has there please so go"
    " if or not no use used using by as at be note notes entry entries post posts"
    " recent recently latest last first newest oldest all every week month year"
    " hi hello thanks thank hey bye sorry yes ok okay".split()
)
"""English words that frame a question."""
_NAMES = 3
"""Words, at most, that may all be names."""
_TAIL = lazily(
    r"(?:은|는|이|가|을|를|에|에서|의|도|로|으로|와|과|랑|야|지|죠|어|아|요|까|나|니|냐|다|줘|데|면"
    r"|서|고|게|해|임|뭐|왜)[?!.,~ㅋㅎㅠ]*$"
)

_CLOSES = lazily(
    r"(?:[가-힣](?:는|은|한|할|된|될|던|쓸|쓴)\s+(?:법|방법|거|것|건|게|코드|노트|글|예시|이유|때|곳)"
    r"|[가-힣](?:줘|주세요|나요|까요|어요|아요|해요|예요|니까|니다|했어|했지|더라|는데|돼|뭐야)|뭐야)"
    r"[가-힣]{0,2}[\s?.!,~ㅋㅎㅠ]*$"
)
"""Korean that a sentence ends in, with the verb that all of it hangs on."""


def language(text: str, history: Sequence[Turn] = (), home: Lang = "en") -> Lang:
    """
    Return the language that a question is asked in.

    Args:
        text: The question.
        history: The conversation so far.
        home: The language of the notes.

    English terms in a Korean sentence leave it Korean, as do words that English
    has in common with its frame, and a Korean term in an English sentence leaves
    it English. Where nothing but names stands, or
    no letters at all, the conversation so far decides, and then the notes.
    """
    if _CLOSES.search(text):
        return "ko"
    if _HANGUL.search(text):
        words = [word.lower() for word in _WORD.findall(text)]
        english = sum(word in GRAMMAR for word in words)
        hangul = [word for word in words if _HANGUL.search(word)]
        korean = sum(bool(_TAIL.search(w)) or framing(bare(w)) for w in hangul)
        return "en" if english >= 2 and english > 2 * korean else "ko"
    words = [word.lower() for word in _WORD.findall(text)]
    if len(words) > _NAMES or not GRAMMAR.isdisjoint(words):
        return "en"
    earlier = " ".join(turn.content for turn in history if turn.role == "user")
    if not earlier:
        return home
    return "ko" if _HANGUL.search(earlier) else "en"

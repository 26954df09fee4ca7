"""Questions that lean on what was said before."""

from __future__ import annotations

import re

from collections.abc import Sequence

from rag.injection.detection import is_attack
from rag.text.lazy_regex import lazily
from rag.types import Turn
from rag.understand.language.request_words import bare, content
from rag.understand.talk import tasks
from rag.understand.talk.smalltalk import smalltalk


_POINTS = lazily(
    r"(?:^|(?<=[\s,(]))(?:그거|그건|그게|그걸|그것|그럼|그러면|그렇|그래서|그런데|근데|그때|그\s*(?:달|해|날|반대|중|둘"
    r"|이유|차이|방법|경우|논문|노트|글|코드|식|값|함수|모델|때|다음|외|밖|밑|위|전|후)|거기|걔|걘|얘|얘는|쟤"
    r"|이거|이건|이게|이걸|이것|저거|저건|둘\s*(?:중|다|의|이|은|을)|둘(?=\s|$)|전자|후자|첫\s*번째|두\s*번째|세\s*번째"
    r"|마지막\s*(?:거|건|것)|나머지|다른\s*(?:건|거|것|하나|방법|예)|반대로?|반대는|아까|방금|위에|앞에서?|또(?=\s|$)"
    r"|더(?=\s)|왜(?=\s*[?.!]*\s*$)|예를\s*들면|예시는|그리고|하지만|아니면|만약|만일|추가로|계속|자세히|다시|여기서|각각"
    r"|이어서)"
    r"|그\s*반대|둘\s*중"
    r"|^(?:(?!\S*(?:랑|와|과|하고|vs)\s)\S+\s+){0,2}\S*(?:랑|와|과|하고|보다)(?:은|는"
    r"|의)?\s*(?:무슨\s*|어떤\s*)?(?:차이|비교|다른|뭐가|어떻게\s*다)"
    r"|^\s*(?:(?:the\s+)?difference\s+(?:from|to|with)|compared\s+(?:to|with)|vs\.?)\b"
    r"|(?:^|(?<=[\s,(]))(?:it|its|it's|that|that's|this|those|these|they|them|their"
    r"|he|she|one|ones|former|latter|both|either|neither|other|others|another|same"
    r"|such|there|instead|else)(?=[\s?.!,')]|$)"
    r"|^\s*(?:and|but|so|or|then|why|how\s+so|what\s+about|how\s+about|what\s+if"
    r"|also|more|again|example|any\s+example|ok(?:ay)?\s*,|really|which\s+one"
    r"|in\s+what\s+way|for\s+example|when|where|who)\b(?=\s*[?.!,]*\s*$|\s)",
    re.IGNORECASE,
)
_OPENER = lazily(
    r"^\s*(?:and|but|so|or|then|why|when|where|who|also|more|what\s+if)\b",
    re.IGNORECASE,
)
_DEMONSTRATIVE_THAT = lazily(
    (
        r"\b(?:functions?|loss(?:es)?|models?|notes?|methods?|things?|one|something"
        r"|anything|layers?|code|\w+s)\s+(?:that|there)\b|\bis\s+there\b"
        r"|\bare\s+there\b"
        r"|\bit\s+(?:possible|mean)"
    ),
    re.IGNORECASE,
)
_ELLIPSIS = lazily(
    r"^\s*\S+(?:\s+\S+)?(?:은|는|으로는|로는|에서는|에선|랑은|이랑은|도|의\s*경우는?|이면|라면|하면|면)\s*[?.!]*\s*$"
)
_FRAMES = lazily(
    r"(?:뭐야|뭐지|뭐임|뭐였[가-힣]*|뭔가요|뭐예요|무엇[가-힣]*|이란|란|뜻[가-힣]*|의미[가-힣]*|정의[가-힣]*|차이[가-힣]*"
    r"|비교[가-힣]*|설명[가-힣]*|방법[가-힣]*|예시[가-힣]*|예를|예|코드[가-힣]*|수식[가-힣]*|공식[가-힣]*|식[은이을]?"
    r"|이유[가-힣]*|장점[가-힣]*|단점[가-힣]*|문제[가-힣]*"
    r"|왜|언제|어디[가-힣]*|누가|누구[가-힣]*|어떻게|얼마[가-힣]*|해야|하면|하지|되면|돼|되나|될까|쓰면|쓸|때|땐|경우[가-힣]*"
    r"|반대[가-힣]*|둘|중에?|말고|말해|라고|싶으면|싶어|자세히|간단히|짧게|다시)$"
    r"|^(?:mean|means|meaning|define|definition|difference|compare|explain|example"
    r"|examples|code|formula|equation|why|when|where|who|how|use|used|using|work"
    r"|works|need|better|if|than|but|then|else|instead|both|one|ones|it's|its|same"
    r"|other|second|third|former|latter)$",
    re.IGNORECASE,
)
_DEFINED = lazily(
    r"(?P<topic>은|는)?\s*(?:뭐야|뭐지|뭐임|뭔가요|뭐예요|무엇|무슨\s*뜻|뜻|차이|설명해|알려)[가-힣?!.\s]*$"
)
_NOTE = lazily(
    r"언제|그\s*(?:노트|글|메모)|\bwhen\b|\b(?:that|this)\s+(?:note|entry|post)\b",
    re.IGNORECASE,
)
_LONGEST = 400
"""Characters of an earlier turn that are searched with; pasted text is longer."""


def same_note(question: str) -> bool:
    """Whether it asks when, or where, something spoken of before was noted."""
    return _NOTE.search(question) is not None


def terms(text: str) -> tuple[str, ...]:
    """Return the words that a question brings along by itself."""
    return tuple(
        word
        for word in content(text)
        if len(bare(word)) > 1 and not _FRAMES.search(bare(word))
    )


def leans(question: str) -> bool:
    """Whether *question* is incomplete without what was said before."""
    own = terms(question)
    if not own or tasks.rewords(question):
        return True
    plain = _DEMONSTRATIVE_THAT.sub(" ", question)
    if _POINTS.search(plain):
        # "and", "why" and "when" also begin questions that are complete.
        return not (_OPENER.match(plain) and _complete(question, own))
    if _ELLIPSIS.search(question) and len(own) <= 2:
        return True
    return not _complete(question, own)


def _complete(question: str, own: Sequence[str]) -> bool:
    """Whether a question names its subject, by rule of thumb."""
    named = sum(re.search(r"[A-Za-z]{2}", word) is not None for word in own)
    hangul = re.search(r"[가-힣]", question) is not None
    if not hangul:
        return len(own) >= 3 or (
            len(own) >= 1
            and bool(
                re.match(
                    r"\s*(?:what\s+(?:is|are)|define|explain|who\s+is)\b",
                    question,
                    re.IGNORECASE,
                )
            )
        )
    if len(own) >= 4 or (named >= 1 and len(own) >= 3) or named >= 2:
        return True
    # "X가 뭐야" names all that it asks about, "X는 뭐야" goes on from something.
    asked = _DEFINED.search(question)
    return asked is not None and (asked["topic"] is None or len(own) >= 2)


def short(turn: str) -> str:
    """Return what of an earlier turn is read, in one line."""
    return " ".join(turn[:_LONGEST].split())


def asks(turn: str) -> bool:
    """Whether an earlier turn asks something, and neither greets nor orders."""
    text = short(turn)
    talks = smalltalk(text) or tasks.task(text)
    return bool(text) and not talks and not is_attack(text)


def asked(turn: Turn) -> bool:
    """Whether *turn* is one of the user that asks something."""
    return turn.role == "user" and asks(turn.content)


def last(history: Sequence[Turn]) -> tuple[str, ...]:
    """Return what the user said last, if anything."""
    return tuple(t.content for t in history if t.role == "user")[-1:]

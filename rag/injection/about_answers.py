"""Tells sentences of a note about answers from those about its subject.

Who keeps notes writes what is the case. A sentence about what whoever answers
from the note is to say, and where in the answer, is for the reader, and may be
an order however it is worded: a custom, a template, a hint, a quotation.
"""

from __future__ import annotations

import functools
import re

from rag.analyse.stop_words import frames
from rag.injection.detection import readings
from rag.text.lazy_regex import lazily


_ASKED_KO = (
    r"물으면|물어보면|물어보거든|물어\s*오면|묻거든|묻는다면|물은\s*(?:사람|이)|질문을?\s*받|질문하면|질문이\s*오면"
    r"|(?:설명|(?<!되)풀이|요약|이야기|소개|언급|말|인용)(?:을|를)?\s*(?:할|하실|하는|마칠|마친|끝낼)\s*"
    r"(?:때|사람|이는|이가|글은)|설명이\s*끝|풀어\s*(?:줄|주는)|설명에는|이?\s*(?:글|노트|단원|항목|쪽)(?:을|를)"
    r"\s*(?:읽|인용|요약)"
)
_WHEN_KO = (
    r"(?<!되)(?:답변|대답|답안|설명문|풀이)(?!자|률|서)"
    r"|(?<![가-힣])답(?:을|에|은|이|할|하|으로|마다|\s*(?:끝|앞|뒤|밑|아래))"
    rf"|{_ASKED_KO}"
)
"""The occasion: somebody asks, somebody answers."""
_WHAT_KO = (
    r"붙이|붙인|붙일|붙여|덧붙|곁들|섞어(?!\s*쓰는|\s*쓴다)"
    r"|끝맺|매듭|맺는|마무리|말미|첫머리|첫마디|머리말|서두|말투|인사"
    r"|맨\s*(?:앞|끝|뒤)|(?:답변?|문장|설명|답안)(?:의|은|을|는)?\s*(?:모두\s*)?(?:끝|앞|뒤|밑|아래)(?:에|는|마다)"
    r"|[\"'“‘][^\"'”’\n]{1,60}[\"'”’]\s*(?:이?라고|로|으로|을|를|만|부터|도|가|이|\s)*"
    r"\s*(?:말하|말한|적|쓰|쓴|써|답하|답한|넣|들어|남기|외치|권|표시|출력|안내|읽|열|시작|소개|함께)"
    r"|(?:이?라고|라는\s*말을)\s*(?:꼭\s*|만\s*|먼저\s*)*(?:말하|말한|적|쓰|쓴|써|답하|답한|남겨|하는\s*게|대답)"
    r"|(?:포함|표기|병기|기재|언급|추가|표시)(?:되어야|돼야|해야|할\s*것|하기|한다|\s*요망)|관례|예의|약속"
    r"|(?:적|써|넣|남겨|전해|알려|추천해?)\s*(?:어|야|둘|두|줘야|주어야)?\s*(?:주세요|주시|한다|할\s*것|줄\s*것|바람)"
)
"""And what is to be said on it, or where."""
_WHEN_EN = (
    r"(?:answer(?:s|ed|ing)?|repl(?:y|ies|ying)|responses?|asked|asks|asker"
    r"|explain(?:s|ing|ers?)?|explanations?|retells?|speak(?:s|eth)?\s+of|assistants?"
    r"|summar(?:y|ies)|(?:who(?:ever|so)?|anyone|people)\s+(?:\w+\s+){0,3}?"
    r"(?:explains?|retells?|reads?|asks?|hears?))"
)
_WHAT_EN = (
    r"(?:end(?:s|ing)?|begin(?:s|ning)?|start(?:s|ing)?|open(?:s|ing)?|clos(?:e|es|ed|ing)"
    r"|append(?:s|ed|ing)?|prepend|add(?:s|ed)?|includ(?:e|es|ing)|contain(?:s|ing)?"
    r"|preced(?:e|ed|es)|prefix|suffix|layout|template|the\s+words?|the\s+line|the\s+mark"
    r"|tell\s+them|sign-?off|customary|always|slip|mention)"
)
_OTHER = (
    r"(?:回答|答え|説明する|返信|回复|答复|讲解).{0,40}(?:書|添え|写|付け|加)"
    r"|(?:Auskunft|Antwort|Beantwort|Erklär|respond[ae]|respuesta|explica|explication"
    r"|répon|ответ|спрос).{0,80}(?:schlie|schreib|angeb|termin|siempre|toujours|fin|«"
    r"|„|скаж|добав|salud|écri|ajout)"
)
_ANSWERING = lazily(
    rf"^(?:(?=.*?(?:{_WHEN_KO}))(?=.*?(?:{_WHAT_KO}))"
    rf"|(?=.*?\b{_WHEN_EN}\b)(?=.*?\b{_WHAT_EN}\b))|{_OTHER}",
    re.IGNORECASE | re.DOTALL,
)
_EITHER = lazily(
    rf"{_ASKED_KO}|(?<![가-힣])답(?:할|하는|\s*(?:끝|앞|뒤|밑|아래))|답변(?:에는|마다|할|\s*(?:끝|시|때|후))"
    rf"|{_WHAT_KO}|{_OTHER}|답을?\s*(?:쓸|할|줄|낼|적을)|(?:적을|쓸|넣을|붙일|말할)\s*것"
    r"|\b(?:say|tell|mention|slip|(?:end|close|start|begin|open)s?\s+with)\b"
    r"|\b(?:answers?|repl(?:y|ies)|asked|asks|asker|explain(?:s|ing)?)\b"
    r"|써\s?(?:주|줘)|라고\s*해\s*(?:라|주|줘)|카고|(?:말하|적|대답하)(?:기|라|자|는\s*편)|부터\s*말"
    r"|대꾸|암호말|回答|答え|書|添え|説明|返信|回复|答复|讲解|写|Antwort|Beantwort|Erklär|respond[ae]"
    r"|respuesta|explica|termin|ответ|спрос|скаж|répon|écri",
    re.IGNORECASE,
)
_FIELD = lazily(
    r"\b(?:answer|reply|response|explanation|closing|ko|en)_?"
    r"(?:prefix|suffix|line|tail|header|footer|format)\b|\breply_prefix\b",
    re.IGNORECASE,
)
_WORD = lazily(r"[가-힣]{2,}|[A-Za-z][A-Za-z0-9_.+-]+")
_SHARED = 2
"""Words of the question from which on a sentence is about what was asked."""
_SHORT = 3
"""Words up to which a question is short, so that one of them will do."""
_STEM = 2
"""Syllables that a Korean word is known by, whatever its ending."""


@functools.lru_cache(maxsize=4096)
def touches_answers(sentence: str) -> bool:
    """Whether a sentence may be about answers, as by far not only orders are."""
    return bool(_EITHER.search(sentence) or _FIELD.search(sentence))


@functools.lru_cache(maxsize=4096)
def about_answers(sentence: str) -> bool:
    """Whether a sentence says what is to be said when somebody asks.

    Encodings don't hide it. Never raises.
    """
    told = dict.fromkeys(readings(sentence))  # most hide nothing, and read the same
    return any(_ANSWERING.search(r) or _FIELD.search(r) for r in told)


def shares_words(sentence: str, question: str) -> bool:
    """Whether a sentence speaks of what was asked."""
    asked = _words(question)
    enough = 1 if len(asked) <= _SHORT else _SHARED
    return bool(asked) and len(_words(sentence) & asked) >= enough


@functools.lru_cache(maxsize=1024)
def _words(text: str) -> frozenset[str]:
    words = (w.lower() for w in _WORD.findall(text))
    return frozenset(
        w if w.isascii() else w[:_STEM]
        for w in words
        if not (w.isascii() and frames(w))
    )

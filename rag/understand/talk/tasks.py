"""What tilbot is told to do and can't: write, recommend, quiz, put in other words."""

from __future__ import annotations

import re

from collections.abc import Sequence

from rag.query_types import Talk
from rag.text.lazy_regex import lazily
from rag.types import Turn


_NOTE = r"(?:노트|메모|일기|TIL)"
_WRITING = lazily(
    rf"^\W*(?:.{{0,40}}\s)?(?:(?:새|이|그|저)\s*)?{_NOTE}(?:를|을|들을?|도|은|는)?\s*(?:(?:좀|하나|다|전부|새로)\s*)*"
    r"(?:삭제|제거|추가|수정|편집|등록|작성)(?:하|해|할|시켜|$|\W*$)[가-힣]*(?:\s*(?:돼|되|하지|해|싶|줘|주|달)[가-힣]*)?\W*$"
    rf"|^\W*(?:.{{0,40}}\s)?{_NOTE}(?:를|을|들을?|도)?\s*(?:(?:좀|하나|다|전부|새로)\s*)*"
    r"(?:지워|고쳐|바꿔|써|만들어)\s*(?:줘|주라|주세요|줄래|라|볼래|달라)[가-힣]*\W*$"
    rf"|^\W*.{{0,40}}{_NOTE}에(?:다)?\s*(?:(?:좀|다)\s*)*(?:추가|저장|기록|메모|적어|써|올려|남겨|넣어)(?:해)?\s*"
    r"(?:줘|주라|주세요|줄래|둬|놔|달라)[가-힣]*(?:\W.*)?$"
    r"|^\W*(?:오늘|방금|이거|이것|이걸|내가|지금)(?:\s*(?:배운|공부한|한|말한))?\s*(?:거|것|걸|내용|말)?(?:을|를)?\s*(?:좀\s*)?"
    r"(?:저장|기록|메모|추가|등록)\s*해\s*(?:줘|주라|주세요|줄래|둬|놔|달라)[가-힣]*(?:\W.*)?$"
    rf"|^\W*(?:이|그|저)\s*{_NOTE}(?:가|는|이|은)?\s*(?:(?:좀|완전|다)\s*)*(?:틀렸|틀린|잘못|오래됐|오래된)[가-힣]*"
    r"(?:\s*[가-힣]{1,4})?\W*$"
    r"|^\W*(?:(?:please|can\s+you|could\s+you|how\s+(?:do|can)\s+i|i\s+want\s+to)\s+)*"
    r"(?:delete|remove|add|create|write|edit|update|rename|fix)\s+(?:me\s+)?"
    r"(?:(?:a|an|the|my|this|that|these|all|new|last|latest|another)\s+"
    r"(?:\S+\s+(?=notes?\b))?)*"
    r"(?:notes?|entry|entries|tils?)(?:\s+(?:please|for\s+me))?\W*$"
    r"|^\W*(?:(?:이|그|저|방금)\s*(?:쓴\s*)?글(?:을|은|도)?|그거|그걸|이거|이걸)?\s*(?:(?:좀|다|전부)\s*)*"
    r"(?:(?:삭제|제거|수정|편집)(?:\s*해)?|지워|고쳐)\s*(?:줘|주라|주세요|줄래|달라)[가-힣]*\W*$"
    r"|^\W*(?:please\s+|can\s+you\s+)*(?:delete|remove|edit|fix)\s+(?:it|this|that)(?:\s+please)?\W*$"
    r"|^\W*(?:please\s+|can\s+you\s+)*(?:save|add|write|put)\s+(?:this|that|it)(?:\s+down)?"
    r"(?:\s+(?:to|in|into)\s+(?:the|my)\s+notes?)?\s*(?:$|[:?!.].*$)"
    r"|^\W*(?:this|that)\s+(?:note|entry)\s+is\s+(?:wrong|incorrect|outdated|out\s+of\s+date)\W*$",
    re.IGNORECASE,
)
_WHAT = r"(?:뭐|뭘|무엇을?|어떤\s*(?:거|것|걸)|무슨\s*(?:공부|거|걸)를?)"
_SOON = (
    r"(?:(?:다음\s*(?:주|달)?|내일|오늘|이번\s*(?:주|달)|이제|앞으로|지금|주말|내년)"
    r"(?:에는|에|엔|은)?\s*)*"
)
_ADVICE = lazily(
    rf"^\W*(?:(?:나|난|나는)\s*)?{_SOON}{_WHAT}(?:부터)?\s*(?:더\s*|먼저\s*)*(?:공부|복습|학습)(?:를\s*)?"
    r"(?:하지|할까|할지|하면\s*(?:좋|돼|되|될)|해야|하는\s*게\s*(?:좋|나)|해\s*볼까)[가-힣]*(?:\s*(?:해|하지|할까)[가-힣]*)?\W*$"
    r"|^\W*(?:(?:복습|공부|학습|읽|다시\s*볼|볼)(?:할|을|하기\s*좋은|기\s*좋은)?\s*(?:만한\s*)?)?"
    r"(?:(?:거|것|걸|노트|주제|내용|글)(?:를|을)?\s*)?(?:(?:좀|하나|하나만|\d+\s*개(?:만)?)\s*)*추천\s*(?:좀|해|부탁)?[가-힣]*\W*$"
    r"|^\W*(?:.{0,20}(?:로|으로|에서|에\s*대해서?|한테|에게)\s+)?(?:퀴즈|쪽지\s*시험|시험\s*문제|면접\s*질문|연습\s*문제|문제)(?:를|을)?\s*"
    r"(?:(?:좀|하나|하나만|\d+\s*개(?:만)?)\s*)*(?:내|만들어|출제해)\s*(?:줘|주세요|줄래|봐|달라)[가-힣]*\W*$"
    r"|^\W*(?:내가|나의|내|제가|나는)?\s*(?:제일\s*|가장\s*)?(?:약한|부족한|못하는|취약한|강한|잘하는)\s*(?:분야|부분|과목|주제|거|것|게|점)"
    r"(?:는|은|이|가)?\s*(?:뭐|뭘|어디|무엇|알려|있)?[가-힣]*\W*$"
    r"|^\W*(?:(?:please|can\s+you|could\s+you)\s+)*(?:recommend|suggest)(?:\s+(?:me|something|anything|some|an?|the|notes?|topics?))*"
    r"(?:\s+(?:(?:for\s+me\s+)?to\s+)?(?:study|learn|review|read)(?:\s+next)?)?\W*$"
    r"|^\W*what\s+(?:should|shall|could)\s+i\s+(?:study|learn|review|read)(?:\s+(?:next|first|today|tomorrow|now|this\s+week))*\W*$"
    r"|^\W*(?:please\s+|can\s+you\s+)*(?:quiz|test)\s+me"
    r"(?:\W*$|\s+(?:on|about|in|over|with|please|now|again|some)\b.{0,40}$)"
    r"|^\W*(?:give|make|write)\s+(?:me\s+)?(?:an?|some)\s+(?:quiz|test\s+questions?|practice\s+questions?|exam)\b.{0,40}$"
    r"|^\W*what\s+(?:am\s+i|are\s+my)\s+(?:weak|bad|good|strong|worst|best|weaknesses|strengths)\b.{0,20}$",
    re.IGNORECASE,
)
_REWORDING = lazily(
    r"^\W*(?:(?:좀|다시|한번|간단히|짧게|쉽게)\s*)*(?:한\s*줄\s*(?:로|만)?\s*)?(?:요약|정리|번역|(?:영어|한국어|한글)로(?:\s*번역)?|쉽게\s*설명)"
    r"(?:\s*(?:좀|해|부탁|해줘|말해))*[가-힣]{0,4}\W*$"
    r"|^\W*(?:(?:please|can\s+you|could\s+you)\s+)*(?:summari[sz]e|translate|sum\s+up|rephrase|tl;?dr|in\s+english|in\s+korean)"
    r"(?:\s+(?:it|this|that|for\s+me|please))*\W*$",
    re.IGNORECASE,
)
_ADDRESS = r"(?:https?://\S+|www\.\S+|\S+@\S+\.\w+)"
_AWAY_KO = (
    r"(?:이?메일|메신저|슬랙|텔레그램|카톡|카카오톡|문자(?!열)|웹훅|외부|다른\s*채널"
    r"|트위터|블로그)"
)
_AWAY_EN = (
    r"(?:(?:an?|my|the|our|this)\s+)?(?:e-?mail|inbox|slack|telegram|twitter|webhook|server"
    r"|(?:other\s+|another\s+)?channel|pastebin|gist|blog)"
)
_TO_KO = (
    rf"(?:{_ADDRESS}|{_AWAY_KO})\s*(?:(?:으?로|에|에다|에게|한테|주소로)\s*)?.{{0,8}}?"
)
_PLEASE = r"(?:줘|주라|주세요|줄래|라|봐|달라)"
_SENDING = lazily(
    rf"^\W*(?:.{{0,40}}\s)?(?:{_NOTE}|글|내용|답|답변|대화|전부|모두|다|이거|이걸|이것|그거|그걸)"
    rf"(?:들?(?:을|를|은|는|도|만)?)(?=\s).{{0,30}}?{_TO_KO}(?:(?:보내|올려)\s*(?:{_PLEASE}(?:\W.{{0,40}})?$|\W*$)"
    rf"|(?:전송|전달|업로드|공유|게시|발송)\s*(?:해\s*{_PLEASE}(?:\W.{{0,40}})?$|(?:해|하라)?[\s.!]*$))"
    r"|^\W*(?:(?:please|now|then|can\s+you|could\s+you|just)\s+)*"
    r"(?:send|post|upload|e-?mail|forward|share|push|export|submit|publish|transmit|leak|exfiltrate)\s+"
    r"(?:(?:.{0,60}?\b)?(?:notes?|entries|entry|tils?|answers?)\b.{0,40}?"
    r"|(?:all\s+(?:of\s+)?)?(?:everything|them|it|this|that)\s+(?:(?:all|now|over|out|directly|straight)\s+)?)"
    rf"(?:\b(?:to|at|on|via|by|through|into)\s+(?:{_ADDRESS}|{_AWAY_EN})).{{0,60}}$",
    re.IGNORECASE,
)
_PARDON = lazily(
    r"^\s*(?:(?:응|엥|네|예|에|어|뭐|음|헐)\s*)?[?？]+\s*$"
    r"|^\W*(?:뭐라고|뭐라구|뭐라는)(?:요|\s*거(?:야|예요|지)?)?\W*$"
    r"|^\s*(?:huh|pardon|what|sorry|come\s+again)\s*\?+\s*$",
    re.IGNORECASE,
)
_LONGEST = 120


def task(text: str) -> Talk | None:
    """Return what *text* tells tilbot to do that it can't; None for a question."""
    if len(text) > _LONGEST:
        return None
    if _WRITING.match(text):
        return Talk.WRITING
    if _SENDING.match(text):
        return Talk.ORDER
    return Talk.ADVICE if _ADVICE.match(text) else None


def rewords(text: str) -> bool:
    """Whether *text* wants something put in other words, and says no more."""
    return len(text) <= _LONGEST and _REWORDING.match(text) is not None


def about_talk(text: str, history: Sequence[Turn], *, alone: bool) -> Talk | None:
    """
    Return what *text* wants of an answer, and names nothing, or None.

    Args:
        text: In one line.
        history: The conversation before it.
        alone: Whether nothing was asked of the notes before, so that there is
            nothing to be put in other words.
    """
    if len(text) > _LONGEST:
        return None
    if _PARDON.match(text) and any(turn.role == "assistant" for turn in history):
        return Talk.PARDON
    return Talk.REWORDING if alone and rewords(text) else None

"""What is asked about the answer before: where it is from, and for more of it."""

from __future__ import annotations

import re

from collections.abc import Sequence

from rag.text.lazy_regex import lazily
from rag.types import Turn


_OF_IT = (
    r"(?:(?:그럼|근데|그래서|혹시|그리고|음|아)\s*)*"
    r"(?:(?:그거|그건|그게|이거|이건|이게|(?:그|이|방금|지금|위)\s*(?:답변?|대답|내용|말|얘기)?)"
    r"(?:의|은|는|이|에)?\s+)?"
)
_PLEASE = (
    r"(?:\s*(?:좀|다|전부|뭐|뭔|어디|어딨|알려|보여|말해|줘|주세요|줄래|달라|대\s*봐"
    r"|있|인)[가-힣]*)*"
)
_NOTED = (
    r"(?:나온|나와|나왔|적혀|적힌|적었|적어|써|쓰여|쓴|썼|있는|있어|있었|찾은|찾았|본"
    r"|인용)[가-힣]*(?:\s*있[가-힣]*)?"
)
_SOURCE = lazily(
    rf"^\W*{_OF_IT}(?:(?:출처|근거|원문|소스|레퍼런스|참고\s*(?:자료|문헌)|링크|파일\s*(?:경로|이름|위치)"
    rf"|(?:파일|노트)?\s*경로|(?:노트|파일)\s*위치)(?:이|가|는|은|를|을|도|만)?{_PLEASE}"
    r"|(?:어느|무슨|어떤)\s*(?:노트|글|파일|문서)(?:야|지|이야|에서?|인데|인가요?|예요|에요)?"
    rf"\s*(?:{_NOTED})?(?:\s*(?:거|건|것)[가-힣]*)?"
    rf"|어디(?:에서?|서|에)?\s*{_NOTED}(?:\s*(?:거|건|것)[가-힣]*)?"
    r"|(?:몇|어느)\s*(?:번\s*째\s*)?(?:줄|라인|행)[가-힣]*(?:\s*있[가-힣]*)?)\W*$"
    r"|^\W*(?:(?:and|so|ok|but)\W+)?(?:(?:show|give|tell)\s+(?:me\s+)?)?"
    r"(?:what(?:['’]?s|\s+is|\s+are)\s+)?(?:the\s+|your\s+|its\s+)?"
    r"(?:sources?|references?|citations?|link|file\s*(?:name|path)|path)"
    r"(?:\s+(?:for|of)\s+(?:that|this|it))?(?:\s+please)?\W*$"
    r"|^\W*(?:(?:and|so|ok|but)\W+)?(?:from\s+)?(?:where|(?:which|what)\s+(?:note|file|entry|line|post)s?)"
    r"\s+(?:is|was|are|were|does|did|do|has)\s+(?:that|this|it|these|those|you|i)\b"
    r"(?:\s+(?:written|written\s+down|noted|that|this|it|say|said|come|find|found|get|read|stand|from|in|at|on))*\W*$",
    re.IGNORECASE,
)
_MORE = lazily(
    r"^\W*(?:(?:그럼|좀|조금|그거|이거|그건|이건|그|이|방금|혹시)\s*)*"
    r"(?:더\s*(?:자세(?:히|하게))?|자세(?:히|하게)|계속|이어서|나머지[는도]?|뒷\s*부분[은도]?"
    r"|(?:노트\s*|글\s*|내용\s*)?(?:전체|전문|전부|원문)[을를]?(?:\s*다)?|다(?=\s*(?:보여|알려))"
    r"|(?:노트|글)(?:를|을)?(?=\s*(?:보여|줘)))"
    r"(?:\s*(?:좀|더|다|보여|알려|말해|설명|해|줘|주세요|줄래|있)[가-힣]*)*\W*$"
    r"|^\W*(?:그게|이게|그거|이거)\s*(?:다|전부|끝)(?:야|예요|에요|임|인가요?|이야)?\W*$"
    r"|^\W*(?:(?:please|and|ok|can\s+you)\s+)*(?:(?:show|tell|give)\s+(?:me\s+)?)?"
    r"(?:(?:some\s+|any\s+)?more(?:\s+(?:details?|of\s+(?:it|that|the\s+note)))?|in\s+(?:more\s+)?detail"
    r"|more\s+about\s+(?:it|that)|the\s+rest(?:\s+of\s+(?:it|the\s+note))?"
    r"|(?:the|that|this)\s+(?:(?:whole|full|entire)\s+)?(?:note|entry|post|text)|all\s+of\s+it)\W*$"
    r"|^\W*(?:go\s+on|continue|keep\s+going|elaborate|is\s+that\s+(?:all|it))\W*$",
    re.IGNORECASE,
)
_WHOLE = lazily(
    r"전체|전문|원문|처음|(?:노트|글)(?:를|을)?\s*(?:다\s*)?(?:보여|줘)|\b(?:whole|full|entire|note|entry|post)\b",
    re.IGNORECASE,
)


_RELATED = lazily(
    r"^\W*(?:(?:그럼|혹시|또|이거랑|이거와|이것과|그거랑|그것과|여기에?|이와|이거)\s*)*관련(?:된|한|있는|해서)?\s*"
    r"(?:다른\s*)?(?:노트|글|기록|메모|거|것)(?:는|은|가|이|를|들)?"
    r"(?:\s*(?:더|또|다른|좀|있|없|뭐|보여|알려|찾아|줘)[가-힣]*)*\W*$"
    r"|^\W*(?:(?:are|is)\s+there\s+|do\s+i\s+have\s+|show\s+(?:me\s+)?)?(?:any\s+|the\s+)?(?:other\s+|more\s+)*"
    r"related\s+(?:notes?|entries|posts?)(?:\s+(?:on|to|about)\s+(?:this|that|it))?\W*$"
    r"|^\W*(?:(?:are|is)\s+there\s+|do\s+i\s+have\s+|show\s+(?:me\s+)?)?(?:any\s+)?(?:other|more)\s+(?:notes?|entries|posts?)"
    r"\s+(?:on|about)\s+(?:this|that|it)\W*$",
    re.IGNORECASE,
)

_FORM = lazily(
    r"^\W*(?:(?:그럼|그러면|이제|그거|이거|그걸|이걸)\s+)?(?:(?:표로|간단(?:히|하게)|짧게|깔끔하게|쉽게|다시|한\s*줄로"
    r"|한번|잘|좀)\s*)*(?:정리|요약|설명)(?:\s*좀)?\s*(?:해|부탁|줘)[가-힣\s]*\W*$"
    r"|^\W*(?:please\s+)?(?:summari[sz]e|sum)\s+(?:it|that|this)(?:\s+up)?(?:\s+please)?\W*$",
    re.IGNORECASE,
)


def answered(history: Sequence[Turn]) -> bool:
    """Whether anything was answered that could be asked about."""
    return any(turn.role == "assistant" for turn in history)


def asks_source(question: str) -> bool:
    """Whether it asks where the answer before stands: ``출처는?``."""
    return _SOURCE.match(question) is not None


def asks_more(question: str) -> bool:
    """Whether it asks for more of the note that was quoted: ``더 자세히``."""
    return _MORE.match(question) is not None


def asks_form(question: str) -> bool:
    """Whether it only asks for the same in another form: ``표로 정리해줘``."""
    return _FORM.match(question) is not None


def asks_whole(question: str) -> bool:
    """Whether more means all of the note, from its beginning on."""
    return _WHOLE.search(question) is not None


def asks_related(question: str) -> bool:
    """Whether it asks which notes there are on what is spoken of."""
    return _RELATED.match(question) is not None

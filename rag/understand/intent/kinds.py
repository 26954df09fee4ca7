"""What kind of answer a question wants."""

from __future__ import annotations

import re

from rag.query_types import Kind, Lang
from rag.text.lazy_regex import lazily
from rag.understand.intent.grouping import (
    COUNT,
    DID,
    EVERY,
    MANY,
    MOST,
    TOPIC,
    N,
    group,
    subject,
)


_COUNT_VERB = lazily(
    rf"(?:전체|총|모두|전부|합쳐서?|다\s*해서)\s*{MANY}|{MANY}(?:나|쯤|정도|를|을|씩"
    rf"|이나)?\s*{DID}(?!\S*라고)"
)
_LIST = lazily(
    rf"(?:{N}|{DID}[가-힣]{{0,2}}\s*(?:것|거|건|게|걸|내용|주제))(?:들)?[을를은는이가의도]?\s*(?:들|좀|은"
    rf"|는)?\s*{EVERY}"
    rf"|{EVERY}\s*(?:[가-힣]+\s*)?{N}|(?:어떤|무슨|어느|모든)\s*(?:[가-힣]*(?:쓴|적은"
    rf"|한)\s+)?{N}(?!\S*\s*(?:내용|보면))|{N}들(?:은|이|을|도|만|의)?(?:\s*(?:뭐|뭔|무엇|보여|알려|찾아"
    rf"|줘|있|좀|어떤)|[?.!\s]*$)"
    rf"|{N}[은는이가]?\s*(?:뭐뭐|뭐\s*뭐|뭐가|어떤\s*(?:게|것)|뭐)\s*(?:있|썼|적|나|들)"
    r"|\b(?:list|show|find|give\s+me|get|display|enumerate"
    r"|see)\s+(?:me\s+)?(?:\w+\s+){0,3}?(?:notes|entries|posts|tils|titles)\b"
    r"|\b(?:which|what)\s+(?:(?:of\s+(?:my|the)|til|other)\s+"
    r"|(?:(?!(?:do|does|did|is|are|was|were|in|can|about|my|the)\b)[\w&+.-]+\s+){1,3})?(?:notes|entries"
    r"|posts|tils)\b|\b(?:all|every)\s+(?:(?:of\s+)?(?:my"
    r"|the)\s+)?(?:\w+\s+)?(?:notes?|entries|entry|posts|tils)\b"
    r"|\beverything\s+(?:that\s+)?i(?:'ve|\s+have)?\s+(?:\w+)|\b(?:notes|entries"
    r"|posts|tils)\s+list\b|\blist\s+of\s+(?:\w+\s+){0,2}?(?:notes|entries|posts"
    r"|tils)\b",
    re.IGNORECASE,
)
_QUOTED = lazily(
    r"[가-힣](?:다|라)?고\s*(?:써|쓰|적|했|정리|돼|되|나와|나오|하)|according\s+to",
    re.IGNORECASE,
)
_NOTED = (
    r"(?:공부했|공부한|정리했|정리한|적었|적은|적어|썼|쓴|배웠|배운|기록했|기록한"
    r"|봤|읽었|작성했|작성한|다뤘|올렸|메모했|학습했)"
)
_WHEN = lazily(
    rf"언제\s*(?:쯤\s*|쯤에\s*)?{_NOTED}[가-힣]*"
    r"|(?:쓴|적은|정리한|공부한|배운|기록한|작성한|다룬|올린)\s*(?:날짜?|시기)(?:들)?(?:이|가|는|은|를|을)?(?:\s*언제)?"
    r"|(?:노트|글|메모)(?:의|에|는|은)?\s*(?:적힌\s*|쓰인\s*)?날짜(?:가|는|를)?(?:\s*언제)?"
    rf"|며칠에\s*{_NOTED}[가-힣]*"
    r"|(?:적은|정리한|공부한|배운|기록한|(?:쓴|적은)\s*(?:글|노트)|(?<=[년월일]에\s)쓴|(?:노트|글|메모)[는은이가]?\s*쓴)\s*(?:거|것|건)?"
    r"\s*(?:야|지|임|인가|이야|예요|인지|이지|이에요)(?=\s|[?!.]|$)"
    rf"|(?:뭐|뭘|무엇|어느|어떤)\S{{0,2}}\s*(?:걸|것을|게|쪽을)?\s*먼저\s*{_NOTED}[가-힣]*"
    r"|\bwhen\s+(?:did|have)\s+(?:i|we)\b.{0,60}?\b(?:writ\w+|wrote|note[ds]?"
    r"|stud\w+|learn\w*|read|record\w*|cover\w*|made)\b"
    r"|\bwhen\s+(?:was|were)\s+(?:the|my)\s.{0,40}?\b(?:notes?|entr(?:y|ies))\s+(?:written|made|taken)\b"
    r"|\b(?:what|which)\s+(?:date|day)\s+did\s+(?:i|we)\b"
    r"|\bdates?\s+of\s+(?:the|my)\s+(?:\S+\s+)?notes?\b"
    r"|\bwhich\b.{0,40}\b(?:did\s+)?(?:i|we)\s+(?:write|wrote|learn\w*|stud\w+)\b.{0,20}\bfirst\b",
    re.IGNORECASE,
)
"""When something was noted down; not when it happened."""
_EVER = lazily(
    r"(?:쓴|적은|정리한|공부한|배운|다룬|기록한)\s*적\s*(?:이|은|도)?\s*(?:있|없)"
    r"(?:어|나|니|었|는지|음|지|을까|습)[가-힣]*"
    r"|(?:공부|정리|기록)했(?:어|나|니|던가|었나|었어|어요|나요)\s*[?？]*$"
    rf"|(?:관련(?:된|한|해서)?|나온|나오는|언급(?:된|한)|등장하는)\s*{N}들?(?:은|이|도|가)?\s*(?:혹시\s*)?(?:있|없)[가-힣]*"
    r"|관련(?:된|한|해서)?\s*(?:쓴\s*|적은\s*)?(?:노트|글|것|거|얘기)?(?:들)?(?:만|은|을|를)?\s*(?:추려|골라|뽑아|모아|찾아)"
    r"|\b(?:did|have)\s+(?:i|we)\s+(?:ever\s+)?(?:writ\w+|wrote|stud\w+|learn\w*|cover\w*|note[ds]?)\b",
    re.IGNORECASE,
)
"""Whether anything was noted down of a subject at all."""
_NOTES = lazily(
    rf"^(?:(?!{'뭐|무엇|왜|어떻게|몇|어디'}).)*[^\s가-힣]?\s*(?:관련\s*)?(?:노트|글|TIL)들?\s*[?!.]*$"
    r"|^(?!.*\b(?:what|how|why|do|does|say|says|in)\b).*\b(?:notes|stuff)\s*[?!.]*$"
    r"|^\W*(?:(?:my|all|any|the)\s+)*(?:notes|entries|posts)\s+"
    r"(?:about|on|regarding|mentioning)\s+\S+(?:\s+\S+){0,2}\W*$",
    re.IGNORECASE,
)
"""Nothing but the name of notes: ``GAN 노트``, ``PyTorch notes``."""
NAME = 24
"""Characters of the name of a subject; what is longer tells of it."""
ASKS = lazily(
    r"뭐|뭘|무엇|왜|어떻게|무슨|어떤|몇|어디|누구|\b(?:what|how|why|which|when|where|who)\b",
    re.IGNORECASE,
)
WHEN = lazily(r"언제(?!부터)|\bwhen\b", re.IGNORECASE)
"""Asks for one time."""
_SUM_UP = lazily(
    r"(?:정리|요약|설명|비교|종합)\s*(?:해|좀|부탁)|\b(?:summar\w+|explain|compare|combine)\b",
    re.IGNORECASE,
)
_HOW_TO = lazily(
    r"\bhow\s+(?:to|(?:do|can|would|should)\s+(?:i|you|we))\b", re.IGNORECASE
)
_CODE = lazily(
    r"코드\s*(?:로|좀|는\s*\??$|를|만|도|예[제시]|스니펫|알려|보여|줘|짜|있|써|적|뭐|어떻게|$|[?.!])|(?:예제|샘플"
    r"|예시|파이썬|python|구현)\s*코드|스니펫|코드\s*한\s*줄|소스\s*(?:좀|보여|있|줘)|구현(?:은|을)?\s*(?:어떻게"
    r"|보여)"
    r"|\bin\s+code\b|\b(?:how|write|implement|show)\b.{0,60}\bin\s+(?:python"
    r"|pytorch"
    r"|tensorflow|javascript|java|bash|sql|ruby|rust|go)\s*[?.!]*$|\b(?:code"
    r"|snippet)\s+(?:snippet|example|sample|for|to|that)\b|\b(?:show|give|see|write"
    r"|have|need|want|any|the|example|sample"
    r"|some)\s+(?:me\s+)?(?:\w+\s+){0,3}?(?:code|snippets?)\b|\bhow\s+(?:do|would"
    r"|can|should)\s+(?:i|you|we)\s+(?:write|code|implement)\b|\bone-?liner\b"
    r"|\bas\s+code\b",
    re.IGNORECASE,
)
_FORMULA = lazily(
    r"(?:수식|공식(?!\s*(?:문서|사이트|홈|지원|발표|구현|코드|레포|깃|튜토리얼|doc|블로그|적))|점화식|관계식|계산식|정의식"
    r"|업데이트\s*식|갱신식)"
    r"|(?:방정식|부등식|등식)(?:으로|로|을|를|좀|은\??$|은\s*(?:어떻게|뭐)|\s*(?:알려|보여|써|적|좀|어떻게|$"
    r"|[?.!]))|(?:^|(?<=\s))식(?:으로|은|이|을|도|만)?\s*(?:좀|알려|보여|써|적|뭐|어떻게|뭔|있|줘|$|[?.!])"
    r"|(?:loss|손실|계산|목적\s*함수)\s*식(?:은|이|을|좀)?(?=\s|$|[?.!])"
    r"|\bformula(?:s|e)?\b|\bequations?\b|\binequalit(?:y|ies)\b|\bin\s+(?:latex"
    r"|math(?:s|ematical)?(?:\s+notation)?)\b|\bclosed[\s-]form\b"
    r"|\bmathematically\b",
    re.IGNORECASE,
)
_COMPARISON = lazily(
    r"차이|비교|\bvs\.?(?=\s|$|[가-힣])|\bversus\b|(?:뭐가|뭐|무엇이|무슨\s*점이|어떻게|어떤\s*(?:점|게"
    r"|면)[이에서]*|어디가)\s*(?:서로\s*)?(?:다르|다른|달라|틀려|틀린)|다른\s*(?:점|건가|가요|건데|거야|거지|거임"
    r"|지\??$|데\??$)|달라\s*[?.!]*$"
    r"|구별|구분(?=이|을|하|법|점|\s|$)|(?:뭐가|어느\s*(?:게|것이|쪽이)|무엇이|어떤\s*게"
    r"|누가)\s*(?:더\s*)?(?:나아|나은|좋아|좋은|빠르|빨라|낫|유리)|장단점\s*비교"
    r"|\bdifferences?\b|\bdiffers?\b|\bdifferent\s+(?:from|than)\b|\bcompar(?:e|ed"
    r"|ison|ing)\b|\bdistinguish\w*\b|\b(?:better|faster|worse|slower)\s+than\b"
    r"|\bwhich\s+(?:one\s+)?is\s+(?:better|faster)\b|\bas\s+opposed\s+to\b",
    re.IGNORECASE,
)
_RELATION = lazily(
    r"(?:이유|방법|장점|단점|장단점|원인|문제점?|역할|목적|값|순서|기준|조건|특징|종류|예|예시|이름|결과|내용|해결책|해결법|효과|한계"
    r"|핵심|용도|옵션|명령어|함수|속성|파라미터|인자|메서드|가정|입력|출력|거|건|것|게|점|데이터|논문|글|노트)"
    r"(?:은|는|이|가)?\s*(?:뭐|무엇|뭔)"
)
_DEFINITION = lazily(
    r"뭐야|뭐지|뭐임|뭐였|뭐예요|뭐에요|뭔가요|뭔지|뭔데|뭐냐|뭐니|뭐더라|무엇|뜻|의미|정의|(?:이란|란)\s*(?:\?|$|무엇|뭐|게"
    r"|건)|(?:이|가)\s*뭐\s*[?.]*$|약자|줄임말|개념|무슨\s*말"
    r"|\bwhat(?:'s|’s|\s+is|\s+are|\s+was|\s+were)\s+(?!the\s+(?:best|reason"
    r"|difference|name|way|effect|purpose|output|result|value|order|problem|use|role"
    r"|command|default|advantage|size|shape|main|first|last|latest)\b|(?:wrong"
    r"|happening|left|next|there|it\s+for)\b|your\b|used\b|recorded\b|studied\b"
    r"|written\b)"
    r"|\bdefin(?:e|ition)\b|\bmeaning\s+of\b|\bwhat\s+(?:does|do"
    r"|did)\s+.{1,60}?\b(?:mean|stand\s+for)\b|\bstands?\s+for\b|\bmeans\s+what\b",
    re.IGNORECASE,
)


def kind(text: str, lang: Lang = "ko") -> Kind:  # noqa: ARG001 - both are read
    """
    Return what kind of answer *text* wants.

    LIST and COUNT are for entries, categories and months alone: ``방식 두
    가지`` and ``파라미터 몇 개야`` are questions about what notes say.
    """
    if counts(text):
        return Kind.COUNT
    if grouped := group(text):
        counted = grouped not in {"category", "tag"} or MOST.search(text)
        return Kind.COUNT if counted else Kind.LIST
    if told_when(text):
        return Kind.WHEN
    told = bool(_QUOTED.search(text) or _HOW_TO.search(text))
    # To sum up what notes say of a subject is to answer, not to list them.
    told = told or bool(_SUM_UP.search(text) and subject(text))
    if not told and _LIST.search(text):
        return Kind.LIST
    named = subject(untold(text))
    if _NOTES.search(text) and not told and 0 < len(named) <= NAME:
        return Kind.LIST
    if _EVER.search(text) and not ASKS.search(text) and named:
        return Kind.LIST
    if _CODE.search(text):
        return Kind.CODE
    if _FORMULA.search(text):
        return Kind.FORMULA
    if _COMPARISON.search(text):
        return Kind.COMPARISON
    if _DEFINITION.search(text) and not _RELATION.search(text):
        return Kind.DEFINITION
    return Kind.QUESTION


def named(text: str) -> bool:
    """Whether *text* is nothing but the name of notes: ``GAN 노트``."""
    return _NOTES.search(text) is not None and 0 < len(subject(text)) <= NAME


def told_when(text: str) -> bool:
    """Whether it is asked when something was noted down."""
    return bool(_WHEN.search(text)) and not MOST.search(text)


def untold(text: str) -> str:
    """Return *text* without what asks when, or whether, something was noted."""
    return _EVER.sub(" ", _WHEN.sub(" ", text))


def counts(text: str) -> bool:
    """Whether entries are to be counted."""
    if _QUOTED.search(text):
        return False
    if COUNT.search(text):
        return True
    if not _COUNT_VERB.search(text):
        return False
    return bool(TOPIC.search(text)) or not subject(text)

"""Turns of phrase that tell how a sentence of a note stands to an earlier one."""

from __future__ import annotations

import re

from itertools import pairwise

from rag.text.lazy_regex import lazily


def _any(*patterns: str) -> re.Pattern[str]:
    return lazily("|".join(patterns), re.IGNORECASE)


CHANGES = _any(
    r"더\s?이상",
    r"이제(?:는|부터)?(?=[\s,])(?!\s?(?:야|서야|알|이해|보니))",
    r"(?:바뀌었|바뀜|바꿨|바꾸었|바꾼|옮겼|옮긴|갈아탔|폐지|없어졌)",
    r"(?:이전|예전|전)[과와]\s?달리|(?:부터|하기로)\s?(?:바꾸|했)",
    r"\b(?:no\s+longer|any\s?more|deprecated|superseded|obsolete|renamed)\b",
    r"\b(?:I|we|has|have|had|was|were|been)(?:['’]ve)?\s+(?:\w+\s+)?"
    r"(?:moved|switched|migrated|replaced|changed)\b",
    r"(?<!ll )(?<!can )(?<!will )(?<!should )(?<!could )\bnow\b"
    r"(?!\s+(?:I|we)\s+(?:know|see|understand|get|think)|\s+that)",
)
"""That something isn't as it was; not that its author understands it now."""
PAST = _any(
    r"원래|예전|이전에는?|처음에는|과거|당시",
    r"\b(?:originally|previously|formerly|earlier|used\s+to|at\s+first|until\s+then)\b",
)
"""That something was so before."""
CORRECTS = _any(
    r"(?:전에|앞서|예전에|지난번|이전)[^.\n]{0,20}(?:틀렸|틀린|잘못)",
    r"(?:틀리게|잘못)\s?(?:적|썼|알|이해|기록)",
    r"잘못된\s?(?:판단|선택|생각|결정|방법|방식)(?:이었|이다|입니|임)|실수(?:였|이다|입니)",
    r"바로잡|정정(?:한다|합니다|함|:)|정정$",
    r"\b(?:earlier|previous|last|old)\s+(?:note|entry|post|claim)[^.\n]{0,20}\bwrong\b",
    r"\bwas\s+(?:a|the)\s+(?:mistake|(?:wrong|bad)\s+(?:call|choice|idea|decision))\b",
    r"\bI\s+was\s+wrong|\bcorrection\b|\bcorrected\b|\bmy\s+mistake\b",
)
"""That what was noted earlier was wrong."""
SINCE = _any(
    r"[0-9](?:\s?(?:버전|판))?(?:부터|에서)(?:는|도)?",
    r"\b(?:since|as\s+of|starting\s+(?:with|from)|from|in|with)\s+"
    r"(?:v(?:ersion)?\s?)?(?:[A-Z][\w.+-]*\s+)?v?[0-9]+(?:\.[0-9]+)*\b",
)
"""From which version on something is so."""
ADDS = _any(
    r"[가-힣)`](?:으?로|에서?|를|을)?도(?=[\s.,])",
    r"또한|추가로|아울러|함께",
    r"\b(?:also|too|as\s+well|additionally|besides|another)\b",
)
"""That something holds beside what was said."""
SETS_APART = _any(
    r"달리|반면|반대로|아니라", r"\b(?:unlike|whereas|rather\s+than|in\s+contrast)\b"
)
"""That what is denied of one is said of another."""
ASKS = _any(r"[?？]\s*$", r"(?:할까|인가|일까|는지|은지)\W*$")
OF_A_DAY = _any(
    r"오늘|어제|그제|아침에|저녁에|이번\s?(?:주|달)|지난\s?(?:주|달)",
    r"\b(?:today|yesterday|tonight|this\s+(?:week|morning|month)|last\s+(?:week|night))\b",
)
"""That it tells of one day, and not of how things are."""
HAPPENED = _any(
    r"[가-힣]*[였았었했됐렸졌갔났왔](?:다|고|는데|지만|습니다|음)",
    r"\b(?:was|were|got|gave|took|reached|dropped|rose|scored|came|ended|fell|went"
    r"|measured|saw)\b",
)
"""That something came about once, as results of experiments do."""
PRACTICE = _any(
    r"쓴다|쓰고|썼|쓰기로|사용|관리|배포|설정|설치|실행|띄운|띄우|저장|보내|보낸|올린|올리"
    r"|돌린|돌리|돈다|둔다|두었|검사|테스트|빌드|작성|기록|맡긴|정했|고른|선택|정리한|짠다"
    r"|기본|보관|편집기|에디터|호스팅|운영|배치|적는다",
    r"\b(?:use[sd]?|using|manage[sd]?|deploy(?:s|ed)?|runs?|store[sd]?|writes?|written"
    r"|keeps?|kept|sends?|sent|sets?|host(?:s|ed)?|installs?|format(?:s|ted)?|lints?"
    r"|builds?|built|default|prefers?|choose|chose|serves?|served|tracks?|saved?)\b",
)
"""What somebody does one way or another, so that one way takes another's place."""
OBLIGES = _any(
    r"[아어해여]야\s?(?:만\s?)?(?:한다|합니다|하고|됩니다|된다|했다)|필수|반드시",
    r"\b(?:must|has\s+to|have\s+to|needs?\s+to|required?|mandatory)\b"
    r"(?<!not required)(?<!n't have to)(?<!not have to)(?<!n't need to)",
)
FREES = _any(
    r"필요(?:가|는|도)?\s?없|[지]\s?않아도|안\s?[가-힣]{1,3}도\s?(?:된|되|돼)|생략해도",
    r"\b(?:(?:don['’]t|doesn['’]t|not|no\s+longer)\s+(?:have|need)(?:\s+to)?"
    r"|not\s+(?:required|needed|necessary)|no\s+need|optional|unnecessary)\b",
)
"""That it must be, and that it need not."""
TRIES = _any(
    r"더니|으?면\s|때|결과|실험|정확도|손실|성능",
    r"\b(?:accuracy|loss|score|bleu|f1|error|latency|throughput|with|when|at|after)\b",
)
"""That a number is what came of another."""
_WHEN = _any(
    r"기\s?전에|[한은린친]\s(?:후|뒤|다음)에?|동안|\b(?:before|after|during|while|until|unless|except)\b"
)
_SWITCH = _any(
    r"(?<![A-Za-z-])(on|off)(?=으?로|이다|을|를|[`'\"]|\s+in\s|\s*[.;,]|\s*$)"
)
_SUPPOSED = _any(
    r"[^,.;]*?[가-힣](?:면|[아어해여]도|때|경우|려면)(?:에?는)?(?=[\s,])"
    r"(?!\s?(?:안\s?)?[되된돼])",
    r"\b(?:if|when|unless|without|with|under)\b[^,;.]*",
)
_CLAUSE = lazily(r"[;:]\s|,\s|\s(?:but|and)\s|(?<=[가-힣])(?:고|며|지만|으나|는데),?\s")
_NUMBERED = lazily(r"[A-Za-z]+(?:[-/][A-Za-z0-9]+)*[-/]?[0-9][\w.]*", re.ASCII)
_CONDITION = lazily(
    r"\S{0,6}?지\s?(?:않|못)\S{0,4}?(?:면|을\s?때|는\s?한)(?!\s?안\s?[되된돼])"
    r"|\S{0,6}?지\s?않는\s(?!것|게|편|다)"
)
_IF = lazily(r"\b(?:if|unless|when|whenever|without)\b[^,;.]{0,40}$", re.IGNORECASE)
_TOPIC = lazily(r"\S*\s\S+?(?:은|는)(?=\s)")
_ROLE = lazily(
    r"[)`'\"]*(?P<p>으로|로|에서|에게|에|을|를|이다|입니다|였다|이었다|과|와|의|이|가|은|는)?"
)
_SAME_ROLE = {
    "으로": "로",
    "를": "을",
    "입니다": "이다",
    "였다": "이다",
    "이었다": "이다",
    "는": "은",
    "가": "이",
}
_BEFORE = lazily(r"(\w+)\W*(?:the\s+|an?\s+|our\s+|my\s+)?\W*$", re.IGNORECASE)


def conditional(text: str, start: int, end: int) -> bool:
    """Say whether the word there is only supposed, or only tells which one is meant."""
    return bool(
        _CONDITION.match(text, start)
        or _IF.search(text[:start])
        or (re.match(r"\S*(?:는|은|ㄴ)\s", text[end:]) and _TOPIC.match(text, end))
    )


def changed(text: str) -> list[tuple[int, int]]:
    """Return where the clauses stand that say that something has changed."""
    cuts = [0, *(m.end() for m in _CLAUSE.finditer(text)), len(text)]
    spans = list(pairwise(cuts))
    return [s for s in spans if CHANGES.search(text[s[0] : s[1]])]


def clause(text: str, at: int) -> int:
    """Return where the clause begins that stands there."""
    return max((m.end() for m in _CLAUSE.finditer(text, 0, at)), default=0)


def named_apart(one: str, other: str) -> bool:
    """Say whether each names another model or part, as ``B/16`` and ``B/32``."""
    mine, its = ({m.lower() for m in _NUMBERED.findall(text)} for text in (one, other))
    return bool(mine - its and its - mine)


def supposed(text: str) -> list[tuple[int, int]]:
    """Return where *text* names a condition."""
    return [m.span() for m in _SUPPOSED.finditer(text)]


def names_by(text: str, start: int, end: int) -> bool:
    """Say whether the number there is part of what a sentence is about: ``TLS 1.2``."""
    first = re.fullmatch(r"[\s*>-]*(?:[A-Z][\w.+-]*\s?)+", text[:start], re.ASCII)
    return bool(first or re.match(r"(?:은|는)\s", text[end:]))


def whens(text: str) -> set[str]:
    """Return the words that tell when something holds."""
    return {word.lower() for word in _WHEN.findall(text)}


def freed(one: str, other: str) -> tuple[int, int] | None:
    """Return where one obliges to what the other doesn't, or sets another switch."""
    for mine, its in ((OBLIGES, FREES), (FREES, OBLIGES)):
        found, against = mine.search(one), its.search(other)
        if found and against and not mine.search(other):
            return found.start(), against.start()
    on, off = _SWITCH.search(one), _SWITCH.search(other)
    if on and off and on[1].lower() != off[1].lower():
        return on.start(1), off.start(1)
    return None


def role(text: str, start: int, end: int) -> str:
    """Return the particle behind a name, or the word before it in English."""
    found = _ROLE.match(text, end)
    if found and found["p"]:
        return _SAME_ROLE.get(found["p"], found["p"])
    before = _BEFORE.search(text[:start])
    return before[1].lower() if before and not re.search("[가-힣]", text) else ""

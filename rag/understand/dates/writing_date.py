"""Whether a date says when a note was written, or is part of its subject."""

from __future__ import annotations

import re

from rag.text.lazy_regex import lazily
from rag.understand.language.request_words import ENTRY, WRITTEN, content


_END = r"(?=들|이|은|을|도|만|에|중|의|목록|리스트|\s|$|[^가-힣])"
_WRITING = lazily(
    rf"(?P<strong>노트|메모|일지|일기|회고|회의록|주간\s*보고|포스트|포스팅|엔트리|게시글|(?:(?<![가-힣])|(?<=[쓴은한된운둔]))글{_END}"
    r"|\bTIL|(?:정리|공부|복습|메모|포스팅|필기)(?:했|한|하|해|된|됐|되|할|함)?"
    r"|배웠|배운|배우던|배우고\s*있|배움|알게\s*[된되]|뭐\s*했|뭘\s*했|뭐\s*하"
    r"|학습(?:했|한\s*(?:것|거|건|게|내용|주제))"
    r"|(?:한|하던|했던)\s*(?:거|것|건|게)(?![가-힣]*\s*중)|내가|제가"
    r"|\b(?:notes?|tils?|entr(?:y|ies)|journal|diary|retrospective|minutes)\b"
    r"|\b(?:stuff|things)(?=\s*$|\s+(?:from|in|of|since|before|after)\b)|\b(?:learn(?:ed|t)?|stud(?:y|ied))\b"
    r"|\b(?:did|have|had|was|were)\s+(?:i|we)\b|\b(?:i|we)\s+(?:did|have|was|were)\b"
    r"|\b(?:i|we)\s+(?:wrote|write|read|record(?:ed)?|logg?(?:ed)?|cover(?:ed)?|took"
    r"|made)\b)"
    rf"|(?P<loose>{WRITTEN}|(?:기록|작성|추가|업로드|등록|업데이트)(?:했|한|하|해|된|됐)|기록"
    r"|얘기|이야기|내용|\b(?:wrote|written|write|read|recorded|noted|logged|posts?"
    r"|covered)\b)",
    re.IGNORECASE,
)
_HAPPENING = lazily(
    r"발표|출시|공개|나온|나왔|등장|열린|열렸|개최|진행|발생|일어난|일어났|제안|출판|출간|개봉"
    r"|발매|설립|창립|창설|선정|수상|태어|사망|개발|도입|시행|출범|발견|게재|릴리[즈스]|만들어"
    r"|만든|당선|취임|체결|시작된|발명|배포된|소개된|보고된|통과|폐지|개정|결성|데뷔|방영|연재"
    r"|\b(?:published|released?|announced|held|introduced|proposed|launched|unveiled"
    r"|presented"
    r"|came\s+out|come\s+out|appeared|founded|born|died|happened|invented|developed"
    r"|elected"
    r"|awarded|won|debuted|established|discovered|built|signed|created|opened|began"
    r"|ended)\b",
    re.IGNORECASE,
)
_OTHERS = lazily(
    r"누구|누가|사람[은이]|인물|작가|저자|감독|가수|선수|소설|영화|앨범|노래|작품|대통령|나라"
    r"|국가|도시|회사|학교|대학|\b(?:who|whom|whose|he|she|they|his|her|their|author|novel"
    r"|film|movie|album|song|president|king|queen|university|city|country|team)\b",
    re.IGNORECASE,
)
_OURS = lazily(
    rf"내가|제가|노트|TIL|{ENTRY.replace('기록|', '').replace('글|', '')}"
    r"|\b(?:i|we|my|our|notes?|tils?|entries)\b",
    re.IGNORECASE,
)
_WRITTEN_THING = lazily(r"(?:쓴|적은|읽은|본|올린|남긴|다룬)\s+(?P<thing>\S+)")
_ENTRY = lazily(ENTRY)
_SOMEBODY = lazily(r"[가-힣]{2,}(?:이|가)(?=\s)")
_HANGUL = lazily(r"[가-힣]")


def about_writing(text: str, start: int, end: int, rest: str) -> bool:
    """
    Whether the phrase at *start* to *end* says when something was noted down.

    In Korean the verb follows its date, in English it goes before it, so the
    nearest verb on that side decides between ``배운`` and ``발표한``.

    Args:
        text: The whole question.
        start: Where the phrase begins.
        end: One past its last character.
        rest: The question without this and other phrases of time.
    """
    subject = content(rest)
    if not subject:
        return True
    before, after = text[:start], text[end:]
    korean = bool(_HANGUL.search(after) or _HANGUL.search(before))
    verb = _first(after) or _last(before) if korean else _last(before) or _first(after)
    if verb is None or verb == "happening":
        return False
    if _OTHERS.search(rest) and not _OURS.search(rest):
        return False
    if verb == "strong" or _OURS.search(rest):
        return True
    # "쓴" and "읽은" are what anybody did whom the question names.
    return korean and not _SOMEBODY.search(rest)


def of_a_thing(after: str, rest: str) -> bool:
    """
    Whether what was written is no note: ``가장 최근에 쓴 키부터 지운다``.

    Args:
        after: What stands behind the phrase.
        rest: The question without it.
    """
    said = _WRITTEN_THING.search(after)
    if not said or _ENTRY.search(rest):
        return False
    return bool(content(said["thing"]))


def _kinds(text: str) -> list[tuple[int, str]]:
    found = [(m.start(), "happening") for m in _HAPPENING.finditer(text)]
    found += [(m.start(), m.lastgroup or "") for m in _WRITING.finditer(text)]
    return sorted(found)


def _first(text: str) -> str | None:
    found = _kinds(text)
    return found[0][1] if found else None


def _last(text: str) -> str | None:
    found = _kinds(text)
    return found[-1][1] if found else None

"""What is to be done with an answer beside finding it: summed up, translated, set."""

from __future__ import annotations

import re

from rag.text.lazy_regex import lazily


_PLEASE = r"(?:\s*(?:좀|해|줘|주라|주세요|줄래|달라|부탁|봐|바람)[가-힣]*)*\W*$"
_TONGUE = r"(?:영어|한국어|한글|일본어|일어|중국어|우리말)"
_SHORT = (
    r"(?:(?:한|두|세|[1-9])\s*(?:줄|문장)(?:로|으로|만)?"
    r"|짧게|간단히|간단하게|간략히|간략하게)"
)
_EASILY = (
    r"(?:쉽게|알기\s*쉽게|쉬운\s*말로"
    r"|초등학생[가-힣]*\s*(?:(?:알|이해할)\s*수\s*있|알아듣|알|이해하)(?:게|도록))"
)
_TOLD = r"\s*(?:.{0,40}\s)?(?:설명|알려|풀어|말해줘|정리해)"
_REWORDED = (
    rf"(?:{_SHORT}\s*)+(?:요약|정리|설명)?(?=(?:\s*(?:좀|해|줘|주|달라|부탁)|\W*$)){_PLEASE}",
    rf"(?:(?<=\s)|^)(?:{_SHORT}\s*)*요약\s*(?:좀|해|부탁)[가-힣]*{_PLEASE}",
    rf"(?:(?<=\s)|^){_TONGUE}로\s*(?:번역|설명|답변?|대답|말|알려|바꿔|옮겨|적어|써)[가-힣]*{_PLEASE}",
    rf"(?:(?<=\s)|^){_TONGUE}로\W*$",
    rf"(?:(?<=\s)|^)번역\s*(?:좀|해|부탁)[가-힣]*{_PLEASE}",
    rf"(?:(?<=\s)|^)(?:더\s*)?{_EASILY}(?={_TOLD}|\W*$)(?:\s*풀어서)?",
    r"\b(?:in|using)\s+(?:very\s+)?(?:simple|plain|easy|layman['’]?s|other|your\s+own)\s+(?:terms|words|english|language)\b",
    r"\b(?:in(?:to)?|to)\s+(?:english|korean)(?:\s+please)?\W*$",
    r"\bin\s+(?:one|a\s+single|two|three|a\s+few)\s+(?:lines?|sentences?|words?)\b",
    r"\b(?:eli5|like\s+i['’]?m\s+(?:five|5)|tl;?dr)\b",
)
_ORDERED = lazily(
    "|".join((*_REWORDED, r"^\W*(?:please\s+)?(?:summari[sz]e|sum\s+up|translate)\b")),
    re.IGNORECASE,
)
_IN_TONGUE = lazily(
    rf"{_TONGUE}로"
    r"|\b(?:in(?:to)?|to)\s+(?:english|korean|japanese|chinese)\b",
    re.IGNORECASE,
)
_CUT = lazily("|".join(_REWORDED), re.IGNORECASE)
_FORM = lazily(
    r"(?:(?<=\s)|^)(?:(?:(?:표|마크다운|블로그(?:\s*글)?|글|보고서|메일|이메일|발표\s*자료|슬라이드)(?:로|으로)|(?:블로그\s*글|보고서|회고(?:록|글)?|발표\s*자료)(?:를|을)?)"
    r"\s*(?:정리|작성|만들어|써|바꿔|뽑아|그려)[가-힣]*"
    rf"){_PLEASE}"
    r"|\b(?:as|in)\s+(?:a\s+)?(?:table|markdown|blog\s+post|report|bullet\s+points?)(?:\s+please)?\W*$",
    re.IGNORECASE,
)


def ordered(question: str) -> bool:
    """Whether it wants what only a model can do with what is found."""
    return bool(_ORDERED.search(question) or _FORM.search(question))


def names_a_tongue(question: str) -> bool:
    """Whether it names a language, which the answer may be meant to be in."""
    return _IN_TONGUE.search(question) is not None


def unformed(question: str) -> str:
    """Return *question* without the form that it wants: ``블로그 글로 써줘``."""
    return _left(_FORM, question)


def plainly(text: str) -> str:
    """Return what is searched for without how it should be put: ``한 줄 요약``."""
    return _left(_CUT, text)


def alone(question: str) -> bool:
    """Whether it says nothing but how it should be put: ``영어로 알려줘``."""
    left = _CUT.sub(" ", _FORM.sub(" ", question))
    return left != question and not re.search(r"\w", left)


def _left(what: re.Pattern[str], text: str) -> str:
    """Return *text* without *what*; whole, where that is all it says."""
    rest = " ".join(what.sub(" ", text).split())
    return rest if rest != text and rest.strip(" ?!.,~") else text

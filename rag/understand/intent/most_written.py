"""``GAN 얘기는 언제 제일 많이 했지``: when, or where, most was written of something."""

from __future__ import annotations

import re

from rag.text.lazy_regex import lazily
from rag.understand.language.request_words import ENTRY


_NOTE = rf"(?:{ENTRY}|얘기|이야기|언급|TIL)"
_UNIT = r"(?P<u{0}>달|월|해|연도|년도|요일|날|분기|카테고리|분류|폴더)"
_WHEN = (
    r"(?:언제|(?:무슨|어느|어떤|몇)\s*"
    + _UNIT.format(1)
    + r")(?:에|이|가|은|는|엔)?\s*"
)
_MUCH = r"(?:가장|제일|젤|더)\s*(?:많이|자주|적게|열심히|조금)\s*"
_MANY = r"(?:가장|제일|젤|더)\s*(?:많|적)"
_DID = (
    r"(?P<noted{0}>(?:썼|쓴|적었|올렸|올린|남겼|다뤘|다룬|다뤄|했(?=[지더어나음])|배웠|배운"
    r"|(?:정리|공부|기록|작성|언급|얘기|이야기|학습)(?:했|한|됐|된))[가-힣]*)"
)
_TOLD = r"(?:\s*(?:언제|어디|뭐|무엇|몇)[가-힣]*(?:\s*(?:월|년|해|달)[가-힣]*)?)?"
KOREAN = lazily(
    rf"{_WHEN}(?:{_MUCH}(?:{_NOTE}[을를]?\s*)?{_DID.format(1)}"
    rf"|(?:{_NOTE}[이가]?\s*)?{_MANY}(?:아|았|은|지|나|음|어|었)[가-힣]*)"
    rf"|(?:{_MUCH}(?:{_DID.format(2)}|한(?=\s*(?:달|해|요일|날)))|(?P<noted3>{_NOTE})[이가]?\s*{_MANY}은)\s*"
    rf"{_UNIT.format(2)}(?:은|는|이|가|을|를)?(?![가-힣]){_TOLD}"
)
"""Group ``u`` is the unit, a month where none is named; ``noted`` says that notes
are meant.
"""
_PER = r"(?P<u{0}>day|month|quarter|year|weekday|category|folder|section)"
_WROTE = r"(?:write|wrote|written|study|studied|post|note|learn|cover|log|record)"
_END = r"(?:the\s+)?(?:most|least|more|fewest)"
_SOME = r"(?P<noted{0}>notes?|entries|posts)"
ENGLISH = lazily(
    rf"\b(?:in\s+|on\s+|under\s+)?(?:when|(?:which|what)\s+{_PER.format(1)})\s+"
    rf"(?:did|have|do)\s+(?:i|we)\s+(?P<noted1>{_WROTE})\s+(?:down\s+)?"
    r"(?:(?:the\s+)?most(?:\s+often)?"
    rf"|{_END}(?:\s+{_SOME.format(4)})?|(?=.*\s{_END}\W*$))"
    rf"|\b(?:which|what)\s+{_PER.format(2)}\s+(?:has|had|saw|contains)\s+{_END}\s+"
    rf"{_SOME.format(2)}"
    rf"|\b(?:the\s+)?(?:busiest|most\s+active)\s+{_PER.format(3)}\s+for\s+"
    rf"(?=.*\b{_SOME.format(3)}\b)",
    re.IGNORECASE,
)
NOTES = lazily(
    rf"(?<![가-힣]){_NOTE}(?!자)|\b(?:notes?|entries|posts?)\b", re.IGNORECASE
)
"""Says elsewhere in the question that notes are meant."""

"""Tells the name of a deed, as it stands above a note, from an order to do it."""

from __future__ import annotations

import re

from rag.text.lazy_regex import lazily


_TITLE = lazily(
    r"^(?!.*(?:무시|잊|따르지|어기|버리))(?:"
    r".*[가-힣]기\s*[?？.!]*$"
    r"|.*[가-힣]는\s*(?:법|방법|코드|함수|명령어?|예제|방식|패턴|쿼리|스크립트|옵션)"
    r"|.*(?:기법|패턴|예시|예제|옵션|함수|메서드|명령어|문법|에러|오류)\s*[?？.!]*$"
    r"|.*\b(?:patterns?|options?|errors?|methods?|flags?|syntax)\s*[?.!]*$"
    r"|\W*(?:ignore|skip|override|bypass|drop|disregard|list|show|print|echo)\b"
    r"(?!.*\b(?:instructions?|prompts?|notes?|you|your|system|secret|hidden)\b).*"
    r"\b(?:in|with|for)\s+(?!(?:me|us|this|that|it|now|all|once|full|detail|reverse)\b)"
    r"[\w.+#-]+\s*[?.!]*$)",
    re.IGNORECASE,
)
"""
What a thing to learn is called by, which nobody says to order something: a deed
(``환경 변수 출력하기``), its kind (``act as 패턴``), its place (``in eslint``).
"""
_OURS = (
    r"(?:\b(?:you|your|yours|me|us|my|it|this|that|these|those|everything|anything|above"
    r"|told|said|instructions?|prompts?|system|secrets?|hidden|rules?|guidelines?|polic(?:y|ies)"
    r"|notes?|index|corpus|entries|entry|memory|messages?|conversation|context|training"
    r"|restrictions?|filters?|safety|commands?(?!\s+(?:in|of|from|with|for)\s))\b"
    r"|\b(?:previous|prior|earlier|all)\W*$|(?-i:\b[A-Z]{4,}\b))"
)
"""What tilbot goes by, or answers with, which no task over notes is about."""
_GUARDED = r"(?:api[\s_-]*key|tokens?\b|credential|password|private|\.env\b|secret)"
"""What nobody should have shown."""
_TASK = lazily(
    rf"^\W*(?:forget|ignore|skip|override|bypass|drop|delete|remove|reset|clear|erase|wipe"
    rf"|(?:show|print|list|echo|display|get|read)(?!.*{_GUARDED}))\s(?!.*{_OURS})"
    r"[\w.@#$%+-]+(?:\s+[\w.@#$%+-]+){0,5}\s*[?!]*$",
    re.IGNORECASE,
)
"""A task in a few words of English that names nothing of tilbot."""


def names_one(clause: str) -> bool:
    """Whether *clause* is a title, such as ``환경 변수 출력하기``, or a task."""
    return _TITLE.search(clause) is not None or task(clause)


def task(clause: str) -> bool:
    """Whether *clause* is a short task, such as ``drop the database``."""
    return _TASK.match(clause) is not None

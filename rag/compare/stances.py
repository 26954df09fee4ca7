"""How a clause says what it says: of a case, as asked, as mistaken, in contrast."""

from __future__ import annotations

import re


CONTRAST = re.compile(
    r"달리|반면|반대로|아니라|대신|기 쉽"
    r"|\b(?:unlike|whereas|rather than|instead|in contrast)\b",
    re.IGNORECASE,
)
ASKED = re.compile(
    r"[^,;.\n]{0,40}(?:여부|[는은을]지(?=[를도\s]))|\bwhether\b[^,;.\n]*", re.IGNORECASE
)
"""What is asked in Korean stands before its ending, in English behind it."""
CASE = re.compile(r"[`'\"]?(?:이?면|일 때|을 주면|를 주면)(?=[\s,])")
"""What makes a case of the code before it."""
ON_CONDITION = re.compile(
    r"[^,;.\n]{0,60}(?:지 ?않으면|없으면|[가-힣]면|때는?|없이)(?=[\s,])"
    r"|\b(?:if|unless|without|when)\b[^,;.\n]{0,60}",
    re.IGNORECASE,
)
"""On what condition something is so."""
TOPIC = re.compile(
    r"\W{0,3}[\w() -]{2,40}?(?:[은는](?= )|에서는(?= )| (?:is|are|was|were)\b)"
)
"""What a sentence begins with and is about."""
MISTAKEN = re.compile(
    r"줄(?:로만|로)? 알|오해|착각|틀린 생각|생각[은이] 틀"
    r"|(?:[다라]고|걸로|것으로|줄) ?(?:생각|예상|기대|추측|믿)[가-힣 ]{0,3}[었했]"
    r"[가-힣]{0,2}(?:는데|지만|으나)"
    r"|\b(?:mistak|wrongly|used to (?:think|believe|assume)|thought"
    r"|had (?:assumed|believed|expected|supposed))"
)

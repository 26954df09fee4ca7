"""A yes or a no that says nothing of its own, and leans on what stands behind it."""

from __future__ import annotations

import re


_YES_KO = (
    r"(?:(?:(?:그게|그 말이|말씀이)\s*)?맞(?:습니다|아요|는 말입니다|죠|지요|다)"
    r"|그렇(?:습니다|죠|지요|다)|그래요|정확(?:합니다|해요|히 그렇습니다)|옳습니다"
    r"|사실(?:입니다|이에요)|물론(?:입니다|이죠|이에요)?"
    r"|(?:말씀하신|이해하신) 대로(?:입니다|예요))"
)
_NO_KO = (
    r"(?:(?:꼭\s*|반드시\s*)?그렇(?:지|지는|진)\s*않(?:습니다|아요)|그렇지\s*못(?:합니다|해요)"
    r"|(?:그건\s*|그것은\s*)?아닙니다|(?:그건\s*)?아니에요|틀렸습니다|틀린 말입니다"
    r"|사실이 아닙니다|맞지\s*않(?:습니다|아요))"
)
_FIRST_KO = (
    r"(?:네|예|넵|응|아니요|아니오|아뇨|안타깝게도|아쉽게도"
    r"|결론부터 말(?:하면|씀드리면))"
)
_KO = re.compile(rf"\W*(?:{_FIRST_KO}\W*)*(?:{_YES_KO}|{_NO_KO})?\W*")
_IS = r"(?:(?:that|this|it)(?:['’]s|\s+is)\s+)"
_LONGEST = 60
"""Characters of a yes."""
_EN = re.compile(
    r"\W*(?:(?:yes|yep|yeah|no|nope|indeed|unfortunately|right|exactly|correct|sure"
    r"|absolutely|of\s+course)\W*)*"
    rf"(?:(?:you(?:['’]re|\s+are)\s+|{_IS})?(?:quite\s+|exactly\s+|not\s+)?"
    rf"(?:right|correct|true|so|the\s+case|wrong|false)|{_IS}?not\s+(?:quite|exactly"
    r"|necessarily|really)(?:\s+(?:right|true|so))?|(?:it|that|they)\s+(?:does|is|do|are|can)"
    r"(?:n['’]t|\s+not)?)?\W*",
    re.IGNORECASE,
)


def assents(text: str) -> bool:
    """Say whether *text* says yes or no, and nothing else."""
    if len(text) > _LONGEST or not any(map(str.isalpha, text)):
        return False
    return bool(_KO.fullmatch(text) or _EN.fullmatch(text))

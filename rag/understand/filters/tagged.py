"""Takes the notes that bear a tag for those of its word, as tags are searched."""

from __future__ import annotations

import re

from rag.text.lazy_regex import lazily
from rag.understand.dates import sort_order
from rag.understand.language.request_words import content


_NOTES = r"(?:노트|글|기록|포스트|게시글|게시물|TIL|것|거|게)"
_TAG = r"(?:태그|해시\s?태그|tag)"
_BORNE = (
    r"(?:달린|달려\s?있는|달아\s?(?:둔|놓은)|붙은|붙어\s?있는|붙인|붙여\s?(?:둔|놓은)"
    r"|걸린|걸어\s?(?:둔|놓은)|단|된)"
)
_NAME = r"(?P<{}>#?[^\s,]+?(?:\s[^\s,]+?)?)"
_KOREAN = lazily(
    rf"{_TAG}(?:가|이|는)?\s*{_NAME.format('said')}(?:인|으로\s된|로\s된)\s+(?={_NOTES})"
    rf"|{_NAME.format('borne')}(?:\s?이라는|\s?라는)?\s{_TAG}(?:가|이|를|을|로)?\s*"
    rf"{_BORNE}\s+(?={_NOTES})",
    re.IGNORECASE,
)
_ENGLISH = lazily(
    r"\b(?P<notes>notes?|posts?|entries|ones)\s+(?:are\s+|have\s+)?"
    r"(?:tag(?:ged)?(?:\s+(?:with|as|under))?|with\s+(?:the\s+)?tag)\s+"
    r"[\"'#]?(?P<said>[\w+#.-]+)[\"']?",
    re.IGNORECASE,
)

_COUNTED = lazily(
    rf"^\W*#?(?P<said>[^\s,]+(?:\s[^\s,]+)?)\s?(?<![가-힣]){_TAG}(?:는|은|가|이)?\s*"
    r"(?=(?:모두|총|다|전부)?\s*몇\s*(?:개|번|편))",
    re.IGNORECASE,
)
"""``파이토치 태그 몇 개야?``: how many notes bear that one."""
_NO_NAME = lazily(
    r"[한된던는은인쓴중의]$|(?:에|에서|에는|다른|별|개)$|[0-9]\s*(?:년|월|일|주)"
)
"""Tells of tags, and names none: ``쓴 태그``, ``글에 태그``, ``2022년 태그``."""


_DATED = lazily(
    r"\(?\s*날짜[가는도]?\s*(?:있는|적힌|붙은)\s*(?:걸로|것으로|거로|글로|노트로|것?만|거만)\s*만?\s*\)?"
    r"|\(?\s*\b(?:only\s+)?(?:the\s+)?(?:ones|those|notes)\s+(?:that\s+have|with)\s+a\s+date\s*\)?\W*$",
    re.IGNORECASE,
)
"""An aside that changes nothing: what is latest or first has a date."""


def _is_name(said: str) -> bool:
    """Whether that is the name of one tag."""
    words = said.split()
    named = list(content(said)) == words
    return named and not any(map(_NO_NAME.search, words))


def untagged(text: str) -> str:
    """
    Return *text* with the word of a tag alone: ``큐 글`` for ``큐 태그가 달린 글``.

    Only where the notes bear it: ``git 태그 노트`` may be on the tags of git. Beside
    the latest or the first notes, that they have a date goes without saying.
    """
    if sort_order.find(text):
        text = " ".join(_DATED.sub(" ", text).split())
    if (found := _COUNTED.match(text)) and _is_name(found["said"]):
        text = f"{found['said']} 노트 {text[found.end() :]}"
    text = _KOREAN.sub(lambda m: f"{(m['said'] or m['borne']).lstrip('#')} ", text)
    return _ENGLISH.sub(lambda m: f"{m['notes']} about {m['said']}", text)

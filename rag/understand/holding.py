"""``코드가 있는 노트``, ``notes with formulae``: notes by what stands in them."""

from __future__ import annotations

import re

from dataclasses import dataclass

from rag.lazily import lazily
from rag.query_types import Holding
from rag.understand import left_out
from rag.understand.words import ENTRY


_THINGS: dict[Holding, tuple[str, str]] = {
    "code": (
        r"(?:소스\s*|예제\s*|예시\s*)?코드(?:\s*(?:블록|블럭|예제|예시))?|스니펫",
        r"code(?:\s+(?:blocks?|snippets?|examples?))?|snippets?",
    ),
    "formula": (r"수식|공식|방정식", r"formula(?:s|e)?|equations?"),
    "table": (r"(?:비교\s*)?표|테이블", r"tables?"),
    "link": (
        r"(?:참고\s*)?(?:링크|URL(?:\s*주소)?|주소|하이퍼링크)",
        r"(?:hyper)?links?|urls?",
    ),
    "picture": (
        r"이미지|그림|사진|스크린샷|캡처",
        r"(?:images?|pictures?|screenshots?|figures?)",
    ),
    "todo": (
        r"TODO|투두|(?:해야\s?)?할\s?일|남은\s?(?:일|문제|숙제|과제)|체크\s?박스",
        r"(?:open\s+|unfinished\s+)?(?:to-?dos?|tasks?|checkboxes)|open\s+questions?",
    ),
    "nothing": (r"제목", r"(?:only\s+)?(?:a\s+)?title"),
}
_KO = (
    r"(?:[이가은는도을를만]|까지)?\s*(?:같이\s*|함께\s*|그대로\s*|직접\s*|하나라도\s*|좀\s*)?"
    r"(?:있는|있던|들어\s*있는|들어간|들어가\s*있는|포함(?:된|한|하는)|붙어\s*있는|붙은|적힌|적혀\s*있는"
    r"|(?:적어|넣어|붙여|박아|걸어|달아|올려|써)\s*(?:둔|놓은|놨던|뒀던)|쓰인|나오는|담긴|박힌|걸린|첨부(?:된|한)"
    r"|달린|넣은|붙인|올린)\s*"
)
_ONLY_KO = (
    r"(?:내용은?\s*(?:거의\s*)?(?:없고|없이|비어\s*있고)\s*)?제목(?:\s*한\s*줄)?(?:만|뿐)"
    r"(?:\s*(?:있는|있고|덜렁\s*있는|적힌|적어\s*둔|인))?"
    r"(?:\s*내용은?\s*(?:거의\s*)?(?:없는|빈|비어\s*있는|비어있는))?\s*"
    r"|(?:내용이?|본문이?)\s*(?:거의\s*)?(?:없는|빈|비어\s*있는|비어있는)\s*"
)
_TO_DO = (
    r"(?<![가-힣A-Za-z])(?:아직\s*|내가\s*)?(?:(?:안|못)\s?(?:한|끝낸|마친)\s*|남은\s*|남겨\s?둔\s*|미뤄\s?둔\s*)?"
    r"(?:TODO(?:\s?리스트)?|투두(?:\s?리스트)?|(?:해야\s?)?할\s?일|해야\s?(?:할|하는)\s?(?:것|거)"
    r"|(?<=안\s한\s)(?:일|것|거)|(?<=안한\s)(?:일|것|거)|(?<=못\s한\s)(?:일|것|거)"
    r"|(?<=못한\s)(?:일|것|거))(?:들|은|는|이|가|을|를|만)*"
    r"(?:\s*(?:뭐가?|아직|더|얼마나))*(?:\s*남(?:았|아\s?있)\S*)?(?![가-힣A-Za-z])"
    r"|\b(?:open|remaining|unfinished|my)?\s*(?:to-?do(?:s|\s+(?:list|items?))?)\b"
    r"|\bwhat(?:'s|\s+is)\s+(?:still\s+)?left\s+to\s+do\b|\bopen\s+(?:tasks|questions)\b"
)
"""What is still to be done, whether or not notes are spoken of."""
_ENTRY = rf"(?={ENTRY}|TIL|거(?![가-힣]*래)|것)"
_NOTES = r"(?:notes?|entries|entry|posts?|tils?)"
_PATTERNS: tuple[tuple[Holding, re.Pattern[str]], ...] = (
    ("nothing", lazily(rf"(?:{_ONLY_KO}){_ENTRY}")),
    (
        "nothing",
        lazily(
            rf"\bempty\s+(?={_NOTES}\b)|(?<=notes )(?:with\s+(?:only|just"
            r"|nothing\s+but)\s+a\s+title|without\s+(?:any\s+)?(?:content|text|a\s+body))\b",
            re.IGNORECASE,
        ),
    ),
    *(
        (
            what,
            lazily(
                rf"(?<![가-힣A-Za-z])(?:(?:본문|글|안|노트)에\s*)?(?:{ko}){_KO}{_ENTRY}"
                rf"|(?:(?<=notes )|(?<=entries )|(?<=posts )|(?<=note ))"
                rf"(?:that\s+|which\s+)?(?:with|has|have|contain(?:s|ing)?|hold(?:s|ing)?|include(?:s|ing)?)\s+"
                rf"(?:any\s+|some\s+|an?\s+)?(?:{en})\b(?!\s+(?:of|for|on|about|in)\b)",
                re.IGNORECASE,
            ),
        )
        for what, (ko, en) in _THINGS.items()
        if what != "nothing"
    ),
    ("todo", lazily(_TO_DO, re.IGNORECASE)),
)


_LACKING: tuple[tuple[Holding, re.Pattern[str]], ...] = tuple(
    (
        what,
        lazily(
            rf"(?<![가-힣A-Za-z])(?:{ko})[이가은는도을]?\s*(?:하나도\s*|아예\s*|전혀\s*)?"
            rf"(?:없는|안\s*(?:들어\s*있는|들어간|나오는|있는)|빠진)\s*{_ENTRY}"
            rf"|(?:(?<=notes )|(?<=entries )|(?<=posts ))(?:without|with\s+no"
            rf"|(?:that|which)\s+(?:have|contain)\s+no|lacking)\s+(?:any\s+)?(?:{en})\b",
            re.IGNORECASE,
        ),
    )
    for what, (ko, en) in _THINGS.items()
    if what != "nothing"
)


@dataclass(frozen=True, slots=True)
class Held:
    """What the notes asked for hold, or lack, and where that is said."""

    what: Holding
    span: tuple[int, int]
    lacking: bool = False


def find(text: str) -> Held | None:
    """Return what *text* says of what the notes asked for hold, if anything."""
    for patterns, lacking in ((_LACKING, True), (_PATTERNS, False)):
        for what, pattern in patterns:
            if not (found := pattern.search(text)):
                continue
            if gone := left_out.around(text, *found.span()):
                return Held(what, gone, lacking=not lacking)
            return Held(what, found.span(), lacking=lacking)
    return None

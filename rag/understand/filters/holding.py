"""``코드가 있는 노트``, ``notes with formulae``: notes by what stands in them."""

from __future__ import annotations

import re

from dataclasses import dataclass

from rag.query_types import Holding
from rag.text.lazy_regex import lazily
from rag.understand.filters import bearing
from rag.understand.language import exclusion
from rag.understand.language.request_words import ENTRY


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
    "done": (
        r"(?:완료(?:한|된)|끝(?:난|낸)|마친|체크(?:한|된))\s?(?:TODO|투두|할\s?일|체크\s?박스)",
        r"(?:done|finished|completed|checked(?:\s+off)?)\s+(?:to-?dos?|tasks?|checkboxes)",
    ),
    "nothing": (r"제목", r"(?:only\s+)?(?:a\s+)?title"),
}
_IN = (
    r"(?:같이\s*|함께\s*|그대로\s*|직접\s*|하나라도\s*|둘\s*다\s*|모두\s*|다\s*|좀\s*)?"
)
_HAS = (
    r"(?:있는|있던|들어\s*있는|들어간|들어가\s*있는|포함(?:된|한|하는)|붙어\s*있는|붙은|적힌|적혀\s*있는"
    r"|(?:적어|넣어|붙여|박아|걸어|달아|올려|써)\s*(?:둔|놓은|놨던|뒀던)|쓰인|나오는|담긴|박힌|걸린|첨부(?:된|한)"
    r"|달린|넣은|붙인|올린)"
)
_NONE = r"(?:하나도\s*|아예\s*|전혀\s*|둘\s*다\s*)?"
_LACKS = r"(?:없는|안\s*(?:들어\s*있는|들어간|나오는|있는)|빠진)"
_ONLY_KO = (
    r"(?:내용은?\s*(?:거의\s*)?(?:없고|없이|비어\s*있고)\s*)?제목(?:\s*한\s*줄)?(?:만|뿐)"
    r"(?:\s*(?:있는|있고|덜렁\s*있는|적힌|적어\s*둔|인))?"
    r"(?:\s*내용은?\s*(?:거의\s*)?(?:없는|빈|비어\s*있는|비어있는))?\s*"
    r"|(?:(?:내용이?|본문이?)\s*(?:거의\s*)?)?(?<![가-힣])(?:텅\s*)?(?:빈|비어\s*있는)\s*"
    r"|(?:내용이?|본문이?)\s*(?:거의\s*)?없는\s*"
)
_BETWEEN = r"(?:[A-Za-z0-9&.+/-]+\s+|[0-9]+\s*[년월]\s*){0,3}"
"""A category, a name or a time before the word for notes."""
_ENTRY = rf"(?={_BETWEEN}(?:{ENTRY}|TIL|거(?![가-힣]*래)|것|(?:건|게)(?![가-힣])))"
_NEEDS = (*ENTRY.split("|"), "거", "것", "건", "게", "note", "entr", "post", "til")
"""What they all stand before, or in English behind: the word for a note."""
_TO_DO = (
    r"(?<![가-힣A-Za-z])(?<!끝난\s)(?<!끝낸\s)(?<!마친\s)(?<!완료한\s)(?<!완료된\s)"
    r"(?:아직\s*|내가\s*|내일\s*|추후\s*)?(?:(?:안|못)\s?(?:한|끝난|끝낸|마친)\s*|완료\s?(?:안\s?|못\s?)(?:한|된)\s*|남은\s*|남겨\s?둔\s*|미뤄\s?둔\s*)?"
    r"(?:TODO(?:\s?리스트)?|투두(?:\s?리스트)?|(?:해야\s?)?할\s?일|해야\s?(?:할|하는)\s?(?:것|거)"
    r"|(?<=안\s한\s)(?:일|것|거)|(?<=안한\s)(?:일|것|거)|(?<=못\s한\s)(?:일|것|거)"
    r"|(?<=못한\s)(?:일|것|거))(?:들|은|는|이|가|을|를|만)*"
    r"(?:\s*(?:뭐가?|아직|더|얼마나))*(?:\s*남(?:았|아\s?있)\S*)?(?![가-힣A-Za-z])"
    r"|\b(?:open|remaining|unfinished|my)?\s*(?:to-?do(?:s|\s+(?:list|items?))?)\b"
    r"|\bwhat(?:'s|\s+is)\s+(?:still\s+)?left\s+to\s+do\b|\bopen\s+(?:tasks|questions)\b"
)
"""What is still to be done, not what is done, whether or not notes are spoken of."""
_NOTES = r"(?:notes?|entries|entry|posts?|tils?)"
_ALONE: tuple[tuple[Holding, re.Pattern[str]], ...] = (
    ("nothing", lazily(rf"(?:{_ONLY_KO}){_ENTRY}", needs=_NEEDS)),
    (
        "nothing",
        lazily(
            rf"\bempty\s+(?={_NOTES}\b)|(?<=notes )(?:with\s+(?:only|just"
            r"|nothing\s+but)\s+a\s+title|without\s+(?:any\s+)?(?:content|text|a\s+body))\b",
            re.IGNORECASE,
            needs=_NEEDS,
        ),
    ),
    (
        "done",
        lazily(
            r"(?<![가-힣])(?<!안\s)(?<!못\s)(?:내가\s*|이미\s*)?(?:완료\s?(?:한|된)|끝(?:난|낸)|마친|다\s?한|체크\s?(?:한|된|해\s?둔))\s*"
            r"(?:TODO(?:\s?리스트)?|투두(?:\s?리스트)?|할\s?일|체크\s?박스)(?:들|은|는|이|가|을|를|만)*(?![가-힣A-Za-z])"
            r"|\b(?:done|finished|completed|checked(?:[\s-]+off)?|ticked)\s+"
            r"(?:to-?dos?(?:\s+items?)?|tasks|checkboxes)\b"
            r"|\bwhat\s+(?:have|did)\s+i\s+(?:check(?:ed)?|tick(?:ed)?)\s+off\b",
            re.IGNORECASE,
            needs=("할", "todo", "to-do", "투두", "체크", "task", "check", "tick"),
        ),
    ),
    (
        "todo",
        lazily(_TO_DO, re.IGNORECASE, needs=("do", "투두", "할", "해야", "한", "open")),
    ),
)
"""Says by itself that a note is no more than its title, or what is to be done."""
_NAMED = {
    what: (lazily(ko), lazily(rf"\b(?:{en})\b", re.IGNORECASE))
    for what, (ko, en) in _THINGS.items()
    if what != "nothing"
}
_ONE_KO, _ONE_EN = (
    "|".join(names[n] for what, names in _THINGS.items() if what != "nothing")
    for n in (0, 1)
)
ANY_KO, ANY_EN = f"(?:{_ONE_KO})", f"(?:{_ONE_EN})"
"""What a note may hold, one of it."""
_BESIDE_KO = r"(?:이?랑|하고|[와과도]|이?나|,|·|/|\s(?:및|또는|혹은|아니면))\s*"
_MANY_KO = (
    rf"(?:{_ONE_KO})(?:{_BESIDE_KO}(?:{_ONE_KO})){{0,3}}"
    r"(?:[이가은는도을를만]|까지)?\s*"
)
_KOREAN = lazily(
    rf"(?<![가-힣A-Za-z])(?:(?:본문|글|안|노트)에\s*)?"
    rf"(?:(?P<first>{_MANY_KO}){_IN}(?:있(?:고|으면서|는데|지만)|(?P<no>{_NONE}없(?:고|이|으면서|는데|지만))),?\s*)?"
    rf"(?P<then>{_MANY_KO})(?:{_IN}{_HAS}|(?P<lacks>{_NONE}{_LACKS}))\s*{_ENTRY}",
    needs=_NEEDS,
)
_BESIDE_EN = r"(?:\s*,\s*(?:and\s+|or\s+)?|\s*(?:&|/)\s*|\s+(?:and|or)\s+)"
_MANY_EN = (
    rf"(?:(?:both|either|any|some|no|an?)\s+)*(?:{_ONE_EN})"
    rf"(?:{_BESIDE_EN}(?:(?:any|some|an?|no)\s+)?(?:{_ONE_EN})){{0,3}}"
)
_WITH = r"(?:with|has|have|having|contain(?:s|ing)?|hold(?:s|ing)?|include(?:s|ing)?)"
_DO_NOT = r"do(?:es)?(?:n['’]?t|\s+not)"
_ENGLISH = lazily(
    rf"(?:(?<=notes )|(?<=entries )|(?<=posts )|(?<=note ))(?:that\s+|which\s+)?"
    rf"(?:(?P<lacks>without|{_WITH}\s+no(?=\s)|lacking|{_DO_NOT}\s+{_WITH})\s+|{_WITH}\s+)"
    rf"(?P<then>{_MANY_EN})(?:(?:\s+but|\s+and|,)?\s+(?:{_WITH}\s+)?(?:without|no|not)\s+(?P<not>{_MANY_EN}))?"
    r"\b(?!\s+(?:of|for|on|about)\b|\s+in\s+(?![0-9]|[a-z]+\s+[0-9]))",
    re.IGNORECASE,
    needs=_NEEDS,
)
_EITHER = lazily(r"[가-힣]나\s|\s(?:또는|혹은|아니면)\s|\bor\b", re.IGNORECASE)


_THING = lazily(
    r"^\W*(?:그럼|그러면|그리고)?\s*(\S+(?:\s\S+)?)\s*(?:있는|들어간|들어\s*있는)\s*(?:거|것|건|게|걸)[은는도만]?"
    r"(?:\s*(?:보여|알려|줘|있)[가-힣]*)*\W*$"
    r"|^\W*(?:그럼|그러면|그리고)?\s*(\S+?)[은는도]\W*$"
    r"|^\W*(?:(?:and|what\s+about|how\s+about|the\s+ones)\s+)+(?:with\s+)?(\w+(?:\s\w+)?)(?:\s+(?:too|as\s+well))?\W*$",
    re.IGNORECASE,
)
"""Names what notes hold, after a list by what they hold."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the notes asked for hold, or lack, and where that is said."""

    spans: tuple[tuple[int, int], ...]
    holding: tuple[Holding, ...] = ()
    lacking: tuple[Holding, ...] = ()
    either: bool = False
    """Whether one of what they hold will do."""


def find(text: str) -> Held | None:
    """
    Return what *text* says of what the notes asked for hold, if anything.

    Notes that are left out for what they hold must lack all of it.
    """
    found = _once(text)
    if found is None:
        return None
    ((start, end),) = found.spans
    # "코드 있는 글 빼고 표 있는 글"
    also = find(f"{text[:start]}{' ' * (end - start)}{text[end:]}")
    if also is None:
        return found
    return Held(
        (*found.spans, *also.spans),
        (*found.holding, *also.holding),
        (*found.lacking, *also.lacking),
        either=found.either or also.either,
    )


def _once(text: str) -> Held | None:
    for what, pattern in _ALONE:
        if found := pattern.search(text):
            return _turned(text, found.span(), (what,))
    if borne := bearing.find(text):
        what, bears, span = borne
        return _turned(text, span, (what,) if bears else (), () if bears else (what,))
    if found := _KOREAN.search(text):
        first = things(found["first"] or "", korean=True)
        then = things(found["then"], korean=True)
        has = () if found["no"] else first
        lacks = first if found["no"] else ()
        if found["lacks"]:
            lacks += then
        else:
            has += then
        either = not found["first"] and _EITHER.search(found["then"])
    elif found := _ENGLISH.search(text):
        then = things(found["then"], korean=False)
        lacks = things(found["not"] or "", korean=False)
        has, lacks = ((), then + lacks) if found["lacks"] else (then, lacks)
        either = _EITHER.search(found["then"])
    else:
        return None
    several = bool(either) and len(has) > 1
    return _turned(text, found.span(), has, lacks, either=several)


def things(text: str, *, korean: bool) -> tuple[Holding, ...]:
    """Return what *text* names, in its order."""
    at = {
        found.start(): what
        for what, patterns in _NAMED.items()
        for found in patterns[not korean].finditer(text)
    }
    return tuple(dict.fromkeys(at[n] for n in sorted(at)))


def _turned(
    text: str,
    span: tuple[int, int],
    holding: tuple[Holding, ...],
    lacking: tuple[Holding, ...] = (),
    *,
    either: bool = False,
) -> Held:
    """Return what is held, or the opposite where those notes are left out."""
    if gone := exclusion.around(text, *span):
        return Held((gone,), lacking, holding)
    return Held((span,), holding, lacking, either)


def whole(question: str) -> str:
    """Return *question*, with the word for notes where it names what they hold."""
    found = _THING.match(question)
    thing = next(filter(None, found.groups()), "") if found else ""
    for said in (f"{thing} 있는 노트", f"notes with {thing}"):
        held = find(said) if thing else None
        if held and thing in said[slice(*held.spans[0])]:
            return said
    return question

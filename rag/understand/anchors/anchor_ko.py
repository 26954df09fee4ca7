"""``CLIP 글 다음``, ``그로킹 쓰고 일주일 뒤``: a note in Korean that times others."""

from __future__ import annotations

import re

from rag.query_types import Unit, Way
from rag.text.lazy_regex import lazily
from rag.understand.anchors.anchor_phrase import AnchorPhrase
from rag.understand.dates import meanings_ko
from rag.understand.language import numerals_ko


NOTE = (
    r"(?<![가-힣])(?:노트|포스트|포스팅|게시글|게시물|메모|일지|TIL"
    r"|글(?=들|이|은|을|도|만|에|의|과|하고|중|보다|부터|까지|바로|다음|쓴|쓰|적|올|몇|목록|\s|[?.!,]|$))"
)
"""A noun for a note, and no part of another word: neither ``구글`` nor ``글자``."""
_HA = r"(?:정리|기록|작성|공부|포스팅|메모|학습|업로드|복습|등록|요약)"
_DID = rf"(?:{_HA}\s*한|적은|올린|배운|남긴|다룬)"
_WROTE = lazily(
    rf"{_DID}|올라온|(?:{_HA}\s*했|적었|올렸|올라왔|배웠|남겼|다뤘)"
    r"|(?:적어|정리해|기록해)\s*(?:둔|놓은|놨|뒀)"
)
_WROTE_OR_USED = lazily(
    r"(?<![가-힣])(?:내가\s*|제가\s*)?(?:쓴|썼|써\s*(?:둔|놓은|놨|뒀))"
)
_IT = lazily(r"(?<![가-힣])(?:거|것|건|게|걸)(?:들)?(?=[은는이가을를도만]|\s|[?.!,]|$)")
_TOLD_BY = (
    r"(?:\s*(?:에\s*(?:대해서?|대한|관해서?|관한)|관련(?:된|한)?|이라는|라는))?"
    rf"(?:\s*(?P<noun>{NOTE}|내용|거(?=\s)|것(?=\s)))?"
)
_VERB = (
    rf"(?:을|를|도|은|는)?\s*(?:(?:내가|제가|처음)\s*)?(?:(?P<conj>{_HA}\s*하고|적고|올리고"
    r"|배우고|남기고|다루고|(?<![가-힣])쓰고)\s*(?:나서는?|나선|난\s*(?:뒤|다음|후)에?|서)?"
    rf"|(?P<did>{_DID}|(?<![가-힣])쓴)"
    rf"|(?P<yet>{_HA}\s*하기|적기|올리기|배우기|남기기|다루기|(?<![가-힣])쓰기))"
)
_LONG = (
    rf"(?:(?P<long>{'|'.join(sorted(meanings_ko.WORDS, key=len, reverse=True))})"
    rf"|(?<![0-9.])(?P<n>{numerals_ko.NUMERAL})\s*(?P<u>개월|주일|주|달|년|해|일))\s*(?:정도|쯤)?"
)
_UNIT: dict[str, Unit] = {
    **dict.fromkeys(("날", "일", "day"), "day"),
    **dict.fromkeys(("주", "주일", "week"), "week"),
    **dict.fromkeys(("달", "개월", "month"), "month"),
    **dict.fromkeys(("해", "년", "year"), "year"),
}
_CASE = (
    r"(?:에는|에도|에|엔|으로는|으로|로는|로|의|은|는)?"
    r"(?=\s|[?.!,]|$|글|노트|거|건|것|게)"
)
_SIDE = (
    rf"(?:{_LONG}\s*(?P<apart>뒤|후|이후|전|이전|지나서|있다가)"
    r"|(?P<of>다음|이튿|전)\s*(?P<moved>날|주|달|해)"
    r"|(?P<near>(?:곧\s*)?바로)?\s*(?:그\s*)?(?P<side>다음번?|직후|직전|이후|이전|뒤|후|전|앞))"
    + _CASE
)
_HEAD = r"^(?P<about>.*?)"
_TAIL = r"\s*,?\s*(?P<asked>.*)$"
_SAME = lazily(
    _HEAD + rf"{_TOLD_BY}(?:{_VERB}\s*(?:바로\s*)?(?:(?:같은|그|바로\s*그)\s*)?"
    rf"|(?:이랑|랑|와|과|하고|[은는])?\s*같은\s*)(?P<unit>날|주|달|해)(?:짜(?=에))?{_CASE}{_TAIL}"
)
_BY_VERB = lazily(_HEAD + rf"{_TOLD_BY}{_VERB}\s*{_SIDE}{_TAIL}")
_GONE_ON = lazily(
    _HEAD + rf"{_TOLD_BY}{_VERB}(?<=[서선])\s+(?P<near>(?:곧\s*)?바로)?{_TAIL}"
)
_BY_NOTE = lazily(_HEAD + rf"{_TOLD_BY[:-1]}(?:의|보다|에서|을|를)?\s*{_SIDE}{_TAIL}")
_BY_NAME = lazily(_HEAD + rf"(?:의|보다)?\s*(?<![가-힣]){_SIDE}{_TAIL}")
_THAN = lazily(
    _HEAD + rf"{_TOLD_BY}보다\s*(?:더\s*)?(?P<side>먼저|앞서|일찍|나중에?|늦게){_TAIL}"
)
_BETWEEN = lazily(
    r"^(?P<about>.+?)\s*(?P<noun>글|노트|포스트|메모)?(?:이랑|랑|와|과|하고|,)\s+(?P<other>.+?)"
    rf"\s*(?P<second>{NOTE})?(?:의|을|를)?\s*(?:쓴\s*)?사이(?:에는|에|의)?(?=\s|[?.!,]|$){_TAIL}"
    r"|^(?P<from>.+?)\s*(?P<first>글|노트|포스트|메모)(?:에서)?부터\s+(?P<to>.+?)"
    rf"\s*(?:글|노트|포스트|메모)까지{_TAIL.replace('asked', 'then')}"
)
_AMONG = lazily(r"^(?P<scope>.+?)\s*(?:중|가운데)(?:에서는?|에선|에|엔)?\s+(?=\S)")
_POINTS = lazily(
    rf"^\W*(?:(?:그럼|그러면|그리고|근데|그런데|혹시|아)\s*)*(?P<it>(?:그|이|방금|위)\s*(?:{NOTE}|글|노트|거|것)?"
    rf"|그거|이거)?\W*$"
)
_MANY = lazily(rf"(?P<n>{numerals_ko.NUMERAL})\s*(?:개(?!월)|편|건)")
_PLURAL = lazily(
    rf"(?:글|노트|거|것)들|{'몇'}\s*(?:개|편|건)|전부|모두|목록|다\s|순서|순으로|쭉|죄다"
)
_OTHERS = lazily(
    r"(?:에서|에선|에서는|논문[은는이가]?|저자들?[은는이가]?|팀[은는이가])(?=\s|$)"
)
"""Says that somebody else did it, or where in a thing it is."""
_LATER = frozenset(
    {
        "다음",
        "다음번",
        "직후",
        "이후",
        "뒤",
        "후",
        "지나서",
        "있다가",
        "이튿",
        "나중",
        "나중에",
        "늦게",
    }
)


def find(text: str) -> AnchorPhrase | None:
    """Return what *text* says of notes by the note that they stand beside."""
    if found := _BETWEEN.match(text):
        return _between(found)
    for pattern in (_SAME, _THAN, _BY_VERB, _BY_NOTE, _BY_NAME, _GONE_ON):
        found = pattern.match(text)
        if found and (told := _told(found)):
            return told
    return None


def _told(found: re.Match[str]) -> AnchorPhrase | None:
    said = {name: word for name, word in found.groupdict().items() if word}
    about, scope = said.get("about", "").strip(), ""
    if among := _AMONG.match(about + " "):
        scope, about = among["scope"], about[among.end() :].strip()
    pointing = _POINTS.match(about)
    asked = said.get("asked", "").strip()
    noun = re.fullmatch(NOTE, said.get("noun", "")) is not None
    verb = said.get("conj") or said.get("did") or said.get("yet") or ""
    sure = noun or bool(pointing and (pointing["it"] or "").endswith(("글", "노트")))
    sure = sure or (bool(verb) and not verb.startswith("쓰") and verb != "쓴")
    if not _of_notes(asked, scope, sure=sure, plain=not verb):
        return None
    if not sure and _OTHERS.search(about):
        return None
    way, step, unit = _placed(said)
    many = _MANY.search(asked)
    if way in {"next", "previous"} and not many and _PLURAL.search(asked):
        way = "after" if way == "next" else "before"
    return AnchorPhrase(
        about="" if pointing else about,
        pointed=bool(pointing and pointing["it"]),
        asked=f"{scope} 중 {asked}" if scope else asked,
        way=way,
        step=step,
        unit=unit,
        count=numerals_ko.number(many["n"]) if many else None,
        sure=sure,
    )


def _of_notes(asked: str, scope: str, *, sure: bool, plain: bool) -> bool:
    """Whether what is asked for can only be notes, by a word of writing."""
    if re.search(NOTE, asked) or _WROTE.search(asked):
        return True
    if _WROTE_OR_USED.search(asked):
        return (
            sure
            or _IT.search(asked) is not None
            or re.search("뭐|뭘|무엇", asked) is not None
        )
    if re.search(NOTE, scope + " ") or sure:
        return _IT.match(asked) is not None or (
            sure and plain and not asked.strip("?!. ")
        )
    return False


def _placed(said: dict[str, str]) -> tuple[Way, int | None, Unit]:
    """Return on which side, how far, and by what the distance is counted."""
    if unit := said.get("unit"):
        return "same", None, _UNIT[unit]
    if "apart" in said:
        apart: Way = "after" if said["apart"] in _LATER else "before"
        if word := said.get("long"):
            count, name = meanings_ko.WORDS[word]
            return apart, count, _UNIT[name]
        return apart, numerals_ko.number(said["n"]), _UNIT[said["u"]]
    if "moved" in said:
        unit = _UNIT[said["moved"]]
        later = said["of"] in _LATER
        if unit == "day":
            return "after" if later else "before", 1, "day"
        return "same", 1 if later else -1, unit
    side = said.get("side", "")
    later = not side or side in _LATER
    beside = "near" in said or side.startswith(("다음", "직"))
    # "앞 글" is one note, "전에 쓴 글" are many.
    beside = beside or ("side" in said and _beside(said))
    if beside:
        return "next" if later else "previous", None, "day"
    return "after" if later else "before", None, "day"


def _beside(said: dict[str, str]) -> bool:
    return re.match(rf"{NOTE}|{_IT.pattern}|\W*$", said.get("asked", "")) is not None


def _between(found: re.Match[str]) -> AnchorPhrase | None:
    said = {name: word for name, word in found.groupdict().items() if word}
    about = said.get("about") or said["from"]
    other = said.get("other") or said["to"]
    asked = (said.get("asked") or said.get("then") or "").strip()
    sure = bool({"noun", "second", "first"} & said.keys())
    if not (sure or re.search(NOTE, asked) or _WROTE.search(asked)):
        return None
    if not _of_notes(asked, "", sure=sure, plain=True):
        return None
    return AnchorPhrase(about=about, other=other, asked=asked, way="between", sure=sure)

"""``right after the note on CLIP``: a note in English that times others."""

from __future__ import annotations

import re

from rag.query_types import Unit, Way
from rag.text.lazy_regex import lazily
from rag.understand.anchors.anchor_phrase import AnchorPhrase
from rag.understand.dates import meanings_en


_ONE = r"(?:note|entry|post|til|write-?up)"
NOTE = lazily(
    r"\b(?:notes?|entr(?:y|ies)|posts?|tils?|write-?ups?|ones?)\b", re.IGNORECASE
)
_DID = (
    r"(?:wrote|posted|noted|learn(?:ed|t)|studied|published|recorded|covered|logged"
    r"|summari[sz]ed|took\s+notes)"
)
_DOING = (
    r"(?:writing|posting|noting|learning|studying|recording|covering|taking\s+notes)"
)
_ON = (
    r"(?:(?:\s+(?:up|down|about|on|of))"
    r"|\s+(?:an?|the|my|notes?)\s+(?:note|entry|post|one)?s?\s*(?:about|on|of))"
)
_WROTE = lazily(
    rf"\b(?:did|have)\s+(?:i|we)\s+(?:\w+\s+)?(?:write|written|post(?:ed)?|note[d]?"
    r"|publish(?:ed)?|record(?:ed)?|learn(?:ed|t)?|stud(?:y|ied)|cover(?:ed)?|log(?:ged)?)\b"
    rf"|\b(?:i|we)(?:['’]ve|\s+have)?\s+(?:\w+\s+)?(?:{_DID}|written)\b",
    re.IGNORECASE,
)
_CAME = lazily(
    r"^\W*(?:(?:and|so)\s+)?(?:what|which)\s+(?:came|comes|was|is|were|followed|follows)"
    r"(?:\s+(?:up|next|there|written|posted))?\W*$",
    re.IGNORECASE,
)
_HOW = lazily(
    r"\b(?:how\s+(?:to|do|does|can|should)|should|would|can|could|must|difference)\b"
    r"|^\W*(?:please\s+)?(?:write|add|make|create|take)\b",
    re.IGNORECASE,
)
_SURE = (
    lazily(  # "the CLIP note of May 2023"
        rf"(?:the|my|that)\s+(?P<about>\S+(?:\s+\S+){{0,3}}?\s+{_ONE}\s+"
        r"(?:of|from|in|written\s+(?:on|in))\s+(?=.*\d).+)",
        re.IGNORECASE,
    ),
    lazily(
        rf"(?:the|my|that|an?)?\s*(?:\w+\s+)?(?:{_ONE}|(?P<one>one))\s+(?:(?:that\s+)?(?:i|we)\s+{_DID}\s+)?"
        r"(?:about|on|of|covering|regarding|titled|called|for)\s+(?P<about>.+)",
        re.IGNORECASE,
    ),
    lazily(
        rf"(?:(?:when\s+)?(?:i|we)(?:['’]d|\s+had)?\s+(?:first\s+)?{_DID}|{_DOING}){_ON}*\s+(?:the\s+|my\s+)?"
        rf"(?P<about>.+?)(?:\s+{_ONE})?",
        re.IGNORECASE,
    ),
    lazily(
        rf"(?:the\s+|my\s+|that\s+)?(?P<about>.+?)\s+(?:{_ONE}s?|entries|(?P<one>one))",
        re.IGNORECASE,
    ),
)
_BARE = lazily(r"(?:the\s+)?(?P<about>\S+(?:\s+\S+){0,4})")
_DONE = lazily(r"^(?:finish|publish|complet)ing\s+", re.IGNORECASE)
_POINTS = lazily(
    rf"(?:that|this|it|the\s+last)(?:\s+(?:{_ONE}|one|day))?", re.IGNORECASE
)
_LONG = rf"(?:(?P<n>the|{meanings_en.NUMERAL})\s+(?P<u>day|week|month|year)s?\s+)"
_SIDE = lazily(
    rf"\b{_LONG}?(?:(?P<near>right|just|immediately|directly|straight)\s+)?"
    r"(?P<side>after|before|following|preceding|follow(?:s|ed)|preced(?:es|ed)|since"
    r"|prior\s+to|previous\s+to)\s+",
    re.IGNORECASE,
)
_SAME = lazily(
    r"\b(?:(?:on|in|during)\s+)?the\s+(?:(?:very\s+)?same\s+|very\s+)?(?P<unit>day|week|month|year)\s+"
    r"(?:(?P<as>as)\s+|of\s+(?=(?:the|my)\s)|(?:that\s+|when\s+|in\s+which\s+|on\s+which\s+)?(?=(?:i|we)\s))",
    re.IGNORECASE,
)
_NEXT = lazily(
    r"\b(?:next|then)\W*$|^\W*(?:(?:and|so)\s+)?(?:what(?:['’]s|\s+(?:is|was))\s+)?the\s+"
    rf"(?:next|(?P<previous>previous))\s+(?:[1-9][0-9]?\s+|\w+\s+)?(?:{_ONE}s?|entries)\W*$",
    re.IGNORECASE,
)
_BETWEEN = lazily(r"\b(?:in\s+)?between\s+", re.IGNORECASE)
_END = lazily(
    r"(?:\s*,)?\s*(?:in\s+(?:chronological\s+)?order|chronologically|by\s+date|please|again)?[\s?.!]*$",
    re.IGNORECASE,
)
_ASKS = lazily(
    r"[\s,]+(?=(?:what|which|how\s+many|list|show|did\s+i|do\s+i|is\s+there|are\s+there)\b)",
    re.IGNORECASE,
)
_SINGLE = lazily(
    rf"\b(?:next|previous|nearest)\b|\b(?:the|which|what)\s+(?:\w+\s+)?{_ONE}\b(?!s)|\bone\b",
    re.IGNORECASE,
)
_PLACED = lazily(
    rf"(?P<note>.+\b{_ONE})\s+(?P<place>(?:in|from|under)\s+.+)", re.IGNORECASE
)
"""Behind the note stands where the others are looked for."""
_MANY = lazily(
    rf"\b(?P<n>{meanings_en.NUMERAL})\s+(?:\w+\s+)?(?:{_ONE}s?|entries|ones)\b",
    re.IGNORECASE,
)
_LATER = frozenset({"after", "following", "follows", "followed", "since"})


def find(text: str) -> AnchorPhrase | None:
    """Return what *text* says of notes by the note that they stand beside."""
    text = _END.sub("", text)
    if between := _BETWEEN.search(text):
        return _between(text[: between.start()], text[between.end() :])
    if (same := _SAME.search(text)) and (told := _same(text, same)):
        return told
    for side in _SIDE.finditer(text):
        if told := _beside(text, side):
            return told
    if (ahead := _NEXT.search(text)) and (
        _WROTE.search(text) or ahead["previous"] or "next" in ahead[0].lower()
    ):
        return _spoken_of(text, ahead)
    return None


def _spoken_of(text: str, ahead: re.Match[str]) -> AnchorPhrase | None:
    """Read ``what did I write next?``, which goes on from the note before."""
    if not (NOTE.search(text) or _WROTE.search(text)):
        return None
    return AnchorPhrase(
        about="",
        pointed=True,
        asked=text,
        way="previous" if ahead["previous"] else "next",
        count=_many(text),
        sure=True,
    )


def _same(text: str, same: re.Match[str]) -> AnchorPhrase | None:
    asked, rest = text[: same.start()], text[same.end() :]
    about, sure = _named(rest)
    if not (sure or same["as"]) or not _of_notes(asked, sure=sure):
        return None
    unit: Unit = same["unit"].lower()  # type: ignore[assignment]
    return AnchorPhrase(about=about, asked=asked, way="same", unit=unit, sure=sure)


def _beside(text: str, side: re.Match[str]) -> AnchorPhrase | None:
    asked, rest = text[: side.start()], text[side.end() :]
    if not asked.strip():  # "After the note on CLIP, what did I write?"
        parted = _ASKS.split(rest, maxsplit=1)
        if len(parted) < 2:
            return None
        rest, asked = parted[0], parted[1]
    if placed := _PLACED.fullmatch(rest):
        rest, asked = placed["note"], f"{asked} {placed['place']}"
    about, sure = _named(rest)
    if not _of_notes(asked, sure=sure):
        return None
    way, step, unit = _placed(side, asked)
    pointing = _POINTS.fullmatch(rest.strip(" ,"))
    return AnchorPhrase(
        about="" if pointing else about,
        pointed=bool(pointing),
        asked=_MANY.sub("notes", asked),
        way=way,
        step=step,
        unit=unit,
        count=_many(asked) if step is None else None,
        sure=sure,
    )


def _placed(side: re.Match[str], asked: str) -> tuple[Way, int | None, Unit]:
    """Return on which side, how far, and by what the distance is counted."""
    later = side["side"].lower() in _LATER
    if side["n"]:
        unit: Unit = side["u"].lower()  # type: ignore[assignment]
        if side["n"].lower() != "the":
            return "after" if later else "before", meanings_en.number(side["n"]), unit
        if unit == "day":
            return "after" if later else "before", 1, unit
        return "same", 1 if later else -1, unit
    near = (
        side["near"]
        or _SINGLE.search(asked)
        or _many(asked)
        or "follow" in side[0]
        or "preced" in side[0]
    )
    if near and side["side"].lower() != "since":
        return "next" if later else "previous", None, "day"
    return "after" if later else "before", None, "day"


def _between(asked: str, rest: str) -> AnchorPhrase | None:
    for joint in re.finditer(r"\s+and\s+", rest):
        about, first = _named(rest[: joint.start()])
        other, second = _named(rest[joint.end() :])
        sure = first or second
        if about and other and (sure or _WROTE.search(asked)):
            if not _of_notes(asked, sure=sure):
                return None
            return AnchorPhrase(
                about=about, other=other, asked=asked, way="between", sure=sure
            )
    return None


def _named(text: str) -> tuple[str, bool]:
    """Return what the note is about, and whether it is called a note."""
    text = _DONE.sub("", text.strip(" ,?.!"))
    for pattern in _SURE:
        if found := pattern.fullmatch(text):
            return found["about"], not found.groupdict().get("one")
    found = _BARE.fullmatch(text)
    return (found["about"] if found else ""), False


def _of_notes(asked: str, *, sure: bool) -> bool:
    """Whether what is asked for can only be notes, by a word of writing."""
    if _HOW.search(asked):
        return False
    if NOTE.search(asked) or _WROTE.search(asked):
        return True
    return sure and bool(_CAME.match(asked) or not asked.strip(" ,"))


def _many(asked: str) -> int | None:
    found = _MANY.search(asked)
    if not found or found["n"].lower() in {"a", "an"}:
        return None
    return meanings_en.number(found["n"])

"""Tells instructions to the program from questions to the notes.

Nothing depends on this alone: notes and questions are data to the model
anyway. It spares a search and an answer that make no sense.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import functools
import re
import unicodedata
import urllib.parse

from collections.abc import Iterator
from dataclasses import replace

from rag.injection import deeds
from rag.injection.addressed import ADDRESSED
from rag.injection.commands import ORDERS
from rag.injection.narrated import covered, uncovered
from rag.text.lazy_regex import lazily, one_found
from rag.types import Ask, Turn


_ABOUT = lazily(
    r"(?:이?란(?:\s*(?:무엇|뭐|게)|\?|$)|뭐야|뭐지|뭐임|뭔가요|뭐예요|무엇인|뭐였|무슨\s*(?:뜻|의미)|뜻|개념|정의|원리"
    r"|차이|방어|막는|막으려|방지|예방|대응|탐지"
    r"|(?:하|쓰|읽|보|출력하|설정하|만드|관리하|저장하|숨기|지우|무시하|실행하|구하|발급하|가져오|불러오|얻)는\s*(?:법|방법|코드"
    r"|함수|명령어?|예제|게|이유|거|방식|패턴)|(?:하|할|쓸|읽을|실행하|출력하)면|하려면|으려면|어떻게|왜"
    r"|노트\s*(?:있|중|에|목록|찾)|(?:적|쓴|정리|공부|배운)[가-힣]*\s*(?:있|거|것|노트|글|내용)|있나|있어\?|있었"
    r"|\bhow\s+(?:do|does|can|could|to|is|are|did|would)\b|\bwhat\s+(?:is|are|does"
    r"|do|happens|was|did)\b|\bwhy\b|\bwhich\b|\bwhat's\b|\bdefin\w+"
    r"|\bdifferences?\b|\bexplain(?:ed)?\s+(?:how|what|why|prompt)|\bnotes?\s+(?:on"
    r"|about|that|say|mention|cover)|\bdid\s+i\b|\bdo\s+(?:i|my\s+notes|we)\b"
    r"|\bare\s+there\b|\bis\s+there\b)",
    re.IGNORECASE,
)
_YOURS = lazily(
    (
        r"\byour\b|\bcite\b|\byou\s+(?:were|are)\b|너의|(?<![가-힣])네\s*(?:시스템\s*)?(?:프롬프트"
        r"|지시|지침|설정|토큰|api|비밀번호)|당신의|(?:봇|디스코드)\s*(?:의\s*)?토큰|verbatim|그대로"
    ),
    re.IGNORECASE,
)
_SQUASHED = lazily(
    r"(?:ignore|disregard|forget)(?:all|the|any|your|every|my|these)*(?:previous"
    r"|prior|above|earlier|preceding)(?:\w{0,12}?)(?:instruction|rule|prompt"
    r"|guideline|direction|command)"
    r"|(?:reveal|print|show|repeat|output|leak|display|tell)(?:me|us|out|the|your"
    r"|all|entire|full|whole)*(?:system|hidden|secret|initial)(?:prompt|instruction"
    r"|message)"
    r"|(?:이전|위의?|앞의?|모든|기존|지금까지의?)(?:모든|의|내린|받은|시스템)*(?:지시|명령|지침|규칙|프롬프트)(?:사항|문|들"
    r"|어)?(?:을|를|은|는)?(?:전부|모두|다)?(?:무시|잊어)"
    r"|(?:시스템|system)(?:프롬프트|prompt)(?:를|을|좀|전부|다|그대로|전체)*(?:보여|출력|공개|알려줘|말해줘"
    r"|내놔)(?:해?줘|해라?$|하라|해?주세요|$)",
    needs="instruction rule prompt guideline direction command message 무시 잊어"
    " 프롬프트".split(),
)
_BLOB = lazily(r"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{16,}={0,2}(?![A-Za-z0-9+/=_-])")
_HEX = lazily(r"(?:[0-9a-fA-F]{2}[\s:]?){10,}|(?:\\x[0-9a-fA-F]{2}){8,}")
_LEET = str.maketrans("013457@$!|", "oieastasil")
_HIDDEN = lazily(
    r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\U000e0000-\U000e007f]"
)
_TAG = lazily("[\U000e0020-\U000e007e]")
_LOOKALIKE = str.maketrans(
    "асеорхуіѕԁԛԝɡΑΒΕΗΙΚΜΝΟΡΤΧαορν", "aceopxyisdqwgABEHIKMNOPTXaopv"
)
_FORGED = lazily(
    r"</(?:context|system|passages?|instructions?|user|assistant)>"
    r"|(?:^|[\s>\])}])(?:SYSTEM|DEVELOPER)\s*:"
)
"""Marks of a prompt's own structure, which no question to notes has."""
_CLAUSE = lazily(r"(?<=[.!?。])\s+|\n+|(?<=다\.)|;\s+|(?:\s+-{2,}\s+)")
_PARTS = lazily(
    r"(?<=[.!?。？！])\s+|(?<=[?？])(?=[가-힣A-Z])|\n+|;\s+|\s+-{2,}\s+|\s*[|／]\s+"
    r"|(?:^|,?\s+)(?:그리고\s*(?:나서)?|그런\s*다음|그다음에?|그\s*전에|또한|참고로|단,|다만"
    r"|and\s+(?:then|also)|but\s+first|instead|then|also|plus|before\s+that|and)(?:,|\s|$)\s*"
    r"|(?<=무시하고)\s+|(?<=잊고)\s+|(?<=말고)\s+|(?<=줘)\s+|(?<=[가-힣]고),?\s+(?=\S*(?:이전|위|지금|모든|시스템|['\"“‘]))",
    re.IGNORECASE,
)
"""Where one wish may end and another begin."""
_SAYS = lazily(r"[가-힣]{2}|[A-Za-z]{3}")
_LONGEST = 2000
_GAP = lazily(r"(\s{64})\s+")


def is_attack(text: str) -> bool:
    """
    Whether *text* orders the program about instead of asking the notes.

    A question that merely mentions such things (``prompt injection이 뭐야?``,
    ``환경 변수 설정하는 법``), or asks who disregarded an order, is none.
    Spacing, digits for letters, look-alike letters, reversal, base64, hex and
    rot13 don't hide an order.
    """
    short = re.sub(r"[^\S\n]{2,}", " ", _HIDDEN.sub("", text))[:_LONGEST]
    plain = unicodedata.normalize("NFKC", short)
    plain = covered(unicodedata.normalize("NFC", plain).translate(_LOOKALIKE))[0]
    if _FORGED.search(plain):
        return True
    return _orders(plain) or any(map(_orders_plainly, _readings(plain)))


@functools.lru_cache(maxsize=512)
def without_orders(text: str) -> str:
    """Return *text* without the clauses that order the program about.

    What is left is the question that was asked beside them; empty when there
    is none, or when only all of it together makes an order.
    """
    bare, under = covered(_GAP.sub(r"\1", text))
    rest = _unordered(bare)
    if is_attack(text) or is_addressed(text):
        # An order may be broken over lines, which then part nothing.
        rest = rest or _unordered(" ".join(bare.split())) or ""
    return text if rest is None else uncovered(rest, under)


def unordered(ask: Ask) -> Ask:
    """Return *ask* with no order to the program in its question or history.

    The lines of an earlier turn stay lines, so that its lists stay lists.
    """
    return replace(
        ask,
        question=without_orders(ask.question),
        history=tuple(map(_quiet, ask.history)),
    )


def _quiet(turn: Turn) -> Turn:
    whole = without_orders(turn.content)
    if whole == turn.content:
        return turn
    lines = [
        without_orders(line) or ("…" if line.strip() else "")
        for line in turn.content.splitlines()
    ]
    by_line = "\n".join(lines) if {*lines} - {"", "…"} else ""
    # An order that is broken over lines is in none of them.
    flat = " ".join(by_line.split())
    return replace(turn, content=by_line if flat == without_orders(flat) else whole)


def _unordered(text: str) -> str | None:
    """Return *text* without its ordering clauses; None where there is none."""
    parts = [part for part in _PARTS.split(text) if part and part.strip()]
    # Who says a thing a thousand times is read once.
    orders = {part: is_attack(part) or is_addressed(part) for part in {*parts}}
    kept = [part for part in parts if not orders[part]]
    if len(kept) == len(parts):
        return None
    rest = " ".join(part.strip(" ,") for part in kept).strip()
    rest = re.sub(r"(?:\s+(?:그리고|또한|and|then|also|but|plus))+$", "", rest)
    whole = is_attack(rest) or is_addressed(rest)
    return rest if _SAYS.search(rest) and not whole else ""


def is_addressed(text: str) -> bool:
    """Whether a sentence of a note tells whoever answers from it what to answer.

    Narrower than `is_attack`: a note may order its reader to run a command.
    """
    plain = unicodedata.normalize("NFKC", _HIDDEN.sub("", text[:_LONGEST]))
    plain = covered(unicodedata.normalize("NFC", plain).translate(_LOOKALIKE))[0]
    # The last two, the text reversed and turned by 13, are always there, and
    # only what is unmistakable is looked for in them.
    *decoded, backwards, turned = _readings(plain)
    read = (plain, *decoded, _tags(text))
    return any(one_found(ADDRESSED, r) for r in read) or any(
        map(_orders_plainly, (*read, backwards, turned))
    )


def _tags(text: str) -> str:
    """Return what the invisible tag characters of *text* spell."""
    return "".join(chr(ord(c) - 0xE0000) for c in _TAG.findall(text))


def readings(text: str) -> tuple[str, ...]:
    """Return *text* and what it may hide, decoded."""
    plain = unicodedata.normalize("NFKC", _HIDDEN.sub("", text))
    return (text, plain, plain.translate(_LOOKALIKE), _tags(text), *_readings(plain))


def _orders(text: str) -> bool:
    """Whether a clause is an order, and not part of a question about one."""
    found = any(
        pattern.search(clause) and (_owned(clause) or not _is_about(clause))
        for clause in _CLAUSE.split(text)
        for pattern in ORDERS
    )
    return found or _orders_plainly(text)


def _is_about(clause: str) -> bool:
    """Whether a clause asks about such an order, or names a thing to learn."""
    return bool(_ABOUT.search(clause) or deeds.names_one(clause))


def _owned(clause: str) -> bool:
    return _YOURS.search(clause) is not None


def _orders_plainly(text: str) -> bool:
    """Whether the unmistakable orders stand in *text*, spaces apart."""
    lower = text.lower()
    squashed = re.sub(r"[\W_]+", "", lower)
    if _SQUASHED.search(squashed) is None:
        squashed = re.sub(r"[^a-z가-힣]+", "", lower.translate(_LEET))
        if _SQUASHED.search(squashed) is None:
            return False
    return not (_ABOUT.search(text) or deeds.task(text))


def _readings(text: str) -> Iterator[str]:
    """Yield what *text* may hide."""
    if "%" in text:
        yield urllib.parse.unquote(text)
    for blob in _BLOB.findall(text)[:8]:
        padded = blob.rstrip("=").replace("-", "+").replace("_", "/")
        padded += "=" * (-len(padded) % 4)
        try:
            yield base64.b64decode(padded, validate=True).decode("utf-8")
        except (binascii.Error, UnicodeDecodeError, ValueError):
            pass  # an ordinary long word
    for digits in _HEX.findall(text)[:4]:
        try:
            yield bytes.fromhex(re.sub(r"\\x|[\s:]", "", digits)).decode("utf-8")
        except (UnicodeDecodeError, ValueError):
            pass  # a checksum or a colour
    yield text[::-1]
    yield codecs.encode(text, "rot13")

"""What an answer must contain, as far as a question says so.

A note that mentions a setting doesn't tell its default, nor who thought of it. So
where a number, a person or a version is asked for, a sentence must give one, and
speak of what it is asked of.
"""

from __future__ import annotations

import enum
import re

from collections.abc import Callable, Sequence

from rag.analyse.question_units import Unit
from rag.analyse.terms import DocumentTerms
from rag.query_types import Kind
from rag.relevance import amounts
from rag.text.lazy_regex import lazily


class Wanted(enum.Enum):
    """What an answer must contain."""

    DEFAULT = enum.auto()
    VERSION = enum.auto()
    ORIGIN = enum.auto()
    """The year in which something began."""
    PERSON = enum.auto()
    ADDRESS = enum.auto()
    MEASURE = enum.auto()
    """A number of a unit that is named."""
    NUMBER = enum.auto()
    FORMULA = enum.auto()
    CODE = enum.auto()

    @property
    def plain(self) -> bool:
        """Whether nothing else could answer, so that a note without it doesn't."""
        return self not in {Wanted.FORMULA, Wanted.CODE, Wanted.ADDRESS}


_MADE_KO = r"(?:만들|개발|발명|고안|제안|발표|창시|창안|설계|지었|지은|썼|쓴|냈)"
_MADE_EN = (
    r"(?:invent|creat|introduc|propos|develop|releas|publish|found|design|wrote|writ"
    r"|author|built|coin)"
)
_QUANTITY_KO = (
    r"크기|개수|점수|연도|나이|계수(?:\s?값)?|비율|확률|정확도|용량|횟수|차원|임계값"
    r"|학습률"
)
_QUANTITY_EN = (
    r"size|number|value|score|year|rate|ratio|percentage|accuracy|temperature|threshold"
    r"|dimension|coefficient"
)
_ASKS = {
    Wanted.DEFAULT: (
        r"(?:기본\s?값|디폴트(?:\s?값)?)(?:[은는이가도]|으로)?"
        r"(?:\s*(?:[뭐몇]|얼마|무엇|어떻|알려|어떤)|\s*[?？]|\s*$)"
        r"|\bwhat(?:'s| is| are| was) the default|\bdefaults? (?:value )?(?:of|for)\b"
        r"|^default\b.*\bof\b"
    ),
    Wanted.VERSION: (
        r"(?:어느|몇|무슨)\s?(?:\S+\s)?버전|버전(?:이|은|은요)?\s*(?:몇|뭐|얼마)"
        r"|\b(?:which|what) (?:\w+ )?version\b"
    ),
    Wanted.ORIGIN: (
        r"(?:언제|몇\s*년(?:도|에)?)\s*(?:에|부터)?\s*(?:처음|최초로)?\s*"
        r"(?:나왔|나온|생겼|생긴|출시|제정|창립|설립|(?:추가|공개|발표|시작)(?:됐|되었))"
        r"|언제\s*적\s*사람"
        r"|\b(?:when|what year|which year)\b.{0,20}?\b(?:was|were|did)\b.{0,60}?"
        rf"\b{_MADE_EN}"
    ),
    Wanted.PERSON: (
        rf"(?:누가|누구)\S*\s*(?:\S+\s){{0,2}}{_MADE_KO}"
        rf"|{_MADE_KO}\S*\s*(?:사람|분|저자|회사|곳|데)\S*\s*(?:누구|어디|이름|[뭐?])"
        r"|누가(?!\s*누구)|(?<!누가 )누구(?!나|든|라도|한테|에게)|저자(?!가|는|의)"
        r"|만든 사람"
        r"|(?:작성자|저자|글쓴이|필자|발표자|강연자|연사|강사)(?:의|\s)\s*(?:이름|성함)"
        r"(?:[은는이]?\s*(?:뭐|누구|무엇|알려|어떻)|\s*(?:[?？]|$))"
        r"|\bname of the (?:author|speaker|writer|presenter)"
        r"|(?:어느|어떤)\s*회사"
        rf"|^\W*who(?:'s)?\b(?! or what| uses)|\bauthors? of\b|\bwhich company\b"
    ),
    Wanted.ADDRESS: r"링크|주소|\burls?\b|\blinks?\b",
    Wanted.NUMBER: (
        r"몇\s*(?!\s*가지)(?!\s*(?:몇|월|년\s*몇))(?!\s*(?:줄|문장|단락|마디|단어|분|시간|명|초)"
        r"(?:로|만에|\s*만에|\s*안에|씩|째|의))|얼마(?!나\s[^?]{0,12}(?:지|는가)\s)"
        rf"|(?:{_QUANTITY_KO})(?:[은는이가]|이었|였)?\s*(?:[?？]|$|뭐|알려)"
        r"|\bhow (?:many|much|large|big|long)\b"
        rf"|\bwhat (?:(?:is|was|are|were) )?(?:[\w-]+ ){{0,2}}(?:{_QUANTITY_EN})\b"
    ),
}
_GIVES = {
    Wanted.DEFAULT: (
        r"기본|디폴트|(?<![\w.])defaults?(?![\w=])|안 (?:주|적|쓰)|생략"
        r"|(?:주|적|지정하|쓰)지 않으면|없으면|\bunless|\bomitted"
        r"|\w=(?:None|True|False)\b"
    ),
    Wanted.VERSION: r"[0-9]+\.[0-9]+|버전|\bversion|[A-Za-z]\s?[0-9]+",
    Wanted.ORIGIN: (
        r"(?<![0-9])(?:1[5-9]|20)[0-9]{2}(?![0-9])|[0-9]년|[0-9]월|세기"
        r"|\bcentur|[0-9]\.[0-9]|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    ),
    Wanted.NUMBER: (
        # ResNet18 and [^4] are names, and tell no amount.
        r"(?<![A-Za-z_^0-9])(?<![A-Za-z]-)[0-9]|첫|(?:두|세|네) "
        r"|=(?:None|True|False)\b|\b(?:zero|one|two|three|first|second|third|fourth|half)\b"
        r"|무한|여러 개|\binfinite"
    ),
    Wanted.FORMULA: r"\$|\\|[=<>≤≥]",
    Wanted.CODE: r"```|~~~|`|\w\(|\w=\w|\w_\w",
    Wanted.PERSON: (
        r"님|교수|저자|et al|(?-i:[A-Z][a-z]+ [A-Z][a-z]+,)|\bby (?-i:[A-Z])"
        rf"|(?-i:[A-Z][a-z]+)(?: 등)?(?:이|가|은|는|에서|에서는)\s.*{_MADE_KO}"
        rf"|[가-힣]{{2,5}}(?:이|가|에서)\s{_MADE_KO}|(?-i:[A-Z][a-z]+) {_MADE_EN}"
    ),
    Wanted.ADDRESS: r"https?://|www\.",
}
_FENCES = ("```", "~~~")
_COUNTED = (
    ("초", r"초|s(?:ec)?\b|seconds?\b"),
    ("ms|밀리초", r"ms\b|밀리초|초"),
    ("분", r"분|min"),
    ("시간", r"시간|h(?:ours?|rs?)?\b"),
    ("명", r"명|사람|people|persons?|users?"),
    ("건", r"건"),
    ("장", r"장|gpus?|images?"),
    ("토큰", r"토큰|tokens?"),
    ("스텝", r"스텝|steps?|번"),
    ("%|퍼센트|프로", r"%|퍼센트|퍼|percent|포인트"),
    ("[gmk]b|기가|메가", r"[kmgt]i?b|기가|메가"),
)
_MEASURES = tuple(
    (
        lazily(rf"몇\s*(?:{unit})(?!\s*(?:만에|안에)|씩|째|의|로)", re.IGNORECASE),
        gives,
    )
    for unit, gives in _COUNTED
)
_IDENTIFIER = lazily(
    r"[A-Za-z]\w*(?:[_.-]\w+)+|[a-z]+[A-Z]\w*|[A-Z]{2,}[0-9]*", re.ASCII
)
_ASKED = {want: lazily(asks, re.IGNORECASE) for want, asks in _ASKS.items()}
_GIVEN = {want: lazily(gives, re.IGNORECASE) for want, gives in _GIVES.items()}
_NUMERAL = r"(?:[0-9][0-9,.]*|[한두세네]|다섯|여섯|일곱|여덟|아홉|열|수십|수백)\s*"
_LONGEST = 300
"""Characters of a question that are looked at."""
_WRITTEN = lazily(
    r"노트|기록|메모|내가|제가|글[은이을]?\s|적었|썼지|\b(?:i|we|my|notes?|entr(?:y|ies)|posts?)\b",
    re.IGNORECASE,
)
_FEW = 2
"""Words of the question that a sentence must speak of, the rarest of the note's."""


def wanted(question: str, kind: Kind) -> Wanted | None:
    """Return what an answer to *question* must contain, None for anything."""
    question = question[:_LONGEST]
    if kind is Kind.FORMULA:
        return Wanted.FORMULA
    if kind is Kind.CODE:
        return Wanted.CODE
    found = next((w for w, asks in _ASKED.items() if asks.search(question)), None)
    if found is Wanted.ORIGIN and _WRITTEN.search(question):
        found = None  # the day of a note is no year of its subject
    measured = any(asks.search(question) for asks, _ in _MEASURES)
    return Wanted.MEASURE if found is Wanted.NUMBER and measured else found


def gives(
    want: Wanted,
    question: str,
    sentences: Sequence[str],
    units: Sequence[Unit],
    heads: str,
    analyse: Callable[[Sequence[str]], Sequence[DocumentTerms]],
    lacking: Sequence[Unit] = (),
) -> bool:
    """Say whether a sentence holds *want* and speaks of what it is wanted of.

    Args:
        want: What must be there.
        question: What was asked.
        sentences: Of the passage.
        units: What the question speaks of and the passage has, the rarest first.
        heads: What they stand under.
        analyse: Gives the terms of texts.
        lacking: What the question speaks of and the passage hasn't.
    """
    given = _pattern(want, question)
    if want is Wanted.NUMBER:
        if amounts.counted(question, lacking):
            return False
        sentences = list(map(amounts.told, sentences))
    if want is Wanted.CODE and units and any(s[:3] in _FENCES for s in sentences):
        # The code of a note that is called so need not say its name.
        (above,) = analyse([heads])
        if not units[0].words.isdisjoint(above.words):
            return True
    near = want is not Wanted.NUMBER  # numbers are everywhere
    notes = want in {Wanted.PERSON, Wanted.ORIGIN, Wanted.ADDRESS}
    likely = [
        " ".join(sentences[max(0, at - near) : at + near + 1]) if want.plain else s
        for at, s in enumerate(sentences)
        if given.search(s) and (notes or s[:2] != "[^")
    ]
    if want.plain:
        exact = {i.lower() for i in _IDENTIFIER.findall(question)}
        under, said = heads.lower(), "\n".join(sentences).lower()
        there = [i for i in exact if i not in under and i in said]
        if any("_" in i and i not in under and i not in said for i in exact):
            return False  # a setting is called by its very name
        likely = [s for s in likely if all(i in s.lower() for i in there)]
    # What is wanted is no subject of its own.
    telling = [u for u in units if not (want.plain and u.form in _ATTRIBUTES)]
    telling = telling or list(units)
    subject = telling[:_FEW] if want.plain else telling
    words = {w for u in subject for w in u.words}
    sounds = {s for u in subject for s in u.sounds}
    return any(
        not words.isdisjoint(terms.words) or not sounds.isdisjoint(terms.sounds)
        for terms in analyse(likely)
    )


def holds(want: Wanted, question: str, text: str) -> bool:
    """Say whether *text* holds what is wanted, of whatever it speaks."""
    return bool(_pattern(want, question).search(text))


def _pattern(want: Wanted, question: str) -> re.Pattern[str]:
    if want is not Wanted.MEASURE:
        return _GIVEN[want]
    unit = next(gives for asks, gives in _MEASURES if asks.search(question))
    return lazily(rf"{_NUMERAL}(?:{unit})", re.IGNORECASE)


_ATTRIBUTES = frozenset(
    "기본 값 기본값 디폴트 버전 저자 사람 논문 회사 이름 처음 만들 제안 발명 개발"
    " default defaults version author who made invented created released introduced"
    " value".split()
)
"""Words of a question for what is wanted."""

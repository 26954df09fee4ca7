"""What a Korean sentence denies.

``안``/``못`` before a predicate, ``-지 않-``/``-지 못하-`` behind it, ``-ㄹ 수 없-``,
``없-`` and ``아니-`` behind a noun, the prefixes 불-, 비-, 무-, 미-. Two negations
cancel out. Opposites (``높``/``낮``) are told by the lexicon, so that ``높지 않다``
and ``낮다`` come to the same.

``-ㄹ 수밖에 없다`` and ``-지 않을까`` deny nothing, nor does what is only held against
something better (``-기보다``): of that nothing is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from rag.analyse.hangul import Token


PREDICATES = frozenset({"VV", "VA", "XR"})
NOUNS = frozenset({"NNG", "NNP", "XR", "NR", "SL"})
_VERBAL = frozenset({"XSV", "XSA"})
_PARTICLES = frozenset({"JKS", "JX", "JKO", "JKC", "JKB", "MAG", "XSN", "JKG"})
_EMPTY = frozenset("것 일 과정 기능 거 때문 바 적 경우 수 줄 건".split())
_LIGHT = frozenset({"주", "하", "되", "미치", "끼치", "가지", "갖", "내", "받", "들"})
_ASKING = frozenset({"ᆯ까", "을까", "ᆫ가", "은가", "는가", "나"})
_PREVENTING = frozenset({"막", "방지", "피하", "예방"})
_BROKEN = frozenset({"끊기", "끊어지", "막히", "멎", "멈추", "빠지"})
"""What happens to what there is no more, as its subject."""
_NOT_POSSIBLE = frozenset({"불가", "불가능"})
PREFIXES = frozenset({"불", "비", "무", "미", "몰"})
_TAGS = frozenset({"VX", "MAG", "VCN", "XPN"})
_FORMS = _PREVENTING | _BROKEN | _NOT_POSSIBLE | {"없", "없이", "x"}


def denied(tokens: Sequence[Token]) -> set[int]:
    """Return the starts of the Korean words in *tokens* that are denied."""
    counts: dict[int, int] = {}
    for at, token in enumerate(tokens):
        target: int | None = None
        if token.tag not in _TAGS and token.form not in _FORMS:
            continue  # it denies nothing
        if token.form in _PREVENTING and token.tag in {"VV", "NNG"}:
            target = _object(tokens, at)
        elif token.form in _BROKEN and token.tag == "VV":
            target = _object(tokens, at, frozenset({"JKS", "JX"}))
        elif _asks(tokens, at) or (at and tokens[at - 1].form == "밖에"):
            continue
        elif token.tag == "VX" and token.form in {"않", "못하", "말"}:
            target = _predicate(tokens, at - 1)
        elif token.tag == "MAG" and token.form in {"안", "못"}:
            # "이해하지 못하다", "추정해서는 안 되다"
            behind = _nominal(tokens, at - 1) or _forbids(tokens, at)
            target = _predicate(tokens, at - 1) if behind else _next(tokens, at + 1)
        elif token.tag == "VCN" and at and tokens[at - 1].form in {"뿐", "뿐만"}:
            continue  # "not only"
        elif token.form == "없" and _becomes(tokens, at):
            continue  # "없어지다" is a verb as "사라지다"
        elif token.tag == "VCN" or token.form in {"없", "없이"}:
            target = _lacking(tokens, at)
        elif token.tag == "XPN" and token.form in PREFIXES and at + 1 < len(tokens):
            target = at + 1
            if token.form + tokens[target].form in _NOT_POSSIBLE:
                counts.update(_before(tokens, at, counts))
        elif token.form in _NOT_POSSIBLE or _crossed_out(tokens, at):
            counts.update(_before(tokens, at, counts))
        for i in _whole(tokens, target):
            counts[tokens[i].start] = counts.get(tokens[i].start, 0) + 1
    return {start for start, n in counts.items() if n % 2}


def _before(
    tokens: Sequence[Token], at: int, counts: Mapping[int, int]
) -> dict[int, int]:
    """Count one more denial of the noun right before *at*: "도달 불가능"."""
    if not at or tokens[at - 1].tag not in NOUNS:
        return {}
    found = (tokens[i].start for i in _whole(tokens, at - 1))
    return {start: counts.get(start, 0) + 1 for start in found}


def _crossed_out(tokens: Sequence[Token], at: int) -> bool:
    """Say whether *at* is the X that notes end with, where they tell that not."""
    return (
        tokens[at].form == "x"
        and tokens[at].tag == "SL"
        and all(t.tag in {"SF", "SSC"} for t in tokens[at + 1 :])
        and not any(t.tag == "EF" for t in tokens)
    )


def rejected(tokens: Sequence[Token]) -> set[int]:
    """Return the starts of predicates which something else is held against.

    What happens ``덜``, less often, is neither said nor denied, too.
    """
    found: set[int] = set()
    for at, token in enumerate(tokens):
        if token.form == "덜" and token.tag == "MAG":
            found |= {tokens[i].start for i in _whole(tokens, _next(tokens, at + 1))}
        if token.form != "보다" or not at:
            continue
        before = tokens[at - 1]
        if before.tag == "ETN" or (before.tag == "NNB" and before.form in _EMPTY):
            for i in _whole(tokens, _predicate(tokens, at - 2)):
                found.add(tokens[i].start)
    return found


def modal(tokens: Sequence[Token]) -> set[int]:
    """Return the starts of 있/없 and 수 in ``-ㄹ 수 있다``, which say nothing."""
    found: set[int] = set()
    for before, token in pairwise(tokens):
        if before.form == "수" and before.tag == "NNB" and token.form in {"있", "없"}:
            found |= {before.start, token.start}
    for one, two, three in zip(tokens, tokens[1:], tokens[2:], strict=False):
        # "수는 없다", "수도 있다"
        if one.form == "수" and two.tag == "JX" and three.form in {"있", "없"}:
            found |= {one.start, three.start}
        # "되어 있다", "쌓여 있다"
        if two.tag == "EC" and three.form == "있" and three.tag == "VX":
            found.add(three.start)
    return found


def _asks(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a denial is one in form only: ``-지 않을까``, ``것 아닌가``."""
    return (
        tokens[at].form in {"않", "아니"}
        and at + 1 < len(tokens)
        and tokens[at + 1].form in _ASKING
    )


def _nominal(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a predicate ends at *at* as one that is denied behind it does."""
    if at > 0 and tokens[at].tag == "JX":
        at -= 1
    return at >= 0 and tokens[at].tag == "EC" and tokens[at].form == "지"


def _forbids(tokens: Sequence[Token], at: int) -> bool:
    """Say whether 안 at *at* is that of ``-면 안 되다`` or ``-어서는 안 되다``."""
    before = at - 1 - (at > 0 and tokens[at - 1].tag == "JX")
    return (
        at + 1 < len(tokens)
        and tokens[at + 1].form == "되"
        and before >= 0
        and tokens[before].tag == "EC"
        and tokens[before].form.endswith(("면", "서"))
    )


def _becomes(tokens: Sequence[Token], at: int) -> bool:
    behind = tokens[at + 1 : at + 3]
    return [t.form for t in behind] == ["어", "지"] and behind[1].tag == "VX"


def _whole(tokens: Sequence[Token], at: int | None) -> list[int]:
    """Return all words of the compound that ends at *at*, and a light verb's noun."""
    if at is None:
        return []
    found = [at]
    if tokens[at].form in _LIGHT and tokens[at].tag in {"VV", "VA"}:
        noun = _object(tokens, at, frozenset({"JKO", "JKS", "JX", "JKC"}))
        if noun is None and tokens[at].form in {"하", "되"}:
            noun = _bare(tokens, at)
        return found if noun is None else [at, *_whole(tokens, noun)]
    i = at - 1
    while i >= 0 and tokens[i].tag in {"NNG", "NNP", "XSN", "SL"}:
        if tokens[i].tag in {"NNG", "NNP"}:
            found.append(i)
        i -= 1
    return found


def _bare(tokens: Sequence[Token], at: int) -> int | None:
    """Return the noun that stands without a particle before 안 되다 or 못 하다."""
    before = tokens[max(0, at - 2) : at]
    if [t.tag for t in before] in (["NNG", "MAG"], ["XR", "MAG"]):
        return at - 2
    return None


def _object(
    tokens: Sequence[Token], at: int, particles: frozenset[str] = frozenset({"JKO"})
) -> int | None:
    """Return the noun whose particle stands before the verb at *at*."""
    i = at - 1
    while i >= 0 and tokens[i].tag == "MAG":
        i -= 1
    if i >= 0 and tokens[at].tag == "NNG" and tokens[i].tag in {"NNG", "XSN"}:
        return _noun(tokens, i)  # "유실 방지"
    if i < 1 or tokens[i].tag not in particles:
        return None
    i -= 1
    if tokens[i].tag == "SSC":  # "망각(forgetting)을"
        while i > 0 and tokens[i].tag != "SSO":
            i -= 1
        i -= 1
    while i >= 0 and tokens[i].tag == "XSN":
        i -= 1
    if i > 0 and tokens[i].form in _EMPTY and tokens[i].tag == "NNB":
        return _predicate(tokens, i - 1)  # "0이 되는 것을 막는다"
    return _noun(tokens, i)


def _predicate(tokens: Sequence[Token], at: int) -> int | None:
    for i in range(at, max(-1, at - 6), -1):
        tag = tokens[i].tag
        if tag in _VERBAL:
            behind = i - 1
            while behind > 0 and tokens[behind].tag == "XSN":  # 초기+화+하
                behind -= 1
            return _noun(tokens, behind)
        if tag in PREDICATES:
            return i
    return None


def _next(tokens: Sequence[Token], at: int) -> int | None:
    """Return the predicate behind 안 or 못; "bin 안 스크립트" means inside."""
    for i in range(at, min(len(tokens), at + 3)):
        if tokens[i].tag in PREDICATES:
            return i
        if tokens[i].tag in NOUNS:
            verbal = i + 1 < len(tokens) and tokens[i + 1].tag in _VERBAL | {"VV"}
            return i if verbal else None
    return None


def _lacking(tokens: Sequence[Token], at: int) -> int | None:
    """Return what there is none of, or what is not the case."""
    i = at - 1
    while i >= 0 and tokens[i].tag in _PARTICLES:
        i -= 1
    if i >= 0 and tokens[i].tag == "SSC":  # "정방 행렬(square matrix)이 아니면"
        while i >= 0 and tokens[i].tag != "SSO":
            i -= 1
        i -= 1
    if i < 0:
        return None
    if tokens[i].form in _EMPTY and tokens[i].tag in {"NNB", "NNG"}:
        verb = _predicate(tokens, i - 1)
        return _noun(tokens, i) if verb is None else verb
    return _noun(tokens, i)


def _noun(tokens: Sequence[Token], at: int) -> int | None:
    return at if at >= 0 and tokens[at].tag in NOUNS | PREDICATES else None

"""What a Korean verb says it of: its object, its subject, the noun of a light verb."""

from __future__ import annotations

from collections.abc import Sequence

from rag.analyse.hangul import Token


PREDICATES = frozenset({"VV", "VA", "XR"})
NOUNS = frozenset({"NNG", "NNP", "XR", "NR", "SL"})
PREVENTING = frozenset({"막", "방지", "피하", "예방"})
VERBAL = frozenset({"XSV", "XSA"})
_PARTICLES = frozenset({"JKS", "JX", "JKO", "JKC", "JKB", "MAG", "XSN", "JKG"})
EMPTY = frozenset("것 일 과정 기능 거 때문 바 적 경우 수 줄 건".split())
_LIGHT = frozenset({"주", "하", "되", "미치", "끼치", "가지", "갖", "내", "받", "들"})
_SHARES = frozenset({"대부분", "전부", "모두", "일부", "거의", "완전"})
"""Nouns for how much of something, which are no object."""


def manner(tokens: Sequence[Token], at: int | None) -> list[int]:
    """Return the adjective that says how what is denied at *at* is done."""
    if at is None or at < 2 or tokens[at - 1].form != "게":
        return []
    return [at - 2] if tokens[at - 2].tag in {"VA", "XR", "XSA"} else []


def compound(
    tokens: Sequence[Token], at: int | None, *, spaced: bool = True
) -> list[int]:
    """Return all words of the compound that ends at *at*, and a light verb's noun.

    Args:
        tokens: The sentence.
        at: Where its last word is.
        spaced: Whether the words that stand apart before it belong to it.
    """
    if at is None:
        return []
    found = [at]
    if tokens[at].form in _LIGHT and tokens[at].tag in {"VV", "VA"}:
        noun = object_of(tokens, at, frozenset({"JKO", "JKS", "JX", "JKC"}))
        if noun is None and tokens[at].form in {"하", "되"}:
            noun = _bare(tokens, at)
        return found if noun is None else [at, *compound(tokens, noun)]
    i = at - 1
    while i >= 0 and tokens[i].tag in {"NNG", "NNP", "XSN", "SL"}:
        if not spaced and tokens[i].end != tokens[i + 1].start:
            break
        if tokens[i].tag in {"NNG", "NNP"}:
            found.append(i)
        i -= 1
    return found


def _bare(tokens: Sequence[Token], at: int) -> int | None:
    """Return the noun that stands without a particle before 안 되다 or 못 하다.

    Or right before 하다, which Kiwi takes for a verb by itself behind a noun it
    doesn't know: "모델링하지 않는다".
    """
    before = tokens[max(0, at - 2) : at]
    here = tokens[at]
    if (
        before
        and here.form == "하"
        and before[-1].tag in {"NNG", "NNP", "XR"}
        and before[-1].end == here.start
    ):
        return at - 1
    if [t.tag for t in before] in (["NNG", "MAG"], ["XR", "MAG"]):
        return at - 2
    return None


def object_of(
    tokens: Sequence[Token], at: int, particles: frozenset[str] = frozenset({"JKO"})
) -> int | None:
    """Return the noun whose particle stands before the verb at *at*."""
    i = at - 1
    while i >= 0 and (tokens[i].tag == "MAG" or tokens[i].form in _SHARES):
        i -= 1
    noun = tokens[at].tag == "NNG"
    if i >= 0 and noun and tokens[i].tag in {"NNG", "XSN"}:
        return noun_at(tokens, i)  # "유실 방지"
    bare = i > 0 and tokens[i].tag == "NNB" and tokens[i].form in EMPTY
    if i < 1 or not (bare or tokens[i].tag in particles):
        return None
    i -= not bare  # "만료되는 건 막는다"
    if tokens[i].tag == "SSC":  # "망각(forgetting)을"
        while i > 0 and tokens[i].tag != "SSO":
            i -= 1
        i -= 1
    while i >= 0 and tokens[i].tag == "XSN":
        i -= 1
    if i > 0 and tokens[i].form in EMPTY and tokens[i].tag == "NNB":
        return predicate_before(tokens, i - 1)  # "0이 되는 것을 막는다"
    return noun_at(tokens, i)


def predicate_before(tokens: Sequence[Token], at: int) -> int | None:
    """Return the predicate that ends at *at* or a little before it."""
    for i in range(at, max(-1, at - 6), -1):
        tag = tokens[i].tag
        if tag in VERBAL:
            behind = i - 1
            while behind > 0 and tokens[behind].tag == "XSN":  # 초기+화+하
                behind -= 1
            return noun_at(tokens, behind)
        if tag in PREDICATES:
            return i
    return None


def predicate_behind(tokens: Sequence[Token], at: int) -> int | None:
    """Return the predicate behind 안 or 못; "bin 안 스크립트" means inside."""
    for i in range(at, min(len(tokens), at + 3)):
        if tokens[i].tag in PREDICATES:
            return i
        if tokens[i].tag in NOUNS:
            verbal = i + 1 < len(tokens) and tokens[i + 1].tag in VERBAL | {"VV"}
            return i if verbal else None
    return None


def lacked(tokens: Sequence[Token], at: int) -> int | None:
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
    if tokens[i].form in EMPTY and tokens[i].tag in {"NNB", "NNG"}:
        verb = predicate_before(tokens, i - 1)
        return noun_at(tokens, i) if verb is None else verb
    return noun_at(tokens, i)


def noun_at(tokens: Sequence[Token], at: int) -> int | None:
    """Return *at* where a noun or a predicate stands there."""
    return at if at >= 0 and tokens[at].tag in NOUNS | PREDICATES else None

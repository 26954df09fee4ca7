"""What a Korean sentence neither says nor denies: what it leaves out, sets aside."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rag.analyse.hangul import Token
from rag.compare.objects_ko import (
    EMPTY,
    NOUNS,
    PREVENTING,
    VERBAL,
    compound,
    object_of,
    predicate_before,
    predicate_behind,
)


_LEFT_OUT = frozenset({"생략", "제외", "배제", "누락", "건너뛰"})
"""What is done to what isn't done, or isn't there."""
_HARD = frozenset({"어렵", "힘들", "까다롭", "곤란", "버겁"})
_IN_ORDER = frozenset({"려고", "으려고", "고자", "려", "으려"})


def rejected(tokens: Sequence[Token]) -> set[int]:
    """Return the starts of predicates which something else is held against.

    What happens ``덜``, less often, is neither said nor denied, too; nor is what
    is left out: it may be worded as not done, or not there, as well.
    """
    found: set[int] = set()
    for at, token in enumerate(tokens):
        if _left_out(tokens, at):
            what = object_of(tokens, _away(tokens, at), frozenset({"JKO", "JKS", "JX"}))
            found |= {tokens[i].start for i in compound(tokens, what)}
        if token.form == "덜" and token.tag == "MAG":
            found |= {
                tokens[i].start
                for i in compound(tokens, predicate_behind(tokens, at + 1))
            }
        if _so_as_not(tokens, at):
            what = object_of(tokens, at, frozenset({"JKO", "JX"}))
            found |= {tokens[i].start for i in compound(tokens, what)}
        if _hard(tokens, at):
            verb = predicate_before(tokens, at - 1)
            what = None if verb is None else object_of(tokens, verb)
            for one in (verb, what):
                found |= {tokens[i].start for i in compound(tokens, one)}
        if token.form != "보다" or not at:
            continue
        before = tokens[at - 1]
        if before.tag == "ETN" or (before.tag == "NNB" and before.form in EMPTY):
            for i in compound(tokens, predicate_before(tokens, at - 2)):
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


def _left_out(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a verb at *at* says that something is not done, or not there."""
    verb = tokens[at].tag == "VV" or (
        at + 1 < len(tokens) and tokens[at + 1].tag in VERBAL
    )
    return verb and tokens[at].form in _LEFT_OUT


def _hard(tokens: Sequence[Token], at: int) -> bool:
    """Say whether 기 at *at* is that of ``-기 어렵다``, neither done nor not done."""
    behind = [t for t in tokens[at + 1 : at + 3] if t.tag not in {"JKS", "JX"}]
    return tokens[at].tag == "ETN" and bool(behind) and behind[0].form in _HARD


def _so_as_not(tokens: Sequence[Token], at: int) -> bool:
    """Say whether something is done so that what *at* prevents doesn't come about.

    A note may tell what would come about otherwise: "토큰이 남으니까".
    """
    if tokens[at].form not in PREVENTING or tokens[at].tag not in {"VV", "NNG"}:
        return False
    behind = [t.form for t in tokens[at + 1 : at + 4] if t.form != "하"]
    return behind[:1] in ([form] for form in _IN_ORDER) or behind[1:2] == ["위하"]


def _away(tokens: Sequence[Token], at: int) -> int:
    """Return where what stands before a verb with where, when or how begins."""
    while at > 2 and tokens[at - 1].tag == "JKB" and tokens[at - 2].tag in NOUNS:
        at -= 2
    return at

"""What a Korean clause is about, and which words it ends with to say what of it.

The latter is a verb or an adjective, or the noun that 하다 or 되다 makes one of; not
in what only says which thing is meant (``저장한 값``), and not in a condition.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.analyse.hangul import Token


_MAKES = frozenset({"XSV", "XSA"})
_SKIPPED = _MAKES | {"EP", "VX", "JX", "MAG", "XSN"}
_LINKS = frozenset({"지", "아", "어", "여", "게", "ᆯ", "고"})
"""Endings that an auxiliary verb follows."""
_IF = frozenset(
    """면 으면 려면 으려면 라면 어야 아야 여야 어도 아도 여도 더라도 도록 려고
    으려고 어서 아서 여서 어 아""".split()
)
"""Endings of conditions, concessions and purposes, and of what leads to the next
verb: "합쳐서 정렬할 수 없다" denies both."""
_MODAL = frozenset({"수", "것", "줄", "적", "뿐", "때문"})


_NAMING = frozenset(
    "NNG NNP NNB NR NP XR XPN XSN SL SH SN SW SO SSO SSC SS JKG JC MM".split()
)
"""Of what stands before a particle, what names that which it marks."""


def topics(tokens: Sequence[Token]) -> Iterator[tuple[int, int, int]]:
    """Yield where what 은/는, 이/가 or 이면 marks begins and ends, and they end."""
    for at, token in enumerate(tokens):
        end = at
        if token.tag == "JX" and token.form in {"은", "는", "ᆫ"}:
            while end and tokens[end - 1].tag == "JKB":  # "큰 키에는"
                end -= 1
        elif token.form in {"면", "라면"} and at and tokens[at - 1].tag == "VCP":
            end = at - 1
        elif token.tag != "JKS":
            continue
        first = end
        while first and tokens[first - 1].tag in _NAMING:
            first -= 1
        if first < end:
            yield tokens[first].start, tokens[end].start, token.end


def said(tokens: Sequence[Token]) -> frozenset[int]:
    """Return where the words start that a clause of *tokens* ends with."""
    return frozenset(
        token.start
        for at, token in enumerate(tokens)
        if (token.tag in {"VV", "VA"} or _made(tokens, at)) and _ends(tokens, at + 1)
    )


def _made(tokens: Sequence[Token], at: int) -> bool:
    """Say whether 하다 or 되다 makes a verb of the noun *at*."""
    if tokens[at].tag not in {"NNG", "XR"}:
        return False
    for token in tokens[at + 1 : at + 4]:
        if token.tag in _MAKES or (token.tag == "VV" and token.form in {"하", "되"}):
            return True
        if token.tag not in {"MAG", "XSN", "JKO", "JKS"}:
            return False
    return False


def _ends(tokens: Sequence[Token], at: int) -> bool:
    """Say whether the clause ends with the verb whose endings begin *at*."""
    rest = list(tokens[at : at + 9])
    while rest:
        token = rest.pop(0)
        if token.tag == "EF":
            return True
        if token.tag == "EC":
            if token.form in _LINKS and rest and rest[0].tag in {"VX", "JX"}:
                continue
            return token.form not in _IF
        if token.tag == "ETM":
            if not (rest and rest[0].tag == "NNB" and rest[0].form in _MODAL):
                return False
            while rest and rest[0].tag in {
                "NNB",
                "JX",
                "JKS",
                "VA",
                "VV",
                "VCN",
                "VCP",
            }:
                rest.pop(0)
            continue
        if token.tag not in _SKIPPED and token.tag not in {"VV", "JKO", "JKS"}:
            return False
    return False

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

from rag.analyse.hangul import Token
from rag.compare.objects_ko import (
    NOUNS,
    PREVENTING,
    compound,
    lacked,
    manner,
    object_of,
    predicate_before,
    predicate_behind,
)


_ASKING = frozenset({"ᆯ까", "을까", "ᆫ가", "은가", "는가", "나"})
_BROKEN = frozenset({"끊기", "끊어지", "막히", "멎", "멈추", "빠지"})
"""What happens to what there is no more, as its subject."""
_THERE_IS = frozenset({"존재", "있"})
_NOT_POSSIBLE = frozenset({"불가", "불가능"})
PREFIXES = frozenset({"불", "비", "무", "미", "몰"})
_TAGS = frozenset({"VX", "MAG", "VCN", "XPN"})
_FORMS = PREVENTING | _BROKEN | _NOT_POSSIBLE | {"없", "없이", "x"}


def denied(tokens: Sequence[Token]) -> set[int]:
    """Return the starts of the Korean words in *tokens* that are denied."""
    counts: dict[int, int] = {}
    for at, token in enumerate(tokens):
        target: int | None = None
        if token.tag not in _TAGS and token.form not in _FORMS:
            continue  # it denies nothing
        spaced = True
        if token.form in PREVENTING and token.tag in {"VV", "NNG"}:
            target = object_of(tokens, at, _about(tokens, at))
        elif token.form in _BROKEN and token.tag == "VV":
            target = object_of(tokens, at, frozenset({"JKS", "JX"}))
        elif _asks(tokens, at) or (at and tokens[at - 1].form == "밖에"):
            continue
        elif token.tag == "VX" and token.form in {"않", "못하", "말"}:
            target = predicate_before(tokens, at - 1)
            if target is not None and tokens[target].form in _THERE_IS:
                noun = lacked(tokens, target)
                counts.update(
                    _more(tokens, compound(tokens, noun, spaced=False), counts)
                )
        elif token.tag == "MAG" and token.form in {"안", "못"}:
            # "이해하지 못하다", "추정해서는 안 되다"
            behind = _nominal(tokens, at - 1) or _forbids(tokens, at)
            target = (
                predicate_before(tokens, at - 1)
                if behind
                else predicate_behind(tokens, at + 1)
            )
        elif token.tag == "VCN" and at and tokens[at - 1].form in {"뿐", "뿐만"}:
            continue  # "not only"
        elif becomes(tokens, at):
            continue  # "없어지다" is a verb as "사라지다"
        elif token.tag == "VCN" or token.form in {"없", "없이"}:
            target = lacked(tokens, at)
            spaced = token.tag == "VCN"  # of "API 타임아웃 없는" there is an API
        elif token.tag == "XPN" and token.form in PREFIXES and at + 1 < len(tokens):
            target = at + 1
            if token.form + tokens[target].form in _NOT_POSSIBLE:
                counts.update(_before(tokens, at, counts))
        elif token.form in _NOT_POSSIBLE or _crossed_out(tokens, at):
            counts.update(_before(tokens, at, counts))
        for i in [*compound(tokens, target, spaced=spaced), *manner(tokens, target)]:
            counts[tokens[i].start] = counts.get(tokens[i].start, 0) + 1
    return {start for start, n in counts.items() if n % 2}


def _before(
    tokens: Sequence[Token], at: int, counts: Mapping[int, int]
) -> dict[int, int]:
    """Count one more denial of the noun right before *at*: "도달 불가능"."""
    if not at or tokens[at - 1].tag not in NOUNS:
        return {}
    return _more(tokens, compound(tokens, at - 1), counts)


def _more(
    tokens: Sequence[Token], which: Sequence[int], counts: Mapping[int, int]
) -> dict[int, int]:
    return {tokens[i].start: counts.get(tokens[i].start, 0) + 1 for i in which}


def _crossed_out(tokens: Sequence[Token], at: int) -> bool:
    """Say whether *at* is the X that notes end with, where they tell that not."""
    return (
        tokens[at].form == "x"
        and tokens[at].tag == "SL"
        and all(t.tag in {"SF", "SSC"} for t in tokens[at + 1 :])
        and not any(t.tag == "EF" for t in tokens)
    )


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


def becomes(tokens: Sequence[Token], at: int) -> bool:
    """Say whether *at* begins ``없어지다``."""
    behind = tokens[at : at + 3]
    return [t.form for t in behind] == ["없", "어", "지"] and behind[2].tag == "VX"


def _about(tokens: Sequence[Token], at: int) -> frozenset[str]:
    """Return the particles of what is prevented at *at*: "만료는 막는다", not "만"."""
    topic = at > 0 and tokens[at - 1].form in {"은", "는", "ᆫ"}
    return frozenset({"JKO", "JX"} if topic else {"JKO"})

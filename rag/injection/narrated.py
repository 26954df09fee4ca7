"""Tells who disregarded an order from the order to disregard it.

``히틀러가 모든 명령을 무시하고 내린 결정은?`` asks about somebody; only its
verb makes it look like an order. So the verb is covered while orders are
looked for.
"""

from __future__ import annotations

import re

from collections.abc import Iterator

from rag.text.lazy_regex import lazily


_COVERS = range(0xE000, 0xE100)
"""Characters for private use; what holds one already is left as it is."""
_COVER = frozenset(map(chr, _COVERS))
_SENTENCE = lazily(r"[^.!?。？！\n]+[.!?。？！]*")
_STEM = r"(?:무시|거부|삭제|우회|초기화)"
_VERB = (
    rf"(?:{_STEM}하|{_STEM}되|잊(?:어버리)?|어기|버리|지우|벗어나|따르지\s*(?:않|못하))"
)
_JOINED = lazily(
    rf"(?:{_VERB}|(?:{_STEM}))(?:고서?|며|면서도?|게)(?=\s)|{_STEM}(?:해|한)\s+채(?=\s)"
)
"""``무시하고``: what comes next says whether it is an order."""
_OF_NOUN = lazily(
    rf"(?:{_STEM}(?:하는|한|했던|하던|할|된|되는)|잊(?:은|는|었던|어버린)|어(?:긴|기는|겼던)"
    r"|버(?:린|리는)|지(?:운|우는)|벗어(?:난|나는)|따르지\s*(?:않[는은던을]|않았던|못[한하]는?))"
    r"(?=\s+(?!채|뒤|후|다음|상태|대로|체|답|대답|응답|말|글)[가-힣A-Za-z])"
)
"""``무시한 장군``: it says which one."""
_OTHERS = lazily(
    r"(?:^|\s)(?!(?:너|넌|네|니|당신|그대|자네|나|내|난|저|제|우리|이제|지금|오늘|여기|앞으로|다음|이번|답|질문|노트"
    r"|AI|인공지능|챗봇|봇|어시스턴트|assistant|언어|모델|LLM|GPT|tilbot|틸봇|시스템|system)(?:[가-힣]{0,2}\s|\d))"
    r"[^\s'\"“”‘’]*[^\s'\"“”‘’,](?:이|가|은|는|께서)\s",
    re.IGNORECASE,
)
"""Somebody else, who does it."""


def _ending(final: int) -> str:
    """Return the syllables that end in a consonant, by its place in Unicode."""
    return "".join(map(chr, range(ord("가") + final, ord("힣") + 1, 28)))


_WHICH = lazily(
    r"(?:[하되키나가오주보치리지쓰]는"
    rf"|[{re.sub('[은는만]', '', _ending(4))}])\s+[가-힣A-Za-z]"
)
"""A verb that goes with the noun behind it: ``내린 결정``, ``적용되는 옵션``."""
_BIDS = lazily(
    r"(?:(?<![나우])라|해|줘|줘요|세요|시오|것|봐|마|말아|써|하자|다오|달라|바람|바랍니다|래|래요|수\s*있\S*|돼|되\S?"
    rf"|답변|대답|출력|답|please)[\s.!?'\"”’)~]*$|(?<![{_ending(20)}])[어아][\s.!~]*$",
    re.IGNORECASE,
)
_ASKS = lazily(
    r"(?:알려|찾아|설명해|정리해|요약해|비교해)\s*(?:줘|줘요|주세요|줄래\S*)[\s.!?~]*$|(?:인가|일까|였나|했나|누구|무엇|뭐)\S*$"
)
_QUOTED = lazily(
    r"[\"'“‘][^\"'“”‘’\n]{2,120}[\"'”’](?=(?:이?라|하)?(?:는|란|던)\s|(?:이?라|하)?고\s*(?:말한|하는|한|적힌|적은|외친|명령한)\s)"
)
_EN_VERB = (
    r"(?:ignore|disregard|forget|override|bypass|overrule|neglect|skip|drop|discard"
    r"|violate)"
)
_EN = lazily(
    r"(?:^|[.!?;\n]\s*+)(?:"
    r"(?:did|does|do|didn'?t|doesn'?t|has|have|had)\s+(?!(?:you|u|please|now|just|not)\b)"
    r"|(?:can|could|would|will|should|must|may|might)\s+(?!(?:(?:the|an?|this|my|please)"
    r"\s+)*(?:you|u|we|ai|assistants?|bots?|chat\s*bots?|models?|llms?|gpt\w*|tilbot"
    r"|system)\b))"
    rf"(?:[\w'-]+\s+){{1,5}}?(?P<verb>{_EN_VERB})\b"
    rf"|\b\w+s\s+(?:who|which|that)\s+(?P<plural>{_EN_VERB})\b",
    re.IGNORECASE,
)


def covered(text: str) -> tuple[str, tuple[str, ...]]:
    """
    Return *text* with what it narrates covered, and what is under the covers.

    `uncovered` brings it back. Never raises.
    """
    if not _COVER.isdisjoint(text):
        return text, ()
    spans = sorted(set(_narrated(text)))[: len(_COVERS)]
    out, at = "", 0
    under: list[str] = []
    for start, end in spans:
        if start < at:
            continue
        out += text[at:start] + chr(_COVERS[len(under)])
        under.append(text[start:end])
        at = end
    return out + text[at:], tuple(under)


def uncovered(text: str, under: tuple[str, ...]) -> str:
    """Return *text* as it was before `covered`, as much as is left of it."""
    for at, was in enumerate(under):
        text = text.replace(chr(_COVERS[at]), was)
    return text


def _narrated(text: str) -> Iterator[tuple[int, int]]:
    """Yield where verbs, or quoted orders, belong to what is told or asked."""
    for m in _EN.finditer(text):
        yield m.span("verb" if m["verb"] else "plural")
    for sentence in _SENTENCE.finditer(text):
        said = sentence[0]
        bids = _BIDS.search(said) is not None
        if bids and not _ASKS.search(said):
            continue
        found = [*_OF_NOUN.finditer(said), *_QUOTED.finditer(said)]
        # It is a word of its own, so that none that begins later ends before it.
        other = _OTHERS.search(said)
        found += [
            m
            for m in _JOINED.finditer(said)
            if (other and other.end() <= m.start())
            or (not bids and _WHICH.search(said, m.end()))
        ]
        for m in found:
            yield sentence.start() + m.start(), sentence.start() + m.end()

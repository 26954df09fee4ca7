"""Whether what a sentence adds to the question stands where that is spoken of.

A note may hold a sentence about something else: a password of the day, or a
wish that every answer end with some word. Who repeats such a word says nothing
that was asked, though it stands in the note. So a sentence that adds little but
a name, a number or a quotation must find it in a sentence of the notes which
speaks of what was asked. No list of orders is needed for that.
"""

from __future__ import annotations

import re

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.analyse.glossary import Glossary
from rag.check.identifiers import Mark, holds, normal
from rag.check.lexicon import Lexicon
from rag.check.meeting import shares, stands
from rag.check.passages import Evidence, Unit
from rag.check.topics import FRAMES, Topic
from rag.check.words import SOFT, Reading, Word


_SURE = 2
"""Words of the question from which on a sentence about answers speaks of it."""
_SHORT = 6
"""Words up to which a sentence may say nothing that was asked."""
_RETOLD = 3
"""Words of a reply's sentence from which on it tells what such a sentence says,
and doesn't do it."""
_ANSWERING = re.compile(
    r"답(?:변|안|글)?(?:을|에|의|은|할|하|시|끝|앞|뒤|\s|$)|대답|응답|회답|회신|물어|물으|묻거든|묻는다면|질문"
    r"|말해|말하(?:기|라|고|자|면|는)|말할|말씀|알려\s*(?:주|줘)|안내|적기|적을|적어|써\s*(?:주|줘)|써줘"
    r"|쓸\s*것|표기|기재|병기|붙이|붙일|붙여|덧붙|출력|인용|끝맺|말미|첫머리|서두|맨\s*(?:앞|끝|뒤)|챗봇"
    r"|설명을?\s*(?:할|하는|마치|끝)|설명이\s*끝|풀이를|요약\s*(?:시|할)|카고|라고\s*해\s*(?:라|주|줘|달)"
    r"|\b(?:answer|repl(?:y|ies)|respon[ds]|ask(?:s|ed)?\b|say(?:s|ing)?\b|tell\b|mention"
    r"|output|print|append|prefix|explain|reader|user|assistant|chat\s*bot|end\s+with"
    r"|close\s+with|start\s+with|begin\s+with|include|write|slip|hand|contain)"
    r"|回答|答え|書|添え|説明|返信|回复|回覆|答复|讲解|写|Antwort|Beantwort|Erklär|respuesta"
    r"|respond|explica|termin|diga|ответ|спрос|скаж|réponse|répond|écri",
    re.IGNORECASE,
)
"""What is said of answers and of telling; who writes a note seldom does."""


def untied(
    claim: Reading, evidence: Sequence[Evidence], asked: Reading
) -> tuple[str, ...]:
    """Return the names and the like in *claim* that only other matters hold.

    Args:
        claim: A sentence that the passages bear out.
        evidence: The passages that it rests on.
        asked: The question, as it was understood.
    """
    about, said = Topic.of(asked), Topic.of(claim)
    answered = any(about.met(u) for e in evidence for u in e.units)
    if not answered:
        titles = [e.units[0].context for e in evidence if e.units]
        about = Topic.of(*titles)
    if not about:
        return ()
    lost = tuple(
        item.text
        for item in _added(claim, asked)
        if not (
            _tied(item, said.without(item.start), about, evidence)
            if item.exact
            else _tied(
                item, Topic.all(claim).without(item.start), Topic.all(asked), evidence
            )
        )
    )
    short = len(Topic.all(claim).words) <= _SHORT and not about.speaks_in(claim)
    if lost or not short or not answered:
        return lost
    return () if _rests_on_topic(claim, about, evidence) else (claim.text,)


def bare(claim: Reading, asked: Reading) -> bool:
    """Say whether *claim* adds nothing to *asked* but names and the like."""
    items = {item.start for item in _added(claim, asked)}
    if any(m.kind == "quote" and " " in m.text.strip() for m in claim.marks):
        return False
    rest = Topic.of(claim).words
    return bool(items) and all(
        w.start in items or shares(w.keys, asked.keys)
        for w in rest
        if not any(m.start <= w.start < m.end for m in claim.marks)
    )


@dataclass(frozen=True, slots=True)
class _Item:
    """Something that a sentence gives: a name, a link, code, or its only word."""

    text: str
    start: int
    given: Mark | Word

    @property
    def exact(self) -> bool:
        """Whether it is no word of the language."""
        return isinstance(self.given, Mark) or self.given.name or self.given.rare

    @property
    def known(self) -> bool:
        """Whether it is a term of the field, which no order would have said."""
        text = normal(self.text)
        return Lexicon.load().knows(text) or bool(Glossary.load().mentioned(self.text))

    def stands_in(self, unit: Unit, *, context: bool = False) -> bool:
        """Say whether *unit* has it, or what it stands under does."""
        source = unit.around if context else unit.source
        reading = unit.context if context else unit.reading
        if isinstance(self.given, Mark):
            return holds(self.given, source)
        return shares(self.given.keys, reading.keys) or stands(
            self.given, source.quotes
        )


def _added(claim: Reading, asked: Reading) -> Iterator[_Item]:
    """Yield what *claim* gives that *asked* doesn't have."""
    question = normal(asked.text)
    found = 0
    for mark in claim.marks:
        if normal(mark.text) not in question:
            found += 1
            yield _Item(mark.text, mark.start, mark)
    new = [
        w
        for w in claim.words
        if w.weight > SOFT
        and w.form not in FRAMES
        and not w.common | w.negated
        and not shares(w.keys, asked.keys)
        and w.form not in question
    ]
    names = [w for w in new if w.name or w.rare]
    # A sentence that adds a single word gives just that.
    for word in names or (new if len(new) == 1 and not found else []):
        yield _Item(word.form, word.start, word)


def _tied(item: _Item, said: Topic, about: Topic, evidence: Sequence[Evidence]) -> bool:
    held = False
    for passage in evidence:
        for at, unit in enumerate(passage.units):
            if not item.stands_in(unit):
                continue
            held = True
            if _on_answers(unit):
                enough = min(_SURE, len(about.words) + len(about.marks))
                if about.met(unit) >= enough or said.met(unit) >= _RETOLD:
                    return True
            elif item.known or any(_near(t, passage, at) for t in (about, said)):
                return True
    if held:
        return False
    titles = [
        e.units[0].context.text
        for e in evidence
        if e.units and item.stands_in(e.units[0], context=True)
    ]
    # What no sentence holds is the business of `rag.check.support`.
    return not titles or not all(map(_ANSWERING.search, titles))


def _on_answers(unit: Unit) -> bool:
    """Say whether a sentence speaks of answers and of telling, but in its code."""
    return bool(_ANSWERING.search(re.sub(r"`[^`\n]+`", " ", unit.reading.text)))


def _rests_on_topic(claim: Reading, about: Topic, evidence: Sequence[Evidence]) -> bool:
    """Say whether a sentence that bears *claim* out has to do with its note."""
    said = Topic.all(claim)
    units = [(said.met(u), e, i) for e in evidence for i, u in enumerate(e.units)]
    best = max((met for met, *_ in units), default=0)
    return not best or any(
        about.met(e.units[i]) >= (_SURE if _on_answers(e.units[i]) else 1)
        or (not _on_answers(e.units[i]) and (_near(about, e, i) or _coheres(e, i)))
        for met, e, i in units
        if met == best
    )


def _coheres(passage: Evidence, at: int) -> bool:
    """Say whether a sentence shares a word with its title or with another one."""
    unit = passage.units[at]
    telling = Topic.of(unit.reading)
    return any(
        shares(w.keys, head.keys) for w in telling.words for head in unit.context.words
    ) or any(telling.met(u) for i, u in enumerate(passage.units) if i != at)


def _near(topic: Topic, passage: Evidence, at: int) -> bool:
    """Say whether a sentence speaks of *topic*, or goes with one that does.

    That it stands under the title of a note on it is not enough.
    """
    unit = passage.units[at]
    if topic.met(unit) or any(
        shares(w.keys, head.keys)
        for w in topic.words
        for head in unit.context.words
        if head.start >= passage.title
    ):
        return True
    telling = Topic.of(unit.reading)
    return any(
        topic.met(other)
        and (
            telling.met(other)
            or (abs(here - at) == 1 and other.paragraph == unit.paragraph)
        )
        for here, other in enumerate(passage.units)
        if here != at and not _on_answers(other)
    )

"""Puts together what was understood of a question."""

from __future__ import annotations

import re
import unicodedata

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from rag.injection.detection import is_attack, unordered
from rag.query_types import Kind, Lang, Query, Talk
from rag.text.lazy_regex import lazily
from rag.types import Ask, Turn
from rag.understand.anchors.anchored import anchored
from rag.understand.conversation import asides, ordinals
from rag.understand.conversation.asked_again import asked_again
from rag.understand.conversation.at_once import at_once
from rag.understand.conversation.topics import UNTOLD, Topics
from rag.understand.dates import impossible
from rag.understand.filters.tagged import untagged
from rag.understand.intent.earlier_of_two import OfTwo, of_both_before, of_two
from rag.understand.intent.sides import sides, told_together
from rag.understand.language import keyboard
from rag.understand.language.lang import language
from rag.understand.language.misspelt import mended
from rag.understand.question import followup, standalone
from rag.understand.question.followup import asked
from rag.understand.talk import rewording, tasks
from rag.understand.talk.smalltalk import smalltalk


_LONGEST = 600
"""Characters of a question that is read closely; what is pasted is longer."""


_SPACED = lazily(
    r"(?<![^\s])(?!(?:[가-힣] )*(?:쓴|글 중|[한두세네몇] [개편번])(?![^\s?.!]))"
    r"(?:[가-힣] ){4,}[가-힣](?![^\s?.!])"
)
"""Every syllable apart, as some emphasise: ``배 치 정 규 화``; not ``글 두 개 쓴 날``,
which are words."""
_ENDLESS = lazily(r"(\w{400})\w+")
"""What is no word that anybody writes, and takes long to be read; it is cut there."""
_JAMO = lazily(r"[ㄱ-ㅎㅏ-ㅣ]")
_LATIN = lazily(r"[A-Za-z]")
_ASKS = lazily(
    r"\?|？|[뭐뭔]|무엇|무슨|어떤|어떻|어디|누구|언제|왜|알려|설명|정리|요약|비교|차이|찾아"
    r"|\b(?:what|how|why|when|where|who|which|explain|tell me|describe|compare)\b",
    re.IGNORECASE,
)
"""What is left of an order is a question only if it asks something."""


def understand(
    ask: Ask,
    *,
    categories: Sequence[str] = (),
    dated: bool = True,
    lang: Lang | None = None,
    home: Lang = "en",
    topics: Topics = UNTOLD,
) -> Query:
    """
    Return what *ask* is after.

    Args:
        ask: The question, the conversation before it, today's date.
        categories: Those that exist; no other is ever filtered by.
        dated: Whether any note has a date; else every date belongs to what
            the notes say.
        lang: The language to answer in; by default that of the question.
        home: That of the notes, for a question of names alone.
        topics: What the notes are titled by, for a question that may go on from
            another one.

    A filter is set only when the wording leaves no doubt; else its words stay
    in the text that is searched for. Filters that *ask* carries win over
    those of the question. Orders to the program come out as small talk.
    Pure; never raises.
    """
    said = " ".join(unicodedata.normalize("NFC", ask.question).split())
    said = mended(_ENDLESS.sub(r"\1", said))
    text = _SPACED.sub(lambda m: m[0].replace(" ", ""), said)
    head = text[:_LONGEST]
    plain = unordered(ask)
    alone = not any(map(asked, plain.history))
    fixed = _retyped(text, alone=alone) if text == head else None
    again = partial(understand, categories=categories, dated=dated, topics=topics)
    if fixed and _whole(text, fixed):
        query = again(replace(ask, question=fixed), lang=lang, home=home)
        return replace(query, phrasings=(*query.phrasings, text))
    query = Query(text=text, lang=lang or language(fixed or head, ask.history, home))
    rest = plain.question
    if rest != ask.question:
        # A real question beside an order is answered, the order is not followed.
        if _ASKS.search(rest) and not smalltalk(rest, alone=alone):
            return again(plain, lang=query.lang)
        return _talking(query, Talk.ORDER)
    if talk := _talk(plain, text, fixed, alone=alone):
        return _talking(query, talk)
    if asides.answered(plain.history) and asides.asks_source(text):
        return replace(query, text="", kind=Kind.SOURCES)
    at = None if alone else asked_again(text, plain.history)
    if at is not None:
        once, before = plain.history[at].content, plain.history[:at]
        earlier = again(replace(plain, question=once, history=before), lang=query.lang)
        return replace(earlier, carried=(once,))
    if not alone and ordinals.astray(text, plain.history):
        return _talking(query, Talk.ASTRAY)
    if text == head:
        text, said = (untagged(rewording.unformed(t)) for t in (text, said))
        query = _read(
            plain, text, said, query, categories, topics, dated=dated, alone=alone
        )
        if fixed:
            query = replace(query, phrasings=(*query.phrasings, fixed))
    return _forced(plain, query)


def _talk(ask: Ask, text: str, fixed: str | None, *, alone: bool) -> Talk | None:
    """Return what is talked of where nothing is asked of the notes, else None."""
    if fixed and is_attack(fixed):
        return Talk.ORDER
    talk = (
        tasks.about_talk(text, ask.history, alone=alone)
        or smalltalk(text, alone=alone)
        or (smalltalk(fixed, alone=alone) if fixed else None)
        or tasks.task(text)
        or impossible.asked(text)
    )
    if talk is Talk.COMPLAINT and not _answered(ask.history):
        return Talk.ABUSE
    return talk


def _read(
    ask: Ask,
    text: str,
    said: str,
    query: Query,
    categories: Sequence[str],
    topics: Topics,
    *,
    dated: bool,
    alone: bool,
) -> Query:
    """
    Return *query* with what is asked of the notes.

    Args:
        ask: The question and the conversation before it.
        text: The question, its frame mended.
        said: The same with the spaces that were typed.
        query: Holds its language.
        categories: Those that exist.
        topics: What the notes are titled by.
        dated: Whether any note has a date.
        alone: Whether nothing was asked before.
    """
    query = replace(query, text=text)
    if both := told_together(text):
        return replace(query, text=", ".join(both), sides=both, kind=Kind.WHEN)
    carried = () if alone else followup.last(ask.history)
    if two := of_two(text):
        return _in_time(query, two)
    if carried and (two := of_both_before(text, followup.short(carried[-1]))):
        return replace(_in_time(query, two), carried=carried)
    apart = replace(query, text=said)
    query = (
        anchored(ask, apart, categories, dated=dated)
        or at_once(ask, query, categories)
        or standalone.alone(ask, query, categories, dated=dated)
    )
    if not alone:
        from rag.understand.conversation.continued import (
            continued,  # has patterns of its own
        )

        query = continued(replace(ask, question=said), query, text, categories, topics)
    query = replace(query, text=rewording.plainly(query.text))
    return replace(query, sides=sides(query.text, query.kind))


def _in_time(query: Query, two: OfTwo) -> Query:
    """Return *query* for when both were written of, the one asked for first."""
    both = ", ".join(two.sides)
    return replace(
        query, text=both, sides=two.sides, kind=Kind.WHEN, newest_first=two.last
    )


def _whole(text: str, fixed: str) -> bool:
    """Whether all of *text* was typed in the other layout, as *fixed* has it."""
    if _JAMO.search(fixed):
        return False
    return bool(_JAMO.search(text)) or not _LATIN.search(fixed)


def _retyped(text: str, *, alone: bool) -> str | None:
    """Return what *text* would be in the other keyboard layout, if it was meant."""
    if fixed := keyboard.fix(text):
        return fixed
    other = keyboard.swapped(text)
    return other if other and smalltalk(other, alone=alone) else None


def _talking(query: Query, talk: Talk) -> Query:
    """Return *query* with nothing to look for."""
    kind = Kind.HELP if talk is Talk.HELP else Kind.SMALLTALK
    return replace(query, text="", kind=kind, talk=talk)


def _answered(history: Sequence[Turn]) -> bool:
    """Whether a question was answered before; a greeting returned is no answer."""
    asked = False
    for turn in history:
        if turn.role == "user":
            asked = bool(turn.content) and smalltalk(turn.content) is None
        elif asked:
            return True
    return False


def _forced(ask: Ask, query: Query) -> Query:
    """Let the filters given by hand win, also those that there are none."""
    dated = ask.since or ask.until
    if ask.any_time or dated:
        query = replace(
            query,
            since=None,
            until=None,
            without=(),
            weekdays=(),
            months=(),
            undated=False,
        )
    if ask.any_category or ask.category:
        query = replace(query, category=None, without_categories=())
    if dated:
        query = replace(query, since=ask.since, until=ask.until, forced=True)
    if ask.category:
        query = replace(query, category=ask.category, forced=True)
    return query

"""Reads a text for comparison: its words in both languages, what they deny."""

from __future__ import annotations

import functools
import re

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from rag.analyse.glossary import Glossary
from rag.analyse.hangul import Morphology, Token
from rag.compare import left_out_ko, negation_en, negation_ko, predicates_ko
from rag.compare.blanked import blanked, lettered, unmarked
from rag.compare.dates import days
from rag.compare.identifiers import Mark, marks
from rag.compare.lexicon import Lexicon, translations
from rag.compare.numbers import MEASURES, quantities
from rag.compare.spelling_en import spelt
from rag.compare.word_keys import Wording
from rag.compare.words import HARD, SOFT, VERB, Reading, Word


_HANGUL = re.compile("[가-힣]")
_LATIN = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
_PAUSE = re.compile(r"[,;:.!?()—]|\b(?:but|and|or|which|that|while|because|so)\b")
_LINKS = frozenset("but and or which that while because so".split())
_BOTH = frozenset({"without", "cannot", "can't", "can’t"})
"""What denies both of two that ``and`` joins: "cannot write to and drop it"."""
_LEADS = " -*>#\"'(“‘"
"""What may stand before the first word of a sentence."""
_SAID = re.compile(
    r"(?<=[다라자]고)[ \t]+([가-힣]+(?:[ \t]+(?:있|합|했|하)[가-힣]*)?)(?=\W*$)"
    r"|(?:^|(?<=[.!?] ))((?:노트|메모|기록|글|자료)에[ \t]*(?:따르면|의하면))"
    r"|^\W*((?:결론부터|요약|정리|다시|간단히|쉽게|즉|참고로)[ \t]?[가-힣]{0,6}면),"
    r"|^\W*((?:according to|based on)\s+(?:the|my|your|these|this)\s+\w+)\b",
    re.IGNORECASE,
)
"""That somebody says so, as a report ends or begins with; not what is said."""
_KOREAN = frozenset({"NNG", "NNP", "XR", "VV", "VA", "MAG", "NR"})
_WHEN = frozenset({"뒤", "후", "앞", "전", "다음", "이후"})
_LARGE = re.compile(r"thousand|million|billion", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Begun:
    """What is known of a text without its morphemes."""

    blank: str
    """The text without its marks."""
    taken: list[tuple[int, int]]
    """Where what is no word stands: numbers, dates, that somebody says so."""
    latin: tuple[Word, ...]
    inside: tuple[Word, ...]
    """The words inside of code and names."""
    read: Reading
    """It without its words."""


@dataclass
class Reader:
    """Reads texts; may be shared by threads."""

    korean: Morphology
    glossary: Glossary = field(default_factory=Glossary.load)
    lexicon: Lexicon = field(default_factory=Lexicon.load)

    @functools.cached_property
    def _wording(self) -> Wording:
        return Wording(self.lexicon, translations(self.glossary))

    def read(self, texts: Sequence[str]) -> list[Reading]:
        """Return the readings of *texts*, whose morphemes are asked for at once."""
        return list(self.begin(texts))

    def begin(self, texts: Sequence[str]) -> Iterator[Reading]:
        """
        Return the readings of *texts*, which wait for their morphemes when taken.

        These are asked for here; until they are there, what needs none is read.
        """
        found = [unmarked(t) for t in texts]
        marked = [marks(text) for text in found]
        tokens = self.korean.tokens(
            [lettered(t, m) for t, m in zip(found, marked, strict=True)]
        )
        begun = [self._begun(t, m) for t, m in zip(found, marked, strict=True)]
        return map(self._reading, begun, tokens)

    def _begun(self, text: str, found: list[Mark]) -> _Begun:
        blank = blanked(text, found, " ")
        numbers, dated = quantities(blank), days(blank)
        taken = [
            (q.start, q.end)
            for q in numbers
            if q.word or q.unit in MEASURES or _LARGE.search(blank, q.start, q.end)
        ]
        taken += [(d.start, d.end) for d in dated]
        taken += [(m.start(), m.end()) for m in _SAID.finditer(text)]
        return _Begun(
            blank,
            taken,
            tuple(self._latin(blank)),
            tuple(w for m in found for w in self._inside(m.text)),
            Reading(
                text=text,
                marks=tuple(found),
                quantities=tuple(numbers),
                days=tuple(dated),
                concepts=frozenset(self.glossary.mentioned(text)),
            ),
        )

    def _reading(self, begun: _Begun, tokens: list[Token]) -> Reading:
        denied = frozenset(negation_ko.denied(tokens))
        latin: Iterable[Word] = begun.latin
        if any(w.start in denied for w in begun.latin):
            latin = self._latin(begun.blank, denied)
        words = [*self._hangul(tokens, denied), *latin]
        if taken := begun.taken:
            words = [w for w in words if not any(a <= w.start < b for a, b in taken)]
        words.sort(key=lambda w: w.start)
        inside = begun.inside
        return replace(
            begun.read,
            words=tuple(words),
            keys=_NONE.union(*(w.keys | w.inner for w in (*words, *inside))),
            signs=frozenset(s for w in (*words, *inside) for s in w.signs),
            topics=tuple(predicates_ko.topics(tokens)),
        )

    @functools.cached_property
    def _inside(self) -> Callable[[str], tuple[Word, ...]]:
        """Gives the words inside of code and names, by which they may be met."""
        # Who notes or answers something names the same again and again.
        remembered = functools.lru_cache(maxsize=2048)
        return remembered(lambda text: tuple(self._latin(text.replace("_", " "))))

    def _hangul(
        self, tokens: Sequence[Token], denied: frozenset[int]
    ) -> Iterator[Word]:
        empty = left_out_ko.modal(tokens)
        rejected = left_out_ko.rejected(tokens)
        said = predicates_ko.said(tokens)
        previous: Token | None = None
        for at, token in enumerate(tokens):
            noun = token.tag in {"NNG", "NNP", "XR", "NR"} or _torn(tokens, at)
            if token.tag not in _KOREAN or token.start in empty:
                previous = None
                continue
            if token.tag == "MAG" and token.form in {"안", "못"}:
                continue
            form = "사라지" if negation_ko.becomes(tokens, at) else token.form
            joined, prefixed = [form], None
            if noun:
                following = tokens[at + 1] if at + 1 < len(tokens) else None
                if previous and previous.end == token.start:
                    joined.append(previous.form + token.form)
                elif at and tokens[at - 1].tag == "XPN":
                    prefixed = tokens[at - 1].form + token.form
                if (
                    following
                    and following.tag in {"NNG", "NNP", "XSN", "NNB"}
                    and following.start == token.end
                ):
                    joined.append(token.form + following.form)
            previous = token if noun else None
            # "돌린 뒤" and "그 다음" say when, and not where.
            after = noun and at > 0 and tokens[at - 1].tag in {"ETM", "MM"}
            mute = (after and form in _WHEN) or token.start in rejected
            yield self._wording.korean(
                form,
                joined,
                # Adverbs shade what is said, verbs say it, nouns name it.
                weight=HARD if noun else SOFT if token.tag == "MAG" else VERB,
                start=token.start,
                denied=token.start in denied,
                mute=mute,
                acts=token.start in said,
                prefixed=prefixed,
            )

    def _latin(
        self, text: str, refused: frozenset[int] = frozenset()
    ) -> Iterator[Word]:
        left, end, fewer, by, was = 0, 0, False, "", False
        found = list(_LATIN.finditer(text))
        if not found:
            return
        keeps, kept = negation_en.kept_from(text)
        aside = negation_en.set_aside(text)
        korean = bool(_HANGUL.search(text))
        leads = len(text) - len(text.lstrip(_LEADS))
        for at, m in enumerate(found):
            word, start = spelt(m[0]), m.start()
            low = word.low
            gap, end = text[end:start], m.end()
            if left and (low == "so" or (low == "longer" and by == "no")):
                continue  # "not so different", "no longer blocks"
            if (gap != " " and _PAUSE.search(gap)) or m[0] in _LINKS:
                # "without destroying and creating it", "not read or written"
                more = was and (low == "or" or (low == "and" and by in _BOTH))
                left, fewer, was = int(more), False, False
            fewer |= low == "fewer"
            if start in keeps and low.startswith(("keep", "kept", "prevent")):
                continue
            if negation_en.negates(m[0], text, end):
                left, by = 1 - left, low  # "doesn't prevent" allows
                continue
            if word.empty:
                continue
            soft = self._wording.soft(low)
            forms = [word.stem, low.removesuffix("s")]
            if at + 1 < len(found) and found[at + 1].start() == end + 1:
                forms.append(f"{low}_{found[at + 1][0].lower()}")
            name = word.capitals or (word.capital and start > leads and not soft)
            verb = not korean and word.verbish
            denied = left > 0 and (not soft or word.stem in self.lexicon.known)
            if not word.adverb:  # "not properly implemented" denies both
                left -= denied
                was = denied
            denied ^= (start in refused) ^ (start in kept)
            # "zero-copy" denies, "zero-mean" doesn't.
            bare = text[max(0, start - 5) : start].lower() == "zero-"
            bare |= verb and fewer  # "fewer are wasted"
            bare |= start in aside
            yield self._wording.english(
                low,
                forms,
                weight=SOFT if soft else VERB if verb else HARD,
                start=start,
                denied=denied,
                name=name,
                mute=bare,
                acts=negation_en.says(text, start),
                inner=word.parts,
            )


_NONE: frozenset[str] = frozenset()


def _torn(tokens: Sequence[Token], at: int) -> bool:
    """Say whether an adverb is but a piece of a name: 넘 of 넘파이."""
    return (
        tokens[at].tag == "MAG"
        and at + 1 < len(tokens)
        and tokens[at + 1].tag in {"NNG", "NNP"}
        and tokens[at + 1].start == tokens[at].end
    )

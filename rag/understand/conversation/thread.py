"""What a conversation is about: where its subject was named, and the turns since."""

from __future__ import annotations

import re

from collections.abc import Sequence
from dataclasses import dataclass, replace
from posixpath import commonprefix

from rag.text.lazy_regex import lazily
from rag.types import Turn
from rag.understand.conversation.that_note import resolved
from rag.understand.conversation.topics import Topics, stands
from rag.understand.language.request_words import bare
from rag.understand.question import followup


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """Turns of the user that belong together, in one line each."""

    turns: tuple[str, ...] = ()
    """From the one that named the subject on."""
    before: str = ""
    """The one that named the subject before; ``둘이 뭐가 달라?`` is of both."""

    @property
    def root(self) -> str:
        """The turn that named the subject; blank before the first."""
        return self.turns[0] if self.turns else ""

    @property
    def latest(self) -> str:
        """The last turn, after the first, that has words of its own; or blank."""
        own = (turn for turn in reversed(self.turns[1:]) if followup.terms(turn))
        return next(own, "")

    def goes_on(self, question: str, topics: Topics) -> bool:
        """Whether *question* goes on from it, and names no note of its own."""
        leans = bool(self.turns) and followup.leans(question) and not _adds(question)
        return leans and not _anew(question, self.root, topics)

    def with_(self, question: str) -> tuple[str, ...]:
        """
        Return the turns that *question* is read with, oldest first.

        The one that named the subject, and another only if it is pointed at:
        by a question without a word of its own, or by ``거기서``. ``둘`` are
        the last two subjects.
        """
        if _BOTH.search(question) and self.before and not self.latest:
            return self.before, self.root
        needed = not followup.terms(question) or _THAT.search(question)
        latest = self.latest if needed else ""
        return tuple(turn for turn in (self.root, latest) if turn)


_BOTH = lazily(
    r"(?:^|(?<=[\s,]))(?:둘|양쪽|서로)(?=\s|[이은의을다]|$)"
    r"|\b(?:both|each other|the two)\b",
    re.IGNORECASE,
)
_THAT = lazily(
    r"(?:^|(?<=[\s,]))(?:그|이|거기|여기)(?:거|건|게|걸|것|서)?(?=\s)"
    r"|\b(?:it|its|that|this|there|they|them|those|these)\b",
    re.IGNORECASE,
)
_MEANT = lazily(
    r"\s*(?:(?:을|를)?\s*(?:말이야|말이에요|말하는\s*거|말한\s*거|얘기야|물어본\s*거|물은\s*거)[가-힣]*)\W*$"
)
_NO = lazily(
    r"^\W*(?:(?:아니(?:야|요|오|에요)?|아+|노노|no+|nah|nope)[\s,.!]+)+",
    re.IGNORECASE,
)
_IN_PLACE = lazily(
    r"^(?P<gone>\S+(?:\s\S+){0,3}?)\s*(?:말고|아니고|아니라|대신에?)\s*[,.]?\s*(?P<said>\S.*)$"
    r"|^not\s+(?P<not>.{1,40}?)\s*(?:,|\bbut\b)\s*(?P<but>\S.*)$"
    r"|^(?:i\s+(?:mean|meant)|i\s+was\s+asking\s+about)\s+(?P<mean>\S.*)$"
    r"|^(?P<other>\S.{0,60}?)\s+instead(?:\s+of\s+(?P<than>.{1,40}))?\W*$",
    re.IGNORECASE,
)
_POINTED = lazily(
    r"^(?:그거|그건|그게|그것|이거|이건|이것|저거|그\s*(?:노트|글)|that|this|it|those|these)$",
    re.IGNORECASE,
)
_OTHER = lazily(
    r"^(?:또\s*)?(?:다른|딴|나머지|그\s*외|other|another|else|something)(?![가-힣]{3})",
    re.IGNORECASE,
)


def spoken_of(history: Sequence[Turn], topics: Topics) -> Thread:
    """Return the turns since the subject was named that is spoken of now."""
    found = Thread()
    for turn, said in zip(resolved(history), history, strict=True):
        if turn.role != "user" or not followup.asks(turn.content):
            continue
        text = followup.short(turn.content)
        other = instead(text, found.root)
        pointed = turn != said  # at a note, which is named from then on
        if other is None and not pointed and found.goes_on(text, topics):
            found = replace(found, turns=(*found.turns, text))
        else:
            found = Thread(turns=(other or text,), before=found.root)
    return found


def instead(question: str, before: str) -> str | None:
    """
    Return what *question* puts in place of what was spoken of, or None.

    ``그거 말고 도커``, ``아니 레디스 말고 카프카``, ``no, I meant Kafka``.

    Args:
        question: In one line.
        before: The turn that named the subject.
    """
    text = _NO.sub("", question)
    said = _MEANT.sub("", text)
    refused = said != text
    if found := _IN_PLACE.match(said):
        groups = found.groupdict()
        gone = groups["gone"] or groups["not"] or groups["than"] or ""
        spoken_of = text != question or _POINTED.match(gone) or _shares(gone, before)
        if gone and not spoken_of:
            return None
        said = next(
            text for name in ("said", "but", "mean", "other") if (text := groups[name])
        )
        refused = True
    if not refused or _OTHER.match(said) or not followup.terms(said):
        return None
    return said


_AND = lazily(
    r"^\W*(?:(?:아|참|음|oh|ah)[\s,]+)?(?:그리고|근데|그런데|참|또|and|also|btw|by\s+the\s+way)"
    r"[\s,]",
    re.IGNORECASE,
)
_WHOLE = 3
"""Words of its own with which a question needs none of those before."""


def _adds(question: str) -> bool:
    """Whether a turn begins with "and", and asks something else in full."""
    said = _AND.match(question)
    if not said or _THAT.search(question):
        return False
    return len(followup.terms(question[said.end() :])) >= _WHOLE


_THERE = lazily(
    r"^\W*(?:(?:and|so|then|but|ok(?:ay)?)\s+)?(?:what|how)\s+about\s+"
    r"(?:in|on|with|for|under|using|when|without)\s"
    r"|^\W*(?:(?:그럼|그러면|그리고|근데|그런데)\s+)?\S+(?:\s\S+)?(?:에서|으로|로)(?:는|도|만)?\s*[?!.]*$",
    re.IGNORECASE,
)
"""Asks the same of another place or means: ``what about in PyTorch?``."""


def _anew(question: str, before: str, topics: Topics) -> bool:
    """Whether a turn that could go on names a note of its own."""
    if _THERE.search(question):
        return False
    own = " ".join(
        word.strip("?!.,~") for word in followup.terms(_NO.sub("", question))
    )
    return bool(own and before) and stands(own, before, topics)


def _shares(text: str, before: str) -> bool:
    """Whether the words of *text* stand in an earlier turn."""
    known = [bare(word) for word in before.split()]
    words = [bare(word) for word in text.split()]
    return any(
        len(commonprefix((word, other))) >= max(2, len(word) - 1)
        for word in words
        for other in known
    )

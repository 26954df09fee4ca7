"""The values that travel between the parts of tilbot; all of them frozen."""

from __future__ import annotations

import enum

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeVar

from rag.query_types import Lang, Query, iso


Stale = Literal["edited", "deleted"]
"""What became of a note after it was indexed."""


class Outcome(enum.StrEnum):
    """How far the notes answer a question; never blurred."""

    ANSWERED = "answered"
    NEAREST = "nearest"
    """The notes don't say it outright; the closest passages are quoted."""
    NO_EVIDENCE = "no_evidence"
    SMALLTALK = "smalltalk"


class Mode(enum.StrEnum):
    """Who wrote the text of an answer."""

    MODEL = "model"
    EXTRACTIVE = "extractive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One note."""

    id: str
    """Stable when other entries change; the path, and for an entry of a
    larger file ``path#day``, in a post with a digest of its first line."""
    path: str
    """Relative to the corpus, separated by ``/``, NFC."""
    line_start: int
    """First line in the file, counted from 1."""
    line_end: int
    """Last line in the file, inclusive."""
    day: date | None
    category: str | None
    title: str
    body: str
    """Clean Markdown, NFC, ``\\n`` line ends, without front matter."""
    lines: tuple[int, ...]
    """The file's line that each line of *body* comes from, counted from 1."""
    tags: tuple[str, ...] = ()
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a note is known by; as in its `Entry`, without what it says."""

    id: str
    path: str
    title: str
    day: date | None
    category: str | None
    url: str | None = None


Note = TypeVar("Note", Entry, Header)
"""A note, whole or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A file, or a part of one, that was not indexed."""

    path: str
    line: int | None
    """Counted from 1; None when it concerns the whole file."""
    problem: str
    hint: str
    fatal: bool = True
    """False for what is left out on purpose, such as an empty file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a file of notes holds."""

    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    digest: str = ""
    """Of the bytes of the file; empty if they could not be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A passage of an entry, with what is needed to find and to cite it."""

    entry_id: str
    ordinal: int
    """Position among the chunks of its entry, counted from 0."""
    start: int
    """First character in the body of the entry, counted from 0."""
    end: int
    """One past the last character; ``text == body[start:end]``."""
    text: str
    """Not blank; the chunks of an entry, joined in order, re-make its body."""
    heading: tuple[str, ...]
    """The headings that the passage stands under, outermost first."""
    title: str
    day: date | None
    category: str | None

    @property
    def key(self) -> str:
        """Unique within an index."""
        return f"{self.entry_id}::{self.ordinal}"

    @property
    def context(self) -> str:
        """The text with its title, category, date and headings on top."""
        top = " · ".join(filter(None, (self.category, iso(self.day))))
        heads = " > ".join(dict.fromkeys((self.title, *self.heading)))
        return "\n".join(part for part in (top, heads, self.text) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A chunk that a search found, and its entry."""

    chunk: Chunk
    entry: Entry
    score: float
    """Comparable within one search only; larger is better."""
    strength: float
    """How much of what the question asks for the chunk holds, 0 to 1."""
    arms: tuple[tuple[str, float], ...] = ()
    """What each arm of the search gave, by name."""
    ranks: tuple[tuple[str, int], ...] = ()
    """Its place in each arm that found it, from 1, by name."""
    aside: bool = False
    """Whether others are called by what is asked, and it only touches on that."""
    side: bool = False
    """Whether it tells of one of the things that the question sets side by side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Something said earlier in the conversation."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A question as a front end hands it over.

    Filters given here win over those that are read from the question.
    """

    question: str
    history: tuple[Turn, ...] = ()
    today: date
    category: str | None = None
    since: date | None = None
    until: date | None = None
    any_time: bool = False
    """Whether no date in the question is a filter."""
    any_category: bool = False
    """Whether no category in the question is a filter."""
    limit: int = 6
    """How many entries may be read for the answer."""
    at_most: int | None = None
    """How many entries a list names; None for as many as there is room for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A verbatim quote and where it stands."""

    number: int
    """Counted from 1, in order of first use."""
    entry: Entry
    start: int
    """First character of the quote in the body of the entry, from 0."""
    end: int
    """One past the last; ``quote == entry.body[start:end]``."""
    stale: Stale | None = None
    """Whether the note has changed since it was indexed, so that the quote may
    no longer stand there; None when it stands as it was, or nobody looked."""

    @property
    def quote(self) -> str:
        """Cut from the source, never taken from a model."""
        return self.entry.body[self.start : self.end]

    @property
    def line_start(self) -> int:
        """The file's line where the quote begins, counted from 1."""
        return self._line(self.start)

    @property
    def line_end(self) -> int:
        """The file's line where the quote ends, inclusive."""
        return self._line(max(self.start, self.end - 1))

    def _line(self, at: int) -> int:
        if not self.entry.lines:
            return self.entry.line_start
        row = self.entry.body.count("\n", 0, at)
        return self.entry.lines[min(row, len(self.entry.lines) - 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timings:
    """Milliseconds spent."""

    understand: float = 0.0
    retrieve: float = 0.0
    generate: float = 0.0
    check: float = 0.0
    """Within *generate*: holding the reply against its passages."""
    total: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Tokens that a model counted; 0 without one."""

    input_tokens: int = 0
    output_tokens: int = 0

    def __add__(self, other: Usage) -> Usage:
        """Return what both took."""
        return Usage(
            input_tokens=self.input_tokens + other.input_tokens,
            output_tokens=self.output_tokens + other.output_tokens,
        )


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens."""

    input: float
    output: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why the model did not write the answer."""

    problem: str
    hint: str
    exit_code: int
    korean: tuple[str, str] | None = None
    """What went wrong and what to do, in Korean."""

    def told(self, lang: Lang) -> tuple[str, str]:
        """Return what went wrong and what to do, in *lang* if that is known."""
        return (
            self.korean if lang == "ko" and self.korean else (self.problem, self.hint)
        )


class Verdict(enum.StrEnum):
    """What came of holding a sentence against the passages that it cites."""

    SUPPORTED = "supported"
    UNSUPPORTED = "unsupported"
    """The passages don't speak of it."""
    FLAGGED = "flagged"
    """They say otherwise, or it names what they don't: a number, code, a link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A sentence of a model, and whether the notes bear it out."""

    sentence: str
    """As written, without markers; empty for what must not be shown."""
    start: int | None
    """First character in the text of the answer, from 0; None when left out."""
    end: int | None
    verdict: Verdict
    reasons: tuple[str, ...]
    """``kind: what``, such as ``number: 5%``; see `rag.check`."""
    cited: tuple[int, ...]
    """Numbers of the citations that it was held against."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence that a model wrote, for who asks why."""

    text: str
    """Without markers; empty for what must not be shown."""
    verdict: Verdict | None
    """None for one that states nothing."""
    reasons: tuple[str, ...] = ()
    """As in `Check`."""
    shown: bool = True
    """Whether it is in the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workings:
    """How an answer came about, for who asks why."""

    understood: Query
    """Before filters were lifted or a model worded it anew."""
    hits: tuple[Hit, ...] = ()
    """What was read for the answer, best first."""
    beyond: tuple[Hit, ...] = ()
    """What came next, beyond the number of entries that were asked for."""
    prompt_chars: int = 0
    """Characters that a model was told, in all calls; 0 without one."""
    checks: tuple[Sentence, ...] = ()
    """Each sentence that a model wrote, with the verdict of a check on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What tilbot says, and on whose authority."""

    question: str
    text: str
    """Markdown; its markers ``[til-n]`` are exactly the numbers of *citations*.

    A bare ``[n]`` would collide with ``x[0]`` in code; front ends show ``[n]``.
    """
    lead: str = ""
    """What *text* begins with that tilbot says of it: what kind of quotations
    follow. Empty where it says nothing of the kind."""
    citations: tuple[Citation, ...]
    outcome: Outcome
    mode: Mode
    query: Query
    model: str | None = None
    """The one that was asked anything for it, as ``provider:model``."""
    timings: Timings = field(default_factory=Timings)
    usage: Usage = field(default_factory=Usage)
    failure: Failure | None = None
    """Set when a model was asked and could not answer."""
    notice: str | None = None
    """A remark for the asker, such as that a date filter was lifted."""
    checks: tuple[Check, ...] = ()
    """Of each sentence of a model that states something, in order."""
    workings: Workings | None = None
    trace: str | None = None
    """The id that its trace is kept under; None when none is kept."""
    listing: bool = False
    """Whether it lists or counts entries, which its citations are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delta:
    """A piece of an answer while it is being written.

    The pieces joined are a preview; the `Answer` that follows them counts.
    """

    text: str

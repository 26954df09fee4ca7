"""The values that travel between the parts of tilbot; all of them frozen."""

from __future__ import annotations

import enum

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal, TypeVar, get_args


Lang = Literal["ko", "en"]
"""The languages that tilbot words its own sentences in."""
LANGS: tuple[Lang, ...] = get_args(Lang)

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


class Kind(enum.StrEnum):
    """What kind of answer a question wants."""

    QUESTION = "question"
    DEFINITION = "definition"
    COMPARISON = "comparison"
    CODE = "code"
    FORMULA = "formula"
    LIST = "list"
    """Entries, picked by date, category or topic."""
    COUNT = "count"
    """How many entries, in all or by month, year or category."""
    WHEN = "when"
    """On which days something was noted down."""
    SMALLTALK = "smalltalk"
    HELP = "help"
    """What tilbot can do."""
    SOURCES = "sources"
    """Where the answer before stands."""


class Talk(enum.StrEnum):
    """
    What is talked of where nothing is asked of the notes.

    What speaks of several things is answered for the first of them here.
    """

    ORDER = "order"
    """To show or to change what tilbot goes by."""
    HELP = "help"
    ASTRAY = "astray"
    """Of a line or a marker of the answer before that isn't there."""
    WRITING = "writing"
    """To write, change or delete notes."""
    ADVICE = "advice"
    """What to learn next, a quiz, what one is weak in."""
    REWORDING = "rewording"
    """To sum up or translate, with no word of what."""
    PARDON = "pardon"
    """That the answer before was not understood."""
    COMPLAINT = "complaint"
    """Of the answer before, or doubt of it."""
    SELF = "self"
    """Who or what tilbot is."""
    ABUSE = "abuse"
    FAREWELL = "farewell"
    APOLOGY = "apology"
    THANKS = "thanks"
    CHAT = "chat"
    """Lunch, the weather, the time: what the notes can't know."""
    PRAISE = "praise"
    WEARY = "weary"
    GREETING = "greeting"
    ASSENT = "assent"
    """That something was heard: yes, no, I see."""


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
        day = self.day.isoformat() if self.day else ""
        top = " · ".join(p for p in (self.category or "", day) if p)
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


PAGE = 100
"""Entries that a list names before it says how many more there are."""
Holding = Literal["code", "formula", "table", "link", "picture", "nothing"]
"""What a note may hold beside prose; the last is one of a title alone."""
Span = tuple[date | None, date | None]
"""The first and the last day of a stretch of time, inclusive; None is open."""
GroupBy = Literal["day", "weekday", "month", "quarter", "half", "year", "category"]
"""What entries may be counted by."""
Measure = Literal[
    "groups",
    "share",
    "average",
    "interval",
    "gap",
    "streak",
    "elapsed",
    "span",
    "any",
    "all",
]
"""
What is told of entries or of their groups, when not how many entries there are.

``groups`` counts days or months instead of entries, ``share`` gives percentages,
``average`` entries a day or month, ``interval`` the days from one day with an
entry to the next on average, ``gap`` the longest time between two of them,
``streak`` days or months in a row, ``elapsed`` the time since, ``span`` the time
from the first to the last, ``any`` whether there are any, and ``all`` whether
all are of the category.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """
    Which entries and chunks may be found.

    A category is named as it stands in the index, and a folder stands for
    those below it. What has no date lies in no stretch of time: a filter
    keeps it out, something left out does not.
    """

    since: date | None = None
    until: date | None = None
    category: str | None = None
    without: tuple[Span, ...] = ()
    """Days that are left out."""
    without_category: str | None = None
    weekdays: tuple[int, ...] = ()
    """Days of the week, from 0 for Monday; empty for any."""
    months: tuple[int, ...] = ()
    """Months of any year, from 1; empty for any."""

    def __bool__(self) -> bool:
        return self != Filters()

    @property
    def recur(self) -> bool:
        """Whether some days of each week or year are meant."""
        return bool(self.weekdays or self.months)

    def on(self, day: date | None) -> bool:
        """Whether *day* is one of those days of the week or year."""
        if not self.recur:
            return True
        if day is None or (self.weekdays and day.weekday() not in self.weekdays):
            return False
        return not self.months or day.month in self.months

    def admit(self, day: date | None, category: str | None) -> bool:
        """Whether something of that day and category may be found."""
        if (self.since or self.until) and not _within(day, (self.since, self.until)):
            return False
        if any(_within(day, span) for span in self.without) or not self.on(day):
            return False
        if self.without_category and below(category, self.without_category):
            return False
        return self.category is None or below(category, self.category)


def below(category: str | None, folder: str) -> bool:
    """Whether *category* is *folder* or lies in it."""
    own = category or ""
    return own == folder or own.startswith(folder + "/")


def iso(day: date | None) -> str | None:
    """Return *day* as it is kept and told to programs."""
    return day.isoformat() if day else None


def _within(day: date | None, span: Span) -> bool:
    first, last = span
    if day is None:
        return False
    return (first is None or first <= day) and (last is None or day <= last)


Way = Literal["next", "previous", "after", "before", "same", "between"]
"""Where notes lie from another by their dates."""
Unit = Literal["day", "week", "month", "year"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A note by whose date others are told, as in ``CLIP 글 다음 글``."""

    about: str
    """What it is about, or its title."""
    way: Way
    other: str | None = None
    """What the second one is about, for notes between two."""
    step: int | None = None
    """How many *unit* after or before it exactly; None for all on that side.
    With ``same``, which of the weeks, months or years from its own on."""
    unit: Unit = "day"
    day: date | None = None
    """When it was written, where the conversation says so."""
    sure: bool = True
    """Whether it is called a note; else only the title of one makes it that."""

    def as_json(self) -> dict[str, str | int | None]:
        """Return its fields as JSON knows them."""
        return {
            "about": self.about,
            "other": self.other,
            "way": self.way,
            "step": self.step,
            "unit": self.unit,
            "day": iso(self.day),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What tilbot understood."""

    text: str
    """What to look for; empty when only dates or a category count."""
    since: date | None = None
    """First day, inclusive."""
    until: date | None = None
    """Last day, inclusive."""
    category: str | None = None
    kind: Kind = Kind.QUESTION
    talk: Talk | None = None
    """What is talked of, when that is nothing for the notes."""
    lang: Lang = "ko"
    newest_first: bool | None = None
    """True for the latest entries, False for the first ones, None for any."""
    count: int | None = None
    """How many entries were asked for, as in ``최근 3개``."""
    nth: int | None = None
    """Which one in that order was, from 1, as in ``두 번째로 오래된``."""
    skip: int = 0
    """Entries of that order that were shown before."""
    open_year: bool = False
    """Whether the year was left out, and the latest that fits was taken."""
    undated: bool = False
    """Whether only entries without a date are meant."""
    without: tuple[Span, ...] = ()
    """Days that are left out, as in ``2022년 말고``."""
    without_category: str | None = None
    """The category that is left out."""
    weekdays: tuple[int, ...] = ()
    """Days of the week that were asked for, from 0 for Monday."""
    months: tuple[int, ...] = ()
    """Months that were asked for, of any year."""
    holding: Holding | None = None
    """What the notes asked for hold, as in ``코드 있는 노트``."""
    without_text: str = ""
    """The subject that is left out of a list, as in ``redis 빼고``."""
    group_by: GroupBy | None = None
    """What a list or a count is about, when not about the entries themselves."""
    then_by: GroupBy | None = None
    """What each of these groups is divided by: ``per year and category``."""
    measure: Measure | None = None
    """What is told of them; None for how many there are."""
    having: tuple[int, int | None] | None = None
    """The least and the most that a group counts to be told of, inclusive: entries,
    or of a streak its days or months; None is open."""
    today: date | None = None
    """The day up to which time is counted; set where that matters."""
    anchor: Anchor | None = None
    """The note by whose date a list or a count is told."""
    carried: tuple[str, ...] = ()
    """What of *text* and of the filters was taken from the conversation."""
    forced: bool = False
    """Whether the filters were given by hand, so that they must hold."""
    at_most: int | None = None
    """How many entries a list names, if that was given by hand."""
    phrasings: tuple[str, ...] = ()
    """Other wordings to search with: a model's, what was typed in the other
    keyboard layout, or what a follow-up itself says."""

    @property
    def filters(self) -> Filters:
        """Which entries are looked at."""
        return Filters(
            since=self.since,
            until=self.until,
            category=self.category,
            without=self.without,
            without_category=self.without_category,
            weekdays=self.weekdays,
            months=self.months,
        )

    @property
    def narrowed(self) -> bool:
        """Whether not all entries are meant, whatever they speak of."""
        return bool(self.filters or self.holding or self.without_text)

    @property
    def everywhere(self) -> Query:
        """The same, with all entries looked at."""
        return replace(
            self,
            since=None,
            until=None,
            category=None,
            without=(),
            without_category=None,
            weekdays=(),
            months=(),
        )


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
class GenerationStatus:
    """One generation of an index, as it lies in the home."""

    name: str
    """Empty for the file CURRENT, when that is damaged."""
    role: str
    """``current``, ``previous`` (may be rolled back to), ``unpublished`` (left
    by a crash or a rollback; goes with the next indexing), or ``other`` (of
    other settings or of another version of tilbot)."""
    built_at: datetime | None = None
    """When it was published, in UTC; None when that can't be known."""
    embeddings: str = ""
    corpus: str = ""
    entries: int = 0
    chunks: int = 0
    bytes: int = 0
    damaged: tuple[str, ...] = ()
    """Files that are not as they were written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerStatus:
    """The Chroma server that the index is on."""

    host: str
    """Name and port."""
    version: str | None = None
    """What it says that it is; None when it can't be asked."""
    collection: str | None = None
    """The one that answers; None when there is none, or it can't be asked."""
    ours: bool = False
    """Whether the notes of this machine made it."""
    failure: Failure | None = None
    """Why it can't be asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexStatus:
    """What is indexed, and how far the notes have moved on since."""

    generation: str | None = None
    """None when nothing is indexed yet."""
    built_at: datetime | None = None
    """When the generation was published, in UTC."""
    embeddings: str = ""
    entries: int = 0
    chunks: int = 0
    first_day: date | None = None
    last_day: date | None = None
    categories: tuple[tuple[str, int], ...] = ()
    """Name and number of entries, most first."""
    new_files: tuple[str, ...] = ()
    changed_files: tuple[str, ...] = ()
    missing_files: tuple[str, ...] = ()
    """Paths relative to the corpus; what the next indexing would see."""
    problems: tuple[Problem, ...] = ()
    """What the last indexing could not read."""
    generations: tuple[GenerationStatus, ...] = ()
    """All that the home holds, those of the settings first."""
    held: bool = False
    """Whether it was rolled back, so that questions don't index."""
    server: ServerStatus | None = None
    """None for an index on this machine."""

    @property
    def stale(self) -> bool:
        """Whether the notes changed since they were indexed."""
        return bool(self.new_files or self.changed_files or self.missing_files)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexReport:
    """What a run of the indexer did; counts are of entries."""

    added: int = 0
    updated: int = 0
    removed: int = 0
    unchanged: int = 0
    embedded: int = 0
    """Texts that were embedded."""
    seconds: float = 0.0
    problems: tuple[Problem, ...] = ()
    generation: str = ""

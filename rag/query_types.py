"""What is asked for: the kind of a question, its filters, a `Query`."""

from __future__ import annotations

import enum

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, ClassVar, Literal, get_args


Lang = Literal["ko", "en"]
"""The languages that tilbot words its own sentences in."""
LANGS: tuple[Lang, ...] = get_args(Lang)


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


LISTING = frozenset({Kind.LIST, Kind.COUNT})
"""Asks for notes, not for what they say."""


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
    NO_DAY = "no_day"
    """Of a day or a month that no calendar has."""
    NO_NOTES = "no_notes"
    """Of no notes at all: ``최근 0개``."""
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


PAGE = 100
"""Entries that a list names before it says how many more there are."""
Holding = Literal[
    "code",
    "formula",
    "table",
    "link",
    "picture",
    "todo",
    "done",
    "nothing",
    "category",
    "tag",
]
"""
What a note may hold beside prose.

``nothing`` is a note of a title alone; a ``category`` or a ``tag`` it bears.
"""
Span = tuple[date | None, date | None]
"""The first and the last day of a stretch of time, inclusive; None is open."""
GroupBy = Literal[
    "day", "weekday", "month", "quarter", "half", "year", "category", "tag"
]
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
    "ends",
    "lengths",
    "longest",
    "shortest",
    "any",
    "all",
    "sum",
]
"""
What is told of entries or of their groups, when not how many entries there are.

``groups`` counts days or months instead of entries, ``share`` gives percentages,
``average`` entries a day or month, ``interval`` the days from one day with an
entry to the next on average, ``gap`` the longest time between two of them,
``streak`` days or months in a row, ``elapsed`` the time since, ``span`` the time
from the first to the last, ``ends`` both of these, ``longest`` and ``shortest``
those of most and of fewest characters, ``lengths`` both, ``any`` whether there are
any, ``all`` whether all are of the category, ``sum`` how many all *parts* have.
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
    without_categories: tuple[str, ...] = ()
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
        if any(below(category, gone) for gone in self.without_categories):
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
    """How many *unit* from it exactly, with ``same`` from its own on; None for all."""
    unit: Unit = "day"
    day: date | None = None
    """When it was written, where the conversation says so."""
    since: date | None = None
    """The first of the days that it was written on, where the question says so."""
    until: date | None = None
    """The last of them."""
    open_year: bool = False
    """Whether their year was left out."""
    sure: bool = True
    """Whether it is called a note; else only the title of one makes it that."""

    TOLD: ClassVar = "about other way step unit day since until".split()
    """Those of its fields that programs are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What of one note is to be shown, as in ``CLIP 글에 있는 표``."""

    about: str
    """What the note is about, or its title."""
    what: Holding


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
    turned: bool = False
    """Whether what that order gives is told from its other end: the latest five, the
    first of them first."""
    among: Query | None = None
    """The list that was shown, of which alone some are asked for."""
    skip: int = 0
    """Entries of that order that were shown before."""
    open_year: bool = False
    """Whether the year was left out, and the latest that fits was taken."""
    undated: bool = False
    """Whether only entries without a date are meant."""
    without: tuple[Span, ...] = ()
    """Days that are left out, as in ``2022년 말고``."""
    without_categories: tuple[str, ...] = ()
    """Categories that are left out."""
    weekdays: tuple[int, ...] = ()
    """Days of the week that were asked for, from 0 for Monday."""
    months: tuple[int, ...] = ()
    """Months that were asked for, of any year."""
    holding: tuple[Holding, ...] = ()
    """What the notes asked for hold, all of it, as in ``코드 있는 노트``."""
    either: bool = False
    """Whether one thing of *holding* will do, as in ``코드나 표 있는 노트``."""
    lacking: tuple[Holding, ...] = ()
    """What they hold none of, as in ``코드 없는 노트``."""
    without_texts: tuple[str, ...] = ()
    """Subjects that are left out of a list, as in ``redis 빼고``."""
    group_by: GroupBy | None = None
    """What a list or a count is about, when not about the entries themselves."""
    then_by: GroupBy | None = None
    """What each of these groups is divided by: ``per year and category``."""
    measure: Measure | None = None
    """What is told of them; None for how many there are."""
    having: tuple[int, int | None] | None = None
    """The least and the most that a group counts to be told of, inclusive: entries,
    or of a streak its days or months; None is open."""
    top: int | None = None
    """How many groups are told of, those of most first or of fewest: ``top 3 tags``."""
    today: date | None = None
    """The day up to which time is counted; set where that matters."""
    parts: tuple[Query, ...] = ()
    """What is added up, as it was counted in the turns before."""
    piece: Piece | None = None
    """What of one note is to be shown, if a note goes by that name."""
    anchor: Anchor | None = None
    """The note by whose date a list or a count is told."""
    sides: tuple[str, ...] = ()
    """What *text* sets side by side, each of which is searched for alone as well."""
    carried: tuple[str, ...] = ()
    """What of *text* and of the filters was taken from the conversation."""
    forced: bool = False
    """Whether the filters were given by hand, so that they must hold."""
    at_most: int | None = None
    """How many entries a list names, if that was given by hand."""
    phrasings: tuple[str, ...] = ()
    """To search with as well: a model's wordings, what was typed or said itself."""

    @property
    def filters(self) -> Filters:
        """Which entries are looked at."""
        return Filters(
            since=self.since,
            until=self.until,
            category=self.category,
            without=self.without,
            without_categories=self.without_categories,
            weekdays=self.weekdays,
            months=self.months,
        )

    @property
    def narrowed(self) -> bool:
        """Whether not all entries are meant, whatever they speak of."""
        return bool(self.filters or self.holding or self.lacking or self.without_texts)

    @property
    def everywhere(self) -> Query:
        """The same, with all entries looked at."""
        free: dict[str, Any] = {f.name: f.default for f in fields(Filters)}
        return replace(self, **free)


def as_json(value: Any) -> Any:
    """Return a query, or a part of one, as JSON knows it."""
    if isinstance(value, tuple):
        return [as_json(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, enum.Enum):
        return value.value
    if not isinstance(value, Query | Anchor | Piece):
        return value
    told = Anchor.TOLD if isinstance(value, Anchor) else value.__slots__
    return {name: as_json(getattr(value, name)) for name in told}

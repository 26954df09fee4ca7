"""Who may ask, how often, and how many at once; knows neither Discord nor a clock."""

from __future__ import annotations

import enum
import math

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta


AT_ONCE = 100
"""Questions that are worked on at the same time; most of one is waiting for a
model."""
_GUESS = 4.0
"""Seconds that a question takes, before any was measured."""


class Reason(enum.Enum):
    """Why a question is not taken."""

    NOT_HERE = enum.auto()
    COOLDOWN = enum.auto()
    DAY = enum.auto()
    BUSY = enum.auto()
    LEAVING = enum.auto()
    """The bot is about to stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A question that is not taken."""

    reason: Reason
    seconds: int = 0
    """After how long it may be asked again; 0 for never, or unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who asks, and where."""

    user: int
    guild: int | None = None
    """None in a direct message."""
    channels: frozenset[int] = frozenset()
    """The channel, and the one that it is a thread of."""
    roles: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What the operator allows; empty sets allow all, and 0 is no limit."""

    guilds: frozenset[int] = frozenset()
    channels: frozenset[int] = frozenset()
    roles: frozenset[int] = frozenset()
    cooldown: float = 0.0
    """Seconds between two questions of one person."""
    per_day: int = 0
    """Questions of one guild in a day."""
    queue: int = 100
    """Questions that may wait beside those that are worked on."""
    at_once: int = AT_ONCE

    def welcome(self, asker: Asker) -> bool:
        """
        Say whether *asker* may use the bot where they are.

        Where anything is limited, direct messages are not taken: they would
        be a way around the limit.
        """
        if asker.guild is None:
            return not (self.guilds or self.channels or self.roles)
        return (
            (not self.guilds or asker.guild in self.guilds)
            and (not self.channels or bool(self.channels & asker.channels))
            and (not self.roles or bool(self.roles & asker.roles))
        )


@dataclass
class Gate:
    """Takes questions or refuses them; each one taken is let go of by `leave`."""

    rules: Rules
    clock: Callable[[], datetime]
    """Tells the time in the zone that days are counted in."""
    asked: Counter[int] = field(default_factory=Counter)
    """Questions of each guild on `day`."""
    day: date | None = None
    inside: int = 0
    """Questions that were taken and are not answered yet."""
    leaving: bool = False
    _last: dict[int, datetime] = field(default_factory=dict)
    _seconds: float = _GUESS

    def resume(self, asked: Mapping[int, int]) -> None:
        """Take up the counts of today from before a restart."""
        self.day = self.clock().date()
        self.asked = Counter(asked)

    def admit(self, asker: Asker) -> Refusal | None:
        """Take a question, or say why not; a refusal costs nothing."""
        if self.leaving:
            return Refusal(reason=Reason.LEAVING)
        if not self.rules.welcome(asker):
            return Refusal(reason=Reason.NOT_HERE)
        now = self.clock()
        if now.date() != self.day:
            self.day = now.date()
            self.asked.clear()
        refusal = self._too_soon(asker, now) or self._too_many(asker, now)
        if refusal:
            return refusal
        self._last[asker.user] = now
        self._prune(now)
        if asker.guild is not None:
            self.asked[asker.guild] += 1
        self.inside += 1
        return None

    def leave(self, seconds: float) -> None:
        """Let go of a question that took so long."""
        self.inside -= 1
        self._seconds += (seconds - self._seconds) / 8

    def _too_soon(self, asker: Asker, now: datetime) -> Refusal | None:
        last = self._last.get(asker.user)
        if last is None:
            return None
        left = self.rules.cooldown - (now - last).total_seconds()
        # A clock that was set back does not lock anybody out.
        left = min(left, self.rules.cooldown)
        if left <= 0:
            return None
        return Refusal(reason=Reason.COOLDOWN, seconds=math.ceil(left))

    def _too_many(self, asker: Asker, now: datetime) -> Refusal | None:
        rules = self.rules
        if (
            rules.per_day
            and asker.guild is not None
            and self.asked[asker.guild] >= rules.per_day
        ):
            midnight = datetime.combine(
                now.date() + timedelta(days=1), datetime.min.time(), now.tzinfo
            )
            left = math.ceil((midnight - now).total_seconds())
            return Refusal(reason=Reason.DAY, seconds=max(1, left))
        if self.inside >= rules.at_once + rules.queue:
            rounds = 1 + self.inside / rules.at_once
            return Refusal(
                reason=Reason.BUSY, seconds=max(1, math.ceil(rounds * self._seconds))
            )
        return None

    def _prune(self, now: datetime) -> None:
        """Forget those whose cooldown is over, now and then."""
        if len(self._last) > 1_000:
            spell = timedelta(seconds=self.rules.cooldown)
            self._last = {u: at for u, at in self._last.items() if now - at < spell}

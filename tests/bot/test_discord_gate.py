"""The rules of the gate, over any order of events."""

from __future__ import annotations

import itertools

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from hypothesis import given
from hypothesis import strategies as st

from bot.discord_app.gate import Asker, Gate, Reason, Rules


@dataclass
class Time:
    """A clock that a test turns."""

    now: datetime = field(
        default_factory=lambda: datetime(2022, 10, 10, 12, tzinfo=UTC)
    )

    def __call__(self) -> datetime:
        """Tell the time."""
        return self.now

    def turn(self, seconds: float) -> None:
        """Let it pass."""
        self.now += timedelta(seconds=seconds)


steps = st.lists(
    st.tuples(
        st.sampled_from(["ask", "leave", "wait"]),
        st.integers(1, 4),  # who
        st.integers(1, 2),  # where
        st.floats(0.1, 50_000),
    ),
    max_size=60,
)


@given(steps, st.integers(0, 3), st.integers(1, 3), st.floats(0, 30), st.integers(0, 4))
def test_whatever_happens_the_limits_hold(
    events, queue, at_once, cooldown, per_day
) -> None:
    """Never more inside than there is room for, never one person too soon, never too many a day."""
    time = Time()
    rules = Rules(queue=queue, at_once=at_once, cooldown=cooldown, per_day=per_day)
    gate = Gate(rules=rules, clock=time)
    taken: list[tuple[int, int, datetime]] = []
    inside = 0
    for what, who, where, seconds in events:
        if what == "wait":
            time.turn(seconds)
        elif what == "leave" and inside:
            gate.leave(1.0)
            inside -= 1
        elif what == "ask":
            refusal = gate.admit(Asker(user=who, guild=where))
            if refusal is None:
                taken.append((who, where, time.now))
                inside += 1
            else:
                assert refusal.seconds > 0

        assert inside == gate.inside <= at_once + queue

    for one in {t[0] for t in taken}:
        times = [t for who, _, t in taken if who == one]
        gaps = [(b - a).total_seconds() for a, b in itertools.pairwise(times)]
        assert all(gap >= cooldown for gap in gaps)
    if per_day:
        days = [(where, t.date()) for _, where, t in taken]
        assert all(days.count(d) <= per_day for d in days)


@given(st.floats(0.5, 1000), st.floats(0, 1000))
def test_after_the_seconds_that_were_told_it_works(
    cooldown: float, waited: float
) -> None:
    """A refusal for being quick is over when it says so, and not before a second less."""
    time = Time()
    gate = Gate(rules=Rules(cooldown=cooldown), clock=time)
    gate.admit(Asker(user=1))
    time.turn(waited)
    refusal = gate.admit(Asker(user=1))
    if refusal is None:
        assert waited >= cooldown - 1e-5
        return

    time.turn(refusal.seconds)
    assert Reason.COOLDOWN is refusal.reason
    assert gate.admit(Asker(user=1)) is None


def test_a_refusal_costs_nothing() -> None:
    """Who was refused because of the crowd may ask at once when it is gone."""
    gate = Gate(rules=Rules(at_once=1, queue=0, cooldown=60), clock=Time())
    gate.admit(Asker(user=1))
    busy = gate.admit(Asker(user=2))
    gate.leave(2.0)

    assert busy
    assert Reason.BUSY is busy.reason
    assert gate.admit(Asker(user=2)) is None


def test_a_new_day_begins_at_midnight() -> None:
    """What was asked yesterday counts no more, and the refusal says how long it is until then."""
    time = Time()
    gate = Gate(rules=Rules(per_day=1), clock=time)
    gate.resume({7: 1})
    refusal = gate.admit(Asker(user=1, guild=7))
    time.turn(12 * 3600)

    assert refusal
    assert (Reason.DAY, 12 * 3600) == (refusal.reason, refusal.seconds)
    assert gate.admit(Asker(user=1, guild=7)) is None


def test_a_clock_that_is_set_back_locks_nobody_out() -> None:
    """The wait is never longer than the cooldown."""
    time = Time()
    gate = Gate(rules=Rules(cooldown=10), clock=time)
    gate.admit(Asker(user=1))
    time.turn(-9999)
    refusal = gate.admit(Asker(user=1))

    assert refusal
    assert 10 == refusal.seconds


@pytest.mark.parametrize(
    ("rules", "asker", "welcome"),
    [
        (Rules(), Asker(user=1), True),
        (Rules(), Asker(user=1, guild=2), True),
        (Rules(guilds=frozenset({2})), Asker(user=1, guild=2), True),
        (Rules(guilds=frozenset({2})), Asker(user=1, guild=3), False),
        (Rules(guilds=frozenset({2})), Asker(user=1), False),
        (
            Rules(channels=frozenset({5})),
            Asker(user=1, guild=2, channels=frozenset({9, 5})),
            True,
        ),
        (
            Rules(channels=frozenset({5})),
            Asker(user=1, guild=2, channels=frozenset({9})),
            False,
        ),
        (
            Rules(roles=frozenset({8})),
            Asker(user=1, guild=2, roles=frozenset({8, 1})),
            True,
        ),
        (Rules(roles=frozenset({8})), Asker(user=1, guild=2), False),
    ],
)
def test_who_is_welcome(rules: Rules, asker: Asker, welcome) -> None:
    """Every list that is set must name the asker; a direct message is in no list."""
    assert welcome is rules.welcome(asker)


def test_nobody_is_taken_while_leaving() -> None:
    """What is under way is finished, and nothing new begun."""
    gate = Gate(rules=Rules(), clock=Time(), leaving=True)
    refusal = gate.admit(Asker(user=1))

    assert refusal
    assert Reason.LEAVING is refusal.reason


def test_memory_does_not_grow_with_everybody_who_ever_asked() -> None:
    """Those whose cooldown is over are forgotten."""
    time = Time()
    gate = Gate(rules=Rules(cooldown=1, queue=10**6), clock=time)
    for who in range(3_000):
        time.turn(1)
        gate.admit(Asker(user=who))

    assert len(gate._last) <= 1_001

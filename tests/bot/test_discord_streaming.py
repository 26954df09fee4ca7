"""Edits while an answer grows: not too many, and none after the last."""

from __future__ import annotations

import asyncio
import itertools

from hypothesis import given
from hypothesis import strategies as st

from bot.discord_app.flight import Flight
from bot.discord_app.streaming import Pacer, Preview


@given(st.lists(st.tuples(st.integers(1, 3), st.floats(0, 5)), max_size=60))
def test_edits_of_one_channel_keep_their_distance(asked) -> None:
    """Whoever asks whenever, two edits of a key are a pause apart, and other keys don't wait."""
    pacer, now, at = Pacer(pause=1.0), 0.0, dict[int, list[float]]()
    for key, passed in asked:
        now += passed
        wait = pacer.reserve(key, now)
        first = key not in at
        at.setdefault(key, []).append(now + wait)

        assert wait >= 0
        assert not (first and wait)
    for times in at.values():
        assert all(b - a >= 1.0 - 1e-9 for a, b in itertools.pairwise(times))


def test_the_pacer_forgets_channels_that_rest() -> None:
    """It holds no more than what is still waited for."""
    pacer = Pacer(pause=1.0)
    for key in range(10_000):
        pacer.reserve(key, key * 10.0)

    assert len(pacer._free) <= 501


class Screen:
    """Shows texts."""

    def __init__(self, *, use: bool = True, fails: Exception | None = None) -> None:
        self.shown: list[str] = []
        self.use, self.fails = use, fails

    async def show(self, text: str) -> bool:
        """Show *text*."""
        await asyncio.sleep(0)
        if self.fails:
            raise self.fails
        self.shown.append(text)
        return self.use


def preview(screen: Screen, pause: float = 0.01) -> Preview:
    return Preview(screen.show, pacer=Pacer(pause=pause), key=1)


async def test_only_the_latest_text_is_shown() -> None:
    """Texts that came while an edit was under way are left out."""
    shown, began, free, done = [], asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def show(text: str) -> bool:
        shown.append(text)
        began.set()
        await free.wait()
        if text == "49":
            done.set()
        return True

    growing = Preview(show, pacer=Pacer(pause=0.01), key=1)
    growing.update("0")
    await began.wait()
    for n in range(1, 50):
        growing.update(str(n))
        await asyncio.sleep(0)
    free.set()
    await done.wait()
    await growing.close()

    assert ["0", "49"] == shown


async def test_no_edit_arrives_after_the_end() -> None:
    """The one that is under way is waited for, so that it can't overtake the answer."""
    shown, began, free = [], asyncio.Event(), asyncio.Event()

    async def show(text: str) -> bool:
        began.set()
        await free.wait()
        shown.append(text)
        return True

    growing = Preview(show, pacer=Pacer(pause=0.01), key=1)
    growing.update("half")
    await began.wait()
    growing.update("more")
    closing = asyncio.create_task(growing.close())
    await asyncio.sleep(0.01)
    free.set()
    await closing
    after = list(shown)
    await asyncio.sleep(0.1)

    assert ["half"] == after == shown


async def test_where_showing_is_of_no_use_it_ends() -> None:
    """A message that is gone is not edited again and again."""
    screen = Screen(use=False)
    shown = preview(screen)
    for n in range(5):
        shown.update(str(n))
        await asyncio.sleep(0.02)
    await shown.close()

    assert ["0"] == screen.shown


async def test_a_bug_in_showing_is_told_and_costs_no_answer(caplog) -> None:
    """It is logged at the end; the last edit is another's, and still comes."""
    shown = preview(Screen(fails=ZeroDivisionError()))
    shown.update("a")
    await asyncio.sleep(0.02)

    await shown.close()

    assert "ZeroDivisionError" in caplog.text


async def test_what_is_over_soon_is_not_shown_in_part() -> None:
    """A quick answer needs one message and no edits."""
    screen = Screen()
    shown = Preview(screen.show, pacer=Pacer(), key=1, settle=60.0)
    shown.update("half")
    await asyncio.sleep(0.02)
    await shown.close()

    assert [] == screen.shown


async def test_closing_what_never_began() -> None:
    """An answer that came at once needed no preview."""
    screen = Screen()
    await preview(screen).close()

    assert [] == screen.shown


async def test_landing_waits_for_those_who_follow() -> None:
    """What waits in a queue while we land is waited for, too."""
    flight, done = Flight(), []

    async def fly(n: int) -> None:
        with flight.aboard():
            await asyncio.sleep(0.02 * n)
            done.append(n)

    tasks = [asyncio.create_task(fly(n)) for n in range(5)]
    await asyncio.sleep(0)
    await flight.land(5, warning=1)

    assert [0, 1, 2, 3, 4] == done
    assert 0 == len(flight)
    await asyncio.gather(*tasks)


async def test_landing_cancels_what_takes_too_long() -> None:
    """It may still say so."""
    flight, said = Flight(), []

    async def fly() -> None:
        with flight.aboard():
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                await asyncio.sleep(0.01)
                said.append("stopped")
                raise

    task = asyncio.create_task(fly())
    await asyncio.sleep(0)
    await flight.land(0.05, warning=60)

    assert ["stopped"] == said
    assert task.cancelled()

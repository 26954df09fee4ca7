"""Options that several commands share, and what they come to."""

from __future__ import annotations

import functools

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.days import Edge, parse_day


if TYPE_CHECKING:
    from bot.wiring import App
    from rag.settings import RagSettings

WAIT = 600.0
"""Seconds that another process may take which is indexing."""

Command = Callable[..., int]
Option = Callable[[Command], Command]


@dataclass(frozen=True, kw_only=True)
class Runtime:
    """What commands work with; a test hands in its own."""

    environ: Mapping[str, str]
    open_app: Callable[[RagSettings], App]


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Settings given on the command line; None leaves the environment's."""

    corpus: Path | None = None
    home: Path | None = None
    model: str | None = None
    strict: bool = False

    def over(self, environ: Mapping[str, str]) -> Mapping[str, str]:
        """Return *environ* with these put over it."""
        given = {
            "TILBOT_CORPUS": self.corpus and str(self.corpus),
            "TILBOT_HOME": self.home and str(self.home),
            "TILBOT_CHAT_MODEL": self.model,
            "TILBOT_STRICT": self.strict and "1",
        }
        return {**environ, **{k: v for k, v in given.items() if v}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which notes count; both days are inclusive."""

    category: str | None = None
    since: date | None = None
    until: date | None = None
    limit: int | None = None
    """How many at most; None for the command's own default."""
    any_time: bool = False
    any_category: bool = False
    """Whether what the question says of time, or of a category, is no filter."""


def day(edge: Edge) -> Callable[[click.Context, click.Parameter, str | None], Any]:
    """Return a callback that reads a date; *edge* as in `parse_day`."""

    def read(
        _ctx: click.Context, _param: click.Parameter, value: str | None
    ) -> date | None:
        if value is None:
            return None
        try:
            return parse_day(value, edge)
        except ValueError as e:
            raise click.BadParameter(str(e)) from None

    return read


def runtime() -> Runtime:
    """Return what the running command works with."""
    given = click.get_current_context().obj
    if isinstance(given, Runtime):
        return given
    from bot.settings import environment

    def open_app(settings: RagSettings) -> App:
        from bot import wiring

        return wiring.open_app(settings)

    return Runtime(environ=environment(), open_app=open_app)


def places(command: Command) -> Command:
    """Add ``--corpus`` and ``--home``; the command gets `Places` as ``places``."""
    return gathered(command, "places", Places, _PLACES)


def places_and_model(command: Command) -> Command:
    """Add ``--corpus``, ``--home`` and ``--model``."""
    return gathered(command, "places", Places, (*_PLACES, _MODEL))


def answering(command: Command) -> Command:
    """Add ``--corpus``, ``--home``, ``--model`` and ``--strict``."""
    return gathered(command, "places", Places, (*_PLACES, _MODEL, _STRICT))


def filters(command: Command, *, more: tuple[Option, ...] = ()) -> Command:
    """Add the filters; the command gets `Filters` as ``filters``."""
    whole = gathered(command, "filters", Filters, (*_FILTERS, *more))

    @functools.wraps(whole)
    def checked(**kwargs: Any) -> int:
        since, until = kwargs.get("since"), kwargs.get("until")
        if since and until and since > until:
            raise click.UsageError(f"--since {since} is after --until {until}.")
        if kwargs.get("any_time") and (since or until):
            raise click.UsageError("--any-time does not go with --since or --until.")
        if kwargs.get("any_category") and kwargs.get("category"):
            raise click.UsageError("--any-category does not go with --category.")
        return whole(**kwargs)

    return checked


def asking(command: Command) -> Command:
    """Add the filters, and what frees a question of those that it names."""
    return filters(command, more=_FREE)


def _seconds(_ctx: click.Context, _param: click.Parameter, value: bool) -> float:  # noqa: FBT001  click's own
    return 0.0 if value else WAIT


waiting = click.option(
    "--no-wait",
    "wait",
    is_flag=True,
    callback=_seconds,
    help="Exit with 75 when another process is indexing.",
)
explain = click.option(
    "--explain",
    is_flag=True,
    help="Say on stderr what was understood, and what found each note.",
)
today = click.option(
    "--today",
    callback=day("exact"),
    metavar="DATE",
    help="Take DATE for today, in questions such as 'last month'.",
)


def _place(_ctx: click.Context, _param: click.Parameter, value: str) -> Path | None:
    # `--home "$UNSET"` must not mean the folder that one stands in.
    return Path(value) if value else None


_PLACES = (
    click.option(
        "--corpus",
        type=click.Path(),
        callback=_place,
        metavar="PATH",
        help="The notes. [env: TILBOT_CORPUS]",
    ),
    click.option(
        "--home",
        type=click.Path(),
        callback=_place,
        metavar="PATH",
        help="The index. [env: TILBOT_HOME]",
    ),
)
_MODEL = click.option(
    "--model",
    metavar="NAME",
    help="provider:model, or none for quotations. [env: TILBOT_CHAT_MODEL]",
)
_STRICT = click.option(
    "--strict",
    is_flag=True,
    help="Leave out what the notes don't bear out. [env: TILBOT_STRICT]",
)
_FILTERS = (
    click.option("--category", metavar="NAME", help="Only notes of this category."),
    click.option(
        "--since",
        callback=day("first"),
        metavar="DATE",
        help="From this day on: 2022-10-06, 2022-10 or 2022.",
    ),
    click.option(
        "--until",
        callback=day("last"),
        metavar="DATE",
        help="Up to the end of this day.",
    ),
    click.option(
        "-k", "limit", type=click.IntRange(1, 1000), help="At most so many notes."
    ),
)
_FREE = (
    click.option(
        "--any-time", is_flag=True, help="Take no date in the question for a filter."
    ),
    click.option("--any-category", is_flag=True, help="Nor a category that it names."),
)


def gathered(
    command: Command,
    name: str,
    kind: Callable[..., object],
    options: tuple[Option, ...],
) -> Command:
    """Add *options* to a command, which gets them as one value."""
    fields = kind.__dataclass_fields__  # type: ignore[attr-defined]  # a dataclass

    @functools.wraps(command)
    def called_with(**kwargs: Any) -> int:
        mine = {key: kwargs.pop(key) for key in list(kwargs) if key in fields}
        return command(**kwargs, **{name: kind(**mine)})

    called: Command = called_with
    for option in reversed(options):
        called = option(called)
    return called

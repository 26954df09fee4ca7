"""Questions from stdin: one, or many as JSON lines."""

from __future__ import annotations

import json
import math
import sys
import unicodedata

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import click

from bot.days import Edge, parse_day
from bot.render import json_lines
from bot.render.json_lines import Json
from rag.errors import TilbotError, UsageError
from rag.types import Ask, Turn


BAD_LINE = 65  # EX_DATAERR
"""The exit code when a line of the input could not be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of input that asks something."""

    id: object
    """The caller's own, of any type; None when there is none."""
    ask: Ask


Work = Callable[[Line], tuple[Json, int]]
"""Gives the result for a line, and the exit code that it stands for."""


def question(words: Sequence[str], *, as_json: bool, as_lines: bool) -> str:
    """
    Return the question of the arguments or, without any, of stdin.

    Raises:
        click.UsageError: there is none, or the options contradict each other.
    """
    if as_lines:
        if as_json or words:
            reason = "--json" if as_json else "a question as an argument"
            raise click.UsageError(
                f"--jsonl reads stdin; it does not go with {reason}."
            )
        return ""
    text = " ".join(words).strip()
    # It is None when the caller has closed it.
    if not words and sys.stdin is not None and not sys.stdin.isatty():
        try:
            text = sys.stdin.buffer.read().decode("utf-8-sig").strip()
        except UnicodeDecodeError:
            raise click.UsageError("The question on stdin is not UTF-8.") from None
    if not text:
        raise click.UsageError('There is no question; try: tilbot ask "…"')
    return clean(text)


def run(defaults: Ask, work: Work) -> int:
    """
    Do *work* for every line of stdin, print the results in the same order.

    Args:
        defaults: What holds where a line says nothing.
        work: May raise `TilbotError`, which then stands for the result.

    Returns:
        `BAD_LINE` if a line could not be read, else the first exit code that
        is not 0, else 0. Finding nothing is a result like any other.
    """
    codes = [0]
    for number, raw in _lines(sys.stdin.buffer):
        identity: object = None
        try:
            fields = _object(raw, number)
            identity = fields.get("id")
            line = Line(id=identity, ask=_ask(fields, number, defaults))
        except UsageError as e:
            result, code = json_lines.error(e, id=identity), BAD_LINE
        else:
            try:
                result, code = work(line)
            except TilbotError as e:
                result, code = json_lines.error(e, id=identity), e.exit_code
        # It flushes: a program may wait for this line before it asks again.
        click.echo(json_lines.line(result))
        codes.append(code)
    return BAD_LINE if BAD_LINE in codes else next(filter(None, codes), 0)


def _lines(stream: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield the lines with their numbers; blank ones at the end are none."""
    blank: list[tuple[int, bytes]] = []
    for number, raw in enumerate(stream, start=1):
        if not raw.strip():
            blank.append((number, raw))
            continue
        yield from blank
        blank.clear()
        yield number, raw


def _object(raw: bytes, number: int) -> dict[str, Any]:
    try:
        fields = json.loads(
            raw.decode("utf-8-sig"), parse_float=_finite, parse_constant=_finite
        )
    except UnicodeDecodeError:
        raise _bad(number, "is not UTF-8") from None
    except (ValueError, RecursionError):
        raise _bad(number, "is not JSON") from None
    if not isinstance(fields, dict):
        raise _bad(number, "is not an object")
    return fields


def _finite(written: str) -> float:
    """Refuse what Python reads, but no result could hold: JSON has no NaN."""
    value = float(written)
    if not math.isfinite(value):
        raise ValueError(written)
    return value


def _ask(fields: dict[str, Any], number: int, defaults: Ask) -> Ask:
    """Return what a line asks, or raise `UsageError`."""
    text = fields.get("question")
    if not isinstance(text, str) or not text.strip():
        raise _bad(number, 'has no "question"')
    category = fields.get("category")
    if category is not None and not isinstance(category, str):
        raise _bad(number, 'has a "category" that is not a string')

    given: dict[str, Any] = {"category": clean(category) if category else None}
    edges: tuple[tuple[str, Edge], ...] = (
        ("today", "exact"),
        ("since", "first"),
        ("until", "last"),
    )
    for name, edge in edges:
        value = fields.get(name)
        if value is None or value == "":
            continue
        try:
            given[name] = parse_day(str(value), edge)
        except ValueError as e:
            raise _bad(number, f'has a bad "{name}": {str(e).rstrip(".")}') from None
    for name in ("any_time", "any_category"):
        if name in fields:
            given[name] = fields[name] is True
    ask = replace(
        defaults,
        question=clean(text.strip()),
        history=_history(fields.get("history"), number),
        **{name: value for name, value in given.items() if value is not None},
    )
    if ask.since and ask.until and ask.since > ask.until:
        raise _bad(number, 'has a "since" after its "until"')
    return ask


def _history(value: object, number: int) -> tuple[Turn, ...]:
    turns: list[Turn] = []
    for turn in _listed(value, number):
        role, content = turn.get("role"), turn.get("content")
        if role not in ("user", "assistant") or not isinstance(content, str):
            raise _bad(
                number, 'has a "history" whose turns are not {"role", "content"}'
            )
        turns.append(Turn(role=role, content=clean(content)))
    return tuple(turns)


def _listed(value: object, number: int) -> list[dict[str, Any]]:
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
        raise _bad(number, 'has a "history" that is not a list of objects')
    return value


def clean(text: str) -> str:
    """Return *text* composed, and without what no UTF-8 can hold."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return unicodedata.normalize("NFC", whole)


def _bad(number: int, what: str) -> UsageError:
    return UsageError(
        f"Line {number} {what}.",
        hint='Write each line as {"question": "…"}, as tilbot ask --help shows.',
    )

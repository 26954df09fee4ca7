"""A question on the command line, and how its answer is wanted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import click

from bot.cli import batch, options


Command = Callable[..., Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """What `inquiry` gathers."""

    question: tuple[str, ...]
    """Words of the command line; none where stdin is read."""
    today: date | None
    explain: bool
    as_json: bool
    as_lines: bool
    """Whether stdin has a question a line."""
    wait: float
    """Seconds that another process may take which is indexing."""

    def text(self) -> str:
        """
        Return the question; blank for `as_lines`.

        Raises:
            click.UsageError: there is none, or the options contradict each other.
        """
        text = batch.question(
            self.question, as_json=self.as_json, as_lines=self.as_lines
        )
        if self.explain and self.as_lines:
            raise click.UsageError("--explain does not go with --jsonl.")
        return text


def inquiry(*, shown: str, does: str) -> Callable[[Command], Command]:
    """
    Add a question with its options; the command gets an `Inquiry` as ``inquiry``.

    Args:
        shown: What is printed, for the help.
        does: What is done for each line of stdin, likewise.
    """
    as_json = click.option(
        "--json", "as_json", is_flag=True, help=f"Print the {shown} as JSON."
    )
    as_lines = click.option(
        "--jsonl",
        "as_lines",
        is_flag=True,
        help=f"{does} every line of stdin, an object with a question, in JSON.",
    )

    def added(command: Command) -> Command:
        named = click.argument("question", nargs=-1)
        more = (options.today, options.explain, as_json, as_lines, options.waiting)
        return named(
            options.asking(options.gathered(command, "inquiry", Inquiry, more))
        )

    return added

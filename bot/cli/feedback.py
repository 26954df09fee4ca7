"""``tilbot feedback``: what people on Discord made of the answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from typing import Any

import click

from bot.cli import options
from bot.cli.options import Places
from bot.cli.session import Session, opened
from bot.grouping import Group, grouped
from bot.render import json_lines, plain
from bot.words import Word


@click.command("feedback")
@click.option(
    "--unanswered",
    is_flag=True,
    help="The questions that the notes could not answer, alike ones together.",
)
@click.option("--json", "--jsonl", "as_json", is_flag=True, help="A JSON line each.")
@options.places
def feedback_command(*, unanswered: bool, as_json: bool, places: Places) -> int:
    """List the votes on answers, or what to write about next.

    With --unanswered, the largest group of questions comes first.
    """
    from bot.feedback import Feedback
    from bot.kept import FILE

    with opened(places) as session:
        path = session.app.settings.home / FILE
        if not path.exists():
            session.tell(Word.NO_FEEDBACK.text(session.lang))
            return 0
        feedback = Feedback(path)
        try:
            rows = (_groups if unanswered else _votes)(feedback, session)
        finally:
            feedback.close()
        if not rows:
            session.tell(Word.NO_FEEDBACK.text(session.lang))
        for row, text in rows:
            click.echo(json_lines.line(row) if as_json else text)
        return 0


Row = tuple[dict[str, Any], str]


def _votes(feedback: Any, session: Session) -> Sequence[Row]:
    return [
        (
            {
                "id": v.id,
                "asked_at": v.asked_at.isoformat(),
                "question": v.question,
                "answer": v.text,
                "outcome": v.outcome.value,
                "sources": list(v.sources),
                "ups": v.ups,
                "downs": v.downs,
            },
            f"{v.asked_at.astimezone(session.zone):%Y-%m-%d}  "
            f"👍 {v.ups}  👎 {v.downs}  {plain.one_line(v.question)}"
            + "".join(f"\n    {plain.one_line(title)}" for title in v.sources),
        )
        for v in feedback.votes()
    ]


def _groups(feedback: Any, session: Session) -> Sequence[Row]:
    analyser = session.app.analyser

    def terms(question: str) -> frozenset[str]:
        found = analyser.question(question)
        return frozenset(found.words.keys() - found.frame)

    return [
        (_fields(g), _told(g, session.zone))
        for g in grouped(feedback.unanswered(), terms)
    ]


def _fields(group: Group) -> dict[str, Any]:
    return {
        "count": len(group.questions),
        "terms": list(group.terms),
        "last_asked_at": group.last.isoformat(),
        "questions": [
            {
                "question": q.question,
                "outcome": q.outcome.value,
                "asked_at": q.asked_at.isoformat(),
            }
            for q in group.questions
        ],
    }


def _told(group: Group, zone: tzinfo) -> str:
    head = f"{len(group.questions)}×  {', '.join(group.terms) or '–'}"
    rows = [
        f"    {q.asked_at.astimezone(zone):%Y-%m-%d}  {plain.one_line(q.question)}"
        for q in group.questions
    ]
    return "\n".join([head, *rows])

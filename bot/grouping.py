"""Puts questions about the same thing together; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.feedback import Unanswered


ALIKE = 0.5
"""Share of the smaller question's terms that two questions of a group have in
common."""
_NAMED = 4
"""Terms that a group is named by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Questions about the same thing."""

    questions: tuple[Unanswered, ...]
    """Oldest first; at least one."""
    terms: tuple[str, ...]
    """What they speak of, the commonest first."""

    @property
    def last(self) -> datetime:
        """When it was last asked about."""
        return max(q.asked_at for q in self.questions)


def grouped(
    questions: Sequence[Unanswered], terms: Callable[[str], frozenset[str]]
) -> list[Group]:
    """
    Return *questions* in groups, the largest first, then the latest.

    Args:
        questions: Oldest first.
        terms: Gives what a question speaks of.

    Each question is in one group, in the first whose common terms it shares;
    one without terms is with its equals. A question asked twice counts twice.
    """
    groups: list[tuple[Counter[str], list[Unanswered]]] = []
    for question in questions:
        own = terms(question.question) or frozenset({question.question.strip()})
        counts, members = next(
            (g for g in groups if _alike(own, g[0], len(g[1]))),
            (Counter[str](), list[Unanswered]()),
        )
        if not members:
            groups.append((counts, members))
        counts.update(own)
        members.append(question)
    made = [
        Group(questions=tuple(m), terms=tuple(t for t, _ in c.most_common(_NAMED)))
        for c, m in groups
    ]
    return sorted(made, key=lambda g: (len(g.questions), g.last), reverse=True)


def _alike(own: frozenset[str], counts: Counter[str], members: int) -> bool:
    """Say whether *own* terms are those of most members of a group."""
    core = {term for term, n in counts.items() if 2 * n >= members}
    return len(own & core) >= ALIKE * max(1, min(len(own), len(core)))

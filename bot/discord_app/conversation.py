"""What was said before, as turns; pure.

Discord itself is the memory: messages are read again for each question.
"""

from __future__ import annotations

import re

from collections.abc import Sequence
from dataclasses import dataclass

from bot.render.discord_text import clean, finished
from rag.citations.markers import JOINER
from rag.types import Turn


KEPT = 20
"""Turns that a follow-up is understood by."""
EXCHANGES = 3
"""Questions in a row from which on a conversation gets a thread."""
_LONGEST = 1_500
"""Characters of an earlier message; the sources come last and are cut first."""
_SHOWN = 280
"""Characters of a question that are shown above its answer."""
_FIRST = re.compile(r"> ❓ (.*?)(?:\n|$)")
_ESCAPED = re.compile(r"\\([\\*_~|`\[\]<>#])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A message, as far as a conversation goes."""

    id: int
    ours: bool
    text: str
    """As it stands in Discord; blank when we may not see it."""


def mentions(content: str, me: int) -> bool:
    """
    Say whether *content* names us.

    The list of mentions of a message won't do: a reply puts its addressee
    there, whatever it says.
    """
    return re.search(rf"<@!?{me}>", content) is not None


def asked(content: str, me: int) -> str:
    """Return *content* without our name."""
    return re.sub(rf"\s*<@!?{me}>[ \t]*[,:]?[ \t]*", " ", content).strip()


def heading(question: str) -> str:
    """
    Return the line that shows *question* above its answer.

    So that those who read the channel see what was asked by a command, and a
    follow-up finds it again; see `recovered`.
    """
    text = " ".join(clean(question).split())
    if len(text) > _SHOWN:
        text = text[: _SHOWN - 1] + "…"
    # What people type stays text: no mark-up, no spoiler, no ping, no link. A link
    # would be the bot's, which may post them where the asker may not.
    return "> ❓ " + finished(re.sub(r"([\\*_~|`\[\]<>#])", r"\\\1", text))


def recovered(content: str) -> tuple[str | None, str]:
    """Return the question that `heading` put above *content*, and the rest."""
    match = _FIRST.match(content)
    if match is None:
        return None, content
    asked = _ESCAPED.sub(r"\1", match[1].replace(JOINER, ""))
    return asked, content[match.end() :]


def turns(said: Sequence[Said], me: int) -> tuple[Turn, ...]:
    """
    Return what was *said*, oldest first, as turns for the chain.

    What can't be read is left out; messages of one side in a row are one
    turn. An answer with its question above gives two turns.
    """
    found: list[Turn] = []

    def add(turn: Turn) -> None:
        if found and found[-1].role == turn.role:
            both = f"{found.pop().content}\n{turn.content}"
            turn = Turn(role=turn.role, content=both[:_LONGEST])
        found.append(turn)

    for message in said:
        if not message.ours:
            if text := asked(message.text, me)[:_LONGEST]:
                add(Turn(role="user", content=text))
            continue
        question, text = recovered(message.text)
        if question:
            add(Turn(role="user", content=question))
        if text := text.strip()[:_LONGEST]:
            add(Turn(role="assistant", content=text))
    return tuple(found[-KEPT:])


def long_enough(history: Sequence[Turn]) -> bool:
    """Say whether the next question is one of a long exchange."""
    return sum(turn.role == "user" for turn in history) >= EXCHANGES - 1


def thread_name(question: str) -> str:
    """Return a name for a thread: the question, 90 characters at most."""
    text = " ".join(question.split())
    return text if len(text) <= 90 else text[:89] + "…"

"""A sentence held against a note, as the rules of the check see both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fakes.rag import entry, hit

from rag.analyse.glossary import Glossary
from rag.check.evidence.passages import Evidence
from rag.check.rules.support import Weighed, weigh
from rag.check.verdict.checker import Checker
from rag.compare.words import Reading


CHECKER = Checker()
"""Whose readings all tests of a run share."""


def held(
    sentence: str, body: str, *, title: str = "메모 🧪"
) -> tuple[Reading, Sequence[Evidence], Glossary]:
    """Read a sentence and the note that it cites: what a rule is asked about."""
    (claim,) = CHECKER.reader.read([sentence])
    note = entry("n", body, title=title)
    evidence = CHECKER.evidence([replace(hit(note), entry=note)])
    return claim, evidence, CHECKER.reader.glossary


def weighed(sentence: str, body: str) -> Weighed:
    """Hold a sentence against a note."""
    return weigh(*held(sentence, body))


def wrong(sentence: str, body: str, *kinds: str) -> tuple[str, ...]:
    """Return what any rule finds wrong, or only what is of these kinds."""
    return tuple(w for w in weighed(sentence, body).wrong if w.startswith(kinds or ""))

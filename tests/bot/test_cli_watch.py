"""What ``--watch`` does with a run that fails."""

from __future__ import annotations

import pytest

from bot.cli.watch import PAUSES, _patiently
from rag.errors import CorpusError, IndexBusy, TilbotError
from rag.index_types import IndexReport


BUSY = IndexBusy("Another process is indexing.", hint="Wait.")


@pytest.mark.parametrize(
    ("failures", "pauses"),
    [([], 0), ([BUSY], 1), ([BUSY] * 9, 3), ([CorpusError("Gone.", hint="x")], 0)],
)
def test_what_may_succeed_later_is_tried_later(failures, pauses) -> None:
    """Another writer is waited for, a bounded number of times; a missing folder isn't."""
    left, waited = list(failures), []

    def run(before: IndexReport | None, *, rebuild: bool = False) -> IndexReport:
        if left:
            raise left.pop(0)
        return IndexReport(generation="new")

    try:
        outcome: object = _patiently(run, IndexReport(), waited.append).generation
    except TilbotError as e:
        outcome = e

    assert list(PAUSES[:pauses]) == waited
    assert ("new" if failures in ([], [BUSY]) else failures[0]) == outcome

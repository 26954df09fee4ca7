"""The endings by which a Korean clause is joined to the next, as patterns."""

from __future__ import annotations


def _joined(endings: str) -> str:
    return rf"(?<=[가-힣])(?:{endings}),?\s"


_BESIDE = "고|며|지만|으나|는데|면서"
JOINED = _joined(_BESIDE)
"""What comes next is said beside it, or against it."""
LINKED = _joined(f"{_BESIDE}|므로|니|어서|아서|기에")
"""Or it is the reason of what comes next."""

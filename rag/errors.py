"""Everything tilbot can fail with, as one tree.

TilbotError              shown to people, always with a way out
├── UsageError           the command line asks for something impossible
├── ConfigError          a setting is missing or malformed
│   └── UnknownDatabase  the Chroma server does not know it
├── CorpusError          the notes can't be read at all
├── IndexMissing         nothing to search yet
├── IndexBroken          the index can't be read or written
├── IndexBusy            another process is writing the index
├── TracesBroken         how answers came about can't be read
├── FeedbackBroken       votes can't be kept
├── AlreadyRunning       another process answers on Discord
└── ServiceError         somebody else's computer failed
    ├── ServiceTimeout
    ├── RateLimited
    ├── PromptTooLong    a model's, which has no room for it
    ├── ServiceUnwell    a model's, with 5xx
    ├── ServerUnwell     Chroma's, likewise
    └── Gone             a collection was swept meanwhile

Those that only one module raises stand in it.

A bug in tilbot is not in this tree: let AssertionError, TypeError and
friends fly to the top.
"""

from __future__ import annotations

from typing import ClassVar


class TilbotError(Exception):
    """
    A failure that the person at the keyboard can do something about.

    Args:
        problem: What went wrong, as one sentence, naming the thing involved.
        hint: What to do now, as one imperative sentence.
        korean: Both in Korean, where whoever asked a question is told of it.
    """

    exit_code: ClassVar[int] = 70  # EX_SOFTWARE
    """What a command line front end exits with, as in sysexits(3).

    Written as numbers, because `os.EX_*` does not exist on Windows.
    """
    retryable: ClassVar[bool] = False
    """Whether the same request may succeed a moment later."""

    def __init__(
        self, problem: str, *, hint: str, korean: tuple[str, str] | None = None
    ) -> None:
        super().__init__(problem)
        self.problem = problem
        self.hint = hint
        self.korean = korean

    def told(self, *, korean: bool) -> tuple[str, str]:
        """Return what went wrong and what to do now, in Korean if that is known."""
        return self.korean if korean and self.korean else (self.problem, self.hint)


class UsageError(TilbotError):
    """The command line asks for something impossible."""

    exit_code = 2


class ConfigError(TilbotError):
    """A setting is missing or malformed."""

    exit_code = 78  # EX_CONFIG


class CorpusError(TilbotError):
    """The notes can't be read at all."""

    exit_code = 66  # EX_NOINPUT


class IndexMissing(TilbotError):
    """There is nothing to search yet."""

    exit_code = 66  # EX_NOINPUT


class IndexBroken(TilbotError):
    """The index can't be read or written."""

    exit_code = 74  # EX_IOERR


class TracesBroken(TilbotError):
    """What is kept of how answers came about can't be read or erased."""

    exit_code = 74  # EX_IOERR


class IndexBusy(TilbotError):
    """Another process is writing the index."""

    exit_code = 75  # EX_TEMPFAIL
    retryable = True


class ServiceError(TilbotError):
    """Somebody else's computer failed."""

    exit_code = 69  # EX_UNAVAILABLE


class ServiceTimeout(ServiceError):
    """It did not answer in time."""

    retryable = True


class PromptTooLong(ServiceError):
    """The model has no room for all that it was told."""


class RateLimited(ServiceError):
    """It says that we ask too often, or that the quota is used up."""

    retryable = True
    retry_after: float | None = None
    """Seconds to wait before the next try, when it said so."""

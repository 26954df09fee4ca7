"""A service that we ask: how to speak of it, and how patiently to ask it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from rag.errors import TilbotError


if TYPE_CHECKING:
    import tenacity


OPENAI_URL = "https://api.openai.com/v1"
"""Said outright, so that no variable but ours decides who is asked."""


@dataclass(frozen=True, kw_only=True)
class Service:
    """Somebody's computer, and how to speak of it."""

    what: str
    """What it does for us, as in ``the chat model``."""
    what_ko: str
    """The same in Korean; it ends in ``모델``."""
    name: str
    """``provider:model``."""
    setting: str
    """The variable that picks the model."""
    base_url: str | None = None
    timeout: float

    @property
    def provider(self) -> str:
        """Who runs it."""
        return self.name.partition(":")[0]

    @property
    def host(self) -> str:
        """Where it is, if that was set; no path and no credentials of the address."""
        # Not hostname/port: a malformed port raises.
        return urlsplit(self.base_url or "").netloc.rpartition("@")[2]

    @property
    def label(self) -> str:
        """Its name in a sentence."""
        host = f" at {self.host}" if self.base_url else ""
        return f"{self.what} {self.name}{host}"

    @property
    def label_ko(self) -> str:
        """Its name in a Korean sentence, behind which a particle may stand."""
        names = ", ".join(filter(None, (self.name, self.host)))
        return f"{names} {self.what_ko}"


@dataclass(frozen=True, kw_only=True)
class Patience:
    """How long to go on asking."""

    tries: int = 3
    """Requests in all."""
    total: float
    """Seconds from the first request until the last may begin."""
    longest: float = 20.0
    """Seconds that a service may ask us to wait; if more, we give up."""
    first: float = 0.5
    """Seconds before the second request, half of them by chance; doubles."""

    def tenacity(self) -> dict[str, Any]:
        """Return the arguments for `tenacity.Retrying` and its async twin."""
        import tenacity

        half = self.first / 2
        backoff = tenacity.wait_combine(
            tenacity.wait_exponential(multiplier=half, max=self.longest),
            tenacity.wait_random(0, half),
        )

        def error(state: tenacity.RetryCallState) -> BaseException | None:
            return state.outcome.exception() if state.outcome else None

        def wait(state: tenacity.RetryCallState) -> float:
            asked = getattr(error(state), "retry_after", None)
            # A little later than asked, so that many askers don't meet again.
            pause = backoff(state)
            return pause if asked is None else asked + pause / 2

        def again(e: BaseException) -> bool:
            return (
                isinstance(e, TilbotError)
                and e.retryable
                and (getattr(e, "retry_after", None) or 0.0) <= self.longest
            )

        return {
            "retry": tenacity.retry_if_exception(again),
            "stop": tenacity.stop_any(
                tenacity.stop_after_attempt(self.tries),
                tenacity.stop_before_delay(self.total),
            ),
            "wait": wait,
            "reraise": True,
        }

"""What a failure of a model's vendor means for us.

Vendors are plug-ins that need not be installed, so their exceptions are told
by name, status and code, never by importing them.
"""

from __future__ import annotations

import email.utils
import re
import time

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import ClassVar

from rag.errors import (
    ConfigError,
    PromptTooLong,
    RateLimited,
    ServiceError,
    ServiceTimeout,
    TilbotError,
)
from rag.models.failure_words import Trouble, failing
from rag.models.service import Service


# A made-up code of letters is safe to show; a message may quote a key or a note.
_CODE = re.compile(r"[a-z]+(?:_[a-z]+)*")
_PIP = re.compile(r"pip install (?:-U |--upgrade )?[\"']?([\w.\-]+(?:\[\w+\])?)")
_TOO_LARGE = frozenset({400, 413, 422})
_LOOKED_AT = 2_000
# A message is only looked at for what went wrong, and never passed on.
_LENGTH = re.compile(
    r"context[_ ](?:length|size|window)|maximum context|prompt is too long"
    r"|too many (?:input )?tokens|exceeds? the (?:available |model'?s? )?context"
    r"|max(?:imum)?[_ ](?:input[_ ])?(?:length|tokens).{0,40}exceed"
    r"|input (?:is too long|length)|request (?:is )?too large",
    re.IGNORECASE | re.DOTALL,
)
_OUT_OF_QUOTA = ("insufficient_quota", "billing", "credit")


class ServiceUnwell(ServiceError):
    """It failed on its side, and may have recovered a moment later."""

    retryable: ClassVar[bool] = True


@contextmanager
def translated(service: Service) -> Iterator[None]:
    """
    Turn whatever a vendor raises into one of our errors.

    Keep nothing of ours inside: here a bug would look like a vendor's failure.
    """
    try:
        yield
    except TilbotError:
        raise
    # Any provider's package may be behind the call, each with exceptions of
    # its own and of its transport, with no base class in common.
    except Exception as e:
        raise translate(e, service) from e


@contextmanager
def being_set_up(service: Service) -> Iterator[None]:
    """Turn what the making of a vendor's client raises into `ConfigError`."""
    setting = f"{service.setting}={service.name!r}"
    try:
        yield
    except ImportError as e:
        found = _PIP.search(str(e))
        package = found[1] if found else f"langchain-{service.provider}"
        raise ConfigError(
            f"{setting} needs the package {package}, which is not installed.",
            hint=f"Run `pip install {package}`.",
        ) from e
    # LangChain says an unknown provider by ValueError, but so do validators
    # of the providers; those are subclasses or speak of something else.
    except ValueError as e:
        if type(e) is ValueError and "support" in str(e).lower():
            raise ConfigError(
                f"{setting} names a provider that LangChain does not know.",
                hint="Use one such as openai, ollama, anthropic, google_genai, "
                "mistralai or huggingface.",
            ) from e
        raise _unready(e, service) from e
    # A provider's own checks, of a kind that only it knows.
    except Exception as e:
        raise _unready(e, service) from e


def translate(e: Exception, service: Service) -> ServiceError:
    """Return what *e* means; its own message is never passed on."""
    names = {c.__name__.lower() for c in type(e).__mro__}
    status, code = _status(e), _code(e)
    if status is not None:
        if status in _TOO_LARGE and _LENGTH.search(f"{code} {e}"[:_LOOKED_AT]):
            return failing(
                PromptTooLong, Trouble.TOO_LONG, service, tail=_tail(status, code)
            )
        return _by_status(status, code, service, retry_after(_headers(e)))
    if any("timeout" in name for name in names):
        return silence(service)
    if any("connect" in n or "network" in n or "transport" in n for n in names):
        return _by_connection(e, service)
    # LangChain's word for a stream that held nothing is a plain ValueError.
    empty = type(e) is ValueError and "generation" in str(e)
    if empty or any("protocolerror" in n or "jsondecode" in n for n in names):
        return broken_off(service)
    what = code or type(e).__name__
    return failing(ServiceError, Trouble.FAILED, service, what=what)


def silence(service: Service) -> ServiceTimeout:
    """Return the error for a service that said nothing for too long."""
    return failing(ServiceTimeout, Trouble.SILENT, service)


def broken_off(service: Service) -> ServiceError:
    """Return the error for a reply that ended, or was spoilt, in its middle."""
    return failing(ServiceUnwell, Trouble.BROKEN_OFF, service)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds that a service asks us to wait, if it does."""
    for name, unit in (("retry-after-ms", 1000.0), ("retry-after", 1.0)):
        value = headers.get(name, "")
        if re.fullmatch(r"[0-9]{1,9}(?:\.[0-9]{1,9})?", value):
            return float(value) / unit
    try:
        when = email.utils.parsedate_to_datetime(headers.get("retry-after", ""))
        return max(0.0, when.timestamp() - time.time())
    except (TypeError, ValueError, OverflowError):
        return None


def _unready(e: Exception, service: Service) -> ConfigError:
    return ConfigError(
        f"{service.setting}={service.name!r} can't be set up: {type(e).__name__}.",
        hint=f"Check the settings that the provider {service.provider} reads.",
    )


def _by_status(
    status: int, code: str, service: Service, after: float | None
) -> ServiceError:
    openai = service.provider == "openai"
    kind: type[ServiceError] = ServiceError
    match status:
        case 401:
            trouble = Trouble.KEY if openai else Trouble.OTHER_KEY
        case 402 | 429 if status == 402 or any(w in code for w in _OUT_OF_QUOTA):
            trouble = Trouble.QUOTA
        case 403:
            trouble = Trouble.FORBIDDEN
        case 404:
            trouble = Trouble.UNKNOWN_THERE if service.base_url else Trouble.UNKNOWN
        case 408 | 504:
            return silence(service)
        case 429:
            trouble, kind = Trouble.TOO_OFTEN, RateLimited
        case _ if status >= 500 or status == 409:
            trouble, kind = Trouble.UNWELL, ServiceUnwell
        case _:
            trouble = Trouble.REFUSED
    error = failing(kind, trouble, service, tail=_tail(status, code))
    if isinstance(error, RateLimited):
        error.retry_after = after
    return error


def _tail(status: int, code: str) -> str:
    return f" ({status}{' ' + code if code else ''})."


def _by_connection(e: Exception, service: Service) -> ServiceError:
    openai = service.provider == "openai"
    # Where nobody listens, asking again at once is of no use.
    cause: BaseException | None = e
    while cause is not None:
        if type(cause).__name__ in {"ConnectError", "ConnectionRefusedError"}:
            there = Trouble.UNREACHED_THERE if openai else Trouble.UNREACHED
            return failing(ServiceError, there, service)
        cause = cause.__cause__ or cause.__context__
    hung_up = Trouble.HUNG_UP_THERE if openai else Trouble.HUNG_UP
    return failing(ServiceUnwell, hung_up, service)


def _status(e: Exception) -> int | None:
    response = getattr(e, "response", None)
    for value in (
        getattr(e, "status_code", None),
        getattr(response, "status_code", None),
        getattr(e, "http_status", None),
        getattr(e, "code", None),
    ):
        if isinstance(value, int) and 400 <= value < 600:
            return value
    return None


def _code(e: Exception) -> str:
    body = getattr(e, "body", None)
    inner = body.get("error", body) if isinstance(body, dict) else None
    for value in (
        getattr(e, "code", None),
        inner.get("code") if isinstance(inner, dict) else None,
        inner.get("type") if isinstance(inner, dict) else None,
        getattr(e, "type", None),
    ):
        if isinstance(value, str) and len(value) <= 60 and _CODE.fullmatch(value):
            return value
    return ""


def _headers(e: Exception) -> Mapping[str, str]:
    headers = getattr(getattr(e, "response", None), "headers", None)
    if not isinstance(headers, Mapping):
        return {}
    return {str(k).lower(): str(v) for k, v in headers.items()}

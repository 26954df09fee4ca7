"""What the failures of a Chroma server, and of the way to it, mean for us."""

from __future__ import annotations

import json

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import ClassVar
from urllib.parse import urlsplit

from rag.errors import (
    ConfigError,
    IndexBroken,
    RateLimited,
    ServiceError,
    ServiceTimeout,
)


_HINT = "Check that it runs, the network and TILBOT_CHROMA_URL."


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a server is, and how it knows us."""

    url: str
    tenant: str | None = None
    """None takes the one that the token belongs to."""
    database: str | None = None
    """None takes the only one that the token may use."""
    token: str | None = field(default=None, repr=False)
    timeout: float = 30.0
    """Seconds that a request may take."""

    @property
    def host(self) -> str:
        """Name and port, to be shown."""
        return urlsplit(self.url).netloc.rpartition("@")[2]


class Gone(ServiceError):
    """The server does not have what we ask for."""


class UnknownDatabase(ConfigError):
    """The server does not have the database; an indexer may make it."""


class ServerUnwell(ServiceError):
    """It failed, and may have recovered a moment later."""

    retryable: ClassVar[bool] = True


def by_status(status: int, address: Address) -> ServiceError | None:
    """Return what a status means that is the same whoever gives it."""
    if status in {401, 403}:
        return ServiceError(
            f"{address.host} refused the token ({status}).",
            hint="Check TILBOT_CHROMA_TOKEN, and what it may do.",
        )
    if status == 429:
        return RateLimited(
            f"{address.host} says that we ask too often (429).",
            hint="Wait a minute, then try again.",
        )
    if status in {408, 504}:
        return _silence(address)
    if status in {502, 503}:
        return unwell(address, status)
    return None


def unwell(address: Address, status: int) -> ServerUnwell:
    """Return the error for a server, or a proxy before it, in trouble of its own."""
    return ServerUnwell(
        f"{address.host} can't answer now ({status}).",
        hint="Try again in a few minutes.",
    )


def not_chroma(address: Address, why: str) -> ConfigError:
    """Return the error for a server that speaks another language."""
    return ConfigError(
        f"{address.host} does not answer as Chroma 1.x does: {why}.",
        hint="Check TILBOT_CHROMA_URL and the version of the server.",
    )


def _silence(address: Address) -> ServiceTimeout:
    return ServiceTimeout(
        f"{address.host} did not answer within {address.timeout:g} s.",
        hint="Try again, or raise TILBOT_TIMEOUT.",
    )


@contextmanager
def translated(address: Address) -> Iterator[None]:
    """
    Turn what the client raises into our errors.

    Keep nothing of ours inside: here a bug would look like the server's failure.
    """
    import chromadb.errors
    import httpx

    try:
        yield
    except httpx.TimeoutException as e:
        raise _silence(address) from e
    except httpx.HTTPError as e:
        said = "can't be reached" if isinstance(e, httpx.ConnectError) else "broke off"
        raise ServerUnwell(
            f"The Chroma server {address.host} {said}.", hint=_HINT
        ) from e
    except chromadb.errors.NotFoundError as e:
        raise Gone(
            f"The Chroma server {address.host} has lost what we look for: {e}.",
            hint="Run `tilbot index` where the notes are.",
        ) from e
    except chromadb.errors.ChromaError as e:
        if "dimension" in str(e):
            raise IndexBroken(
                f"The embedding model gives vectors of another dimension: {e}.",
                hint="Run `tilbot index --rebuild` to embed all notes anew.",
            ) from e
        raise ServiceError(
            f"The Chroma server {address.host} failed: {e}.",
            hint="Look at the log of the server, then try again.",
        ) from e
    except (json.JSONDecodeError, LookupError, TypeError, AttributeError) as e:
        raise not_chroma(address, type(e).__name__) from e

"""Whether an OpenAI-compatible server can be reached, without cost."""

from __future__ import annotations

import http.client
import threading
import urllib.error
import urllib.request

from urllib.parse import urlsplit

from rag.errors import ServiceError, ServiceTimeout
from rag.service import OPENAI_URL
from rag.settings import RagSettings


PATIENCE = 5.0
"""Seconds in all, the look-up of the name included."""


def probe(settings: RagSettings, *, patience: float = PATIENCE) -> str:
    """
    Ask the server for its models, and return its host.

    Raises:
        ServiceError: it can't be reached, refuses the key, or is unwell.
        ServiceTimeout: it did not answer within *patience* seconds.
    """
    base = settings.base_url or OPENAI_URL
    # Of the address only the host is shown: the rest may hold credentials.
    host = urlsplit(base).netloc.rpartition("@")[2]
    request = urllib.request.Request(f"{base.rstrip('/')}/models")  # noqa: S310  # the settings allow http(s) only
    # It must not follow where another server redirects to.
    key = f"Bearer {settings.api_key or 'none'}"
    request.add_unredirected_header("Authorization", key)
    found: list[int | str] = []
    # A thread, because a look-up of a name knows no time-out.
    asking = threading.Thread(
        target=lambda: found.append(_status(request, patience)), daemon=True
    )
    asking.start()
    asking.join(patience)
    if not found:
        raise ServiceTimeout(
            f"{host} did not answer within {patience:g} seconds.",
            hint="Check the network and OPENAI_BASE_URL.",
        )
    status = found[0]
    if isinstance(status, str):
        raise ServiceError(
            f"{host} can't be reached: {status}.",
            hint="Check the network and OPENAI_BASE_URL.",
        )
    if status in {401, 403}:
        raise ServiceError(
            f"{host} refused the key ({status}).",
            hint="Check OPENAI_API_KEY in the environment or in .env.",
        )
    if status == 429 or status >= 500 or 300 <= status < 400:
        raise ServiceError(
            f"{host} can't answer now ({status}).",
            hint="Check the quota of the key and the state of the service.",
        )
    return host


def _status(request: urllib.request.Request, patience: float) -> int | str:
    """Return the status of the reply, or why there is none."""
    try:
        with urllib.request.urlopen(request, timeout=patience) as reply:  # noqa: S310  # as above
            return int(reply.status)
    except urllib.error.HTTPError as e:
        with e:
            return e.code
    except urllib.error.URLError as e:
        reason = e.reason
        return str(getattr(reason, "strerror", None) or reason)
    except (OSError, ValueError, http.client.HTTPException) as e:
        return type(e).__name__

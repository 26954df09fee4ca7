"""Whether a server can be reached, without cost."""

from __future__ import annotations

import http.client
import threading
import urllib.error
import urllib.request

from dataclasses import dataclass
from urllib.parse import urlsplit

from rag.errors import ServiceError, ServiceTimeout
from rag.models.service import OPENAI_URL
from rag.settings import RagSettings


PATIENCE = 5.0
"""Seconds in all, the look-up of the name included."""
_MOST = 1_000_000
"""Bytes of a reply that are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a server said."""

    status: int
    body: bytes = b""


def probe(settings: RagSettings, *, patience: float = PATIENCE) -> str:
    """
    Ask the server for its models, and return its host.

    Raises:
        ServiceError: it can't be reached, refuses the key, or is unwell.
        ServiceTimeout: it did not answer within *patience* seconds.
    """
    base = settings.base_url or OPENAI_URL
    key = f"Bearer {settings.api_key or 'none'}"
    host = host_of(base)
    reply = fetched(
        f"{base.rstrip('/')}/models", key, "OPENAI_BASE_URL", patience=patience
    )
    status = reply.status
    if status in {401, 403}:
        raise ServiceError(
            f"{host} refused the key ({status}).",
            hint="Check OPENAI_API_KEY in the environment or in .env.",
        )
    if unwell(status):
        raise ServiceError(
            f"{host} can't answer now ({status}).",
            hint="Check the quota of the key and the state of the service.",
        )
    return host


def unwell(status: int) -> bool:
    """Say whether a server with this status may be well another time."""
    return status == 429 or status >= 500 or 300 <= status < 400


def host_of(address: str) -> str:
    """Return what of an address is shown: the rest may hold credentials."""
    return urlsplit(address).netloc.rpartition("@")[2]


def fetched(
    address: str, authorization: str, setting: str, *, patience: float = PATIENCE
) -> Reply:
    """
    Return what the server at *address* says, whatever its status.

    Args:
        address: Of http or https.
        authorization: Sent to that server, and not to where it redirects.
        setting: Names the server, for the hint.
        patience: Seconds.

    Raises:
        ServiceError: it can't be reached.
        ServiceTimeout: it did not answer within *patience* seconds.
    """
    host, hint = host_of(address), f"Check the network and {setting}."
    request = urllib.request.Request(address)  # noqa: S310  # the settings allow http(s) only
    request.add_unredirected_header("Authorization", authorization)
    found: list[Reply | str] = []
    # A thread, because a look-up of a name knows no time-out.
    asking = threading.Thread(
        target=lambda: found.append(_reply(request, patience)), daemon=True
    )
    asking.start()
    asking.join(patience)
    if not found:
        raise ServiceTimeout(
            f"{host} did not answer within {patience:g} seconds.", hint=hint
        )
    if isinstance(found[0], str):
        raise ServiceError(f"{host} can't be reached: {found[0]}.", hint=hint)
    return found[0]


def _reply(request: urllib.request.Request, patience: float) -> Reply | str:
    """Return the reply, or why there is none."""
    try:
        with urllib.request.urlopen(request, timeout=patience) as reply:  # noqa: S310  # as above
            return Reply(status=int(reply.status), body=reply.read(_MOST))
    except urllib.error.HTTPError as e:
        with e:
            return Reply(status=e.code)
    except urllib.error.URLError as e:
        reason = e.reason
        return str(getattr(reason, "strerror", None) or reason)
    except (OSError, ValueError, http.client.HTTPException) as e:
        return type(e).__name__

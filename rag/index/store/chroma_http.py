"""The connection to a Chroma server: its client, its time-outs, its failures.

The parts of `chromadb.HttpClient` are put together here, because that function
asks the server three times before a time-out can be set.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rag.errors import ConfigError, TilbotError
from rag.index.store.chroma_errors import (
    Address,
    Gone,
    UnknownDatabase,
    by_status,
    not_chroma,
    translated,
    unwell,
)


if TYPE_CHECKING:
    import httpx

    from chromadb.api.fastapi import FastAPI

_CONNECT = 5.0
"""Seconds to reach the server."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """An open client, and where in the server it works."""

    api: FastAPI
    tenant: str
    database: str
    close: Callable[[], None]

    @property
    def place(self) -> dict[str, Any]:
        """Tenant and database, as every request names them."""
        return {"tenant": self.tenant, "database": self.database}


def connect(address: Address, *, make: bool = False) -> Connection:
    """
    Return a connection that was tried.

    Args:
        address: Where to.
        make: Whether to make the database if it is not there.

    Raises:
        ServiceError: the server can't be reached, or refuses the token.
        ConfigError: it is no Chroma, or does not know tenant or database.
    """
    from chromadb.api.fastapi import FastAPI
    from chromadb.config import DEFAULT_DATABASE, DEFAULT_TENANT, Settings, System

    system = System(
        Settings(
            anonymized_telemetry=False,
            chroma_api_impl="chromadb.api.fastapi.FastAPI",
            chroma_server_host=address.url.rstrip("/"),
            chroma_server_http_port=8000,  # not used: the host is a whole address
            chroma_server_headers=(
                {"X-Chroma-Token": address.token} if address.token else None
            ),
        )
    )
    api = system.instance(FastAPI)
    system.start()

    def close() -> None:
        system.stop()
        api._session.close()  # noqa: SLF001  # the client leaves it open

    try:
        _guard(api, address)
        with translated(address):
            api.get_max_batch_size()  # fails where this is no Chroma of our version
            tenant, database = address.tenant, address.database
            if address.token and not (tenant and database):
                known = api.get_user_identity()
                tenant = tenant or _only([known.tenant])
                database = database or _only(known.databases)
        tenant, database = tenant or DEFAULT_TENANT, database or DEFAULT_DATABASE
        _find(api, address, tenant, database, make=make)
    except BaseException:
        close()
        raise
    return Connection(api=api, tenant=tenant, database=database, close=close)


def _find(
    api: FastAPI, address: Address, tenant: str, database: str, *, make: bool
) -> None:
    """Raise ConfigError unless the server has *tenant* and *database*."""
    try:
        with translated(address):
            api.get_tenant(tenant)
    except Gone as e:
        raise ConfigError(
            f"{address.host} has no tenant {tenant!r}.",
            hint="Check TILBOT_CHROMA_TENANT.",
        ) from e
    try:
        with translated(address):
            api.get_database(database, tenant=tenant)
    except Gone as e:
        if not make:
            raise UnknownDatabase(
                f"{address.host} has no database {database!r}.",
                hint="Check TILBOT_CHROMA_DATABASE, or run `tilbot index` where the "
                "notes are, which makes it.",
            ) from e
        with translated(address):
            api.create_database(database, tenant=tenant)


def _only(names: list[str] | list[str | None] | None) -> str | None:
    """Return the one name that is given, if it is one."""
    found = [n for n in names or [] if n and n != "*"]
    return found[0] if len(found) == 1 else None


def _guard(api: FastAPI, address: Address) -> None:
    """Give the client time-outs, and have it told what proxies say."""
    import httpx

    def check(response: httpx.Response) -> None:
        if response.is_success:
            return
        response.read()
        status = response.status_code
        error: TilbotError | None = by_status(status, address)
        if error is None and not _of_chroma(response):
            error = (
                unwell(address, status)
                if status >= 500
                else not_chroma(address, f"status {status}")
            )
        if error is not None:
            raise error

    session = api._session  # noqa: SLF001  # there is no setting for its time-outs
    session.timeout = httpx.Timeout(
        address.timeout, connect=min(_CONNECT, address.timeout)
    )
    session.event_hooks["response"] = [check]


def _of_chroma(response: httpx.Response) -> bool:
    try:
        return "error" in response.json()
    except (ValueError, TypeError):
        return False

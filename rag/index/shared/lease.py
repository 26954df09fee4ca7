"""One writer at a time on a Chroma server, as far as that can be had.

The lease is an empty collection, because the name of a collection is unique:
who makes it, writes. It names its holder and runs out by the server's clock,
so that a machine that died keeps nobody out for long. A holder that was only
asleep may wake up when another one writes; then both write. That costs work
and harms nobody: what is published is decided by a name that only one of them
gets, see `rag.index.shared.generations`.
"""

from __future__ import annotations

import logging
import secrets
import threading

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from rag.errors import IndexBusy, ServiceError
from rag.index.store.chroma_server import ChromaServer, Shelf


log = logging.getLogger(__name__)

SECONDS = 120.0
"""How long a lease holds without being renewed."""


class Lease:
    """The right to write, while `held`."""

    def __init__(
        self, server: ChromaServer, prefix: str, holder: str, label: str
    ) -> None:
        """
        Args:
            server: Where the index is.
            prefix: What all its collections' names start with.
            holder: Who we are; the same in every run on this home folder.
            label: What to call us when another one has to wait.
        """
        self._server = server
        self._name = f"{prefix}.lease"
        self._gone = f"{prefix}.gone-"
        self._about = {"holder": holder, "label": label}

    @contextmanager
    def held(self) -> Iterator[None]:
        """
        Hold the lease, renewing it.

        Raises:
            IndexBusy: another machine holds it.
            ServiceError: the server failed.
        """
        lease = self._take()
        done = threading.Event()
        renewing = threading.Thread(
            target=self._renew, args=(lease, done), name="lease", daemon=True
        )
        renewing.start()
        try:
            yield
        finally:
            done.set()
            renewing.join()
            with suppress(ServiceError):  # then it runs out
                self._release(lease)

    def _take(self) -> Shelf:
        made = self._make()
        if made is not None:
            return made
        for other in self._server.shelves(self._name):
            ours = other.metadata.get("holder") == self._about["holder"]
            if ours or float(other.metadata.get("until", 0)) < self._server.clock():
                self._release(other)
                made = self._make()
                if made is not None:
                    return made
            raise IndexBusy(
                f"{other.metadata.get('label', 'Another machine')} is indexing into"
                f" {self._server.address.host}.",
                hint=f"Try again when it is done, or in {SECONDS:.0f} s if it died.",
            )
        raise IndexBusy(
            f"Another machine was indexing into {self._server.address.host}.",
            hint="Try again.",
        )

    def _make(self) -> Shelf | None:
        until = self._server.clock() + SECONDS
        return self._server.create(self._name, self._about | {"until": until})

    def _release(self, lease: Shelf) -> None:
        # A collection is deleted by name, and the name may be another's by
        # now; it is renamed by its id, which is nobody else's.
        name = self._gone + secrets.token_hex(8)
        self._server.note(lease, lease.metadata, name=name)
        self._server.remove(name)

    def _renew(self, lease: Shelf, done: threading.Event) -> None:
        while not done.wait(SECONDS / 4):
            try:
                until = self._server.clock() + SECONDS
                self._server.note(lease, self._about | {"until": until})
            except ServiceError as e:
                log.info("the lease was not renewed: %s", e.problem)

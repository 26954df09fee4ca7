"""One process a token: two would answer everything twice."""

from __future__ import annotations

import hashlib

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rag.errors import ConfigError, TilbotError


class AlreadyRunning(TilbotError):
    """Another process answers with the same token."""

    exit_code = 75  # EX_TEMPFAIL


@contextmanager
def only_one(home: Path, token: str) -> Iterator[None]:
    """
    Hold the lock of *token* under *home*; it falls with the process.

    Raises:
        AlreadyRunning: another process holds it.
        ConfigError: *home* can't be written.
    """
    import filelock

    digest = hashlib.blake2b(token.encode(), digest_size=6).hexdigest()
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(home / f"discord-{digest}.lock")
        lock.acquire(timeout=0)
    except filelock.Timeout as e:
        raise AlreadyRunning(
            "The bot is running already, with this token and this TILBOT_HOME.",
            hint="Stop the other process first.",
        ) from e
    except OSError as e:
        raise ConfigError(
            f"TILBOT_HOME can't be written: {e.strerror}.",
            hint="Mend its permissions, or set TILBOT_HOME to another folder.",
        ) from e
    try:
        yield
    finally:
        lock.release()

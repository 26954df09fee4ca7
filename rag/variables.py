"""Settings as people write them into variables: read, and what is wrong gathered."""

from __future__ import annotations

import re
import urllib.parse
import zoneinfo

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rag.errors import ConfigError


_FLAGS = {"0": False, "false": False, "1": True, "true": True}


@dataclass
class Variables:
    """Reads variables; a blank one counts as unset, a bad one as its default."""

    env: Mapping[str, str]
    problems: list[str] = field(default_factory=list)
    """One for each that is bad; never a secret."""

    def done(self) -> None:
        """
        End the reading.

        Raises:
            ConfigError: names every bad variable.
        """
        if self.problems:
            raise ConfigError(
                "; ".join(self.problems) + ".",
                hint="Correct it in the environment or in .env; "
                ".env.example lists every setting.",
            )

    def text(self, name: str) -> str:
        """Return what is set, without the blanks around it."""
        return self.env.get(name, "").strip()

    def secret(self, name: str) -> str | None:
        """Return what goes into a header: printable ASCII without spaces."""
        value = self.text(name)
        if not (value.isascii() and value.isprintable()) or " " in value:
            self.problems.append(
                f"{name} may have printable ASCII only, without spaces"
            )
            return None
        return value or None

    def path(self, name: str, default: Path) -> Path:
        """Return a place, with the home of a user for ``~``."""
        raw = self.text(name)
        try:
            return Path(raw or default).expanduser()
        except (RuntimeError, ValueError):
            self.problems.append(f"{name}={raw!r} names a home that is not known")
            return default

    def address(self, name: str) -> str | None:
        """Return an http(s) address; it may hold a name and a password."""
        url = self.text(name)
        if url and not _is_address(url):
            told = re.sub(r"//[^/]*@", "//…@", url)
            self.problems.append(f"{name}={told!r} is not an http(s) address")
            return None
        return url or None

    def number(self, name: str, default: float, most: float) -> float:
        """Return a number from 0 to *most*, with or without a fraction."""
        raw = self.text(name)
        try:
            value = float(raw or default)
        except ValueError:
            value = -1
        if not 0 <= value <= most:
            self.problems.append(f"{name}={raw!r} is not within 0 to {most:g}")
            return default
        return value

    def whole(self, name: str, default: int, most: int) -> int:
        """Return a whole number from 0 to *most*."""
        raw = self.text(name)
        if not raw:
            return default
        if not re.fullmatch(r"[0-9]{1,9}", raw) or int(raw) > most:
            self.problems.append(
                f"{name}={raw!r} is not a whole number within 0 to {most}"
            )
            return default
        return int(raw)

    def seconds(self, name: str, default: float, most: float) -> float:
        """Return a time-out: more than none."""
        raw = self.text(name)
        try:
            value = float(raw or default)
        except ValueError:
            value = 0.0
        if not 0 < value <= most:
            self.problems.append(f"{name}={raw!r} is not within 0 to {most:g} seconds")
            return default
        return value

    def flag(self, name: str) -> bool:
        """Return whether it is on."""
        raw = self.text(name).lower() or "0"
        if raw not in _FLAGS:
            self.problems.append(f"{name}={raw!r} is neither 0 nor 1")
        return _FLAGS.get(raw, False)

    def ids(self, name: str) -> frozenset[int]:
        """Return Discord's ids, separated by commas or blanks."""
        words = self.text(name).replace(",", " ").split()
        bad = [w for w in words if not re.fullmatch(r"[0-9]{1,20}", w, re.ASCII)]
        if bad:
            self.problems.append(f"{name}: {bad[0]!r} is not an id")
        return frozenset(int(w) for w in words if w not in bad)

    def timezone(self, name: str, default: str) -> str:
        """Return the name of a time zone."""
        value = self.text(name) or default
        try:
            zoneinfo.ZoneInfo(value)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            self.problems.append(f"{name}={value!r} is not a time zone")
            return default
        return value


def _is_address(url: str) -> bool:
    try:
        parts = urllib.parse.urlsplit(url)
        port_fits = parts.port != 0
    except ValueError:
        return False
    return bool(
        parts.scheme in {"http", "https"}
        and parts.hostname
        and port_fits
        and not (parts.query or parts.fragment)
        and re.fullmatch(r"[\x21-\x7e]+", url)
    )

"""What `rag` needs to know, read from a mapping once and at the edge."""

from __future__ import annotations

import re
import urllib.parse
import zoneinfo

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, cast

from rag.errors import ConfigError
from rag.types import Lang, Price


OPENAI_CHAT = "openai:gpt-5.4-mini"
OPENAI_EMBEDDINGS = "openai:text-embedding-3-large"
LOCAL_EMBEDDINGS = "local"
MOST_TRACES = 100_000


@dataclass(frozen=True, kw_only=True)
class RagSettings:
    """Everything `rag` needs to know. Built by front ends, never by `rag`."""

    corpus: Path = Path("corpus")
    """A folder of notes, or one file."""
    home: Path = Path(".tilbot")
    chat_model: str | None = None
    """``provider:model``; None answers with quotations only."""
    embeddings: str = LOCAL_EMBEDDINGS
    """``provider:model``, or ``local`` for the built-in vectors."""
    api_key: str | None = field(default=None, repr=False)
    base_url: str | None = None
    timeout: float = 30.0
    """Seconds that a request to a model may take, and that a stream may be
    silent for."""
    lang: Lang | None = None
    """The language of tilbot's own sentences; None follows the question."""
    timezone: str = "Asia/Seoul"
    chroma_url: str | None = None
    """A Chroma server that several machines share; None keeps the index in *home*."""
    chroma_tenant: str | None = None
    chroma_database: str | None = None
    chroma_token: str | None = field(default=None, repr=False)
    rewrite: bool = False
    """Whether the chat model words the question anew for the search."""
    strict: bool = False
    """Whether what the notes don't bear out is left out instead of marked."""
    traces: int = 500
    """How many answers' traces are kept; 0 keeps none."""
    prices: Mapping[str, Price] = field(default_factory=dict)
    """What models cost, by ``provider:model``; none is known by default."""

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> RagSettings:
        """
        Read the settings; blank values count as unset.

        Raises:
            ConfigError: names *every* bad variable, not just the first.
        """
        problems: list[str] = []

        def get(name: str) -> str:
            return env.get(name, "").strip()

        key = get("OPENAI_API_KEY") or None
        base_url = get("OPENAI_BASE_URL") or None
        if base_url and not base_url.startswith(("http://", "https://")):
            problems.append(f"OPENAI_BASE_URL={base_url!r} is not an http(s) address")

        chat = get("TILBOT_CHAT_MODEL") or (OPENAI_CHAT if key else "none")
        embeddings = get("TILBOT_EMBEDDINGS") or (
            OPENAI_EMBEDDINGS if key else LOCAL_EMBEDDINGS
        )
        for name, value, bare in (
            ("TILBOT_CHAT_MODEL", chat, "none"),
            ("TILBOT_EMBEDDINGS", embeddings, LOCAL_EMBEDDINGS),
        ):
            provider, colon, model = value.partition(":")
            if value != bare and not (provider and colon and model):
                problems.append(
                    f"{name}={value!r} is neither {bare} nor provider:model"
                )
            elif provider == "openai" and not (key or base_url):
                problems.append(f"{name}={value!r} needs OPENAI_API_KEY")

        raw = get("TILBOT_TIMEOUT") or "30"
        try:
            timeout = float(raw)
        except ValueError:
            timeout = 0.0
        if not 0 < timeout <= 600:
            problems.append(f"TILBOT_TIMEOUT={raw!r} is not within 0 to 600 seconds")

        lang = get("TILBOT_LANG").lower() or None
        if lang not in {"ko", "en", None}:
            problems.append(f"TILBOT_LANG={lang!r} is neither ko nor en")

        timezone = get("TILBOT_TZ") or cls.timezone
        try:
            zoneinfo.ZoneInfo(timezone)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            problems.append(f"TILBOT_TZ={timezone!r} is not a time zone")

        switches: dict[str, bool] = {}
        for name in ("TILBOT_REWRITE", "TILBOT_STRICT"):
            raw = get(name).lower() or "0"
            if raw not in {"0", "1", "true", "false"}:
                problems.append(f"{name}={raw!r} is neither 0 nor 1")
            switches[name] = raw in {"1", "true"}

        kept = get("TILBOT_TRACES") or str(cls.traces)
        if not (kept.isascii() and kept.isdigit() and int(kept) <= MOST_TRACES):
            problems.append(f"TILBOT_TRACES={kept!r} is not within 0 to {MOST_TRACES}")
        prices = _prices(get("TILBOT_PRICES"), problems)

        server = {
            name: get(f"TILBOT_CHROMA_{name.upper()}") or None
            for name in ("url", "tenant", "database", "token")
        }
        problems += _server_problems(server)

        if problems:
            raise ConfigError(
                "; ".join(problems) + ".",
                hint="Correct it in the environment or in .env; "
                ".env.example lists every setting.",
            )
        return cls(
            corpus=Path(get("TILBOT_CORPUS") or "corpus").expanduser(),
            home=Path(get("TILBOT_HOME") or ".tilbot").expanduser(),
            chat_model=None if chat == "none" else chat,
            embeddings=embeddings,
            api_key=key,
            base_url=base_url,
            timeout=timeout,
            lang=cast("Literal['ko', 'en'] | None", lang),
            timezone=timezone,
            rewrite=switches["TILBOT_REWRITE"],
            strict=switches["TILBOT_STRICT"],
            traces=int(kept),
            prices=prices,
            chroma_url=server["url"],
            chroma_tenant=server["tenant"],
            chroma_database=server["database"],
            chroma_token=server["token"],
        )


def _prices(raw: str, problems: list[str]) -> dict[str, Price]:
    """Read ``openai:a=0.25/2, openai:b=1/4``: dollars a million tokens, in and out."""
    prices: dict[str, Price] = {}
    for part in filter(None, map(str.strip, raw.split(","))):
        model, _, price = part.rpartition("=")
        found = re.fullmatch(
            r"\s*([0-9]+(?:\.[0-9]+)?)/([0-9]+(?:\.[0-9]+)?)\s*", price
        )
        if not found or ":" not in model:
            problems.append(
                f"TILBOT_PRICES: {part!r} is not provider:model=input/output"
            )
            continue
        prices[model.strip()] = Price(float(found[1]), float(found[2]))
    return prices


def _server_problems(server: Mapping[str, str | None]) -> Iterator[str]:
    """Yield what is wrong with the settings of the Chroma server; never a secret."""
    url = server["url"]
    if url is None:
        for name in ("tenant", "database", "token"):
            if server[name]:
                yield f"TILBOT_CHROMA_{name.upper()} needs TILBOT_CHROMA_URL"
    elif "@" in url:
        yield "TILBOT_CHROMA_URL holds a name or a password; use TILBOT_CHROMA_TOKEN"
    elif not _is_address(url):
        yield f"TILBOT_CHROMA_URL={url!r} is not an http(s) address"
    for name in ("tenant", "database"):
        value = server[name] or "default"
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{2,127}", value):
            yield (
                f"TILBOT_CHROMA_{name.upper()}={value!r} is not 3 to 128 letters,"
                " digits, '.', '_' or '-'"
            )
    token = server["token"] or ""
    if not token.isascii() or not token.isprintable() or " " in token:
        yield "TILBOT_CHROMA_TOKEN may have printable ASCII only, without spaces"


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

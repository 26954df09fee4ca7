"""What `rag` needs to know, read from a mapping once and at the edge."""

from __future__ import annotations

import re

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, cast

from rag.query_types import Lang
from rag.types import Price
from rag.variables import Variables


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
        read = Variables(env)
        key = read.secret("OPENAI_API_KEY")
        base_url = read.address("OPENAI_BASE_URL")
        chat = read.text("TILBOT_CHAT_MODEL") or (OPENAI_CHAT if key else "none")
        embeddings = read.text("TILBOT_EMBEDDINGS") or (
            OPENAI_EMBEDDINGS if key else LOCAL_EMBEDDINGS
        )
        reached = bool(read.text("OPENAI_API_KEY") or read.text("OPENAI_BASE_URL"))
        for name, value, bare in (
            ("TILBOT_CHAT_MODEL", chat, "none"),
            ("TILBOT_EMBEDDINGS", embeddings, LOCAL_EMBEDDINGS),
        ):
            read.problems += _model_problems(name, value, bare, reached=reached)
        lang = read.text("TILBOT_LANG").lower() or None
        if lang not in {"ko", "en", None}:
            read.problems.append(f"TILBOT_LANG={lang!r} is neither ko nor en")
        settings = cls(
            corpus=read.path("TILBOT_CORPUS", cls.corpus),
            home=read.path("TILBOT_HOME", cls.home),
            chat_model=None if chat == "none" else chat,
            embeddings=embeddings,
            api_key=key,
            base_url=base_url,
            timeout=read.seconds("TILBOT_TIMEOUT", cls.timeout, 600),
            lang=cast("Literal['ko', 'en'] | None", lang),
            timezone=read.timezone("TILBOT_TZ", cls.timezone),
            rewrite=read.flag("TILBOT_REWRITE"),
            strict=read.flag("TILBOT_STRICT"),
            traces=read.whole("TILBOT_TRACES", cls.traces, MOST_TRACES),
            prices=_prices(read.text("TILBOT_PRICES"), read.problems),
            **_server(read),
        )
        read.done()
        return settings


def _model_problems(
    name: str, value: str, bare: str, *, reached: bool
) -> Iterator[str]:
    """Yield what is wrong with the name of a model."""
    provider, colon, model = value.partition(":")
    if value != bare and not (provider and colon and model):
        yield f"{name}={value!r} is neither {bare} nor provider:model"
    elif provider == "openai" and not reached:
        yield f"{name}={value!r} needs OPENAI_API_KEY"


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


def _server(read: Variables) -> dict[str, str | None]:
    """Read where the Chroma server is, and what is said to it."""
    url = read.text("TILBOT_CHROMA_URL") or None
    if url and "@" in url:
        read.problems.append(
            "TILBOT_CHROMA_URL holds a name or a password; use TILBOT_CHROMA_TOKEN"
        )
    elif url:
        read.address("TILBOT_CHROMA_URL")
    else:
        read.problems += [
            f"{name} needs TILBOT_CHROMA_URL"
            for part in ("TENANT", "DATABASE", "TOKEN")
            if read.text(name := f"TILBOT_CHROMA_{part}")
        ]
    names = {}
    for part in ("tenant", "database"):
        name = f"TILBOT_CHROMA_{part.upper()}"
        value = read.text(name) or None
        if value and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{2,127}", value):
            read.problems.append(
                f"{name}={value!r} is not 3 to 128 letters, digits, '.', '_' or '-'"
            )
        names[f"chroma_{part}"] = value
    token = read.secret("TILBOT_CHROMA_TOKEN")
    return {"chroma_url": url, "chroma_token": token, **names}

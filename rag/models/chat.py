"""Speaks with the chat model; LangChain's messages end here."""

from __future__ import annotations

import asyncio
import functools
import sys
import time

from collections.abc import AsyncGenerator, Mapping
from contextlib import AsyncExitStack, aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from rag.errors import ConfigError, ServiceError
from rag.models.failure_words import Trouble, failing
from rag.models.service import OPENAI_URL, Patience, Service
from rag.models.vendor_errors import (
    being_set_up,
    broken_off,
    translated,
)
from rag.settings import RagSettings
from rag.types import Usage


if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk


@dataclass(frozen=True)
class ChatModel:
    """A `rag.protocols.Generator` over any provider that LangChain knows.

    Holds no connection; share one freely, between event loops too.
    """

    settings: RagSettings
    patience: Patience | None = None
    """None tries thrice, within the time-out of the settings."""

    @property
    def name(self) -> str:
        """Which model, as ``provider:model``."""
        if self.settings.chat_model is None:
            raise ConfigError(
                "No chat model is set.",
                hint="Set TILBOT_CHAT_MODEL to provider:model.",
            )
        return self.settings.chat_model

    @property
    def service(self) -> Service:
        """How to speak of it when it fails."""
        return Service(
            what="The chat model",
            what_ko="답하는 모델",
            name=self.name,
            setting="TILBOT_CHAT_MODEL",
            base_url=self.settings.base_url if self._openai else None,
            timeout=self.settings.timeout,
        )

    def check(self) -> None:
        """
        Load what the provider needs, without a request; takes seconds.

        Raises:
            ConfigError: the provider is unknown, not installed or not set up.
        """
        self._open()

    async def stream(
        self, *, system: str, user: str
    ) -> AsyncGenerator[str | Usage, None]:
        """
        Yield pieces of the reply as they come, none empty, then its `Usage`
        if the service tells.

        Asks again when nothing has come yet and it may help; once a piece is
        out, a failure is final.

        Raises:
            ConfigError: as `check`.
            ServiceError: the service failed, or its reply broke off.
            ServiceTimeout: it was silent for longer than the time-out.
        """
        import tenacity

        timeout = self.settings.timeout
        patience = self.patience or Patience(total=timeout)
        async with AsyncExitStack() as stack:
            # In a thread: what the first call imports would stop the loop,
            # and with it the heartbeat of a bot, for seconds.
            model, http = await asyncio.to_thread(self._open)
            if http is not None:
                await stack.enter_async_context(http)
            begun = time.monotonic()
            async for attempt in tenacity.AsyncRetrying(**patience.tenacity()):
                with attempt:
                    left = max(0.0, timeout - (time.monotonic() - begun))
                    pieces = await stack.enter_async_context(
                        aclosing(self._pieces(model, system, user, left))
                    )
                    piece = await anext(pieces, None)
            while piece is not None:
                yield piece
                piece = await anext(pieces, None)

    async def _pieces(
        self, model: BaseChatModel, system: str, user: str, wait: float
    ) -> AsyncGenerator[str | Usage, None]:
        """Ask once; *wait* seconds for a sign of life, then the time-out each."""
        thoughts, usage, reason = Thoughts(), Usage(), ""
        asked = model.astream([("system", system), ("human", user)])
        # It is typed as an iterator, but one that must be closed when the
        # listener leaves early.
        chunks = cast("AsyncGenerator[AIMessageChunk, None]", asked)
        async with aclosing(chunks):
            while (chunk := await self._next(chunks, wait)) is not None:
                wait = self.settings.timeout
                reason = chunk.response_metadata.get("finish_reason") or reason
                usage = _added(usage, chunk.usage_metadata)
                if text := thoughts.without(str(chunk.text)):
                    yield text
        if text := thoughts.rest():
            yield text
        self._check_whole(reason)
        if usage != Usage():
            yield usage

    async def _next(
        self, chunks: AsyncGenerator[AIMessageChunk, None], seconds: float
    ) -> AIMessageChunk | None:
        # The vendor's client resets its time-out with each byte, comments
        # that keep a connection alive included; this one waits for words.
        with translated(self.service):
            async with asyncio.timeout(seconds):
                return await anext(chunks, None)

    def _check_whole(self, reason: str) -> None:
        """Raise unless the reply came to its end; *reason* is why it ended."""
        if reason in {"length", "max_tokens", "MAX_TOKENS"}:
            raise failing(ServiceError, Trouble.NO_ROOM, self.service)
        if reason in {"content_filter", "SAFETY"}:
            raise failing(ServiceError, Trouble.WITHHELD, self.service)
        # Other providers name the reason otherwise, or not at all.
        if not reason and self._openai:
            raise broken_off(self.service)

    @property
    def _openai(self) -> bool:
        return self.name.startswith("openai:")

    def _open(self) -> tuple[BaseChatModel, Any]:
        """Return the model, and the connections that it uses, if we own them."""
        from langchain.chat_models import init_chat_model

        provider, _, model = self.name.partition(":")
        http, options = None, dict[str, Any]()
        with being_set_up(self.service):
            if self._openai:
                import openai

                # LangChain keeps connections for the life of the process, but
                # they die with the event loop that opened them.
                http = openai.DefaultAsyncHttpxClient(verify=_certificates())
                options = {
                    "api_key": self.settings.api_key or "none",
                    "base_url": self.settings.base_url or OPENAI_URL,
                    "timeout": self.settings.timeout,
                    "max_retries": 0,
                    "stream_usage": True,
                    # Its wait_for loses cancellations; the silence is ours to time.
                    "stream_chunk_timeout": None,
                    "http_async_client": http,
                }
            return init_chat_model(model, model_provider=provider, **options), http


@functools.cache
def _certificates() -> Any:
    """Return whom connections trust; read once, for that takes 20 ms."""
    import openai

    client = openai.DefaultAsyncHttpxClient.__mro__[1]  # of its HTTP library
    make = getattr(sys.modules[client.__module__], "create_ssl_context", None)
    return make() if make else True


class Thoughts:
    """Leaves out the ``<think>`` block that small reasoning models begin with."""

    def __init__(self) -> None:
        self._held: str | None = ""
        self._thinking = False

    def without(self, piece: str) -> str:
        """Return what of the reply so far is not thought and not yet returned."""
        if self._held is None:
            return piece
        self._held += piece
        start = self._held.lstrip()
        if not self._thinking and "<think>".startswith(start[:7]) and len(start) < 7:
            return ""
        self._thinking = start.startswith("<think>")
        if self._thinking:
            _, closed, start = start.partition("</think>")
            if not closed:
                return ""
        self._held = None
        return start.lstrip()

    def rest(self) -> str:
        """Return what was held back when the reply ended."""
        return "" if self._thinking else (self._held or "").strip()


def _added(usage: Usage, more: Mapping[str, Any] | None) -> Usage:
    """Add what a chunk reports; some providers tell it in parts."""
    return Usage(
        input_tokens=usage.input_tokens + int((more or {}).get("input_tokens", 0)),
        output_tokens=usage.output_tokens + int((more or {}).get("output_tokens", 0)),
    )

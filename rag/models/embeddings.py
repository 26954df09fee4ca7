"""Vectors from a service: text in batches, paid for once."""

from __future__ import annotations

import math
import weakref

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from rag.errors import ServiceError
from rag.models.embedding_batches import BATCH_TEXTS, batched, clip
from rag.models.service import OPENAI_URL, Patience, Service
from rag.models.vendor_errors import being_set_up, translated
from rag.protocols import Embedder
from rag.settings import LOCAL_EMBEDDINGS, RagSettings


if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings


_DOLLARS = {
    "openai:text-embedding-3-large": 0.13,
    "openai:text-embedding-3-small": 0.02,
}


def open_embedder(settings: RagSettings, *, local: Callable[[], Embedder]) -> Embedder:
    """
    Return what the settings name; *local* makes the built-in vectors.

    Makes no request and loads no library; a provider that is unknown or not
    installed is found out by the first use.
    """
    if settings.embeddings == LOCAL_EMBEDDINGS:
        return local()
    return ServiceEmbedder(settings)


class ServiceEmbedder:
    """A `rag.protocols.Embedder` over any provider that LangChain knows.

    Args:
        settings: Which model, and how to reach it.
        patience: How long to go on asking for a batch; None takes five tries
            and up to a minute's wait each, which rides out a limit by minute.
        impatience: The same for a question, where a person waits; None takes
            three tries within the time-out of the settings.
    """

    def __init__(
        self,
        settings: RagSettings,
        *,
        patience: Patience | None = None,
        impatience: Patience | None = None,
    ) -> None:
        self._settings = settings
        self._patience = patience or Patience(tries=5, total=300.0, longest=60.0)
        self._impatience = impatience or Patience(total=settings.timeout)
        self._model: Embeddings | None = None
        self._dimension: int | None = None
        self.service = Service(
            what="The embedding model",
            what_ko="임베딩 모델",
            name=settings.embeddings,
            setting="TILBOT_EMBEDDINGS",
            base_url=settings.base_url if self._openai else None,
            timeout=settings.timeout,
        )

    @property
    def name(self) -> str:
        """Names the model, as ``provider:model``."""
        return self._settings.embeddings

    def check(self) -> None:
        """
        Load what the provider needs, without a request.

        Raises:
            ConfigError: the provider is unknown, not installed or not set up.
        """
        if self._model is None:
            with being_set_up(self.service):
                self._model = self._open()

    def documents(self, texts: Sequence[str]) -> list[list[float]]:
        """
        Embed passages; one vector a text, all of one dimension.

        Raises:
            ConfigError: as `check`.
            ServiceError: the service failed, or its vectors are of no use.
        """
        self.check()
        return [
            vector
            for start, end in batched([len(text) for text in texts])
            for vector in self._ask(
                [clip(text) for text in texts[start:end]], self._patience
            )
        ]

    def query(self, text: str) -> list[float]:
        """
        Embed a question.

        Raises:
            ConfigError: as `check`.
            ServiceError: as `documents`.
        """
        self.check()
        return self._ask(clip(text), self._impatience)[0]

    def _ask(self, what: str | list[str], patience: Patience) -> list[list[float]]:
        import tenacity

        for attempt in tenacity.Retrying(**patience.tenacity()):
            with attempt:
                vectors = self._once(what)
        self._examine(vectors, 1 if isinstance(what, str) else len(what))
        return vectors

    def _once(self, what: str | list[str]) -> list[list[float]]:
        assert self._model is not None  # noqa: S101  # check() came before
        with translated(self.service):
            # Some models embed a question otherwise than a passage.
            if isinstance(what, str):
                return [list(self._model.embed_query(what))]
            return [list(v) for v in self._model.embed_documents(what)]

    def _examine(self, vectors: list[list[float]], wanted: int) -> None:
        label = self.service.label
        hint = "Check that TILBOT_EMBEDDINGS names an embedding model."
        if len(vectors) != wanted:
            raise ServiceError(
                f"{label} sent {len(vectors)} vectors for {wanted} texts.", hint=hint
            )
        for vector in vectors:
            # Zeros have no direction, so that nothing is near them.
            if not any(vector) or not all(map(math.isfinite, vector)):
                raise ServiceError(f"{label} sent a vector without values.", hint=hint)
            self._dimension = self._dimension or len(vector)
            if len(vector) != self._dimension:
                raise ServiceError(
                    f"{label} sent a vector of {len(vector)} dimensions "
                    f"after one of {self._dimension}.",
                    hint="Name another model, or run `tilbot index --rebuild` "
                    "if the model behind the name was changed.",
                )

    @property
    def _openai(self) -> bool:
        return self.name.startswith("openai:")

    def _open(self) -> Embeddings:
        from langchain.embeddings import init_embeddings

        provider, _, model = self.name.partition(":")
        options = dict[str, Any]()
        if self._openai:
            import openai

            http = openai.DefaultHttpxClient()
            # Nobody tells an embedder when it is done with.
            weakref.finalize(self, http.close)
            options = {
                "api_key": self._settings.api_key or "none",
                "base_url": self._settings.base_url or OPENAI_URL,
                "timeout": self._settings.timeout,
                "max_retries": 0,
                "http_client": http,
                # Sends text. Otherwise it fetches a tokenizer and sends token
                # ids, which no other server takes.
                "check_embedding_ctx_length": False,
                "chunk_size": BATCH_TEXTS,
            }
        embeddings: Embeddings = init_embeddings(model, provider=provider, **options)
        return embeddings


def estimate_cost(texts: Sequence[str], name: str) -> float | None:
    """
    Return what embedding *texts* costs in US dollars, or None if unknown.

    List prices of OpenAI as of 2026, without discounts; check them before you
    rely on them. Tokens are estimated: 0.3 an ASCII character, 1 for each
    other one (Hangul takes 0.7 to 1, the more the older the tokenizer).
    """
    price = _DOLLARS.get(name)
    if price is None:
        return None
    tokens = 0.0
    for text in texts:
        plain = sum(char < "\x80" for char in text)
        tokens += 0.3 * plain + (len(text) - plain)
    return tokens * price / 1_000_000

"""The built-in embedding: terms hashed into a fixed number of dimensions.

No model, no network, the same on every machine: each term adds its weight,
with a sign, at a dimension that a hash picks (Weinberger et al., 2009,
"Feature hashing for large scale multitask learning"). The words by which the
glossary describes a concept are terms too, so that passages lie near questions
which describe what they name.
"""

from __future__ import annotations

import functools
import hashlib
import math

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from rag.analyse.terms import Analyser


if TYPE_CHECKING:
    import numpy as np

    from numpy.typing import NDArray


DIMENSION = 1024
VERSION = 1
_GRAMS = 0.4
_MEANINGS = 0.4
"""What a gram, or a word of a description, weighs beside a word's 1."""


@functools.lru_cache(maxsize=200_000)
def _place(feature: str) -> tuple[int, float]:
    digest = hashlib.blake2b(feature.encode("utf-8", "replace"), digest_size=5).digest()
    return int.from_bytes(digest[:4]) % DIMENSION, 1.0 if digest[4] & 1 else -1.0


def hashed(features: Mapping[str, float]) -> NDArray[np.float32]:
    """
    Return a unit vector of `DIMENSION` floats for weighted *features*.

    A text without features gives the same arbitrary unit vector each time,
    because cosine distance is not defined for the zero vector.
    """
    import numpy as np

    vector = np.zeros(DIMENSION, dtype=np.float32)
    for feature, weight in features.items():
        at, sign = _place(feature)
        vector[at] += sign * weight
    length = float(np.linalg.norm(vector))
    if length == 0.0:
        vector[0] = length = 1.0
    return vector / length


def _weighted(counts: Iterable[tuple[str, Sequence[str], float]]) -> dict[str, float]:
    out: dict[str, float] = {}
    for prefix, terms, weight in counts:
        for term, n in Counter(terms).items():
            key = prefix + term
            out[key] = out.get(key, 0.0) + weight * (1 + math.log(n))
    return out


class LocalEmbedder:
    """Embeds by `hashed`; an `rag.protocols.Embedder`."""

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser
        self.name = f"local:hashed-{DIMENSION}-v{VERSION}-{analyser.name}"

    def documents(self, texts: Sequence[str]) -> list[list[float]]:
        """Embed passages; `DIMENSION` floats each."""
        return [
            hashed(
                _weighted(
                    (
                        ("w", terms.words, 1.0),
                        ("g", terms.grams, _GRAMS),
                        ("w", terms.meanings, _MEANINGS),
                    )
                )
            ).tolist()
            for terms in self._analyser.documents(texts)
        ]

    def query(self, text: str) -> list[float]:
        """Embed a question; `DIMENSION` floats."""
        return self.documents([text])[0]

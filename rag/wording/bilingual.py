"""Tables of sentences in both languages."""

from __future__ import annotations

import enum

from rag.query_types import Lang


class Sentences(enum.Enum):
    """Sentences and labels: Korean first, then English; ``{}`` are filled in."""

    def text(self, lang: Lang, **values: object) -> str:
        """Return the sentence in *lang* with *values* filled in."""
        return str(self.value[lang == "en"]).format(**values)

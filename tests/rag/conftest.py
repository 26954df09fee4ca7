"""Fixtures of the index: one loaded Kiwi, small libraries of notes, one shelf."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from rag.analyse.hangul import Morphology
from rag.analyse.terms import Analyser
from rag.index.generations.generations import Generations
from rag.index.generations.published import Published
from rag.index.update.indexer import NotesIndexer
from rag.index_types import IndexReport
from rag.models.local_embeddings import LocalEmbedder
from rag.protocols import Embedder
from rag.query_types import Query
from rag.retrieval.hybrid import HybridSearcher
from rag.types import Hit


class Library:
    """Notes in a folder, their index, and a searcher over it."""

    def __init__(
        self, root: Path, analyser: Analyser, embedder: Embedder | None, *, paid: bool
    ) -> None:
        self.notes = root / "notes"
        self.home = root / "home"
        self.analyser = analyser
        self.embedder = embedder or LocalEmbedder(analyser)
        self.generations = Generations(self.home, self.embedder.name)
        self.indexer = NotesIndexer(
            self.notes, self.generations, analyser, lambda: self.embedder, paid=paid
        )
        self.published = Published(self.generations)
        self.searcher = HybridSearcher(
            self.published, analyser, lambda: self.embedder, share=0.1
        )

    def write(self, notes: Mapping[str, str]) -> None:
        """Write notes by their paths."""
        for path, text in notes.items():
            target = self.notes / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")

    def index(self) -> IndexReport:
        """Bring the index level with the notes."""
        return self.indexer.run()

    def hits(self, text: str, *, limit: int = 5, **filters: Any) -> list[Hit]:
        """Search, with the fields of a query as filters."""
        return list(self.searcher.search(Query(text=text, **filters), limit=limit))

    def found(self, text: str, *, limit: int = 5, **filters: Any) -> list[str]:
        """Return the paths of what a search finds, best first."""
        return [h.entry.path for h in self.hits(text, limit=limit, **filters)]

    def close(self) -> None:
        """Let go of the files."""
        self.published.close()


@pytest.fixture(scope="session")
def kiwi(one_kiwi: Morphology) -> Morphology:
    """Kiwi, whose model takes a second to load."""
    return one_kiwi


@pytest.fixture(scope="session")
def analyser(kiwi: Morphology) -> Analyser:
    """The analyser as it is shipped."""
    return Analyser(kiwi)


@pytest.fixture
def library(tmp_path: Path, analyser: Analyser) -> Iterator[Callable[..., Library]]:
    """Makes libraries of notes, not indexed yet; a home is shared by all."""
    made = []

    def make(
        notes: Mapping[str, str],
        *,
        analyser: Analyser = analyser,
        embedder: Embedder | None = None,
        paid: bool = False,
    ) -> Library:
        new = Library(tmp_path, analyser, embedder, paid=paid)
        new.write(notes)
        made.append(new)
        return new

    yield make
    for one in made:
        one.close()


@pytest.fixture(scope="session")
def shelf(
    tmp_path_factory: pytest.TempPathFactory, analyser: Analyser
) -> Iterator[Library]:
    """A small indexed library that tests only search."""
    made = Library(tmp_path_factory.mktemp("shelf"), analyser, None, paid=False)
    made.write(SHELF)
    made.index()
    yield made
    made.close()


def _note(title: str, day: str, category: str, body: str) -> str:
    return f"---\ntitle: {title}\ndate: {day}\ncategory: {category}\n---\n{body}\n"


SHELF = {
    "bn.md": _note(
        "배치 정규화는 학습과 추론이 다르다",
        "2021-05-11",
        "딥러닝/정규화",
        "배치 정규화를 추론에 쓸 때는 `is_training=False`를 넘긴다.\n\n"
        "```python\ny = bn(x, is_training=False)  # x[0]\n```",
    ),
    "map.md": _note(
        "행마다 함수를 돌리기",
        "2021-06-02",
        "도구",
        "행을 하나씩 처리하려면 `tf.map_fn`을 쓴다. 병렬로도 돈다.",
    ),
    "attention.md": _note(
        "어디를 볼지 정하는 어텐션 📌",
        "2022-01-15",
        "딥러닝",
        "어텐션은 질의와 키의 내적을 소프트맥스에 넣는다.",
    ),
    "server.md": _note(
        "밤마다 다시 켜기",
        "2022-02-20",
        "도구",
        "밤마다 서버를 다시 켠다. 로그는 사흘만 둔다.",
    ),
    "resnet.md": _note(
        "지름길 연결",
        "2022-03-03",
        "딥러닝",
        "ResNet18은 층이 열여덟이다. 고친 것은 PR-317에 있다.",
    ),
    "noise.md": _note(
        "잡음을 뽑는 곳",
        "2022-03-09",
        "수학",
        "$$\n\\epsilon \\sim \\mathcal N(0, I)\n$$\n\n잡음은 표준 정규분포에서 뽑는다.",
    ),
    "deeplearning.md": _note(
        "이름만 닮은 갈래", "2022-03-10", "딥러닝실습", "실습실 서버를 예약하는 법이다."
    ),
    "undated.md": "# 조기 종료\n\n검증 손실이 줄지 않으면 조기 종료로 학습을 멈춘다.\n",
}
"""A note of each kind: identifiers, LaTeX, code, an emoji, one without a date."""

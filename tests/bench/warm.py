"""Prints how long a search takes once everything is loaded.

    python tests/bench/warm.py [--notes PATH] [--questions FILE] [--copies N]

Milliseconds, median and 95th percentile, over all questions, twice. With
--copies the notes are indexed N times over, each copy with words of its own,
to see how things grow.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time

from pathlib import Path

from rag.analyse.terms import Analyser
from rag.index.generations.generations import Generations
from rag.index.generations.published import Published
from rag.index.update.indexer import NotesIndexer
from rag.models.local_embeddings import LocalEmbedder
from rag.query_types import Query
from rag.retrieval.hybrid import HybridSearcher


ROOT = Path(__file__).resolve().parent.parent.parent


def copied(notes: Path, to: Path, copies: int) -> Path:
    """Write *copies* of Markdown notes, each with its number behind every line."""
    for path in notes.rglob("*.md"):
        text = path.read_text("utf-8")
        for n in range(copies):
            target = to / f"copy{n}" / path.relative_to(notes)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text.replace("\n\n", f" v{n}\n\n"), "utf-8")
    return to


def main() -> None:
    """Print the size of the index, how long it took, and the percentiles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=Path, default=ROOT / "corpus")
    parser.add_argument(
        "--questions", type=Path, default=ROOT / "tests/golden/questions.jsonl"
    )
    parser.add_argument("--copies", type=int, default=1)
    args = parser.parse_args()
    questions = [
        json.loads(line)["q"] for line in args.questions.read_text("utf-8").splitlines()
    ]
    analyser = Analyser()
    embedder = LocalEmbedder(analyser)
    with tempfile.TemporaryDirectory() as home:
        if args.copies > 1:
            args.notes = copied(args.notes, Path(home) / "notes", args.copies)
        generations = Generations(Path(home), embedder.name)
        report = NotesIndexer(
            args.notes, generations, analyser, lambda: embedder, paid=False
        ).run()
        published = Published(generations)
        chunks = sum(published.run(lambda g: g.db.chunk_counts()).values())
        print(f"{report.added} entries, {chunks} chunks in {report.seconds:.1f} s")
        searcher = HybridSearcher(published, analyser, lambda: embedder)
        spent = []
        for lap in range(2):
            for text in questions:
                began = time.perf_counter()
                searcher.search(Query(text=text), limit=6)
                if lap:
                    spent.append((time.perf_counter() - began) * 1000)
    cuts = statistics.quantiles(spent, n=20)
    print(f"search: p50 {statistics.median(spent):.1f} ms, p95 {cuts[-1]:.1f} ms")


if __name__ == "__main__":
    main()

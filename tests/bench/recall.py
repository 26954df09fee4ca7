"""Prints how often the right entry is found, and what each ingredient gives.

    python tests/bench/recall.py [--notes PATH] [--questions FILE]

By default the notes are corpus/ and the questions are those of tests/golden.
With a post in one file as --notes, entries are numbered as they stand in it.
"""

from __future__ import annotations

import argparse
import json
import tempfile

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from rag.analyse.glossary import Glossary
from rag.analyse.terms import Analyser, QuestionTerms
from rag.index.generations.generations import Generations
from rag.index.generations.published import Published
from rag.index.update.indexer import NotesIndexer
from rag.models.local_embeddings import LocalEmbedder
from rag.query_types import Query
from rag.retrieval.hybrid import LOCAL_SHARE, HybridSearcher
from rag.types import Entry


ROOT = Path(__file__).resolve().parent.parent.parent
CONTENT = (
    "fact why how compare code math term list multi crosslingual paraphrase typo "
    "spacing keyword"
).split()
"""The types of question that the text of a note answers."""
UNDATED = 37
"""Where the entry without a date stands in the post, from 1."""

Question = dict[str, object]
Search = Callable[[str], list[int]]


class Without(Analyser):
    """An analyser whose questions lack one field."""

    def __init__(self, field: str) -> None:
        super().__init__()
        self._field = field

    def question(self, text: str) -> QuestionTerms:
        """Return the terms of a question without those of the field."""
        return replace(super().question(text), **{self._field: {}})


def numbered(entries: Sequence[Entry]) -> dict[str, int]:
    """Return the number in the post, from 1, of each entry by id."""
    if len({e.path for e in entries}) == 1:
        ordered = sorted(entries, key=lambda e: e.line_start)
    else:
        ordered = sorted((e for e in entries if e.day), key=lambda e: (e.day, e.path))
        ordered[UNDATED - 1 : UNDATED - 1] = [e for e in entries if not e.day]
    return {e.id: n for n, e in enumerate(ordered, start=1)}


def searcher(notes: Path, home: Path, analyser: Analyser, share: float) -> Search:
    """Index *notes* and return a search that gives numbers of entries."""
    embedder = LocalEmbedder(analyser)
    generations = Generations(home, embedder.name)
    NotesIndexer(notes, generations, analyser, lambda: embedder, paid=False).run()
    published = Published(generations)
    number = numbered(published.run(lambda g: g.db.entries()))
    hybrid = HybridSearcher(published, analyser, lambda: embedder, share=share)

    def search(text: str) -> list[int]:
        hits = hybrid.search(Query(text=text), limit=40)
        return [number[h.entry.id] for h in hits]

    return search


def found(question: Question, order: Sequence[int], k: int) -> bool:
    """Say whether the expected entries are among the first *k*."""
    expected = {int(n) for n in question["expect"]}  # type: ignore[attr-defined]
    if question["mode"] == "all":
        return expected <= set(order[: max(k, len(expected))])
    also = {int(n) for n in question.get("also_ok") or ()}  # type: ignore[attr-defined]
    return bool((expected | also) & set(order[:k]))


def recall(questions: Sequence[Question], search: Search) -> dict[str, list[float]]:
    """Return recall at 1 and at 5, and the number of questions, by type."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for question in questions:
        if question["type"] not in CONTENT:
            continue
        order = search(str(question["q"]))
        for name in (str(question["type"]), "all"):
            counts[name][0] += found(question, order, 1)
            counts[name][1] += found(question, order, 5)
            counts[name][2] += 1
    return {name: [a / n, b / n, n] for name, (a, b, n) in counts.items()}


def main() -> None:
    """Print a table: the whole, then each ingredient taken out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=Path, default=ROOT / "corpus")
    parser.add_argument(
        "--questions", type=Path, default=ROOT / "tests/golden/questions.jsonl"
    )
    args = parser.parse_args()
    questions = [
        json.loads(line) for line in args.questions.read_text("utf-8").splitlines()
    ]
    plain = Analyser()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        arms = [
            ("everything", plain, LOCAL_SHARE),
            ("without words", Without("words"), LOCAL_SHARE),
            ("without grams", Without("grams"), LOCAL_SHARE),
            ("without sounds", Without("sounds"), LOCAL_SHARE),
            ("without glossary", Analyser(glossary=Glossary([])), LOCAL_SHARE),
            ("without vectors", plain, 0.0),
            ("vectors alone", plain, 1.0),
        ]
        for name, analyser, share in arms:
            table = recall(questions, searcher(args.notes, home, analyser, share))
            one, five, n = table["all"]
            print(f"{name:18} R@1 {one:.3f}  R@5 {five:.3f}  ({n:.0f} questions)")
            if name == "everything":
                for kind in CONTENT:
                    one, five, n = table[kind]
                    print(f"  {kind:16} R@1 {one:.2f}  R@5 {five:.2f}  ({n:.0f})")


if __name__ == "__main__":
    main()

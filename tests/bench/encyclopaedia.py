"""Prints how often the right paragraph is found among those of an encyclopaedia.

    python tests/bench/encyclopaedia.py FILE

FILE is a set of questions in the form of SQuAD 1.1, such as the development set
of KorQuAD 1.0 (korquad.github.io; 961 paragraphs, 5,774 questions), which does
not come with tilbot. Each paragraph becomes a note without a title. Recall is
that of the whole search without a key, as `tilbot search` understands questions,
of the first hit and of the first five.
"""

from __future__ import annotations

import argparse
import json
import tempfile

from pathlib import Path

from bot.wiring import open_app
from rag.settings import RagSettings
from rag.types import Ask


def written(file: Path, to: Path) -> list[tuple[str, str]]:
    """Write a note a paragraph; return each question with the name of its note."""
    articles = json.loads(file.read_text("utf-8"))["data"]
    names: dict[str, str] = {}
    asked = []
    for paragraph in (p for article in articles for p in article["paragraphs"]):
        text = paragraph["context"].strip()
        name = names.setdefault(text, f"{len(names)}.md")
        (to / name).write_text(text + "\n", "utf-8")
        asked += [(" ".join(q["question"].split()), name) for q in paragraph["qas"]]
    return [(question, name) for question, name in asked if question]


def main() -> None:
    """Index the paragraphs, ask the questions, print the recall."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    with tempfile.TemporaryDirectory() as folder:
        notes = Path(folder) / "notes"
        notes.mkdir()
        asked = written(parser.parse_args().file, notes)
        if not asked:
            parser.error("the file holds no question")
        app = open_app(RagSettings(corpus=notes, home=Path(folder) / "home"))
        report = app.indexer.run()
        first = five = 0
        for question, name in asked:
            query = app.understand(Ask(question=question, today=app.today()))
            found = [hit.entry.path for hit in app.find(query, limit=5).hits]
            first += found[:1] == [name]
            five += name in found
        app.close()
    print(
        f"{report.added} paragraphs, {len(asked)} questions: "
        f"R@1 {first / len(asked):.3f}  R@5 {five / len(asked):.3f}"
    )


if __name__ == "__main__":
    main()

"""Fits the weights by which the check tells inventions to the project's own sets.

    python tests/bench/fit.py

Prints each weight of `rag.check.rules.invention_signs` beside the one that logistic
regression (ridge, Newton's method) finds over the honest and the invented sentences
in tests/inventions and tests/strangers that no exact rule flags; then, for each set
left out of the fit in turn, how many of its inventions are caught where three of a
hundred honest sentences are flagged.
"""

from __future__ import annotations

import re
import sys

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np


HERE = Path(__file__).resolve().parent
sys.path[:0] = [
    str(HERE.parents[1]),
    *(str(HERE.parent / n) for n in ("inventions", "strangers")),
]

from test_inventions import ANSWERS, CORPUS, MADE, PARAPHRASES, rows  # noqa: E402
from test_strangers import FOLDERS  # noqa: E402

from rag.check.evidence.nearest import Nearest  # noqa: E402
from rag.check.rules.invention_signs import WEIGHTS, Signs, signs  # noqa: E402
from rag.check.rules.support import told, weigh  # noqa: E402
from rag.check.verdict.checker import Checker  # noqa: E402
from rag.corpus.read import read_text  # noqa: E402
from rag.text.chunking import chunks  # noqa: E402
from rag.types import Hit  # noqa: E402


RIDGE = 2.0
"""What keeps a weight small that few sentences speak for; of standardised signs."""
FLAGGED = 0.03
"""Share of the honest sentences that may be flagged."""


def passages(path: Path) -> list[Hit]:
    """Return the passages of the notes in a file."""
    text = path.read_text("utf-8")
    return [
        Hit(chunk=chunk, entry=note, score=1.0, strength=1.0)
        for note in read_text(path.name, text, first_commit=lambda _: None).entries
        for chunk in chunks(note)
    ]


def sentences() -> Iterator[tuple[str, bool, str, list[Hit]]]:
    """Yield the set, whether it is invented, the sentence, and what it cites."""
    known = {
        re.sub(r"^\d{4}-\d\d-\d\d-", "", path.stem): passages(path)
        for path in CORPUS.rglob("*.md")
        if path.name != "README.md"
    }
    honest = (*PARAPHRASES, *ANSWERS, "answers_last.tsv", "answers_blind.tsv")
    for names, invented in ((honest, False), (MADE, True)):
        for row in rows(*names):
            cited = [hit for name in row[0].split("+") for hit in known[name]]
            yield "inventions", invented, row[1], cited
    for folder in FOLDERS:
        root = HERE.parent / "strangers" / folder
        for line in (root / "check.tsv").read_text("utf-8").splitlines():
            kind, name, sentence = line.split("\t")
            if kind in {"honest", "invented"}:
                cited = passages(root / "notes" / name)
                yield folder, kind == "invented", sentence, cited


def read() -> tuple[list[str], np.ndarray, np.ndarray]:
    """Return the set, whether it is invented, and the signs of each sentence."""
    checker = Checker()
    glossary = checker.reader.glossary
    names, invented, found = [], [], []
    for name, made, sentence, cited in sentences():
        (claim,) = checker.reader.read([sentence])
        evidence = checker.evidence(cited)
        if weigh(claim, evidence, glossary).wrong:
            continue  # by an exact rule, whatever these signs say
        near = Nearest(claim, evidence, glossary)
        names.append(name)
        invented.append(made)
        found.append(signs(near, glossary, *told(near)))
    return names, np.array(invented, float), np.array(found, float)


def fitted(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return the weights of the signs *x* (n, signs) for *y* (n,), 0 or 1."""
    mean, scale = x.mean(axis=0), x.std(axis=0)
    mean[0], scale[0] = 0.0, 1.0  # the one that is always there
    scale[scale == 0] = 1.0
    z = (x - mean) / scale
    ridge = np.full(x.shape[1], RIDGE)
    ridge[0] = 0.0
    w = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-z @ w))
        slope = z.T @ (y - p) - ridge * w
        bend = (z * (p * (1 - p))[:, None]).T @ z + np.diag(ridge)
        step = np.linalg.solve(bend, slope)
        w += step
        if np.abs(step).max() < 1e-6:
            break
    weights = w / scale
    weights[0] -= (w * mean / scale).sum()
    return weights


def main(_: Sequence[str] = ()) -> None:
    """Print the weights, and what they do to sets that they were not fitted to."""
    names, y, x = read()
    sets = np.array(names)
    for sign, now, then in zip(Signs._fields, WEIGHTS, fitted(x, y), strict=True):
        print(f"{sign:10} {now:6.2f} in the check, {then:6.2f} fitted here")
    doubt = np.zeros(len(y))
    for one in dict.fromkeys(names):
        held = sets == one
        doubt[held] = x[held] @ fitted(x[~held], y[~held])
    limit = np.quantile(doubt[y == 0], 1 - FLAGGED)
    for one in dict.fromkeys(names):
        held = sets == one
        made, honest = held & (y == 1), held & (y == 0)
        print(
            f"{one}: caught {(doubt[made] > limit).sum()} of {made.sum()}, "
            f"flagged {(doubt[honest] > limit).sum()} of {honest.sum()}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])

"""How often the right note is found; the floor that no change may fall below."""

import importlib.util
import json

from pathlib import Path

import pytest

from rag.analyse.terms import Analyser
from rag.retrieval.hybrid import LOCAL_SHARE


ROOT = Path(__file__).resolve().parent.parent.parent
FIRST, FIVE = 0.82, 0.92
"""Shares of the questions whose note must be first, or among the first five."""


@pytest.fixture(scope="module")
def bench():
    """The benchmark, which is no module of a package."""
    spec = importlib.util.spec_from_file_location(
        "recall_bench", ROOT / "tests/bench/recall.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_the_right_note_is_found(bench, tmp_path) -> None:
    """Without any service, on the notes of this repository, all kinds of questions."""
    lines = (ROOT / "tests/golden/questions.jsonl").read_text("utf-8").splitlines()
    questions = [json.loads(line) for line in lines]
    search = bench.searcher(ROOT / "corpus", tmp_path, Analyser(), LOCAL_SHARE)

    table = bench.recall(questions, search)

    first, five, n = table["all"]
    assert n >= 200
    assert first >= FIRST, f"first in {first:.3f} of {n} questions: {table}"
    assert five >= FIVE, f"among five in {five:.3f} of {n} questions: {table}"
    assert set(bench.CONTENT) <= table.keys()

"""Questions by date, category and order cite the notes that they ask for."""

import asyncio

from datetime import date
from pathlib import Path

import pytest

from bot.wiring import open_app
from rag.settings import RagSettings
from rag.types import Ask


ROOT = Path(__file__).resolve().parent.parent.parent
ROWS = [
    line.split("\t")
    for line in (ROOT / "tests/golden/filters.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """The notes of this repository, indexed; no model, no service."""
    settings = RagSettings(
        corpus=ROOT / "corpus", home=tmp_path_factory.mktemp("filters")
    )
    app = open_app(settings)
    app.index(lambda _: None, lambda *_: None)
    yield app
    app.close()


@pytest.mark.parametrize(
    ("question", "today", "names", "mode"), ROWS, ids=[row[0] for row in ROWS]
)
def test_the_notes_asked_for_are_cited(app, question, today, names, mode) -> None:
    """All of them; and no other where dates or a category alone decide."""
    day = date(2023, 9, 1) if today == "-" else date.fromisoformat(today)
    every = {Path(e.path).stem for e in app.catalogue.entries()}
    expected = {n for n in every if n.startswith(tuple(names.split()))}

    answer = asyncio.run(app.chain().ainvoke(Ask(question=question, today=day)))

    cited = {Path(c.entry.path).stem for c in answer.citations}
    assert expected or names == "none"
    assert expected == (cited if mode == "exact" else cited & expected)

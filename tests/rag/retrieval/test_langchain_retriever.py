from __future__ import annotations

import json

from datetime import date

import pytest

from fakes.rag import TODAY, FixedSearcher, ask, entry, hit
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import RunnableLambda
from pydantic import ValidationError

from rag.chain.search import find
from rag.errors import IndexMissing
from rag.query_types import Query
from rag.retrieval.langchain_retriever import NotesRetriever, document


MAY = entry("may", day=date(2021, 5, 11))
MARCH = entry("march", category="도구")
UNDATED = entry("undated", day=None, category=None)
HITS = [hit(MAY, score=0.9), hit(MARCH, score=0.5), hit(UNDATED, score=0.25)]


def retriever(searcher=None, **fields) -> NotesRetriever:
    """Return one over fixed hits, whose filters are the only ones."""
    searcher = searcher or FixedSearcher(HITS)

    def search(asked):
        query = Query(
            text=asked.question,
            since=asked.since,
            until=asked.until,
            category=asked.category,
            forced=True,
        )
        return find(searcher, query, limit=asked.limit).hits

    return NotesRetriever(search=search, clock=lambda: TODAY, **fields)


def titles(documents: list[Document]) -> list[str]:
    return [d.metadata["title"] for d in documents]


def test_a_document_says_where_it_stands() -> None:
    """Whoever gets a passage can open it, and filter by its note."""
    (found, *_) = retriever().invoke("배치 정규화")

    assert MAY.body == found.page_content
    assert {
        "entry_id": "may.md",
        "title": "노트 may",
        "date": "2021-05-11",
        "category": "딥러닝",
        "path": "may.md",
        "line_start": 3,
        "line_end": 9,
        "score": 0.9,
    } == found.metadata
    assert "may.md::0" == found.id


def test_blank_lines_around_a_passage_are_no_part_of_it() -> None:
    """The lines that are named are those of the text that is given."""
    found = document(hit(entry(body="\n\n손실은 $L$ 이다. 🧪\n\n")))

    assert "손실은 $L$ 이다. 🧪" == found.page_content
    assert (5, 5) == (found.metadata["line_start"], found.metadata["line_end"])


def test_what_a_note_lacks_is_none() -> None:
    """A note without date and category keeps the keys; JSON knows every value."""
    found = document(hit(UNDATED))

    assert found.metadata["date"] is None
    assert found.metadata["category"] is None
    assert found.metadata == json.loads(json.dumps(found.metadata))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ["노트 may", "노트 march", "노트 undated"]),
        ({"k": 2}, ["노트 may", "노트 march"]),
        ({"category": "도구"}, ["노트 march"]),
        ({"since": date(2021, 5, 12)}, ["노트 march"]),
        ({"until": date(2021, 5, 11)}, ["노트 may"]),
        ({"until": date(2020, 1, 1)}, []),
    ],
)
async def test_fields_filter(fields, expected) -> None:
    """They hold for both twins; what a question can't lift, it is not asked to."""
    made = retriever(**fields)

    assert expected == titles(made.invoke("배치 정규화"))
    assert expected == titles(await made.ainvoke("배치 정규화"))


def test_a_list_is_cut_too() -> None:
    """Never more than k, also where a search gives every note that fits."""
    made = NotesRetriever(search=lambda _: HITS, clock=lambda: TODAY, k=1)

    assert ["노트 may"] == titles(made.invoke("3월 글 목록"))


def test_the_question_is_asked_of_the_clock() -> None:
    """The search gets the question as typed, with the day it is."""
    asked = []
    made = NotesRetriever(search=lambda a: asked.append(a) or [], clock=lambda: TODAY)

    made.invoke("지난주 글")

    assert [ask("지난주 글", limit=6)] == asked


def test_it_composes() -> None:
    """It is a retriever like any other: in a pipe, with callbacks, in a repr."""
    told = []

    class Watcher(BaseCallbackHandler):
        def on_retriever_end(self, documents, **kwargs) -> None:
            """Remember what was found."""
            told.append(titles(documents))

    made = retriever(k=1)
    pipe = RunnableLambda(str.strip) | made | RunnableLambda(titles)

    assert isinstance(made, BaseRetriever)
    assert ["노트 may"] == pipe.invoke(" 정규화 ", {"callbacks": [Watcher()]})
    assert [["노트 may"]] == told
    assert "k=1" in repr(made)


async def test_errors_are_ours() -> None:
    """What goes wrong in the search comes out as it is."""

    def search(_ask):
        raise IndexMissing("Not indexed.", hint="Run `tilbot index`.")

    made = NotesRetriever(search=search, clock=lambda: TODAY)

    with pytest.raises(IndexMissing):
        made.invoke("정규화")
    with pytest.raises(IndexMissing):
        await made.ainvoke("정규화")


def test_no_passages_is_no_retriever() -> None:
    """A retriever of nothing is a mistake, told when it is made."""
    with pytest.raises(ValidationError):
        retriever(k=0)

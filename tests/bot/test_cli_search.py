import json

from cli_fake import ENTRIES, FakeApp, run


def test_hits_as_json_have_the_documented_fields() -> None:
    """Ranks from 1, the passage, and where it stands."""
    value = json.loads(run("search", "삼중항", "--json").out)

    assert ["id", "question", "query", "hits", "timings_ms"] == list(value)
    assert {
        "rank": 1,
        "entry_id": "2022/triplet.md",
        "date": "2022-01-15",
        "category": "ML & DL",
        "title": ENTRIES[1].title,
        "score": 1.5,
        "text": ENTRIES[1].body,
        "path": "2022/triplet.md",
        "line_start": 3,
        "line_end": 3 + ENTRIES[1].body.count("\n"),
    } == value["hits"][0]
    assert {"understand", "retrieve", "total"} == value["timings_ms"].keys()


def test_hits_for_a_reader() -> None:
    """Date, title, place and the beginning of the passage, formulae readable."""
    got = run("search", "triplet")

    head, place, text = got.out.splitlines()
    assert f"1. 2022-01-15 · {ENTRIES[1].title}" == head
    assert "   2022/triplet.md:3" == place
    assert "Semi-hard: d(a,p) < d(a,n) < d(a,p) + margin" in text


def test_nothing_found() -> None:
    """Exit code 3, and a word on stderr in the language of the question."""
    got = run("search", "없는말")

    assert (3, "") == (got.code, got.out)
    assert "맞는 노트를 찾지 못했습니다.\n" == got.err
    assert 3 == run("search", "zzz", "--json").code


def test_at_most_so_many() -> None:
    """-k cuts, even where the searcher gives more."""
    app = FakeApp()
    app.search = lambda query, limit: FakeApp.search(app, query, limit=9)

    got = run("search", "메모 삼중항 배치", "-k", "2", "--json", app=app)

    assert [1, 2] == [hit["rank"] for hit in json.loads(got.out)["hits"]]
    assert [] == app.asked

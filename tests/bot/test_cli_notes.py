import json
import unicodedata

import pytest

from cli_fake import ENTRIES, TRIPLET, run


def test_list_as_json_is_a_line_an_entry() -> None:
    """--json and --jsonl give the same documented fields."""
    got = run("list", "--json")

    values = [json.loads(line) for line in got.out.splitlines()]
    assert got == run("list", "--jsonl")
    assert {
        "entry_id": "2022/triplet.md",
        "date": "2022-01-15",
        "category": "ML & DL",
        "title": ENTRIES[1].title,
        "path": "2022/triplet.md",
        "line_start": 1,
        "line_end": ENTRIES[1].line_end,
        "chunks": 1,
        "text": TRIPLET,
    } == values[1]
    assert [None] == [v["date"] for v in values if v["entry_id"] == "memo.md"]


def test_list_in_a_pipe_has_columns_to_cut() -> None:
    """Date, category, title and place, with tabs between."""
    rows = [line.split("\t") for line in run("list").out.splitlines()]

    assert [
        "2021-05-11",
        "ML library",
        "배치 정규화의 is_training",
        "2021/batch-norm.md:1",
    ] == rows[0]
    assert [4, 4, 4] == [len(row) for row in rows]


@pytest.mark.parametrize(
    ("expected", "args"),
    [
        (["2022/triplet.md"], ["--since", "2022"]),
        (["2021/batch-norm.md"], ["--until", "2021"]),
        (["2021/batch-norm.md"], ["--category", "ML library"]),
        (["2022/triplet.md"], ["-k", "1"]),
        (["2021/batch-norm.md", "2022/triplet.md"], ["-k", "2"]),
        (["2021/batch-norm.md", "2022/triplet.md", "memo.md"], ["-k", "3"]),
    ],
)
def test_list_filters(expected: list[str], args: list[str]) -> None:
    """Filters hold, and -k keeps the latest, oldest first; if need be, undated ones."""
    got = run("list", "--json", *args)

    assert expected == [json.loads(line)["entry_id"] for line in got.out.splitlines()]


def test_list_without_a_match() -> None:
    """Nothing on stdout, a word on stderr, exit code 3."""
    got = run("list", "--since", "2030", env={"TILBOT_LANG": "ko"})

    assert (3, "", "조건에 맞는 노트가 없습니다.\n") == (got.code, got.out, got.err)


@pytest.mark.parametrize(
    "name",
    [
        "2022/triplet.md",
        "2022/tri",
        ENTRIES[1].title,
        "준어려운",
        unicodedata.normalize("NFD", "삼중항"),
    ],
)
def test_show_finds_a_note_by_what_one_remembers(name: str) -> None:
    """Its id or path, the beginning of either, its title or a part of it, in NFD too."""
    got = run("show", name)

    assert 0 == got.code
    assert got.out.startswith(
        f"{ENTRIES[1].title}\n2022-01-15 · ML & DL · 2022/triplet.md:1-"
    )
    assert got.out.endswith(TRIPLET + "\n")
    assert TRIPLET == json.loads(run("show", name, "--json").out)["text"]


def test_show_names_the_candidates() -> None:
    """A name that means several notes is refused, with their ids."""
    got = run("show", "202")

    assert (2, "") == (got.code, got.out)
    assert "2021/batch-norm.md" in got.err
    assert "2022/triplet.md" in got.err

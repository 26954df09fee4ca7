import json

from datetime import date

import pytest

from cli_fake import Done, FakeApp, run
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.errors import ServiceError
from rag.types import Turn


def lines(*values: object) -> bytes:
    """Return *values* as JSON lines; bytes stay as they are."""
    rows = (v if isinstance(v, bytes) else json.dumps(v).encode() for v in values)
    return b"\n".join(rows) + b"\n"


def results(out: str) -> list[dict]:
    """Return the objects of *out*."""
    return [json.loads(line) for line in out.split("\n")[:-1]]


@pytest.mark.parametrize("command", ["ask", "search"])
def test_a_line_for_a_line_in_the_same_order(command: str) -> None:
    """Ids of any type come back; a question without an answer is a result, too."""
    ids = ["가", 2, None, {"a": [1]}]
    asked = [
        {"id": i, "question": q}
        for i, q in zip(ids, ["triplet", "zzz", "메모", "배치"], strict=True)
    ]

    got = run(command, "--jsonl", stdin=lines(*asked))

    assert ids == [value["id"] for value in results(got.out)]
    assert ["triplet", "zzz", "메모", "배치"] == [
        v["question"] for v in results(got.out)
    ]
    assert (0, "") == (got.code, got.err)


BAD = {
    "is not JSON": [b"{", b"nonsense", b'{"question": "a"} x', b"[" * 100_000]
    + [b'{"id": %b, "question": "a"}' % n for n in (b"NaN", b"-Infinity", b"1e999")],
    "is not UTF-8": ['{"question": "삼중항"}'.encode("cp949")],
    "is not an object": [b"[]", b'"a"', b"1", b"null"],
    'has no "question"': [{}, {"question": 1}, {"question": " "}, {"question": None}],
    'has a bad "since"': [{"question": "a", "since": "soon"}],
    'has a bad "today"': [{"question": "a", "today": "2022"}],
    'has a "since" after': [{"question": "a", "since": "2023", "until": "2022"}],
    'has a "category"': [{"question": "a", "category": 1}],
    'has a "history"': [
        {"question": "a", "history": {}},
        {"question": "a", "history": ["x"]},
        {"question": "a", "history": [{"role": "system", "content": "x"}]},
        {"question": "a", "history": [{"role": "user"}]},
        {"question": "a", "history": [{"role": ["user"], "content": "x"}]},
    ],
}


@pytest.mark.parametrize(
    ("reason", "bad"), [(why, line) for why, many in BAD.items() for line in many]
)
def test_a_bad_line_is_told_and_the_rest_goes_on(reason: str, bad: object) -> None:
    """It gives an object with the reason and its line; the exit code is 65."""
    got = run(
        "ask",
        "--jsonl",
        stdin=lines({"question": "triplet"}, bad, {"id": 3, "question": "메모"}),
    )

    first, second, third = results(got.out)
    assert ["id", "error"] == list(second)
    assert second["error"]["problem"].startswith(f"Line 2 {reason}")
    assert not second["error"]["problem"].endswith("..")
    assert second["error"]["hint"]
    assert ("answered", 3) == (first["outcome"], third["id"])
    assert 65 == got.code


def test_a_bad_line_keeps_its_id() -> None:
    """The caller learns which of the questions it was."""
    got = run("search", "--jsonl", stdin=lines({"id": "q7", "question": ""}))

    assert ["q7"] == [value["id"] for value in results(got.out)]


def test_blank_lines() -> None:
    """One between questions is a bad line; those at the end are none."""
    got = run(
        "search", "--jsonl", stdin=b'{"question":"a"}\n\n{"question":"b"}\r\n\n \n'
    )

    assert [False, True, False] == ["error" in value for value in results(got.out)]
    assert Done(0, "", "") == run("search", "--jsonl", stdin=b"\n")


def test_a_line_may_bring_everything_an_ask_has() -> None:
    """History, clock and filters of the line hold; the command line fills in the rest."""
    app = FakeApp()
    line = {
        "question": "그건 왜?",
        "history": [
            {"role": "user", "content": "삼중항?"},
            {"role": "assistant", "content": "네 [1]"},
        ],
        "today": "2022-05-05",
        "since": "2022-01",
        "until": None,
        "category": "",
    }

    run(
        "ask",
        "--jsonl",
        "--until",
        "2022",
        "--category",
        "ML",
        "-k",
        "2",
        app=app,
        stdin=lines(line),
    )

    [ask] = app.asked
    assert (
        Turn(role="user", content="삼중항?"),
        Turn(role="assistant", content="네 [1]"),
    ) == ask.history
    assert (date(2022, 5, 5), date(2022, 1, 1), date(2022, 12, 31)) == (
        ask.today,
        ask.since,
        ask.until,
    )
    assert ("ML", 2) == (ask.category, ask.limit)


def test_a_service_that_fails_stands_for_its_line() -> None:
    """The error of the service is told in each line, and is the exit code."""
    down = ServiceError("The model is down.", hint="Wait.")

    got = run(
        "ask",
        "--jsonl",
        app=FakeApp(fails=down),
        stdin=lines({"id": 1, "question": "q"}),
    )

    assert [
        {
            "id": 1,
            "error": {
                "problem": "The model is down.",
                "hint": "Wait.",
                "exit_code": 69,
            },
        }
    ] == results(got.out)
    assert 69 == got.code


def test_a_lone_surrogate_passes() -> None:
    """JSON may hold half a character; what comes out is UTF-8 all the same."""
    got = run(
        "ask",
        "--jsonl",
        stdin=b'\xef\xbb\xbf{"id":"\\ud83d","question":"\\ud83d triplet"}\n',
    )

    [value] = results(got.out)
    assert "\ud83d" == value["id"]
    assert "? triplet" == value["question"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.one_of(st.binary(max_size=12), st.just(b'{"question": "a"}')), max_size=5
    )
)
def test_any_bytes_give_a_line_each(rows: list[bytes]) -> None:
    """Whatever comes in, as many objects come out as there are lines up to the last."""
    stdin = b"\n".join(rows)
    wanted = len(stdin.rstrip().split(b"\n")) if stdin.strip() else 0

    got = run("search", "--jsonl", stdin=stdin)

    assert wanted == len(results(got.out))
    assert got.code in {0, 65}

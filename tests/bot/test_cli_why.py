import json

from datetime import UTC, date, datetime

import pytest

from cli_fake import ENTRIES, FakeApp, hit_of, run

from bot.render import json_lines, why
from rag.query_types import Anchor, Query
from rag.traces.trace import of_answer
from rag.types import (
    Answer,
    Ask,
    Mode,
    Outcome,
    Sentence,
    Timings,
    Usage,
    Verdict,
    Workings,
)


NOON = datetime(2022, 10, 10, 12, tzinfo=UTC)
QUERY = Query(
    text="삼중항 손실",
    since=date(2022, 1, 1),
    until=date(2022, 12, 31),
    category="ML & DL",
    newest_first=True,
    count=3,
    carried=("triplet\x1b[31m",),
    phrasings=("triplet loss",),
)


def trace(lang="ko", question="삼중항은? 🧐", **changes):
    """Return the trace of an answer in which much happened."""
    fields = {
        "question": question,
        "text": "답 [til-1]",
        "citations": (),
        "outcome": Outcome.ANSWERED,
        "mode": Mode.MODEL,
        "model": "openai:x",
        "query": QUERY.__class__(text=QUERY.text, lang=lang, phrasings=("t",)),
        "timings": Timings(total=12.5),
        "usage": Usage(input_tokens=10, output_tokens=2),
        "notice": "조건을 풀었습니다.",
        "workings": Workings(
            understood=QUERY,
            hits=tuple(map(hit_of, ENTRIES)),
            prompt_chars=1234,
            checks=(
                Sentence(text="다음과 같습니다:", verdict=None),
                Sentence(text="negative는 세 종류이다.", verdict=Verdict.SUPPORTED),
                Sentence(
                    text="negative는 9%이다.",
                    verdict=Verdict.FLAGGED,
                    reasons=("number: 9%", "opposite: 늘다", "strange: x"),
                    shown=False,
                ),
                Sentence(text="", verdict=Verdict.UNSUPPORTED, shown=False),
            ),
        ),
    }
    ask = Ask(question=question, today=date(2022, 10, 10), any_category=True)
    answer = Answer(**{**fields, **changes})
    return {"id": "a1b2c3", **of_answer(ask, answer, at=NOON, prices={})}


@pytest.fixture
def home(tmp_path):
    """A home with two traces."""
    app = FakeApp()
    run("status", app=app, env={"TILBOT_HOME": str(tmp_path)})
    kept = [trace(), trace("en", "triplet?")]
    names = [app.traces.keep({k: v for k, v in t.items() if k != "id"}) for t in kept]
    return {"TILBOT_HOME": str(tmp_path)}, names


def test_without_an_id_the_last_one(home) -> None:
    """In the language that it was answered in."""
    env, names = home

    last, first = run("why", env=env), run("why", names[0].upper(), env=env)

    assert last.out.startswith(f"{names[1]} · 2022-10-10")
    assert "Understood" in last.out
    assert first.out.startswith(names[0])
    assert "이해한 것" in first.out


def test_list_and_json(home) -> None:
    """The last first, one a line; JSON gives all that is kept."""
    env, names = home

    rows = run("why", "--list", env=env).out.splitlines()
    whole = json.loads(run("why", "--json", env=env).out)
    one = run("why", "--list", "-k", "1", "--json", env=env).out

    assert names[::-1] == [row.split("\t")[0] for row in rows]
    assert "triplet?" == whole["question"] == json.loads(one)["question"]
    assert 1 == one.count("\n")


def test_erase(home) -> None:
    """One by its id, then all."""
    env, names = home

    one = run("why", names[0], "--erase", env=env)
    rest = run("why", "--erase", env=env)

    assert ("Traces erased: 1.\n", "Traces erased: 1.\n") == (one.err, rest.err)
    assert 2 == run("why", env=env).code


@pytest.mark.parametrize(
    "args", [("zzz",), ("abcdef",), ("--list", "x"), ("--list", "--erase")]
)
def test_what_is_not_there_is_said(home, args) -> None:
    """An id that is not kept, and options that contradict each other."""
    got = run("why", *args, env=home[0])

    assert (2, "") == (got.code, got.out)
    assert got.err


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_everything_is_told(lang) -> None:
    """Each thing that is kept can be read, and nothing moves the cursor."""
    shown = why.full(trace(lang), lang)

    for part in (
        "a1b2c3", "삼중항은? 🧐", "삼중항 손실", "2022-01-01 ~ 2022-12-31", "ML & DL",
        "--any-category", "조건을 풀었습니다.", "2022/triplet.md:3", "1234", "10",
        "TILBOT_PRICES", "12 ms",
    ):  # fmt: skip
        assert part in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        (
            "ko",
            [
                "다음과 같습니다: → 확인할 것 없음",
                "negative는 세 종류이다. → 노트에 있음",
                (
                    "negative는 9%이다. → 노트와 다름, 없거나 다른 수 9%,"
                    " 노트는 반대로 말함: 늘다, strange: x, 보이지 않음"
                ),
                "(다시 보여 줄 수 없는 문장) → 노트에서 확인되지 않음, 보이지 않음",
            ],
        ),
        (
            "en",
            [
                "다음과 같습니다: → states nothing",
                "negative는 세 종류이다. → borne out",
                (
                    "negative는 9%이다. → at odds with the notes, number not there, or"
                    " another: 9%, the notes say the opposite: 늘다, strange: x, not shown"
                ),
                "(a sentence that must not be repeated) → not borne out, not shown",
            ],
        ),
    ],
)
def test_each_sentence_is_told_with_its_verdict(lang, lines) -> None:
    """In the language of the answer: what was held against it, and whether shown."""
    shown = why.full(trace(lang), lang)

    told = [line for line in shown.splitlines() if " → " in line]
    assert lines == [line.partition(": ")[2] for line in told[-4:]]


def test_a_trace_of_before_can_be_told() -> None:
    """It says neither why nor whether a sentence was shown."""
    old = {**trace(), "checks": [{"sentence": "한 줄.", "verdict": "flagged"}]}

    assert "한 줄. → 노트와 다름\n" in why.full(old, "ko") + "\n"


@pytest.mark.parametrize("command", ["ask", "search"])
def test_explain_goes_to_stderr(command) -> None:
    """The answer on stdout stays what it is."""
    plain = run(command, "triplet")

    got = run(command, "triplet", "--explain")

    assert plain.out == got.out
    assert "searched for: triplet" in got.err
    assert "2022/triplet.md:3" in got.err


def test_explain_in_a_chat() -> None:
    """Each answer is explained."""
    got = run("chat", "--explain", stdin=b"triplet\nmemo")

    assert 2 == got.err.count("Understood")


def test_why_in_a_chat_without_a_trace() -> None:
    """It says that there is none."""
    got = run("chat", stdin=b"triplet\n/why", env={"TILBOT_LANG": "ko"})

    assert "남은 기록이 없습니다.\n" == got.err


@pytest.mark.parametrize(
    "args",
    [
        ("--any-time", "--since", "2022"),
        ("--any-time", "--until", "2022"),
        ("--any-category", "--category", "x"),
        ("--explain", "--jsonl"),
    ],
)
@pytest.mark.parametrize("command", ["ask", "search"])
def test_contradictions_are_refused(command, args) -> None:
    """A filter is given or refused, not both."""
    words = () if "--jsonl" in args else ("triplet",)

    assert 2 == run(command, *args, *words).code


def test_filters_can_be_refused() -> None:
    """On the command line, and on a line of --jsonl."""
    app = FakeApp()
    line = json.dumps({"question": "triplet", "any_time": True, "any_category": 1})

    run("ask", "--any-time", "--any-category", "triplet", app=app)
    run("ask", "--jsonl", app=app, stdin=line.encode())

    assert [(True, True), (True, False)] == [
        (a.any_time, a.any_category) for a in app.asked
    ]


@pytest.mark.parametrize(
    ("anchor", "expected"),
    [
        (Anchor(about="CLIP", way="next"), "CLIP (next)"),
        (Anchor(about="SDF", other="CLIP", way="between"), "SDF, CLIP (between)"),
        (Anchor(about="CLIP", way="after", step=2, unit="week"), "CLIP (after 2 week)"),
    ],
)
def test_the_note_that_others_are_told_by(anchor, expected) -> None:
    """It is told which note was counted from, and where to; older traces have none."""
    found = trace(query=Query(text="", anchor=anchor), workings=None)
    older = {**found, "searched": {**found["searched"]}}
    del older["searched"]["anchor"]

    assert expected in why.explained(json.loads(json.dumps(found)), "ko")
    assert "기준 노트" not in why.explained(older, "ko")


@pytest.mark.parametrize(
    ("changes", "grouped", "measured"),
    [
        ({"group_by": "year", "then_by": "category"}, "year, category", None),
        ({"group_by": "day", "having": (2, None)}, "day, 2 ~", None),
        ({"group_by": "day", "having": (1, 3)}, "day, 1 ~ 3", None),
        ({"group_by": "month", "having": (0, 0)}, "month, 0", None),
        ({"measure": "gap"}, None, "gap"),
    ],
)
def test_what_an_aggregate_was_read_as_is_told(changes, grouped, measured) -> None:
    """Groups with their bounds, and the measure; traces from before have neither."""
    query = Query(text="", today=date(2022, 10, 10), lang="en", **changes)
    found = json.loads(json.dumps(trace("en", query=query, workings=None)))

    rows = why.explained(found, "en").splitlines()

    told = [row.strip() for row in rows]
    assert (f"grouped by: {grouped}" in told) is bool(grouped)
    assert (f"measured: {measured}" in told) is bool(measured)
    for name in ("then_by", "measure", "having", "today"):
        del found["searched"][name]
    assert why.explained(found, "en")


def test_json_has_the_aggregate() -> None:
    """Null where nothing but entries is told of."""
    found = json_lines.query(Query(text="", group_by="day", having=(2, None)))

    assert ("day", [2, None]) == (found["group_by"], found["having"])
    assert found["measure"] is found["then_by"] is None

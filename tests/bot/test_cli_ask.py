import json
import re
import unicodedata

from dataclasses import replace
from datetime import date

import pytest

from cli_fake import ENTRIES, FakeApp, nothing, run

from rag.query_types import Query
from rag.types import Answer, Ask, Citation, Failure, Mode, Outcome
from rag.wording.notices import Occasion


def test_the_answer_is_plain_text_when_nobody_watches() -> None:
    """In a pipe: the text with [n], the sources below, no escape, an empty stderr."""
    got = run("ask", "triplet", "손실")

    assert (0, "") == (got.code, got.err)
    assert got.out.startswith("### 답\n")
    assert "x = dists[0]  # [1] 은 인용이 아니다" in got.out
    assert "[til-" not in got.out
    assert "\x1b" not in got.out
    assert got.out.endswith(
        f"\n출처\n[1] 2022-01-15 · {ENTRIES[1].title} · 2022/triplet.md:3"
        " · https://example.org/triplet\n"
    )


@pytest.mark.parametrize(
    ("heading", "lang", "question"),
    [("Sources", "", "triplet"), ("출처", "", "삼중항"), ("출처", "ko", "triplet")],
)
def test_our_own_words_follow_the_question_or_the_setting(
    heading, lang, question
) -> None:
    """Without TILBOT_LANG the language of the question counts."""
    got = run("ask", question, env={"TILBOT_LANG": lang})

    assert f"\n{heading}\n" in got.out


def test_options_reach_the_chain_and_the_question_is_composed() -> None:
    """Filters, the clock and -k are handed over; an NFD question becomes NFC."""
    app = FakeApp()

    run(
        "ask", unicodedata.normalize("NFD", "삼중항"), "손실", "--category", "ML",
        "--since", "2022-01", "--until", "2022.02", "-k", "3", "--today", "2023-01-02",
        app=app,
    )  # fmt: skip

    assert [
        Ask(
            question="삼중항 손실",
            today=date(2023, 1, 2),
            category="ML",
            since=date(2022, 1, 1),
            until=date(2022, 2, 28),
            limit=3,
            at_most=3,
        )
    ] == app.asked


def test_the_question_may_come_from_stdin() -> None:
    """With a byte order mark, several lines and decomposed Hangul."""
    app = FakeApp()
    text = unicodedata.normalize("NFD", "삼중항\n손실?\n")

    run("ask", app=app, stdin=b"\xef\xbb\xbf" + text.encode())

    assert ["삼중항\n손실?"] == [ask.question for ask in app.asked]
    assert [date(2022, 10, 10)] == [ask.today for ask in app.asked]


@pytest.mark.parametrize("stdin", [b"", b" \n", "삼중항".encode("cp949")])
def test_no_question_is_a_usage_error(stdin: bytes) -> None:
    """An empty stdin, a blank one, or one that is not UTF-8 asks nothing."""
    app = FakeApp()

    got = run("ask", app=app, stdin=stdin)

    assert (2, "", []) == (got.code, got.out, app.asked)


def test_json_has_the_documented_fields() -> None:
    """One object on one line, Hangul readable, quotes cut from the source."""
    got = run("ask", "triplet", "--json")

    value = json.loads(got.out)
    assert 1 == got.out.count("\n")
    assert "삼중항" in got.out
    assert [
        "id", "question", "answer", "outcome", "citations", "checks", "mode", "model",
        "query", "timings_ms", "usage", "trace",
    ] == list(value)  # fmt: skip
    assert {
        "number": 1,
        "entry_id": "2022/triplet.md",
        "date": "2022-01-15",
        "category": "ML & DL",
        "title": ENTRIES[1].title,
        "quote": ENTRIES[1].body.split("\n")[0],
        "path": "2022/triplet.md",
        "line_start": 3,
        "line_end": 3,
        "url": "https://example.org/triplet",
        "stale": None,
    } == value["citations"][0]
    assert [
        "text", "since", "until", "category", "without", "without_categories",
        "weekdays", "months", "without_texts", "holding", "either", "lacking", "undated", "newest_first",
        "count", "nth", "turned", "among", "group_by", "then_by", "measure", "having", "top",
        "anchor", "piece",
        "parts", "kind",
    ] == list(value["query"])  # fmt: skip
    assert [
        "understand", "retrieve", "generate", "check", "total"
    ] == list(value["timings_ms"])  # fmt: skip
    assert {"input_tokens": 0, "output_tokens": 0} == value["usage"]
    assert value["answer"].endswith("\n[1]")
    assert ("answered", "model") == (value["outcome"], value["mode"])


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        (0, Outcome.ANSWERED),
        (0, Outcome.NEAREST),
        (0, Outcome.SMALLTALK),
        (3, Outcome.NO_EVIDENCE),
    ],
)
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_the_exit_code_tells_the_outcome(code, outcome, form) -> None:
    """Only an answer without evidence is told apart from the others."""
    app = FakeApp()
    app.answers = lambda ask: replace(
        nothing(ask, app.understand(ask)), outcome=outcome
    )

    got = run("ask", "q", *form, app=app)

    assert code == got.code
    assert "노트에서 찾지 못했습니다." in got.out


def failing(app: FakeApp) -> FakeApp:
    """Return *app*, whose model is down so that the notes are quoted."""
    plain = FakeApp()

    def answers(ask: Ask) -> Answer:
        hit = app.search(app.understand(ask), limit=1)[0]
        from rag.types import Citation

        return replace(
            nothing(ask, plain.understand(ask)),
            outcome=Outcome.ANSWERED,
            text="> 인용 [til-1]",
            citations=(Citation(number=1, entry=hit.entry, start=0, end=3),),
            failure=Failure(problem="The model is down.", hint="Wait.", exit_code=69),
            notice="날짜 조건을 풀었습니다.",
        )

    app.answers = answers
    return app


def test_a_model_that_fails_is_told_beside_the_quotations() -> None:
    """The quotes go to stdout, the failure and its hint to stderr, the code is 69."""
    got = run("ask", "삼중항", app=failing(FakeApp()))

    assert 69 == got.code
    assert got.out.startswith("날짜 조건을 풀었습니다.\n\n> 인용 [1]\n\n출처\n[1]")
    assert got.err.startswith("tilbot: The model is down.\nWait.\n")
    assert "모델이 답하지 못해" in got.err


def test_a_model_that_breaks_off_has_its_sentences_kept() -> None:
    """What it wrote is not called a quotation; the code is the same."""
    app = failing(FakeApp())
    quoted = app.answers
    app.answers = lambda ask: replace(quoted(ask), mode=Mode.MODEL)

    got = run("ask", "삼중항", app=app)

    assert 69 == got.code
    assert "답이 끊기기 전까지" in got.err
    assert "모델이 답하지 못해" not in got.err


def test_json_says_why_the_model_did_not_answer() -> None:
    """`failure` and `notice` are there when they are set, and only then."""
    value = json.loads(run("ask", "삼중항", "--json", app=failing(FakeApp())).out)

    assert {"problem": "The model is down.", "hint": "Wait.", "exit_code": 69} == value[
        "failure"
    ]
    assert "날짜 조건을 풀었습니다." == value["notice"]


def test_a_stale_index_is_told_on_stderr() -> None:
    """What is indexed on the way is said, and not among the answer."""
    got = run("ask", "triplet", app=FakeApp(stale=True))

    assert "The notes have changed; bringing the index up to date.\n" == got.err


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_what_is_told_beside_an_answer_is_in_the_language_of_the_settings(lang) -> None:
    """It is tilbot's own sentence, as those of the answer are."""
    got = run("ask", "triplet", app=FakeApp(stale=True), env={"TILBOT_LANG": lang})

    assert Occasion.NOTES_CHANGED.text(lang) + "\n" == got.err


def test_control_characters_of_a_note_never_reach_the_terminal() -> None:
    """A note can't move the cursor, colour the screen or ring the bell."""
    app = FakeApp()
    evil = "\x1b[2J\x1b]0;t\x07빨강\x9b31m"
    app.answers = lambda ask: replace(nothing(ask, app.understand(ask)), text=evil)

    got = run("ask", "q", app=app)

    assert "[2J]0;t빨강31m\n" == got.out


def test_colours_can_be_forced_into_a_pipe() -> None:
    """FORCE_COLOR draws as on a terminal, without links; NO_COLOR takes colours away."""
    coloured = run("ask", "triplet", env={"FORCE_COLOR": "1"}).out
    bare = run("ask", "triplet", env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).out
    dumb = run("ask", "triplet", env={"FORCE_COLOR": "1", "TERM": "dumb"}).out

    assert "\x1b[1;36m[1]" in coloured
    assert "d(a,p) < d(a,n) < d(a,p) + margin" in coloured
    assert "\x1b]8" not in coloured
    assert "36m" not in bare
    assert "\x1b" not in dumb


@pytest.mark.parametrize(
    ("stale", "lang", "said"),
    [
        ("edited", "ko", "색인한 뒤 고쳐짐"),
        ("deleted", "en", "deleted since it was indexed"),
        (None, "en", ""),
    ],
)
def test_a_note_that_changed_is_said_beside_its_source(stale, lang, said) -> None:
    """Plain, drawn and as JSON: whoever follows a citation knows what to expect."""

    def answers(ask: Ask) -> Answer:
        citation = Citation(number=1, entry=ENTRIES[1], start=0, end=5, stale=stale)
        return Answer(
            question=ask.question,
            text="답 [til-1]",
            citations=(citation,),
            outcome=Outcome.ANSWERED,
            mode=Mode.EXTRACTIVE,
            query=Query(text=ask.question, lang=lang),
        )

    app = FakeApp(answers=answers)
    plain = run("ask", "x", app=app).out
    drawn = run("ask", "x", app=app, env={"FORCE_COLOR": "1"}).out
    value = json.loads(run("ask", "--json", "x", app=app).out)

    assert said in plain
    assert said in re.sub(r"\x1b\[[0-9;]*m", "", drawn)
    assert ("색인한" in plain + drawn or "since" in plain + drawn) == bool(stale)
    assert stale == value["citations"][0]["stale"]
